import { readsLikeSentence } from '../../letters/name-or-sentence.ts';
import { inert } from '../../text/inert.ts';
import type { Answer } from '../question.ts';

/** What is wrong with the name of a person that will stand in commits, in files and on screens; undefined where nothing is. */
export function nameProblem(answer: Answer): string | undefined {
  if (typeof answer === 'string' && readsLikeSentence(answer))
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
