import { spawn } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import { memoryFolders } from '../../memory-folders.ts';
import { hasEnded, stampOf } from '../../processes.ts';

/** `coc-view-STAMP-RANDOM`. */
const FOLDER = /^coc-view-(\d+-\d+-[0-9a-f]+-\d+)-[A-Za-z0-9]{6}$/;
const SAVE_INSTEAD = '`coc evidence save` writes it to a place that you name.';
/** What opens a file with whatever this person opens such files with. */
const VIEWERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  linux: ['xdg-open', 'wslview'],
};

/**
 * Shows a file in the viewer of this machine, from memory that only this user can read; it is gone once `closed` comes
 * to its end, however it ends. Throws a UserError where the machine has no such memory, too little of it, or no viewer.
 *
 * @param size bytes
 * @param write puts the file at a path, which is new, for this user alone
 * @param ending of the name, such as `.png`: a viewer goes by it. The name itself tells nothing
 */
export async function viewInMemory(
  env: NodeJS.ProcessEnv,
  {
    size,
    ending,
    write,
  }: {
    readonly size: number;
    readonly ending: string;
    readonly write: (path: string) => Promise<void>;
  },
  closed: () => Promise<unknown>,
): Promise<void> {
  const [storage] = await memoryFolders(env);
  if (storage === undefined)
    throw new UserError('This machine has no storage in memory, so a viewer would read it from the disk.', {
      hints: [SAVE_INSTEAD],
    });
  const { bavail, bsize } = await statfs(storage);
  if (size > bavail * bsize)
    throw new UserError('It is larger than what this machine has free in memory.', { hints: [SAVE_INSTEAD] });
  const folder = mkdtempSync(join(storage, `coc-view-${stampOf(process.pid)}-`));
  try {
    const file = join(folder, `attachment${ending}`);
    await write(file);
    await open(env, file);
    await closed();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Removes what a coc that was killed had shown. */
export async function sweepViews(env: NodeJS.ProcessEnv): Promise<void> {
  for (const storage of await memoryFolders(env))
    for (const name of namesIn(storage)) {
      const [, stamp] = FOLDER.exec(name) ?? [];
      if (stamp === undefined || !hasEnded(stamp) || !isOwn(join(storage, name))) continue;
      rmSync(join(storage, name), { recursive: true, force: true });
    }
}

/** Begins the first viewer that there is. It goes on by itself. */
async function open(env: NodeJS.ProcessEnv, file: string): Promise<void> {
  const own = env.COC_VIEWER;
  for (const program of own ? [own] : (VIEWERS[process.platform] ?? []))
    if (await begins(program, file, env)) return;
  throw new UserError(
    own ? 'The program that COC_VIEWER names cannot be started.' : 'There is no viewer on this machine.',
    {
      hints: [
        own ? 'It is the path of one program, without options.' : '`COC_VIEWER` can name one.',
        SAVE_INSTEAD,
      ],
    },
  );
}

function begins(program: string, file: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, [file], { env, stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
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
