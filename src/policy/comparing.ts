import { introducedIn } from '../incident/compared.ts';
import type { IncidentView, Person } from '../incident/view.ts';
import { namedIn } from '../letters/named-in.ts';
import { comparePeople, type KnownAs, type Profile, profileOf, tracesOf } from '../letters/same-person.ts';
import type { Comparing } from './known.ts';

export function comparingOf(incident: IncidentView): Comparing {
  return {
    traces: incident.people
      .filter(isCompared)
      .map((person) => ({ ref: person.ref, traces: tracesOf(profileIn(person)) })),
    introduced: [...introducedIn(incident)],
    compared: incident.compared ?? [],
    mayCompare: mayCompare(incident),
  };
}

/**
 * Whether permission allows that an incident is used to see that somebody is reported again ("Permission to share"). Where it is not to
 * go on, only if it is for just that. Nobody learns of it who cannot open it.
 */
function mayCompare({ stopped, onlyAgain }: IncidentView): boolean {
  return stopped === undefined || onlyAgain !== undefined;
}

/** Who heard a report, and who helps, is not what it is about. */
function isCompared({ role }: Person): boolean {
  return role !== 'hearer' && role !== 'staff';
}

/** Who is named in what was told and noted, and is nobody of the incident yet: by whole names, handles and addresses. */
export function mentionedIn({ reports, followUps, notes, people }: IncidentView): readonly Person[] {
  const texts = [
    ...reports.map(({ account, summary }) => account ?? summary ?? ''),
    ...[...followUps, ...notes].map(({ text }) => text),
  ];
  const known = people.map(profileIn);
  return [...new Set(texts.flatMap(namedIn))]
    .map((name): Person => ({ ref: name, role: 'witness', name, hidden: false }))
    .filter((one) => !known.some((other) => comparePeople(profileIn(one), other)));
}

const PROFILES = new WeakMap<Person, Profile>();

/** Somebody, taken apart for comparing; the same object once. */
export function profileIn(person: Person): Profile {
  const profile = PROFILES.get(person) ?? profileOf(knownAs(person));
  PROFILES.set(person, profile);
  return profile;
}

/** What somebody is known by. Several employers, and several things that were said of how they look, stand behind each other. */
function knownAs({ name, aliases = [], contact, employer, description }: Person): KnownAs {
  const split = (text: string | undefined): readonly string[] => text?.split(/;\s+/) ?? [];
  return {
    names: [...(name ? [name] : []), ...aliases],
    contacts: contact ? [contact] : [],
    employers: split(employer),
    looks: split(description),
  };
}
