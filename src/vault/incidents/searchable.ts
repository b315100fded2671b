import { Cancelled } from '../../errors.ts';
import type { Session } from '../clone/session.ts';
import { ownStore } from '../index/own-index.ts';
import { TextStore } from '../index/text-store.ts';
import { type Indexable, type IndexedWords, type Indexer, WordStore } from '../index/word-store.ts';
import type { OpenedIncident } from '../record/incident-file.ts';
import type { SeenEntries } from '../record/seen.ts';
import { type Damaged, openInFolder } from './listing.ts';
import { listRows, type Making } from './rows.ts';

/** So many incidents of which no terms are remembered are indexed each time. */
const FEW = 32;

/** What of an incident is searched, and what tells it from others. */
interface SearchedFor<F, T> {
  readonly facts: F;
  readonly texts: T;
}

/** How incidents are made ready for a search. */
export interface Searching<F, T> {
  /** Names all that the facts follow from, besides the incident. */
  readonly world: string;
  readonly of: (incident: OpenedIncident) => SearchedFor<F, T>;
  readonly indexer: Indexer<T>;
}

/** An incident that can be found. */
export interface Findable<F> {
  readonly id: string;
  readonly digest: string;
  readonly facts: F;
}

/** Terms to search in, and the incidents of which they are. */
export interface Terms<T> {
  readonly remembered: readonly IndexedWords[];
  /** Incidents of which no terms are remembered. */
  readonly others: readonly { readonly number: number; readonly texts: T }[];
  /** The ID of the incident with a number; undefined where it is another one by now. */
  readonly idOf: (number: number) => string | undefined;
}

/** Incidents of which terms are remembered as they are now, by number, and the rest. */
interface Split<F> {
  readonly numbers: ReadonlyMap<number, Findable<F>>;
  readonly rest: readonly Findable<F>[];
}

/** All incidents that this member can open, as they are now, for a search. */
export class Searchable<F, T> {
  readonly notShared: number;
  readonly damaged: readonly Damaged[];
  readonly #byId: ReadonlyMap<string, Findable<F>>;
  readonly #texts: TextStore<T>;
  readonly #words: WordStore<T> | undefined;
  readonly #read: (id: string) => Promise<T>;
  readonly #told: (done: number, all: number) => void;
  #known: Split<F> | undefined;

  private constructor(
    found: Pick<Searchable<F, T>, 'notShared' | 'damaged'> & { readonly rows: readonly Findable<F>[] },
    known: {
      readonly texts: TextStore<T>;
      readonly words: WordStore<T> | undefined;
      readonly read: (id: string) => Promise<T>;
      readonly told: (done: number, all: number) => void;
    },
  ) {
    this.#byId = new Map(found.rows.map((one) => [one.id, one]));
    this.notShared = found.notShared;
    this.damaged = found.damaged;
    this.#texts = known.texts;
    this.#words = known.words;
    this.#read = known.read;
    this.#told = known.told;
  }

  /**
   * Opens what changed; what is remembered of the rest follows from the same bytes.
   *
   * @param stop ends it once what was done is remembered. Throws Cancelled then
   */
  static async of<F, T>(
    session: Session,
    seen: SeenEntries,
    { world, of, indexer }: Searching<F, T>,
    stop?: AbortSignal,
  ): Promise<Searchable<F, T>> {
    const store = await ownStore(session);
    const texts = new TextStore<T>(store);
    const making: Making<Findable<F>> = {
      for: 'searchable',
      world: `${world}\n${indexer.version}`,
      of: async (opened) => {
        const made = await Promise.all(
          opened.map(async (one) => {
            const { id } = one.view;
            const { facts, texts: own } = of(one);
            return { data: { id, digest: await texts.note(id, own), facts }, until: undefined };
          }),
        );
        // Before the rows are kept, so that what has a row has its texts.
        await texts.keep();
        return made;
      },
    };
    const { rows, rests: _, answers: __, ...left } = await listRows(session, seen, making, stop);
    const searchable = new Searchable<F, T>(
      { rows, ...left },
      {
        texts,
        words: store && (await WordStore.of(store, indexer)),
        read: async (id) => of(await openInFolder(session, seen, id)).texts,
        told: (done, all) => {
          if (stop?.aborted) throw new Cancelled();
          session.notice(`${done} of ${all} incidents ready to be searched so far.`);
        },
      },
    );
    // Before anybody types.
    await searchable.terms([]);
    return searchable;
  }

  get incidents(): ReadonlyMap<string, Findable<F>> {
    return this.#byId;
  }

  /** The texts of an incident. */
  async textsOf({ id, digest }: Pick<Findable<F>, 'id' | 'digest'>): Promise<T> {
    return (await this.#texts.of(id, digest)) ?? this.#read(id);
  }

  /** All terms with these shelves. */
  async terms(shelves: Iterable<string>): Promise<Terms<T>> {
    const remembered = await this.#remembered([...shelves]);
    const { numbers, rest } = this.#split();
    const first = this.#words?.next ?? 0;
    const others = await Promise.all(
      rest.map(async (one, at) => ({ number: first + at, texts: await this.textsOf(one) })),
    );
    return { remembered, others, idOf: (number) => (numbers.get(number) ?? rest[number - first])?.id };
  }

  async #remembered(shelves: readonly string[]): Promise<readonly IndexedWords[]> {
    if (this.#words === undefined) return [];
    // What is damaged is made anew once; where nothing can be kept, such as on a full disk, it goes without.
    for (let tries = 0; tries < 2; tries += 1) {
      const { rest } = this.#split();
      if (rest.length > FEW) await this.#take(this.#words, rest);
      const found = await this.#words.read(shelves);
      if (found !== undefined) return found;
      this.#known = undefined;
    }
    return [];
  }

  #split(): Split<F> {
    this.#known ??= split(this.#byId, this.#words?.taken() ?? []);
    return this.#known;
  }

  /** Every word that is remembered. */
  async vocabulary(): Promise<ReadonlySet<string>> {
    return (await this.#words?.vocabulary()) ?? new Set();
  }

  async #take(words: WordStore<T>, rest: readonly Findable<F>[]): Promise<void> {
    const taken: Indexable<T>[] = await Promise.all(
      rest.map(async ({ id, digest }) => ({ id, digest, texts: await this.textsOf({ id, digest }) })),
    );
    await words.add(
      taken,
      ({ id, digest }) => this.#byId.get(id)?.digest === digest,
      (one) => this.textsOf(one),
      this.#told,
    );
    this.#known = undefined;
  }
}

function split<F>(
  incidents: ReadonlyMap<string, Findable<F>>,
  taken: Iterable<readonly [number: number, id: string, digest: string]>,
): Split<F> {
  const numbers = new Map<number, Findable<F>>();
  const rest = new Map(incidents);
  for (const [number, id, digest] of taken) {
    const one = rest.get(id);
    if (one?.digest !== digest) continue;
    numbers.set(number, one);
    rest.delete(id);
  }
  return { numbers, rest: [...rest.values()] };
}
