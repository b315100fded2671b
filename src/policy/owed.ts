import { type EntryOf, isKnown } from '../incident/entry.ts';
import { knew } from '../incident/knew.ts';
import type { IncidentView } from '../incident/view.ts';
import type { Owed } from './waiting.ts';

/** That somebody is told what was decided. */
export function tellOwed(person: string): Owed {
  return { what: 'tell', person };
}

/** That somebody is told what came of their appeal. */
export function appealOwed(person: string, appeal: string): Owed {
  return { what: 'appeal', person, appeal };
}

/** Whether something stays due although the incident is closed, as whoever closed it said. */
export function isOwed(owed: Owed, { closed }: Pick<IncidentView, 'closed'>): boolean {
  return isAmong(owed, closed?.owed);
}

/**
 * Whether somebody who closed the incident, and knew these decisions, noted that something is not needed any more. That holds also once
 * it is open again, until more is decided.
 */
export function isNotNeeded(
  owed: Owed,
  incident: IncidentView,
  decisions: readonly { readonly id: string }[],
): boolean {
  return incident.entries
    .filter((one): one is EntryOf<'closed'> => isKnown(one) && one.kind === 'closed')
    .some(
      (one) =>
        isAmong(owed, inView(one.notNeeded?.owed, incident)) &&
        decisions.every((decision) => knew(incident, one, decision)),
    );
}

/** The same of whoever turned out to be one person with somebody else. */
function inView(all: EntryOf<'closed'>['owed'], { same }: IncidentView): EntryOf<'closed'>['owed'] {
  return all?.map((one) =>
    one.person === undefined ? one : { ...one, person: same[one.person] ?? one.person },
  );
}

function isAmong(owed: Owed, all: EntryOf<'closed'>['owed'] = []): boolean {
  return all.some(
    ({ what, person, appeal }) => what === owed.what && person === owed.person && appeal === owed.appeal,
  );
}
