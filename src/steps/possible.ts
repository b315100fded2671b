import { UserError } from '../errors.ts';
import { showId } from '../incident/id.ts';
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
