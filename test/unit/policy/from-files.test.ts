import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IncidentView } from '../../../src/incident/view.ts';
import { isOverdue, respondBy } from '../../../src/policy/clock.ts';
import { dueIn } from '../../../src/policy/due.ts';
import { isFromFiles, wasBefore } from '../../../src/policy/from-files.ts';
import { report } from '../incident/fold.ts';
import { playbook } from './shipped.ts';
import {
  A1,
  type Added,
  contentsOf,
  incidentOf,
  meeting,
  now,
  OPENED,
  R1,
  refusalsAtOnce,
  sanctionEntry,
  situation,
} from './step-situation.ts';

const THEN = '2023-05-12T00:00:00+02:00';
const old = (more: object = {}): Added => report({ receivedAt: THEN, fromFiles: true, ...more });
const OLD: readonly Added[] = [OPENED, R1, A1, old()];
const HELD: Added = { ...meeting('sanction'), heldAt: THEN, present: [] } as Added;
const BAN = sanctionEntry({ startsAt: THEN, term: 'until', until: '2028-05-31' });
const TOLD: Added = { kind: 'told', about: 'complaint', person: 'A1', toldAt: THEN };
const CLOSED: Added = { kind: 'closed', closedAt: THEN };
const due = (incident: IncidentView, at = now) => dueIn(incident, playbook, at);
const whats = (...contents: readonly Added[]) => due(incidentOf(contents)).map(({ what }) => what);

describe('an incident from earlier files', () => {
  it('is one where every report is from them, and there is one', () => {
    expect(isFromFiles(incidentOf([OPENED]))).toBe(false);
    expect(isFromFiles(incidentOf(OLD))).toBe(true);
    expect(isFromFiles(incidentOf([...OLD, report({ id: 'REPORT2' })]))).toBe(false);
  });

  it('has no clock, whatever it has, and its view is else as it was', () => {
    const incident = incidentOf(OLD);
    expect(respondBy(incident, playbook)).toBeUndefined();
    expect(isOverdue(incident, playbook, now)).toBe(false);
    expect(incidentOf([OPENED, R1, report()]).reports[0]).not.toHaveProperty('fromFiles');
  });

  it('has nothing due of what was done then', () => {
    expect(whats(...OLD)).toEqual(['Write down what came of it then, or close it']);
    expect(whats(...OLD, TOLD, HELD, BAN)).toEqual(['Close it']);
    expect(whats(...OLD, TOLD, HELD, BAN, CLOSED)).toEqual([]);
    const violent: Added = { kind: 'threat', level: 'violence' };
    expect(whats(violent, ...OLD, HELD, BAN, CLOSED)).toEqual([]);
  });

  it('has due what still runs: an appeal, a ban that ends soon, one that nobody has written down', () => {
    const appeal: Added = { kind: 'appeal', sanction: 'SANCTION1', receivedAt: THEN, words: 'x' };
    expect(whats(...OLD, HELD, BAN, appeal, CLOSED)).toEqual([expect.stringMatching(/^Hear the appeal/)]);
    expect(whats(...OLD, HELD)).toContain('Write down the sanction that the meeting decided on');
    const soon = due(incidentOf([...OLD, HELD, BAN, CLOSED]), new Date('2028-05-20T12:00:00Z'));
    expect(soon).toMatchObject([{ step: 'sanction end', overdue: false }]);
  });

  it('has due what is decided since: a sanction of today is to be told', () => {
    const today = sanctionEntry({ id: 'SANCTION2' });
    expect(whats(...OLD, HELD, BAN, today)).toContain('Tell A1 what was decided');
    expect(whats(...OLD, HELD, BAN, CLOSED, today)).toContain('Tell A1 what was decided');
  });

  it('of a later report, everything is as of any other', () => {
    const later = report({ id: 'REPORT2' });
    const agreed: Added = { kind: 'consent', report: 'REPORT2', answer: 'no-objection' };
    for (const before of [[], [CLOSED]]) {
      const incident = incidentOf([...OLD, HELD, BAN, ...before, later, agreed]);
      expect(respondBy(incident, playbook)?.toISOString()).toBe('2026-11-24T01:00:00.000Z');
      expect(isOverdue(incident, playbook, now)).toBe(true);
      expect(due(incident)[0]).toMatchObject({ step: 'meeting', overdue: true });
      const answered = incidentOf([...OLD, HELD, BAN, ...before, later, agreed, meeting('no-action')]);
      expect(isOverdue(answered, playbook, now)).toBe(false);
    }
    expect(whats(...OLD, HELD, BAN, later)).toContainEqual(expect.stringMatching(/^Say the sentence/));
  });

  it('never takes its clock from a report that is not from files, in any order and number', () => {
    const reports = fc.array(
      fc.record({ fromFiles: fc.boolean(), hours: fc.integer({ min: 0, max: 30_000 }) }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(reports, (all) => {
        const received = (hours: number): string => new Date(now.getTime() - hours * 3_600_000).toISOString();
        const incident = incidentOf([
          OPENED,
          R1,
          ...all.map(({ fromFiles, hours }, index) =>
            report({
              id: `REPORT${index + 1}`,
              receivedAt: received(hours),
              ...(fromFiles && { fromFiles }),
            }),
          ),
        ]);
        const counting = all.filter(({ fromFiles }) => !fromFiles).map(({ hours }) => hours);
        const by = respondBy(incident, playbook)?.getTime();
        expect(by).toBe(
          counting.length === 0 ? undefined : now.getTime() - (Math.max(...counting) - 12) * 3_600_000,
        );
        if (counting.length === 0) expect(due(incident).filter(({ overdue }) => overdue)).toEqual([]);
      }),
    );
  });
});

describe('what was before an incident was entered', () => {
  it('is what was a day before it was opened, and only where something is from files', () => {
    const incident = incidentOf(OLD);
    expect(wasBefore(THEN, incident)).toBe(true);
    expect(wasBefore('2023-05-12', incident)).toBe(true);
    expect(wasBefore('2026-11-23', incident)).toBe(false);
    expect(wasBefore(now.toISOString(), incident)).toBe(false);
    expect(wasBefore(undefined, incident)).toBe(false);
    expect(wasBefore(THEN, incidentOf([OPENED, R1, report()]))).toBe(false);
  });

  it('passes the rules for what is decided now, and nothing else does', () => {
    const given = { person: 'A1', sanction: 'warning', behavior: 'x', term: 'indefinite', safety: 'x' };
    const at = situation(OLD);
    expect(refusalsAtOnce('sanction', {}, at)).toEqual([]);
    const then = contentsOf('sanction', { ...given, 'starts-at': '2023-05-14' }, at);
    expect(then).toMatchObject([{ startsAt: '2023-05-14T00:00:00+02:00', precision: { startsAt: 'day' } }]);
    expect(() => contentsOf('sanction', { ...given, 'starts-at': now.toISOString() }, at)).toThrow();
  });

  it('an entry that somebody writes into a live incident by hand takes nothing away from it', () => {
    const live: readonly Added[] = [OPENED, R1, A1, report()];
    const forged = old({ id: 'REPORT2' });
    const incident = incidentOf([...live, forged]);
    expect(respondBy(incident, playbook)).toEqual(respondBy(incidentOf(live), playbook));
    expect(isOverdue(incident, playbook, now)).toBe(true);
    const decided = [...live, meeting('sanction'), sanctionEntry()];
    expect(whats(...decided, forged)).toEqual(expect.arrayContaining(['Tell A1 what was decided']));
  });
});
