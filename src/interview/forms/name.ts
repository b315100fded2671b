import { inert } from '../../text/inert.ts';
import type { Answer } from '../question.ts';

/** What is wrong with a name that will stand in commits, in files and on screens; undefined where nothing is. */
export function nameProblem(answer: Answer): string | undefined {
  if (typeof answer !== 'string' || !/[\p{L}\p{N}]/u.test(answer)) return 'needs a letter or a digit';
  if (/AGE-SECRET-KEY-|PRIVATE KEY/i.test(answer))
    return 'is a secret key, which belongs nowhere but into its file';
  return inert(answer) === answer ? undefined : 'has characters in it that cannot be seen';
}
