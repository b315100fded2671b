import { typeOf } from './check.ts';
import { isCondition } from './condition.ts';
import type { Answers, Form } from './question.ts';
import { showAnswer } from './show-answer.ts';

/**
 * How the dates that were given were understood, a line each: where no review shows them, whoever wrote them sees with the weekday
 * what is saved, however it was written. A year or a day can be wrong in figures as well.
 */
export function datesUnderstood<F>(
  form: Form<F>,
  facts: F,
  given: Answers,
  answers: Answers,
): readonly string[] {
  return form.questions.flatMap((question) => {
    const answer = answers[question.id];
    if (typeof answer !== 'string' || !(question.id in given)) return [];
    const type = typeOf(question, answers, facts);
    if ((type.type !== 'moment' && type.type !== 'day') || isCondition(answer)) return [];
    const { label } = question.wordedAs?.(answers, facts) ?? question;
    return [`${label}: ${showAnswer(type, answer)}`];
  });
}
