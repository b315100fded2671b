import type { Answers } from '../../interview/question.ts';
import { list, text } from '../../policy/given-answers.ts';
import type { Situation } from '../../policy/situation.ts';
import { notForLetters } from '../../policy/told-of-sanctions.ts';
import type { Block } from '../../text/block.ts';
import { sanctionOf } from './which.ts';

/** Says what the letters about a sanction could not say, and proposes marks in place of names, while it can still be changed. */
export function marksFor(question: string) {
  return (answers: Answers, situation: Situation): readonly Block[] => {
    const words = [...list(answers[question]), text(answers[question]) ?? ''].join('\n');
    const person = text(answers.person) ?? sanctionOf(answers, situation)?.person;
    return notForLetters(words, person, situation).map(({ words: found, what, instead }) => ({
      kind: 'text',
      text:
        instead.length > 0
          ? `A letter about this cannot go out with “${found}” in it. Write ${instead.map((mark) => `“${mark}”`).join(' and ')} in its place before you save: the letter then says what may be said.`
          : `A letter about this cannot go out with “${found}” in it (${what}). Say it in other words before you save.`,
    }));
  };
}
