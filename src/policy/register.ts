import { showId } from '../incident/id.ts';
import type { Sanction } from '../incident/response.ts';
import type { IncidentView, Person } from '../incident/view.ts';
import { type Known, type Likeness, likenessTo, sharesFirstName } from '../letters/likeness.ts';
import type { Sameness } from '../letters/same-name.ts';
import { accusedWhoMayBe } from './involved.ts';
import type { Registered } from './registered.ts';
import type { Said } from './said-among.ts';
import { endOf, hasEnded, isPast } from './sanctions.ts';
import type { TeamMember } from './situation.ts';

/** What of an incident tells who is under which sanction. */
type Sanctioned = Pick<IncidentView, 'id' | 'people' | 'sanctions' | 'keptOut'>;

/** All sanctions of these incidents, those that end first at the head. */
export function register(
  incidents: readonly Omit<Sanctioned, 'keptOut'>[],
  now: Date,
): readonly Registered[] {
  return incidents
    .flatMap((incident) => incident.sanctions.map((one) => registered(incident, one, now)))
    .sort((a, b) => (a.until ?? '9').localeCompare(b.until ?? '9') || a.incident.localeCompare(b.incident));
}

/** Whether a sanction's last day is at most so many milliseconds away, or over without anybody having confirmed it. */
export function endsWithin({ until, status }: Registered, milliseconds: number, now: Date): boolean {
  const end = until === null ? undefined : endOf({ until });
  return status !== 'ended' && end !== undefined && end.getTime() - now.getTime() <= milliseconds;
}

/** Somebody who may be the one who was asked for, and the sanctions that hold for them. */
export interface Found extends Likeness {
  readonly incident: string;
  readonly person: string;
  /** Somebody of another incident of whom the team said that they are this person, where it is their name that fits; else null. */
  readonly as: { readonly incident: string; readonly person: string } | null;
  /** The name of somebody on the team, now or once, who may be this person and is kept out as such, where it is theirs that fits; else null. */
  readonly mayBe: string | null;
  /** What else tells them from somebody of the same name: for whom they work, and what was said of how they look. */
  readonly employer: string | null;
  readonly description: string | null;
  readonly sanctions: readonly Registered[];
}

const GRADES: readonly Sameness[] = ['exact', 'near', 'part'];

/**
 * Whether somebody is under anything that has to be acted on, however their name is spelled, and by whatever name another of these
 * incidents knows them; the most alike first. Where somebody on the team may be the accused, also by what that member is called.
 *
 * @param said what the team said of the people of these incidents
 * @param members also those who have left the team
 */
export function sanctionedNamed(
  typed: string,
  incidents: readonly Sanctioned[],
  now: Date,
  said: Said,
  members: readonly TeamMember[],
): readonly Found[] {
  return incidents
    .flatMap((incident) =>
      incident.people.flatMap((person): readonly Found[] => {
        const sanctions = holdingFor(person, incident, now).map((one) => registered(incident, one, now));
        if (sanctions.length === 0) return [];
        const self = { incident: incident.id, ref: person.ref };
        const elsewhere = incidents
          .filter(({ id }) => id !== incident.id)
          .flatMap(({ id, people }) =>
            people
              .filter(({ ref }) => said(self, { incident: id, ref })?.is === 'same')
              .map((other) => ({ other, as: { incident: showId(id), person: other.ref } })),
          );
        const calls = [
          ...[{ other: person, as: null }, ...elsewhere].map(({ other, as }) => ({
            ...{ known: toldOf(other), as, mayBe: null },
          })),
          ...membersMeant(person, incident, members).map(({ name, email }) => ({
            ...{ known: { names: [name, email], descriptions: [] }, as: null, mayBe: name },
          })),
        ];
        const [best] = calls
          .flatMap(({ known, ...whose }) => {
            const likeness = likenessTo(typed, known);
            return likeness === undefined ? [] : [{ likeness, ...whose }];
          })
          .sort((a, b) => GRADES.indexOf(a.likeness.alike) - GRADES.indexOf(b.likeness.alike));
        if (best === undefined) return [];
        const { employer = null, description = null } = person;
        return [
          {
            incident: showId(incident.id),
            person: person.ref,
            ...best.likeness,
            as: best.as,
            mayBe: best.mayBe,
            employer,
            description,
            sanctions,
          },
        ];
      }),
    )
    .sort(
      (a, b) =>
        GRADES.indexOf(a.alike) - GRADES.indexOf(b.alike) ||
        Number(a.mayBe !== null) - Number(b.mayBe !== null),
    );
}

/** The members who may be this accused, and are kept out: nobody said that it is somebody else. */
function membersMeant(
  { ref }: Person,
  incident: Sanctioned,
  members: readonly TeamMember[],
): readonly TeamMember[] {
  return members.filter(
    (one) =>
      incident.keptOut.includes(one.id) &&
      accusedWhoMayBe(one, incident).some((person) => person.ref === ref),
  );
}

/** Somebody under a sanction of whom a first name fits and nothing else, which is not counted. */
export interface NotCounted {
  readonly incident: string;
  readonly person: string;
  readonly name: string;
}

/** Those who are not among `sanctionedNamed`, though a first name of theirs was typed: nobody is told that there is none. */
export function firstNameAlone(
  typed: string,
  incidents: readonly Sanctioned[],
  now: Date,
  found: readonly Pick<Found, 'incident' | 'person'>[],
): readonly NotCounted[] {
  return incidents.flatMap((incident) =>
    incident.people.flatMap((one): readonly NotCounted[] => {
      const [id, person] = [showId(incident.id), one.ref];
      const name = sharesFirstName(typed, toldOf(one));
      const isFound = found.some((other) => other.incident === id && other.person === person);
      return name === undefined || isFound || holdingFor(one, incident, now).length === 0
        ? []
        : [{ incident: id, person, name }];
    }),
  );
}

/** The sanctions that hold for somebody. */
function holdingFor({ ref }: Person, { sanctions }: Sanctioned, now: Date): readonly Sanction[] {
  return sanctions.filter((one) => one.person === ref && !hasEnded(one, now) && one.term !== 'now');
}

function toldOf({ name, aliases = [], contact, description }: Person): Known {
  return {
    names: [...(name ? [name] : []), ...aliases, ...(contact ? [contact] : [])],
    descriptions: description === undefined ? [] : [description],
  };
}

function registered(incident: Omit<Sanctioned, 'keptOut'>, one: Sanction, now: Date): Registered {
  const person = incident.people.find(({ ref }) => ref === one.person);
  return {
    incident: showId(incident.id),
    number: one.number,
    person: one.person,
    name: person?.name ?? person?.description ?? null,
    sanction: one.sanction,
    label: one.label,
    parameters: one.parameters,
    term: one.term,
    until: one.until ?? null,
    conditions: one.conditions ?? [],
    ...(one.met && { met: one.met }),
    status: hasEnded(one, now) ? 'ended' : isPast(one, now) ? 'past' : 'active',
    appealed: one.appeals.some(({ outcome }) => outcome === undefined),
    tell: one.tell ?? [],
    open: hasEnded(one, now) ? [] : one.open,
  };
}
