import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fstatSync, lstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import {
  chmod,
  constants,
  copyFile,
  type FileHandle,
  link,
  mkdir,
  open,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { basename, dirname, join, parse } from 'node:path';
import { UserError } from '../errors.ts';

const TEMPORARY = /^\..+\.[0-9a-f]{12}\.coc-tmp$/;
/** So much of a name stands in that of the file that is put in its place. Characters. */
const LONGEST_IN_NAME = 100;
/** What some systems answer when asked to sync a folder: they cannot, and need not. */
const CANNOT_SYNC_FOLDERS = ['EINVAL', 'EISDIR', 'EPERM', 'ENOTSUP'];

export interface WriteOptions {
  /** Permission bits of the file, whatever the umask. */
  readonly mode: number;
  /** Throws EEXIST rather than replace a file that is there. */
  readonly exclusive?: boolean;
}

/**
 * Puts a file in place whole or not at all, and returns once it is on the disk. A symlink at `path` is replaced, never
 * written through. After a failure nothing is left behind; a kill can leave a file for which `isTemporary` is true.
 */
export async function writeAtomically(path: string, bytes: Uint8Array, options: WriteOptions): Promise<void> {
  await place(path, bytes, options);
  await syncFolder(dirname(path));
}

/** So many files are written at a time: a disk takes several in the time of one. */
const AT_A_TIME = 16;

/**
 * As `writeAtomically`, many files in folders that are there, in any order. After a failure some are in place and some are not,
 * and nothing goes on any more.
 */
export async function writeAllAtomically(
  files: readonly (readonly [path: string, bytes: Uint8Array])[],
  options: WriteOptions,
): Promise<void> {
  for (let at = 0; at < files.length; at += AT_A_TIME) {
    const some = files.slice(at, at + AT_A_TIME).map(([path, bytes]) => place(path, bytes, options));
    await Promise.allSettled(some);
    await Promise.all(some);
  }
  for (const folder of new Set(files.map(([path]) => dirname(path)))) await syncFolder(folder);
}

async function place(path: string, bytes: Uint8Array, options: WriteOptions): Promise<void> {
  const temporary = temporaryFor(path);
  try {
    await writeSynced(temporary, bytes, options.mode);
    if (options.exclusive) await link(temporary, path);
    else await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}

/**
 * As `writeAtomically` of a new file, of bytes that come in pieces: it is there once they have come to their end, or not at all. Throws
 * EEXIST rather than replace a file that is there.
 */
export async function writePieces(
  path: string,
  pieces: AsyncIterable<Uint8Array>,
  mode: number,
): Promise<void> {
  const folder = dirname(path);
  const temporary = temporaryFor(path);
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.chmod(mode);
      for await (const piece of pieces) await file.write(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolder(folder);
}

/**
 * Gives a finished file its name, or, where something has that by now, one like it: nothing is ever written over. Returns the path that it
 * has.
 */
export async function nameNew(temporary: string, path: string): Promise<string> {
  const { dir, name, ext } = parse(path);
  for (let number = 1; ; number += 1) {
    const wanted = number === 1 ? path : join(dir, `${name}-${number}${ext}`);
    try {
      await link(temporary, wanted).catch(async (error: NodeJS.ErrnoException) => {
        // Some file systems know no second name for a file.
        if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'].includes(error.code ?? '')) throw error;
        await copyFile(temporary, wanted, constants.COPYFILE_EXCL);
      });
      await rm(temporary);
      await syncFolder(dirname(path));
      return wanted;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function temporaryFor(path: string): string {
  return join(
    dirname(path),
    `.${basename(path).slice(0, LONGEST_IN_NAME)}.${randomBytes(6).toString('hex')}.coc-tmp`,
  );
}

/** Whether a file of this name is one that `writeAtomically` had not finished when it was killed. */
export function isTemporary(name: string): boolean {
  return TEMPORARY.test(name);
}

/** Whether there is something at a path. */
export async function exists(path: string): Promise<boolean> {
  return existsSync(path);
}

/** The largest file of the reports repository that is read whole. Bytes. */
const LARGEST = 256 * 1024 * 1024;

/**
 * The bytes of an ordinary file. A pipe, a device or a link in its place is neither waited for nor followed: it throws, a
 * UserError or the system's own error.
 */
export async function readOrdinary(path: string): Promise<Buffer> {
  const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
  // At once: each turn through node's threads takes longer than what it is for, and a command reads many small files.
  const file = openSync(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
  try {
    const found = fstatSync(file);
    if (!found.isFile()) throw new UserError('it is no ordinary file');
    if (found.size > LARGEST) throw new UserError('it is larger than any that coc writes');
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/** The largest file of keys. Bytes. */
const LARGEST_OF_KEYS = 1024 * 1024;

/**
 * Opens a file of this user's own for reading, through a link as well, and passes it on; closes it afterwards. Nothing is
 * waited for. Throws a UserError where it is no ordinary file, and says what it is; else the system's own error.
 */
export async function withOwnFile<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T> {
  const { O_RDONLY, O_NONBLOCK = 0 } = constants;
  const file = await open(path, O_RDONLY | O_NONBLOCK).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENXIO' ? isNoFile(path, 'a socket') : error;
  });
  try {
    const found = await file.stat();
    if (!found.isFile()) throw isNoFile(path, kindOf(found));
    if (found.size > LARGEST_OF_KEYS) throw isNoFile(path, 'larger than any file of keys');
    return await use(file);
  } finally {
    await file.close();
  }
}

/** The bytes of a file of this user's own; throws as `withOwnFile`. */
export function readOwn(path: string): Promise<Buffer> {
  return withOwnFile(path, (file) => file.readFile());
}

function kindOf(found: Stats): string {
  if (found.isDirectory()) return 'a folder';
  return found.isFIFO() ? 'a pipe' : 'a device';
}

function isNoFile(path: string, what: string): UserError {
  return new UserError(`A file with keys should be at ${path}. What is there is ${what}.`, {
    hints: ['Move it away, and put back a copy of the file, if you have one. Nothing was changed.'],
  });
}

/** Whether a folder of its own stands at a path, and no link to another. */
export async function isOwnFolder(path: string): Promise<boolean> {
  try {
    return lstatSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Makes the folder and those above it where they are missing; afterwards only its owner can enter it. */
export async function ensurePrivateFolder(path: string): Promise<void> {
  await makeFolder(path);
  if (((await stat(path)).mode & 0o777) !== 0o700) await chmod(path, 0o700);
}

/** Not `mkdir` with `recursive`: in some places, such as below /proc, that never ends. */
async function makeFolder(path: string): Promise<void> {
  if (await makeOne(path)) return;
  if (path !== dirname(path)) await makeFolder(dirname(path));
  if (!(await makeOne(path))) await mkdir(path, { mode: 0o700 });
}

/** False where the folder above is missing. */
function makeOne(path: string): Promise<boolean> {
  return mkdir(path, { mode: 0o700 }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      if (error.code === 'EEXIST') return true;
      throw error;
    },
  );
}

async function writeSynced(path: string, bytes: Uint8Array, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.chmod(mode);
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Returns once what was put into a folder, or taken out of it, is on the disk; where a system cannot, at once. */
export async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!CANNOT_SYNC_FOLDERS.includes(code)) throw error;
  }
}
