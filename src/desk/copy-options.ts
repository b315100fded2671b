import { UsageError } from '../errors.ts';
import type { Answers } from '../interview/question.ts';
import { problemOfKey } from './files-named.ts';
import type { StepOptions } from './step-options.ts';

/** What of a copy is answered by the command line: nothing of that is secret. Throws a UsageError where nothing can be sealed to that. */
export function copyAnswers({ to, out }: Pick<StepOptions, 'to' | 'out'>): Answers {
  const problem = to === undefined || to === 'passphrase' ? undefined : problemOfKey(to);
  if (problem !== undefined)
    throw new UsageError(
      `What --to names ${problem}.`,
      'It is what the copy is sealed with: `--to passphrase`, or `--to age1…`, the key of its reader. For whom it is, is asked.',
    );
  const sealed: Answers =
    to === undefined
      ? {}
      : to === 'passphrase'
        ? { sealed: 'passphrase' }
        : { sealed: 'recipient', recipient: to };
  return { ...sealed, ...(out !== undefined && { out }) };
}
