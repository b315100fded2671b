import { z } from 'zod';
import { entryId, memberId, sealedBlock, stamp, words } from './fields.ts';

/** The entries of who may open an incident (DESIGN 4, "Merging", "People"; DESIGN 5, "Conflict of interest"). */
export const accessContent = {
  /** A member may open the incident from now on, as far as permission and recusals allow. */
  grant: z.looseObject({ kind: z.literal('grant'), member: memberId }),
  /** A member is kept out from now on. It beats a concurrent or later grant. */
  recusal: z.looseObject({ kind: z.literal('recusal'), member: memberId, reason: words.optional() }),
  /**
   * Undoes the one recusal that it names. Counts only from an admin, and not from the member who is kept out; with a proof,
   * from any admin, where everybody who could open the incident is kept out.
   */
  'recusal-undone': z.looseObject({
    kind: z.literal('recusal-undone'),
    member: memberId,
    corrects: entryId,
    reason: words,
    /**
     * Base64 of a signature by the recovery key over member, recusal, incident and repository. An entry whose proof does not
     * hold is taken for one that nobody signed.
     */
    proof: z.string().optional(),
  }),
  /**
   * Whoever used the recovery key made this member a reader, because no living reader was left. Counts without a
   * permission, and never against a recusal. An entry whose proof does not hold is taken for one that nobody signed.
   */
  recovered: z.looseObject({
    kind: z.literal('recovered'),
    member: memberId,
    /** Base64 of a signature by the recovery key over member, incident and repository. */
    proof: z.string().optional(),
  }),
  /** The sealed fields of another entry, sealed once more to these members, with the reporter's permission. */
  widened: z.looseObject({
    kind: z.literal('widened'),
    entry: entryId,
    to: z.array(memberId),
    sealed: sealedBlock.optional(),
    /** The permission; where it would tell who reported, it stands in the block, as `by-permission`. */
    words: words.optional(),
  }),
  /**
   * What a member wrote who could no longer open the incident when it came in (DESIGN 9): their entries, word for word, as
   * they signed them. Those are no entries of this incident, and change nothing in it. Where one is not signed by `from`, the
   * whole is taken for something that nobody signed.
   */
  'taken-in': z.looseObject({
    kind: z.literal('taken-in'),
    from: memberId,
    written: z.array(z.looseObject({ kind: z.string().min(1), ...stamp })).min(1),
  }),
};
