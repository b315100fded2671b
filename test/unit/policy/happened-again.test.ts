import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KnownElsewhere } from '../../../src/policy/around.ts';
import { dueOfKnown, dueSinceAgain } from '../../../src/policy/happened-again.ts';

const MONDAY = '2026-11-23T10:00:00Z';
const TUESDAY = '2026-11-24T10:00:00Z';
const WEDNESDAY = '2026-11-25T10:00:00Z';
const onlyAgain = { words: [], people: ['R1'], at: MONDAY };
const accused = { ref: 'A1', role: 'accused', name: 'Marlon Vane', hidden: false } as const;
const kept = { id: 'K7F392QD', receivedAt: MONDAY, onlyAgain };
const later = { id: 'ABCD2345', receivedAt: TUESDAY };

describe('an incident that is kept for if it happens again', () => {
  it('asks those who wanted that what they want now, once somebody said that it is the same person', () => {
    expect(dueSinceAgain(kept, later, WEDNESDAY)).toMatchObject({
      incident: 'K7F3-92QD',
      step: 'report add',
      what: expect.stringContaining('Ask R1 of K7F3-92QD'),
    });
  });

  it.each([
    ['came in before', kept, { ...later, receivedAt: '2026-11-22T10:00:00Z' }, WEDNESDAY],
    ['is kept for that itself', kept, { ...later, onlyAgain }, WEDNESDAY],
    [
      'was known when they said so again',
      { ...kept, onlyAgain: { ...onlyAgain, at: WEDNESDAY } },
      later,
      TUESDAY,
    ],
    ['comes after what they want is another thing', { ...kept, onlyAgain: undefined }, later, WEDNESDAY],
    ['cannot be told to anybody', { ...kept, unreachable: ['R1'] }, later, WEDNESDAY],
  ])('waits for nothing, where the other one %s', (_what, of, other, saidAt) => {
    expect(dueSinceAgain(of, other, saidAt)).toBeUndefined();
  });

  it('says so in one line, whatever number came later, of those alone who are accused in both; of whom nobody said anything, it is to be said', () => {
    const one = fc.record({
      is: fc.constantFrom('same', 'other', 'open', undefined),
      role: fc.constantFrom('accused', 'reporter', 'witness'),
      receivedAt: fc.constantFrom('2026-11-22T10:00:00Z', TUESDAY, null),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 5 }), (all) => {
        const known = all.map(
          ({ is, role, receivedAt }): KnownElsewhere => ({
            here: accused,
            there: { ...accused, role },
            incident: 'ABCD2345',
            otherEntry: 'X1',
            receivedAt,
            sanctions: [],
            ...(is && { said: { is, by: 'ana', at: WEDNESDAY, incident: 'ABCD2345' } }),
          }),
        );
        const after = all.filter(
          ({ role, receivedAt }) => role === 'accused' && receivedAt !== '2026-11-22T10:00:00Z',
        );
        const is = new Set(after.map((one) => one.is));
        const steps = [...(is.has('same') ? ['report add'] : []), ...(is.has(undefined) ? ['same'] : [])];
        expect(dueOfKnown(kept, known).map(({ step }) => step)).toEqual(steps.slice(0, 1));
        expect(dueOfKnown({ ...kept, onlyAgain: undefined }, known)).toEqual([]);
      }),
    );
  });
});
