import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exists, syncFolder, writeAtomically } from '../../disk/private-file.ts';
import { MAIN } from '../history/marks.ts';
import type { DamagedFile } from './damage.ts';

/** What stands in a clone's `.git` before anything else can be read: where the branch is, and that it is a repository. */
const BARE_BONES: Readonly<Record<string, string>> = {
  HEAD: `ref: ${MAIN}\n`,
  config: '[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n',
};

/**
 * Moves damaged files of git's own out of its way, into a folder in which they keep their paths, and puts in the place of
 * `HEAD` and `config` what a clone of coc's begins with. Nothing is deleted. Can be killed and begun again.
 *
 * @returns the packs that were moved, by their new paths
 */
export async function setAside(
  inGit: string,
  aside: string,
  files: readonly DamagedFile[],
): Promise<readonly string[]> {
  const packs: string[] = [];
  for (const { part, path } of files) {
    // Without its other half a pack is of no use to git.
    const whole = part === 'pack' ? ['pack', 'idx'].map((end) => path.replace(/(?:pack|idx)$/, end)) : [path];
    for (const one of whole) if (await moveAside(inGit, aside, one)) packs.push(join(aside, one));
    const text = BARE_BONES[path];
    if (text !== undefined)
      await writeAtomically(join(inGit, path), new TextEncoder().encode(text), { mode: 0o644 });
  }
  await syncFolder(inGit);
  return packs.filter((path) => path.endsWith('.pack'));
}

/** False where there is no such file. */
async function moveAside(inGit: string, aside: string, path: string): Promise<boolean> {
  if (!(await exists(join(inGit, path)))) return false;
  await mkdir(dirname(join(aside, path)), { recursive: true, mode: 0o700 });
  await rename(join(inGit, path), join(aside, path));
  return true;
}
