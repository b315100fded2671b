import { inert } from '../text/inert.ts';
import { offeredOf, typeOf } from './check.ts';
import type { Answers, AnswerType, Form, Question } from './question.ts';
import { NOT_GIVEN } from './show-answer.ts';
import { SURE } from './unsure.ts';

const WIDTH = 90;

/**
 * A form as an answers file to fill in: every key, with its question and its choices as comments. As it is printed it
 * answers nothing: a key left empty ("") is a question that was not asked.
 *
 * @param unknown what is said where the choices are not known here, in a sentence; without it, that there are none
 * @param also what else it can have, a sentence each
 */
export function printForm<F>(
  form: Form<F>,
  facts: F,
  unknown?: string,
  also: readonly string[] = [],
): string {
  const head = [
    form.about,
    'Fill in what was said and leave the rest as "". For many lines write | after the key and indent the lines below it.',
    `Then: coc ${form.name} --answers FILE`,
    `Where coc asks whether an answer is meant as it stands, “${SURE}: [key, another]” says so.`,
    ...also,
  ];
  const before: Answers[] = [];
  const entries = form.questions.map((question) => {
    const type = widest(question, before, facts, unknown !== undefined);
    if ('choices' in type)
      before.push(
        ...type.choices.map(({ value }) => ({ [question.id]: type.type === 'choice' ? value : [value] })),
      );
    return question.unprinted === true ? [] : [entry(question, type, unknown)];
  });
  return `${head.flatMap(comment).join('\n')}\n\n${entries.flat().join('\n')}`;
}

/**
 * What a question takes, with all choices that it can have: a form is filled in without asking, and what can be chosen may hang on
 * one of the answers before it. Where a value stands for several things, each says with which answer.
 *
 * @param before each answer that can be chosen before it, alone
 * @param isOfAny whether it is printed for whatever incident
 */
function widest<F>(
  question: Question<F>,
  before: readonly Answers[],
  facts: F,
  isOfAny: boolean,
): AnswerType {
  const own = offeredOf(typeOf(question, {}, facts));
  if (isOfAny && 'ever' in own && own.ever !== undefined) return { ...own, choices: own.ever };
  if (typeof question.answer !== 'function' || !('choices' in own)) return own;
  const found = [{}, ...before].flatMap((answers: Answers) => {
    const type = offeredOf(typeOf(question, answers, facts));
    return 'choices' in type ? type.choices.map((choice) => ({ choice, answers })) : [];
  });
  const each = found.filter(
    ({ choice: { value, label } }, index) =>
      found.findIndex(({ choice }) => choice.value === value && choice.label === label) === index,
  );
  const choices = each.map(({ choice, answers }) => {
    const isOne = each.filter((one) => one.choice.value === choice.value).length === 1;
    const [given] = Object.entries(answers);
    return isOne || given === undefined
      ? choice
      : { ...choice, label: `${choice.label} (${given[0]}: ${[given[1]].flat().join()})` };
  });
  return { ...own, choices };
}

function entry<F>(question: Question<F>, type: AnswerType, unknown: string | undefined): string {
  const lines = [
    `${question.ask}${question.ask.endsWith('?') ? '' : '?'}`,
    ...(question.hint === undefined ? [] : [question.hint]),
    ...explain(type, unknown),
    ...(question.notGiven ? [`null: ${question.nullSays ?? NOT_GIVEN}.`] : []),
    ...(question.required === true && question.when === undefined && !question.assume
      ? ['Cannot be left out.']
      : []),
  ];
  return `${lines.flatMap(comment).join('\n')}\n${question.id}: ""\n`;
}

function explain(type: AnswerType, unknown = 'There is nothing to choose from.'): readonly string[] {
  if ('choices' in type && type.choices.length === 0)
    return [
      type.stands === undefined ? unknown : `Of ${type.stands}; none are known here yet.`,
      ...(type.type === 'choices' ? ['As [one, another].'] : []),
    ];
  switch (type.type) {
    case 'choice':
      return type.choices.map(({ value, label }) => `  ${value}: ${label}`);
    case 'choices':
      return [
        'Any of these, as [one, another]:',
        ...type.choices.map(({ value, label }) => `  ${value}: ${label}`),
      ];
    case 'person':
      return type.whom.how === undefined ? [] : [type.whom.how];
    case 'people':
      return [...(type.whom.how === undefined ? [] : [type.whom.how]), 'As [one, another].'];
    case 'files':
      return ['Paths of files, as [one, another].'];
    case 'list':
      return ['As [one, another].'];
    case 'moment':
      return [
        `As 2026-01-31T15:00+01:00, or as people say it: ${type.coming ? 'tomorrow noon' : 'yesterday 3pm'}. A day alone will do${type.months ? ', and so will a month: May 2023' : ''}.`,
        ...(type.orCondition ? ['Or on what it depends: when she agrees.'] : []),
      ];
    case 'day':
      return ['As 2027-01-31, or as people say it: in 6 months.'];
    default:
      return [];
  }
}

function comment(text: string): readonly string[] {
  const lines = [''];
  for (const word of inert(text).split(/(?<=\S) /)) {
    const last = lines[lines.length - 1] ?? '';
    if (last !== '' && last.length + word.length >= WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.map((line) => `# ${line.replace(/\s+/g, (blank) => (blank.includes('\n') ? ' ' : blank))}`);
}
