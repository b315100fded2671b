import { createHash } from 'node:crypto';
import type { SealedStore } from './sealed-store.ts';

/** What was noted of an incident; the digest tells whether it is what is looked for. */
interface Noted<T> {
  readonly digest: string;
  readonly texts: T;
}

interface Part<T> {
  readonly incidents: Map<string, Noted<T>>;
  changed: boolean;
}

/**
 * The texts of incidents, in so many small parts that those of a few are read without the others. Without a store they are known
 * as long as this is.
 */
export class TextStore<T> {
  readonly #store: SealedStore | undefined;
  readonly #parts = new Map<string, Promise<Part<T>>>();

  constructor(store: SealedStore | undefined) {
    this.#store = store;
  }

  /** The texts with this digest; undefined where they are not known. */
  async of(id: string, digest: string): Promise<T | undefined> {
    const noted = (await this.#part(id)).incidents.get(id);
    return noted?.digest === digest ? noted.texts : undefined;
  }

  /** @returns their digest */
  async note(id: string, texts: T): Promise<string> {
    const part = await this.#part(id);
    const digest = digestOf(texts);
    if (part.incidents.get(id)?.digest === digest) return digest;
    part.incidents.set(id, { digest, texts });
    part.changed = true;
    return digest;
  }

  /** Writes what changed. */
  async keep(): Promise<void> {
    if (this.#store === undefined) return;
    for (const [name, loading] of this.#parts) {
      const { incidents, changed } = await loading;
      if (changed) await this.#store.write(name, Object.fromEntries(incidents));
    }
    this.#parts.clear();
  }

  /** Forgets the texts of these incidents. */
  async forget(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const part = await this.#part(id);
      if (part.incidents.delete(id)) part.changed = true;
    }
    await this.keep();
  }

  #part(id: string): Promise<Part<T>> {
    const name = `texts-${createHash('sha256').update(id).digest('hex').slice(0, 2)}`;
    const part = this.#parts.get(name) ?? this.#read(name);
    this.#parts.set(name, part);
    return part;
  }

  async #read(name: string): Promise<Part<T>> {
    const data = await this.#store?.read(name);
    // Sealed by this very format with this member's keys: it is what was written.
    return { incidents: new Map(Object.entries((data ?? {}) as Record<string, Noted<T>>)), changed: false };
  }
}

function digestOf(texts: unknown): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('base64').slice(0, 16);
}
