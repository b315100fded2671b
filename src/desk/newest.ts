import type { App, Desk } from '../app.ts';
import { currentMembers } from '../vault/team.ts';

/** How long ago sharing has to be so that somebody is told of it. Milliseconds. */
const LONG = 2 * 3_600_000;

/**
 * When this copy last had all that others wrote, where that is long ago and there are others; undefined where it makes no
 * difference, or nothing says. Asks no server.
 */
export async function sharedLongAgo(app: App, { vault, repository }: Desk): Promise<string | undefined> {
  if (currentMembers(repository.roster).length < 2) return undefined;
  const at = await vault.lastShared();
  return at !== undefined && app.now().getTime() - Date.parse(at) > LONG ? at : undefined;
}
