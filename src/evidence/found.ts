import type { Piece, Source } from './source.ts';

/** Of what sort something hidden is. `not-looked` is what coc could not look into: nothing is known of it. */
export type What =
  | 'place'
  | 'person'
  | 'serial-number'
  | 'time'
  | 'program'
  | 'device'
  | 'caption'
  | 'comment'
  | 'change'
  | 'hidden-part'
  | 'earlier-version'
  | 'small-picture'
  | 'embedded-file'
  | 'other'
  | 'not-looked';

/** Something in a file that nobody sees who looks at it. */
export interface Hidden {
  readonly what: What;
  /** A sentence for whoever gives the file out. It holds nothing of what the file says. */
  readonly words: string;
  /**
   * What the file says there. It is as confidential as the record: for the screen of somebody who may open it, never for a log
   * or an error. It can hold any characters.
   */
  readonly value?: string;
}

/** What a copy without all of that consists of, or why there can be none. */
export type Copy = readonly Piece[] | { readonly cannot: string };

/** Makes the copy, when it is asked for. */
export type MakeCopy = () => Promise<Copy>;

/** What came of looking into a file. */
export interface Looked {
  readonly hidden: readonly Hidden[];
  readonly copy: MakeCopy;
}

/** Looks into what stands in a document: a picture, a sound, a film. */
export type LookInside = (source: Source, mime: string) => Promise<Looked>;

const MOST_OF_A_SORT = 12;
const LONGEST = 300;

/** Collects what is found: each thing once, and no more of a sort than somebody reads, so that none hides another. */
export class Findings {
  readonly #found = new Map<string, Hidden>();
  readonly #counts = new Map<What, number>();
  #more = 0;

  add(what: What, words: string, value?: string): void {
    const said = value === undefined ? undefined : plain(value);
    if (said === '') return;
    const key = JSON.stringify([what, words, said]);
    if (this.#found.has(key)) return;
    const count = this.#counts.get(what) ?? 0;
    this.#counts.set(what, count + 1);
    if (count >= MOST_OF_A_SORT) this.#more += 1;
    else this.#found.set(key, said === undefined ? { what, words } : { what, words, value: said });
  }

  addAll(hidden: readonly Hidden[]): void {
    for (const { what, words, value } of hidden) this.add(what, words, value);
  }

  get all(): readonly Hidden[] {
    const more: Hidden = { what: 'other', words: `More of the same sorts: ${this.#more}.` };
    return [...this.#found.values(), ...(this.#more > 0 ? [more] : [])];
  }

  get isEmpty(): boolean {
    return this.#found.size === 0;
  }
}

/** Without what fills up a field, and not longer than somebody reads. */
function plain(value: string): string {
  const text = value.replace(/\0+/g, ' ').trim();
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

export const CANNOT_LOOK: Hidden = {
  what: 'not-looked',
  words: 'coc cannot look into this kind of file. What is hidden in it is not known.',
};
export const DAMAGED: Hidden = {
  what: 'not-looked',
  words: 'It is damaged or cut off, so coc could not look at all of it.',
};
export const TOO_LARGE: Hidden = {
  what: 'not-looked',
  words: 'It is too large for coc to look at all of it.',
};
