import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';
import { describe, expect, it } from 'vitest';
import { columnsOf, wrap } from '../../../src/screen/render.ts';
import { inert } from '../../../src/text/inert.ts';

/** As the packages say it, which take their time over each letter. */
function wrapped(text: string, width: number): readonly string[] {
  return wrapAnsi(text, Math.max(width, 10), { trim: false, hard: true, wordWrap: true })
    .split('\n')
    .map((line, index) => (index === 0 ? line : line.replace(/^ /, '')).trimEnd());
}

const anything = fc.oneof(
  fc.string({ unit: 'grapheme-ascii' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
);

describe('a plain line', () => {
  it('is laid out as the packages do it, whatever it holds', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 90 }), (text, width) => {
        const line = inert(text).replaceAll('`', '');
        expect(columnsOf(line)).toBe(stringWidth(line));
        expect(wrap(line, width)).toEqual(wrapped(line, width));
      }),
    );
  });

  it('is inert where another one beside it makes it be looked at letter by letter', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(`é${inert(text)}`.normalize()).toBe(inert(`é${text}`).normalize());
      }),
    );
  });
});
