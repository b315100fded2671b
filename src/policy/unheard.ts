import { showId } from '../incident/id.ts';
import type { IncidentView, Person } from '../incident/view.ts';
import { comparePeople, speaksAgainst } from '../letters/same-person.ts';
import { listed } from '../text/listed.ts';
import { at, saidOf } from './answered-elsewhere.ts';
import { profileIn } from './comparable.ts';
import { wasBefore } from './from-files.ts';
import { type Given, text } from './given-answers.ts';
import { isExcused, isHeard, isTold } from './heard.ts';
import { accusedIn } from './involved.ts';
import type { Situation } from './situation.ts';

/** An incident, and what it leads. */
type Of = Pick<Situation, 'incident' | 'matter'>;

/** Somebody accused, in an incident of one matter. */
export interface AccusedThere {
  readonly incident: IncidentView;
  readonly person: Person;
}

/**
 * Whose side nobody has heard about whom these answers decide, in this incident and in those that it leads, without a reason that was
 * written down before ("Telling the accused about the complaint"). Whoever was heard in one of them was heard. What was decided before
 * an incident was entered from earlier files is not looked at.
 */
export function unheardBy(given: Given, of: Of): readonly AccusedThere[] {
  const { incident, matter } = of;
  const outcome = text(given.outcome);
  if (outcome === 'no-action' || outcome === 'undecided') return [];
  const person = text(given.person);
  const decidedOn = [incident, ...(person === undefined ? (matter?.led ?? []) : [])];
  const all = accusedOf(of);
  const isSettled = (one: AccusedThere, other: AccusedThere): boolean =>
    isHeard(other.person.ref, other.incident) ||
    ((other.incident === incident || other === one) && isExcused(other.person.ref, other.incident)) ||
    (other.incident === incident && given.told === 'cannot' && !isTold(other.person.ref, incident)) ||
    (other === one && one.incident !== incident && isExcusedByLeader(one, incident));
  return all.filter(
    (one) =>
      decidedOn.includes(one.incident) &&
      (person === undefined || one.person.ref === person) &&
      !wasBefore(given['held-at'] ?? given['starts-at'], one.incident) &&
      !all.some((other) => isSettled(one, other) && isOneWith(one, other)),
  );
}

/** Whether these answers decide about somebody whose side nobody has heard: see `unheardBy`. */
export function decidesUnheard(given: Given, of: Of): boolean {
  return unheardBy(given, of).length > 0;
}

/** That somebody of another incident was not heard, and what is to be done first. */
export function unheardThere(
  { person: { ref }, incident: { id } }: AccusedThere,
  here: IncidentView,
): string {
  const there = showId(id);
  const perhaps = accusedIn(here).map((one) => one.ref);
  const same =
    perhaps.length === 0
      ? ''
      : ` If they are ${listed(perhaps, 'or')} of this one, \`coc same ${there}\` says so, and what is noted here counts.`;
  return `${ref} of ${there}, which is one matter with this, was not heard. \`coc statement ${there}\` notes their side.${same}`;
}

/**
 * Whether a letter on what was decided comes before somebody's side, which nobody took, nor did they keep it to themselves, here or in what
 * this one leads. What was decided before it was entered from earlier files is not looked at.
 */
export function isToldUnheard(person: string, of: Of): boolean {
  const { incident } = of;
  const { meetings, sanctions } = incident;
  const decided = [
    ...meetings.map(({ heldAt }) => heldAt),
    ...sanctions.filter((one) => one.person === person).map(({ startsAt }) => startsAt),
  ];
  const all = accusedOf(of);
  const them = all.find((one) => one.incident === incident && one.person.ref === person);
  const wasAsked = (one: AccusedThere): boolean =>
    one.incident.statements.some((statement) => statement.person === one.person.ref);
  return (
    !incident.statements.some((one) => one.person === person) &&
    !(them !== undefined && all.some((one) => wasAsked(one) && isOneWith(them, one))) &&
    !decided.some((moment) => wasBefore(moment, incident))
  );
}

/** Whether such a letter is the first of it that they hear, and nobody has written down yet why: in one of its kind, or that they could not be told. */
export function isFirstOfIt(person: string, of: Of): boolean {
  const { told, letters } = of.incident;
  return (
    isToldUnheard(person, of) &&
    !told.some((one) => one.person === person && one.about !== 'employer') &&
    !letters.some((one) => one.letter === 'response' && one.person === person && one.untold !== undefined)
  );
}

function accusedOf({ incident, matter }: Of): readonly AccusedThere[] {
  return [incident, ...(matter?.led ?? [])].flatMap((one) =>
    accusedIn(one).map((person) => ({ incident: one, person })),
  );
}

/**
 * Whether two accused of one matter are one person: as somebody said; else by their names, or because each is the only one there and
 * nothing speaks against it.
 */
function isOneWith(one: AccusedThere, other: AccusedThere): boolean {
  if (one.incident === other.incident) return one.person.ref === other.person.ref;
  const said = saidOf([one.incident, other.incident])(
    at(one.incident, one.person.ref),
    at(other.incident, other.person.ref),
  );
  if (said !== undefined) return said.is === 'same';
  const [a, b] = [profileIn(one.person), profileIn(other.person)];
  if (comparePeople(a, b)?.is === 'likely') return true;
  return [one, other].every(({ incident }) => accusedIn(incident).length === 1) && !speaksAgainst(a, b);
}

/** Whether a meeting of the incident that leads gave its reason once the two were joined and somebody was accused in the other. */
function isExcusedByLeader({ person: { ref }, incident }: AccusedThere, leader: IncidentView): boolean {
  const { joined = [], entries } = incident;
  const since = [
    ...joined.filter((one) => one.incident === leader.id).map((one) => one.at),
    ...entries.filter((one) => 'person' in one && one.person === ref).map((one) => one.at),
  ].map((moment) => Date.parse(moment));
  const [joinedAt] = joined.filter((one) => one.incident === leader.id);
  const written = leader.entries.filter((one) =>
    leader.meetings.some(({ id, unheard }) => id === one.id && unheard !== undefined),
  );
  return joinedAt !== undefined && written.some((one) => Date.parse(one.at) > Math.max(...since));
}
