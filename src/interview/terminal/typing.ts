import { type Completer, createInterface, type Interface } from 'node:readline';
import { type Readable, Writable } from 'node:stream';
import type { Io } from '../../io.ts';
import { DrawnLine } from './drawn-line.ts';

const PROMPT = '> ';

/** The line that somebody types, with the keys of readline, and how it stands on the screen. */
export interface Typing {
  readonly readline: Interface;
  /** Begins a line, or goes on with what was put there. */
  prompt(): void;
  /** The line was changed otherwise than by a key. */
  changed(): void;
  /** Draws it once more below whatever stands there by now. */
  again(): void;
  /** Writes lines above it. */
  above(lines: string): void;
  /** Goes to the row below it, behind an Enter. */
  entered(line: string): void;
  /** Goes to the row below it without one: somebody stops. */
  stopped(): void;
  close(): void;
}

/** For a terminal that cannot move its cursor: readline itself writes what is typed. */
export class PlainTyping implements Typing {
  readonly readline: Interface;
  readonly #io: Io;

  constructor(io: Io, input: Readable, completer?: Completer) {
    this.#io = io;
    this.readline = createInterface({
      input,
      output: io.stderr,
      terminal: true,
      historySize: 0,
      prompt: PROMPT,
      ...(completer && { completer }),
    });
  }

  prompt(): void {
    this.readline.prompt(this.readline.line !== '');
  }

  changed(): void {}

  again(): void {
    this.readline.prompt(true);
  }

  above(lines: string): void {
    this.#io.stderr.write(`\n${lines}`);
    this.readline.prompt(true);
  }

  entered(_line: string): void {}

  stopped(): void {
    this.#io.stderr.write('\n');
  }

  close(): void {}
}

/** For every other terminal: readline moves in the line, and it is drawn here, once for all keys that came in one go. */
export class DrawnTyping implements Typing {
  readonly readline: Interface;
  readonly #io: Io;
  readonly #drawn: DrawnLine;
  #isWaiting = false;
  #isClosed = false;

  constructor(io: Io, input: Readable, completer?: Completer) {
    this.#io = io;
    this.#drawn = new DrawnLine(io.stderr);
    const output = new Writable({ write: (_chunk, _encoding, done) => done() });
    const options = { input, output, terminal: true, historySize: 0, prompt: '' };
    this.readline = createInterface({ ...options, ...(completer && { completer }) });
    input.on('keypress', (_text: unknown, key: { readonly ctrl?: boolean; readonly name?: string } = {}) => {
      if (key.ctrl && key.name === 'l') this.#clear();
      this.changed();
    });
    io.stderr.on('resize', this.#resized);
  }

  prompt(): void {
    this.#draw();
  }

  changed(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    queueMicrotask(() => {
      if (this.#isWaiting) this.#draw();
    });
  }

  again(): void {
    this.#drawn.forget();
    this.#draw();
  }

  above(lines: string): void {
    this.#drawn.leave();
    this.#io.stderr.write(lines);
    this.#draw();
  }

  entered(line: string): void {
    this.#isWaiting = false;
    if (!this.#isClosed) this.#drawn.end(line);
  }

  stopped(): void {
    this.entered(this.readline.line);
  }

  close(): void {
    this.#isClosed = true;
    this.#io.stderr.removeListener('resize', this.#resized);
  }

  #draw(): void {
    this.#isWaiting = false;
    if (!this.#isClosed) this.#drawn.draw(this.readline.line, this.readline.cursor);
  }

  #clear(): void {
    this.#io.stderr.write('\u001b[H\u001b[2J');
    this.#drawn.forget();
  }

  readonly #resized = (): void => {
    this.#drawn.resized();
    this.#draw();
  };
}
