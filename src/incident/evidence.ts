import type { ContentOf, EntryOf } from './entry.ts';
import { isInstant } from './fields.ts';
import type { Unsealed } from './fold-people.ts';
import type { Of } from './response.ts';

/** An attachment that is open to whoever looks; `replaces` is the one that it is the corrected one of as of now. */
export interface Attachment extends EntryOf<'evidence'> {
  /** Which of all of the incident it is, those for few counted too: the same for whoever looks. From 1. */
  readonly number: number;
  /** The members who can open it, where those are fewer than can open the incident. */
  readonly forFew?: readonly string[];
  /** The attachment that was put in its place; this one is kept. */
  readonly replacedBy?: string;
  /** Who said last what stands in its place, or that nothing does, where both were there already. */
  readonly replacedAs?: { readonly by: string; readonly at: string };
}

/** One that is for few, and not for whoever looks. */
interface ClosedAttachment
  extends Pick<EntryOf<'evidence-for-few'>, 'id' | 'at' | 'by' | 'file' | 'replaces'> {
  readonly number: number;
  readonly forFew: readonly string[];
}

export interface Evidence {
  readonly evidence: readonly Attachment[];
  /** Undefined where there is none. */
  readonly closedEvidence?: readonly ClosedAttachment[];
}

/** The number of each, also of those that are not for whoever looks, by its ID. */
export function numbersOf({ evidence, closedEvidence = [] }: Evidence): ReadonlyMap<string, number> {
  return new Map([...evidence, ...closedEvidence].map(({ id, number }) => [id, number]));
}

/** Those that are for the same members, put there by the same one: nothing else is known that would tell one from another. */
export interface ClosedTogether extends Pick<ClosedAttachment, 'by' | 'forFew'> {
  readonly numbers: readonly number[];
  /** When the first of them was put there, and the last. */
  readonly at: readonly [first: string, last: string];
}

/** What is for few and not for whoever looks, as it can be told in one line each. */
export function closedTogether({
  closedEvidence = [],
}: Pick<Evidence, 'closedEvidence'>): readonly ClosedTogether[] {
  const groups = new Map<string, ClosedTogether>();
  for (const { number, by, forFew, at } of closedEvidence) {
    const key = JSON.stringify([by, ...[...forFew].sort()]);
    const had = groups.get(key) ?? { numbers: [], by, forFew, at: [at, at] };
    groups.set(key, { ...had, numbers: [...had.numbers, number], at: [had.at[0], at] });
  }
  return [...groups.values()];
}

/** Of what is for few, the fields that are in the block: all of them as text. */
type Block = Readonly<Record<string, string>>;
const OPTIONAL = ['type', 'about', 'from', 'mailId', 'mailFollows'] as const;
const MOMENTS = ['madeAt', 'receivedAt'] as const;

/** What an entry tells of an attachment, besides where it lies. */
type Told = Pick<
  ContentOf<'evidence'>,
  'key' | 'name' | 'size' | 'sha256' | (typeof OPTIONAL)[number] | (typeof MOMENTS)[number] | 'precision'
>;

/** What of an attachment is for few, as it stands in the block. */
export function blockOf({ key, name, size, sha256, precision, ...told }: Told): Block {
  const fields = [...OPTIONAL, ...MOMENTS].flatMap((field) => {
    const value = told[field];
    return value === undefined ? [] : [[field, value] as const];
  });
  const rough = Object.entries(precision ?? {}).map(([field, part]) => [`${field}-is`, part] as const);
  return { key, name, size: String(size), sha256, ...Object.fromEntries([...fields, ...rough]) };
}

/**
 * The attachments, in order: those for all who can open the incident, and of those for few what opened.
 *
 * @param knownTo who can open the block of an entry
 */
export function foldEvidence(
  of: Of,
  unsealed: Unsealed,
  knownTo: (entry: EntryOf<'evidence-for-few'>) => readonly string[],
  order: (one: { readonly id: string }, other: { readonly id: string }) => number,
): Evidence {
  const few = of('evidence-for-few').map((entry) => ({
    entry,
    forFew: knownTo(entry),
    open: opened(entry, unsealed.get(entry.id)),
  }));
  const numbers = new Map(
    [...of('evidence'), ...of('evidence-for-few')].sort(order).map(({ id }, index) => [id, index + 1]),
  );
  const number = ({ id }: { readonly id: string }) => ({ number: numbers.get(id) ?? 0 });
  const all: readonly Attachment[] = [
    ...of('evidence').map((one) => ({ ...one, ...number(one) })),
    ...few.flatMap(({ open, forFew }) => (open === undefined ? [] : [{ ...open, ...number(open), forFew }])),
  ].sort(order);
  const closed = few
    .flatMap(({ entry: { id, at, by, file, replaces }, open, forFew }) =>
      open === undefined
        ? [{ id, at, by, file, ...(replaces !== undefined && { replaces }), ...number({ id }), forFew }]
        : [],
    )
    .sort(order);
  const pairs = pairsOf([...all, ...closed], of('evidence-replaced'), order);
  const replaces = new Map([...pairs].map(([first, { corrected }]) => [corrected, first]));
  return {
    evidence: all.map(({ replaces: _, ...one }) => {
      const [first, pair] = [replaces.get(one.id), pairs.get(one.id)];
      return {
        ...one,
        ...(first !== undefined && { replaces: first }),
        ...(pair?.corrected !== undefined && { replacedBy: pair.corrected }),
        ...(pair?.said && { replacedAs: pair.said }),
      };
    }),
    ...(closed.length > 0 && { closedEvidence: closed }),
  };
}

interface Pair {
  /** Undefined where it stands for itself again. */
  readonly corrected: string | undefined;
  readonly said?: { readonly by: string; readonly at: string };
}

/**
 * Of each attachment that was replaced, the one in its place, as the newest entry has it. One stands in the place of one alone, and of
 * none that stands in its own: where two entries at once would have it so, the later one changes nothing.
 */
function pairsOf(
  attachments: readonly { readonly id: string; readonly replaces?: string | undefined }[],
  later: readonly EntryOf<'evidence-replaced'>[],
  order: (one: { readonly id: string }, other: { readonly id: string }) => number,
): ReadonlyMap<string, Pair> {
  const there = new Set(attachments.map(({ id }) => id));
  const changes: readonly (Pair & { readonly id: string; readonly first: string })[] = [
    ...attachments.flatMap(({ id, replaces: first }) =>
      first === undefined ? [] : [{ id, first, corrected: id }],
    ),
    ...later.map(({ id, by, at, evidence, with: corrected }) => ({
      id,
      first: evidence,
      corrected,
      said: { by, at },
    })),
  ].sort(order);
  const pairs = new Map<string, Pair>();
  for (const { id: _, first, ...pair } of changes)
    if (pair.corrected === undefined || (there.has(pair.corrected) && isFree(pairs, pair.corrected, first)))
      pairs.set(first, pair);
  return pairs;
}

/** Whether one can stand in the place of another: it is not in that of a third, and the other is not in its own, by however many. */
function isFree(pairs: ReadonlyMap<string, Pair>, corrected: string, first: string): boolean {
  for (let at: string | undefined = corrected; at !== undefined; at = pairs.get(at)?.corrected)
    if (at === first) return false;
  return [...pairs].every(([one, pair]) => pair.corrected !== corrected || one === first);
}

/** Undefined where the block is closed, or holds something else. */
function opened(
  { kind: _, sealed: __, to: ___, ...entry }: EntryOf<'evidence-for-few'>,
  block: Block | undefined,
): EntryOf<'evidence'> | undefined {
  const { key, name, size, sha256 } = block ?? {};
  if (block === undefined || key === undefined || name === undefined || sha256 === undefined)
    return undefined;
  const told = Object.fromEntries(
    [...OPTIONAL, ...MOMENTS.filter((field) => isInstant(block[field] ?? ''))].flatMap((field) =>
      block[field] === undefined ? [] : [[field, block[field]]],
    ),
  );
  const precision = Object.fromEntries(
    MOMENTS.flatMap((field) => {
      const part = block[`${field}-is`];
      return part === undefined ? [] : [[field, part]];
    }),
  );
  return {
    ...entry,
    kind: 'evidence',
    ...{ key, name, sha256, size: Number(size) || 0 },
    ...told,
    ...(Object.keys(precision).length > 0 && { precision }),
  };
}
