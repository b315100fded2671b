import { lstatSync, readFileSync } from 'node:fs';

/** How often it is looked whether the editor has saved. Milliseconds. */
const LOOK_EVERY = 250;
/** How long the end of coc waits for the last text to be kept. Milliseconds. */
const KEPT_WITHIN = 3_000;

/** Takes over what was saved, and says whether it is kept now. Never throws. */
export type Keep = (text: string) => Promise<boolean>;

/**
 * The text of a file that an editor works on: each time it is saved, it is passed on to be kept. An editor writes a file
 * piece by piece: what still changes from one look to the next is not taken, nor is nothing in place of something, nor
 * what is not UTF-8.
 */
export class SavedText {
  readonly #path: string;
  readonly #keep: Keep;
  readonly #timer: NodeJS.Timeout;
  #taken: string;
  /** The state of the file that was taken, and that of the last look. */
  #takenAt: string | undefined;
  #seenAt: string | undefined;
  #keeping: Promise<unknown> = Promise.resolve();

  /** @param text what stands in the file now, and is kept already */
  constructor(path: string, text: string, keep: Keep) {
    this.#path = path;
    this.#keep = keep;
    this.#taken = text;
    this.#takenAt = stateOf(path);
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY);
    this.#timer.unref();
  }

  /** The text that was saved last. */
  get text(): string {
    return this.#taken;
  }

  /**
   * Takes what is there now, once no editor writes any more, and returns when that is kept.
   *
   * @returns what was left in the file: a text, nothing in place of something, or what is not UTF-8
   */
  async end(): Promise<'text' | 'nothing' | 'not-text'> {
    clearInterval(this.#timer);
    const left = this.#take();
    await this.#keeping;
    return left;
  }

  /** As `end`, where coc itself is ended and cannot wait for long. What is there is read before this returns. */
  async endSoon(): Promise<void> {
    await Promise.race([this.end(), new Promise((resolve) => setTimeout(resolve, KEPT_WITHIN))]);
  }

  #look(): void {
    const state = stateOf(this.#path);
    const isStill = state === this.#seenAt;
    this.#seenAt = state;
    if (state !== undefined && isStill && state !== this.#takenAt) this.#take(state);
  }

  #take(state = stateOf(this.#path)): 'text' | 'nothing' | 'not-text' {
    if (state === undefined) return this.#taken.trim() === '' ? 'text' : 'nothing';
    this.#takenAt = state;
    const text = textIn(this.#path);
    if (text === undefined) return 'not-text';
    if (text.trim() === '' && this.#taken.trim() !== '') return 'nothing';
    if (text === withoutEnd(this.#taken)) return 'text';
    this.#taken = text;
    this.#keeping = this.#keeping.then(() => this.#keep(text));
    return 'text';
  }
}

/** Undefined where there is no ordinary file at present. */
function stateOf(path: string): string | undefined {
  const found = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  return found?.isFile() ? `${found.ino} ${found.size} ${found.mtimeNs}` : undefined;
}

function textIn(path: string): string | undefined {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return withoutEnd(decoder.decode(readFileSync(path)));
  } catch {
    return undefined;
  }
}

/** Editors end the last line; nobody typed that. */
function withoutEnd(text: string): string {
  return text.replace(/\n$/, '');
}
