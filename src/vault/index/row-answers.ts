import type { SealedStore } from './sealed-store.ts';

/** What was made of all rows, until when it stays so (milliseconds since 1970; null where that is for ever). */
type Answer = readonly [until: number | null, data: unknown];

interface Standing {
  /** What tells how all files stood, where each had its row. */
  readonly standing?: string | undefined;
}

interface Answers extends Standing {
  /** What all rows were when they were made. */
  readonly of: string;
  readonly answers: Readonly<Record<string, Answer>>;
}

/** So many answers are remembered, the newest. */
const MOST_ANSWERS = 64;

/** What was made of all rows of an index together, by name. */
export class RowAnswers {
  readonly #store: SealedStore;
  readonly #part: string;

  constructor(store: SealedStore, part: string) {
    this.#store = store;
    this.#part = part;
  }

  /**
   * What was made of just these rows; undefined where it was not, or time has changed it.
   *
   * @param all tells these rows from any others
   */
  async of(all: string, name: string, now: number): Promise<unknown> {
    const kept = await this.#read();
    if (kept === undefined) return undefined;
    if (kept.of !== all) await this.forget();
    else if (Object.hasOwn(kept.answers, name)) return current(kept.answers[name], now);
    return undefined;
  }

  /** What was made of the rows while the files stood like this: no row is read for it. */
  async standing(standing: string, name: string, now: number): Promise<unknown> {
    const kept = await this.#read();
    const isThere = kept?.standing === standing && Object.hasOwn(kept.answers, name);
    return isThere ? current(kept.answers[name], now) : undefined;
  }

  async note(
    all: string,
    name: string,
    { until, data, standing }: { readonly until: number | null; readonly data: unknown } & Standing,
  ): Promise<void> {
    const kept = await this.#read();
    const same = kept?.of === all ? kept : undefined;
    const others = Object.entries(same?.answers ?? {}).filter(([other]) => other !== name);
    const answers = Object.fromEntries([...others.slice(1 - MOST_ANSWERS), [name, [until, data]]]);
    await this.#store.write(this.#part, { of: all, standing: standing ?? same?.standing, answers });
  }

  forget(): Promise<void> {
    return this.#store.remove(this.#part);
  }

  async #read(): Promise<Answers | undefined> {
    // Sealed by this very format with this member's keys: it is what was written.
    return (await this.#store.read(this.#part)) as Answers | undefined;
  }
}

function current([until, data]: Answer = [0, undefined], now: number): unknown {
  return until === null || now < until ? data : undefined;
}
