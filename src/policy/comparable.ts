import { type Compared, introducedIn } from '../incident/compared-elsewhere.ts';
import type { Joined } from '../incident/joined-incidents.ts';
import type { OnlyAgain } from '../incident/only-again.ts';
import type { IncidentView, Person } from '../incident/view.ts';
import { namedIn } from '../letters/named-in.ts';
import {
  comparePeople,
  type KnownAs,
  type Profile,
  profileOf,
  type Traces,
  tracesOf,
} from '../letters/same-person.ts';
import { type Came, firstReceived } from './came.ts';
import { type Status, statusOf } from './status.ts';

/** What of an incident is remembered, so that its people can be compared with those of others: data. */
export interface Comparing {
  /** By what its people are found, by their marks. */
  readonly traces: readonly { readonly ref: string; readonly traces: Traces }[];
  /** The entries that brought them in, with their marks. */
  readonly introduced: readonly (readonly [entry: string, ref: string])[];
  readonly compared: readonly Compared[];
  /** Under what its reports may be shared with more, as far as that is not noted as met. */
  readonly conditions: readonly string[];
  /** Whether it may be used for comparing at all. */
  readonly mayCompare: boolean;
}

/** An incident as it is remembered, for comparing. */
export interface Comparable
  extends Pick<IncidentView, 'id' | 'people' | 'sanctions' | 'readers' | 'unreachable'> {
  readonly receivedAt: string | null;
  readonly precision?: string;
  readonly came?: Came | undefined;
  readonly comparing: Comparing;
  /** Who is only named in what was told, where the incident is open. */
  readonly mentioned?: readonly Person[];
  readonly onlyAgain?: OnlyAgain | undefined;
  readonly status?: Status;
  readonly joined?: readonly Joined[] | undefined;
}

/** An incident that is open, as it is compared. */
export function comparable(incident: IncidentView): Comparable {
  const first = firstReceived(incident.reports);
  return {
    ...incident,
    receivedAt: first?.receivedAt ?? null,
    status: statusOf(incident),
    comparing: comparingOf(incident),
    mentioned: mentionedIn(incident),
  };
}

/** What is remembered of an incident. */
export function comparingOf(incident: IncidentView): Comparing {
  return {
    traces: incident.people
      .filter(isCompared)
      .map((person) => ({ ref: person.ref, traces: tracesOf(profileIn(person)) })),
    introduced: [...introducedIn(incident)],
    compared: incident.compared ?? [],
    conditions: incident.reports.flatMap(({ condition, met }) =>
      met === undefined ? (condition ?? []) : [],
    ),
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
function mentionedIn({ reports, followUps, notes, people }: IncidentView): readonly Person[] {
  const texts = [
    ...reports.map(({ account, summary }) => account ?? summary ?? ''),
    ...followUps.map(({ text, summary = '' }) => text ?? summary),
    ...notes.map(({ text }) => text),
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
