import type { App, Desk } from '../app.ts';
import { JUST_NOW } from '../policy/step.ts';
import { comparedWords, lastSharedWords, NEVER_COMPARED } from '../screen/doctor-checks.ts';
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
 * That others may have written since this copy was held against the server, in a line; undefined where there are none, or it was just
 * now. Asks no server.
 *
 * @param within how long ago does not count. Minutes
 */
export async function mayBeOld(app: App, desk: Desk, within = JUST_NOW): Promise<string | undefined> {
  const at = await sharedLongAgo(app, desk, within);
  if (at !== undefined) return `${lastSharedWords(at, app.now())} \`coc sync\``;
  const { vault, repository } = desk;
  if (currentMembers(repository.roster).length < 2 || !(await vault.hasServer())) return undefined;
  return (await vault.lastShared()) === undefined ? NEVER_COMPARED : undefined;
}

/** Says so to whoever looks at what others may have written on meanwhile. */
export async function tellIfOld(app: App, desk: Desk): Promise<void> {
  const old = await mayBeOld(app, desk);
  if (old !== undefined) app.notice(old);
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
  if (!(await vault.hasServer())) return undefined;
  const at = await vault.lastShared();
  if (at === undefined) return NEVER_COMPARED;
  return isTold ? undefined : comparedWords(at, app.now());
}
