import { describe, expect, it } from 'vitest';
import { readAnswer, settle } from '../../../src/interview/check.ts';
import type { Answer, Answers, AnswerType, Form, Meant, Whom } from '../../../src/interview/question.ts';

const CHOICES = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
];
const now = new Date('2026-11-25T14:10:00Z');
type Kind = Exclude<AnswerType['type'], 'person' | 'people' | 'files'>;
const read = (answer: AnswerType, given: Answer, more: object = {}) =>
  readAnswer({ id: 'x', ask: 'X', label: 'X', answer, ...more }, given, {}, undefined);

describe('an answer', () => {
  it.each<[Kind, Answer, Answer]>([
    ['choice', 'a', 'a'],
    ['choices', 'a', ['a']],
    ['choices', ['b', 'a', 'b'], ['b', 'a']],
    ['choices', [], []],
    ...['none', 'None.', 'nobody', 'no one', 'No-one', 'noone', '', 'none of them', 'no', '-'].flatMap(
      (nobody): [Kind, Answer, Answer][] => [
        ['choices', nobody, []],
        ['choices', [nobody], []],
      ],
    ),
    ['line', ' as typed ', ' as typed '],
    ['text', 'one\r\n\ttwo\u202e\n', 'one\r\n\ttwo\u202e\n'],
    ['list', 'one', ['one']],
    ['list', ['one', 'two'], ['one', 'two']],
    ['list', [], []],
    ['moment', '2026-11-25T14:00+01:00', '2026-11-25T14:00:00+01:00'],
  ])('to a %s: %j is taken as %j', (type, given, value) => {
    expect(read({ type, choices: CHOICES, now }, given)).toEqual({ value });
  });

  it.each<[Kind, Answer, string]>([
    ['choice', 'SECRET', 'must be one of a, b'],
    ['choice', ['a'], 'must be one of a, b'],
    ['choice', '', 'must be one of a, b'],
    ['choices', ['a', 'SECRET'], 'can only have these: a, b'],
    ['choices', ['a', 'none'], 'can only have these: a, b'],
    ['choices', 'unknown', 'can only have these: a, b'],
    ['choices', "I don't know", 'can only have these: a, b'],
    ['line', 'SECRET\n', 'must be one line of text'],
    ['line', 'SECRET\rx', 'must be one line of text'],
    ['line', ' ', 'must be one line of text'],
    ['line', ['SECRET'], 'must be one line of text'],
    ['text', ' \n', 'must be text'],
    ['text', ['SECRET'], 'must be text'],
    ['list', ['SECRET', ''], 'must be a list of lines'],
    ['list', ['SECRET\nx'], 'must be a list of lines'],
    ['moment', 'SECRET', 'is not a time that coc understands; try “yesterday 3pm” or 2026-01-31 15:00'],
    ['moment', ['now'], 'is not a time that coc understands; try “yesterday 3pm” or 2026-01-31 15:00'],
    ['line', null, 'cannot be null; leave it out where it was not asked'],
  ])('to a %s: %j is refused without quoting it', (type, given, problem) => {
    expect(read({ type, choices: CHOICES, now }, given)).toEqual({ problem });
  });

  it('with people is what they mean, or says between whom it is open, and never what was typed', () => {
    const known: Readonly<Record<string, Meant>> = {
      Ben: { value: 'ben' },
      SECRET: { among: [{ value: 'A1', label: 'x' }], otherwise: { value: 'SECRET!', label: 'y' } },
      A9: { problem: 'is nobody' },
    };
    const whom: Whom = { read: (typed) => known[typed] ?? { value: typed }, show: (value) => value };
    expect(read({ type: 'person', whom }, 'Ben')).toEqual({ value: 'ben' });
    expect(read({ type: 'people', whom }, ['Ben', 'Zed', 'ben'])).toEqual({ value: ['ben', 'Zed'] });
    expect(read({ type: 'people', whom }, ['Zed', 'A9'])).toEqual({ problem: 'is nobody' });
    for (const [type, given] of [
      ['person', 'SECRET'],
      ['people', ['Ben', 'SECRET']],
    ] as const) {
      const doubtful = read({ type, whom }, given);
      expect(doubtful).toMatchObject({ doubt: { typed: 'SECRET', among: [{ value: 'A1' }] } });
      expect(doubtful).toMatchObject({ problem: expect.stringMatching(/A1.*somebody else/) });
      expect(doubtful).not.toMatchObject({ problem: expect.stringContaining('SECRET') });
    }
    expect(read({ type: 'person', whom }, ['Ben'])).toEqual({ problem: 'must be one line of text' });
    expect(read({ type: 'people', whom }, ['Ben', ' '])).toEqual({ problem: 'must be a list of lines' });
  });

  it('is a choice however it is said, and never one that is not there', () => {
    const meant = (typed: string) => ({ Ay: 'a', Cee: 'c' })[typed];
    expect(read({ type: 'choices', choices: CHOICES, meant }, ['Ay', 'a', 'b'])).toEqual({
      value: ['a', 'b'],
    });
    expect(read({ type: 'choice', choices: CHOICES, meant }, 'Ay')).toEqual({ value: 'a' });
    expect(read({ type: 'choices', choices: CHOICES, meant }, ['Cee'])).toHaveProperty('problem');
  });

  it('says so where there is no choice yet', () => {
    expect(read({ type: 'choices', choices: [] }, ['ben'])).toEqual({
      problem: 'can only have these: there is none yet',
    });
  });

  it('of the right type is looked at by its question', () => {
    const check = (answer: Answer) => (answer === 'no' ? 'will not do' : undefined);
    expect(read({ type: 'line' }, 'no', { check })).toEqual({ problem: 'will not do' });
    expect(read({ type: 'line' }, 'yes', { check })).toEqual({ value: 'yes' });
  });

  it('that was asked and not given is no business of the check', () => {
    expect(read({ type: 'line' }, null, { notGiven: true, check: () => 'never' })).toEqual({ value: null });
  });
});

describe('where the answers stand', () => {
  const form: Form<undefined> = {
    name: 'x',
    about: 'x',
    questions: [
      { id: 'first', ask: 'F', label: 'F', answer: { type: 'choice', choices: CHOICES }, required: true },
      {
        id: 'second',
        ask: 'S',
        label: 'S',
        answer: { type: 'line' },
        required: true,
        when: ({ first }) => first === 'a',
      },
      {
        id: 'third',
        ask: 'T',
        label: 'T',
        answer: { type: 'line' },
        required: ({ first }) => first === 'b',
        assume: true,
        initial: ({ second }) => second,
      },
    ],
  };
  const stand = (given: Answers, assume = false) => settle(form, undefined, given, { assume });

  it('goes by the sound answers before each question', () => {
    expect(stand({ first: 'a', second: 'x' })).toEqual({
      answers: { first: 'a', second: 'x' },
      problems: [],
      open: ['third'],
      missing: [],
    });
    expect(stand({ first: 'b' })).toMatchObject({ open: ['third'], missing: [{ id: 'third' }] });
  });

  it('assumes only where that is asked for', () => {
    expect(stand({ first: 'a', second: 'x' }, true).answers).toEqual({ first: 'a', second: 'x', third: 'x' });
  });

  it('tells what does not apply, unless an answer before it is still to come', () => {
    expect(stand({ first: 'b', second: 'x' }).problems).toEqual([
      { id: 'second', what: 'is not asked here, because of the answers before it', applies: false },
    ]);
    expect(stand({ second: 'x' }).problems).toEqual([]);
  });

  it('does not blame an answer for one before it that cannot be used', () => {
    expect(stand({ first: 'A', second: 'x' }).problems.map(({ id }) => id)).toEqual(['first']);
  });

  it('takes undefined for null, since nothing else can be told of it', () => {
    expect(stand({ first: undefined } as unknown as Answers).problems[0]?.what).toContain('cannot be null');
  });
});

describe('a word for nothing, alone', () => {
  const NONE = [
    'none',
    'None.',
    ' NOTHING ',
    'n/a',
    'N.A.',
    'nil',
    'unknown',
    'not known',
    'nobody',
    'No one',
    '--',
    '?',
  ];
  const ELSE = ["I don't know", 'I don’t know yet', 'dont know', 'no idea', 'none yet', 'nothing else'];

  it.each([...NONE, ...ELSE])('is no answer to a line, nor an item of a list: %j', (word) => {
    expect(read({ type: 'line' }, word)).toEqual({ problem: 'says that there is nothing', nothing: true });
    expect(read({ type: 'list' }, ['Slack', word])).toMatchObject({ nothing: true });
    expect(read({ type: 'text' }, word)).toEqual({ value: word });
    expect(read({ type: 'line', anyWord: true }, word)).toEqual({ value: word });
  });

  it.each(['no', 'Nope.'])('is none in a list, and somebody’s word on a line: %s', (word) => {
    expect(read({ type: 'list' }, [word])).toMatchObject({ nothing: true });
    expect(read({ type: 'line' }, word)).toEqual({ value: word });
  });

  it.each([
    'None of them came back',
    'an unknown man',
    'Nobody saw it',
    'Nil',
    'nothing but this',
    '7',
    '@nobody_',
  ])('with more to it is an answer: %j', (line) => {
    expect(read({ type: 'line' }, line)).toEqual({ value: line });
    expect(read({ type: 'list' }, [line])).toEqual({ value: [line] });
  });

  it('is refused in an answers file with the way to say it there', () => {
    const question = { id: 'x', ask: 'X', label: 'X' } as const;
    const said = (more: object, given: Answer = 'none') =>
      settle(
        { name: 'x', about: 'x', questions: [{ ...question, answer: { type: 'line' }, ...more }] },
        undefined,
        { x: given },
        { assume: true },
      ).problems.map(({ what }) => what);
    expect(said({})).toEqual(['says that there is nothing; leave it out']);
    expect(said({ notGiven: true })).toEqual([
      'says that there is nothing; leave it out, or null for “asked, not given”',
    ]);
    expect(said({ answer: { type: 'list' } }, ['none'])).toEqual([
      'says that there is nothing; leave it out, or write [] for none',
    ]);
    expect(said({ required: true })).toEqual(['says that there is nothing; it is needed']);
  });
});
