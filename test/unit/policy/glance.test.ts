import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOverdue } from '../../../src/policy/clock.ts';
import { comparingOf } from '../../../src/policy/comparable.ts';
import { dueIn } from '../../../src/policy/due.ts';
import { glanceAt, glanceOf, sameUntil } from '../../../src/policy/glance.ts';
import { receivedIn, receivedWords } from '../../../src/screen/received.ts';
import { showMoment } from '../../../src/text/moment.ts';
import { playbook } from './shipped.ts';
import {
  A1,
  type Added,
  AGREED,
  HEARD_ALL,
  incidentOf,
  meeting,
  OPENED,
  PRIVATE,
  R1,
  READY,
  REPORT,
  sanctionEntry,
  TOLD,
} from './step-situation.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-11-20T00:00:00Z');
/** A moment within a hundred days, often on the very edge of a day. */
const moment = fc
  .tuple(fc.nat(100), fc.oneof(fc.constantFrom(0, 1, DAY - 1000, DAY - 999, DAY / 2), fc.nat(DAY)))
  .map(([days, rest]) => new Date(START + days * DAY + rest));
const day = moment.map((one) => one.toISOString().slice(0, 10));
const begun = fc.constantFrom<readonly Added[]>(
  [OPENED, R1, A1, REPORT],
  [OPENED, R1, A1, REPORT, PRIVATE, AGREED],
  [OPENED, R1, A1, REPORT, PRIVATE, AGREED, TOLD],
  HEARD_ALL,
  [...HEARD_ALL, meeting('undecided')],
  READY,
  [{ ...OPENED, quick: true } as Added, R1, REPORT],
);
const more = fc.oneof<fc.Arbitrary<Added>[]>(
  fc
    .tuple(day, fc.constantFrom('until', 'event-end'))
    .map(([until, term]) => sanctionEntry({ term, until, tell: ['the desk'], conditions: ['x'] })),
  moment.map((one): Added => ({ id: 'ACT', kind: 'action', what: 'x', who: 'ben', due: one.toISOString() })),
  moment.map(
    (one): Added => ({
      kind: 'sanction-end',
      sanction: 'SANCTION1',
      endedAt: one.toISOString(),
      how: 'ran-out',
      inform: ['R1'],
    }),
  ),
  day.map(
    (until): Added =>
      ({
        kind: 'sanction-change',
        sanction: 'SANCTION1',
        term: 'until',
        until,
        reason: 'x',
        decidedBy: ['ana'],
      }) as Added,
  ),
  moment.map((one): Added => ({ kind: 'closed', closedAt: one.toISOString() })),
);

describe('a glance at an incident', () => {
  it('is at a later moment what it would be if it was made then, as long as it says that it is', () => {
    fc.assert(
      fc.property(
        begun,
        fc.array(more, { maxLength: 5 }),
        moment,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (base, added, now, part) => {
          const incident = incidentOf([...base, ...added]);
          const due = dueIn(incident, playbook, now);
          const until = sameUntil(incident, due, now) ?? now.getTime() + 400 * DAY;
          const later = new Date(now.getTime() + Math.floor(part * (until - 1 - now.getTime())));
          if (later < now) return;
          const comparing = comparingOf(incident);
          const kept = glanceAt(
            JSON.parse(JSON.stringify(glanceOf(incident, due, playbook, comparing))),
            later,
          );
          const anew = glanceAt(
            glanceOf(incident, dueIn(incident, playbook, later), playbook, comparing),
            later,
          );
          expect(kept).toEqual(JSON.parse(JSON.stringify(anew)));
          expect(kept.due).toEqual(JSON.parse(JSON.stringify(dueIn(incident, playbook, later))));
          expect(kept.isOverdue).toBe(isOverdue(incident, playbook, later));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('when an incident came in', () => {
  it('is when the report came in that did so first, whichever was entered first', () => {
    const reports = [
      { ...REPORT, receivedAt: '2026-11-20T14:25:00+01:00' },
      { ...REPORT, id: 'REPORT2', receivedAt: '2026-11-20T14:18:00+01:00' },
    ] as readonly Added[];
    const incident = incidentOf([OPENED, R1, ...reports]);
    const now = new Date('2026-11-20T16:00:00+01:00');
    const glance = glanceOf(incident, dueIn(incident, playbook, now), playbook, comparingOf(incident));
    expect(glance.receivedAt).toBe('2026-11-20T14:18:00+01:00');
    expect(receivedWords(glance, now)).toBe(receivedIn(incident, now));
    expect(receivedIn(incident, now)).toBe(showMoment('2026-11-20T14:18:00+01:00', now));
  });
});
