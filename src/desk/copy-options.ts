import type { Answers } from '../interview/question.ts';
import type { StepOptions } from './step-options.ts';

/** What of a copy is answered by the command line: nothing of that is secret. */
export function copyAnswers({ to, out }: Pick<StepOptions, 'to' | 'out'>): Answers {
  const sealed: Answers =
    to === undefined
      ? {}
      : to === 'passphrase'
        ? { sealed: 'passphrase' }
        : { sealed: 'recipient', recipient: to };
  return { ...sealed, ...(out !== undefined && { out }) };
}
