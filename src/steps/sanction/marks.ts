import type { Answers } from '../../interview/question.ts';
import { text } from '../../policy/given-answers.ts';
import type { Situation } from '../../policy/situation.ts';
import { notForLetters } from '../../policy/told-of-sanctions.ts';
import { listed } from '../../text/listed.ts';
import { sanctionOf } from './which.ts';

/**
 * Says what the letters about a sanction could not say, and proposes marks in place of names, while it can still be changed.
 *
 * @param covers whether the words say which talk, event, duty and so on it is about
 */
export function marksFor(
  words: string,
  answers: Answers,
  situation: Situation,
  covers = false,
): readonly string[] {
  const person = text(answers.person) ?? sanctionOf(answers, situation)?.person;
  const all = notForLetters(words, person, situation, covers);
  const people = [...new Set(all.map(({ instead }) => inQuotes(instead)))].filter((marks) => marks !== '');
  return [
    ...people.map((marks) => {
      const found = all.filter(({ instead }) => inQuotes(instead) === marks);
      return `${NO_LETTER} ${inQuotes(found.map((one) => one.words))} in it. Write ${marks} instead: the letter then says what may be said.`;
    }),
    ...all
      .filter(({ instead }) => instead.length === 0)
      .map((one) => `${NO_LETTER} “${one.words}” in it (${one.what}). Say it in other words.`),
  ];
}

/** The same for an answers file. */
export const NOT_IN_LETTERS =
  'has words that a letter about it cannot go out with; marks such as R1 can stand in place of names';
const NO_LETTER = 'A letter about this cannot go out with';

function inQuotes(words: readonly string[]): string {
  return listed(words.map((one) => `“${one}”`));
}
