import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/incident/entry.ts';
import { report as reportBlocks } from '../../../src/incident/picture/reports.ts';
import { view } from '../../../src/incident/view.ts';
import { pictureBlocks } from '../../../src/screen/picture.ts';
import { chain, report } from '../incident/fold.ts';
import { playbook } from '../policy/shipped.ts';

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
