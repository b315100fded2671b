import { mkdir, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isOwnFolder, isTemporary, readOrdinary } from '../../disk/private-file.ts';
import { folderOfSealed, SEALED_FOLDERS } from '../format/layout.ts';
import { objectId } from '../git/object.ts';
import type { Objects } from '../git/objects.ts';
import { below } from './damage.ts';

/** Stores again what git lacks and the folder has: the content of a file, where its object was set aside. */
export async function storeFromFolder(folder: string, objects: Objects, aside: string): Promise<void> {
  const lost = new Set((await below(aside, 'objects')).map((path) => path.split('/').slice(1).join('')));
  if (lost.size === 0) return;
  for (const path of [...(await sealedFiles(folder)), 'team.yaml', 'coc.yaml', 'policy/playbook.yaml']) {
    const content = await bytesAt(folder, path);
    if (content !== undefined && lost.has(objectId({ type: 'blob', content })))
      await objects.store([{ type: 'blob', content }]);
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
    const content = await bytesAt(folder, path);
    if (content !== undefined && objectId({ type: 'blob', content }) === id) continue;
    const isSealed = folderOfSealed(path) !== undefined;
    if (content !== undefined && isSealed) continue;
    (await keepAside(folder, aside, path)) ? replaced.push(path) : missing.push(path);
  }
  await objects.checkOut([...missing, ...replaced]);
  return replaced;
}

/** Sealed files of the folder whose content is another one than a commit has at that path. */
export async function sealedThatDiffer(
  folder: string,
  objects: Objects,
  commit: string,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const committed = await objects.files(commit);
  const found = new Map<string, Uint8Array>();
  for (const path of await sealedFiles(folder)) {
    const content = await bytesAt(folder, path);
    if (content !== undefined && committed.get(path)?.id !== objectId({ type: 'blob', content }))
      found.set(path, content);
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

/** Undefined where there is no ordinary file. */
function bytesAt(folder: string, path: string): Promise<Uint8Array | undefined> {
  return readOrdinary(join(folder, path)).catch(() => undefined);
}
