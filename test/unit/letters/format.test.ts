import { describe, expect, it } from 'vitest';
import { FORMATS, layOut } from '../../../src/letters/format.ts';

const LETTER = `
Hello Marlon,

this is what we have decided:

- No attendance at future events, until 31 Mar 2027. Gives back the badge & the keys, and everything else.

Read it at https://imgix.github.io/code_of_conduct/ please.
`;
const SUBJECT = 'What we have decided';

describe('a letter as plain text', () => {
  it('is as it was written, without blanks around it', () => {
    expect(layOut(LETTER, 'text', SUBJECT)).toBe(LETTER.trim());
  });
});

describe('a letter as an e-mail', () => {
  const mail = layOut(LETTER, 'email', SUBJECT);

  it('begins with its subject', () =>
    expect(mail).toMatch(/^Subject: What we have decided\n\nHello Marlon,/));

  it('keeps to the width of an e-mail, and breaks between words', () => {
    const body = mail.split('\n').slice(2);
    for (const line of body) expect(line.length).toBeLessThanOrEqual(72);
    expect(body.join(' ').replaceAll(/\s+/g, ' ')).toBe(LETTER.trim().replaceAll(/\s+/g, ' '));
  });

  it('goes on with an item of a list below its words', () => {
    const items = mail.split('\n').filter((line) => /^[- ] /.test(line));
    expect(items).toEqual([
      '- No attendance at future events, until 31 Mar 2027. Gives back the',
      '  badge & the keys, and everything else.',
    ]);
  });

  it('keeps its paragraphs, and a line of just the width', () => {
    const line = `${'x'.repeat(35)} ${'y'.repeat(36)}`;
    expect(layOut(`a\n\n${line}\nb`, 'email', 'x')).toBe(`Subject: x\n\na\n\n${line}\nb`);
    expect(layOut(`${line}z`, 'email', 'x').split('\n')).toHaveLength(4);
  });

  it('does not break an address that is longer than a line', () => {
    const address = `https://imgix.example/${'a'.repeat(100)}`;
    expect(layOut(`Read ${address} please`, 'email', 'x')).toBe(`Subject: x\n\nRead\n${address}\nplease`);
  });
});

describe('a letter in Markdown', () => {
  const shown = (text: string): string => layOut(text, 'markdown', SUBJECT);

  it.each([
    ['*not bold*', '\\*not bold\\*'],
    ['_not slanted_', '\\_not slanted\\_'],
    ['`code`', '\\`code\\`'],
    ['[text](https://x.example)', '\\[text\\](https://x.example)'],
    ['<script>', '\\<script\\>'],
    ['# heading', '\\# heading'],
    ['a \\ b', 'a \\\\ b'],
  ])('shows %s as it is', (text, escaped) => expect(shown(text)).toBe(escaped));

  it.each([
    'https://imgix.github.io/code_of_conduct/',
    'first_last@imgix.com',
    'https://imgix.example/policy#reports',
    'https://imgix.example/#reports',
    'https://imgix.example/_policy',
    '- one',
    'Until 31 Mar 2027; 50 % & more',
  ])('leaves %s as it is', (text) => expect(shown(text)).toBe(text));
});

describe('a letter for Slack', () => {
  it.each([
    ['this & that', 'this &amp; that'],
    ['<!channel>', '&lt;!channel&gt;'],
    ['<@U123>', '&lt;@U123&gt;'],
    ['&lt;', '&amp;lt;'],
    ['a > b', 'a &gt; b'],
  ])('calls nobody and links nothing: %s', (text, shown) =>
    expect(layOut(text, 'slack', SUBJECT)).toBe(shown),
  );

  it('keeps the words and their lines', () => {
    expect(layOut(LETTER, 'slack', SUBJECT)).toBe(LETTER.trim().replace('&', '&amp;'));
  });
});

describe.each(FORMATS)('a letter laid out as %s', (format) => {
  it('has every word, in its order', () => {
    const words = (text: string): readonly string[] => text.match(/\p{L}+/gu) ?? [];
    const out = layOut(LETTER, format, '')
      .replace(/^Subject: /, '')
      .replaceAll('&amp;', '&');
    expect(words(out)).toEqual(words(LETTER));
  });
});
