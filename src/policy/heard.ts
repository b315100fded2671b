import { knew } from '../incident/knew.ts';
import type { IncidentView } from '../incident/view.ts';

/**
 * Whether somebody accused was told that there is a complaint, or cannot be. Who was told since that it goes no further knows of
 * none once it goes on again.
 */
export function isTold(person: string, incident: IncidentView): boolean {
  const { told, resumed } = incident;
  const since = resumed?.toldOver.includes(person) ? resumed : undefined;
  return told.some(
    (one) =>
      one.about === 'complaint' &&
      one.person === person &&
      (since === undefined || knew(incident, one, since)),
  );
}

/** Whether their side was taken, they were asked and did not want to tell it, or they cannot be told at all. */
export function isHeard(person: string, { statements, told }: IncidentView): boolean {
  return (
    statements.some((one) => one.person === person) ||
    told.some((one) => one.person === person && one.notPossible !== undefined)
  );
}

/** Whether a meeting gave its reason for not hearing somebody who was accused by then. */
export function isExcused(person: string, { meetings, entries }: IncidentView): boolean {
  const since = entries.findIndex((one) => 'person' in one && one.person === person);
  return meetings.some(
    ({ id, unheard }) => unheard !== undefined && entries.findIndex((one) => one.id === id) > since,
  );
}
