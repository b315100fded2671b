import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComparedAs } from '../../../src/incident/compared-elsewhere.ts';
import type { Comparable } from '../../../src/policy/comparable.ts';
import { saidAmong } from '../../../src/policy/said-among.ts';

/** Incidents with one accused each, and what was said of them: of which, of which other, and what. */
function incidents(count: number, said: readonly (readonly [number, number, ComparedAs])[]): Comparable[] {
  return Array.from({ length: count }, (_, at) => ({
    ...{ id: `I${at}`, people: [], sanctions: [], readers: [], receivedAt: null },
    comparing: {
      traces: [],
      introduced: [[`entry${at}`, 'A1'] as const],
      compared: said
        .filter(([one]) => one === at)
        .map(([, other, is]) => ({
          ...{ person: 'A1', incident: `I${other}`, other: `entry${other}`, is, by: 'ana' },
          at: '2026-11-23T10:00:00Z',
        })),
      conditions: [],
      mayCompare: true,
    },
  }));
}
const of = (at: number) => ({ incident: `I${at}`, ref: 'A1' });

describe('what was said of people of several incidents', () => {
  it('is the same from either side, and follows for a third', () => {
    const said = saidAmong(
      incidents(4, [
        [0, 1, 'same'],
        [2, 1, 'other'],
      ]),
    );
    expect(said(of(1), of(0))).toMatchObject({ is: 'same', incident: 'I0' });
    expect(said(of(0), of(2))).toEqual(
      expect.objectContaining({ is: 'other', incident: 'I2', follows: true }),
    );
    expect(said(of(0), of(1))?.follows).toBeUndefined();
    expect(said(of(0), of(3))).toBeUndefined();
  });

  it('of two themselves stands before what follows', () => {
    const said = saidAmong(
      incidents(3, [
        [0, 1, 'same'],
        [1, 2, 'same'],
        [0, 2, 'other'],
      ]),
    );
    expect(said(of(0), of(2))).toMatchObject({ is: 'other' });
  });

  it('never says of two what is not so, where all that was said is', () => {
    const people = fc.array(fc.nat(3), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(people, fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 10 }), (who, pairs) => {
        const all = pairs.flatMap(([a, b]): (readonly [number, number, ComparedAs])[] =>
          a !== b && a < who.length && b < who.length ? [[a, b, who[a] === who[b] ? 'same' : 'other']] : [],
        );
        const said = saidAmong(incidents(who.length, all));
        const reached = (from: number): Set<number> => {
          const found = new Set([from]);
          for (let before = 0; before !== found.size; ) {
            before = found.size;
            for (const [a, b, is] of all)
              if (is === 'same' && (found.has(a) || found.has(b))) found.add(a).add(b);
          }
          return found;
        };
        for (let a = 0; a < who.length; a += 1)
          for (let b = 0; b < who.length; b += 1) {
            const is = said(of(a), of(b))?.is;
            if (a !== b && reached(a).has(b)) expect(is).toBe('same');
            if (is !== undefined) expect(is).toBe(who[a] === who[b] ? 'same' : 'other');
          }
      }),
    );
  });
});
