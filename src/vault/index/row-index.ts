import type { SealedStore } from './sealed-store.ts';
import { isSettled } from './stamp.ts';

/** What rows are for: for lists, or for searching. Each kind is a part of its own. */
export type RowsFor = 'rows' | 'searchable';

/** What was made of an incident file, and what it is bound to. */
export interface Row<T> {
  /** What the system said of the file; '' where that could not be trusted. */
  readonly stamp: string;
  /** The ID that git gives its bytes. */
  readonly bytes: string;
  /** The digests of the last entries that were in it. */
  readonly heads: readonly string[];
  /** From when on it has to be made anew, in milliseconds since 1970; null where it stays. */
  readonly until: number | null;
  /** Null where this member cannot open the file. */
  readonly data: T | null;
}

/** A row as it is kept, in few pieces, since reading it is most of what a list does: its stamp, bytes and heads are one text. */
type KeptRow<T> = readonly [bound: string, until: number | null, data: T | null];

interface Kept<T> {
  readonly world: string;
  readonly folder?: string | undefined;
  readonly rows: Readonly<Record<string, KeptRow<T>>>;
}

/** Stands for a stamp that no file has. */
const UNSURE = '-';

interface RowFound<T> extends Pick<Row<T>, 'data'> {
  /** As `boundTo` says it. */
  readonly bound: string;
}

/** What a row is bound to besides the stamp of its file. */
export function boundTo({ bytes, heads }: Pick<Row<unknown>, 'bytes' | 'heads'>): string {
  return `${bytes} ${heads.join()}`;
}

/**
 * A row for each incident, as whoever looks over all of them wants it; all in one part, which is read at once. What is in a row
 * follows from the file, and from the team, the policy and the settings: where one of those is another, every row is made anew.
 */
export class RowIndex<T> {
  readonly #store: SealedStore;
  readonly #part: RowsFor;
  readonly #world: string;
  readonly #rows: Map<string, KeptRow<T>>;
  #folder: string | undefined;
  #changed: boolean;

  private constructor(
    store: SealedStore,
    part: RowsFor,
    world: string,
    { folder, rows }: Pick<Kept<T>, 'folder' | 'rows'>,
  ) {
    this.#store = store;
    this.#part = part;
    this.#world = world;
    this.#rows = new Map(Object.entries(rows));
    this.#folder = folder;
    this.#changed = false;
  }

  /** @param world names all that a row follows from besides its file */
  static async of<T>(store: SealedStore, part: RowsFor, world: string): Promise<RowIndex<T>> {
    // Sealed by this very format with this member's keys: it is what was written.
    const kept = (await store.read(part)) as Kept<T> | undefined;
    return new RowIndex(store, part, world, kept?.world === world ? kept : { rows: {} });
  }

  /** Forgets the rows of these incidents, whatever else they were bound to. */
  static async forget(store: SealedStore, part: RowsFor, incidents: readonly string[]): Promise<void> {
    const kept = (await store.read(part)) as Kept<unknown> | undefined;
    if (kept === undefined || !incidents.some((id) => Object.hasOwn(kept.rows, id))) return;
    const rows = Object.entries(kept.rows).filter(([id]) => !incidents.includes(id));
    await store.write(part, { world: kept.world, rows: Object.fromEntries(rows) });
  }

  /** The row of a file that stands there with this stamp. */
  at(id: string, stamp: string | undefined, now: number): RowFound<T> | undefined {
    const row = this.#rows.get(id);
    if (row === undefined || stamp === undefined) return undefined;
    const [bound, until, data] = row;
    if (!bound.startsWith(stamp) || bound[stamp.length] !== ' ') return undefined;
    return until === null || now < until ? { bound: bound.slice(stamp.length + 1), data } : undefined;
  }

  /** @param now milliseconds since 1970, when the file was looked at */
  set(id: string, row: Row<T>, now: number): void {
    const { until, data } = row;
    const stamp = row.stamp !== '' && isSettled(row.stamp, now) ? row.stamp : UNSURE;
    this.#rows.set(id, [`${stamp} ${boundTo(row)}`, until, data]);
    this.#folder = undefined;
    this.#changed = true;
  }

  /** The ID of the committed folder of which nothing was missing, and each file had a row; undefined where that is not known. */
  get folder(): string | undefined {
    return this.#folder;
  }

  isWhole(folder: string | undefined): void {
    this.#changed ||= this.#folder !== folder;
    this.#folder = folder;
  }

  /** The incidents that have a row. */
  get incidents(): readonly string[] {
    return [...this.#rows.keys()];
  }

  forget(id: string): void {
    if (!this.#rows.delete(id)) return;
    this.#folder = undefined;
    this.#changed = true;
  }

  /** Writes what changed. */
  async keep(): Promise<void> {
    if (!this.#changed) return;
    await this.#store.write(this.#part, {
      world: this.#world,
      folder: this.#folder,
      rows: Object.fromEntries(this.#rows),
    });
    this.#changed = false;
  }
}
