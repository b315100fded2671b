import type { App } from '../app.ts';
import { isEmail } from '../email.ts';
import { UsageError, UserError } from '../errors.ts';
import { nameProblem } from '../interview/forms/name.ts';
import { single } from '../interview/prompter.ts';
import type { Admitted } from '../vault/recovery.ts';
import { currentMembers, type Member, type Roster } from '../vault/team.ts';

/** Who somebody is that comes with the recovery key. */
export interface WhoOptions {
  /** A member, by ID or name, whose keys are lost. */
  readonly as?: string;
  readonly name?: string;
  readonly email?: string;
  /** Nobody who is an admin has their keys any more. */
  readonly adminLeft?: boolean;
}

/**
 * Whether the recovery key is to make them an admin: only where no admin has their keys any more. Throws a UserError where
 * somebody is not on the team and an admin could still add them, and where nobody can be asked.
 *
 * @param me whose keys are on this machine, if they are on the team now
 */
export async function wantsToBeAdmin(
  app: App,
  roster: Roster,
  me: Member | undefined,
  { adminLeft }: WhoOptions,
): Promise<boolean> {
  if (me?.admin) return false;
  const admins = currentMembers(roster).filter((member) => member.admin);
  if (adminLeft === false || admins.length === 0) return true;
  const prompter = await app.prompter();
  const names = admins.map(({ name, email }) => `${name} <${email}>`).join(', ');
  if (prompter !== undefined) {
    prompter.show([
      {
        kind: 'text',
        text: `An admin can add people and give them new keys: ${names}. The recovery key makes an admin only when none of them has their keys any more; they are then no longer on the team until the new admin adds them again.`,
      },
    ]);
    const left = await prompter.choose('Has anybody who is an admin still got their keys', [
      { value: true, label: 'Yes, or perhaps' },
      { value: false, label: 'No, nobody has' },
    ]);
    if (!left) return true;
  }
  if (me !== undefined) return false;
  throw new UserError('Your keys are not on the team, and an admin could still add them.', {
    hints: [
      `Ask ${names}: \`coc join\` shows what to send, and \`coc team add\` takes it in. Then \`coc recover\` again, if you need it.`,
      ...(prompter === undefined ? ['If no admin has their keys any more, add --no-admin-left.'] : []),
    ],
  });
}

/** Whom the recovery key is to admit: whoever is on the team already, somebody of the roster, or somebody new. */
export async function choosePerson(
  app: App,
  roster: Roster,
  me: Member | undefined,
  options: WhoOptions,
): Promise<Admitted> {
  if (me !== undefined) return { id: me.id };
  const { as, name, email } = options;
  if (as !== undefined) return { id: meant(roster, as).id };
  const prompter = await app.prompter();
  if (name !== undefined && email !== undefined) return assertNew(roster, name, email);
  if (prompter === undefined) {
    throw new UsageError(
      'It is not said who you are, and there is no terminal to ask.',
      '--as MEMBER if you are in team.yaml already; else --name NAME --email ADDRESS.',
    );
  }
  const id = await prompter.choose<string | undefined>('Who are you', [
    ...roster.members.map((member) => ({
      value: member.id,
      label: `${member.name} <${member.email}>${member.left === undefined ? '' : ', no longer on the team'}`,
    })),
    { value: undefined, label: 'Somebody new' },
  ]);
  if (id !== undefined) return { id };
  const isAddress = (text: string): string | undefined =>
    isEmail(text) ? undefined : 'does not look like an e-mail address';
  return assertNew(
    roster,
    String(
      await prompter.ask(single('name', 'Your name, as the team knows you', { problemWith: nameProblem })),
    ),
    String(await prompter.ask(single('email', 'Your e-mail address', { problemWith: isAddress }))),
  );
}

function meant(roster: Roster, typed: string): Member {
  const wanted = typed.trim().toLowerCase();
  const byId = roster.members.filter(({ id }) => id === wanted);
  const found =
    byId.length > 0
      ? byId
      : roster.members.filter(({ name, email }) =>
          [name.toLowerCase(), email.toLowerCase()].includes(wanted),
        );
  const [member, ...others] = found;
  if (member !== undefined && others.length === 0) return member;
  throw new UsageError(
    member === undefined
      ? 'Nobody in team.yaml is called that.'
      : 'More than one in team.yaml is called that.',
    `Type one of: ${roster.members.map(({ id }) => id).join(', ')}.`,
  );
}

function assertNew(roster: Roster, name: string, email: string): Admitted {
  const problem = nameProblem(name) === undefined ? undefined : `The name ${nameProblem(name)}.`;
  const wrong = problem ?? (isEmail(email) ? undefined : 'That does not look like an e-mail address.');
  if (wrong !== undefined) throw new UsageError(wrong);
  const there = roster.members.find((one) => one.email.toLowerCase() === email.toLowerCase());
  if (there === undefined) return { name, email };
  throw new UsageError(
    'Somebody in team.yaml has that e-mail address already.',
    `If that is you, and your keys are lost: --as ${there.id}`,
  );
}
