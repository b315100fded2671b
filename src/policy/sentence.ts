import { answerOf } from '../incident/answered.ts';
import { isBystander } from '../incident/fold-consent.ts';
import type { IncidentView } from '../incident/view.ts';
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
 * To whom it is still to be said, by their roles: whoever made a report; where it is noted that they cannot be reached, whom it
 * happened to and who has not answered it. Once everybody whom it happened to has no objection, nobody waits for a reporter to whom
 * it did not happen. Where none of them can be, nobody is left who could object.
 */
export function toBeSaidTo(incident: IncidentView): readonly string[] {
  const affected = affectedIn(incident).map(({ ref }) => ref);
  const unasked = affected.filter((ref) => answerOf(ref, incident) !== 'no-objection');
  const isAnswered = affected.length > 0 && unasked.length === 0;
  const refs = incident.reports
    .filter(
      ({ consent, fromFiles }) => fromFiles !== true && (consent === undefined || consent === 'not-said-yet'),
    )
    .filter(
      ({ reporter }) =>
        !(isAnswered && incident.people.some((one) => one.ref === reporter && isBystander(one))),
    )
    .flatMap(({ reporter }) =>
      isOutOfReach(reporter, incident) ? unasked.filter((ref) => canBeReached(ref, incident)) : [reporter],
    );
  return [...new Set(refs)];
}
