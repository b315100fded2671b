import type { Role } from '../incident/entry.ts';
import { isAffected } from '../incident/fold-consent.ts';
import { firstWritten } from '../incident/people.ts';
import type { IncidentView, Person } from '../incident/view.ts';
import { isCalled, namesSaid } from '../letters/called.ts';
import { fold } from '../letters/fold.ts';
import { nameParts, possibleNames } from '../letters/names.ts';
import { isTheirName, mayBeOneName } from '../letters/same-name.ts';
import type { TeamMember } from './situation.ts';
import { isCertainlySame, mayHaveTwoMarks, recognise, type Somebody } from './who.ts';

const PARTIES: readonly Role[] = ['reporter', 'affected', 'accused'];

/** The accused, each once. */
export function accusedIn({ people }: Pick<IncidentView, 'people'>): readonly Person[] {
  return people.filter(({ role }) => role === 'accused');
}

/** Those whom it happened to, as far as that was told. */
export function affectedIn({ people }: IncidentView): readonly Person[] {
  return people.filter(isAffected);
}

/** The member whom somebody means, where that is certain: see `recognise`. */
export function memberNamed(typed: string, members: readonly TeamMember[]): TeamMember | undefined {
  const found = recognise(typed, { members });
  return found.is === 'somebody' ? found.who.member : undefined;
}

/**
 * Whether a member reported it, is affected by it, or may be accused of it ("Conflict of interest"). Who is accused is often
 * known by a first name or a handle alone.
 */
export function isParty(member: TeamMember, incident: Pick<IncidentView, 'people'>): boolean {
  return (
    mayBeAccused(member, incident) ||
    incident.people.some((person) => PARTIES.includes(person.role) && isSame(member, person))
  );
}

function isParticipant({ role, affected }: Person): boolean {
  return PARTIES.includes(role) || affected === 'yes';
}

/** Whether a member reported it, or it happened to them: they are not there, and take no part in deciding ("The meeting"). */
export function isOfTheReport(member: TeamMember, { people }: Pick<IncidentView, 'people'>): boolean {
  return people.some(
    (person) => (person.role === 'reporter' || isAffected(person)) && isSame(member, person),
  );
}

/** Whether somebody is one whom it is about: who reported it, whom it happened to, or the accused. */
export function isOneOfThem({ member, person }: Somebody, incident: IncidentView): boolean {
  return (
    (person !== undefined &&
      (isParticipant(person) ||
        incident.people.some((one) => isParticipant(one) && mayHaveTwoMarks(person, one)))) ||
    (member !== undefined && isParty(member, incident))
  );
}

/**
 * Whether a member may be whom the incident or these answers accuse, by name, part of a name, handle or address: then nobody
 * makes them a reader ("Conflict of interest"). Where the accused is known by a whole name, only that counts; and a name that
 * was put right counts as before: to put it right lets nobody in.
 *
 * @param said what is said of the accused in answers that are not saved yet
 */
export function mayBeAccused(
  member: TeamMember,
  incident: Pick<IncidentView, 'people'> | undefined,
  said: readonly string[] = [],
): boolean {
  return (
    (incident !== undefined && accusedIn(incident).some((person) => mayBe(member, person))) ||
    [...said.flatMap(namesSaid), ...said].some((name) => isCalled(member, name))
  );
}

/** The members whose whole name, or address, stands in these words. */
export function membersIn(words: string, members: readonly TeamMember[]): readonly TeamMember[] {
  const names = possibleNames(words).filter(isWholeName);
  const all = fold(words);
  return members.filter(
    ({ name, email }) =>
      all.includes(fold(email)) ||
      (isWholeName(name) && (all.includes(fold(name)) || names.some((one) => mayBeOneName(name, one)))),
  );
}

/**
 * The members who can open the incident and may be the accused, as far as nobody else said that they are somebody else: nobody
 * reads what is said against themselves ("Conflict of interest").
 */
export function readersWhoMayBeAccused(
  incident: IncidentView,
  members: readonly TeamMember[],
): readonly TeamMember[] {
  return members.filter(
    (one) => incident.readers.includes(one.id) && accusedWhoMayBe(one, incident).length > 0,
  );
}

/** The members to whom it can be opened, with a permission: to nobody who is kept out, and to nobody who may be the accused. */
export function mayBeLetIn(incident: IncidentView, members: readonly TeamMember[]): readonly TeamMember[] {
  const { readers, keptOut } = incident;
  return members.filter(
    (one) => !readers.includes(one.id) && !keptOut.includes(one.id) && !mayBeAccused(one, incident),
  );
}

/** The accused who may be this member, but those of whom somebody else said that they are not. */
export function accusedWhoMayBe(
  member: TeamMember,
  incident: Pick<IncidentView, 'people'>,
): readonly Person[] {
  return accusedIn(incident).filter(
    (person) => mayBe(member, person) && person.otherThan?.includes(member.id) !== true,
  );
}

function mayBe(member: TeamMember, person: Person): boolean {
  return [
    ...(isWholeName(person.name) ? [person.name, ...(person.aliases ?? [])] : namesOf(person)),
    ...(person.contact ? [person.contact] : []),
    ...firstWritten(person, 'name', 'aliases', 'contact'),
    ...firstWritten(person, 'description').flatMap(namesSaid),
  ].some((name) => isCalled(member, name));
}

function isWholeName(name: string | null | undefined): name is string {
  return typeof name === 'string' && nameParts(name).telling.length > 1;
}

/** What somebody is called: their name, their other names, and what stands for a name until it is known. */
export function namesOf({ name, aliases = [], description }: Person): readonly string[] {
  return [...(name ? [name] : []), ...aliases, ...(description ? namesSaid(description) : [])];
}

/** Whether a member goes by a name that somebody of an incident has. */
export function isSame(member: TeamMember, person: Person): boolean {
  return isCertainlySame(member, person) || namesOf(person).some((one) => isTheirName(member.name, one));
}
