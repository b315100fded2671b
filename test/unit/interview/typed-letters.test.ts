import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readLines } from '../../../src/interview/terminal/line-reader.ts';

const [ENTER, BACK, LEFT, RIGHT, DELETE, HOME] = [
  '\r',
  '\u007f',
  '\u001b[D',
  '\u001b[C',
  '\u001b[3~',
  '\u0001',
];
const FAMILY = '👩‍👩‍👧';
const FLAG = '🇦🇹';
const MARKED = 'e\u0301\u0323';

/** The line that these keys make, each by itself. */
async function typed(...keys: readonly string[]): Promise<string> {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
  const stderr = Object.assign(new Writable({ write: (_chunk, _encoding, done) => done() }), {
    isTTY: true,
    ...{ columns: 80, rows: 24 },
  });
  const io = { stdin, stdout: stderr, stderr, env: {}, cwd: '/', now: () => new Date() };
  const line = readLines(io, (one) => ({ done: one.kind === 'line' ? one.text : '' }));
  for (const key of keys) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    stdin.write(key);
  }
  return line;
}

describe('a letter of several parts', () => {
  it.each([FAMILY, FLAG, MARKED, '😀', '👍🏽'])('is taken back whole: %s', async (letter) => {
    expect(await typed('a', letter, BACK, 'b', ENTER)).toBe('ab');
    expect(await typed('a', letter, letter, BACK, ENTER)).toBe(`a${letter}`);
  });

  it.each([FAMILY, FLAG, MARKED])('is passed whole, and taken away whole from before: %s', async (letter) => {
    expect(await typed('a', letter, LEFT, 'b', ENTER)).toBe(`ab${letter}`);
    expect(await typed(letter, 'c', HOME, RIGHT, 'b', ENTER)).toBe(`${letter}bc`);
    expect(await typed('a', letter, 'c', HOME, RIGHT, DELETE, ENTER)).toBe('ac');
  });

  it('is no reason to take more than one', async () => {
    expect(await typed('a', 'b', 'c', BACK, LEFT, 'x', ENTER)).toBe('axb');
    expect(await typed(BACK, LEFT, 'a', ENTER)).toBe('a');
  });
});
