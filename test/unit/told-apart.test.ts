import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toldApart } from '../../src/desk/told-apart.ts';

const line = fc.record({
  words: fc.constantFrom('a report', 'a note', ''),
  more: fc.array(fc.constantFrom('', ', from b.eml', ', “Sorry”', ', at 15:00:07'), { maxLength: 3 }),
});

describe('lines told apart', () => {
  it('are never the same, and each begins with what it says', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const told = toldApart(lines);
        expect(new Set(told).size).toBe(lines.length);
        for (const [index, { words }] of lines.entries()) expect(told[index]?.startsWith(words)).toBe(true);
      }),
    );
  });

  it('say no more than that takes', () => {
    const more = [', from b.eml', ', “Sorry”', ', at 15:00:07'];
    expect(toldApart([{ words: 'a report', more }])).toEqual(['a report']);
    expect(
      toldApart([
        { words: 'a report', more },
        { words: 'a report', more: [', from b.eml', ', “No”', ', at 15:00:08'] },
        { words: 'a note', more },
      ]),
    ).toEqual(['a report, “Sorry”', 'a report, “No”', 'a note']);
    const same = { words: 'a report', more };
    expect(toldApart([same, same])).toEqual(['a report (1 of 2 alike)', 'a report (2 of 2 alike)']);
  });
});
