import { describe, expect, it } from 'vitest';
import { showAnswer } from '../../../src/interview/show-answer.ts';
import { lettersOf } from '../../../src/text/letters.ts';

const FAMILY = '👨‍👩‍👧‍👦';

describe('a letter', () => {
  it('is one however many characters it is made of', () => {
    expect(lettersOf(`a${FAMILY}e\u0301🇩🇪`)).toEqual(['a', FAMILY, 'e\u0301', '🇩🇪']);
  });

  it('is never cut in halves where a long answer is shown', () => {
    for (const before of ['', 'a', 'ab']) {
      const shown = showAnswer({ type: 'line' }, `${before}${FAMILY.repeat(400)}`);
      expect(shown.slice(before.length, -1).replaceAll(FAMILY, '')).toBe('');
      expect(shown.endsWith('…')).toBe(true);
    }
  });
});
