import { digest } from './canonical.ts';
import { type Entry, type EntryOf, isKnown, type NewEntry } from './entry.ts';
import type { Access } from './fold-access.ts';

/**
 * What becomes of entries that come in beside an incident, in a sealed note: those that count, which are put among the
 * others, and those whose author could open it once and no longer can, which are kept as words.
 */
export interface ComingIn {
  readonly counting: readonly Entry[];
  readonly kept: readonly { readonly from: string; readonly entries: readonly Entry[] }[];
}

/** What makes its author a reader by itself is never written beside an incident. */
const NEVER: ReadonlySet<string> = new Set(['opened', 'recovered', 'taken-in']);

/**
 * Judges entries by what their authors may do where they come in, not where they were written (DESIGN 9): an author who
 * can open the incident adds to it; one who could, and was kept out or whose permission ended, adds words that change
 * nothing. Undefined where somebody wrote them who never could open it: nothing of that is taken in.
 *
 * @param incident who can open it now, and who ever could
 * @param entries those that it does not have yet
 */
export function comingIn(incident: Access, entries: readonly Entry[]): ComingIn | undefined {
  const { readers } = incident;
  const could = new Set(incident.everReaders);
  const follows = ({ by, after, kind }: Entry): boolean =>
    could.has(by) && after.length > 0 && !NEVER.has(kind);
  if (!entries.every(follows)) return undefined;
  const authors = [...new Set(entries.map(({ by }) => by))];
  return {
    counting: entries.filter(({ by }) => readers.includes(by)),
    kept: authors
      .filter((author) => !readers.includes(author))
      .map((from) => ({ from, entries: entries.filter(({ by }) => by === from) })),
  };
}

/** What keeps the words of somebody who can no longer open the incident. */
export function takenIn(id: string, from: string, entries: readonly Entry[]): NewEntry {
  return { id, content: { kind: 'taken-in', from, written: [...entries] } };
}

/** The digests of the entries that an incident has, also of those that are only kept in it. */
export function digestsIn(entries: readonly Entry[]): ReadonlySet<string> {
  return new Set(entries.flatMap(withKept).map(digest));
}

function withKept(entry: Entry): readonly Entry[] {
  return [entry, ...keptIn(entry).flatMap(withKept)];
}

/** The entries that another one keeps as words. */
export function keptIn(entry: Entry): readonly Entry[] {
  return isKnown(entry) && entry.kind === 'taken-in' ? (entry.written as Entry[]) : [];
}

/** What somebody wrote who could no longer open the incident, as it is shown. */
export interface Kept {
  readonly at: string;
  readonly by: string;
  readonly kind: string;
  /** Its words, where it is a note, something said later, or what somebody wants now. */
  readonly text?: string;
}

/** Where the words stand, by kind. */
const WORDS: Readonly<Record<string, string>> = { note: 'text', 'follow-up': 'text', wish: 'words' };

/** What stands in an incident without an effect, each once, however often it was taken in. */
export function foldKept(entries: readonly EntryOf<'taken-in'>[]): readonly Kept[] {
  const each = new Map(entries.flatMap(keptIn).map((entry) => [digest(entry), entry]));
  return [...each.values()].map(({ at, by, kind, ...rest }) => {
    const text = Object.hasOwn(WORDS, kind) && (rest as Readonly<Record<string, unknown>>)[WORDS[kind] ?? ''];
    return { at, by, kind, ...(typeof text === 'string' && { text }) };
  });
}
