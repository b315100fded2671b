import type { App } from '../app.ts';
import { UsageError, UserError } from '../errors.ts';
import {
  alikeIn,
  assertNobodys,
  type JoinRequest,
  lettersOf,
  namesake,
  oddName,
  whoseKeys,
} from '../vault/joining.ts';
import type { Member, Roster } from '../vault/team.ts';

/** Who somebody is who asks to be let in. */
export type Newcomer =
  | { readonly is: 'new' }
  /** Somebody whose keys are lost: these take the place of theirs. */
  | { readonly is: 'with-new-keys'; readonly member: Member }
  /** Somebody who had left, with the keys that they had. */
  | { readonly is: 'back'; readonly member: Member };

/**
 * Who a request is from, as the admin says where it could be somebody of the roster. Throws a UserError where its keys are
 * somebody else's, or where somebody new would be taken for somebody who is or was on the team.
 *
 * @param replaces the ID of a member, where `--replaces` says that it is them
 */
export async function whoAsks(
  app: App,
  roster: Roster,
  request: JoinRequest,
  replaces: string | undefined,
): Promise<Newcomer> {
  const { members } = roster;
  const known = whoseKeys(roster, request);
  if (known.are !== 'left') assertNobodys(roster, request);
  const named = members.find(({ id }) => id === replaces);
  if (replaces !== undefined && named === undefined)
    throw new UserError('Nobody on the team is called that.');
  if (known.are === 'left') {
    if (named !== undefined && named.id !== known.member.id) assertNobodys(roster, request);
    return named === undefined
      ? chosen(app, roster, request, [known.member], 'back')
      : { is: 'back', member: named };
  }
  if (named !== undefined) return { is: 'with-new-keys', member: named };
  const alike = alikeIn(roster, request).map(({ member }) => member);
  const asking = members.filter(({ id }) => id === request.replaces);
  const candidates = [...new Set([...asking, ...alike])];
  if (candidates.length === 0) return { is: 'new' };
  return chosen(app, roster, request, candidates, 'with-new-keys');
}

async function chosen(
  app: App,
  roster: Roster,
  request: JoinRequest,
  candidates: readonly Member[],
  is: 'back' | 'with-new-keys',
): Promise<Newcomer> {
  const prompter = await app.prompter();
  if (prompter === undefined) {
    const [first] = candidates;
    throw new UsageError(
      'Somebody of that name, address or keys is or was on the team already.',
      ...candidates.map(({ id, name }) => `If it is ${name}: --replaces ${id}.`),
      ...(first === undefined ? [] : otherwise(roster, request)),
    );
  }
  const member = await prompter.choose<Member | undefined>(
    'Somebody like that is or was on the team. Who is it',
    [
      ...candidates.map((one) => ({
        value: one,
        label:
          is === 'back'
            ? `${one.name}, who comes back with the keys from before`
            : `${one.name}, who gets these keys in place of theirs`,
      })),
      { value: undefined, label: 'Somebody else, who is new' },
    ],
  );
  if (member !== undefined) return { is, member };
  assertNobodys(roster, request);
  const [alike] = alikeIn(roster, request);
  if (alike !== undefined) throw namesake(alike, request);
  return { is: 'new' };
}

/** What hinders that it is somebody new. */
function otherwise(roster: Roster, request: JoinRequest): readonly string[] {
  const [alike] = alikeIn(roster, request);
  if (alike === undefined) return [];
  const { message, hints } = namesake(alike, request);
  return [`${message} ${hints[0]}`];
}

/** What an admin should see beside the name in a request, before they choose it; undefined where there is nothing. */
export function remarkOn(roster: Roster, request: JoinRequest): string | undefined {
  const known = whoseKeys(roster, request);
  if (known.are === 'left') return `was on the team as ${known.member.name}`;
  if (known.are === 'recovery') return 'with the recovery key';
  if (known.are !== 'new') return `with a key of ${known.member.name}’s`;
  const odd = oddName(roster, request);
  if (odd !== undefined) return odd;
  const [alike] = alikeIn(roster, request);
  if (alike !== undefined) {
    const { member, by } = alike;
    return `${by === 'name' ? 'the name' : 'the address'} of ${member.name}, who ${member.left === undefined ? 'is' : 'was'} on the team`;
  }
  return lettersOf(request.name);
}
