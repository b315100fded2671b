import { digest } from './canonical.ts';
import { type Entry, type EntryOf, isKnown } from './entry.ts';
import { knew } from './knew.ts';
import { behind, order } from './order.ts';

type Introduction = EntryOf<'person'>;
/** Who stands for a mark: the ID of the entry that brought them in. */
type Marks = ReadonlyMap<string, string>;

/** What is no mark, also where it looks like one: names of entries, what stamps them, and words as they were said. */
const NO_MARKS: ReadonlySet<string> = new Set([
  ...['id', 'at', 'by', 'after', 'seq', 'sig', 'kind', 'written', 'sealed'],
  ...['report', 'sanction', 'change', 'action', 'appeal', 'letter', 'entry', 'corrects'],
  ...['account', 'text', 'words'],
]);

/**
 * The entries, with different people under different marks. Two who write at once hand out the same mark to whom each brings in;
 * a union of entries would make one person of both. Whoever was brought in by somebody who did not know of the other gets a mark
 * of their own, and every entry means whom its author had before their eyes: along the chain, so that it comes out the same for
 * everybody, and stays so. Entries that need no other mark are the same objects.
 *
 * @param ordered every entry, along which the chain goes
 * @param counting those that count, in order
 */
export function apart(ordered: readonly Entry[], counting: readonly Entry[]): readonly Entry[] {
  const brought = introductions(ordered, counting);
  if (new Set(brought.map(({ person }) => person)).size === brought.length) return counting;
  const shown = new Map([...marksIn(ordered, brought, ordered)].map(([mark, id]) => [id, mark]));
  return counting.map((entry) => {
    const past = behind(ordered, [entry]);
    const known = ordered.filter((one) => one === entry || past.has(digest(one)));
    const meant = new Map(marksIn(known, brought, ordered));
    if (brought.some((one) => one === entry)) meant.set((entry as Introduction).person, entry.id);
    const other = new Map(
      [...meant].flatMap(([mark, id]) => {
        const now = shown.get(id);
        return now === undefined || now === mark ? [] : [[mark, now] as const];
      }),
    );
    return other.size === 0 ? entry : (remarked(entry, other) as Entry);
  });
}

/** The entries that bring somebody in: whose authors knew of nobody under that mark. */
function introductions(ordered: readonly Entry[], counting: readonly Entry[]): readonly Introduction[] {
  const people = counting.filter(
    (entry): entry is Introduction & Entry => isKnown(entry) && entry.kind === 'person',
  );
  return people.filter(
    (one) =>
      !people.some(
        (other) => other !== one && other.person === one.person && knew({ chain: ordered }, one, other),
      ),
  );
}

/**
 * The marks as somebody sees them who knows of these entries. The first who was brought in under a mark keeps it; another one gets
 * the next free number, in which nobody counts who was brought in by an author who knew of both: that one saw the number taken.
 */
function marksIn(known: readonly Entry[], brought: readonly Introduction[], all: readonly Entry[]): Marks {
  const present = order(known).entries;
  const here = present.flatMap((entry) => brought.find(({ id }) => id === entry.id) ?? []);
  const marks = new Map<string, string>();
  const left: Introduction[] = [];
  for (const one of here) {
    if (marks.has(one.person)) left.push(one);
    else marks.set(one.person, one.id);
  }
  for (const one of left) {
    const letter = one.person.charAt(0);
    const first = { id: marks.get(one.person) ?? '' };
    const sawBoth = (other: Introduction): boolean =>
      knew({ chain: all }, other, one) && knew({ chain: all }, other, first);
    const numbers = here
      .filter(({ person }) => person.startsWith(letter))
      .filter((other) => !sawBoth(other))
      .map(({ person }) => numberOf(person));
    let number = Math.max(...numbers) + 1;
    while (marks.has(`${letter}${number}`)) number += 1;
    marks.set(`${letter}${number}`, one.id);
  }
  return marks;
}

function numberOf(mark: string): number {
  return Number(mark.slice(1));
}

function remarked(value: unknown, other: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return other.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one) => remarked(one, other));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, NO_MARKS.has(key) ? one : remarked(one, other)]),
  );
}
