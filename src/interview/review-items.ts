import { numberOfChoices, typeOf } from './check.ts';
import type { ReviewItem } from './prompter.ts';
import type { Answers, Form, Question } from './question.ts';
import { showAnswer } from './show-answer.ts';

/** What the last look shows, in the order of the questions: what was answered, and what still can be. */
export function reviewItems<F>(form: Form<F>, answers: Answers, facts: F): readonly ReviewItem[] {
  const ids = form.questions.map(({ id }) => id);
  // Whether it is asked hangs on what comes before it, as where it is asked.
  const before = (id: string): Answers => {
    const earlier = new Set(ids.slice(0, ids.indexOf(id)));
    return Object.fromEntries(Object.entries(answers).filter(([one]) => earlier.has(one)));
  };
  return form.questions
    .filter((question) => question.when?.(before(question.id), facts) !== false)
    .filter((question) => question.id in answers || numberOfChoices(typeOf(question, answers, facts)) > 1)
    .map((question) => ({
      id: question.id,
      label: (question.wordedAs?.(answers, facts) ?? question).label,
      shown: shownIn(form, question, answers, facts),
      asked: question.id in answers || question.offered?.(answers, facts) !== false,
      ...(question.goesOut === true &&
        typeof answers[question.id] === 'string' && { whole: String(answers[question.id]) }),
    }));
}

function shownIn<F>({ unanswered }: Form<F>, question: Question<F>, answers: Answers, facts: F): string {
  const answer = answers[question.id];
  if (answer === undefined && unanswered !== undefined) return unanswered;
  const shown = showAnswer(typeOf(question, answers, facts), answer, question.nullSays);
  return question.shownAs?.(shown, answer, facts) ?? shown;
}
