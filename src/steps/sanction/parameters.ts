import type { Answers } from '../../interview/question.ts';
import { type Given, text } from '../../policy/given-answers.ts';
import type { Playbook, SanctionKind } from '../../policy/playbook.ts';
import { saysWhatItCovers } from '../../policy/what-it-covers.ts';
import { toKeepAwayFrom } from '../people.ts';
import { LINE, type Rest, type StepQuestion } from '../questions.ts';
import { marksFor, NOT_IN_LETTERS } from './marks.ts';
import { parametersOf } from './which.ts';

/**
 * One question for each parameter that some sanction of the playbook has.
 *
 * @param more what a step adds to the question of a parameter
 */
export function parameterQuestions(
  playbook: Playbook,
  kindOf: (answers: Answers) => SanctionKind | undefined,
  more: (id: string) => Partial<Rest> = () => ({}),
): readonly StepQuestion[] {
  return parametersOf(playbook).map(
    (words): StepQuestion => ({
      ...words,
      answer: (_answers, situation) =>
        words.id === 'whom' ? { type: 'choice', choices: toKeepAwayFrom(situation) } : LINE,
      required: true,
      when: (answers) => kindOf(answers)?.parameters.includes(words.id) ?? false,
      ...(words.id !== 'whom' && {
        ofTyped: (typed, answers, situation) =>
          marksFor(typed, answers, situation, saysWhatItCovers(words.id)),
        ofWritten: NOT_IN_LETTERS,
      }),
      ...more(words.id),
    }),
  );
}

/** What has to be told with a sanction of this kind, as it was answered. */
export function parametersIn(given: Given, { parameters }: SanctionKind): Record<string, string> {
  return Object.fromEntries(parameters.map((key) => [key, text(given[key]) ?? '']));
}
