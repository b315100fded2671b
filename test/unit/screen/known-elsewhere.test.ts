import { describe, expect, it } from 'vitest';
import type { Person } from '../../../src/incident/view.ts';
import type { KnownElsewhere, SaidOfTwo } from '../../../src/policy/around.ts';
import { newlyKnown } from '../../../src/policy/known-elsewhere.ts';
import { knownBlocks, knownInShort } from '../../../src/screen/known-elsewhere.ts';

const person: Person = { ref: 'A1', role: 'accused', name: 'Rolf Brandner', hidden: false };
const pair: KnownElsewhere = {
  ...{ here: person, there: person, entry: 'E1', otherEntry: 'E2', incident: '30B71WHN', receivedAt: null },
  sanctions: [],
  comparison: { is: 'likely', speaksFor: [], against: [] },
};
const SAME: SaidOfTwo = { is: 'same', by: 'ana', at: '2026-11-24T10:00:00Z', incident: 'V7Y2QJMQ' };
const facts = { now: new Date('2026-11-25T10:00:00Z'), nameOf: (member: string) => member };
const long = (one: KnownElsewhere): string => JSON.stringify(knownBlocks('V7Y2QJMQ', [one], facts));
const short = (one: KnownElsewhere): string => JSON.stringify(knownInShort('V7Y2QJMQ', [one]));
const [ASKS, JOINS] = ['coc same V7Y2-QJMQ', 'coc join-incidents'];

describe('what is said of somebody who is known from another incident', () => {
  it('asks whether it is one person, and one matter, as long as nobody has said', () => {
    for (const said of [long(pair), short(pair)]) {
      expect(said).toContain(ASKS);
      expect(said).toContain(JOINS);
    }
  });

  it('does not ask who it is once that was said', () => {
    const one = { ...pair, said: SAME };
    for (const said of [long(one), short(one)]) {
      expect(said).not.toContain(ASKS);
      expect(said).toContain(JOINS);
    }
    expect(long({ ...pair, said: { ...SAME, is: 'open' } })).toContain(ASKS);
  });

  it('says of two that were joined that they are one matter', () => {
    const one: KnownElsewhere = { ...pair, matter: true };
    for (const said of [long(one), short(one)]) {
      expect(said).toContain(ASKS);
      expect(said).not.toContain(JOINS);
    }
    expect(long(one)).toContain('one matter with 30B7-1WHN already');
  });

  it('says nothing after a save where both was said, and says what holds all the same', () => {
    const one: KnownElsewhere = { ...pair, matter: true, said: SAME };
    expect(knownInShort('V7Y2QJMQ', [one])).toEqual([]);
    const held = { ...one, sanctions: [{}] } as unknown as KnownElsewhere;
    expect(short(held)).toContain('under a sanction that holds');
  });

  it('is new only where something else is known of them', () => {
    expect(newlyKnown([pair], [])).toEqual([pair]);
    expect(newlyKnown([pair], [structuredClone(pair)])).toEqual([]);
    const others: readonly KnownElsewhere[] = [
      { ...pair, said: SAME },
      { ...pair, matter: true },
      { ...pair, incident: 'K7F392QD' },
      { ...pair, there: { ...person, ref: 'A2' } },
      { ...pair, entry: 'E3' },
    ];
    for (const one of others) expect(newlyKnown([one], [pair])).toEqual([one]);
  });
});
