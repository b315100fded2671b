import type { Sanction } from '../../incident/response.ts';
import type { Answers, Choice } from '../../interview/question.ts';
import { filled, type Given, list } from '../../policy/given-answers.ts';
import type { Situation } from '../../policy/situation.ts';
import { type Rest, restsOn, type StepQuestion, severalFrom } from '../questions.ts';
import { sanctionOf } from './which.ts';

type Ask<I extends string> = (id: I, rest: Rest) => StepQuestion;

/** Which of the conditions from before hold on in the words that they have, though they are not among the new ones. */
export function stillQuestion(ask: Ask<'still'>, when = always): StepQuestion {
  return ask('still', {
    answer: severalFrom((situation, answers) => choices(answers, situation)),
    when: (answers, situation) => when(answers) && choices(answers, situation).length > 0,
    ...restsOn('conditions'),
  });
}

/** Which of the others were ended: of those alone a letter says so. */
export function noLongerQuestion(ask: Ask<'no-longer'>, when = always): StepQuestion {
  const left = (answers: Answers, situation: Situation): readonly Choice[] =>
    choices(answers, situation).filter(({ value }) => !list(answers.still).includes(value));
  return ask('no-longer', {
    answer: severalFrom((situation, answers) => left(answers, situation)),
    when: (answers, situation) => when(answers) && left(answers, situation).length > 0,
    ...restsOn('conditions', 'still'),
  });
}

function always(_answers: Answers): boolean {
  return true;
}

/** The conditions from before that are not among the new ones word for word. By number: an error names the choices. */
function choices(answers: Answers, situation: Situation): readonly Choice[] {
  const { conditions = [] } = sanctionOf(answers, situation) ?? {};
  return conditions
    .map((label, at) => ({ value: String(at + 1), label }))
    .filter(({ label }) => !list(answers.conditions).includes(label));
}

/** Those that hold on. */
export function stillIn({ still }: Given, sanction: Sanction): readonly string[] {
  return chosen(list(still), sanction);
}

/** Those of which it was said that they do not hold any more. */
export function noLongerIn(given: Given, sanction: Sanction): string[] | undefined {
  return filled(chosen(list(given['no-longer']), sanction));
}

function chosen(numbers: readonly string[], { conditions = [] }: Sanction): string[] {
  return conditions.filter((_words, at) => numbers.includes(String(at + 1)));
}
