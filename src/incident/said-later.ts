import type { ContentOf, EntryOf, Stamp } from './entry.ts';
import type { Unsealed } from './fold-people.ts';

/** Something that was said later, with the words that are open to whoever looks. */
export interface FollowUp
  extends Stamp,
    Pick<ContentOf<'follow-up'>, 'kind' | 'receivedAt' | 'precision' | 'from' | 'sealed' | 'to'> {
  /** As it was said; undefined where that is sealed to others. */
  readonly text?: string;
  /** What the others read, where it is sealed to fewer than can open the incident. */
  readonly summary?: string;
  /** The members to whom it is sealed; undefined where it is to none. */
  readonly knownTo?: readonly string[];
}

/** @param knownTo to whom what is sealed in an entry is known */
export function foldSaidLater(
  entries: readonly EntryOf<'follow-up'>[],
  unsealed: Unsealed,
  knownTo: (entry: EntryOf<'follow-up'>) => readonly string[],
): readonly FollowUp[] {
  return entries.map((entry) => {
    if (entry.sealed === undefined) return entry;
    const { text: summary, ...rest } = entry;
    const text = unsealed.get(entry.id)?.text;
    return { ...rest, ...(text !== undefined && { text }), summary, knownTo: knownTo(entry) };
  });
}
