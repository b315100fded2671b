import { UserError } from '../../errors.ts';
import { ROSTER } from '../format/layout.ts';
import { authoredAt, type Commit } from '../git/commit.ts';
import type { Change, Objects } from '../git/objects.ts';
import type { Roster } from '../team/roster.ts';
import { readRoster } from '../team/roster-file.ts';
import { looksLikeRestore, restoredTo } from './restore.ts';
import { parseSigned } from './steps.ts';
import { rosterAt } from './verify.ts';

/** A commit of a verified history, with the team as it was before and as it left it. */
export interface Moment {
  readonly commit: string;
  /** By the clock of its author, ISO 8601: only ever "about". */
  readonly at: string | undefined;
  /** The member of the team before it who signed it; undefined for the recovery key, and for a commit that was restored from. */
  readonly by: string | undefined;
  readonly before: Roster;
  readonly roster: Roster;
  readonly changes: readonly Change[];
  /** The commit that an admin put everything back to by it: what came in between does not stand. */
  readonly restoresTo?: string;
}

/**
 * What happened in a history, the oldest first. Read in a few calls to git, however long it is.
 *
 * @param head a verified commit
 * @param from one that it goes back to; without it, from the first commit on
 */
export async function timelineOf(objects: Objects, head: string, from?: string): Promise<readonly Moment[]> {
  const ids = (await objects.revisions(from, head)).map(({ id }) => id);
  const [contents, changes] = await Promise.all([objects.read(ids), objects.changes(ids)]);
  const rosters = await rostersIn(objects, [...changes.values()].flat());
  let roster = await rosterAt(objects, from);
  const moments: Moment[] = [];
  const known = new Set([from]);
  for (const id of ids) {
    const bytes = contents.get(id) ?? new Uint8Array();
    const own = changes.get(id) ?? [];
    const after = rosters.get(own.find(({ path }) => path === ROSTER)?.after?.id ?? '') ?? roster;
    if (after === undefined) continue;
    const before = roster ?? after;
    roster = after;
    const commit = parseSigned(id, bytes);
    const by = before.members.find(({ signingKey }) => commit.isSignedBy(signingKey))?.id;
    const restoresTo = await restoredBy(objects, commit, known);
    known.add(id);
    moments.push({
      ...{ commit: id, at: authoredAt(bytes), by, before, roster, changes: own },
      ...(restoresTo !== undefined && { restoresTo }),
    });
  }
  return moments;
}

/** The commits that stand: without those that an admin took back by a restore commit, and without the restore commit itself. */
export function notTakenBack(timeline: readonly Moment[]): readonly Moment[] {
  const left: Moment[] = [];
  for (const moment of timeline) {
    const { restoresTo } = moment;
    if (restoresTo === undefined) left.push(moment);
    else left.length = left.findLastIndex(({ commit }) => commit === restoresTo) + 1;
  }
  return left;
}

/**
 * Any member can write such a message. It counts only where it names a commit of this very stretch by its whole ID, which what
 * came after it can be taken back to, and leaves the files of that one.
 */
async function restoredBy(
  objects: Objects,
  commit: Commit,
  known: ReadonlySet<string | undefined>,
): Promise<string | undefined> {
  const to = looksLikeRestore(commit) ? restoredTo(commit) : undefined;
  if (to === undefined || !known.has(to)) return undefined;
  return (await objects.treeOf(to)) === commit.tree ? to : undefined;
}

/** By content. One that cannot be read is of a commit that a restore undid, and left out. */
async function rostersIn(objects: Objects, changes: readonly Change[]): Promise<ReadonlyMap<string, Roster>> {
  const contents = await objects.read(
    changes.flatMap(({ path, after }) => (path === ROSTER && after ? [after.id] : [])),
  );
  const rosters = new Map<string, Roster>();
  for (const [id, bytes] of contents) {
    try {
      rosters.set(id, readRoster(Buffer.from(bytes).toString('utf8')));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  return rosters;
}
