import type { EntryOf, Role } from './entry.ts';
import type { Person, PersonField, Unsealed } from './fold-people.ts';
import type { Noted } from './noted.ts';
import { TO_BE_ONE } from './same-roles.ts';

type Affected = NonNullable<Person['affected']>;

/** What a later entry changed of who somebody is: who wrote it, and when. What it says itself stands with the person. */
export interface Rewritten extends Noted {
  /** The ID of the entry. */
  readonly id: string;
  /** The mark under which it was written. */
  readonly person: string;
  /** What was written down wrong, and is put right with it. */
  readonly corrected?: readonly string[];
  /** What took the place of another one, without that this was called wrong. */
  readonly replaced?: readonly PersonField[];
  /** Who they turned out to be. */
  readonly isOne?: string;
  /** Those who they were said to be, and are not. */
  readonly apart?: readonly string[];
  readonly role?: { readonly is: Role; readonly was: Role };
  readonly affected?: { readonly is: Affected; readonly was?: Affected };
  /** The members whom they are said not to be. */
  readonly otherThan?: readonly string[];
}

const REPLACED = ['name', 'contact'] as const satisfies readonly PersonField[];

/**
 * Every entry that changed what was said of somebody before, in order. What only completes it is none.
 *
 * @param entries all on people, in order
 */
export function foldRewritten(
  entries: readonly EntryOf<'person'>[],
  unsealed: Unsealed,
): readonly Rewritten[] {
  const known = new Map<string, Known>();
  return entries.flatMap((entry): readonly Rewritten[] => {
    const { id, at, by, person } = entry;
    const before = known.get(person);
    const now = { ...entry, ...unsealed.get(id) };
    known.set(person, {
      role: entry.role,
      said: {
        ...before?.said,
        ...(now.name && { name: now.name }),
        ...(now.contact && { contact: now.contact }),
      },
      ones: [...(before?.ones ?? []), ...(entry.sameAs === undefined ? [] : [entry.sameAs])],
      affected: entry.affected ?? before?.affected,
    });
    const change = changeIn(entry, before, now);
    return Object.keys(change).length === 0 ? [] : [{ id, at, by, person, ...change }];
  });
}

/** What was said of somebody under one mark. */
interface Known {
  readonly role: Role;
  readonly said: { readonly name?: string; readonly contact?: string };
  readonly ones: readonly string[];
  readonly affected: Affected | undefined;
}

function changeIn(
  { role, affected, sameAs, corrected = [], otherThan = [] }: EntryOf<'person'>,
  before: Known | undefined,
  now: { readonly name?: string | null | undefined; readonly contact?: string | null | undefined },
): Omit<Rewritten, 'id' | 'person' | keyof Noted> {
  const fields = corrected.filter((field) => field !== TO_BE_ONE);
  const replaced = REPLACED.filter((key) => {
    const [old, other] = [before?.said[key], now[key]];
    return old !== undefined && other && old !== other && !corrected.includes(key);
  });
  const was = before?.affected;
  return {
    ...(fields.length > 0 && { corrected: fields }),
    ...(replaced.length > 0 && { replaced }),
    ...(sameAs !== undefined && { isOne: sameAs }),
    ...(corrected.includes(TO_BE_ONE) && { apart: [...new Set(before?.ones)] }),
    ...(before !== undefined && before.role !== role && { role: { is: role, was: before.role } }),
    ...(before !== undefined &&
      affected !== undefined &&
      affected !== was && { affected: { is: affected, ...(was && { was }) } }),
    ...(otherThan.length > 0 && { otherThan }),
  };
}
