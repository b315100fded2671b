import { join } from 'node:path';
import { openRepository } from '../clone/repository.ts';
import { Writer } from '../clone/writer.ts';
import { withLock } from '../disk/lock.ts';
import type { Objects } from '../git/objects.ts';
import type { Remote } from '../git/remote.ts';
import { forged } from '../history/alarm.ts';
import { FETCHED, readMarks, setMark } from '../history/marks.ts';
import { verifyHistory } from '../history/verify.ts';

/**
 * Brings a clone up to date for somebody who is not on the team yet, or not any more: fetches, verifies, and goes forward.
 * Nothing is sealed and nothing is sent. Returns how many commits came. Throws HistoryAlarm or Unreachable.
 */
export async function follow(
  folder: string,
  env: NodeJS.ProcessEnv,
  objects: Objects,
  remote: Remote,
): Promise<number> {
  return withLock(
    join(folder, '.git'),
    () => undefined,
    async () => {
      const { head, verified } = await readMarks(objects);
      if (head === undefined || verified === undefined || head !== verified || !(await remote.fetch(FETCHED)))
        return 0;
      const theirs = (await objects.resolve(FETCHED)) ?? head;
      if (!(await objects.isAncestor(head, theirs))) return 0;
      const { problem, commits } = await verifyHistory({ objects, from: head, to: theirs });
      if (problem !== undefined) throw forged(problem, 'server');
      if (commits > 0) await new Writer(await openRepository(folder, env)).moveTo(theirs);
      await setMark(objects, 'shared', theirs);
      return commits;
    },
  );
}
