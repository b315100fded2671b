import { createHash } from 'node:crypto';
import { RowAnswers } from './row-answers.ts';
import { RowRests } from './row-rests.ts';
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
  /** What only some look at; it is read by itself. */
  readonly rest?: string | undefined;
}

/**
 * A row as it is kept, in few pieces, since reading it is most of what a list does: its stamp, bytes and heads are one text. What only
 * some look at stands elsewhere, under this mark.
 */
type KeptRow<T> = readonly [bound: string, until: number | null, data: T | null, mark?: string];

interface Kept<T> {
  readonly world: string;
  readonly folder?: string | undefined;
  readonly rows: Readonly<Record<string, KeptRow<T>>>;
}

/** Stands for a stamp that no file has. */
const UNSURE = '-';

function answersOf(part: RowsFor): string {
  return `${part}-answers`;
}

interface RowFound<T> extends Pick<Row<T>, 'data'> {
  /** As `boundTo` says it. */
  readonly bound: string;
}

/** What a row is bound to besides the stamp of its file. */
export function boundTo({ bytes, heads }: Pick<Row<unknown>, 'bytes' | 'heads'>): string {
  return `${bytes} ${heads.join()}`;
}

/**
 * A row for each incident, as whoever looks over all of them wants it; all in one part, which is read at once, but for what only some
 * look at. What is in a row follows from the file, and from the team, the policy and the settings: where one of those is another, every
 * row is made anew.
 */
export class RowIndex<T> {
  readonly #store: SealedStore;
  readonly #part: RowsFor;
  readonly #world: string;
  readonly #rows: Map<string, KeptRow<T>>;
  readonly #rests: RowRests;
  readonly #answers: RowAnswers;
  #folder: string | undefined;
  #changed: boolean;

  private constructor(store: SealedStore, part: RowsFor, world: string, kept: Kept<T> | undefined) {
    const { folder, rows } = kept?.world === world ? kept : { rows: {} };
    this.#store = store;
    this.#part = part;
    this.#world = world;
    this.#rows = new Map(Object.entries(rows));
    this.#folder = folder;
    const isAnew = kept?.world !== world;
    this.#changed = isAnew;
    this.#rests = new RowRests(store, `${part}-rest-`, isAnew);
    this.#answers = new RowAnswers(store, answersOf(part));
  }

  /** @param world names all that a row follows from besides its file */
  static async of<T>(store: SealedStore, part: RowsFor, world: string): Promise<RowIndex<T>> {
    // Sealed by this very format with this member's keys: it is what was written.
    return new RowIndex(store, part, world, (await store.read(part)) as Kept<T> | undefined);
  }

  /** Forgets the rows of these incidents, whatever else they were bound to. */
  static async forget(store: SealedStore, part: RowsFor, incidents: readonly string[]): Promise<void> {
    const kept = (await store.read(part)) as Kept<unknown> | undefined;
    const index = new RowIndex(store, part, kept?.world ?? '', kept);
    for (const id of incidents) await index.forget(id);
    await index.keep();
  }

  /** What was made of all rows while the files stood like this, without reading any; undefined where it has to be made. */
  static answerOf(
    store: SealedStore,
    part: RowsFor,
    name: string,
    at: { readonly standing: string; readonly now: number },
  ): Promise<unknown> {
    return new RowAnswers(store, answersOf(part)).standing(at.standing, name, at.now);
  }

  /** The row of a file that stands there with this stamp. */
  at(id: string, stamp: string | undefined, now: number): RowFound<T> | undefined {
    const row = this.#rows.get(id);
    if (row === undefined || stamp === undefined) return undefined;
    const [bound, until, data] = row;
    if (!bound.startsWith(stamp) || bound[stamp.length] !== ' ') return undefined;
    return until === null || now < until ? { bound: bound.slice(stamp.length + 1), data } : undefined;
  }

  /** What of a row only some look at; undefined where it is not remembered. */
  async rest(id: string): Promise<string | undefined> {
    const mark = this.#rows.get(id)?.[3];
    return mark === undefined ? undefined : this.#rests.of(id, mark);
  }

  /** @param now milliseconds since 1970, when the file was looked at */
  async set(id: string, row: Row<T>, now: number): Promise<void> {
    const { until, data, rest } = row;
    const stamp = row.stamp !== '' && isSettled(row.stamp, now) ? row.stamp : UNSURE;
    const bound = `${stamp} ${boundTo(row)}`;
    if (rest === undefined) {
      await this.#rests.forget(id);
      this.#rows.set(id, [bound, until, data]);
    } else this.#rows.set(id, [bound, until, data, await this.#rests.note(id, rest)]);
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

  async forget(id: string): Promise<void> {
    await this.#rests.forget(id);
    if (!this.#rows.delete(id)) return;
    this.#folder = undefined;
    this.#changed = true;
  }

  /** What was made of all these rows before, under this name; undefined where a row is another by now, or time has changed it. */
  answer(name: string, now: number): Promise<unknown> {
    return this.#answers.of(this.#all(), name, now);
  }

  /**
   * Remembers what was made of all these rows. It stays as long as none of them changes, nor any is changed by time.
   *
   * @param standing tells how all files stand, where each has its row
   */
  noteAnswer(name: string, data: unknown, standing?: string): Promise<void> {
    const untils = [...this.#rows.values()].flatMap(([, until]) => until ?? []);
    const until = untils.length === 0 ? null : untils.reduce((a, b) => Math.min(a, b));
    return this.#answers.note(this.#all(), name, { until, data, standing });
  }

  /** Tells these rows from any others. */
  #all(): string {
    const hash = createHash('sha256').update(JSON.stringify(this.#world));
    for (const [id, [bound]] of this.#rows) hash.update(`\n${id} ${bound}`);
    return hash.digest('base64');
  }

  /** Writes what changed. */
  async keep(): Promise<void> {
    // What was made of all rows goes with any of them, and what only some look at is there before its row.
    if (this.#changed) await this.#answers.forget();
    await this.#rests.keep();
    if (!this.#changed) return;
    await this.#store.write(this.#part, {
      world: this.#world,
      folder: this.#folder,
      rows: Object.fromEntries(this.#rows),
    });
    this.#changed = false;
  }
}
