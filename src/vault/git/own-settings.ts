import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { exists, isOwnFolder, writeAtomically } from '../../disk/private-file.ts';
import { UserError, undefinedIfGone } from '../../errors.ts';
import { configBytes, quoted, type Setting, settingsIn } from './config-file.ts';

/** In `.git`: what coc has git take for the shared part of the repository. */
const PLACE = 'coc-git';
const CONFIG = 'config';
/** What of the shared part is that of the repository itself. What is not there is made by git where it belongs. */
const LINKS = ['objects', 'refs', 'packed-refs', 'logs', 'shallow', 'reftable'];
/** What git itself leaves there while it tidies up. */
const OF_GIT = ['gc.pid', 'gc.pid.lock', 'gc.log', 'gc.log.lock'];

/** What a repository has to say of itself for git to read it at all, with the values that it may have. */
const NEEDED: Readonly<Record<string, RegExp>> = {
  'core.repositoryformatversion': /^[01]$/,
  'core.filemode': /^(true|false)$/,
  'core.ignorecase': /^(true|false)$/,
  'core.precomposeunicode': /^(true|false)$/,
  'core.symlinks': /^(true|false)$/,
  'extensions.objectformat': /^(sha1|sha256)$/,
  'extensions.refstorage': /^(files|reftable)$/,
};
const SERVER = 'remote.origin.url';

/** By folder: what was laid down for which settings, in this run. */
const laid = new Map<string, { readonly of: string; readonly env: Readonly<Record<string, string>> }>();

/**
 * Variables that make git go by the settings of the person and the machine alone, and by what coc itself needs to know of a
 * clone: the format of its files and the address of its server. A clone may come from somebody else, and its own settings,
 * attributes and hooks could start any program or name another server (DESIGN 7). Not a list of what is forbidden: git is
 * not shown the rest.
 *
 * git lets several working trees share one repository (`GIT_COMMON_DIR`). What is shared here is a folder of links, with
 * settings that coc writes.
 *
 * @returns nothing of the kind where `folder` has no `.git`, as one on a server: see `bareSettings`
 * @throws UserError where `.git` or a part of it is elsewhere; the system's own error where it cannot be looked at
 */
export async function ownSettings(
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<Readonly<Record<string, string>>> {
  const git = resolve(folder, '.git');
  // What cannot be looked at may be there all the same.
  const found = await lstat(git).catch(undefinedIfGone);
  if (found === undefined) return bareSettings(folder);
  if (!found.isDirectory()) throw secondPlace(folder);
  await assertWhole(folder, git);
  const bytes = await configBytes(join(git, CONFIG));
  const of = `${found.dev} ${found.ino} ${bytes?.toString('latin1') ?? ''}`;
  const known = laid.get(git);
  if (known?.of === of) return known.env;
  await lay(join(git, PLACE), written(await settingsIn(join(git, CONFIG), env)));
  const own = { GIT_DIR: git, GIT_COMMON_DIR: join(git, PLACE) };
  laid.set(git, { of, env: own });
  return own;
}

/**
 * Names a bare repository of this user's: git may be set to use none that it comes upon (`safe.bareRepository`). What belongs
 * to somebody else is not named, as git would no longer look whose it is.
 */
async function bareSettings(folder: string): Promise<Readonly<Record<string, string>>> {
  const parts = await Promise.all(['objects', 'refs'].map((name) => isOwnFolder(join(folder, name))));
  if (!parts.every(Boolean) || !(await isFile(join(folder, 'HEAD')))) return {};
  const { uid } = await lstat(folder);
  return uid === userInfo().uid ? { GIT_DIR: resolve(folder) } : {};
}

/** The names of the variables that `ownSettings` sets. */
export const OWN_SETTINGS = ['GIT_DIR', 'GIT_COMMON_DIR'];

async function assertWhole(folder: string, git: string): Promise<void> {
  const parts = await Promise.all(['objects', 'refs'].map((name) => isOwnFolder(join(git, name))));
  if (!parts.every(Boolean) || (await exists(join(git, 'commondir')))) throw secondPlace(folder);
}

function secondPlace(folder: string): UserError {
  return new UserError(
    `${folder} is only a second place of a repository: its .git, or a part of it, is elsewhere.`,
    {
      hints: ['`ls -ld .git .git/*` there shows what is a link. Somebody may have changed the folder.'],
    },
  );
}

/** Settings as git reads them, of those that are needed. */
function written(settings: readonly Setting[]): string {
  const server = settings.find(([key]) => key === SERVER);
  const needed = settings.filter(([key, value]) => NEEDED[key]?.test(value));
  const own: readonly Setting[] = [
    ['core.bare', 'false'],
    ['core.logallrefupdates', 'true'],
  ];
  return [...needed, ...own, ...(server ? [server] : [])].map(line).join('');
}

function line([key, value]: Setting): string {
  const [section, name, last] = key.split('.');
  const head = last === undefined ? `[${section}]` : `[${section} "${name}"]`;
  return `${head}\n\t${last ?? name} = ${quoted(value)}\n`;
}

/** Makes the folder what it has to be, and nothing else: another may have put something into it. */
async function lay(place: string, settings: string): Promise<void> {
  if (!(await isOwnFolder(place))) await rm(place, { force: true });
  // Where it is missing, git cannot make the folder behind a link.
  await mkdir(join(place, '..', 'logs'), { recursive: true });
  await mkdir(place, { recursive: true, mode: 0o700 });
  for (const name of await readdir(place))
    if (![CONFIG, ...LINKS, ...OF_GIT].includes(name))
      await rm(join(place, name), { recursive: true, force: true });
  for (const name of LINKS) await link(join(place, name), join('..', name));
  const bytes = new TextEncoder().encode(settings);
  const path = join(place, CONFIG);
  const isSame = (await isFile(path)) && (await configBytes(path))?.equals(bytes) === true;
  if (!isSame) await writeAtomically(path, bytes, { mode: 0o600 });
}

async function isFile(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined))?.isFile() === true;
}

/** In one step: another coc may be at work here. */
async function link(path: string, to: string): Promise<void> {
  if ((await readlink(path).catch(() => undefined)) === to) return;
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  await symlink(to, aside);
  await rename(aside, path).catch(async (error: unknown) => {
    await rm(path, { recursive: true, force: true });
    await rename(aside, path).catch(() => {
      throw error;
    });
  });
}
