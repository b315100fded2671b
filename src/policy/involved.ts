import type { Role } from '../incident/entry.ts';
import type { IncidentView, Person } from '../incident/view.ts';
import { isTheirName, possibleNames } from '../letters/names.ts';
import type { TeamMember } from './situation.ts';

const PARTIES: readonly Role[] = ['reporter', 'affected', 'accused'];

/** The accused, each once. */
export function accusedIn({ people }: IncidentView): readonly Person[] {
  return people.filter(({ role }) => role === 'accused');
}

/** Those whom it happened to, as far as that was told. */
export function affectedIn({ people }: IncidentView): readonly Person[] {
  return people.filter(({ role, affected }) => role === 'affected' || affected === 'yes');
}

/** The member whom somebody means by their ID, their name, or a first name that only one has. */
export function memberNamed(typed: string, members: readonly TeamMember[]): TeamMember | undefined {
  const name = typed.trim().toLowerCase();
  const whole = members.find((one) => one.id === name || isTheirName(one.name, typed));
  const byFirstName = members.filter((one) => one.name.toLowerCase().split(/\s+/)[0] === name);
  return whole ?? (byFirstName.length === 1 ? byFirstName[0] : undefined);
}

/** Whether a member reported it, is affected by it, or is accused of it. */
export function isParty(member: TeamMember, incident: IncidentView): boolean {
  return incident.people.some((person) => PARTIES.includes(person.role) && isSame(member, person));
}

/** Whether a name is that of somebody who reported it, is affected by it, or is accused of it. */
export function isNameOfParty(name: string, { people }: IncidentView): boolean {
  return people.some(
    (person) =>
      PARTIES.includes(person.role) &&
      [...namesOf(person), person.contact ?? ''].some((one) => isTheirName(name, one)),
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
