import type { Person } from '../incident/view.ts';
import {
  type Comparison,
  comparePeople,
  mayBeAlike,
  type Traces,
  tracesOf as traces,
} from '../letters/same-person.ts';
import type { KnownElsewhere } from './around.ts';
import { type Comparable, profileIn } from './comparable.ts';
import { areOneMatter } from './joined-incidents.ts';
import { register } from './register.ts';
import type { Registered } from './registered.ts';
import { type Said, type Somebody, saidAmong } from './said-among.ts';

/**
 * Who of an incident may be somebody of another one, of whom at least one is accused, or both belong to one matter: that somebody
 * reported something before, or was harassed before, says nothing of what they report now. Those under a sanction in force come first, then those of whom it was said,
 * then the likely ones. Nothing is joined by it.
 *
 * @param others what this member can open; this incident may be among them
 */
export function knownElsewhere(
  incident: Comparable,
  others: readonly Comparable[],
  now: Date,
  said = saidAmong([incident, ...others.filter(({ id }) => id !== incident.id)]),
): readonly KnownElsewhere[] {
  return others
    .filter(({ id }) => id !== incident.id)
    .flatMap((other) =>
      [...incident.people, ...(incident.mentioned ?? [])].flatMap((here) =>
        other.people.flatMap((there) => between([incident, here], [other, there], now, said) ?? []),
      ),
    )
    .sort((a, b) => rank(a) - rank(b));
}

/** Every two people of two incidents who may be one, each once; those of which something was said are among them. */
export function knownAmong(
  incidents: readonly Comparable[],
  now: Date,
): readonly (KnownElsewhere & { readonly of: string })[] {
  const byTrace = new Map<string, Set<number>>();
  const tracesAt = incidents.map(({ id, comparing }) => [
    ...comparing.traces.flatMap(({ traces: { names, own, looks } }) => [...names.flat(), ...own, ...looks]),
    ...[id, ...comparing.compared.map(({ incident }) => incident)],
  ]);
  tracesAt.forEach((all, at) => {
    for (const one of new Set(all)) byTrace.set(one, (byTrace.get(one) ?? new Set()).add(at));
  });
  const said = saidAmong(incidents);
  return incidents.flatMap((incident, at) => {
    const near = new Set((tracesAt[at] ?? []).flatMap((one) => [...(byTrace.get(one) ?? [])]));
    const later = [...near].filter((other) => other > at).flatMap((other) => incidents[other] ?? []);
    return knownElsewhere(incident, later, now, said).map((one) => ({ ...one, of: incident.id }));
  });
}

type In = readonly [incident: Comparable, person: Person];

/** Two people of two incidents, whatever speaks for it; undefined where one of them is not there. */
export function pairOf(
  [incident, here]: In,
  [other, there]: In,
  now: Date,
  saidOf = saidAmong([incident, other]),
): KnownElsewhere | undefined {
  const [entry, otherEntry] = [entryOf(here, incident), entryOf(there, other)];
  if (otherEntry === undefined) return undefined;
  const { id, receivedAt, onlyAgain, comparing } = other;
  const { conditions } = comparing;
  const said = saidOf(somebody(incident, here), somebody(other, there));
  const comparison = compared(here, incident, there, other);
  return {
    ...{ here, incident: id, there, otherEntry, receivedAt, sanctions: inForce(other, there, now) },
    ...(entry !== undefined && { entry }),
    ...(comparison && { comparison }),
    ...(said && { said }),
    ...(areOneMatter(incident, other) && { matter: true }),
    ...(conditions.length > 0 && { conditions }),
    ...(onlyAgain && { onlyAgain }),
  };
}

/** Whether two people can be compared whatever their incidents are to each other. */
export function mayBeCompared(here: Person, there: Person): boolean {
  return here.role === 'accused' || there.role === 'accused';
}

/** Whether somebody said that it is another person. */
export function isSeparated({ said }: KnownElsewhere): boolean {
  return said?.is === 'other';
}

function between(
  [incident, here]: In,
  [other, there]: In,
  now: Date,
  said: Said,
): KnownElsewhere | undefined {
  const saidOf = said(somebody(incident, here), somebody(other, there));
  const isSaid = saidOf !== undefined && saidOf.follows !== true;
  const isHere = !incident.mentioned?.includes(here);
  if (!isSaid && !mayBeCompared(here, there) && !(isHere && areOneMatter(incident, other))) return undefined;
  if (saidOf === undefined && compared(here, incident, there, other) === undefined) return undefined;
  const pair = pairOf([incident, here], [other, there], now, said);
  if (pair === undefined) return undefined;
  const mayCompare = incident.comparing.mayCompare && other.comparing.mayCompare;
  // What is in force has to be acted on.
  return mayCompare || pair.sanctions.length > 0 || isSaidOfThem(pair) ? pair : undefined;
}

/** Whether somebody said something of these two themselves. */
export function isSaidOfThem({ said }: KnownElsewhere): boolean {
  return said !== undefined && said.follows !== true;
}

/**
 * Those who were not known before, or of whom something else is known now. What was there already was seen, or left for later.
 *
 * @param before what was known by the same incidents, of this one as it was
 */
export function newlyKnown(
  known: readonly KnownElsewhere[],
  before: readonly KnownElsewhere[],
): readonly KnownElsewhere[] {
  const had = new Set(before.map(told));
  return known.filter((one) => !had.has(told(one)));
}

/** What of two people is told, as JSON; who they are by marks that stay. */
function told({ here, there, entry, ...one }: KnownElsewhere): string {
  const { name, aliases, description, hidden } = here;
  return JSON.stringify([entry ?? [name, aliases, description, hidden], there.ref, one]);
}

function somebody({ id }: Comparable, { ref }: Person): Somebody {
  return { incident: id, ref };
}

function compared(
  here: Person,
  incident: Comparable,
  there: Person,
  other: Comparable,
): Comparison | undefined {
  const own = incident.mentioned?.includes(here) ? traces(profileIn(here)) : tracesOf(here, incident);
  const theirs = tracesOf(there, other);
  if (own === undefined || theirs === undefined || !mayBeAlike(own, theirs)) return undefined;
  return comparePeople(profileIn(here), profileIn(there));
}

function tracesOf({ ref }: Person, { comparing }: Comparable): Traces | undefined {
  return comparing.traces.find((one) => one.ref === ref)?.traces;
}

function entryOf({ ref }: Person, { comparing }: Comparable): string | undefined {
  return comparing.introduced.find(([, mark]) => mark === ref)?.[0];
}

function rank({ said, sanctions, comparison }: KnownElsewhere): number {
  if (said?.is === 'other') return 4;
  if (sanctions.length > 0) return 0;
  if (said?.is === 'same') return 1;
  return comparison?.is === 'likely' ? 2 : 3;
}

function inForce(other: Comparable, { ref }: Person, now: Date): readonly Registered[] {
  return register([other], now).filter(
    ({ person, status, term }) => person === ref && status !== 'ended' && term !== 'now',
  );
}
