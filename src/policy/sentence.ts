import { answerOf } from '../incident/answered.ts';
import { isBystander } from '../incident/fold-consent.ts';
import type { IncidentView, Report } from '../incident/view.ts';
import { isFromFiles } from './from-files.ts';
import { affectedIn } from './involved.ts';
import { canBeReached, isOutOfReach } from './reach.ts';

/**
 * Whether the sentence for a private incident is still to be said, or its answer to be noted ("Reports of more private
 * harassment"): until then nothing is done about it. What waits and the rule that refuses ask this one question. Nobody says it
 * any more about what was entered from earlier files.
 */
export function isToBeSaid(incident: IncidentView): boolean {
  const { consent, visibility, reports } = incident;
  if (visibility === 'witnessed' || isFromFiles(incident)) return false;
  if (consent !== undefined && consent !== 'not-said-yet') return false;
  return reports.length === 0 || toBeSaidTo(incident).length > 0;
}

/**
 * To whom it is still to be said, by their roles: whoever made a report that waits for it; where it is noted that they cannot be
 * reached, whom it happened to and who has not answered it. Where none of them can be, nobody is left who could object.
 */
export function toBeSaidTo(incident: IncidentView): readonly string[] {
  return [...new Set(waitingForIt(incident).flatMap((report) => toBeSaidFor(report, incident)))];
}

/** The same for one report that waits for it. */
export function toBeSaidFor({ reporter }: Report, incident: IncidentView): readonly string[] {
  return isOutOfReach(reporter, incident)
    ? unaskedIn(incident).filter((ref) => canBeReached(ref, incident))
    : [reporter];
}

/**
 * The reports that wait for an answer to it: none whose reporter gave theirs, to whichever report, also where
 * it does not count beside that of others. Once
 * everybody whom it happened to has no objection, none of a reporter does to whom it did not happen.
 */
export function waitingForIt(incident: IncidentView): readonly Report[] {
  const isAnswered = affectedIn(incident).length > 0 && unaskedIn(incident).length === 0;
  return incident.reports
    .filter(
      ({ consent, fromFiles }) => fromFiles !== true && (consent === undefined || consent === 'not-said-yet'),
    )
    .filter(({ reporter }) => answerOf(reporter, incident) !== 'no-objection')
    .filter(
      ({ reporter }) =>
        !(isAnswered && incident.people.some((one) => one.ref === reporter && isBystander(one))),
    );
}

/** Of those whom it happened to, who has not answered it. */
function unaskedIn(incident: IncidentView): readonly string[] {
  return affectedIn(incident)
    .map(({ ref }) => ref)
    .filter((ref) => answerOf(ref, incident) !== 'no-objection');
}
