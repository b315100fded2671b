import { digest } from './canonical.ts';
import type { Entry } from './entry.ts';
import { order } from './order.ts';

/**
 * The entries of two versions of an incident together, each once, in their order (DESIGN 4, "Merging"). It does not
 * matter which is which, how often they are merged, or in what steps. Two entries that differ are both kept, also where
 * their IDs are equal.
 */
export function mergeEntries(a: readonly Entry[], b: readonly Entry[]): readonly Entry[] {
  return order([...a, ...b]).entries;
}

/** Of the digests that were seen before, those whose entries are no longer there: somebody took something away. */
export function lost(seen: readonly string[], entries: readonly Entry[]): readonly string[] {
  const present = new Set(entries.map(digest));
  return seen.filter((one) => !present.has(one));
}
