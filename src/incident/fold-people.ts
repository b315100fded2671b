import type { EntryOf, Role } from './entry.ts';
import type { Same } from './same.ts';

export interface Person {
  readonly ref: string;
  readonly role: Role;
  readonly affected?: 'yes' | 'no' | 'unknown';
  /** Null is "asked, not given". */
  readonly name?: string | null;
  readonly contact?: string | null;
  readonly description?: string;
  readonly employer?: string;
  readonly aliases?: readonly string[];
  /** Name and contact are sealed to fewer readers, and this reader is not among them. */
  readonly hidden: boolean;
  /** The members to whom name and contact are sealed; undefined where they are not. */
  readonly knownTo?: readonly string[];
}

/** What opened of the sealed blocks, by entry ID: the fields that were left out of the entry. */
export type Unsealed = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** Everybody in the incident, each once, with all that entries said of them. */
export function foldPeople(
  entries: readonly EntryOf<'person'>[],
  unsealed: Unsealed,
  same: Same,
  knownTo: (entry: EntryOf<'person'>) => readonly string[],
): Person[] {
  const people = new Map<string, Person>();
  for (const entry of entries) {
    const inner = unsealed.get(entry.id);
    const ref = same[entry.person] ?? entry.person;
    const isOther = ref !== entry.person;
    const before = people.get(ref);
    const fields = { ...entry, ...inner };
    const aliases = unique([
      ...(before?.aliases ?? []),
      ...(entry.aliases ?? inner?.aliases?.split('\n') ?? []),
      // What they were called, and how they were reached, stays known, so that it never goes out by mistake.
      ...superseded(before, fields, isOther),
    ]);
    const description = isOther ? joined(before?.description, fields.description) : fields.description;
    const employer = joined(before?.employer, fields.employer);
    const known = entry.sealed === undefined ? before?.knownTo : narrowed(before?.knownTo, knownTo(entry));
    people.set(ref, {
      ...before,
      ref,
      role: before !== undefined && isOther ? before.role : entry.role,
      hidden: (entry.sealed !== undefined && inner === undefined) || (before?.hidden ?? false),
      ...(known && { knownTo: known }),
      ...(fields.affected && { affected: fields.affected }),
      ...(fields.name !== undefined && !(isOther && before?.name) && { name: fields.name }),
      ...(fields.contact !== undefined && !(isOther && before?.contact) && { contact: fields.contact }),
      ...(description !== undefined && { description }),
      ...(employer !== undefined && { employer }),
      ...(aliases.length > 0 && { aliases }),
    });
  }
  return [...people.values()];
}

/** To whom everything is known that was sealed of somebody, at several times. */
function narrowed(before: readonly string[] | undefined, now: readonly string[]): readonly string[] {
  return before === undefined ? now : before.filter((member) => now.includes(member));
}

/** Names and contacts that others took the place of. */
function superseded(
  before: Person | undefined,
  fields: { readonly name?: unknown; readonly contact?: unknown },
  isOther: boolean,
): readonly string[] {
  return (['name', 'contact'] as const).flatMap((key) => {
    const [old, now] = [before?.[key], fields[key]];
    if (!old || typeof now !== 'string' || old === now) return [];
    return [isOther ? now : old];
  });
}

function joined(before: string | undefined, more: string | undefined): string | undefined {
  return before !== undefined && more !== undefined && before !== more
    ? `${before}; ${more}`
    : (more ?? before);
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
