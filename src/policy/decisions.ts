import { isOfTheLeader } from '../incident/decided-elsewhere.ts';
import type { EntryOf } from '../incident/entry.ts';
import { showId } from '../incident/id.ts';
import { knew } from '../incident/knew.ts';
import { isWaiting, type Sanction } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import { namesGivenIn } from '../letters/names.ts';
import { toldTheOutcome } from './affected.ts';
import { wasBefore } from './from-files.ts';
import { accusedIn } from './involved.ts';
import { isNotNeeded, isOwed, tellOwed } from './owed.ts';
import { isFindable, isOutOfReach } from './reach.ts';

/** An entry, or what an incident makes of it. */
interface Written {
  readonly id: string;
}

/**
 * What was decided about somebody: their sanctions, the changes of these, and that one was lifted; and what was put right of
 * what a letter has told. What was decided before it was entered from earlier files is not among it: that was told then, as far
 * as they go.
 */
export function decisionsAbout(ref: string, incident: IncidentView): readonly Written[] {
  return incident.sanctions
    .filter(({ person }) => person === ref)
    .flatMap((one) => [
      { id: one.id, at: one.startsAt },
      ...one.changes.map(({ id, changedAt }) => ({ id, at: changedAt })),
      ...slipsTold(one).map(({ id }) => ({ id, at: one.startsAt })),
      ...(one.ended?.how === 'lifted' ? [{ id: one.ended.id, at: one.ended.endedAt }] : []),
    ])
    .filter(({ at }) => !wasBefore(at, incident));
}

/** What was put right of a sanction, as far as a letter on it says so. */
export function slipsTold({
  corrections = [],
}: Pick<Sanction, 'corrections'>): readonly EntryOf<'sanction-corrected'>[] {
  return corrections.filter(({ right: { label, parameters, term, conditions } }) =>
    [label, parameters, term, conditions].some((one) => one !== undefined),
  );
}

/** By what somebody was told what was decided: the letters that reached them, and what was said. */
function tellings(ref: string, { told, letters }: IncidentView): readonly Written[] {
  return told
    .filter((one) => one.about === 'response' && one.person === ref && one.appeal === undefined)
    .map((one) => letters.find(({ id }) => id === one.letter) ?? one);
}

/** Whether somebody was ever told what was decided. */
export function wasAnswered(ref: string, incident: IncidentView): boolean {
  return tellings(ref, incident).length > 0;
}

/** Whether somebody was told this: by words whose writer knew of it. */
export function isToldOf(decision: Written, ref: string, incident: IncidentView): boolean {
  return tellings(ref, incident).some((one) => knew(incident, one, decision));
}

/**
 * Whether somebody was told all that was decided about them, or a letter that does is drafted. Nothing has to be told where
 * nothing was done and they never heard of a complaint.
 */
export function knowsTheDecision(ref: string, incident: IncidentView): boolean {
  const decisions = decisionsAbout(ref, incident);
  const { told, letters, resumed } = incident;
  const knowsOfComplaint = told.some(
    ({ about, person, toldAt }) =>
      about === 'complaint' && person === ref && toldAt && !wasBefore(toldAt, incident),
  );
  if ((decisions.length === 0 && !knowsOfComplaint) || isUnknown(ref, incident)) return true;
  const drafted = letters.filter(
    (one) => one.letter === 'response' && one.person === ref && isWaiting(one) && one.appeal === undefined,
  );
  // That it goes no further is no answer once it goes on again.
  const answers = [...tellings(ref, incident), ...drafted].filter(
    (one) => resumed === undefined || knew(incident, one, resumed),
  );
  return (
    answers.length > 0 && decisions.every((decision) => answers.some((one) => knew(incident, one, decision)))
  );
}

/**
 * What was decided on the incident: by a meeting, and the sanctions. What was before it was entered from earlier files is not
 * among it.
 */
export function decisionsOn(incident: IncidentView): readonly Written[] {
  const { meetings, sanctions } = incident;
  return [
    ...meetings
      .filter(({ outcome, heldAt }) => outcome !== 'undecided' && !wasBefore(heldAt, incident))
      .map(({ id }) => ({ id })),
    ...sanctions.filter(({ startsAt }) => !wasBefore(startsAt, incident)).map(({ id }) => ({ id })),
  ];
}

/**
 * Those whom it happened to, by their roles, who can be reached and were not told all that was decided; where a letter is drafted
 * that does, or somebody noted that they are not to be told, nobody waits for it. Once it is closed, of what was decided since.
 */
export function untoldOfTheOutcome(incident: IncidentView): readonly string[] {
  const { closed } = incident;
  const decisions = decisionsOn(incident);
  const isNews = closed === undefined || decisions.some((one) => !knew(incident, closed, one));
  if (decisions.length === 0) return [];
  return canBeTold(incident)
    .filter((ref) => isNews || closed.untold?.includes(ref) === true || isOwed(tellOwed(ref), incident))
    .filter((ref) => isOwed(tellOwed(ref), incident) || !isNotNeeded(tellOwed(ref), incident, decisions))
    .filter((ref) => !isToldTheOutcome(ref, decisions, incident));
}

/**
 * Those whom it happened to, by their roles, who can be reached and were not told what the incident decided that leads this one: until
 * they are, or a letter is drafted that does, or somebody noted that they are not to be told. Where this one was closed, that it is not
 * needed.
 */
export function untoldOfTheLeader(incident: IncidentView): readonly string[] {
  const { closed, told, letters } = incident;
  // Opened again, it waits once more: what was decided there since cannot be seen here.
  const notNeeded = (ref: string): boolean =>
    closed?.notNeeded?.owed.some(({ what, person }) => what === 'tell' && person === ref) === true;
  const isTold = (ref: string): boolean =>
    [...told, ...letters.filter((one) => one.letter === 'response' && isWaiting(one))].some(
      (one) => one.person === ref && isOfTheLeader(one, incident),
    );
  return canBeTold(incident).filter((ref) => !notNeeded(ref) && !isTold(ref));
}

/** Those whom it happened to who can be told what was decided, by their roles, as far as whoever looks knows them. */
function canBeTold(incident: IncidentView): readonly string[] {
  return toldTheOutcome(incident)
    .filter((one) => !one.hidden && (one.name || one.contact) && isFindable(one))
    .filter(({ ref }) => !isOutOfReach(ref, incident))
    .map(({ ref }) => ref);
}

/** Whether a meeting decided on a sanction that is not written down yet: until then there is nothing to tell anybody. */
export function isUnwritten({ meetings, sanctions }: IncidentView): boolean {
  return meetings.at(-1)?.outcome === 'sanction' && sanctions.length === 0;
}

/**
 * Those whom it is about, by their roles, who are to be told what was decided and are not yet: also where the letter that tells them is
 * drafted. With their incident, those whom it happened to in another one.
 *
 * @param led the incidents that this one leads, as far as they can be opened
 */
export function notToldYet(incident: IncidentView, led: readonly IncidentView[]): readonly string[] {
  const sent = withoutDrafts(incident);
  const isDecided = decisionsOn(incident).length > 0;
  const accused = accusedIn(incident).filter(({ ref }) => isDecided && !knowsTheDecision(ref, sent));
  return [
    ...accused.map(({ ref }) => ref),
    ...untoldOfTheOutcome(sent),
    ...led.flatMap((one) =>
      untoldOfTheLeader(withoutDrafts(one)).map((ref) => `${ref} (in ${showId(one.id)})`),
    ),
  ];
}

function withoutDrafts(incident: IncidentView): IncidentView {
  return { ...incident, letters: incident.letters.filter((one) => !isWaiting(one)) };
}

/** Whether it has come to something that those can be told whom it happened to, also in an incident that it leads. */
export function hasOutcome(incident: IncidentView): boolean {
  return incident.stopped === undefined && decisionsOn(incident).length > 0 && !isUnwritten(incident);
}

/** Those of them who are known to others alone, and are not noted as told: whether that waits, whoever looks cannot say. */
export function perhapsUntold(incident: IncidentView): readonly string[] {
  const decisions = decisionsOn(incident);
  if (decisions.length === 0) return [];
  return toldTheOutcome(incident)
    .filter(({ ref, hidden }) => hidden && !isOutOfReach(ref, incident))
    .map(({ ref }) => ref)
    .filter((ref) => !isToldTheOutcome(ref, decisions, incident));
}

function isToldTheOutcome(ref: string, decisions: readonly Written[], incident: IncidentView): boolean {
  const { told, letters } = incident;
  const last = told.findLast(({ about, person }) => about === 'response' && person === ref);
  if (last?.notPossible !== undefined) return true;
  const drafted = letters.filter((one) => one.letter === 'response' && one.person === ref && isWaiting(one));
  const answers = [...tellings(ref, incident), ...drafted];
  return decisions.every((decision) => answers.some((one) => knew(incident, one, decision)));
}

/** Whether they could not be told of the complaint, and nobody knows yet who they are or how to reach them. */
function isUnknown(ref: string, { people, told }: IncidentView): boolean {
  const last = told.findLast((one) => one.person === ref);
  return (
    last?.notPossible !== undefined &&
    people.some(
      ({ ref: own, name, contact, hidden, description = '' }) =>
        own === ref && !name && !contact && !hidden && namesGivenIn(description).length === 0,
    )
  );
}
