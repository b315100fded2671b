import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { parseAnswers } from '../../src/interview/answers-file.ts';
import { readYaml } from '../../src/yaml.ts';

const read = (text: string): unknown =>
  readYaml(text, 'the answers file', {
    asWritten: { isKey: (key) => ['who', 'others', 'account'].includes(key) },
  });
const refusal = (text: string): UserError => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof UserError) return error;
  }
  throw new Error('it was not refused');
};

describe('an answers file', () => {
  it.each<[string, string, string]>([
    ['a channel', 'who: #general', 'line 1 (who)'],
    ['words behind a #', 'who: the one in #general', 'line 1 (who)'],
    ['a number', 'account: x\nwho: room #3', 'line 2 (who)'],
    ['an item of a list', 'others:\n  - Ana\n  - #general', 'line 3 (others)'],
    ['a line of its own', 'who:\n  #general\naccount: x', 'line 2 (who)'],
    ['a colon', 'who: he said: go', 'line 1, column 6 (who)'],
    ['a handle', 'who: @ben', 'line 1, column 6 (who)'],
    ['a list where none is', 'who: - ben', '(who)'],
    ['stars', 'who: *sighs*', 'an alias'],
    ['an ampersand', 'who: &Co Ben', 'line 1 (who)'],
    ['an exclamation mark', 'who: !Xobile', ''],
    ['a known tag', 'who: !!str Ben', ''],
    ['Null', 'who: Null', 'line 1 (who)'],
    ['NULL', 'who: NULL', 'line 1 (who)'],
    ['a wave', 'who: ~', 'line 1 (who)'],
    ['a list of Null', 'others: [Null]', 'line 1 (others)'],
    ['what stands beside the mark of a text', 'account: | # he said', 'line 1 (account)'],
    ['several lines', 'who: Ana\n  and Ben', 'line 1 (who)'],
    ['several lines in quotes', 'who: "Ana\n  and Ben"', 'line 1 (who)'],
    ['quotes within quotes', "who: 'it's her'", 'line 1, column 10 (who)'],
    ['quotes that stay open', 'account: x\nwho: "ben', '(who)'],
    ['a key twice', 'who: a\nwho: b', 'line 2 (who)'],
    ['a tab', 'others:\n\t- a', 'line 2, column 1 (others)'],
    ['a percent sign', 'who: % Zed', '(who)'],
    ['a list with a colon behind it', 'who: []: 3', 'line 1 has a colon without a key before it'],
    ['the like in brackets', 'who: [Ben]: 3', 'line 1 has a colon without a key before it'],
    ['a colon alone', 'account: x\n: Zed', 'line 2 has a colon without a key before it'],
  ])('that would lose %s is refused, and says where and how to quote it', (_name, text, place) => {
    const { message, hints } = refusal(text);
    expect(message).toContain(place);
    for (const word of [
      'general',
      'room',
      'Ana',
      'ben',
      'Ben',
      'said',
      'sighs',
      'Xobile',
      'Co',
      'Null',
      'Zed',
    ])
      expect(`${message} ${hints}`).not.toContain(word);
    if (!/a key twice/.test(_name))
      expect(hints.join(' ')).toMatch(/Put the words into quotes: (who|others|account|KEY): "…"/);
  });

  it.each(['others:\n  - Ana: go', 'others: [Ana: go]'])('takes no keys within an answer: %j', (text) => {
    const questions = ['who', 'others'].map(
      (id) => ({ id, ask: id, label: id, answer: { type: 'line' } }) as const,
    );
    const { answers, stray } = parseAnswers(read(text), { name: 'x', about: 'x', questions });
    expect(answers).toEqual({});
    expect(stray).toEqual([expect.stringMatching(/^(who|others) must be text.*colon go into quotes$/)]);
  });

  it('names everything at once, and no key that it does not know', () => {
    const { message } = refusal('who: a #b\nMei Lin: c #d\naccount: Null');
    expect(
      message
        .split('\n')
        .slice(1)
        .map((line) => line.trim().split(':')[0]),
    ).toEqual(['line 1 (who)', 'line 2', 'line 3 (account)']);
    expect(message).not.toContain('Mei');
  });

  it.each<[string, string, unknown]>([
    ['an empty key was not asked', 'who:\naccount: x', { who: '', account: 'x' }],
    ['null was asked and not given', 'who: null', { who: null }],
    ['quotes keep what is in them', 'who: "#general: @ben"', { who: '#general: @ben' }],
    ['the word in quotes is a name', 'who: "Null"', { who: 'Null' }],
    ['numbers stay as typed', 'who: 0123\naccount: True', { who: '0123', account: 'True' }],
    [
      'comments have lines of their own',
      '# a\nwho: x\n# b\naccount: |\n  #general\n  a: b\n',
      { who: 'x', account: '#general\na: b\n' },
    ],
    ['comments behind quotes', 'who: "x" # c', { who: 'x' }],
    ['comments behind brackets', 'others: [a, b] # c', { others: ['a', 'b'] }],
    ['comments between items', 'others:\n  - a\n  # c\n  - b', { others: ['a', 'b'] }],
    ['a # within a word', 'who: C#', { who: 'C#' }],
    ['a time', 'who: 3:30pm', { who: '3:30pm' }],
    ['data of a program', '{"who": "a\\nb", "others": ["#c"]}', { who: 'a\nb', others: ['#c'] }],
    [
      'lines ended as on Windows',
      'who: a\r\naccount: |\r\n  b\r\n  #c\r\n',
      { who: 'a', account: 'b\n#c\n' },
    ],
  ])('%s', (_name, text, data) => expect(read(text)).toEqual(data));

  it('has what was written, or is refused, whatever somebody writes behind a key', () => {
    const piece = fc.constantFrom(
      '#',
      ' #',
      ': ',
      '@',
      '&',
      '*',
      '!',
      '|',
      '>',
      '"',
      "'",
      '-',
      '~',
      '%',
      '[',
      ']',
      '{',
      '}',
      ',',
      '`',
      '?',
      'Null',
      'a',
      'Mei',
      '3',
      ' ',
      'é',
      '👩‍💻',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
        const typed = pieces.join('').trim();
        // What stands in quotes or brackets from end to end was written as YAML on purpose.
        fc.pre(
          typed !== '' &&
            !/^(?:".*"|'.*'|\[.*\]|\{.*\}|[|>][-+\d]*|#.*)$/s.test(typed) &&
            !/["'\]}]\s+#/.test(typed),
        );
        let data: unknown;
        try {
          data = read(`who: ${typed}\n`);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          return;
        }
        expect(data).toEqual({ who: typed });
      }),
      { numRuns: 300 },
    );
  });
});
