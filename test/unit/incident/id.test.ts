import { describe, expect, it } from 'vitest';
import { isIncidentId, makeIncidentId, matchId, normaliseId, showId } from '../../../src/incident/id.ts';

describe('incident IDs', () => {
  it('are 8 Crockford characters with a letter among them', () => {
    const tries = [new Uint8Array(8), Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 10])];
    expect(makeIncidentId(() => tries.shift() ?? new Uint8Array(8))).toBe('0123456A');
  });

  it('are shown in two halves', () => expect(showId('K7F392QD')).toBe('K7F3-92QD'));

  it.each([
    ['k7f3-92qd', 'K7F392QD'],
    ['K7F3 92QD', 'K7F392QD'],
    ['oil0', '0110'],
  ])('%s is read as %s', (typed, id) => expect(normaliseId(typed)).toBe(id));

  it.each([
    ['K7F392QD', true],
    ['12345678', false],
    ['K7F392Q', false],
    ['K7F392QU', false],
    ['../../ab', false],
  ])('%s is one: %s', (text, is) => expect(isIncidentId(text)).toBe(is));

  const ids = ['K7F392QD', 'K7F3AAAA', 'ZZZZ0000'];
  it.each([
    ['zzzz', { found: 'ZZZZ0000' }],
    ['k7f3-9', { found: 'K7F392QD' }],
    ['k7f3', { problem: 'ambiguous' }],
    ['k7', { problem: 'too-short' }],
    ['aaaa', { problem: 'unknown' }],
    ['a/b', { problem: 'malformed' }],
    ['', { problem: 'malformed' }],
  ])('%s finds %o', (typed, match) => expect(matchId(typed, ids)).toEqual(match));
});
