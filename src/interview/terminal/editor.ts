import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { isRunning } from '../../running.ts';

/** The kinds of file system that live in memory: tmpfs and ramfs. */
const IN_MEMORY = [0x01021994, 0x858458f6];
const FOLDER = /^coc-edit-(\d+)-/;
/** Keeps vi and its kin from writing copies of the text, or what was yanked, elsewhere. */
const QUIET_VI = ['-n', '-i', 'NONE', '--cmd', 'set nobackup nowritebackup noundofile'];
const TYPE_OR_PASTE = 'Type or paste the text instead, or take it from a file with :file.';

/**
 * Lets the person write a text in the editor of their own choice, in a file of memory-backed storage that only they can
 * read and that is removed afterwards. Throws a UserError where there is no such storage, no editor, or it fails.
 */
export async function editText(io: Io, text: string): Promise<string> {
  const command = io.env.VISUAL || io.env.EDITOR;
  if (!command) {
    throw new UserError('No editor is chosen: EDITOR is not set.', { hints: [TYPE_OR_PASTE] });
  }
  const storage = await memoryStorage(io.env);
  await sweep(storage);
  const folder = await mkdtemp(join(storage, `coc-edit-${process.pid}-`));
  const release = removeWhenKilled(folder);
  try {
    const file = join(folder, 'text.txt');
    await writeFile(file, text, { mode: 0o600, flag: 'wx' });
    await runEditor(command, file, { ...io.env, TMPDIR: folder });
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
      .decode(await readFile(file))
      .replace(/\n$/, '');
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UserError('The editor left something that is not UTF-8 text. Nothing was taken over.');
  } finally {
    await rm(folder, { recursive: true, force: true });
    release();
  }
}

/** A folder whose content is never written to a disk. */
async function memoryStorage(env: NodeJS.ProcessEnv): Promise<string> {
  for (const folder of [env.XDG_RUNTIME_DIR, '/dev/shm']) {
    if (!folder) continue;
    const found = await statfs(folder).catch(() => undefined);
    if (found !== undefined && IN_MEMORY.includes(found.type)) return folder;
  }
  throw new UserError('This machine has no storage in memory, so an editor would write to the disk.', {
    hints: [TYPE_OR_PASTE],
  });
}

/** Removes what a coc that was killed left behind. */
async function sweep(storage: string): Promise<void> {
  for (const name of await readdir(storage)) {
    const [, pid] = FOLDER.exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid)))
      await rm(join(storage, name), { recursive: true, force: true });
  }
}

/** Sees to it that the text is gone also where a signal ends coc. Returns what undoes that. */
function removeWhenKilled(folder: string): () => void {
  const signals = ['SIGTERM', 'SIGHUP'] as const;
  const remove = (signal: NodeJS.Signals): void => {
    rmSync(folder, { recursive: true, force: true });
    for (const one of signals) process.removeListener(one, remove);
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.on(signal, remove);
  return () => {
    for (const signal of signals) process.removeListener(signal, remove);
  };
}

function runEditor(command: string, file: string, env: NodeJS.ProcessEnv): Promise<void> {
  const name = basename(command.trim().split(/\s+/)[0] ?? '');
  const options = /^(n?vim?|vi)$/.test(name) ? QUIET_VI : [];
  return new Promise((resolve, reject) => {
    const failed = (): void =>
      reject(
        new UserError('The editor ended with an error. Nothing was taken over.', { hints: [TYPE_OR_PASTE] }),
      );
    const child = spawn('sh', ['-c', `${command} "$@"`, name, ...options, file], { stdio: 'inherit', env });
    child.on('error', failed);
    child.on('close', (code) => (code === 0 ? resolve() : failed()));
  });
}
