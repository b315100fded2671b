import type { NewEntry } from '../incident/entry.ts';

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

  /** Returns the ID of the entry. */
  add(content: NewEntry['content'], restricted?: NewEntry['restricted']): string {
    const id = this.entries.length === 0 ? this.#facts.firstId : this.#facts.newId();
    this.entries.push({ id, content, ...(restricted && { restricted }) });
    return id;
  }
}
