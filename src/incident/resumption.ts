import type { Entry, KnownEntry } from './entry.ts';
import type { Answered } from './fold-consent.ts';
import { knew } from './knew.ts';
import type { Resumption } from './response.ts';
import type { Same } from './same-roles.ts';
import { isFirstOutcome } from './since-close.ts';

/**
 * That an incident goes on again, and what of that is done. A first outcome is wanted anew where somebody said later that it is
 * to go on; where only the answer to the sentence was put right, what was decided counts.
 *
 * @param all every entry, along which the chain goes
 * @param known those that count, in order
 */
export function resumption(
  { resumed }: Answered,
  all: readonly Entry[],
  known: readonly KnownEntry[],
  same: Same,
): Resumption | undefined {
  if (resumed === undefined) return undefined;
  const { at, entry, stopped } = resumed;
  const isAnew = entry.saidAt !== undefined;
  const toldOver = known.flatMap((one) =>
    one.kind === 'told' && one.about === 'response' && one.toldAt && one.person && isMeanwhile(one)
      ? [same[one.person] ?? one.person]
      : [],
  );
  return {
    at,
    id: entry.id,
    answered: !isAnew || known.some((one) => isFirstOutcome(one) && knew({ chain: all }, one, entry)),
    toldOver,
  };

  function isMeanwhile(one: KnownEntry): boolean {
    return knew({ chain: all }, one, stopped) && !knew({ chain: all }, one, entry);
  }
}
