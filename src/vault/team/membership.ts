import { type PublicKeys, sameKeys } from '../keys/public-file.ts';
import { NotAMember } from './not-a-member.ts';
import { type Member, type Roster, recoveryKeys } from './roster.ts';

/** What a roster says of a pair of keys. */
export type Ownership =
  /** Nobody has or had either of them. */
  | { readonly are: 'new' }
  /** They are somebody's, as they are now, who is on the team. */
  | { readonly are: 'current'; readonly member: Member }
  /** They are those of somebody who has left. */
  | { readonly are: 'left'; readonly member: Member }
  /** Somebody has other ones by now in place of one of them. */
  | { readonly are: 'replaced'; readonly member: Member }
  /** One of them is somebody's, and the other one is not. */
  | { readonly are: 'half'; readonly member: Member }
  /** One of them is a recovery key's, now or before. */
  | { readonly are: 'recovery' };

/**
 * Whose keys these are. The one answer for whoever asks to be let in, whoever lets them in, and whoever works here, so that
 * none of them is sent from one to the other.
 */
export function whoseKeys(roster: Roster, keys: PublicKeys): Ownership {
  const shares = (one: PublicKeys): boolean =>
    one.recipient === keys.recipient || one.signingKey === keys.signingKey;
  const whole = roster.members.find((one) => sameKeys(one, keys));
  if (whole !== undefined) return { are: whole.left === undefined ? 'current' : 'left', member: whole };
  const half = roster.members.find(shares);
  if (half !== undefined) return { are: 'half', member: half };
  const replaced = roster.members.find(({ previous = [] }) => previous.some(shares));
  if (replaced !== undefined) return { are: 'replaced', member: replaced };
  return { are: recoveryKeys(roster).some(shares) ? 'recovery' : 'new' };
}

/** The member whose keys these are. Throws NotAMember, which tells why they are not on the team now, and what to do. */
export function memberWithKeys(roster: Roster, keys: PublicKeys): Member {
  const known = whoseKeys(roster, keys);
  switch (known.are) {
    case 'current':
      return known.member;
    case 'left':
      throw new NotAMember('You are not on the team of this reports repository any more.', [
        'What you saved here and did not share stays in this copy.',
        'If that is a mistake, talk to an admin of the team: `coc join` in this folder asks to be let in again.',
      ]);
    case 'replaced':
      throw new NotAMember('Your keys on this machine were replaced by newer ones.', [
        'Bring the newer identity file from the machine on which you replaced them: `coc join --identity FILE`.',
        'If there is none any more, `coc join` in this folder makes new keys, and asks an admin to put them in place of yours.',
        'If you did not replace them, tell an admin of the team at once.',
      ]);
    case 'half':
      throw new NotAMember(
        `One of your two keys on this machine is that of ${known.member.name} on the team, and the other one is not.`,
        [
          'If you have a whole copy of your identity file, bring it: `coc join --identity FILE`.',
          'If there is none any more, `coc join` in this folder makes new keys, and asks an admin to put them in place of yours.',
        ],
      );
    case 'recovery':
      throw new NotAMember('Your keys on this machine are the recovery key, which is nobody’s own.', [
        'Move them to where the recovery key is kept. `coc join` then makes keys of your own.',
        '`coc recover` takes the recovery key where no admin is left.',
      ]);
    case 'new':
      throw new NotAMember('You are not on the team of this reports repository yet.', [
        'If you have asked already: an admin has to add you, with `coc team add`. Talk to one. `coc sync` then brings it here.',
        '`coc join` in this folder shows once more what to send to an admin.',
        'Is it the right reports repository? Name another with --repo FOLDER.',
      ]);
  }
}
