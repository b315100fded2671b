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

/** What is told apart by its number. */
const NUMBERED = ['report', 'sanction'] as const;

/** A report or a sanction that has another number than before, since another one came in between. */
export interface NumberMoved {
  readonly what: (typeof NUMBERED)[number];
  readonly was: number;
  readonly now: number;
}

/** What had another number for whoever knew of the entries of before. */
export function numbersMoved(before: readonly Entry[], after: readonly Entry[]): readonly NumberMoved[] {
  return NUMBERED.flatMap((what) => {
    const now = idsOf(after, what);
    return idsOf(before, what).flatMap((id, index) => {
      const place = now.indexOf(id);
      return place < 0 || place === index ? [] : [{ what, was: index + 1, now: place + 1 }];
    });
  });
}

/** Whether marks or numbers in it may be other ones than somebody saw. */
export function mayHaveMoved(entries: readonly Entry[]): boolean {
  return NUMBERED.some((what) => idsOf(entries, what).length > 1) || marksWritten(entries).length > 0;
}

function idsOf(entries: readonly Entry[], what: NumberMoved['what']): readonly string[] {
  return [...new Set(order(entries).entries.flatMap(({ id, kind }) => (kind === what ? [id] : [])))];
}

type Marks = ReadonlyMap<string, string>;

function marksOf(entries: readonly Entry[]): Marks {
  return introducedIn({ chain: order(entries).entries, same: {} });
}

function moved(before: Marks, now: Marks): readonly MarkMoved[] {
  const taken = new Set(now.values());
  return [...before].flatMap(([id, was]) => {
    const mark = now.get(id);
    return mark === undefined || mark === was ? [] : [{ was, now: mark, isTaken: taken.has(was) }];
  });
}
