import { describe, expect, it } from 'vitest';
import { view } from '../../../src/incident/view.ts';
import { parseAnswers } from '../../../src/interview/answers-file.ts';
import { initForm } from '../../../src/interview/forms/init.ts';
import { printForm } from '../../../src/interview/print-form.ts';
import type { AnswerType, Form } from '../../../src/interview/question.ts';
import { readYaml } from '../../../src/yaml.ts';
import { chain, report } from '../incident/fold.ts';
import { playbook } from '../policy/shipped.ts';
import { addForm, FACTS, noteForm, reportForm } from './report-forms.ts';

const incident = view(
  'K7F392QD',
  chain({ kind: 'opened' }, report(), report({ id: 'REPORT2', reporter: 'R2' })),
);
const git = { defaults: playbook.defaults, git: {} };

const printed = <F>(form: Form<F>, known: F) => ({
  form: form as Form<unknown>,
  text: printForm(form, known),
});

describe.each([
  ['report new', printed(reportForm(playbook), FACTS)],
  [
    'report new, of somebody who is no member yet',
    printed(reportForm(playbook), { ...FACTS, me: undefined, members: [] }),
  ],
  ['report add', printed(addForm(playbook), FACTS)],
  ['report add, to an incident', printed(addForm(playbook), { ...FACTS, incident })],
  ['note', printed(noteForm, FACTS)],
  ['init', printed(initForm, git)],
])('the printed form of %s', (_name, { form, text }) => {
  it('is YAML with every key, in the order of the questions', () => {
    expect(Object.keys(readYaml(text, 'the form') as object)).toEqual(form.questions.map(({ id }) => id));
  });

  it('answers nothing when it is fed back as it is', () => {
    const data = readYaml(text, 'the form', { asWritten: { isKey: () => true } });
    expect(parseAnswers(data, form)).toEqual({ answers: {}, stray: [] });
  });

  it('says in comments what is asked, and how to hand it in', () => {
    const comments = text.replaceAll(/\n# ?/g, ' ');
    for (const { ask, hint } of form.questions) {
      expect(comments).toContain(ask);
      expect(comments).toContain(hint ?? '');
    }
    expect(comments).toContain(`coc ${form.name} --answers FILE`);
  });

  it('keeps to the width of a page, in comments and keys alone', () => {
    for (const one of text.split('\n')) {
      expect(one.length).toBeLessThanOrEqual(92);
      expect(one).toMatch(/^(?:|#.*|[a-z-]+: "")$/);
    }
  });
});

describe('a printed form', () => {
  const about = (answer: AnswerType, more: object = {}): string =>
    printForm(
      { name: 'x', about: 'x', questions: [{ id: 'x', ask: 'X', label: 'X', answer, ...more }] },
      undefined,
    );
  const choices = [
    { value: 'a', label: 'First' },
    { value: 'b', label: 'Second' },
  ];

  it.each<[string, AnswerType, object, string[]]>([
    ['each choice', { type: 'choice', choices }, {}, ['#   a: First', '#   b: Second']],
    ['each of several choices', { type: 'choices', choices }, {}, ['[one, another]', '#   b: Second']],
    [
      'what would be chosen from',
      { type: 'choice', choices: [], stands: 'those on it' },
      {},
      ['# Of those on it; none'],
    ],
    ['that there is nothing', { type: 'choice', choices: [] }, {}, ['There is nothing to choose from.']],
    ['how a list is written', { type: 'list' }, {}, ['[one, another]']],
    ['how a moment is written', { type: 'moment', now: FACTS.now }, {}, ['2026-01-31T15:00+01:00']],
    ['what null means', { type: 'line' }, { notGiven: true }, ['null: asked, not given.']],
    ['what cannot be left out', { type: 'line' }, { required: true }, ['Cannot be left out.']],
  ])('tells %s', (_name, answer, more, parts) => {
    for (const part of parts) expect(about(answer, more)).toContain(part);
  });

  it('does not say of a line what is said of other kinds', () => {
    expect(about({ type: 'line' })).not.toMatch(/null|one, another|left out\.|2026/);
  });

  it('has the members who can be made readers or kept out', () => {
    const { text } = printed(reportForm(playbook), FACTS);
    const above = (id: string): string =>
      text
        .slice(0, text.indexOf(`\n${id}: ""`))
        .split('\n\n')
        .at(-1) ?? '';
    expect(above('conflicts')).toContain('ben: Ben');
    expect(above('readers')).toContain('ben: Ben');
  });

  it.each([
    ['LF', '\n'],
    ['CR', '\r'],
    ['a line separator', '\u2028'],
    ['an escape sequence', '\u001b[2J'],
    ['a bidi mark', '\u202e'],
  ])('makes no key and no harm of %s in a name', (_name, harm) => {
    const label = `R1, Ana${harm}forged: "yes"${harm}`;
    const text = about({ type: 'choice', choices: [{ value: 'R1', label }] }, { hint: label });
    expect(readYaml(text, 'the form')).toEqual({ x: '' });
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u202e]/);
  });
});
