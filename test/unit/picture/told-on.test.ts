import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/incident/entry.ts';
import { report as reportBlocks } from '../../../src/incident/picture/reports.ts';
import { response } from '../../../src/incident/picture/response.ts';
import { view } from '../../../src/incident/view.ts';
import { typeOf } from '../../../src/interview/check.ts';
import { dueIn } from '../../../src/policy/due.ts';
import { pictureBlocks } from '../../../src/screen/picture.ts';
import { MEETING_DONE } from '../../../src/steps/meeting/done.ts';
import { chain, report } from '../incident/fold.ts';
import { playbook } from '../policy/shipped.ts';
import { type Added, incidentOf, READY, sanctionEntry, situation } from '../policy/step-situation.ts';

process.env.TZ = 'Europe/Berlin';
const TOLD = '2026-11-27T11:00:00+01:00';
const ON_THE_DAY = { receivedAt: TOLD, at: TOLD };

/** What the screen has of a report, by its name, two days after it came in. */
function shown(
  details: object,
  more: object = ON_THE_DAY,
  later: object = {},
): Readonly<Record<string, string>> {
  const entry = { kind: 'details', report: 'REPORT1', details, at: TOLD, ...later } as never;
  const incident = view('K7F392QD', chain({ kind: 'opened' }, report(more) as Content, entry));
  const [one] = incident.reports;
  if (one === undefined) throw new Error('no report');
  const now = new Date('2026-11-29T12:00:00+01:00');
  const blocks = pictureBlocks(reportBlocks(one, incident), { now, playbook, nameOf: (id) => id });
  return Object.fromEntries(blocks.flatMap((block) => (block.kind === 'fields' ? block.rows : [])));
}

describe('a time in words', () => {
  it.each([
    'today 10:40',
    'yesterday evening',
    'about 15:00',
    'on Monday',
    'two hours ago',
    'last night, around 11pm',
    'this morning',
  ])('that is told from the day stays, with that day behind it: %s', (when) => {
    expect(shown({ when })).toMatchObject({ When: `${when} (told Fri 27 Nov 2026)` });
  });

  it.each([
    '27 Nov 10:40',
    '2026-11-27 10:40',
    'Monday, November 23rd',
    '27.11. in the evening',
    'during the keynote',
    'in May 2023',
  ])('that is the same on each day stays as it is: %s', (when) => {
    expect(shown({ when })).toMatchObject({ When: when });
  });

  it('is one of the other details only where it says a day', () => {
    const said = shown({ circumstances: 'at yesterday’s party', behavior: 'knocked from 10:40 on' });
    expect(said).toMatchObject({
      Circumstances: 'at yesterday’s party (told Fri 27 Nov 2026)',
      'What they did': 'knocked from 10:40 on',
    });
  });

  it('has both days where it was written down on another one than it was told', () => {
    const more = { receivedAt: '2026-11-26T23:00:00+01:00', at: TOLD };
    expect(shown({ when: 'today' }, more)).toMatchObject({
      When: 'today (told Thu 26 Nov 2026, written down Fri 27 Nov 2026)',
    });
    const month = { receivedAt: '2023-05-01T00:00:00+02:00', precision: { receivedAt: 'month' }, at: TOLD };
    expect(shown({ when: 'yesterday' }, month)).toMatchObject({
      When: 'yesterday (written down Fri 27 Nov 2026)',
    });
  });

  it('has the day on which it was added, where that was later', () => {
    const later = { at: '2026-11-28T09:00:00+01:00' };
    expect(shown({ when: 'yesterday' }, ON_THE_DAY, later)).toMatchObject({
      When: 'yesterday (told Sat 28 Nov 2026)',
    });
  });
});

describe('a time in words that outlives the day on which it was written down', () => {
  const at = '2026-11-24T10:00:00+01:00';
  const later = new Date('2026-11-27T12:00:00+01:00');
  const act = {
    kind: 'action',
    what: 'Talk to the venue tonight',
    who: 'ben',
    due: '2026-11-25T10:00:00+01:00',
    at,
  };
  const waits = { ...act, what: 'Hear A1', condition: 'when she is back tomorrow' };
  const banned = sanctionEntry({
    at,
    parameters: { scope: 'the party this evening' },
    conditions: ['stays away until Sunday'],
    tell: ['the desk within an hour'],
    safety: 'He is not there tomorrow.',
  });
  const incident = incidentOf([...READY, act as Added, waits as Added, banned]);
  const blocks = pictureBlocks(response(incident), { now: later, playbook, nameOf: (id) => id });
  const page = JSON.stringify(blocks);

  it.each([
    'Talk to the venue tonight',
    'when she is back tomorrow',
    'the party this evening',
    'stays away until Sunday',
    'the desk within an hour',
    'He is not there tomorrow.',
  ])('has that day behind it: %s', (words) => {
    expect(page).toContain(`${words} (written down Tue 24 Nov 2026)`);
  });

  it('has it also among what waits, and what can be ticked off', () => {
    const due = JSON.stringify(dueIn(incident, playbook, later));
    expect(due).toContain('Talk to the venue tonight (written down Tue 24 Nov 2026) (ben)');
    expect(due).toContain('when she is back tomorrow (written down Tue 24 Nov 2026). Look again');
    expect(due).toContain('the desk within an hour (written down Tue 24 Nov 2026)');
    const [done] = MEETING_DONE.questions(playbook);
    const type = done && typeOf(done, {}, situation([...READY, act as Added]));
    expect(JSON.stringify(type)).toContain('tonight (written down Tue 24 Nov 2026)');
  });

  it('is left as it is where it is the same on each day', () => {
    const plain = incidentOf([...READY, { ...act, what: 'Talk to the venue' } as Added]);
    expect(JSON.stringify(dueIn(plain, playbook, later))).not.toContain('written down');
  });

  it('has it behind a permission to share, and its condition', () => {
    const said = {
      kind: 'permission',
      report: 'REPORT1',
      share: 'recorder',
      at,
      condition: 'once I left tomorrow',
    };
    const of = view('K7F392QD', chain({ kind: 'opened' }, report(ON_THE_DAY) as Content, said as never));
    const [one] = of.reports;
    if (one === undefined) throw new Error('no report');
    const page = pictureBlocks(reportBlocks(one, of), { now: later, playbook, nameOf: (id) => id });
    expect(JSON.stringify(page)).toContain('once I left tomorrow (written down Tue 24 Nov 2026)');
  });
});

describe('what was given out to do', () => {
  const meeting: Added = {
    kind: 'action',
    what: 'Tell A1',
    who: 'ana',
    due: '2026-11-28T16:00:00+01:00',
  };
  const stop: Added = { kind: 'consent', report: 'REPORT1', answer: 'asked-not-to-proceed' };
  const toDo = (...more: readonly Added[]): string => {
    const facts = { now: new Date('2026-11-28T12:00:00+01:00'), playbook, nameOf: (id: string) => id };
    return JSON.stringify(pictureBlocks(response(incidentOf([...READY, meeting, ...more])), facts));
  };

  it('is marked as off while it does not go on', () => {
    expect(toDo()).toContain('Tell A1');
    expect(toDo()).not.toContain('off, since it does not go on');
    expect(toDo(stop)).toMatch(/Tell A1[^"]*off, since it does not go on/);
  });
});
