import type { App, Desk } from '../app.ts';
import { currentMembers } from '../vault/team.ts';

/** How long ago sharing has to be so that somebody who looks over everything is told of it. Minutes. */
const LONG = 120;
const MINUTE = 60_000;

/**
 * When this copy last had all that others wrote, where that is long ago and there are others; undefined where it makes no
 * difference, or nothing says. Asks no server.
 *
 * @param within how long ago does not count. Minutes
 */
export async function sharedLongAgo(
  app: App,
  { vault, repository }: Desk,
  within = LONG,
): Promise<string | undefined> {
  if (currentMembers(repository.roster).length < 2) return undefined;
  const at = await vault.lastShared();
  return at !== undefined && app.now().getTime() - Date.parse(at) > within * MINUTE ? at : undefined;
}
