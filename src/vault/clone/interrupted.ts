import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exists, isOwnFolder, isTemporary, readOrdinary } from '../../disk/private-file.ts';
import { isSystemError, UserError } from '../../errors.ts';
import { digest } from '../../incident/canonical.ts';
import { isFromBeforeThisBoot } from '../disk/lock.ts';
import { sweepArrivals } from '../evidence/arrivals.ts';
import { EVIDENCE, INCIDENTS, incidentAt, isAttachmentPath, isOpenFile, ROSTER } from '../format/layout.ts';
import { objectId } from '../git/object.ts';
import { arrived, MAIN, type MarksAndHead, readMarks, VERIFIED } from '../history/marks.ts';
import type { OpenedIncident } from '../record/incident-file.ts';
import type { Repository } from './repository.ts';

/*
 * What a coc that was killed while it wrote has left half done, and how that is ended. Only for whoever holds the lock of the
 * repository.
 */

/**
 * Stands while coc puts files in place and commits them, so that what a kill leaves of it is known to be ours; holds the paths of those
 * attachments that are put there, a line each.
 */
export const COMMITTING = 'coc-committing';
/** Stands after that, until whoever saves next has ended what was left half done. */
export const UNFINISHED = 'coc-unfinished';
/** Stands while a file that is not sealed is replaced and committed; holds its path. */
export const REPLACING = 'coc-replacing';
/** The locks of git that a commit of coc's takes, and those of git that nobody holds after a start of the machine. */
const OWN_LOCKS = ['index.lock', 'HEAD.lock', `${MAIN}.lock`, `${VERIFIED}.lock`];
const LOCKS = [...OWN_LOCKS, 'packed-refs.lock', 'config.lock'];

/** An incident file that was put in place and not committed. */
interface Finishable {
  readonly id: string;
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The paths of the attachments that it names and the last commit does not have. */
  readonly attached: readonly string[];
}

/** Ends what `Writer.moveTo` had begun, if anything. Returns the marks as they are then. */
export async function finishMove({ folder, git, objects }: Repository): Promise<MarksAndHead> {
  const marks = await readMarks(objects);
  const { moving } = marks;
  if (moving === undefined) return marks;
  const mark = join(folder, '.git', COMMITTING);
  await writeFile(mark, '');
  try {
    await git.checkOut(moving);
  } finally {
    // Only a kill leaves the mark: a lock that made git fail is somebody else's.
    await rm(mark, { force: true });
  }
  await arrived(objects, moving);
  return readMarks(objects);
}

/**
 * Removes the locks that git left when it was killed while committing for coc, or when the machine went off, and what was sealed and
 * not saved; puts back a file that was being replaced then: nobody was told that it was saved.
 *
 * @returns whether a coc was killed while it saved, and nobody has called `finished` since
 */
export async function clearLocks({ folder, git }: Repository): Promise<boolean> {
  const inGit = (name: string): string => join(folder, '.git', name);
  await sweepArrivals(folder);
  if (await clearLocksOf(join(folder, '.git'))) await rename(inGit(COMMITTING), inGit(UNFINISHED));
  const wasKilled = await exists(inGit(UNFINISHED));
  const path = await readFile(inGit(REPLACING), 'utf8').catch(() => '');
  if (path === '') return wasKilled;
  // One that is not of coc could name any place on the machine.
  if (path === ROSTER || isOpenFile(path)) {
    if ((await git.changed([path])).length > 0) await git.putBack(path);
    await sweep(join(folder, dirname(path)));
  }
  await rm(inGit(REPLACING), { force: true });
  return wasKilled;
}

/** Notes that what a killed coc left half done is ended. */
export async function finished({ folder }: Repository): Promise<void> {
  await rm(join(folder, '.git', UNFINISHED), { force: true });
}

/** The attachments that a killed coc was putting in place, by their paths. */
export async function unfinishedAttachments({ folder }: Repository): Promise<readonly string[]> {
  const text = await readFile(join(folder, '.git', UNFINISHED), 'utf8').catch(() => '');
  // One that is not of coc could name any place on the machine.
  return text.split('\n').filter(isAttachmentPath);
}

/** Removes from a folder what a killed coc had not put in place yet. */
export async function sweep(folder: string): Promise<void> {
  if (!(await isOwnFolder(folder))) return;
  for (const name of await readdir(folder))
    if (isTemporary(name)) await rm(join(folder, name), { force: true });
}

/**
 * Incident files that were put in place and not committed, and that are whole: they open, every entry is signed,
 * nothing that the last commit holds is missing, and the attachments that they name are there. Anything else is left where it is.
 */
export async function finishable(
  { folder, git, objects }: Repository,
  openBytes: (bytes: Uint8Array, id: string) => Promise<OpenedIncident>,
): Promise<readonly Finishable[]> {
  const whole: Finishable[] = [];
  const had = await objects.files('HEAD', EVIDENCE);
  for (const path of await git.changed([INCIDENTS])) {
    const id = incidentAt(path);
    if (id === undefined) continue;
    try {
      const bytes = await readOrdinary(join(folder, path));
      const committed = await objects.file('HEAD', path);
      if (committed !== undefined && bytes.equals(committed)) {
        await objects.stage(new Map([[path, objectId({ type: 'blob', content: bytes })]]));
        continue;
      }
      const now = await openBytes(bytes, id);
      const before = committed === undefined ? [] : (await openBytes(committed, id)).document.entries;
      const kept = new Set(now.document.entries.map(digest));
      const { evidence, closedEvidence = [] } = now.view;
      const attached = [...evidence, ...closedEvidence]
        .map(({ file }) => file)
        .filter((one) => isAttachmentPath(one) && !had.has(one));
      const isThere = await Promise.all(attached.map((one) => exists(join(folder, one))));
      if (before.every((entry) => kept.has(digest(entry))) && isThere.every(Boolean))
        whole.push({ id, path, bytes, attached });
    } catch (error) {
      // What does not open, or is gone, is not ours to finish: `list` names it.
      if (!(error instanceof UserError) && !isSystemError(error)) throw error;
    }
  }
  return whole;
}

/**
 * Removes the locks in a clone's `.git` that nobody holds any more. Only for whoever holds coc's own.
 *
 * @returns whether a coc was killed while it saved
 */
export async function clearLocksOf(inGit: string): Promise<boolean> {
  const wasKilled = await exists(join(inGit, COMMITTING));
  for (const name of LOCKS) {
    const path = join(inGit, name);
    const isOwn = wasKilled && OWN_LOCKS.includes(name);
    if (isOwn || (await isFromBeforeThisBoot(path))) await rm(path, { force: true });
  }
  return wasKilled;
}
