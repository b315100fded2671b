import { knew } from '../incident/knew.ts';
import type { News, Sanction } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import { showDay } from '../text/moment.ts';
import { present } from '../text/present.ts';
import { toldHowItGoesOn } from './affected.ts';
import { isToldOf, untoldOfTheOutcome } from './decisions.ts';
import { isBeforeNobodyMore } from './permission.ts';
import { leavesLess } from './taken-back.ts';

/** The last moment of a sanction, in the time of this place; undefined where it has no end. */
export function endOf({ until }: Pick<Sanction, 'until'>): Date | undefined {
  return until === undefined ? undefined : new Date(`${until}T23:59:59`);
}

/** Whether its last day is over. It still counts until somebody confirms that it ended. */
export function isPast(sanction: Pick<Sanction, 'until'>, now: Date): boolean {
  const end = endOf(sanction);
  return end !== undefined && now > end;
}

/** Whether its last day has come: then it can be noted that it ends with it. */
export function isAtItsEnd({ until, term }: Pick<Sanction, 'until' | 'term'>, now: Date): boolean {
  return term === 'now' || (until !== undefined && now >= new Date(`${until}T00:00:00`));
}

/** Whether somebody noted that it ended. What runs out holds to the end of its last day, also where that is noted before. */
export function hasEnded({ ended }: Pick<Sanction, 'ended'>, now: Date): boolean {
  return ended !== undefined && (ended.how === 'lifted' || Date.parse(ended.endedAt) <= now.getTime());
}

/** Whether it holds: it was not ended, and its last day is not over. */
export function isActive(sanction: Pick<Sanction, 'until' | 'ended'>, now: Date): boolean {
  return !hasEnded(sanction, now) && !isPast(sanction, now);
}

/** For how long it holds, as a letter or a list says it; nothing where it is done at once. */
export function termWords({ term, until }: Pick<Sanction, 'term' | 'until'>): readonly string[] {
  if (term === 'now') return [];
  if (term === 'indefinite') return ['with no end date'];
  const day = until === undefined ? '' : showDay(until);
  return [term === 'event-end' ? `until the end of the event on ${day}` : `until ${day}`];
}

/** What of a sanction is still to be done, each with its number among all that belongs to it. */
export function openItems(
  sanction: Pick<Sanction, 'tell' | 'switchOff' | 'open'> | undefined,
): readonly { readonly number: number; readonly item: string }[] {
  const { tell = [], switchOff = [], open = [] } = sanction ?? {};
  return [...tell, ...switchOff]
    .map((item, index) => ({ number: index + 1, item }))
    .filter(({ item }) => open.includes(item));
}

/**
 * Who was to be told of a sanction and is not any more, since somebody asked later that nobody more hears of it. Whoever wrote down
 * who must know, and knew of that, has decided it.
 */
export function notToTell(one: Sanction, incident: IncidentView): readonly string[] {
  const lists = [one, ...(one.corrections ?? []).filter(({ right }) => right.tell !== undefined)];
  const { tell = [], open } = one;
  return lists.every((written) => isBeforeNobodyMore(written, incident))
    ? tell.filter((item) => open.includes(item))
    : [];
}

/** The conditions of a sanction that nobody has noted as met, but for what it allows, which nobody can meet, each with its number among all of them. */
export function unmetConditions(
  sanction: Pick<Sanction, 'conditions' | 'met' | 'ended'> | undefined,
): readonly { readonly number: number; readonly condition: string }[] {
  const { conditions = [], met = [], ended } = sanction ?? {};
  if (ended !== undefined) return [];
  return conditions
    .map((condition, index) => ({ number: index + 1, condition }))
    .filter(({ condition }) => !met.includes(condition) && !leavesLess(condition));
}

/** Those of them that can be noted by now: what has to be kept to as long as the sanction holds is kept to at its end alone. */
export function notableConditions(
  sanction: Sanction | undefined,
  now: Date,
): readonly { readonly number: number; readonly condition: string }[] {
  if (sanction === undefined) return [];
  const isOver = isAtItsEnd(sanction, now);
  return unmetConditions(sanction).filter(({ condition }) => isOver || !lasts(condition));
}

/** Whether a condition says what somebody does not do, or keeps from, for as long as the sanction holds; not what has to be first. */
function lasts(condition: string): boolean {
  return (
    /\b(?:no|not|never|avoid\w*|keep\w*|stay\w*|refrain\w*)\b/i.test(condition) &&
    !/\b(?:until|unless|before|once|first)\b/i.test(condition)
  );
}

/** Somebody affected who is to be told of a change or of the end, and was not. */
export interface ToInform {
  readonly person: string;
  readonly of: News;
  /** Where it was not changed, but written down wrong. */
  readonly slip?: boolean;
}

/** How many days before its end a sanction is among what waits. */
export const ENDING_DAYS = 30;
/** Milliseconds. */
const DAY = 86_400_000;
/** How many days before its last day the person affected is to be told that a sanction ends. */
const TOLD_DAYS_BEFORE = 7;

/** How many days before the end they know of it at the latest, so that it does not come over them. */
const KNOWN_DAYS_BEFORE = 3;

/** By when the person affected is told that a sanction ends: some days before it does; of a short one, a day after it began. */
export function toBeToldBy(one: Pick<Sanction, 'until' | 'startsAt'>): Date | undefined {
  const end = endOf(one)?.getTime();
  if (end === undefined) return undefined;
  const soon = Math.max(end - KNOWN_DAYS_BEFORE * 86_400_000, Date.parse(one.startsAt) + 86_400_000);
  return new Date(Math.min(end, soon));
}

/**
 * Who affected by it is still to be told of what: of a change, and of the end, also before it comes. Only where whoever decided
 * it noted that they are to be told, or where the end is near.
 */
export function toInform(sanction: Sanction, incident: IncidentView, now: Date): readonly ToInform[] {
  const { until, changes, ended } = sanction;
  const change = changes.at(-1);
  const isNear = until !== undefined && !isPast(sanction, now) && daysUntil(until, now) <= TOLD_DAYS_BEFORE;
  const wanted: readonly ToInform[] = [
    ...(ended === undefined ? (change?.inform ?? []) : []).map(
      (person) => ({ person, of: 'change' }) as const,
    ),
    ...(ended === undefined ? (sanction.corrections ?? []) : []).flatMap(({ inform = [] }) =>
      inform.map((person) => ({ person, of: 'change', slip: true }) as const),
    ),
    ...(ended?.inform ?? (isNear ? toldHowItGoesOn(incident) : [])).map(
      (person) => ({ person, of: 'end' }) as const,
    ),
  ];
  const untold = untoldOfTheOutcome(incident);
  const open = wanted.filter(
    (one) => !isInformed(one, sanction, incident) && !hearsAllAtOnce(one, sanction, untold, incident),
  );
  return open.filter(
    (one, index) => open.findIndex(({ person, of }) => person === one.person && of === one.of) === index,
  );
}

/** Whether somebody was told nothing yet, and is to hear what was decided: that is as it is by now, and nothing changed for them. */
function hearsAllAtOnce(
  { person, of }: ToInform,
  sanction: Sanction,
  untold: readonly string[],
  incident: IncidentView,
): boolean {
  return (
    (of === 'change' || sanction.ended !== undefined) && isStillToHear(person, sanction, untold, incident)
  );
}

/** Whether somebody is to hear what was decided, and has heard nothing of a sanction: that tells until when it holds as well. */
export function isStillToHear(
  person: string,
  sanction: Sanction,
  untold: readonly string[],
  incident: IncidentView,
): boolean {
  return untold.includes(person) && !hasHeard(sanction, person, incident);
}

/** Whether somebody was told this, and it was not only noted that they are not. */
function hasHeard(what: { readonly id: string }, person: string, incident: IncidentView): boolean {
  const told = incident.told.filter(({ toldAt }) => toldAt !== undefined);
  return isToldOf(what, person, { ...incident, told });
}

/** Whether somebody affected was told that a sanction, as it is now, changed or ends. */
export function isInformed(
  { person, of, slip }: ToInform,
  sanction: Sanction,
  incident: IncidentView,
): boolean {
  const { informed = [], changes, corrections = [] } = sanction;
  const news = slip ? corrections.filter(({ inform = [] }) => inform.includes(person)) : changes;
  const said = of === 'end' ? present([sanction.ended]) : news;
  // What was decided was told as it was after that.
  if (said.length > 0 && said.every((one) => hasHeard(one, person, incident))) return true;
  if (of === 'end' && sanction.ended === undefined && knowsTheEnd(sanction, person, incident)) return true;
  return informed.some(
    (one) => one.person === person && one.of === of && news.every((other) => knew(incident, one, other)),
  );
}

/**
 * Whether somebody knows of a sanction as it is, and was told what holds, and until when, while its end was near: of a short one that is
 * the first that they heard of it.
 */
function knowsTheEnd(sanction: Sanction, person: string, incident: IncidentView): boolean {
  const { until, changes } = sanction;
  if (until === undefined) return false;
  const near = new Date(`${until}T00:00:00`).getTime() - TOLD_DAYS_BEFORE * DAY;
  if (!hasHeard(changes.at(-1) ?? sanction, person, incident)) return false;
  return incident.told.some(
    ({ about, person: who, toldAt, appeal }) =>
      about === 'response' &&
      who === person &&
      toldAt !== undefined &&
      appeal === undefined &&
      Date.parse(toldAt) >= near,
  );
}

function daysUntil(day: string, now: Date): number {
  return (new Date(`${day}T00:00:00`).getTime() - now.getTime()) / DAY;
}

/**
 * The moments at which something about a sanction changes by itself: its last day comes near, comes, and is over; an end that was
 * noted before is there. Milliseconds since 1970, in the time of this place.
 */
export function momentsOf({ until, ended }: Pick<Sanction, 'until' | 'ended'>): readonly number[] {
  const noted = ended === undefined ? [] : [Date.parse(ended.endedAt)];
  const end = endOf({ until });
  if (end === undefined) return noted;
  const lastDay = new Date(`${until}T00:00:00`).getTime();
  const near = [end.getTime() - ENDING_DAYS * DAY, lastDay - TOLD_DAYS_BEFORE * DAY];
  return [...noted, ...near, lastDay, end.getTime()];
}
