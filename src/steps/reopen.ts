import { showId } from '../incident/id.ts';
import type { IncidentView } from '../incident/view.ts';
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
  afterwards: (_given, { incident }) => whereItIsNoted(incident),
  saveLabel: 'Open it again',
  saved: 'The incident is open again. Its number is',
};

/** Why it is opened again says nothing to the steps: what came in is noted where it belongs. */
function whereItIsNoted({ id, sanctions }: IncidentView): readonly string[] {
  const incident = showId(id);
  return [
    ...(sanctions.length > 0 ? [`If somebody appeals, note that: \`coc sanction appeal ${incident}\`.`] : []),
    `If something new was reported, note that: \`coc report add ${incident}\`.`,
  ];
}
