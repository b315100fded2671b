import { knew } from '../incident/knew.ts';
import { isWaiting, type Sanction } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import { wasBefore } from './from-files.ts';
import { appealOwed, isNotNeeded, isOwed } from './owed.ts';

/** An appeal against a sanction, heard or not. */
export type Appeal = Sanction['appeals'][number];

/** The appeals against a sanction that nobody has heard. */
export function openAppeals({ appeals }: Sanction): readonly Appeal[] {
  return appeals.filter(({ outcome }) => outcome === undefined);
}

/** The newest appeal that changed a sanction which still holds, where nobody has written down yet what holds now. */
export function appealToCarryOut(
  { ended, appeals, changes }: Sanction,
  incident: IncidentView,
): (Appeal & Required<Pick<Appeal, 'outcome'>>) | undefined {
  if (ended !== undefined) return undefined;
  const heard = appeals.flatMap(({ outcome, ...one }) =>
    outcome === undefined ? [] : [{ ...one, outcome }],
  );
  return heard.findLast(
    ({ outcome }) => outcome.outcome === 'changed' && !changes.some((one) => knew(incident, one, outcome)),
  );
}

/**
 * Whether nobody has to be told any more what came of an appeal: it was told, or drafted, or the incident was closed since without
 * that it stays due, or it was heard before that was entered from earlier files. One that changed something is told with what holds now.
 */
export function isAnswered({ id, outcome }: Appeal, { person }: Sanction, incident: IncidentView): boolean {
  if (outcome?.outcome !== 'stands' || wasBefore(outcome.heardAt, incident)) return true;
  const { told, letters, closed } = incident;
  const isDropped = closed !== undefined && knew(incident, closed, outcome);
  const owed = appealOwed(person, id);
  if ((isDropped || isNotNeeded(owed, incident, [outcome])) && !isOwed(owed, incident)) return true;
  const isAbout = (one: {
    readonly appeal?: string | undefined;
    readonly person?: string | undefined;
  }): boolean => one.appeal === id && one.person === person;
  return told.some(isAbout) || letters.some((one) => isAbout(one) && isWaiting(one));
}

/** The newest appeal of somebody that left the decision as it is, whose outcome they have not been told. */
export function appealToAnswer(
  person: string,
  incident: IncidentView,
): { readonly sanction: Sanction; readonly appeal: Appeal } | undefined {
  const all = incident.sanctions
    .filter((one) => one.person === person)
    .flatMap((sanction) => sanction.appeals.map((appeal) => ({ sanction, appeal })));
  return all.findLast(({ sanction, appeal }) => !told(appeal, sanction, incident));
}

/** A letter that is drafted and not out yet can still be written anew. */
function told(appeal: Appeal, sanction: Sanction, incident: IncidentView): boolean {
  return (
    appeal.outcome?.outcome !== 'stands' ||
    incident.told.some((one) => one.appeal === appeal.id && one.person === sanction.person)
  );
}
