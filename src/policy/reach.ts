import type { IncidentView, Person } from '../incident/view.ts';

/** Whether it is noted that somebody cannot be reached, and nothing has come of them since. */
export function isOutOfReach(ref: string | undefined, { unreachable = [] }: IncidentView): boolean {
  return ref !== undefined && unreachable.includes(ref);
}

/**
 * Whether anything is known by which somebody can be found, and they did not keep to themselves how to reach them; who is known to
 * few is known to those.
 */
export function isFindable({ name, contact, description, hidden }: Person): boolean {
  return hidden || (contact === null ? false : Boolean(name || contact || description));
}

/** Whether who somebody is, is closed to whoever looks: what they are told waits for those who know them. */
export function isForOthers(ref: string | undefined, { people }: Pick<IncidentView, 'people'>): boolean {
  return people.some((person) => person.ref === ref && person.hidden);
}

/** Whether somebody can be told or asked something: they are known by anything, and it is not noted that they cannot. */
export function canBeReached(ref: string | undefined, incident: IncidentView): boolean {
  return (
    incident.people.some((person) => person.ref === ref && isFindable(person)) && !isOutOfReach(ref, incident)
  );
}
