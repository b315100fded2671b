import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import { memoryFolders } from '../../memory-folders.ts';
import { hasEnded, stampOf } from '../../processes.ts';

/** `coc-view-STAMP-RANDOM`. */
const FOLDER = /^coc-view-(\d+-\d+-[0-9a-f]+-\d+)-[A-Za-z0-9]{6}$/;
export const SAVE_INSTEAD = '`coc evidence save` writes it, as it was given, to a place that you name.';

interface MemoryFile {
  /** Bytes. */
  readonly size: number;
  /** Of its name, such as `.png`: a viewer goes by it. The name itself tells nothing. */
  readonly ending: string;
  /** Puts the file at a path, which is new, for this user alone. */
  readonly write: (path: string) => Promise<void>;
}

/**
 * Has a file in memory that only this user can read, and that is gone once `use` comes to its end, however it ends. Throws a UserError
 * where the machine has no such memory, or too little of it.
 */
export async function withMemoryFile<T>(
  env: NodeJS.ProcessEnv,
  { size, ending, write }: MemoryFile,
  use: (file: string) => Promise<T>,
): Promise<T> {
  const [storage] = await memoryFolders(env);
  if (storage === undefined)
    throw new UserError('This machine has no storage in memory, so the whole file would stand on the disk.', {
      hints: [SAVE_INSTEAD],
    });
  const { bavail, bsize } = await statfs(storage);
  if (size > bavail * bsize)
    throw new UserError('It is larger than what this machine has free in memory.', { hints: [SAVE_INSTEAD] });
  const folder = mkdtempSync(join(storage, `coc-view-${stampOf(process.pid)}-`));
  try {
    const file = join(folder, `attachment${ending}`);
    await write(file);
    return await use(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Removes what a coc that was killed had in memory. */
export async function sweepMemory(env: NodeJS.ProcessEnv): Promise<void> {
  for (const storage of await memoryFolders(env))
    for (const name of namesIn(storage)) {
      const [, stamp] = FOLDER.exec(name) ?? [];
      if (stamp === undefined || !hasEnded(stamp) || !isOwn(join(storage, name))) continue;
      rmSync(join(storage, name), { recursive: true, force: true });
    }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isOwn(path: string): boolean {
  try {
    const found = lstatSync(path);
    return found.isDirectory() && found.uid === process.getuid?.();
  } catch {
    return false;
  }
}
