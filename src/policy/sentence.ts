import type { IncidentView, Report } from '../incident/view.ts';

/**
 * Whether the sentence for a private incident is still to be said, or its answer to be noted ("Reports of more private
 * harassment"): until then nothing is done about it. What waits and the rule that refuses ask this one question.
 */
export function isToBeSaid({ consent, visibility }: IncidentView): boolean {
  return visibility !== 'witnessed' && (consent === undefined || consent === 'not-said-yet');
}

/** The reports to whose reporters it is still to be said. */
export function toBeSaidFor({ reports }: IncidentView): readonly Report[] {
  return reports.filter(({ consent }) => consent === undefined || consent === 'not-said-yet');
}
