import type { Entry } from '../incident/entry.ts';
import type { IncidentView } from '../incident/view.ts';
import { wasBefore } from './from-files.ts';

/** What somebody decided, or looked at again. */
const LOOKED_AT: readonly Entry['kind'][] = [
  'meeting',
  ...(['sanction', 'sanction-change', 'sanction-end', 'appeal-outcome'] as const),
];

/**
 * What those accused said after it was decided, and nobody has decided anything since: whoever decided without it looks at that again.
 * What was said before and written down later was there when they met.
 */
export function heardAfterDeciding(incident: IncidentView): readonly IncidentView['statements'][number][] {
  const { entries, meetings, statements } = incident;
  const last = entries.findLastIndex(({ kind }) => LOOKED_AT.includes(kind));
  const met = meetings.filter(({ outcome }) => outcome !== 'undecided').at(-1)?.heldAt;
  if (last < 0) return [];
  return statements.filter(
    ({ id, words, takenAt }) =>
      words !== undefined &&
      !wasBefore(takenAt, incident) &&
      entries.findIndex((one) => one.id === id) > last &&
      (met === undefined || Date.parse(takenAt) > Date.parse(met)),
  );
}
