import type { EntryOf } from '../incident/entry.ts';
import { knew } from '../incident/knew.ts';
import { isWaiting, type Sanction } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import { wasBefore } from './from-files.ts';

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
export function slipsTold({ corrections = [] }: Sanction): readonly EntryOf<'sanction-corrected'>[] {
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

/** Whether they could not be told of the complaint, and nobody knows yet who they are or how to reach them. */
function isUnknown(ref: string, { people, told }: IncidentView): boolean {
  const last = told.findLast((one) => one.person === ref);
  return (
    last?.notPossible !== undefined &&
    people.some((one) => one.ref === ref && !one.name && !one.contact && !one.hidden)
  );
}
