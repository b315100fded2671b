import type { App, Desk } from '../app.ts';
import { buildId } from '../build-id.ts';
import { showId } from '../incident/id.ts';
import { type IncidentText, textsIn } from '../incident/texts.ts';
import { staysOut } from '../policy/glance.ts';
import { fits, type SearchFacts, type SearchFilter, searchFacts } from '../policy/search-facts.ts';
import type { Damaged } from '../screen/listing.ts';
import { Finder, type FoundIncidents } from '../search/find.ts';
import { type Places, placesOf, type Telling } from '../search/places.ts';
import type { Field } from '../search/terms.ts';
import { indexed, shelfOf } from '../search/word-index.ts';
import type { Searchable, Searching } from '../vault/vault.ts';

/** Where words are looked for. */
export interface Within extends SearchFilter {
  /** In names, handles and contacts alone. */
  readonly only?: Field | undefined;
}

/** An incident that has what was looked for, and where in it. */
interface FoundPlaces extends Places {
  readonly id: string;
  readonly facts: SearchFacts;
}

/** How much is told of what was found. */
interface Told extends Telling {
  readonly incidents: number;
}

/** What came of a search: the best first, and how many incidents have it in all. */
export interface Searched {
  /** Whether each of them has all the words. */
  readonly has: 'all' | 'some';
  readonly found: readonly FoundPlaces[];
  readonly all: number;
}

/** An incident, and how much of a text it has. */
interface LikeText {
  readonly id: string;
  readonly facts: SearchFacts;
  readonly words: number;
}

/** The incidents that this member can open, as they can be searched. What is sealed to fewer is there for those alone. */
export class Search {
  readonly #searchable: Searchable<SearchFacts, readonly IncidentText[]>;
  readonly #finder: Finder;

  private constructor(searchable: Searchable<SearchFacts, readonly IncidentText[]>) {
    this.#searchable = searchable;
    this.#finder = new Finder(searchable);
  }

  static async of(app: App, { vault, repository, me }: Desk): Promise<Search> {
    const build = await buildId();
    const searching: Searching<SearchFacts, readonly IncidentText[]> = {
      world: JSON.stringify([build, me.id, repository.roster]),
      of: ({ view, unsealed }) => ({
        facts: searchFacts(view),
        texts: staysOut(view) ? [] : textsIn(view, unsealed),
      }),
      indexer: { version: build, index: indexed, shelfOf },
    };
    return new Search(await app.interruptible((stop) => vault.searchable(searching, stop)));
  }

  get notShared(): number {
    return this.#searchable.notShared;
  }

  /** How many are kept only for if it happens again, and are not looked through. */
  get kept(): number {
    return [...this.#searchable.incidents.values()].filter(({ facts }) => facts.staysOut).length;
  }

  get damaged(): readonly Damaged[] {
    return this.#searchable.damaged;
  }

  async find(typed: string, within: Within, { incidents: most, ...telling }: Told): Promise<Searched> {
    const { only } = within;
    const { incidents } = this.#searchable;
    const isIn = (id: string): boolean => {
      const incident = incidents.get(id);
      return incident !== undefined && fits(incident.facts, within);
    };
    const { has, incidents: all } =
      typed.trim() === '' ? this.#allOf(isIn) : await this.#finder.find(typed, { only, isIn });
    const found = await Promise.all(
      all.slice(0, most).map(async ({ id, terms }): Promise<FoundPlaces | undefined> => {
        const incident = incidents.get(id);
        if (incident === undefined) return undefined;
        const texts = await this.#searchable.textsOf(incident);
        return { id: showId(id), facts: incident.facts, ...placesOf(texts, terms, telling, only) };
      }),
    );
    return { has, found: found.filter((one) => one !== undefined), all: all.length };
  }

  /** Where no words are looked for: all that are so, the newest first. */
  #allOf(isIn: (id: string) => boolean): FoundIncidents {
    const newest = ({ facts: { received } }: { readonly facts: SearchFacts }): number =>
      Math.max(...received.map((at) => Date.parse(at)));
    const all = [...this.#searchable.incidents.values()].filter(({ id }) => isIn(id));
    return {
      has: 'all',
      incidents: all.sort((a, b) => newest(b) - newest(a)).map(({ id }) => ({ id, terms: [] })),
    };
  }

  /**
   * The incidents about which something was decided, but for these, and how much each has of what a text says: 1 for the one that
   * has the most.
   */
  async decidedLike(text: string, except: readonly string[]): Promise<readonly LikeText[]> {
    const words = await this.#finder.like(text);
    const decided = [...this.#searchable.incidents.values()].filter(
      ({ id, facts }) => facts.isPrecedent && !except.includes(id),
    );
    const most = Math.max(...decided.map(({ id }) => words.get(id) ?? 0));
    return decided.map(({ id, facts }) => ({
      id,
      facts,
      words: Math.round((100 * (words.get(id) ?? 0)) / (most || 1)) / 100,
    }));
  }
}
