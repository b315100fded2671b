import type { IncidentView, Report } from '../incident/view.ts';

/** How an incident came to the team: by its first report. */
export interface Came {
  /** Who took it down. */
  readonly by: string;
  readonly channel?: string;
  /** It was entered from the files that a team had before. */
  readonly isOld?: true;
}

/** Of several reports the one that came in first, whichever was written down first: from there the clock counts. */
export function firstReceived<R extends Pick<Report, 'receivedAt'>>(reports: readonly R[]): R | undefined {
  return [...reports].sort((a, b) => Date.parse(a.receivedAt) - Date.parse(b.receivedAt))[0];
}

export function cameOf({ reports }: Pick<IncidentView, 'reports'>): Came | undefined {
  const first = firstReceived(reports);
  if (first === undefined) return undefined;
  const { by, channel, fromFiles } = first;
  return { by, ...(channel !== undefined && { channel }), ...(fromFiles && { isOld: true }) };
}
