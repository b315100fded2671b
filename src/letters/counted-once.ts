import { rowOf } from './page.ts';

/** What speaks for two being one person, by its words: each thing counts once, however often it was written down. */
export class Counted {
  /** Handles, addresses and numbers without a gap, as names are made to handles. */
  readonly #letters = new Set<string>();
  readonly #words = new Set<string>();

  /** What of a contact is theirs alone; of an address, also what stands before its server. */
  addContact(text: string): void {
    for (const one of [text, text.split('@')[0] ?? '']) this.#letters.add(joined(one));
    this.addWords(rowOf(text));
  }

  addWords(words: readonly string[]): void {
    for (const word of words) this.#words.add(word);
  }

  has(word: string): boolean {
    return this.#words.has(word) || this.#letters.has(word);
  }

  /** Whether a text says nothing beyond what counts already: a handle is made of a name where it is half of it at least. */
  hasAllOf(text: string): boolean {
    const words = rowOf(text);
    if (words.length === 0) return false;
    return words.every((word) => this.has(word)) || [...this.#letters].some((one) => isMadeOf(one, words));
  }
}

function isMadeOf(letters: string, words: readonly string[]): boolean {
  return words.every((word) => letters.includes(word)) && 2 * joined(words.join('')).length >= letters.length;
}

function joined(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}
