import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ensurePrivateFolder, exists, syncFolder } from '../../disk/private-file.ts';
import { Git } from '../git/git.ts';
import { Objects } from '../git/objects.ts';
import { Remote } from '../git/remote.ts';
import { FETCHED } from '../history/marks.ts';
import { below } from './damage.ts';

const PREFIX = 'coc-fetching-';

/**
 * Fetches all that a server has and adds it to a clone, whatever is damaged there: into a repository of its own, since git
 * asks a server for nothing that it thinks it has. Settings by which this clone reaches its server hold there as well.
 *
 * @param source another address in place of the clone's own server: a server, or somebody else's copy
 * @returns the commit that the branch is at there, not verified yet; undefined where there is no server, or no such branch.
 * Throws Unreachable, and then nothing was added.
 */
export async function fetchAnew(
  folder: string,
  env: NodeJS.ProcessEnv,
  source: string | undefined,
): Promise<string | undefined> {
  const inGit = join(folder, '.git');
  for (const name of await readdir(inGit))
    if (name.startsWith(PREFIX)) await rm(join(inGit, name), { recursive: true, force: true });
  const making = join(inGit, `${PREFIX}${randomBytes(6).toString('hex')}`);
  await ensurePrivateFolder(making);
  try {
    await new Git(making, env).init();
    await copyFile(join(inGit, 'config'), join(making, '.git/config'));
    const remote =
      source === undefined ? await Remote.of(making, env, 'asked') : await Remote.set(making, env, source);
    if (remote === undefined || !(await remote.fetch(FETCHED))) return undefined;
    const head = await new Objects(making, env).resolve(FETCHED);
    await takeObjects(join(making, '.git'), inGit);
    return head;
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

/** An index comes after its pack, so that git never sees one without the other. */
async function takeObjects(from: string, to: string): Promise<void> {
  const paths = [...(await below(from, 'objects'))].sort(
    (a, b) => Number(a.endsWith('.idx')) - Number(b.endsWith('.idx')),
  );
  for (const path of paths) {
    if (path.startsWith('objects/info/') || (await exists(join(to, path)))) continue;
    await mkdir(dirname(join(to, path)), { recursive: true });
    await rename(join(from, path), join(to, path));
    await syncFolder(dirname(join(to, path)));
  }
}
