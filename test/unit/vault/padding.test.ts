import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { pad, padBytes } from '../../../src/vault/age/padding.ts';

const text = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
const isPowerOfTwo = (size: number): boolean => (size & (size - 1)) === 0;

describe('pad', () => {
  it('fills every length around a boundary to a power of two, with a newline at the end', () => {
    for (let length = 3900; length < 4300; length += 1) {
      const markdown = 'x'.repeat(length);
      const padded = pad(markdown);
      expect(isPowerOfTwo(padded.length) && padded.length >= 4096).toBe(true);
      expect(padded.length).toBe(padded.length > 4096 ? 8192 : 4096);
      expect(padded.at(-1)).toBe(0x0a);
      expect(text(padded).startsWith(`${markdown}\n\n<!-- Blanks that hide how long this is: -->\n`)).toBe(
        true,
      );
    }
  });

  it('adds nothing but a comment and lines of at most 79 blanks', () => {
    const [, blanks = ''] = text(pad('# Incident\n')).split('is: -->\n');
    const lines = blanks.split('\n');
    expect(lines.pop()).toBe('');
    const last = lines.pop() ?? '';
    expect(new Set(lines)).toEqual(new Set([' '.repeat(79)]));
    expect(last.trim()).toBe('');
  });

  it.each([
    ['', 4096],
    ['é'.repeat(2040), 8192],
    ['🙂'.repeat(5000), 32768],
  ])('counts bytes, not letters', (input, size) => {
    expect(pad(input)).toHaveLength(size);
    expect(text(pad(input)).startsWith(input)).toBe(true);
  });

  it('gives the same bytes for the same text', () => {
    expect(pad('a')).toEqual(pad('a'));
  });
});

describe('padBytes', () => {
  it.each([
    ['a: plain'],
    ['a: |\n  ends in a block\n'],
    ['a: |+\n  keeps its newlines\n\n\n'],
    ['a: |-\n  strips\n'],
    ['a: >\n  folds\n  lines\n'],
    ['a: "quoted"\n'],
    ['a:\n  - b: |+\n      deep\n\n'],
  ])('leaves the meaning of %j as it was', (yaml) => {
    const padded = padBytes(new TextEncoder().encode(yaml));
    expect(padded).toHaveLength(4096);
    expect(parse(text(padded))).toEqual(parse(yaml));
  });

  it('keeps what our writer makes of hostile answers', () => {
    for (const answer of ['\n', 'a\n\n\n', ' \n ', '# no comment', '---\n', '...\n', '\ta\n', 'a: b\n  ']) {
      const data = { answers: { account: answer } };
      expect(parse(text(padBytes(new TextEncoder().encode(stringify(data)))))).toEqual(data);
    }
  });
});
