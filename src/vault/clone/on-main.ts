import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from '../../disk/private-file.ts';
import { UserError } from '../../errors.ts';
import { DamagedCopy } from '../git/failed.ts';
import { MAIN } from '../history/marks.ts';

/** What stock git may be in the middle of, by the file that tells, and the command that ends it. */
const UNDER_WAY = [
  ['rebase-merge', 'a rebase', 'git rebase --abort'],
  ['rebase-apply', 'a rebase', 'git rebase --abort'],
  ['MERGE_HEAD', 'a merge', 'git merge --abort'],
  ['CHERRY_PICK_HEAD', 'a cherry-pick', 'git cherry-pick --abort'],
  ['REVERT_HEAD', 'a revert', 'git revert --abort'],
  ['BISECT_LOG', 'a bisect', 'git bisect reset'],
] as const;

/**
 * Throws a UserError where a clone is not on its branch, or stock git is in the middle of something: what is saved then
 * would come where nobody finds it.
 */
export async function assertOnMain(folder: string): Promise<void> {
  const inGit = (name: string): string => join(folder, '.git', name);
  for (const [file, what, command] of UNDER_WAY) {
    if (await exists(inGit(file)))
      throw new UserError(
        `git is in the middle of ${what} in the reports repository. Nothing was saved in it.`,
        {
          hints: ['What you answered is kept.', `\`${command}\` there ends it; then try again.`],
        },
      );
  }
  const head = (await readFile(inGit('HEAD'), 'utf8')).trim();
  if (head === `ref: ${MAIN}`) return;
  if (!/^(?:ref: \S+|[0-9a-f]{40})$/.test(head))
    throw new DamagedCopy('Where git notes its branch cannot be read');
  throw new UserError('The reports repository is not on its branch `main`. Nothing was saved in it.', {
    hints: ['What you answered is kept.', '`git switch main` there goes back; then try again.'],
  });
}
