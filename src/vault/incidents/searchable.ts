import { Cancelled } from '../../errors.ts';
import type { Session } from '../clone/session.ts';
import { ownStore } from '../index/own-index.ts';
import { TextStore } from '../index/text-store.ts';
import { type Indexable, type IndexedWords, type Indexer, keyOf, WordStore } from '../index/word-store.ts';
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

/** All incidents that this member can open, as they are now, for a search. */
export class Searchable<F, T> {
  readonly incidents: readonly Findable<F>[];
  readonly notShared: number;
  readonly damaged: readonly Damaged[];
  readonly #texts: TextStore<T>;
  readonly #words: WordStore<T> | undefined;
  readonly #read: (id: string) => Promise<T>;
  readonly #told: (done: number, all: number) => void;

  private constructor(
    found: Pick<Searchable<F, T>, 'incidents' | 'notShared' | 'damaged'>,
    known: {
      readonly texts: TextStore<T>;
      readonly words: WordStore<T> | undefined;
      readonly read: (id: string) => Promise<T>;
      readonly told: (done: number, all: number) => void;
    },
  ) {
    this.incidents = found.incidents;
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
    const { rows, ...left } = await listRows(session, seen, making, stop);
    const searchable = new Searchable<F, T>(
      { incidents: rows, ...left },
      {
        texts,
        words: store && (await WordStore.of(store, indexer)),
        read: async (id) => of(await openInFolder(session, seen, id)).texts,
        told: (done, all) => {
          if (stop?.aborted) throw new Cancelled();
          session.notice(`${done} of ${all} incidents are ready to be searched.`);
        },
      },
    );
    // Before anybody types.
    await searchable.terms([]);
    return searchable;
  }

  /** The texts of an incident. */
  async textsOf({ id, digest }: Pick<Findable<F>, 'id' | 'digest'>): Promise<T> {
    return (await this.#texts.of(id, digest)) ?? this.#read(id);
  }

  /** All terms with these shelves. */
  async terms(shelves: Iterable<string>): Promise<Terms<T>> {
    const wanted = [...shelves];
    // What is damaged is made anew once; where nothing can be kept, such as on a full disk, it goes without.
    let remembered: readonly IndexedWords[] | undefined;
    for (let tries = 0; tries < 2 && remembered === undefined; tries += 1) {
      if (this.#words !== undefined && this.#rest.length > FEW) await this.#take(this.#words, this.#rest);
      remembered = await this.#words?.read(wanted);
    }
    const numbers = this.#words?.numbers ?? new Map<string, number>();
    const ids = new Map(this.incidents.map((one) => [numbers.get(keyOf(one)), one.id] as const));
    const first = this.#words?.next ?? 0;
    const others = await Promise.all(
      this.#rest.map(async (one, at) => {
        ids.set(first + at, one.id);
        return { number: first + at, texts: await this.textsOf(one) };
      }),
    );
    return { remembered: remembered ?? [], others, idOf: (number) => ids.get(number) };
  }

  /** The incidents of which no terms are remembered. */
  get #rest(): readonly Findable<F>[] {
    const numbers = this.#words?.numbers;
    return numbers === undefined ? this.incidents : this.incidents.filter((one) => !numbers.has(keyOf(one)));
  }

  /** Every word that is remembered. */
  async vocabulary(): Promise<ReadonlySet<string>> {
    return (await this.#words?.vocabulary()) ?? new Set();
  }

  async #take(words: WordStore<T>, rest: readonly Findable<F>[]): Promise<void> {
    const current = new Set(this.incidents.map(keyOf));
    const taken: Indexable<T>[] = await Promise.all(
      rest.map(async ({ id, digest }) => ({ id, digest, texts: await this.textsOf({ id, digest }) })),
    );
    await words.add(
      taken,
      (one) => current.has(keyOf(one)),
      (one) => this.textsOf(one),
      this.#told,
    );
  }
}
