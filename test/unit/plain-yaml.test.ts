import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlainYaml } from '../../src/plain-yaml.ts';
import { readAnyYaml, writeYaml } from '../../src/yaml.ts';

const RUNS = Number(process.env.COC_YAML_RUNS ?? 1500);

/** What stands in YAML for something, and what looks like it. */
const FRAGMENTS = [
  ...[
    '|',
    '|-',
    '|+',
    '|2',
    '>',
    '>-',
    '-',
    '- ',
    '- - a',
    ': ',
    ':',
    '? a',
    '# c',
    ' # c',
    '#',
    '---',
    '...',
  ],
  ...[
    '%YAML 1.1',
    '&a b',
    '*a',
    '!x',
    '!!str 1',
    '[]',
    '{}',
    '[a]',
    '{a: b}',
    '""',
    "''",
    '"a\\x41"',
    '"\\u0041"',
  ],
  ...[
    '"\\ud83d\\ude00"',
    "'it''s'",
    "'a'b",
    '"a" b',
    'null',
    'Null',
    '~',
    'true',
    'True',
    'yes',
    'y',
    'no',
    '<<',
  ],
  ...[
    '0',
    '00',
    '07',
    '0o7',
    '0x1f',
    '1e5',
    '1e',
    '12e3',
    '1.',
    '.5',
    '-1',
    '+1',
    '-0',
    '.inf',
    '.nan',
    '1_000',
  ],
  ...[
    '9007199254740993',
    '123456789012345678',
    '2026-01-02',
    '2026-01-02T00:00:00Z',
    '12:30',
    '5d3e',
    '9e12345',
  ],
  ...[
    'a b',
    'a: b',
    'a:b',
    'a #b',
    'a#b',
    ' a',
    'a ',
    'a:',
    'a\tb',
    '\ta',
    'a\u0085b',
    'a\u2028b',
    'é',
    '日本',
    '🙂',
  ],
  ...[
    'a\rb',
    'a\u00a0b',
    '\u00a0a',
    '\ufeffa',
    'a\u0000b',
    '/a+b=',
    '(a',
    '@a',
    '`a',
    'key',
    '__proto__',
    'constructor',
  ],
];
const word = fc.oneof(
  fc.constantFrom(...FRAGMENTS),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.stringMatching(/^[a-z0-9 .:#'"|>-]{0,10}$/),
);
const words = fc.oneof(
  word,
  fc.array(word, { maxLength: 4 }).map((lines) => lines.join('\n')),
  fc.array(word, { maxLength: 4 }).map((parts) => parts.join(' ')),
);
const leaf = fc.oneof(
  words,
  fc.constantFrom<unknown>(null, true, false, [], {}),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const key = fc.oneof(fc.constantFrom('kind', 'id', 'after', 'a-b', 'a_b', 'y', 'null', 'n1'), words);
const data = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(key, tie('any'), { maxKeys: 4 }),
  ),
}));
const document = fc.dictionary(key, data.any, { minKeys: 1, maxKeys: 4 });

/** A text with some of its lines changed, as somebody could write it. */
const disturbed = fc
  .tuple(
    document,
    fc.array(
      fc.record({
        at: fc.nat(),
        by: fc.nat(40),
        how: fc.constantFrom('put', 'drop', 'twice', 'in', 'out', 'insert', 'end'),
        what: word,
      }),
      { maxLength: 4 },
    ),
  )
  .map(([wanted, changes]) => {
    const lines = writeYaml(wanted).split('\n');
    for (const { at, by, how, what } of changes) {
      const place = at % lines.length;
      const line = lines[place] ?? '';
      const column = by % (line.length + 1);
      if (how === 'put') lines[place] = `${line.slice(0, column)}${what}${line.slice(column)}`;
      else if (how === 'drop') lines.splice(place, 1);
      else if (how === 'twice') lines.splice(place, 0, line);
      else if (how === 'in') lines[place] = ` ${line}`;
      else if (how === 'out') lines[place] = line.replace(/^ /, '');
      else if (how === 'insert') lines.splice(place, 0, `${' '.repeat(by % 6)}${what}`);
      else lines[place] = `${line.replace(/: .*$/, ':')} ${what}`;
    }
    return lines.join('\n');
  });

function assertSame(text: string): void {
  const plain = readPlainYaml(text);
  if (plain === undefined) return;
  expect(plain.data).toStrictEqual(readAnyYaml(text, 'it'));
}

describe('the shorter way of reading YAML', () => {
  it('gives what the reader with all its rules gives, or leaves it to that: what coc writes', () => {
    fc.assert(
      fc.property(document, (wanted) => assertSame(writeYaml(wanted))),
      { numRuns: RUNS },
    );
  });

  it('and what somebody else wrote', () => {
    fc.assert(fc.property(disturbed, assertSame), { numRuns: 2 * RUNS });
  });

  it.each(FRAGMENTS)('and %j as a value, in a list, as a line, in a block, and as a key', (text) => {
    for (const one of [
      `a: ${text}\n`,
      `a: ${text}\nb: 1\n`,
      `a:\n  - ${text}\n  - b: ${text}\n    c: 1\n`,
      `a:\n  ${text}\nb: 1\n`,
      `a: b\n  ${text}\n`,
      `a: b\n${text}\nc: 1\n`,
      `a: |\n  ${text}\n  b\nc: 1\n`,
      `a: |-\n  b\n\n  ${text}\n\n`,
      `a: |+\n  b\n${text}\n\nc: 1\n`,
      `a:\n  - |-\n    ${text}\n  - c\n`,
      `${text}: 1\n`,
      `${text}\n`,
      `a: 1\n${text}`,
      `# ${text}\na: 1\n`,
      `${text}\na: 1\n`,
    ])
      assertSame(one);
  });

  it('is the way that an incident takes', () => {
    const entry = {
      id: '01HZX',
      at: '2026-01-02T00:00:00+01:00',
      by: 'm0',
      after: ['5d3e'.repeat(16), '0123456789abcdef'.repeat(4)],
      seq: 12,
      kind: 'report',
      account: 'Somebody said: "…"\n\nIt was late.\n',
      summary: 'What he said, and what she did (later).',
      details: { where: 'in the hall', when: null },
      sealed: '-----BEGIN AGE ENCRYPTED FILE-----\nYWdlLWVuY3J5cHRpb24\n-----END AGE ENCRYPTED FILE-----\n',
      people: [],
      sig: '+/9aZ09==',
    };
    const text = `# For coc.\n${writeYaml({ format: 1, entries: [entry, { ...entry, early: true }] })}`;
    expect(readPlainYaml(text)?.data).toStrictEqual(readAnyYaml(text, 'it'));
  });

  it('is not taken where it would pass a limit', () => {
    expect(readPlainYaml(`a: ${'b'.repeat(200_000)}\n`)).toBeUndefined();
    const deep = Array.from({ length: 20 }, (_, depth) => `${'  '.repeat(depth)}a:`).join('\n');
    expect(readPlainYaml(`${deep} 1\n`)).toBeUndefined();
  });
});
