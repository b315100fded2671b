import { type Entry, isKnown, type KnownEntry } from './entry.ts';
import type { IncidentView } from './view.ts';

/** The entries that were saved in one go, the one with this ID the first of them; none where it is not there. */
export function savedWith(entries: readonly Entry[], first: string): readonly KnownEntry[] {
  const known = entries.filter(isKnown);
  const [one, ...rest] = known.slice(
    Math.max(
      0,
      known.findIndex(({ id }) => id === first),
    ),
  );
  if (one?.id !== first) return [];
  return [one, ...rest.filter(({ at, by }) => at === one.at && by === one.by)];
}

/** Who was let in with these entries, by ID, and cannot open the incident all the same: something that was written meanwhile stands against it. */
export function notLetIn(
  { entries, readers }: Pick<IncidentView, 'entries' | 'readers'>,
  first: string,
): readonly string[] {
  return savedWith(entries, first).flatMap((one) =>
    one.kind === 'grant' && !readers.includes(one.member) ? [one.member] : [],
  );
}
