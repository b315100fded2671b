import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What stands in memory-backed storage where coc puts what an editor works on; several tests use it at once. */
export async function inMemory(): Promise<readonly { readonly path: string; readonly bytes: Buffer }[]> {
  const folders = (await readdir('/dev/shm').catch(() => [])).filter((name) => name.startsWith('coc-'));
  const found = await Promise.all(folders.map((folder) => filesBelow(join('/dev/shm', folder))));
  return found.flat();
}

/** What another test removes meanwhile is not there any more. */
async function filesBelow(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        return { path, bytes: await readFile(path).catch(() => undefined) };
      }),
  );
  return files.flatMap(({ path, bytes }) => (bytes === undefined ? [] : [{ path, bytes }]));
}
