import { describe, expect, it } from 'vitest';
import { ours, read, say, words } from '../../../src/incident/picture/text.ts';
import { fillLetter } from '../../../src/policy/fill-letter.ts';
import { ended, inARow, within } from '../../../src/text/within.ts';

describe('what somebody typed, in a sentence of ours', () => {
  it.each([
    ['They know.', 'They know'],
    ['They know. ', 'They know'],
    ['at 3 p.m.', 'at 3 p.m.'],
    ['and then ...', 'and then ...'],
    ['and then…', 'and then…'],
    ['Is it so?', 'Is it so?'],
    ['at 10.', 'at 10'],
    ['', ''],
  ])('loses the full stop of its own: %j', (typed, is) => {
    expect(within(typed)).toBe(is);
  });

  it('stands in a row, and ends a sentence, with one sign', () => {
    expect(inARow(['Call her.', 'Ask: why?', 'Write.'])).toBe('Call her; Ask: why?; Write.');
    expect(ended('Out already: a.')).toBe('Out already: a.');
    expect(ended('Out already: “a.”')).toBe('Out already: “a.”');
    expect(ended('Out already: a')).toBe('Out already: a.');
  });

  it.each([
    ['They know.', 'Safety: They know; more. They know.'],
    ['They know', 'Safety: They know; more. They know.'],
    ['Do they?', 'Safety: Do they?; more. Do they?'],
  ])('does so in pictures: %j', (typed, is) => {
    const text = say`Safety: ${words(typed)}${[]}${ours('; more. ')}${words(typed)}.`;
    expect(read(text, 'file', (part) => ('text' in part ? part.text : ''))).toBe(is);
  });

  it('does so in letters', () => {
    expect(fillLetter('And {{must}}. Then.', { must: ['stop this.', 'stay away.'] })).toBe(
      'And stop this; stay away. Then.',
    );
  });
});
