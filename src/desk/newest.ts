import type { App, Desk } from '../app.ts';
import { comparedWords, NEVER_COMPARED } from '../screen/doctor-checks.ts';
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

/**
 * How old this copy is, in a line; undefined where there is no server. Asks no server.
 *
 * @param isTold whether it is already said that others may have written since
 */
export async function ageOfCopy(
  app: App,
  { vault }: Pick<Desk, 'vault'>,
  isTold: boolean,
): Promise<string | undefined> {
  if ((await vault.unshared()) === undefined) return undefined;
  const at = await vault.lastShared();
  if (at === undefined) return NEVER_COMPARED;
  return isTold ? undefined : comparedWords(at, app.now());
}
