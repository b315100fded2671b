import { fold } from '../../letters/fold.ts';
import { isParticle } from '../../letters/names.ts';
import { isOfThePast, STOP_WORDS } from '../../letters/ordinary.ts';
import { inert } from '../../text/inert.ts';
import type { Answer } from '../question.ts';

/** What is wrong with the name of a person that will stand in commits, in files and on screens; undefined where nothing is. */
export function nameProblem(answer: Answer): string | undefined {
  if (typeof answer === 'string' && isSentence(answer))
    return 'reads like a sentence: only a name is asked here, and it stands open in every commit. If it is a name, begin each of its words with a capital';
  return openProblem(answer);
}

/** What is wrong with a line that everybody may read; undefined where nothing is. */
export function openProblem(answer: Answer): string | undefined {
  if (typeof answer !== 'string' || !/[\p{L}\p{N}]/u.test(answer)) return 'needs a letter or a digit';
  if (/AGE-SECRET-KEY-|PRIVATE KEY/i.test(answer))
    return 'is a secret key, which belongs nowhere but into its file';
  return inert(answer) === answer ? undefined : 'has characters in it that cannot be seen';
}

/** Nobody's name has more words. */
const MOST_WORDS = 8;

/** Whether somebody went on with what they were about to tell, where a name is asked. */
function isSentence(text: string): boolean {
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
