import { Transform, type TransformCallback } from 'node:stream';
import type { Io } from '../../io.ts';

/** What a terminal sends around a paste once it was asked to mark pastes. */
const START = '\u001b[200~';
const END = '\u001b[201~';
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const MARK_PASTES = '\u001b[?2004h';
const UNMARK_PASTES = '\u001b[?2004l';

/** What takes the place of a paste, as if it were typed. */
type OnPaste = (text: string) => string;

export interface KeyboardOptions {
  readonly onPaste: OnPaste;
  /** For a menu: what was typed before it stood there is not meant for it, and Ctrl-D stops as Ctrl-C does. */
  readonly fresh?: boolean;
}

/** A paste as one line: line ends and controls, which would be keys, become blanks. */
export function asOneLine(pasted: string): string {
  return pasted.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
}

/**
 * Lends the keyboard to one prompt: keys one by one, and pastes whole, so that a line end within a paste never presses
 * Enter. Takes the terminal back as it was, whatever happens.
 */
export async function withKeyboard<T>(
  io: Io,
  { onPaste, fresh = false }: KeyboardOptions,
  prompt: (input: NodeJS.ReadableStream) => Promise<T>,
): Promise<T> {
  const terminal = io.stdin as NodeJS.ReadStream;
  const marksPastes = io.env.TERM !== 'dumb';
  const keyboard = new Keyboard(onPaste, fresh);
  terminal.setRawMode(true);
  if (fresh) await discardTyped(terminal);
  if (marksPastes) io.stderr.write(MARK_PASTES);
  terminal.pipe(keyboard);
  try {
    return await prompt(keyboard);
  } finally {
    terminal.unpipe(keyboard);
    terminal.pause();
    if (marksPastes) io.stderr.write(UNMARK_PASTES);
    terminal.setRawMode(false);
  }
}

/** How long a terminal takes at most to hand over what was typed already. Milliseconds. */
const HANDING_OVER = 30;

async function discardTyped(terminal: NodeJS.ReadStream): Promise<void> {
  const discard = (): void => undefined;
  terminal.on('data', discard);
  await new Promise((resolve) => setTimeout(resolve, HANDING_OVER));
  terminal.pause();
  terminal.removeListener('data', discard);
}

class Keyboard extends Transform {
  readonly #decoder = new TextDecoder();
  readonly #onPaste: OnPaste;
  readonly #ctrlDStops: boolean;
  #pasted: string | undefined;
  #rest = '';

  constructor(onPaste: OnPaste, ctrlDStops: boolean) {
    super();
    this.setEncoding('utf8');
    this.#onPaste = onPaste;
    this.#ctrlDStops = ctrlDStops;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#rest += this.#decoder.decode(chunk, { stream: true });
    this.#take(done);
  }

  #take(done: TransformCallback): void {
    const pasting = this.#pasted !== undefined;
    const mark = pasting ? END : START;
    const at = this.#rest.indexOf(mark);
    const text = at < 0 ? this.#beforePartial(mark) : this.#rest.slice(0, at);
    this.#rest = this.#rest.slice(text.length + (at < 0 ? 0 : mark.length));
    const typed = pasting
      ? this.#paste(text, at >= 0)
      : this.#ctrlDStops
        ? text.replaceAll(CTRL_D, CTRL_C)
        : text;
    if (typed !== '') this.push(typed);
    if (!pasting && at >= 0) this.#pasted = '';
    // What was typed before a paste has to be read before it.
    if (at < 0) done();
    else setImmediate(() => this.#take(done));
  }

  #paste(text: string, ends: boolean): string {
    this.#pasted += text;
    if (!ends) return '';
    const pasted = this.#pasted ?? '';
    this.#pasted = undefined;
    return this.#onPaste(pasted.replace(/\r\n?/g, '\n'));
  }

  /** All but what may be the beginning of a mark whose rest is still to come; a lone Escape is a key. */
  #beforePartial(mark: string): string {
    for (let length = mark.length - 1; length > 1; length -= 1) {
      if (this.#rest.endsWith(mark.slice(0, length))) return this.#rest.slice(0, -length);
    }
    return this.#rest;
  }
}
