import { FILES } from '../../policy/for-few.ts';
import { list } from '../../policy/given-answers.ts';
import { KEPT_OPEN, type Step } from '../step.ts';

/** What is the same of all steps that keep files with an incident. */
export const KEEPING = {
  attaches: (given) => list(given[FILES]),
  gates: [...KEPT_OPEN],
  anew: true,
  namesPeople: true,
  afterwards: (given) => [
    list(given[FILES]).length === 1
      ? 'The file itself is where it was, and is readable there. If nobody else needs it, delete it, also from the mail or chat it came by.'
      : 'The files themselves are where they were, and are readable there. If nobody else needs them, delete them, also from the mails or chats they came by.',
  ],
  saveLabel: 'Seal and save',
} satisfies Partial<Step>;
