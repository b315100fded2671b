import { createHash } from 'node:crypto';
import { constants, mkdir, open, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isOwnFolder, isTemporary } from '../../disk/private-file.ts';
import { piecesOf } from '../evidence/pieces.ts';
import { folderOfSealed, SEALED_FOLDERS } from '../format/layout.ts';
import type { Objects } from '../git/objects.ts';
import { below } from './damage.ts';

/** Stores again what git lacks and the folder has: the content of a file, where its object was set aside. */
export async function storeFromFolder(folder: string, objects: Objects, aside: string): Promise<void> {
  const lost = new Set((await below(aside, 'objects')).map((path) => path.split('/').slice(1).join('')));
  if (lost.size === 0) return;
  for (const path of [...(await sealedFiles(folder)), 'team.yaml', 'coc.yaml', 'policy/playbook.yaml']) {
    const id = await idIn(folder, path);
    if (id !== undefined && lost.has(id)) await objects.storeFile(join(folder, path));
  }
}

/**
 * Has the folder hold what a commit holds: files that are missing are written, and of files that everybody can read those that
 * differ, once they are moved aside. Sealed files that differ stay.
 *
 * @returns the paths that were moved aside
 */
export async function asCommitted(
  folder: string,
  objects: Objects,
  commit: string,
  aside: string,
): Promise<readonly string[]> {
  const [missing, replaced]: [string[], string[]] = [[], []];
  for (const [path, { id }] of await objects.files(commit)) {
    const there = await idIn(folder, path);
    if (there === id) continue;
    const isSealed = folderOfSealed(path) !== undefined;
    if (there !== undefined && isSealed) continue;
    (await keepAside(folder, aside, path)) ? replaced.push(path) : missing.push(path);
  }
  await objects.checkOut([...missing, ...replaced]);
  return replaced;
}

/** Sealed files of the folder whose content is another one than a commit has at that path: the ID of each, by path. */
export async function sealedThatDiffer(
  folder: string,
  objects: Objects,
  commit: string,
): Promise<ReadonlyMap<string, string>> {
  const committed = await objects.files(commit);
  const found = new Map<string, string>();
  for (const path of await sealedFiles(folder)) {
    const id = await idIn(folder, path);
    if (id !== undefined && committed.get(path)?.id !== id) found.set(path, id);
  }
  return found;
}

/** Moves a file of the folder to what was set aside. False where there is none. */
export async function keepAside(folder: string, aside: string, path: string): Promise<boolean> {
  const to = join(aside, 'folder', path);
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  return rename(join(folder, path), to).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

async function sealedFiles(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of SEALED_FOLDERS) {
    if (!(await isOwnFolder(join(folder, name)))) continue;
    for (const file of await readdir(join(folder, name)))
      if (!isTemporary(file)) found.push(`${name}/${file}`);
  }
  return found.sort();
}

/** The ID that git gives the content of a file of any size; undefined where there is no ordinary file. */
async function idIn(folder: string, path: string): Promise<string | undefined> {
  const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
  const file = await open(join(folder, path), O_RDONLY | O_NONBLOCK | O_NOFOLLOW).catch(() => undefined);
  try {
    const found = await file?.stat();
    if (file === undefined || found?.isFile() !== true) return undefined;
    const hash = createHash('sha1').update(`blob ${found.size}\0`);
    for await (const piece of piecesOf(file)) hash.update(piece);
    return hash.digest('hex');
  } finally {
    await file?.close();
  }
}
