import { UserError } from '../../errors.ts';
import { showId } from '../../incident/id.ts';
import type { IncidentView } from '../../incident/view.ts';
import { isConditionNoted, LETS_IN } from '../../policy/under-condition.ts';
import type { Addition } from './addition.ts';

const VALUE = 'condition-met';

/** That a condition is met under which more may know of it, or kept to: noted where they are let in, and people look for it here. */
export const CONDITION_MET: Addition = {
  value: VALUE,
  choice: (incident) =>
    incident !== undefined && isConditionNoted(incident)
      ? {
          value: VALUE,
          label:
            'That the condition is met under which more of the team may know of it, or how you keep to it',
        }
      : undefined,
  leadsTo: {
    step: LETS_IN,
    label: 'Go on: whom you let in, and how the condition is met',
    instead: ({ id }: IncidentView) =>
      new UserError('That a condition is met is noted as somebody is let in. Nothing was saved.', {
        hints: [
          `\`coc ${LETS_IN} ${showId(id)}\` takes it: \`member\`, \`condition-met: yes\`, and in \`met\` since when or how.`,
        ],
      }),
  },
  write: () => undefined,
};
