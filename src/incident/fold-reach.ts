import { type Entry, type EntryOf, isKnown, type KnownEntry } from './entry.ts';
import { knew } from './knew.ts';
import type { Noted } from './noted.ts';
import type { Same } from './same-roles.ts';

/** That somebody cannot be reached: who noted it, and when. */
export interface Unreachable extends Noted {
  /** Their mark. */
  readonly ref: string;
}

/**
 * Those of whom it is noted that they cannot be reached. It ends with the first thing that tells of a way to them, or comes from
 * them, by whoever knew of the note.
 *
 * @param known the entries that count, in order
 * @param all every entry, along which the chain goes
 */
export function foldReach(
  known: readonly KnownEntry[],
  same: Same,
  all: readonly Entry[],
): readonly Unreachable[] {
  const noted = known.filter((one): one is KnownEntry & EntryOf<'unreachable'> => one.kind === 'unreachable');
  if (noted.length === 0) return [];
  const signs = known.flatMap((one) => reachedIn(one).map((ref) => ({ id: one.id, ref: same[ref] ?? ref })));
  return noted
    .map(({ id, at, by, person }) => ({ id, at, by, ref: same[person] ?? person }))
    .filter(({ id, ref }) => !signs.some((one) => one.ref === ref && knew({ chain: all }, one, { id })))
    .map(({ at, by, ref }) => ({ at, by, ref }));
}

/** Who can be reached after all, or was, as an entry has it. */
function reachedIn(entry: KnownEntry): readonly string[] {
  if (!isKnown(entry)) return [];
  switch (entry.kind) {
    case 'person':
      return entry.name || entry.contact || entry.sealed ? [entry.person] : [];
    case 'told':
      return entry.person !== undefined && entry.toldAt !== undefined ? [entry.person] : [];
    case 'report':
      return [entry.reporter];
    case 'follow-up':
    case 'consent':
    case 'wish':
      return entry.from === undefined ? [] : [entry.from];
    case 'permitted':
      return entry.people;
    default:
      return [];
  }
}
