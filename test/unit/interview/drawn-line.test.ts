import headless from '@xterm/headless';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DrawnLine } from '../../../src/interview/terminal/drawn-line.ts';
import { lettersOf } from '../../../src/text/letters.ts';

const WIDE =
  'я сидел у стенда, и высокий мужчина подошёл 😀 ко мне, 山田花子さんが見ていた, и взя\u0306л 👩‍👩‍👧 меня за руку ❤️ и не отпускал';
const [ROWS, ABOVE] = [30, 'what stands above'];

/** A terminal of these columns that takes emoji for this wide. */
function screenOf(columns: number, emoji: 1 | 2) {
  const screen = new headless.Terminal({ cols: columns, rows: ROWS, allowProposedApi: true });
  const { unicode } = screen;
  const wcwidth = (codepoint: number): 0 | 1 | 2 => {
    if (codepoint === 0x200d || codepoint === 0xfe0f || (codepoint >= 0x300 && codepoint < 0x370)) return 0;
    if (codepoint > 0x1f000 || codepoint === 0x2764) return emoji;
    return codepoint > 0x2e80 ? 2 : 1;
  };
  const joined = (codepoint: number): number =>
    (wcwidth(codepoint) << 1) | (wcwidth(codepoint) === 0 ? 1 : 0);
  unicode.register({
    version: 'ours',
    wcwidth,
    // The width stands in the second and third bit, and in the first whether it joins the one before.
    charProperties: (codepoint, preceding) =>
      wcwidth(codepoint) === 0 ? (preceding & ~1) | 1 : joined(codepoint),
  });
  unicode.activeVersion = 'ours';
  const line = new DrawnLine({
    write: (text: string) => {
      screen.write(text);
      return true;
    },
    columns,
  } as never);
  screen.write(`${ABOVE}\r\n`);
  const rows = async (): Promise<readonly string[]> => {
    await new Promise<void>((resolve) => screen.write('', resolve));
    const { active } = screen.buffer;
    const all = Array.from({ length: active.length }, (_, row) => active.getLine(row));
    expect(all.some((one) => one?.isWrapped)).toBe(false);
    return all.map((one) => one?.translateToString(true).trimEnd() ?? '').filter((one) => one !== '');
  };
  return { screen, line, rows };
}

/** The text of the rows, as it was typed. */
function textOf([above, ...rows]: readonly string[]): string {
  expect(above).toBe(ABOVE);
  return rows
    .map((row) => row.slice(2))
    .join(' ')
    .replace(/\s+/g, '');
}

describe.each([1, 2] as const)('a line that is typed, where emoji take %i columns', (emoji) => {
  it.each([20, 40, 80])('stands there once after each letter, at %i columns', async (columns) => {
    const { line, rows } = screenOf(columns, emoji);
    for (let end = 0; end <= WIDE.length; end += 1) line.draw(WIDE.slice(0, end), end);
    line.end(WIDE);
    expect(textOf(await rows())).toBe(WIDE.replace(/\s+/g, ''));
  });

  it('stands there once wherever the cursor goes, and whatever is typed there', async () => {
    const places = fc.array(fc.nat(WIDE.length), { minLength: 1, maxLength: 8 });
    const toLetter = (text: string, cursor: number): number => {
      let at = 0;
      for (const letter of lettersOf(text)) {
        if (at + letter.length > cursor) break;
        at += letter.length;
      }
      return at;
    };
    const width = fc.integer({ min: 20, max: 90 });
    await fc.assert(
      fc.asyncProperty(places, width, async (cursors, columns) => {
        const { line, rows } = screenOf(columns, emoji);
        let text = WIDE;
        line.draw(text, text.length);
        for (const place of cursors) {
          const cursor = toLetter(text, place);
          line.draw(text, cursor);
          text = `${text.slice(0, cursor)}x${text.slice(cursor)}`;
          line.draw(text, cursor + 1);
        }
        line.end(text);
        expect(textOf(await rows())).toBe(text.replace(/\s+/g, ''));
      }),
      { numRuns: 40 },
    );
  });

  it('has the cursor where it is typed on, and goes without a trace', async () => {
    const { screen, line, rows } = screenOf(40, emoji);
    const at = WIDE.indexOf('мужчина');
    line.draw(WIDE, at);
    await rows();
    const { cursorX, cursorY, baseY } = screen.buffer.active;
    const row = screen.buffer.active.getLine(baseY + cursorY);
    expect(row?.translateToString(true).slice(cursorX)).toMatch(/^мужчина/);
    line.leave();
    expect(await rows()).toEqual([ABOVE]);
  });
});

describe('a line that is typed', () => {
  it('writes no more than what was added at its end', () => {
    const written: string[] = [];
    const line = new DrawnLine({ write: (text: string) => written.push(text) > 0, columns: 80 } as never);
    line.draw('half a lin', 10);
    line.draw('half a line', 11);
    expect(written.at(-1)).toBe('e');
  });

  it('leaves alone what has gone above the screen', async () => {
    const { line, rows } = screenOf(20, 1);
    const text = Array.from({ length: 80 }, (_, index) => `word${index}`).join(' ');
    for (let end = 0; end <= text.length; end += 1) line.draw(text.slice(0, end), end);
    line.end(text);
    expect(textOf(await rows())).toBe(text.replaceAll(' ', ''));
  });

  it('breaks between words, and shows what is no letter harmlessly', async () => {
    const { line, rows } = screenOf(20, 1);
    const text = 'one two three fourteen\tfive \u0007six';
    line.end(text);
    expect(await rows()).toEqual([ABOVE, '> one two three', '  fourteen    five', '  \\u{7}six']);
  });
});
