import { expect, it } from 'vitest';
import { wordsToCompare } from '../../../src/screen/history.ts';
import { render } from '../../../src/screen/render.ts';

it('says of both words to whom they are read, on one small screen', () => {
  const words = {
    words: 'pond become easily apart blind broccoli',
    headWords: 'lawn adult budget loyal swallow spice',
  };
  for (const width of [40, 80]) {
    const shown = render(wordsToCompare(words), { width, color: false });
    expect(shown.split('\n').length).toBeLessThan(24);
    expect(shown.replace(/\s+/g, ' ')).toMatch(
      /first six, for somebody who joins.*“pond.*second six, only.*“lawn/,
    );
  }
  expect(
    render(wordsToCompare({ ...words, headWords: undefined }), { width: 40, color: false }),
  ).not.toContain('second six');
});
