import { inert } from '../text/inert.ts';
import { typeOf } from './check.ts';
import type { AnswerType, Form, Question } from './question.ts';
import { NOT_GIVEN } from './show-answer.ts';

const WIDTH = 90;

/**
 * A form as an answers file to fill in: every key, with its question and its choices as comments. As it is printed it
 * answers nothing: a key left empty ("") is a question that was not asked.
 */
export function printForm<F>(form: Form<F>, facts: F): string {
  const head = [
    form.about,
    'Fill in what was said and leave the rest as "". For many lines write | after the key and indent the lines below it.',
    `Then: coc ${form.name} --answers FILE`,
  ];
  return `${head.flatMap(comment).join('\n')}\n\n${form.questions
    .filter(({ unprinted }) => unprinted !== true)
    .map((question) => entry(question, facts))
    .join('\n')}`;
}

function entry<F>(question: Question<F>, facts: F): string {
  const lines = [
    `${question.ask}${question.ask.endsWith('?') ? '' : '?'}`,
    ...(question.hint === undefined ? [] : [question.hint]),
    ...explain(typeOf(question, {}, facts)),
    ...(question.notGiven ? [`null: ${question.nullSays ?? NOT_GIVEN}.`] : []),
    ...(question.required === true && question.when === undefined && !question.assume
      ? ['Cannot be left out.']
      : []),
  ];
  return `${lines.flatMap(comment).join('\n')}\n${question.id}: ""\n`;
}

function explain(type: AnswerType): readonly string[] {
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
