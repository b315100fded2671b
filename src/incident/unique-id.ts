import type { Entry } from './entry.ts';

export interface ByUniqueId {
  readonly entries: readonly Entry[];
  /** Those that have the ID of an earlier one. */
  readonly doubles: readonly Entry[];
}

/**
 * Of entries with one ID only the first counts: what names an entry by its ID must not come to mean another one, such as
 * words that a reporter never said. Somebody stays kept out all the same, whatever ID that has.
 *
 * @param ordered in causal order
 */
export function byUniqueId(ordered: readonly Entry[]): ByUniqueId {
  const taken = new Set<string>();
  const [entries, doubles]: [Entry[], Entry[]] = [[], []];
  for (const entry of ordered) {
    if (taken.has(entry.id)) doubles.push(entry);
    if (!taken.has(entry.id) || entry.kind === 'recusal') entries.push(entry);
    taken.add(entry.id);
  }
  return { entries, doubles };
}
