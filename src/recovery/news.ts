import type { Desk } from '../app.ts';
import type { Block } from '../text/block.ts';
import { recoveriesIn } from '../vault/recovery.ts';

/**
 * Says to the rest of the team what the recovery key was used for, in commits that came and are signed with it: who became
 * an admin, and who is none any more. Nothing where there are none.
 *
 * @param commits as `coc sync` and `coc verify` find them
 */
export async function recoveryBlocks(
  { repository }: Pick<Desk, 'repository'>,
  commits: readonly string[],
): Promise<readonly Block[]> {
  const recoveries = await recoveriesIn(repository.objects, commits);
  return recoveries.flatMap(({ admin, wasMember, former }): readonly Block[] => [
    {
      kind: 'urgent',
      text: `The recovery key was used: ${admin} ${wasMember ? 'has new keys and is now the only admin' : 'was added and is now the only admin'} of the team.`,
    },
    {
      kind: 'list',
      items: [
        ...(former.length > 0
          ? [
              `No longer on the team: ${former.join(', ')}. What they could open before stays open to them in old copies.`,
            ]
          : []),
        `Does the team know of it? Ask ${admin} and whoever keeps the recovery key, by another way than this server.`,
        'If nobody on the team did this, somebody else has the recovery key and can read every report. Tell everybody on the team at once, and let an admin make a new one: `coc recovery-key --replace`.',
      ],
    },
  ]);
}
