import type { Entry } from './entry.ts';

/**
 * What is known of who wrote an entry: signed with the present key of the member it names; with a key of theirs that was
 * replaced, or by somebody who has left the team since; or not signed by them at all.
 */
export type Authorship = 'verified' | 'key-since-removed' | 'not-verified';

/** For each entry of an opened incident, by the entry itself: an ID may be there twice, once genuine and once not. */
export type Authors = ReadonlyMap<Entry, Authorship>;

/** Who wrote an entry, and how far that is certain. Nothing in it is what the entry says. */
export interface Written {
  readonly id: string;
  readonly kind: string;
  readonly at: string;
  readonly by: string;
  readonly authorship: Authorship;
}

/** Who wrote the entries, in the order they are given. */
export function written(entries: readonly Entry[], authors: Authors): readonly Written[] {
  return entries.map((entry) => {
    const { id, kind, at, by } = entry;
    return { id, kind, at, by, authorship: authors.get(entry) ?? 'not-verified' };
  });
}
