import type { IncidentView, Report } from '../incident/view.ts';
import { isFromFiles } from './from-files.ts';

/**
 * Whether the sentence for a private incident is still to be said, or its answer to be noted ("Reports of more private
 * harassment"): until then nothing is done about it. What waits and the rule that refuses ask this one question. Nobody says it
 * any more about what was entered from earlier files.
 */
export function isToBeSaid(incident: IncidentView): boolean {
  const { consent, visibility } = incident;
  if (visibility === 'witnessed' || isFromFiles(incident)) return false;
  return consent === undefined || consent === 'not-said-yet';
}

/** The reports to whose reporters it is still to be said. */
export function toBeSaidFor({ reports }: IncidentView): readonly Report[] {
  return reports.filter(
    ({ consent, fromFiles }) => fromFiles !== true && (consent === undefined || consent === 'not-said-yet'),
  );
}
