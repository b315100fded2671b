import { isSlipOf } from '../letters/slip.ts';
import { type Field, isWord, termsOf, type Wanted, wantedIn, wantedLike, wordsIn } from './terms.ts';
import { type Indexed, type Numbered, shelfOf, WordIndex } from './word-index.ts';

/** So many words say what a text is about. */
const MOST_WORDS = 40;

/** Where terms are read from. */
export interface Shelves {
  readonly terms: (shelves: Iterable<string>) => Promise<Readable>;
  /** Every word that is remembered. */
  readonly vocabulary: () => Promise<ReadonlySet<string>>;
}

interface Readable {
  readonly remembered: readonly Indexed[];
  readonly others: readonly Numbered[];
  readonly idOf: (number: number) => string | undefined;
}

/** An incident that was found, by its ID. */
export interface FoundIncident {
  readonly id: string;
  readonly terms: readonly string[];
}

/** What was found: `all` the words in each of them, or `some`, where none has all. The best first. */
export interface FoundIncidents {
  readonly has: 'all' | 'some';
  readonly incidents: readonly FoundIncident[];
}

/**
 * The incidents that have these words, in another spelling, script or form as well. Where nothing begins like a word, it may be
 * misspelled at its beginning; where no incident has all of them, those that have some are found.
 */
export class Finder {
  readonly #shelves: Shelves;

  constructor(shelves: Shelves) {
    this.#shelves = shelves;
  }

  async find(
    typed: string,
    { only, isIn }: { readonly only?: Field | undefined; readonly isIn: (id: string) => boolean },
  ): Promise<FoundIncidents> {
    const wanted = wantedIn(typed);
    if (wanted.length === 0) return { has: 'all', incidents: [] };
    const all = await this.#search(wanted, 'all', only, isIn);
    if (all.length > 0) return { has: 'all', incidents: all };
    const wider = await this.#misspelled(wanted);
    const slipped = await this.#search(wider, 'all', only, isIn);
    if (slipped.length > 0 || wanted.length === 1) return { has: 'all', incidents: slipped };
    return { has: 'some', incidents: await this.#search(wider, 'any', only, isIn) };
  }

  /** How much each incident has of what a text says, by its ID. What is sealed to fewer does not count. */
  async like(text: string): Promise<ReadonlyMap<string, number>> {
    const wanted = wantedLike(text, MOST_WORDS);
    if (wanted.length === 0) return new Map();
    const found = await this.#search(wanted, 'any', 'words', () => true);
    return new Map(found.map(({ id, score }) => [id, score]));
  }

  async #search(
    wanted: readonly (readonly Wanted[])[],
    by: 'all' | 'any',
    only: Field | undefined,
    isIn: (id: string) => boolean,
  ): Promise<readonly (FoundIncident & { readonly score: number })[]> {
    const shelves = new Set(wanted.flat().map(({ term }) => shelfOf(term)));
    const { remembered, others, idOf } = await this.#shelves.terms(shelves);
    return new WordIndex(wanted, remembered, others).find(by, only).flatMap(({ number, terms, score }) => {
      const id = idOf(number);
      return id === undefined || !isIn(id) ? [] : [{ id, terms, score }];
    });
  }

  /** Every word that is known, also of what is not remembered. */
  async #vocabulary(): Promise<readonly string[]> {
    const { others } = await this.#shelves.terms([]);
    const texts = others.flatMap((one) => one.texts);
    const own = texts.flatMap(({ of, text }) => wordsIn(text).flatMap(({ written }) => termsOf(written, of)));
    return [...new Set([...(await this.#shelves.vocabulary()), ...own])];
  }

  async #misspelled(wanted: readonly (readonly Wanted[])[]): Promise<readonly (readonly Wanted[])[]> {
    const words = await this.#vocabulary();
    return wanted.map((one) => {
      const [first] = one;
      if (first === undefined || first.fuzzy === 0) return one;
      const alike = words.filter(
        (word) => isWord(word) && (isSlipOf(first.term, word) || isSlipOf(word, first.term)),
      );
      return [...one, ...alike.map((term) => ({ term, prefix: false, fuzzy: 0, weight: 0.3 }))];
    });
  }
}
