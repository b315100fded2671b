import { UserError } from '../../errors.ts';
import { readCommitSignature } from '../git/commit-signature.ts';
import { verifySshsig } from '../keys/sshsig.ts';
import type { Repository } from '../repository.ts';
import type { Member } from '../team/roster.ts';

const ROSTER = 'team.yaml';

/**
 * Makes sure that the keys to seal to are those that this member wrote down: `team.yaml` is as it was last
 * committed, and that commit carries this member's signature. Throws a UserError before anything is sealed.
 */
export async function assertRosterTrusted({ git }: Repository, me: Member): Promise<void> {
  if ((await git.changed(ROSTER)).length > 0) {
    throw new UserError(
      'team.yaml was changed and not by coc, so its keys cannot be trusted. Nothing was saved in the repository.',
      {
        hints: [
          'What you answered is kept.',
          '`git diff team.yaml` in the reports repository shows the change; `git checkout -- team.yaml` undoes it.',
        ],
      },
    );
  }
  const commit = await git.lastCommitOf(ROSTER);
  const signed = commit && readCommitSignature(await git.commitObject(commit));
  if (!signed || !verifySshsig(me.signingKey, 'git', signed.payload, signed.signature)) {
    throw new UserError(
      'The last change to team.yaml does not carry your signature, so its keys cannot be trusted. Nothing was saved in the repository.',
      {
        hints: [
          'What you answered is kept.',
          '`git log --show-signature -- team.yaml` in the reports repository shows who changed it.',
        ],
      },
    );
  }
}
