import { UserError } from '../errors.ts';
import { showId } from '../incident/id.ts';
import type { Sanction } from '../incident/response.ts';
import { openActions } from '../interview/forms/meeting.ts';
import { accusedIn } from '../policy/involved.ts';
import type { Situation } from '../policy/situation.ts';

/** Throws where nobody is accused in the incident yet, so that nobody can be told, heard or sanctioned. */
export function assertAccused({ incident }: Situation): void {
  if (accusedIn(incident).length > 0) return;
  const id = showId(incident.id);
  throw new UserError('Nobody is named or described in this incident who is said to have done it.', {
    hints: [`\`coc report add ${id}\` notes who it was: choose “A detail that was missing”.`],
  });
}

/** Throws where nothing that a meeting handed out is still to be ticked off. */
export function assertOpenAction(situation: Situation): void {
  if (openActions(situation).length > 0) return;
  throw new UserError('Of what was to be done, nothing is left to be noted as done.', {
    hints: [
      `\`coc status\` tells what else waits; \`coc meeting ${showId(situation.incident.id)}\` notes a further meeting.`,
    ],
  });
}

/** Throws where the incident has no sanction of that kind. */
export function assertSanction(fits: (sanction: Sanction) => boolean, what: string) {
  return ({ incident }: Situation): void => {
    if (incident.sanctions.some(fits)) return;
    throw new UserError(`This incident has no sanction ${what}.`, {
      hints: [`\`coc show ${showId(incident.id)}\` tells what there is.`],
    });
  };
}
