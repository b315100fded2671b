import { showId } from '../incident/id.ts';
import { text } from '../policy/given-answers.ts';
import { asker, REASON } from './questions.ts';
import { KEPT_OPEN, type Step } from './step.ts';

/** Opens a closed incident again. */
export const REOPEN: Step = {
  id: 'reopen',
  about: 'Why a closed incident is opened again.',
  questions: (playbook) => [asker(playbook, 'reopen')('reason', REASON)],
  decide: (given, _situation, draft) => {
    draft.add({ kind: 'reopened', reason: text(given.reason) ?? '' });
  },
  gates: [...KEPT_OPEN],
  bars: [
    {
      when: ['first'],
      refuses: (_given, { incident }) => incident.closed === undefined,
      why: ({ incident }) => `${showId(incident.id)} is not closed.`,
    },
  ],
  saveLabel: 'Open it again',
  saved: 'The incident is open again. Its number is',
};
