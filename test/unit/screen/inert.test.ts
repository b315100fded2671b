import { describe, expect, it } from 'vitest';
import { inert } from '../../../src/text/inert.ts';

describe('text made inert', () => {
  it.each([
    ['plain', 'Ana hit Ben, at 3pm.'],
    ['letters of any script', 'Zoë, Łukasz, 山田, ありがとう, محمد, שלום, नमस्ते'],
    ['accents of their own', 'e\u0301'],
    ['emoji', '🙂 👍🏽 🇩🇪 ❤️'],
    ['what only looks like an escape', '\\u{1B} \\x1b ^['],
    ['no text', ''],
  ])('stays as it is where it is %s', (_name, text) => expect(inert(text)).toBe(text));

  it.each([
    ['escape', '\u001b', '\\u{1B}'],
    ['C1 control sequence', '\u009b', '\\u{9B}'],
    ['null', '\u0000', '\\u{0}'],
    ['bell', '\u0007', '\\u{7}'],
    ['backspace', '\b', '\\u{8}'],
    ['delete', '\u007f', '\\u{7F}'],
    ['carriage return', '\r', '\\u{D}'],
    ['line feed', '\n', '\\u{A}'],
    ['tab', '\t', '\\u{9}'],
    ['right-to-left override', '\u202e', '\\u{202E}'],
    ['isolate', '\u2066', '\\u{2066}'],
    ['arabic letter mark', '\u061c', '\\u{61C}'],
    ['zero width space', '\u200b', '\\u{200B}'],
    ['soft hyphen', '\u00ad', '\\u{AD}'],
    ['byte order mark', '\ufeff', '\\u{FEFF}'],
    ['line separator', '\u2028', '\\u{2028}'],
    ['invisible plus', '\u2064', '\\u{2064}'],
    ['first half of a pair', '\ud83d', '\\u{D83D}'],
    ['second half of a pair', '\ude42', '\\u{DE42}'],
    ['invisible tag letter', '\u{e0041}', '\\u{E0041}'],
    ['invisible hangul filler', '\u3164', '\\u{3164}'],
  ])('shows a %s', (_name, character, shown) => expect(inert(`a${character}b`)).toBe(`a${shown}b`));

  it('keeps line ends and tabs where there are lines, CRLF as one', () => {
    expect(inert('a\r\n\tb\n\rc', { lines: true })).toBe('a\n\tb\n\\u{D}c');
  });

  it('comes out the same when it is made inert again', () => {
    const once = inert('\u001b[2J\u202e', { lines: true });
    expect(inert(once, { lines: true })).toBe(once);
  });
});
