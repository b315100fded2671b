import { UserError } from '../../errors.ts';
import { keyTypeOf } from '../age/age.ts';
import type { PublicKeys } from '../keys/identity-file.ts';
import { currentMembers, type Member, memberIdFor, parseRoster, type Roster } from './roster.ts';

/** What an admin does to the team. Each throws a UserError where the team does not allow it. */

/** Somebody new on the team, or somebody who had left and comes back with these keys. */
export function withMember(
  roster: Roster,
  person: PublicKeys & { readonly name: string; readonly email: string; readonly admin: boolean },
  at: string,
): Roster {
  assertFits(roster, person);
  const { name, email, admin, recipient, signingKey } = person;
  const id = memberIdFor(
    name,
    roster.members.map((member) => member.id),
  );
  const member: Member = { id, name, email, recipient, signingKey, admin, joined: at };
  return parseRoster({ ...roster, members: [...roster.members, member] });
}

/** New keys for a member; those before stay written down, so that what they signed stays theirs. */
export function withNewKeys(roster: Roster, id: string, keys: PublicKeys, at: string): Roster {
  assertFits(roster, keys);
  const change = (member: Member): Member => {
    const { left: _left, ...rest } = member;
    const { recipient, signingKey } = member;
    const previous = [...(member.previous ?? []), { recipient, signingKey, until: at }];
    return { ...rest, recipient: keys.recipient, signingKey: keys.signingKey, previous };
  };
  return parseRoster(changed(roster, id, change));
}

/** Somebody leaves the team. */
export function withoutMember(roster: Roster, id: string, at: string): Roster {
  const next = changed(roster, id, (member) => ({ ...member, left: at }));
  assertAdminLeft(next);
  return next;
}

/** Somebody becomes an admin, or is one no longer. */
export function withAdmin(roster: Roster, id: string, admin: boolean): Roster {
  const next = changed(roster, id, (member) => ({ ...member, admin }));
  assertAdminLeft(next);
  return next;
}

/** The current member that somebody means by an ID, a name or an address. */
export function memberMeant(roster: Roster, typed: string): Member {
  const wanted = typed.trim().toLowerCase();
  const members = currentMembers(roster);
  const byId = members.filter(({ id }) => id === wanted);
  const [member, ...others] =
    byId.length > 0
      ? byId
      : members.filter(({ name, email }) => [name.toLowerCase(), email.toLowerCase()].includes(wanted));
  if (member !== undefined && others.length === 0) return member;
  throw new UserError(
    member === undefined ? 'Nobody on the team is called that.' : 'More than one on the team is called that.',
    { hints: ['`coc team list` shows who is on the team; the first column can be typed.'] },
  );
}

function changed(roster: Roster, id: string, change: (member: Member) => Member): Roster {
  if (!roster.members.some((member) => member.id === id))
    throw new UserError('Nobody on the team is called that.');
  return {
    ...roster,
    members: roster.members.map((member) => (member.id === id ? change(member) : member)),
  };
}

function assertFits(roster: Roster, { recipient }: PublicKeys): void {
  if (keyTypeOf(recipient) === roster.keyType) return;
  throw new UserError('The keys in this request are of another type than this reports repository uses.', {
    hints: ['`coc join` makes the right ones: they have to join with the address of this repository.'],
  });
}

function assertAdminLeft(roster: Roster): void {
  if (currentMembers(roster).some(({ admin }) => admin)) return;
  throw new UserError('Then nobody would be left who can change the team.', {
    hints: ['Make somebody else an admin first: `coc team admin NAME`.'],
  });
}
