import { introducedIn } from './compared-elsewhere.ts';
import { type Entry, isKnown } from './entry.ts';
import { order } from './order.ts';

/** Somebody who stands under another mark than before, since two were brought in at once. */
export interface MarkMoved {
  readonly was: string;
  readonly now: string;
  /** Whether the mark of before is somebody else's now. */
  readonly isTaken: boolean;
}

/** Who was under another mark for whoever knew of the entries of before. Of two that were joined as one person it tells nothing. */
export function marksMoved(before: readonly Entry[], after: readonly Entry[]): readonly MarkMoved[] {
  return moved(marksOf(before), marksOf(after));
}

/** Who was written down under another mark than they have, and by which member: on their screen it was that one. */
export function marksWritten(entries: readonly Entry[]): readonly (MarkMoved & Pick<Entry, 'by' | 'at'>)[] {
  const now = marksOf(entries);
  const people = entries.filter(isKnown).flatMap((entry) => (entry.kind === 'person' ? [entry] : []));
  return people.flatMap(({ id, person, by, at }) =>
    moved(new Map([[id, person]]), now).map((one) => ({ ...one, by, at })),
  );
}

type Marks = ReadonlyMap<string, string>;

function marksOf(entries: readonly Entry[]): Marks {
  return introducedIn({ entries: order(entries).entries, same: {} });
}

function moved(before: Marks, now: Marks): readonly MarkMoved[] {
  const taken = new Set(now.values());
  return [...before].flatMap(([id, was]) => {
    const mark = now.get(id);
    return mark === undefined || mark === was ? [] : [{ was, now: mark, isTaken: taken.has(was) }];
  });
}
