import { describe, expect, it } from 'vitest';
import { newWordsBlocks, wordsNewTo } from '../../../src/policy/new-to-them.ts';
import { A1, type Added, AT, OPENED, PRIVATE, R1, REPORT, situation } from './step-situation.ts';

const complaint = (text: string, more: object = {}): readonly Added[] => [
  { kind: 'letter', id: 'LETTER', letter: 'complaint', person: 'A1', text, ...more } as Added,
  { kind: 'told', about: 'complaint', person: 'A1', letter: 'LETTER', toldAt: AT } as Added,
];
const said = (words: string): Added =>
  ({ kind: 'statement', person: 'A1', words, takenAt: AT, takenBy: 'ana' }) as Added;
const at = (...more: readonly Added[]) => situation([OPENED, PRIVATE, R1, A1, REPORT, ...more]);

describe('what is new to somebody accused', () => {
  it.each([
    ['Keep away from corridors.', [], ['corridors']],
    ['Keep away from corridors.', complaint('It is about what you did in a corridor.'), []],
    ['Keep away from corridors.', [said('I was in the corridor, yes.')], []],
    ['No jokes, also when the person laughs along.', [said('It was one joke.')], ['laughs', 'along']],
    ['No joke at all events this year.', [said('My jokes?')], []],
    ['No jokes, also where you think that nobody else hears it.', [said('My jokes?')], ['hears']],
  ] as const)('%s', (text, before, expected) => {
    expect(wordsNewTo('A1', text, at(...before))).toEqual(expected);
  });

  it('is not what a letter says that never went out, nor what others said', () => {
    const [letter] = complaint('It is about the corridor.');
    const other = { ...said('In the corridor.'), person: 'A2' } as Added;
    for (const before of [[letter as Added], [other], [{ ...said('x'), words: 'y' } as Added]])
      expect(wordsNewTo('A1', 'Keep away from corridors.', at(...before))).toEqual(['corridors']);
  });

  it('is neither a name of theirs nor what stands in every letter, and nothing is said where nothing is', () => {
    expect(newWordsBlocks('A1', 'Marlon Vane, we have received a complaint about you.', at())).toEqual([]);
    expect(JSON.stringify(newWordsBlocks('A1', 'Keep away from corridors.', at()))).toContain('corridors');
  });
});
