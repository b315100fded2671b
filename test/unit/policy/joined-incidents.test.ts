import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Due } from '../../../src/policy/due.ts';
import { leadersAmong, ledBy } from '../../../src/policy/joined-incidents.ts';
import { dueWhileLed } from '../../../src/policy/while-led.ts';

/** Incidents, each with those that are said to lead it: “A>B” is led by B. */
const incidents = (...all: readonly string[]) =>
  all.map((one) => {
    const [id = '', ...leading] = one.split('>');
    const joined = leading.map((incident) => ({ incident, by: 'ana', at: '2026-11-24T10:00:00Z' }));
    return { id, ...(joined.length > 0 && { joined }) };
  });

describe('which incident leads another', () => {
  it.each([
    ['one another', ['A>B', 'B'], { A: 'B' }],
    ['of a chain the last', ['A>B', 'B>C', 'C'], { A: 'C', B: 'C' }],
    ['none that cannot be opened', ['A>B'], {}],
    ['the end of a chain that can be opened', ['A>B', 'B>C'], { A: 'B' }],
    ['the one of two that can be opened', ['A>B>C', 'C'], { A: 'C' }],
    ['neither of two that lead each other', ['A>B', 'B>A'], {}],
    ['no circle, which one outside it can follow', ['A>B', 'B>C', 'C>B'], { A: 'B' }],
    ['never itself', ['A>A'], {}],
  ] as const)('is %s', (_what, all, leaders) => {
    expect(Object.fromEntries(leadersAmong(incidents(...all)))).toEqual(leaders);
  });

  it('is never one that is led, nor one that is not there, whoever wrote what', () => {
    const id = fc.constantFrom('A', 'B', 'C', 'D', 'E');
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(id, fc.array(id, { maxLength: 2 })), { selector: ([one]) => one }),
        (all) => {
          const there = incidents(...all.map(([one, leading]) => [one, ...leading].join('>')));
          const leaders = leadersAmong(there);
          for (const [led, leader] of leaders) {
            expect(leaders.has(leader)).toBe(false);
            expect(there.map((one) => one.id)).toContain(leader);
            expect(ledBy(leader, there)).toContain(led);
          }
        },
      ),
    );
  });
});

describe('what waits in an incident that another one leads', () => {
  const due = (what: string, ofTheMatter: boolean): Due => ({
    ...{
      incident: 'K7F3-92QD',
      what,
      clause: 'meeting',
      at: '2026-11-24T10:00:00Z',
      overdue: true,
      step: 'meeting',
    },
    ...(ofTheMatter && { ofTheMatter }),
  });

  it('is what is done here, and one line on where the rest is', () => {
    const all = [due('meet', true), due('tell', true), due('say the sentence', false)];
    const left = dueWhileLed(all, { id: 'ABCD2345', isClosed: false });
    expect(left.map(({ what }) => what)).toEqual([
      'say the sentence',
      'It belongs to ABCD-2345, which leads: see there',
    ]);
    expect(left.at(-1)).toMatchObject({ at: null, overdue: false, step: 'join-incidents' });
    expect(dueWhileLed(all, { id: 'ABCD2345', isClosed: true }).at(-1)).toMatchObject({ step: 'close' });
  });

  it('is all of it where nothing of it is decided elsewhere', () => {
    const all = [due('say the sentence', false)];
    expect(dueWhileLed(all, { id: 'ABCD2345', isClosed: false })).toEqual(all);
  });
});
