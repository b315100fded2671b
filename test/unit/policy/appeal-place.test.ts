import { describe, expect, it } from 'vitest';
import { problemOfAppealPlace } from '../../../src/policy/way-back.ts';
import { A1, OPENED, PRIVATE, R1, REPORT, refusalOf, sanctionEntry, situation } from './step-situation.ts';

const decided = situation([OPENED, PRIVATE, R1, A1, REPORT, sanctionEntry({ decidedBy: ['ana'] })]);
const [ana, ben] = decided.members;
const withPlace = { ...decided, community: { ...decided.community, appeals: 'board@example.org' } };

describe('a place to appeal to', () => {
  it('leads to nobody who decided, by whatever they are called or reached', () => {
    for (const words of [ana?.name ?? '', ana?.name.split(' ')[0] ?? '', `write to ${ana?.email}`])
      expect(problemOfAppealPlace(words, 'A1', decided)?.problem, words).toContain('who decided it');
    for (const words of [ben?.name ?? '', 'the board, board@example.org'])
      expect(problemOfAppealPlace(words, 'A1', decided), words).toBeUndefined();
    expect(problemOfAppealPlace(ana?.name ?? '', 'A2', decided)).toBeUndefined();
  });

  it('is said to be missing in a letter by itself, and what holds in the meantime by itself', () => {
    const given = {
      about: 'response',
      way: 'letter',
      person: 'A1',
      decided: 'x',
      appeals: 'board@example.org',
    };
    const found = (letter: string) =>
      refusalOf('notify', 'letter', { ...given, letter }, withPlace)?.findings.map(({ what }) => what);
    const meantime = 'It holds in the meantime.';
    expect(found('You can write.')).toHaveLength(2);
    expect(found(`You can write. ${meantime}`)).toEqual(['is where they appeal, as it was answered']);
    expect(found('You can write to board@example.org.')).toEqual([
      'that it holds in the meantime is not in it',
    ]);
  });
});
