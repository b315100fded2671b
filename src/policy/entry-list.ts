import type { Content, NewEntry } from '../incident/entry.ts';

/** What an entry is to say; what nobody told of it is undefined. */
type Sketch<C = Content> = C extends unknown
  ? { [K in keyof C]: Partial<Pick<C, K>> extends Pick<C, K> ? C[K] | undefined : C[K] }
  : never;

export interface DecisionFacts {
  /** The member who acts. */
  readonly me: string;
  /** A fresh entry ID at each call. */
  readonly newId: () => string;
  /** The ID of the first entry, chosen when the answers were begun, so that a resumed save is recognised. */
  readonly firstId: string;
}

/** The entries that a decision adds, in order, each with its ID. */
export class EntryList {
  readonly entries: NewEntry[] = [];
  readonly #facts: DecisionFacts;

  constructor(facts: DecisionFacts) {
    this.#facts = facts;
  }

  /** Adds an entry without what is undefined in it. Returns its ID. */
  add(sketch: Sketch, restricted?: NewEntry['restricted']): string {
    const id = this.entries.length === 0 ? this.#facts.firstId : this.#facts.newId();
    const told = Object.entries(sketch).filter(([, value]) => value !== undefined);
    const content = Object.fromEntries(told) as Content;
    this.entries.push({ id, content, ...(restricted && { restricted }) });
    return id;
  }
}
