import { createHash } from 'node:crypto';
import type { SealedStore } from './sealed-store.ts';
import { shelfOf } from './shelves.ts';

/** What only some look at, with its mark, by incident; some incidents at a time. */
interface Shelf {
  readonly rests: Record<string, readonly [mark: string, rest: string]>;
  changed: boolean;
}

/** What of the rows of an index only some look at: it is read by itself, and the row has its mark. */
export class RowRests {
  readonly #store: SealedStore;
  readonly #prefix: string;
  readonly #isAnew: boolean;
  readonly #shelves = new Map<string, Promise<Shelf>>();

  /**
   * @param prefix what the names of the parts begin with
   * @param isAnew whether nothing that stands in the store is of these rows
   */
  constructor(store: SealedStore, prefix: string, isAnew: boolean) {
    this.#store = store;
    this.#prefix = prefix;
    this.#isAnew = isAnew;
  }

  /** What has this mark; undefined where it is not remembered. */
  async of(id: string, mark: string): Promise<string | undefined> {
    const [of, rest] = (await this.#shelf(id)).rests[id] ?? [];
    return of === mark ? rest : undefined;
  }

  /** @returns its mark */
  async note(id: string, rest: string): Promise<string> {
    const shelf = await this.#shelf(id);
    const mark = markOf(rest);
    shelf.rests[id] = [mark, rest];
    shelf.changed = true;
    return mark;
  }

  async forget(id: string): Promise<void> {
    const shelf = await this.#shelf(id);
    if (!Object.hasOwn(shelf.rests, id)) return;
    delete shelf.rests[id];
    shelf.changed = true;
  }

  /** Writes what changed. */
  async keep(): Promise<void> {
    if (this.#isAnew) await this.#removeOthers();
    for (const [name, loading] of this.#shelves) {
      const shelf = await loading;
      if (!shelf.changed) continue;
      await this.#store.write(name, shelf.rests);
      shelf.changed = false;
    }
  }

  async #removeOthers(): Promise<void> {
    for (const name of await this.#store.parts())
      if (name.startsWith(this.#prefix) && !this.#shelves.has(name)) await this.#store.remove(name);
  }

  #shelf(id: string): Promise<Shelf> {
    const name = `${this.#prefix}${shelfOf(id)}`;
    const shelf = this.#shelves.get(name) ?? this.#read(name);
    this.#shelves.set(name, shelf);
    return shelf;
  }

  async #read(name: string): Promise<Shelf> {
    if (this.#isAnew) return { rests: {}, changed: true };
    // Sealed by this very format with this member's keys: it is what was written.
    return { rests: ((await this.#store.read(name)) ?? {}) as Shelf['rests'], changed: false };
  }
}

function markOf(rest: string): string {
  return createHash('sha256').update(rest).digest('base64').slice(0, 12);
}
