import { fold } from './fold.ts';
import { isParticle } from './names.ts';
import { isOfThePast, STOP_WORDS } from './ordinary.ts';

/** Nobody's name has more words. */
const MOST_WORDS = 8;

/**
 * Whether somebody went on with what they were about to tell, where a name is asked: by words of English that names hardly have, written
 * small. A sentence in another language is told by its length and its end alone.
 */
export function readsLikeSentence(text: string): boolean {
  const words = text.split(/\s+/).filter((word) => /\p{L}{2}/u.test(word));
  if (words.length > MOST_WORDS) return true;
  if (words.length > 3 && /\p{L}{4}[.!?…]["”’)]*$/u.test(text.trim())) return true;
  const telling = wordsOf(text).filter(isOfASentence).length;
  return telling > (words.length > 2 ? 0 : 1);
}

/** “(she/her)”, which people write behind their names. */
const PRONOUNS = /\p{L}+(?:\/\p{L}+)+/gu;

/** What is written small, as words of a sentence are and a name hardly is; of a text in capitals all of it. */
function wordsOf(text: string): readonly string[] {
  const isLoud = !/\p{Ll}/u.test(text);
  return [...text.replace(PRONOUNS, ' ').matchAll(/[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu)]
    .map(([word]) => (isLoud ? word.toLowerCase() : word))
    .filter((word) => /^\p{Ll}/u.test(word))
    .map(fold);
}

/** Small words that stand in names as well: “Jan in 't Veld”. */
const IN_NAMES: ReadonlySet<string> = new Set(['in', 'on', 'an']);

function isOfASentence(word: string): boolean {
  return (STOP_WORDS.has(word) && !isParticle(word) && !IN_NAMES.has(word)) || isOfThePast(word);
}
