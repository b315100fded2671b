import type { Entry, EntryOf, Role } from './entry.ts';
import { knew } from './knew.ts';
import { isSaidIn } from './said-twice.ts';
import type { Same } from './same-roles.ts';

/** What can be written down wrong of somebody. */
const FIELDS = ['name', 'contact', 'description', 'employer', 'aliases'] as const;
export type PersonField = (typeof FIELDS)[number];

/** What was written down of somebody and was wrong. */
interface Wrong {
  readonly field: PersonField;
  readonly was: string;
}

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
  /**
   * Members who may be meant by what is known of them, and of whom somebody said that they are somebody else; undefined where
   * nobody did. Whatever is learnt of them after that makes it open again.
   */
  readonly otherThan?: readonly string[];
  /** What was put right, as it was first written. Undefined where nothing was. */
  readonly wrong?: readonly Wrong[];
  /** Name and contact are sealed to fewer readers, and this reader is not among them. */
  readonly hidden: boolean;
  /** The members to whom name and contact are sealed; undefined where they are not. */
  readonly knownTo?: readonly string[];
}

/** What opened of the sealed blocks, by entry ID: the fields that were left out of the entry. */
export type Unsealed = ReadonlyMap<string, Readonly<Record<string, string>>>;

/**
 * Everybody in the incident, each once, with all that entries said of them.
 *
 * @param knownTo to whom the sealed fields of an entry are known
 * @param all every entry, along which the chain goes
 */
export function foldPeople(
  entries: readonly EntryOf<'person'>[],
  unsealed: Unsealed,
  same: Same,
  knownTo: KnownTo,
  all: readonly Entry[],
): Person[] {
  const people = new Map<string, Person>();
  const said = entries.map((entry) => saidIn(entry, unsealed, same));
  const wrong = wrongIn(said, knownTo, all);
  for (const { entry, ref, fields: everything } of said) {
    const inner = unsealed.get(entry.id);
    const isOther = ref !== entry.person;
    const before = people.get(ref);
    const fields = without(everything, wrong.get(entry) ?? []);
    const aliases = unique([
      ...(before?.aliases ?? []),
      ...(fields.aliases ?? []),
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
      ...(entry.affected && { affected: entry.affected }),
      ...(fields.name !== undefined && !(isOther && before?.name) && { name: fields.name }),
      ...(fields.contact !== undefined && !(isOther && before?.contact) && { contact: fields.contact }),
      ...(description !== undefined && { description }),
      ...(employer !== undefined && { employer }),
      ...(aliases.length > 0 && { aliases }),
    });
  }
  return [...people.values()].map((person) => {
    const first = firstWritten(person, said, wrong);
    const others = otherThan(person, said, all);
    return {
      ...person,
      ...(others.length > 0 && { otherThan: others }),
      ...(first.length > 0 && { wrong: first }),
    };
  });
}

type KnownTo = (entry: EntryOf<'person'>) => readonly string[];
type Field<F extends PersonField> = F extends 'aliases' ? readonly string[] : Person[F];
type Fields = { readonly [F in PersonField]?: Field<F> | undefined };

/** What one entry says, sealed or not, and of whom by now. */
interface Said {
  readonly entry: EntryOf<'person'>;
  readonly ref: string;
  readonly fields: Fields;
}

function saidIn(entry: EntryOf<'person'>, unsealed: Unsealed, same: Same): Said {
  const { aliases, ...inner } = unsealed.get(entry.id) ?? {};
  const fields = { ...entry, ...inner, aliases: entry.aliases ?? aliases?.split('\n') };
  return { entry, ref: same[entry.person] ?? entry.person, fields };
}

/**
 * Which fields of which entries were written down wrong: as somebody says who had that entry before their eyes, along the chain,
 * and could read what is sealed in it. So of two who put something right at once, neither takes back what the other wrote.
 */
function wrongIn(
  said: readonly Said[],
  knownTo: KnownTo,
  all: readonly Entry[],
): ReadonlyMap<EntryOf<'person'>, readonly PersonField[]> {
  const corrections = said.filter(({ entry }) => entry.corrected !== undefined);
  if (corrections.length === 0) return new Map();
  return new Map(
    said.map(({ entry, ref }) => {
      const known = entry.sealed === undefined ? undefined : knownTo(entry);
      const counting = corrections
        .filter((one) => one.ref === ref && known?.includes(one.entry.by) !== false)
        .filter((one) => knew({ chain: all }, one.entry, entry));
      return [entry, FIELDS.filter((field) => counting.some((one) => one.entry.corrected?.includes(field)))];
    }),
  );
}

function without(fields: Fields, wrong: readonly PersonField[]): Fields {
  return Object.fromEntries(
    FIELDS.filter((field) => !wrong.includes(field)).map((field) => [field, fields[field]]),
  );
}

/** What was said of somebody, was wrong, and is not said of them in any other way. */
function firstWritten(
  person: Person,
  said: readonly Said[],
  wrong: ReadonlyMap<EntryOf<'person'>, readonly PersonField[]>,
): readonly Wrong[] {
  const { name, contact, description, employer, aliases = [] } = person;
  const right = [name, contact, description, employer, ...aliases];
  const all = said
    .filter(({ ref }) => ref === person.ref)
    .flatMap(({ entry, fields }) =>
      (wrong.get(entry) ?? []).flatMap((field) =>
        [fields[field] ?? []].flat().map((was): Wrong => ({ field, was })),
      ),
    )
    .filter(({ was }) => !right.includes(was));
  return [...new Map(all.map((one) => [`${one.field} ${one.was}`, one])).values()];
}

/** The members whom somebody is not, as another one says who had all before their eyes that tells who they are. */
function otherThan({ ref }: Person, all: readonly Said[], entries: readonly Entry[]): readonly string[] {
  const own = all.filter((one) => one.ref === ref);
  return unique(
    own.flatMap(({ entry }) => {
      const isLast = own.every(
        (other) => other.entry === entry || !tells(other) || knew({ chain: entries }, entry, other.entry),
      );
      return isLast ? (entry.otherThan ?? []).filter((member) => member !== entry.by) : [];
    }),
  );
}

/** Whether an entry tells something of who somebody is. */
function tells({ entry, fields }: Said): boolean {
  const isSaid = CALLING.some((key) => (fields[key]?.length ?? 0) > 0);
  return isSaid || entry.sealed !== undefined || entry.sameAs !== undefined;
}

const CALLING = ['name', 'contact', 'description', 'aliases'] as const satisfies readonly PersonField[];

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

/** What was said of one person at several times, and nothing of it twice. */
function joined(before: string | undefined, more: string | undefined): string | undefined {
  if (before === undefined || more === undefined) return more ?? before;
  if (isSaidIn(more, before)) return before;
  return isSaidIn(before, more) ? more : `${before}; ${more}`;
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
