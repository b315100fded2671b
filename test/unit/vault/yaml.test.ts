import { describe, expect, it } from 'vitest';
import { readYaml, writeYaml } from '../../../src/yaml.ts';

const hostile = [
  'a\r\nb\r\n',
  '\x1b[31mred\x07\nline',
  'trailing  \n  x\n\n\n',
  '\uFEFFbom\nx',
  '  lead\nx',
  '\ttab\n',
  '---\nx: 1\n---',
  '---js\nprocess.exit(9)\n---',
  'a\u2028b\nc',
  '\u0085x\ny',
  'null',
  '0123',
  '1e5',
  'yes',
  '2026-01-02',
  '*a',
  'x\n...\ny',
  '\u202Ehi\nx',
  '%YAML 1.1\nx',
  '# c\n# d',
  '\ud800x',
  'a\u0000b\nc',
  'a\rb\nc',
  '\n\nfoo',
  'foo\n\n\n',
  ' \n \n',
  '\t\n',
  '\n',
  '',
  ' ',
  'key: |\n  x\n',
  'x \ny',
  'Müller 日本語 🙂 שלום',
  `${'x'.repeat(200)}\n${'y '.repeat(300)}`,
];

describe('YAML of ours', () => {
  it.each(['yes', 'No', 'on', '2026-11-23', '2026-11-23T14:00:00+01:00', '12:30'])(
    'quotes %s, which older readers would take for something else',
    (text) => {
      expect(writeYaml({ text })).toBe(`text: "${text}"\n`);
    },
  );

  it.each(hostile.map((text) => [JSON.stringify(text).slice(0, 50), text]))(
    'gives %s back byte for byte',
    (_name, text) => {
      expect(readYaml(writeYaml({ text, list: [text] }), 'it')).toEqual({ text, list: [text] });
    },
  );

  it('writes control and bidi characters escaped', () => {
    const written = writeYaml({ a: '\u202Eevil', b: '\x1b[2J', c: 'two\nlines \u2066\n', d: '\u009b31m' });
    expect(written).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  });

  it('keeps text of many lines readable', () => {
    expect(writeYaml({ a: 'one\n\ntwo' })).toBe('a: |-\n  one\n\n  two\n');
  });

  it.each([
    ['a directive', '%YAML 1.1\n---\na: yes\n'],
    ['a tag directive', '%TAG ! tag:example.org,2000:\n---\na: 1\n'],
    ['two documents', 'a: 1\n---\nb: 2\n'],
    ['an alias', 'a: &x SECRET\nb: *x\n'],
    ['a tag', 'a: !!js/function SECRET\n'],
    ['a custom tag', 'a: !foo SECRET\n'],
    ['duplicate keys', 'SECRET: 1\nSECRET: 2\n'],
    ['broken flow', 'a: [SECRET\n'],
    ['deep flow', '['.repeat(100_000)],
    ['deep blocks', '- '.repeat(5_000)],
    ['33 levels', `${'['.repeat(40)}${']'.repeat(40)}`],
  ])('refuses %s without quoting the text', (_name, text) => {
    expect(() => readYaml(text, 'the file')).toThrowError(/^coc cannot read the file: [^S]*$/);
  });

  it('does not turn dates, octals or words into something else', () => {
    expect(readYaml('a: 2026-01-02\nb: yes\nc: on\nd: null\ne: ""\n', 'it')).toEqual({
      a: '2026-01-02',
      b: 'yes',
      c: 'on',
      d: null,
      e: '',
    });
  });
});

describe('a text that somebody made to stop a reader', () => {
  it.each([
    ['a number beyond all numbers', 'a:\n  b: 1e999', 'line 2 has a number that is too large'],
    ['a negative one', 'a: -1e999', 'a number that is too large'],
    ['infinity', 'a: .inf', 'a number that is too large'],
    ['no number', '- [.nan]', 'a number that is too large'],
    ['a set', 'a: !!set {b}', 'it uses a tag'],
    ['bytes', 'a: !!binary aGk=', 'it uses a tag'],
    ['a date', 'a: !!timestamp 2026-11-23', 'it uses a tag'],
    ['an ordered map', 'a: !!omap [b: 1]', 'it uses a tag'],
    ['a tag of its own', 'a: !thing b', 'is not valid YAML'],
    ['a key twice', 'a: 1\nSECRET: 2\nSECRET: 3', 'line 3 has a key that was there before'],
    ['a key twice within', 'a: {b: 1, b: 2}', 'a key that was there before'],
  ])('is refused: %s', (_what, text, why) => {
    expect(() => readYaml(text, 'a file')).toThrow(why);
    expect(() => readYaml(text, 'a file')).not.toThrow(/SECRET/);
  });

  it('is read where it only has many keys, numbers as large as they go, and plain tags', () => {
    const many = Array.from({ length: 30_000 }, (_, index) => `k${index}: ${index}`);
    expect(Object.keys(readYaml(many.join('\n'), 'a file') as object)).toHaveLength(30_000);
    expect(readYaml('a: 1.7976931348623157e308', 'a file')).toEqual({ a: Number.MAX_VALUE });
    expect(readYaml('a: !!str 1', 'a file')).toEqual({ a: '1' });
  }, 30_000);
});
