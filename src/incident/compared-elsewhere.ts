import { apart } from './apart.ts';
import { type Entry, type EntryOf, isKnown } from './entry.ts';
import type { Unsealed } from './fold-people.ts';
import { lastOf } from './knew.ts';
import type { Same } from './same-roles.ts';
import { byUniqueId } from './unique-id.ts';

/** What came of comparing two people: one person, two, or that it is open again. Of several that stand beside each other the first. */
export const COMPARED = ['same', 'other', 'open'] as const;
export type ComparedAs = (typeof COMPARED)[number];

/** That somebody said whether a person of this incident is one of another. */
export interface Compared {
  /** The mark of the person here. */
  readonly person: string;
  /** The other incident, by its ID. */
  readonly incident: string;
  /** The person there, by the ID of the entry that brought them in. */
  readonly other: string;
  readonly is: ComparedAs;
  readonly by: string;
  readonly at: string;
}

/** The fields of a comparison, which are always sealed to those who could open both incidents. */
export type ComparedFields = Readonly<Record<'person' | 'incident' | 'other' | 'is', string>>;

/** The marks of people by the IDs of the entries that brought them in: those stay, whoever else gets the same mark. */
export type Introduced = ReadonlyMap<string, string>;

/**
 * @param people the entries on people, each under the mark that it has now, in order
 */
export function introduced(people: readonly EntryOf<'person'>[], same: Same): Introduced {
  const first = new Map<string, string>();
  for (const { id, person } of people) if (![...first.values()].includes(person)) first.set(id, person);
  return new Map([...first].map(([id, person]) => [id, same[person] ?? person]));
}

/** The same of an incident that is folded already. */
export function introducedIn({
  chain,
  same,
}: {
  readonly chain: readonly Entry[];
  readonly same: Same;
}): Introduced {
  const known = apart(chain, byUniqueId(chain).entries).filter(isKnown);
  return introduced(
    known.filter((entry): entry is EntryOf<'person'> => entry.kind === 'person'),
    same,
  );
}

/**
 * What was said of people here and in other incidents, as far as it is open to whoever looks. Something newer takes the place of that
 * alone which its writer had before their eyes; of what was written beside each other, that they are one person stands.
 *
 * @param all every entry, along which the chain goes
 */
export function foldCompared(
  entries: readonly EntryOf<'compared'>[],
  unsealed: Unsealed,
  marks: Introduced,
  all: readonly Entry[],
): readonly Compared[] {
  const pairs = new Map<string, (Compared & { readonly id: string })[]>();
  for (const { id, by, at } of entries) {
    const { person = '', incident = '', other = '', is } = unsealed.get(id) ?? {};
    const mark = marks.get(person);
    const said = COMPARED.find((one) => one === is);
    if (mark === undefined || said === undefined || incident === '' || other === '') continue;
    const key = `${mark} ${incident} ${other}`;
    pairs.set(key, [...(pairs.get(key) ?? []), { id, person: mark, incident, other, is: said, by, at }]);
  }
  return [...pairs.values()].flatMap((said) => {
    const standing = lastOf(said, { chain: all });
    const [first] = [...standing].sort((a, b) => COMPARED.indexOf(a.is) - COMPARED.indexOf(b.is));
    if (first === undefined || first.is === 'open') return [];
    const { id: _id, ...compared } = first;
    return [compared];
  });
}
