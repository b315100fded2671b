import type { IncidentView } from '../incident/view.ts';

/** How an incident came to the team: by its first report. */
export interface Came {
  /** Who took it down. */
  readonly by: string;
  readonly channel?: string;
  /** It was entered from the files that a team had before. */
  readonly isOld?: true;
}

export function cameOf({ reports: [first] }: Pick<IncidentView, 'reports'>): Came | undefined {
  if (first === undefined) return undefined;
  const { by, channel, fromFiles } = first;
  return { by, ...(channel !== undefined && { channel }), ...(fromFiles && { isOld: true }) };
}
