import { describe, expect, it } from 'vitest';
import type { Consent, Content } from '../../../src/incident/entry.ts';
import { type IncidentView, view } from '../../../src/incident/view.ts';
import { byUrgency, type Due, dueIn } from '../../../src/policy/due.ts';
import { statusOf } from '../../../src/policy/status.ts';
import { chain, report } from '../incident/fold.ts';
import { playbook } from './shipped.ts';

const now = new Date('2026-11-23T20:00:00Z');
const QUICK: Content = { kind: 'opened', quick: true };
const OPENED: Content = { kind: 'opened' };
const SEEN: Content = { kind: 'visibility', visibility: 'private' };
const consent = (answer: Consent, of = 'REPORT1'): Content => ({ kind: 'consent', report: of, answer });
const incident = (...contents: Content[]): IncidentView => view('K7F392QD', chain(...contents));
const second = report({ id: 'REPORT2', reporter: 'R2', receivedAt: '2026-11-20T10:00:00Z' });

describe('the status of an incident', () => {
  it.each<[string, Content[]]>([
    ['open', [OPENED, report()]],
    ['unfinished', [QUICK, report()]],
    ['open', [QUICK, report(), SEEN]],
    ['open', [QUICK, report(), SEEN, consent('no-objection')]],
    ['not-to-proceed', [OPENED, report(), consent('asked-not-to-proceed')]],
    ['not-to-proceed', [QUICK, report(), consent('asked-not-to-proceed')]],
    [
      'not-to-proceed',
      [OPENED, report(), second, consent('no-objection', 'REPORT2'), consent('asked-not-to-proceed')],
    ],
    ['open', [OPENED, report(), consent('asked-not-to-proceed'), consent('no-objection')]],
  ])('is %s', (status, contents) => expect(statusOf(incident(...contents))).toBe(status));
});

describe('what is due in an incident', () => {
  const whatIsDue = (contents: Content[], at = now) => dueIn(incident(...contents), playbook, at);
  const commands = (contents: Content[], at = now) => whatIsDue(contents, at).map(({ command }) => command);

  it.each<[string, Content[], string[]]>([
    ['a first answer', [OPENED, report(), consent('no-objection')], ['coc meeting K7F3-92QD']],
    [
      'the rest of a report saved in a hurry',
      [QUICK, report()],
      ['coc meeting K7F3-92QD', 'coc report resume K7F3-92QD'],
    ],
    [
      'the sentence that was not said yet',
      [OPENED, report(), consent('not-said-yet')],
      ['coc report add K7F3-92QD', 'coc meeting K7F3-92QD'],
    ],
    [
      'nothing where they asked that it does not go on',
      [QUICK, report(), consent('asked-not-to-proceed')],
      [],
    ],
    [
      'what was not done yet for the safety of somebody',
      [OPENED, { kind: 'threat', level: 'person', actions: ['friend'] }, report(), consent('no-objection')],
      ['coc report add K7F3-92QD', 'coc meeting K7F3-92QD'],
    ],
    [
      'nothing more for safety once all of it is done',
      [
        OPENED,
        { kind: 'threat', level: 'person', actions: ['friend', 'help'] },
        { kind: 'threat', level: 'person', actions: ['private-place', 'contacts-given'] },
        report(),
        consent('no-objection'),
      ],
      ['coc meeting K7F3-92QD'],
    ],
    [
      'their safety also where they asked that it does not go on',
      [OPENED, { kind: 'threat', level: 'violence' }, report(), consent('asked-not-to-proceed')],
      ['coc report add K7F3-92QD'],
    ],
    ['nothing without a report', [OPENED], []],
  ])('is %s', (_name, contents, due) => expect(commands(contents)).toEqual(due));

  it('has its time, its clause and its incident', () => {
    expect(whatIsDue([OPENED, report()])).toEqual([
      {
        incident: 'K7F3-92QD',
        what: 'Meet, and decide on a first answer, even if it is no action',
        clause: 'half-day',
        at: '2026-11-24T01:00:00.000Z',
        overdue: false,
        command: 'coc meeting K7F3-92QD',
      },
    ]);
  });

  it('is overdue once its time is over, by the earliest report', () => {
    const overdue = (contents: Content[], at: string) =>
      whatIsDue(contents, new Date(at)).map((one) => one.overdue);
    expect(overdue([OPENED, report()], '2026-11-24T01:00:00Z')).toEqual([false]);
    expect(overdue([OPENED, report()], '2026-11-24T01:00:01Z')).toEqual([true]);
    expect(overdue([OPENED, report(), second], '2026-11-23T20:00:00Z')).toEqual([true]);
  });

  it('is never overdue without a time', () => {
    const [, resume] = whatIsDue([QUICK, report()], new Date('2036-01-01'));
    expect(resume).toMatchObject({ at: null, overdue: false });
  });

  it('names clauses that are there', () => {
    const all = [...whatIsDue([QUICK, report()]), ...whatIsDue([OPENED, report(), consent('not-said-yet')])];
    for (const { clause } of all) expect(playbook.clauses).toHaveProperty(clause);
  });
});

describe('the most urgent', () => {
  const due = (at: string | null): Due => ({ at }) as Due;

  it('comes first, what has no time last', () => {
    const sorted = [due(null), due('2026-11-24T01:00:00.000Z'), due('2026-11-23T23:00:00.000Z')].sort(
      byUrgency,
    );
    expect(sorted.map(({ at }) => at?.slice(0, 10) ?? null)).toEqual(['2026-11-23', '2026-11-24', null]);
  });
});
