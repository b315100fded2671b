import pMap from 'p-map';
import { isSystemError, UserError } from '../../errors.ts';
import type { IncidentView } from '../../incident/view.ts';
import { isNotShared } from '../age/age-header.ts';
import type { Session } from '../clone/session.ts';
import type { SaveSealed } from '../clone/writer.ts';
import { INCIDENTS, incidentAt, ROSTER } from '../format/layout.ts';
import type { Objects } from '../git/objects.ts';
import { RESTORE_MARK } from '../history/restore.ts';
import { notTakenBack, timelineOf } from '../history/timeline.ts';
import { rosterAt } from '../history/verify.ts';
import { openToWrite } from '../incidents/listing.ts';
import { Openers } from '../incidents/openers.ts';
import { assertWritable } from '../record/document.ts';
import type { SeenEntries } from '../record/seen.ts';

/** How many incidents go into one commit: a kill loses no more, and so many fit into memory. */
const IN_A_COMMIT = 1000;
/** How many are worked on at once: enough for each thread to have the next one at hand. */
const AT_ONCE = 32;
/** After how many one says how far it is. */
const TELL_EVERY = 500;
/** So many are done before anybody wonders. */
const FEW = 25;

export interface Sealing {
  readonly session: Session;
  readonly seen: SeenEntries;
  readonly save: SaveSealed;
  /** The verified commit that the incidents are taken from. */
  readonly head: string;
}

/** What sealing again came to. */
export interface SealedAgain {
  /** How many are sealed again. */
  readonly done: number;
  /** How many wait for somebody who can open them. */
  readonly others: number;
  /** Paths that could not be sealed again, and why. */
  readonly failed: readonly { readonly path: string; readonly why: string }[];
}

/**
 * The incidents that were last sealed before somebody left, or before somebody's keys were replaced (DESIGN 7). All of
 * them, whoever can open them, so that it does not show who could open which.
 *
 * @param since the generation of the team since which everything has to be sealed again
 */
export async function waitingToBeSealed(
  objects: Objects,
  head: string,
  since: number,
): Promise<readonly string[]> {
  const change = await changeOfGeneration(objects, head, since);
  if (change === undefined) return [];
  const touched = new Set(await touchedSince(objects, change, head));
  const all = [...(await objects.files(head, INCIDENTS)).keys()];
  return all.filter((path) => incidentAt(path) !== undefined && !touched.has(path));
}

/** What a restore commit took back, and what it put in place again, is not sealed to the team as it is. */
async function touchedSince(objects: Objects, change: string, head: string): Promise<readonly string[]> {
  if (!(await objects.mentioned(RESTORE_MARK, INCIDENTS, head, change)))
    return objects.touched(change, head, INCIDENTS);
  const moments = notTakenBack(await timelineOf(objects, head, change));
  return moments.flatMap(({ changes }) => changes.map(({ path }) => path));
}

/**
 * Seals again, for the team as it is now, what waits for it and this member can open. Can be begun again after a kill; what
 * fails is told, and the rest is done.
 *
 * @param wanted leaves out incidents that need not be sealed again
 */
export async function sealAgain(
  { session, seen, save, head }: Sealing,
  waiting: readonly string[],
  wanted: (incident: IncidentView) => boolean = () => true,
): Promise<SealedAgain> {
  const failed: { path: string; why: string }[] = [];
  let [done, others, looked] = [0, 0, 0];
  const openers = new Openers(session);
  const sealOne = async (path: string): Promise<readonly [string, Uint8Array] | undefined> => {
    try {
      const sealed = await sealOneAgain({ session, seen, head, openers }, path, wanted);
      if (sealed === 'closed') others += 1;
      return typeof sealed === 'string' ? undefined : [path, sealed];
    } catch (error) {
      if (!(error instanceof UserError) && !isSystemError(error)) throw error;
      failed.push({ path, why: error.message });
      return undefined;
    } finally {
      looked += 1;
      if (looked % TELL_EVERY === 0)
        session.notice(`${looked} of ${waiting.length} incidents looked at so far.`);
    }
  };
  try {
    for (let from = 0; from < waiting.length; from += IN_A_COMMIT) {
      const some = waiting.slice(from, from + IN_A_COMMIT);
      const sealed = await pMap(some, sealOne, { concurrency: AT_ONCE });
      const written = new Map(sealed.filter((one) => one !== undefined));
      if (written.size > 0) await save(written);
      done += written.size;
      if (done > 0 && waiting.length > FEW)
        session.notice(`${done} of ${waiting.length} incidents sealed again so far.`);
    }
  } finally {
    await openers.end();
  }
  return { done, others, failed };
}

/** Its bytes, sealed again; `closed` where this member cannot open it. */
async function sealOneAgain(
  { session, seen, head, openers }: Omit<Sealing, 'save'> & { readonly openers: Openers },
  path: string,
  wanted: (incident: IncidentView) => boolean,
): Promise<Uint8Array | 'closed' | 'unwanted'> {
  const id = incidentAt(path) ?? '';
  try {
    const { document, view } = await openToWrite(session, seen, id, head, openers.open);
    if (!wanted(view)) return 'unwanted';
    assertWritable(document);
    return await openers.seal(document);
  } catch (error) {
    if (isNotShared(error)) return 'closed';
    throw error;
  }
}

/** The commit by which the roster came to a generation. */
async function changeOfGeneration(
  objects: Objects,
  head: string,
  generation: number,
): Promise<string | undefined> {
  let found: string | undefined;
  for (const commit of await commitsOfRoster(objects, head)) {
    const roster = await rosterAt(objects, commit);
    if (roster === undefined || roster.generation < generation) return found;
    found = commit;
  }
  return found;
}

/** The newest first, without what a restore commit took back: that may be no roster at all. */
async function commitsOfRoster(objects: Objects, head: string): Promise<readonly string[]> {
  if (!(await objects.mentioned(RESTORE_MARK, ROSTER, head))) return objects.commitsOf(head, ROSTER);
  return notTakenBack(await timelineOf(objects, head))
    .filter(({ changes }) => changes.some(({ path }) => path === ROSTER))
    .map(({ commit }) => commit)
    .reverse();
}
