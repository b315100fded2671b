import { describe, expect, it } from 'vitest';
import { EXIT, UserError } from '../../../src/errors.ts';
import { parseAnswers } from '../../../src/interview/answers-file.ts';
import { keyLines } from '../../../src/interview/key-lines.ts';
import type { Form } from '../../../src/interview/question.ts';

const line = (id: string) => ({ id, ask: id, label: id, answer: { type: 'line' } }) as const;
const form: Form<undefined> = {
  name: 'report new',
  about: 'x',
  questions: ['account', 'received-at', 'who', 'others'].map(line),
};
const parse = (data: unknown) => parseAnswers(data, form);

describe('the data of an answers file', () => {
  it.each([[null], [undefined], [{}]])('%j answers nothing', (data) => {
    expect(parse(data)).toEqual({ answers: {}, stray: [] });
  });

  it('is texts, lists of texts, and null', () => {
    const data = { account: ' a\nb ', who: null, others: ['x', ''] };
    expect(parse(data)).toEqual({ answers: data, stray: [] });
  });

  it('answers nothing with a key that was left empty', () => {
    expect(parse({ account: '', who: ' ', others: [] })).toEqual({
      answers: { who: ' ', others: [] },
      stray: [],
    });
  });

  it.each([['SECRET'], [['SECRET']], [1], [true]])('is refused where it is no list of keys: %j', (data) => {
    const error = (() => {
      try {
        parse(data);
      } catch (one) {
        return one;
      }
    })();
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ exitCode: EXIT.usage });
    expect(String(error)).not.toContain('SECRET');
  });

  it.each<[unknown]>([[1], [true], [{ SECRET: 'x' }], [['x', 1]], [[['SECRET']]]])(
    '%j is no answer',
    (value) => {
      expect(parse({ who: value })).toEqual({
        answers: {},
        stray: ['who must be text, a list of texts, or null'],
      });
    },
  );

  it('tells a key that is no question by its place, since it may be what somebody said', () => {
    expect(parse({ account: 'a', 'Ana hit Ben': 'x', nothing: 'y' }).stray).toEqual([
      'key 2 of the file is not a question here',
      'key 3 of the file (nothing) is not a question here',
    ]);
  });

  it.each([
    ['acount', 'account', false],
    ['Account', 'account', false],
    ['received_at', 'received-at', true],
    ['receivedAt', 'received-at', false],
    ['recieved-at', 'received-at', false],
    ['other', 'others', true],
    ['woh', undefined, false],
    ['me', undefined, true],
    ['accountant', undefined, true],
  ])('%s: is %s meant?', (key, meant, shown) => {
    expect(parse({ [key]: 'x' }).stray).toEqual([
      `key 1 of the file${shown ? ` (${key})` : ''} is not a question here${meant ? `; is ${meant} meant?` : ''}`,
    ]);
  });

  it.each([
    ['reporter-consent', ' (reporter-consent)', ''],
    ['meeting', ' (meeting)', ''],
    ['outcome_of_meeting', ' (outcome_of_meeting)', ''],
    ['account-words', ' (account-words)', '; is account meant?'],
    ['marlon', '', ''],
    ['ana-hit-ben', '', ''],
    ['grace', '', ''],
    ['told-grace', '', ''],
    ['Meeting', '', ''],
    ['meeting2', '', ''],
    ['a-word-that-is-far-longer-than-any-key', '', ''],
  ])('shows %s itself where it can be nobody’s words', (key, shown, meant) => {
    const lines = keyLines(`# a form\naccount: |\n  none: x\n\n${key}: x\n`);
    const parsed = parseAnswers({ account: 'a', [key]: 'x' }, form, { lines, names: ['Grace Meier'] });
    expect(parsed.stray).toEqual([`key 2 of the file, on line 5,${shown} is not a question here${meant}`]);
  });

  it('knows the line of a key however it is quoted', () => {
    expect([...keyLines('---\r\n"a b": x\r\n\'c\': y\r\n  d: z\r\n- e: f\r\n# g: h\r\ni:\r\n')]).toEqual([
      ['a b', 2],
      ['c', 3],
      ['i', 7],
    ]);
  });

  it('cannot reach into what is not its own', () => {
    const { answers, stray } = parse(JSON.parse('{"__proto__":{"account":"x"},"constructor":"y"}'));
    expect(answers).toEqual({});
    expect(Object.getPrototypeOf(answers)).toBe(Object.prototype);
    expect(stray).toHaveLength(2);
  });
});
