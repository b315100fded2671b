import type { IncidentView, Person } from '../incident/view.ts';

/** Whether it is noted that somebody cannot be reached, and nothing has come of them since. */
export function isOutOfReach(ref: string | undefined, { unreachable = [] }: IncidentView): boolean {
  return ref !== undefined && unreachable.includes(ref);
}

/** Whether anything is known by which somebody can be found; who is known to few is known to those. */
export function isFindable({ name, contact, description, hidden }: Person): boolean {
  return Boolean(name || contact || description || hidden);
}

/** Whether somebody can be told or asked something: they are known by anything, and it is not noted that they cannot. */
export function canBeReached(ref: string | undefined, incident: IncidentView): boolean {
  return (
    incident.people.some((person) => person.ref === ref && isFindable(person)) && !isOutOfReach(ref, incident)
  );
}
