import { readdir, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { App, Desk } from '../app.ts';
import { exists } from '../disk/private-file.ts';
import { UserError } from '../errors.ts';
import { Objects, openRepository } from '../vault/repository.ts';
import { Remote } from '../vault/server.ts';
import { type Member, NOTHING_HELD } from '../vault/team.ts';
import { SeenEntries, standingOf } from '../vault/trust.ts';
import { listIncidents } from '../vault/vault.ts';

/** Behind the name of a folder in which somebody had begun alone, once a team's repository has taken its place. */
const ENDING = '-alone';
/** Stands in it once its incidents are in the team's repository. */
const BROUGHT = '.git/coc-brought-over';

/** What somebody who had begun alone has told about themselves. Undefined where nothing stands at `folder`. */
export async function aloneAt(app: App, folder: string): Promise<Member | undefined> {
  if (!(await exists(folder))) return undefined;
  const { members } = (await openRepository(folder, app.io.env)).roster;
  const [me, ...others] = members;
  const remote = await Remote.of(folder, app.io.env, 'asked');
  if (remote === undefined && others.length === 0) return me;
  throw new UserError(`There is a reports repository at ${folder} already, and it is not yours alone.`, {
    hints: [
      '`coc join` without an address, in that folder, shows once more what to send to an admin.',
      '`coc join URL --dir FOLDER` puts another one elsewhere.',
    ],
  });
}

/** Moves what somebody had begun alone out of the way. Nothing of it is lost. */
export async function keepAside(folder: string): Promise<void> {
  if (!(await exists(folder))) return;
  let aside = `${folder}${ENDING}`;
  for (let number = 2; await exists(aside); number += 1) aside = `${folder}${ENDING}-${number}`;
  await rename(folder, aside);
}

/**
 * Brings the incidents of somebody who had begun alone into the team's repository, sealed to them as before. Can be begun
 * again. Returns how many there were.
 */
export async function bringOver(app: App, { vault, repository, me }: Desk): Promise<number> {
  let brought = 0;
  for (const folder of await foldersAside(repository.folder)) {
    const objects = new Objects(folder, app.io.env);
    const keys = await app.keys();
    const identity = await keys.unlock();
    const old = await openRepository(folder, app.io.env);
    const [owner] = old.roster.members;
    if (owner === undefined) continue;
    const standing = await standingOf(objects, owner.signingKey, () => undefined);
    if (standing.alarm !== undefined) throw standing.alarm;
    const session = {
      repository: old,
      me: owner,
      held: NOTHING_HELD,
      identity,
      firstCommit: standing.first,
      now: () => app.nowLocal(),
      notice: (text: string) => app.notice(text),
    };
    const { incidents, damaged } = await listIncidents(session, new SeenEntries(folder, app.io.env));
    if (damaged.length > 0) {
      throw new UserError(`${damaged[0]?.path} in ${folder} cannot be read: ${damaged[0]?.why}`);
    }
    const present = await vault.ids();
    for (const incident of incidents) {
      if (present.includes(incident.document.id)) continue;
      await vault.takeOver(incident, folder, { from: owner.id, to: me.id });
      brought += 1;
    }
    await writeFile(join(folder, BROUGHT), '');
  }
  return brought;
}

async function foldersAside(folder: string): Promise<readonly string[]> {
  const names = await readdir(dirname(folder));
  const aside = names
    .filter((name) => name.startsWith(`${basename(folder)}${ENDING}`))
    .map((name) => join(dirname(folder), name));
  const open = await Promise.all(aside.map(async (path) => !(await exists(join(path, BROUGHT)))));
  return aside.filter((_, index) => open[index]);
}
