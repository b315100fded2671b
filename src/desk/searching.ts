import type { Desk } from '../app.ts';
import { buildId } from '../build-id.ts';
import { showId } from '../incident/id.ts';
import { type IncidentText, textsIn } from '../incident/texts.ts';
import { fits, type SearchFacts, type SearchFilter, searchFacts } from '../policy/search-facts.ts';
import type { Damaged } from '../screen/listing.ts';
import { Finder } from '../search/find.ts';
import { type Place, placesOf } from '../search/places.ts';
import type { Field } from '../search/terms.ts';
import { indexed, shelfOf } from '../search/word-index.ts';
import type { Searchable } from '../vault/vault.ts';

/** Where words are looked for. */
export interface Within extends SearchFilter {
  /** In names, handles and contacts alone. */
  readonly only?: Field | undefined;
}

/** An incident that has what was looked for, and where in it. */
interface FoundPlaces {
  readonly id: string;
  readonly facts: SearchFacts;
  readonly places: readonly Place[];
}

/** What came of a search: the best first, and how many incidents have it in all. */
export interface Searched {
  /** Whether each of them has all the words. */
  readonly has: 'all' | 'some';
  readonly found: readonly FoundPlaces[];
  readonly all: number;
}

/** The incidents that this member can open, as they can be searched. What is sealed to fewer is there for those alone. */
export class Search {
  readonly #searchable: Searchable<SearchFacts, readonly IncidentText[]>;
  readonly #finder: Finder;

  private constructor(searchable: Searchable<SearchFacts, readonly IncidentText[]>) {
    this.#searchable = searchable;
    this.#finder = new Finder(searchable);
  }

  static async of({ vault, repository, me }: Desk): Promise<Search> {
    const build = await buildId();
    return new Search(
      await vault.searchable<SearchFacts, readonly IncidentText[]>({
        world: JSON.stringify([build, me.id, repository.roster]),
        of: ({ view, unsealed }) => ({ facts: searchFacts(view), texts: textsIn(view, unsealed) }),
        indexer: { version: build, index: indexed, shelfOf },
      }),
    );
  }

  get notShared(): number {
    return this.#searchable.notShared;
  }

  get damaged(): readonly Damaged[] {
    return this.#searchable.damaged;
  }

  /** @param most how many are told */
  async find(typed: string, within: Within, most: number): Promise<Searched> {
    const { only } = within;
    const incidents = new Map(this.#searchable.incidents.map((one) => [one.id, one]));
    const isIn = (id: string): boolean => {
      const incident = incidents.get(id);
      return incident !== undefined && fits(incident.facts, within);
    };
    const { has, incidents: all } = await this.#finder.find(typed, { only, isIn });
    const found = await Promise.all(
      all.slice(0, most).map(async ({ id, terms }): Promise<FoundPlaces | undefined> => {
        const incident = incidents.get(id);
        if (incident === undefined) return undefined;
        const texts = await this.#searchable.textsOf(incident);
        return { id: showId(id), facts: incident.facts, places: placesOf(texts, terms, only) };
      }),
    );
    return { has, found: found.filter((one) => one !== undefined), all: all.length };
  }
}
