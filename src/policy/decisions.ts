import type { IncidentView } from '../incident/view.ts';

/** The place among the entries of the newest of what was decided about somebody; 0 where nothing was. */
export function newestDecision(ref: string, { sanctions }: IncidentView): number {
  const decisions = sanctions
    .filter(({ person }) => person === ref)
    .flatMap(({ seq, changes, ended }) => [
      seq,
      ...changes.map((one) => one.seq),
      ...(ended?.how === 'lifted' ? [ended.seq] : []),
    ]);
  return Math.max(0, ...decisions);
}

/** Up to which place among the entries somebody was told what was decided; 0 where they were told nothing. */
export function toldUpTo(ref: string, { told, letters }: IncidentView): number {
  const answers = told
    .filter((one) => one.about === 'response' && one.person === ref && one.appeal === undefined)
    .map(({ seq, letter }) => letters.find(({ id }) => id === letter)?.seq ?? seq);
  return Math.max(0, ...answers);
}

/**
 * Whether somebody was told the newest of what was decided about them, or a letter that does is drafted. Nothing has to be told
 * where nothing was done and they never heard of a complaint.
 */
export function knowsTheDecision(ref: string, incident: IncidentView): boolean {
  const newest = newestDecision(ref, incident);
  const { told, letters } = incident;
  const knowsOfComplaint = told.some((one) => one.about === 'complaint' && one.person === ref && one.toldAt);
  if (newest === 0 && !knowsOfComplaint) return true;
  // That it goes no further is no answer once it goes on again.
  const since = Math.max(newest, incident.resumed?.seq ?? 0);
  const isWritten = letters.some(
    (one) =>
      one.letter === 'response' &&
      one.person === ref &&
      one.told === undefined &&
      one.appeal === undefined &&
      one.seq > since,
  );
  return isWritten || toldUpTo(ref, incident) > since;
}
