import { typeOf } from './check.ts';
import type { Answers, Form } from './question.ts';
import { showAnswer } from './show-answer.ts';

/** Written for a machine, to the minute: there is nothing to understand. */
const ISO = /^\d{4}-\d\d-\d\dT/;

/**
 * How the dates that came in words or in numbers were understood, a line each: where no review shows them, whoever wrote them
 * sees with the weekday what is saved. What was written as it is kept is not among them.
 */
export function datesUnderstood<F>(
  form: Form<F>,
  facts: F,
  given: Answers,
  answers: Answers,
): readonly string[] {
  return form.questions.flatMap((question) => {
    const [answer, written] = [answers[question.id], given[question.id]];
    if (typeof answer !== 'string' || typeof written !== 'string') return [];
    if (written === answer || ISO.test(written)) return [];
    const type = typeOf(question, answers, facts);
    if (type.type !== 'moment' && type.type !== 'day') return [];
    return [`${question.label}: ${showAnswer(type, answer)}`];
  });
}
