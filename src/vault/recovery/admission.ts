import type { PublicKeys } from '../keys/public-file.ts';
import type { Member, Roster } from '../team/roster.ts';
import { withMember, withNewKeys } from '../team/roster-edits.ts';

/** Whom the recovery key admits: somebody of the roster, whose keys are replaced, or somebody new. */
export type Admitted = { readonly id: string } | { readonly name: string; readonly email: string };

/**
 * The roster once the recovery key has admitted an admin (DESIGN 7): they are the only one, with these keys, and every
 * admin before them has left. Nothing else of it changes. Throws a UserError where the keys are of another type, or stand
 * in the roster already.
 *
 * @param at the present moment, ISO 8601
 */
export function admitting(
  roster: Roster,
  who: Admitted,
  keys: PublicKeys,
  at: string,
): { readonly roster: Roster; readonly admin: Member } {
  const put =
    'id' in who
      ? withNewKeys(roster, who.id, keys, at)
      : withMember(roster, { ...who, ...keys, admin: true }, at);
  const members = put.members.map((member): Member => {
    if (member.signingKey === keys.signingKey) return { ...member, admin: true };
    return member.admin && member.left === undefined ? { ...member, left: at } : member;
  });
  const admin = members.find(({ signingKey }) => signingKey === keys.signingKey);
  if (admin === undefined) throw new Error('nobody was admitted');
  const generation = roster.generation + 1;
  return { roster: { ...put, members, generation, sealAgainSince: generation }, admin };
}
