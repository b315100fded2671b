import { randomBytes } from 'node:crypto';
import type { SealedStore } from './sealed-store.ts';

const PART = 'words';
/** Incidents of the largest segment, and of one that is joined with what comes new. */
const LARGEST = 1024;
const SMALL = 512;
/** Into how many parts the terms of a segment go, where it has more incidents than fit in one. */
const SHELVES = 32;
const FEW = 64;

/** What an index of terms came to, as whoever searches writes it. */
export interface IndexedWords {
  /** How many words there are, by the number of the incident. */
  readonly lengths: Readonly<Record<string, number[]>>;
  /** Where each term is, as whoever made it reads it. */
  readonly postings: readonly (readonly [term: string, where: string])[];
}

/** An incident with the texts that were indexed. */
export interface Indexable<T> {
  readonly id: string;
  readonly digest: string;
  readonly texts: T;
}

/** How terms are made of texts. */
export interface Indexer<T> {
  /** Names how; what was made otherwise is not read. */
  readonly version: string;
  index(incidents: readonly { readonly number: number; readonly texts: T }[]): IndexedWords;
  /** The terms with the same shelf are read together. */
  shelfOf(term: string): string;
}

interface Segment {
  readonly name: string;
  readonly shelves: number;
  /** By number: which incident, with which texts. */
  readonly incidents: Readonly<Record<string, readonly [id: string, digest: string]>>;
  readonly lengths: IndexedWords['lengths'];
}

interface Kept {
  readonly version: string;
  /** The lowest number that was never given. */
  readonly next: number;
  readonly segments: readonly Segment[];
}

/**
 * The terms of many incidents, in segments that are never changed: what is new comes in another one, and what is old in one is
 * left out by its digest. A search reads the parts of the terms that it is for.
 */
export class WordStore<T> {
  readonly #store: SealedStore;
  readonly #indexer: Indexer<T>;
  #next: number;
  #segments: readonly Segment[];
  /** What was read stays while somebody types on. */
  readonly #parts = new Map<string, Promise<unknown>>();

  private constructor(store: SealedStore, indexer: Indexer<T>, { next, segments }: Omit<Kept, 'version'>) {
    this.#store = store;
    this.#indexer = indexer;
    this.#next = next;
    this.#segments = segments;
  }

  static async of<T>(store: SealedStore, indexer: Indexer<T>): Promise<WordStore<T>> {
    const kept = await keptIn(store);
    return new WordStore(
      store,
      indexer,
      kept?.version === indexer.version ? kept : { next: 0, segments: [] },
    );
  }

  /** The lowest number that was never given. */
  get next(): number {
    return this.#next;
  }

  /** The incidents of which terms are remembered, by number, each with the texts that they had. */
  *taken(): Generator<readonly [number: number, id: string, digest: string]> {
    for (const { incidents } of this.#segments)
      for (const number in incidents) {
        const [id, digest] = incidents[number] ?? ['', ''];
        yield [Number(number), id, digest];
      }
  }

  /** All terms with one of these shelves; undefined where something is not there any more, and is to be made anew. */
  async read(shelves: Iterable<string>): Promise<readonly IndexedWords[] | undefined> {
    const wanted = [...shelves];
    const found = await Promise.all(
      this.#segments.map(async (segment): Promise<IndexedWords | undefined> => {
        const names = new Set(wanted.map((shelf) => partOf(segment, shelf)));
        const parts = await Promise.all([...names].map((name) => this.#part(name)));
        if (parts.includes(undefined)) return undefined;
        return { lengths: segment.lengths, postings: (parts as IndexedWords['postings'][]).flat() };
      }),
    );
    const lost = this.#segments.filter((_, at) => found[at] === undefined);
    this.#segments = this.#segments.filter((one) => !lost.includes(one));
    return lost.length > 0 ? undefined : found.filter((one) => one !== undefined);
  }

  #part(name: string): Promise<unknown> {
    const part = this.#parts.get(name) ?? this.#store.read(name);
    this.#parts.set(name, part);
    return part;
  }

  /** Every word that is known here. */
  async vocabulary(): Promise<ReadonlySet<string>> {
    const all = await Promise.all(this.#segments.map(({ name }) => this.#part(`${PART}-${name}-all`)));
    return new Set(all.flatMap((words) => (words ?? []) as string[]));
  }

  /**
   * Takes incidents in, together with those of small segments and of those that are old for the most part.
   *
   * @param isCurrent whether an incident still has these texts
   * @param textsOf the texts of one that is in a segment
   * @param told called with how many are done
   */
  async add(
    incidents: readonly Indexable<T>[],
    isCurrent: (one: Pick<Indexable<T>, 'id' | 'digest'>) => boolean,
    textsOf: (one: Pick<Indexable<T>, 'id' | 'digest'>) => Promise<T>,
    told: (done: number, all: number) => void,
  ): Promise<void> {
    const current = this.#segments.map((segment) => ({
      segment,
      incidents: Object.values(segment.incidents)
        .map(([id, digest]) => ({ id, digest }))
        .filter(isCurrent),
    }));
    const joined = current.filter(({ incidents: own }) => own.length < SMALL);
    const others = await Promise.all(
      joined.flatMap((one) => one.incidents).map(async (one) => ({ ...one, texts: await textsOf(one) })),
    );
    this.#segments = this.#segments.filter((one) => !joined.some(({ segment }) => segment === one));
    const all = [...incidents, ...others];
    for (let from = 0; from < all.length; from += LARGEST) {
      const own = all.slice(from, from + LARGEST);
      await this.#write(own);
      if (all.length > LARGEST) told(from + own.length, all.length);
    }
    await this.#clear();
  }

  async #write(own: readonly Indexable<T>[]): Promise<void> {
    const numbered = own.map((one, at) => ({ ...one, number: this.#next + at }));
    const { lengths, postings } = this.#indexer.index(numbered);
    const segment: Segment = {
      name: randomBytes(6).toString('hex'),
      shelves: own.length > FEW ? SHELVES : 1,
      incidents: Object.fromEntries(numbered.map(({ number, id, digest }) => [number, [id, digest]])),
      lengths,
    };
    const parts = new Map<string, IndexedWords['postings'][number][]>(
      Array.from({ length: segment.shelves }, (_, at) => [nameOf(segment, at), []]),
    );
    for (const one of postings) parts.get(partOf(segment, this.#indexer.shelfOf(one[0])))?.push(one);
    for (const [name, part] of parts) await this.#store.write(name, part);
    const words = postings.map(([term]) => term).filter((term) => /^\p{L}/u.test(term));
    await this.#store.write(`${PART}-${segment.name}-all`, words);
    this.#segments = [...this.#segments, segment];
    this.#next += own.length;
    await this.#keep();
  }

  async #keep(): Promise<void> {
    const kept: Kept = { version: this.#indexer.version, next: this.#next, segments: this.#segments };
    await this.#store.write(PART, kept);
  }

  /** Removes parts of segments that are none any more. */
  async #clear(): Promise<void> {
    const names = this.#segments.map(({ name }) => `${PART}-${name}-`);
    for (const part of await this.#store.parts())
      if (part.startsWith(`${PART}-`) && !names.some((name) => part.startsWith(name)))
        await this.#store.remove(part);
  }

  /** Forgets every segment that has one of these incidents: what else it has is indexed anew when somebody searches. */
  static async forget(store: SealedStore, ids: ReadonlySet<string>): Promise<void> {
    const kept = await keptIn(store);
    const gone =
      kept?.segments.filter(({ incidents }) => Object.values(incidents).some(([id]) => ids.has(id))) ?? [];
    if (kept === undefined || gone.length === 0) return;
    await store.write(PART, { ...kept, segments: kept.segments.filter((one) => !gone.includes(one)) });
    for (const part of await store.parts())
      if (gone.some(({ name }) => part.startsWith(`${PART}-${name}-`))) await store.remove(part);
  }
}

async function keptIn(store: SealedStore): Promise<Kept | undefined> {
  // Sealed by this very format with this member's keys: it is what was written.
  return (await store.read(PART)) as Kept | undefined;
}

/** The part of a segment that has the terms with a shelf. */
function partOf(segment: Segment, shelf: string): string {
  const sum = [...shelf].reduce((all, letter) => all * 31 + (letter.codePointAt(0) ?? 0), 7);
  return nameOf(segment, sum % segment.shelves);
}

function nameOf({ name }: Pick<Segment, 'name'>, at: number): string {
  return `${PART}-${name}-${at}`;
}
