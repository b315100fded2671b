import type { Role } from '../incident/entry.ts';
import type { IncidentView, Person } from '../incident/view.ts';
import { isTheirName, possibleNames } from '../letters/names.ts';
import type { TeamMember } from './situation.ts';

const COMPLAINANTS: readonly Role[] = ['reporter', 'affected'];

/** The accused, each once. */
export function accusedIn({ people }: IncidentView): readonly Person[] {
  return people.filter(({ role }) => role === 'accused');
}

/** Those whom it happened to, as far as that was told. */
export function affectedIn({ people }: IncidentView): readonly Person[] {
  return people.filter(({ role, affected }) => role === 'affected' || affected === 'yes');
}

/** Whether a member is somebody who reported it, or to whom it happened ("The meeting"). */
export function isComplainant(member: TeamMember, incident: IncidentView): boolean {
  return incident.people.some((person) => COMPLAINANTS.includes(person.role) && isSame(member, person));
}

/** Whether a member reported it, is affected by it, or is accused of it. */
export function isParty(member: TeamMember, incident: IncidentView): boolean {
  return incident.people.some(
    (person) => [...COMPLAINANTS, 'accused'].includes(person.role) && isSame(member, person),
  );
}

/** Whether a name is that of somebody who reported it, is affected by it, or is accused of it. */
export function isNameOfParty(name: string, { people }: IncidentView): boolean {
  return people.some(
    (person) =>
      [...COMPLAINANTS, 'accused'].includes(person.role) &&
      namesOf(person).some((one) => isTheirName(name, one)),
  );
}

/** What somebody is called: their name, their other names, and what stands for a name until it is known. */
export function namesOf({ name, aliases = [], description }: Person): readonly string[] {
  return [...(name ? [name] : []), ...aliases, ...(description ? possibleNames(description) : [])];
}

function isSame({ name, email }: TeamMember, person: Person): boolean {
  return (
    namesOf(person).some((one) => isTheirName(name, one)) ||
    (typeof person.contact === 'string' && isTheirName(email, person.contact))
  );
}
