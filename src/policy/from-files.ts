import type { IncidentView } from '../incident/view.ts';
import { latestOf } from '../text/rough.ts';

/** So long before an incident was opened something has to have been to belong to what was entered with it. Milliseconds. */
const DAY = 86_400_000;

/** Whether all that was reported was entered from the files that a team had before: then nothing of it waits by itself. */
export function isFromFiles({ reports }: Pick<IncidentView, 'reports'>): boolean {
  return reports.length > 0 && reports.every(({ fromFiles }) => fromFiles === true);
}

/**
 * Whether something was before the incident was entered from earlier files: it was settled then, as far as they go. Nothing is
 * in an incident that was not entered from any.
 *
 * @param moment of an answer or of an entry; undefined where none is given
 */
export function wasBefore(
  moment: unknown,
  { reports, openedAt }: Pick<IncidentView, 'reports' | 'openedAt'>,
): boolean {
  return (
    typeof moment === 'string' &&
    reports.some(({ fromFiles }) => fromFiles === true) &&
    latestOf(moment).getTime() < Date.parse(openedAt) - DAY
  );
}
