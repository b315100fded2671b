import { inert } from '../../text/inert.ts';
import type { Answer } from '../question.ts';

/** What is wrong with the name of a person that will stand in commits, in files and on screens; undefined where nothing is. */
export function nameProblem(answer: Answer): string | undefined {
  if (typeof answer === 'string' && isSentence(answer))
    return 'reads like a sentence: a name stands open in every commit, and nothing else may';
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
  return words.length > MOST_WORDS || (words.length > 3 && /\p{L}{4}[.!?…]["”’)]*$/u.test(text.trim()));
}
