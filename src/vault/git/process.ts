import { ownSettings } from './own-settings.ts';
import { type GitEnded, type GitRun, startGit } from './start-git.ts';

/**
 * Runs one git command in `folder` and says exactly how it ended; a failure of git's is a result and not an error. Of the
 * settings of a clone, git is shown what `ownSettings` says. Throws a UserError where git is missing or a part of the clone is
 * elsewhere, and the system's own error where `folder` is missing.
 */
export async function runGit(folder: string, args: readonly string[], options: GitRun): Promise<GitEnded> {
  return startGit(folder, args, options, await ownSettings(folder, options.env));
}
