import { type Readable, Transform, type TransformCallback } from 'node:stream';
import type { Io } from '../../io.ts';
import { Suspension } from './suspension.ts';

/** What a terminal sends around a paste once it was asked to mark pastes. */
const START = '\u001b[200~';
const END = '\u001b[201~';
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const CTRL_Z = '\u001a';
const ESCAPE = '\u001b';
const MARK_PASTES = '\u001b[?2004h';
const UNMARK_PASTES = '\u001b[?2004l';
/** A line with its Enter, and what comes behind it. */
const FIRST_LINE = /^([^\r\n]*(?:\r\n|\r|\n))([\s\S]+)$/;
/** How long more of a paste that nobody marked may take to come. Milliseconds. */
const IN_ONE_GO = 40;

/** What takes the place of a paste, as if it were typed. */
type OnPaste = (text: string) => string;

export interface KeyboardOptions {
  readonly onPaste: OnPaste;
  /**
   * For a menu: what was typed before it stood there is not meant for it, and Ctrl-D stops as Ctrl-C does. Nothing is heard but
   * Ctrl-C until `hear` has returned: then, and not before, what is asked may stand there.
   */
  readonly fresh?: boolean;
  /** Escape by itself stops as Ctrl-C does. */
  readonly escape?: boolean;
  /** Called where bytes came that are no text, and were left out. */
  readonly onNotText?: () => void;
  /** Draws the question again: after Ctrl-Z and `fg`, something else stands on the screen. */
  readonly redraw?: () => void;
}

/** Keys for one prompt. */
export interface Keys extends Readable {
  /** Whether more came in one go with what was read last: then a line end in it was not Enter, but pasted. */
  readonly hasMore: boolean;
  /** Where nothing is heard yet, keys that come after the next moment of quiet are. Returns then. */
  hear(): Promise<void>;
}

/** Said where `onNotText` is called. */
export const NOT_TEXT =
  'Something came that is not UTF-8 text, and was left out. Look at what stands there before you press Enter. Often the terminal is set to another encoding.';

/** A paste as one line: line ends and controls, which would be keys, become blanks. */
export function asOneLine(pasted: string): string {
  return pasted.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
}

/**
 * Lends the keyboard to one prompt: keys one by one, and pastes whole, so that a line end within a paste never presses
 * Enter. Takes the terminal back as it was, whatever happens; what was typed ahead waits for the next prompt. Ctrl-Z gives it
 * back as well, and `fg` goes on.
 */
export async function withKeyboard<T>(
  io: Io,
  options: KeyboardOptions,
  prompt: (input: Keys) => Promise<T>,
): Promise<T> {
  const terminal = io.stdin as NodeJS.ReadStream;
  const marksPastes = io.env.TERM !== 'dumb';
  const suspension = new Suspension(terminal, {
    leave: () => {
      if (marksPastes) io.stderr.write(UNMARK_PASTES);
      terminal.setRawMode(false);
    },
    enter: () => {
      terminal.setRawMode(true);
      if (marksPastes) io.stderr.write(MARK_PASTES);
      options.redraw?.();
    },
  });
  const keyboard = new Keyboard(options, () => suspension.begin());
  terminal.setRawMode(true);
  if (marksPastes) io.stderr.write(MARK_PASTES);
  terminal.pipe(keyboard);
  try {
    return await prompt(keyboard);
  } finally {
    suspension.end();
    terminal.unpipe(keyboard);
    terminal.pause();
    const ahead = await keyboard.finish();
    if (ahead !== '') terminal.unshift(Buffer.from(ahead));
    if (marksPastes) io.stderr.write(UNMARK_PASTES);
    terminal.setRawMode(false);
  }
}

/** How long nothing may come until all that was typed before has come; nobody answers as fast. Milliseconds. */
const QUIET = 30;

/** A part of what came that is read by itself. */
interface Piece {
  readonly text: string;
  /** With the mark behind it. */
  readonly length: number;
  readonly ends: 'line' | 'mark' | 'here';
}

class Keyboard extends Transform implements Keys {
  readonly #decoder = new TextDecoder();
  readonly #options: KeyboardOptions;
  readonly #suspend: () => void;
  #pasted: string | undefined;
  #isPasteText = true;
  #rest = '';
  /** Bytes of the piece that is taken at present. */
  #taking = 0;
  #isInOneGo = false;
  #finished = false;
  #isDeaf: boolean;
  #heard: () => void = () => undefined;
  readonly #hearing: Promise<void>;
  /** What is not heard ends within a paste, or with what may be the beginning of a mark. */
  #isUnheardPaste = false;
  #unheard = '';
  #quiet: NodeJS.Timeout | undefined;
  #isToHear = false;

  constructor(options: KeyboardOptions, suspend: () => void) {
    super();
    this.#isDeaf = options.fresh === true;
    this.#hearing = new Promise((resolve) => {
      this.#heard = () => {
        this.#isDeaf = false;
        resolve();
      };
      if (!this.#isDeaf) resolve();
    });
    this.setEncoding('utf8');
    this.#options = options;
    this.#suspend = suspend;
  }

  get hasMore(): boolean {
    return this.#isInOneGo && (this.#rest !== '' || this.writableLength > this.#taking);
  }

  hear(): Promise<void> {
    if (!this.#isDeaf || this.#isToHear) return this.#hearing;
    this.#isToHear = true;
    // What has come by now is read within one whole turn of the loop.
    setImmediate(() => setImmediate(() => setImmediate(() => this.#waitForQuiet())));
    return this.#hearing;
  }

  #waitForQuiet(): void {
    if (this.#finished) return;
    this.#quiet = setTimeout(() => {
      if (!this.#isUnheardPaste) this.#heard();
    }, QUIET);
  }

  /** Ends it; returns what came and was not read. */
  async finish(): Promise<string> {
    this.#finished = true;
    clearTimeout(this.#quiet);
    while (this.writableLength > 0) await new Promise((resolve) => setImmediate(resolve));
    return this.#rest;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#taking = chunk.length;
    const text = this.#decoder.decode(chunk, { stream: true });
    if (!this.#isDeaf) this.#hearText(text, done);
    else if (this.#quiet === undefined) this.#leaveUnheard(text, done);
    // A busy machine reads a key before it looks at its timers: they come first.
    else
      setImmediate(() =>
        setImmediate(() => (this.#isDeaf ? this.#leaveUnheard(text, done) : this.#hearText(text, done))),
      );
  }

  #hearText(text: string, done: TransformCallback): void {
    // Half of it could mean something else, and a line end behind it would press Enter.
    if (!text.includes('\ufffd')) this.#rest += text;
    else if (this.#pasted === undefined && !text.includes(START)) this.#options.onNotText?.();
    else {
      this.#rest += text;
      this.#isPasteText = false;
    }
    this.#take(done);
  }

  #leaveUnheard(text: string, done: TransformCallback): void {
    if (text.includes(CTRL_C)) {
      this.#heard();
      this.push(CTRL_C);
    }
    const all = `${this.#unheard}${text}`;
    const [begins, ends] = [all.lastIndexOf(START), all.lastIndexOf(END)];
    if (begins !== ends) this.#isUnheardPaste = begins > ends;
    this.#unheard = all.slice(1 - START.length);
    this.#quiet?.refresh();
    done();
  }

  #take(done: TransformCallback): void {
    const piece = this.#nextPiece();
    // The last line of several that came in one go: the rest of them may be on its way.
    const mayGoOn = this.#isInOneGo && piece.ends === 'here' && /[\r\n]$/.test(piece.text);
    if (mayGoOn) setTimeout(() => this.#pass(piece, done), IN_ONE_GO);
    else this.#pass(piece, done);
  }

  #nextPiece(): Piece {
    const mark = this.#pasted === undefined ? START : END;
    const at = this.#rest.indexOf(mark);
    const text = at < 0 ? this.#beforePartial(mark) : this.#rest.slice(0, at);
    const isLine = this.#pasted === undefined && !this.#options.fresh;
    const [, line] = (isLine && FIRST_LINE.exec(text)) || [];
    if (line !== undefined) return { text: line, length: line.length, ends: 'line' };
    return { text, length: text.length + (at < 0 ? 0 : mark.length), ends: at < 0 ? 'here' : 'mark' };
  }

  #pass({ text, length, ends }: Piece, done: TransformCallback): void {
    if (this.#finished) {
      done();
      return;
    }
    this.#rest = this.#rest.slice(length);
    const isPaste = this.#pasted !== undefined;
    const typed = isPaste ? this.#paste(text, ends === 'mark') : this.#keys(text);
    // Said first: what is pushed is read at once.
    if (ends === 'line') this.#isInOneGo = true;
    if (typed !== '') this.push(typed);
    if (ends === 'mark' && !isPaste) this.#pasted = '';
    // What was typed before a paste, and each line, has to be read before what comes behind it.
    if (ends === 'here') this.#end(done);
    else setImmediate(() => this.#take(done));
  }

  #end(done: TransformCallback): void {
    setImmediate(() => {
      if (this.writableLength <= this.#taking) this.#isInOneGo = false;
      done();
    });
  }

  /** Keys as they are typed, without those that are for the terminal. */
  #keys(text: string): string {
    if (text.includes(CTRL_Z)) this.#suspend();
    if (this.#options.escape && text === ESCAPE) return CTRL_C;
    const typed = text.replaceAll(CTRL_Z, '');
    return this.#options.fresh ? typed.replaceAll(CTRL_D, CTRL_C) : typed;
  }

  #paste(text: string, ends: boolean): string {
    this.#pasted += text;
    if (!ends) return '';
    const pasted = this.#pasted ?? '';
    this.#pasted = undefined;
    if (this.#isPasteText) return this.#options.onPaste(pasted.replace(/\r\n?/g, '\n'));
    this.#isPasteText = true;
    this.#options.onNotText?.();
    return '';
  }

  /** All but what may be the beginning of a mark whose rest is still to come; a lone Escape is a key. */
  #beforePartial(mark: string): string {
    for (let length = mark.length - 1; length > 1; length -= 1) {
      if (this.#rest.endsWith(mark.slice(0, length))) return this.#rest.slice(0, -length);
    }
    return this.#rest;
  }
}
