import type { Entry, EntryOf } from './entry.ts';
import type { Unsealed } from './fold-people.ts';
import { lastOf } from './knew.ts';

/** What was said of this incident and another one: the other leads, or they are two matters after all. */
export const JOINED = ['led', 'apart'] as const;
export type JoinedAs = (typeof JOINED)[number];

/** That an incident is one matter with another, which leads. */
export interface Joined {
  /** The entry that says so. */
  readonly id: string;
  /** The incident that leads, by its ID. */
  readonly incident: string;
  readonly why?: string;
  readonly by: string;
  readonly at: string;
}

/** The fields of the entry, which are always sealed to those who could open both incidents. */
export interface JoinedFields extends Readonly<Record<string, string>> {
  readonly incident: string;
  readonly is: JoinedAs;
}

/**
 * Which incidents lead this one, as far as that is open to whoever looks. Something newer takes the place of that alone which its writer
 * had before their eyes; of what was written beside each other, that they are one matter stands. Only where two people joined it to
 * different ones at once are there several.
 *
 * @param all every entry, along which the chain goes
 */
export function foldJoined(
  entries: readonly EntryOf<'joined'>[],
  unsealed: Unsealed,
  all: readonly Entry[],
): readonly Joined[] {
  const said = entries.flatMap(({ id, by, at }) => {
    const { incident = '', is, why } = unsealed.get(id) ?? {};
    const as = JOINED.find((one) => one === is);
    if (as === undefined || incident === '') return [];
    return [{ id, is: as, joined: { id, incident, ...(why !== undefined && { why }), by, at } }];
  });
  const others = [...new Set(said.map(({ joined }) => joined.incident))];
  return others.flatMap((other) => {
    const ofOne = said.filter(({ joined }) => joined.incident === other);
    return lastOf(ofOne, { chain: all }).find(({ is }) => is === 'led')?.joined ?? [];
  });
}
