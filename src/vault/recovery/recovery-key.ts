import { UserError } from '../../errors.ts';
import { showDay } from '../../text/moment.ts';
import { type Identity, publicPart } from '../keys/identity.ts';
import { sameKeys } from '../keys/public-file.ts';
import type { RecoveryKey, Roster } from '../team/roster.ts';

/** The recovery key of this team. Throws a UserError where there is none. */
export function recoveryOf({ recovery }: Roster): RecoveryKey {
  if (typeof recovery !== 'string') return recovery;
  throw new UserError('This team has no recovery key.', {
    hints: ['What nobody on the team has keys for cannot be opened any more.'],
  });
}

/** Throws a UserError where this is not the recovery key that team.yaml names, in both its halves. */
export function assertRecoveryKey(roster: Roster, recovery: Identity): void {
  const wanted = recoveryOf(roster);
  const given = publicPart(recovery);
  if (sameKeys(wanted, given)) return;
  const before = wanted.previous?.find((one) => sameKeys(one, given));
  if (before !== undefined) {
    throw new UserError(
      `This recovery key was replaced on ${showDay(before.until.slice(0, 'YYYY-MM-DD'.length))}.`,
      {
        hints: ['It opens what was sealed before that, in old copies. The newer one is needed here.'],
      },
    );
  }
  if (wanted.recipient === given.recipient) {
    throw new UserError('This recovery key has another signing key than team.yaml names.', {
      hints: ['Its second half may be missing. Use the file or the shares as they were handed out.'],
    });
  }
  throw new UserError('This is not the recovery key of this team.', {
    hints: [
      'It may be one of another team, or of another reports repository. Nothing was changed.',
      'Is it the right reports repository? Name another with --repo FOLDER.',
    ],
  });
}
