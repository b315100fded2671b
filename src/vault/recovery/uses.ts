import { parseCommit } from '../git/commit.ts';
import type { Objects } from '../git/objects.ts';
import { rosterAt } from '../history/verify.ts';
import { currentMembers } from '../team/roster.ts';

/** One use of the recovery key, as its commit tells it. */
export interface Recovery {
  readonly commit: string;
  /** The name of who became the only admin. */
  readonly admin: string;
  /** Whether they were on the team before, with other keys. */
  readonly wasMember: boolean;
  /** The names of the admins who are no longer on the team. */
  readonly former: readonly string[];
}

/** What the recovery key did in these commits, which are verified and signed with it. */
export async function recoveriesIn(
  objects: Objects,
  commits: readonly string[],
): Promise<readonly Recovery[]> {
  const contents = await objects.read(commits);
  return Promise.all(
    commits.map(async (id) => {
      const [parent] = parseCommit(id, contents.get(id) ?? new Uint8Array(), () => false).parents;
      const [before, after] = await Promise.all([rosterAt(objects, parent), rosterAt(objects, id)]);
      if (before === undefined || after === undefined) throw new Error('a verified commit without a roster');
      const admin = currentMembers(after).find((member) => member.admin);
      if (admin === undefined) throw new Error('a recovery without an admin');
      const former = currentMembers(before).filter((one) => one.admin && one.id !== admin.id);
      return {
        commit: id,
        admin: admin.name,
        wasMember: before.members.some((one) => one.id === admin.id),
        former: former.map(({ name }) => name),
      };
    }),
  );
}
