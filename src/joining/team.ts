import type { App, Desk } from '../app.ts';
import { UsageError, UserError } from '../errors.ts';
import type { Block } from '../text/block.ts';
import { memberMeant } from '../vault/joining.ts';
import { currentMembers, type Member, onlyAdmins } from '../vault/team.ts';
import type { SealedAgain } from '../vault/vault.ts';

/** Throws a UserError that names who can, where somebody who is no admin changes the team. */
export function assertAdmin({ me, repository }: Desk): void {
  if (me.admin) return;
  throw onlyAdmins(repository.roster, 'changes the team');
}

/**
 * The member that somebody typed, or chooses where they typed none.
 *
 * @param isOffered whether somebody is there to be chosen
 */
export async function chosenMember(
  app: App,
  desk: Desk,
  typed: string | undefined,
  isOffered: (member: Member) => boolean = () => true,
): Promise<Member> {
  const { roster } = desk.repository;
  if (typed !== undefined) return memberMeant(roster, typed);
  const prompter = await app.prompter();
  if (prompter === undefined) throw new UsageError('Who? The name is missing.');
  const offered = currentMembers(roster).filter(isOffered);
  if (offered.length === 0) throw new UserError('There is nobody on the team of whom this could be.');
  return prompter.choose(
    'Who',
    offered.map((member) => ({ value: member, label: member.name })),
  );
}

/** What sealing again came to, after somebody left or has other keys. */
export function sealedAgainBlocks({ done, others, failed }: SealedAgain): readonly Block[] {
  return [
    { kind: 'text', text: `Sealed again: ${done}.` },
    ...(others > 0
      ? [
          {
            kind: 'text',
            text: `${others} more that you cannot open wait for those who can, at their next save or \`coc sync\`. \`coc doctor\` lists them.`,
          } as const,
        ]
      : []),
    ...(failed.length > 0
      ? [
          {
            kind: 'list',
            title: 'These could not be sealed again:',
            items: failed.map(({ path, why }) => `${path}: ${why}`),
          } as const,
        ]
      : []),
  ];
}
