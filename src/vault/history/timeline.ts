import { UserError } from '../../errors.ts';
import { authoredAt, parseCommit } from '../git/commit.ts';
import type { Change, Objects } from '../git/objects.ts';
import { ROSTER } from '../layout.ts';
import { parseRoster, type Roster } from '../team/roster.ts';
import { readYaml } from '../yaml.ts';

/** A commit of a verified history, with the team as it left it. */
export interface Moment {
  readonly commit: string;
  /** By the clock of its author, ISO 8601: only ever "about". */
  readonly at: string | undefined;
  /** The members who go by the e-mail address of its author; verified histories have one. */
  readonly by: readonly string[];
  readonly roster: Roster;
  readonly changes: readonly Change[];
}

/**
 * What happened in a history, the oldest first. Read in a few calls to git, however long it is.
 *
 * @param head a verified commit
 */
export async function timelineOf(objects: Objects, head: string): Promise<readonly Moment[]> {
  const ids = (await objects.revisions(undefined, head)).map(({ id }) => id);
  const [commits, changes] = await Promise.all([objects.read(ids), objects.changes(ids)]);
  const rosters = await rostersIn(objects, [...changes.values()].flat());
  let roster: Roster | undefined;
  return ids.flatMap((commit) => {
    const bytes = commits.get(commit) ?? new Uint8Array();
    const own = changes.get(commit) ?? [];
    roster = rosters.get(own.find(({ path }) => path === ROSTER)?.after?.id ?? '') ?? roster;
    if (roster === undefined) return [];
    const { email } = parseCommit(commit, bytes, () => false).author;
    const by = roster.members.filter((member) => member.email === email).map(({ id }) => id);
    return [{ commit, at: authoredAt(bytes), by, roster, changes: own }];
  });
}

/** By content. One that cannot be read is of a commit that a restore undid, and left out. */
async function rostersIn(objects: Objects, changes: readonly Change[]): Promise<ReadonlyMap<string, Roster>> {
  const contents = await objects.read(
    changes.flatMap(({ path, after }) => (path === ROSTER && after ? [after.id] : [])),
  );
  const rosters = new Map<string, Roster>();
  for (const [id, bytes] of contents) {
    try {
      rosters.set(id, parseRoster(readYaml(Buffer.from(bytes).toString('utf8'), ROSTER)));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  return rosters;
}
