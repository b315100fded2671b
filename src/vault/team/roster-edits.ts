import { UserError } from '../../errors.ts';
import { keyTypeOf } from '../age/age.ts';
import type { PublicKeys } from '../keys/public-file.ts';
import { type Alike, alikeIn, type Called, lettersOf } from './alike.ts';
import { type Ownership, whoseKeys } from './membership.ts';
import { currentMembers, type Member, memberIdFor, parseRoster, type Roster } from './roster.ts';

/** What an admin does to the team. Each throws a UserError where the team does not allow it. */

/** Somebody new on the team, whom nobody takes for somebody who is or was on it. */
export function withMember(
  roster: Roster,
  person: PublicKeys & { readonly name: string; readonly email: string; readonly admin: boolean },
  at: string,
): Roster {
  assertFits(roster, person);
  assertNobodys(roster, person);
  const [alike] = alikeIn(roster, person);
  if (alike !== undefined) throw namesake(alike, person);
  const { name, email, admin, recipient, signingKey } = person;
  const id = memberIdFor(
    name,
    roster.members.map((member) => member.id),
  );
  const member: Member = { id, name, email, recipient, signingKey, admin, joined: at };
  return parseRoster({ ...roster, members: [...roster.members, member] });
}

/**
 * New keys for a member; those before stay written down, so that what they signed stays theirs. Whoever had left comes back
 * by it, and not as an admin.
 */
export function withNewKeys(roster: Roster, id: string, keys: PublicKeys, at: string): Roster {
  assertFits(roster, keys);
  assertNobodys(roster, keys);
  const change = (member: Member): Member => {
    const { recipient, signingKey } = member;
    const previous = [...(member.previous ?? []), { recipient, signingKey, until: at }];
    return { ...back(member), recipient: keys.recipient, signingKey: keys.signingKey, previous };
  };
  return parseRoster(changed(roster, id, change));
}

/** Somebody who had left comes back with the keys that they had, and not as an admin. */
export function withMemberBack(roster: Roster, id: string): Roster {
  return parseRoster(changed(roster, id, back));
}

function back(member: Member): Member {
  if (member.left === undefined) return member;
  const { left: _left, ...rest } = member;
  return { ...rest, admin: false };
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

/** The current member that somebody means by an ID, a name or an address, or by a part of the name that is theirs alone. */
export function memberMeant(roster: Roster, typed: string): Member {
  const wanted = typed.trim().toLowerCase();
  const members = currentMembers(roster);
  const [member, ...others] =
    [
      members.filter(({ id }) => id === wanted),
      members.filter(({ name, email }) => [name.toLowerCase(), email.toLowerCase()].includes(wanted)),
      members.filter(({ name }) => name.toLowerCase().split(/\s+/).includes(wanted)),
    ].find((found) => found.length > 0) ?? [];
  if (member !== undefined && others.length === 0) return member;
  throw new UserError(
    member === undefined
      ? 'Nobody on the team is called that.'
      : 'More than one on the team may be meant. Type the whole name, or their e-mail address.',
    { hints: ['`coc team list` shows who is on the team.'] },
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

/** Keys stand for one person: nobody is let in with those that are or were somebody's. Throws a UserError that says whose. */
export function assertNobodys(roster: Roster, keys: PublicKeys): void {
  const known = whoseKeys(roster, keys);
  if (known.are === 'new') return;
  if (known.are === 'current') {
    throw new UserError(`${known.member.name} is on the team already, with these keys.`, {
      hints: ['There is nothing to add: `coc sync` shows them that they are on the team.'],
    });
  }
  throw new UserError(`${whose(known)}. Nobody was added.`, {
    hints: [
      'Ask by phone or in person who made this request.',
      'Whoever needs new keys types `coc join` in the folder of the reports repository.',
    ],
  });
}

function whose(known: Exclude<Ownership, { are: 'new' | 'current' }>): string {
  switch (known.are) {
    case 'recovery':
      return 'One of the keys in this request is the recovery key';
    case 'half':
      return `One of the two keys in this request is ${known.member.name}’s, and the other one is not`;
    case 'replaced':
      return `A key in this request was ${known.member.name}’s until it was replaced`;
    case 'left':
      return `The keys in this request are those of ${known.member.name}, who has left the team`;
  }
}

/** Why somebody new cannot be called like this. */
export function namesake(
  { member, by, disguised }: Alike,
  called: Called,
  hints: readonly string[] = [],
): UserError {
  const { name, left } = member;
  const be = left === undefined ? 'is' : 'was';
  const letters = lettersOf(called[by]);
  const written = letters === undefined ? '' : ` is written with ${letters}, and`;
  const plainly =
    by === 'name'
      ? `There ${be} a ${name} on the team already.`
      : `${member.email} is the address of ${name}, who ${be} on the team.`;
  return new UserError(
    disguised ? `“${called[by]}”${written} looks like “${member[by]}”, who ${be} on the team.` : plainly,
    {
      hints: [
        `One would be taken for the other. If it is somebody else, they need ${by === 'name' ? 'a name that tells them apart, such as the whole one' : 'an address of their own'}.`,
        ...hints,
      ],
    },
  );
}

function assertAdminLeft(roster: Roster): void {
  if (currentMembers(roster).some(({ admin }) => admin)) return;
  throw new UserError('Then nobody would be left who can change the team.', {
    hints: ['Make somebody else an admin first: `coc team admin NAME`.'],
  });
}
