import type { App } from '../app.ts';
import { assertSure } from '../desk/confirm.ts';
import { chooseSuccessor, leavingBlocks, lookAtLeaving, passOn } from '../desk/leaving.ts';
import { EXIT, type ExitCode, UserError } from '../errors.ts';
import { rotateKeys } from '../joining/rotating.ts';
import { assertAdmin, chosenMember, sealedAgainBlocks } from '../joining/team.ts';
import { withAdmin, withoutMember } from '../vault/joining.ts';

interface SureOptions {
  readonly yes?: boolean;
}

/** `coc team remove`: somebody leaves the team, at once for everything that is saved from now on. */
export async function teamRemove(
  app: App,
  [typed]: readonly [string?],
  options: SureOptions & { readonly passTo?: string },
): Promise<ExitCode> {
  const desk = await app.desk();
  assertAdmin(desk);
  const member = await chosenMember(app, desk, typed);
  const leaving = await lookAtLeaving(desk, member);
  app.tell(leavingBlocks(member, leaving, desk.repository.roster));
  const successor = await chooseSuccessor(app, desk, { member, leaving, named: options.passTo });
  await assertSure(app, options.yes, `Take ${member.name} off the team`);
  if (successor !== undefined) await passOn(app, desk, leaving, successor);
  const isMe = member.id === desk.me.id;
  const { done, others, failed } = await desk.vault.changeRoster(
    (roster) => withoutMember(roster, member.id, app.nowLocal()),
    { sealAgain: true, alone: isMe },
  );
  app.printBlocks([
    {
      kind: 'text',
      text: `${member.name} is off the team. What is saved from now on they cannot open.\nWhat they could open before stays open to them in old copies: \`coc access --exposure ${member.id}\` lists it, as far as you can open it yourself.\nTake them off the git host as well, and off the mailbox and the chats of the team: that coc cannot do.`,
    },
    ...(isMe ? [] : sealedAgainBlocks({ done, others, failed })),
  ]);
  return failed.length > 0 ? EXIT.partial : app.outcome;
}

/** `coc team admin`: makes somebody an admin, or takes that back. */
export async function teamAdmin(
  app: App,
  [typed]: readonly [string?],
  options: SureOptions & { readonly revoke?: boolean },
): Promise<void> {
  const desk = await app.desk();
  assertAdmin(desk);
  const admin = options.revoke !== true;
  const member = await chosenMember(app, desk, typed, (one) => one.admin !== admin);
  if (member.admin === admin)
    throw new UserError(`${member.name} is ${admin ? 'an admin already' : 'no admin'}.`);
  await assertSure(
    app,
    options.yes,
    admin
      ? `Make ${member.name} an admin: they can then change the team and the policy`
      : `Take from ${member.name} what an admin may do`,
  );
  await desk.vault.changeRoster((roster) => withAdmin(roster, member.id, admin));
  app.printText(admin ? `${member.name} is an admin now.` : `${member.name} is no longer an admin.`);
}

/** `coc team rotate`: gives oneself new keys, and seals to them what one can open. */
export async function teamRotate(app: App, _args: readonly [], options: SureOptions): Promise<ExitCode> {
  await assertSure(app, options.yes, 'Make new keys in place of yours, and seal to them what you can open');
  const { words, done, others, failed } = await rotateKeys(app);
  app.printBlocks([
    { kind: 'text', text: 'You have new keys. The file with those before stays beside it, for old copies.' },
    { kind: 'text', text: 'Read these words to somebody on the team; `coc team list` shows them the same:' },
    { kind: 'say', text: words },
    ...sealedAgainBlocks({ done, others, failed }),
  ]);
  return failed.length > 0 ? EXIT.partial : app.outcome;
}
