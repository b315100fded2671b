import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginningOf } from '../../../src/text/beginning.ts';
import { lettersOf } from '../../../src/text/letters.ts';

describe('the beginning of a text', () => {
  it.each([
    ['all of it, where it is short', 20, 'all of it, where it…'],
    ['short', 20, 'short'],
    ['two\nlines', 20, 'two lines'],
    ['Ask about a friend, and have somebody fetch them', 40, 'Ask about a friend, and have somebody …'],
    ['山田花子さんが見ていた', 6, '山田花子さ…'],
  ])('ends behind a word: %s', (text, most, expected) => {
    expect(beginningOf(text, most).replace(' …', '…')).toBe(expected.replace(' …', '…'));
  });

  it('is never longer than that, and begins as the text does', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.integer({ min: 4, max: 30 }),
        (text, most) => {
          const beginning = beginningOf(text, most);
          expect(lettersOf(beginning).length).toBeLessThanOrEqual(most + 1);
          const plain = text.trim().replace(/\s+/g, ' ');
          expect(plain.startsWith(beginning.replace(/ ?…$/, ''))).toBe(true);
        },
      ),
    );
  });
});
