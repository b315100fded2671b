import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ensurePrivateFolder, writeAtomically } from '../../disk/private-file.ts';
import type { UserError } from '../../errors.ts';
import { clearLocksOf, UNFINISHED } from '../clone/interrupted.ts';
import { withLock } from '../disk/lock.ts';
import { Unreachable } from '../git/failed.ts';
import { type Objects, REPAIRING } from '../git/objects.ts';
import { type DamagedFile, damagedFiles } from './damage.ts';
import { fetchAnew } from './fetch-anew.ts';
import { asCommitted, storeFromFolder } from './folder.ts';
import { type Known, readKnown } from './known.ts';
import { chooseBase, newestWhole, setReferences, soundPart } from './place.ts';
import { setAside } from './set-aside.ts';

/** What is wrong with what git keeps of a clone. */
export interface Damage {
  readonly files: readonly DamagedFile[];
  /** Whether something that the branch goes back to is not here, or the branch itself. */
  readonly isIncomplete: boolean;
  /** Whether a repair was begun and not ended. */
  readonly isBegun: boolean;
}

/** Looks for damage, and changes nothing. Undefined where there is none. */
export async function findDamage(folder: string, objects: Objects): Promise<Damage | undefined> {
  const inGit = join(folder, '.git');
  const files = await damagedFiles(inGit);
  const { branch, first, verified } = await readKnown(inGit, objects);
  // git reads nothing where these are damaged, and lacks what is.
  const isIncomplete = files.length === 0 && !(await areWhole(objects, [branch, first, verified]));
  const isBegun = (await asideOf(inGit)) !== undefined;
  return files.length > 0 || isIncomplete || isBegun ? { files, isIncomplete, isBegun } : undefined;
}

async function areWhole(objects: Objects, ids: readonly (string | undefined)[]): Promise<boolean> {
  for (const id of new Set(ids)) if (id !== undefined && !(await objects.isWhole(id))) return false;
  return ids[0] !== undefined;
}

export interface Repairing {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly objects: Objects;
  /** The signing key of whoever works here. */
  readonly own: string;
  /** An address to fetch from in place of the clone's own server. */
  readonly source?: string;
  /** The present moment, ISO 8601. */
  readonly at: string;
  readonly notice: (text: string) => void;
}

/** What a repair came to, as far as git is concerned. What stands in the folder and not in git is for `saveFromFolder`. */
export interface Repaired {
  /** The folder in which everything is that was in the way. */
  readonly aside: string;
  /** The commit at which the branch is now. */
  readonly base: string;
  /** What of the server was verified; undefined where there was nothing. */
  readonly theirs: string | undefined;
  /** Whether it is certain that nothing is missing which the server had when this clone last looked. */
  readonly isAllShared: boolean;
  /** Files that everybody can read which were not as the branch has them: a copy is kept, and they are what it has. */
  readonly replaced: readonly string[];
  /** Why the server could not be asked, where it was not needed. */
  readonly unreachable: UserError | undefined;
}

/** In place of `REPAIRING` once git is whole again, until everything in the folder is saved as well. */
const REPAIRED = 'coc-repaired';

/**
 * Brings back what git keeps of a clone (DESIGN 7, "a crash, a kill"): moves damaged files aside, fetches all that the server
 * has, verifies it from the first commit on, and puts the branch at the newest commit that is whole and verified. Sealed files
 * in the folder stay as they are. Can be killed and begun again; `endRepair` ends it.
 *
 * @throws UserError where nothing whole is left here or there; Unreachable where only the server could have it; HistoryAlarm
 * where the server lacks what it had
 */
export async function repair(repairing: Repairing): Promise<Repaired> {
  const { folder, notice } = repairing;
  const inGit = join(folder, '.git');
  return withLock(
    inGit,
    () => notice('Another coc is saving; waiting for it.'),
    async () => {
      await clearLocksOf(inGit);
      const aside = await asideFolder(inGit, repairing.at);
      const known = await knownBefore(inGit, aside, repairing.objects);
      const packs = await setAside(inGit, aside, await damagedFiles(inGit));
      return bringBack(repairing, known, aside, packs);
    },
  );
}

/** Notes that a repair is done, once everything in the folder is saved as well. */
export async function endRepair(folder: string): Promise<void> {
  await rm(join(folder, '.git', REPAIRED), { force: true });
}

/** Where a repair that was begun and not ended keeps what was in the way; undefined where none was. */
async function asideOf(inGit: string): Promise<string | undefined> {
  for (const mark of [REPAIRING, REPAIRED]) {
    const name = await readFile(join(inGit, mark), 'utf8').catch(() => '');
    if (name !== '') return join(inGit, 'coc-set-aside', name);
  }
  return undefined;
}

async function asideFolder(inGit: string, at: string): Promise<string> {
  const name = at.replace(/[^0-9TZ]/g, '-');
  const aside = (await asideOf(inGit)) ?? join(inGit, 'coc-set-aside', name);
  await ensurePrivateFolder(aside);
  await writeAtomically(join(inGit, REPAIRING), Buffer.from(basename(aside)), { mode: 0o600 });
  return aside;
}

/** As it was when the repair was first begun: what it moves says so no more. */
async function knownBefore(inGit: string, aside: string, objects: Objects): Promise<Known> {
  const path = join(aside, 'known.json');
  const before = await readFile(path, 'utf8').catch(() => undefined);
  if (before !== undefined) return JSON.parse(before);
  const known = await readKnown(inGit, objects);
  await writeAtomically(path, Buffer.from(JSON.stringify(known)), { mode: 0o600 });
  return known;
}

async function bringBack(
  repairing: Repairing,
  known: Known,
  aside: string,
  packs: readonly string[],
): Promise<Repaired> {
  const { folder, objects, notice } = repairing;
  for (const pack of packs) await objects.unpack(await readFile(pack));
  await storeFromFolder(folder, objects, aside);
  const wanted = [known.branch, known.verified, ...known.earlier, known.shared];
  const { fetched, unreachable } = await fetchIfNeeded(repairing, known, await newestWhole(objects, wanted));
  const [mine, theirs] = [
    await soundPart(objects, await newestWhole(objects, wanted), notice),
    await soundPart(objects, fetched, notice),
  ];
  const base = await chooseBase(objects, known, { mine, theirs, unreachable });
  await setReferences(repairing, known, base, theirs);
  await objects.indexAs(base);
  const replaced = await asCommitted(folder, objects, base, aside);
  // Whatever saves next ends what is left to do in the folder.
  await writeFile(join(folder, '.git', UNFINISHED), '');
  await rename(join(folder, '.git', REPAIRING), join(folder, '.git', REPAIRED));
  const isAllShared = known.shared !== undefined || (fetched === undefined && unreachable === undefined);
  return { aside, base, theirs, isAllShared, replaced, unreachable };
}

/** @param local the newest commit that is whole here */
async function fetchIfNeeded(
  { folder, env, objects, source }: Repairing,
  { branch, first, verified, shared }: Known,
  local: string | undefined,
): Promise<{ readonly fetched?: string | undefined; readonly unreachable?: Unreachable | undefined }> {
  const isAllHere = await areWhole(objects, [branch, first, verified, shared]);
  if (source === undefined && local !== undefined && isAllHere) return {};
  try {
    return { fetched: await fetchAnew(folder, env, source) };
  } catch (error) {
    if (!(error instanceof Unreachable) || source !== undefined) throw error;
    return { unreachable: error };
  }
}
