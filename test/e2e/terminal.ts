import { stripVTControlCharacters } from 'node:util';
import { type IPty, spawn } from '@lydell/node-pty';
import headless from '@xterm/headless';
import { atEnd } from '../places/at-end.ts';

/** The built tool, as somebody who installed it starts it. */
export const COC = new URL('../../bin/coc.js', import.meta.url).pathname;

/** Keys that are not letters. */
export const KEY = {
  enter: '\r',
  up: '\u001b[A',
  down: '\u001b[B',
  left: '\u001b[D',
  space: ' ',
  ctrlC: '\u0003',
  ctrlD: '\u0004',
  ctrlZ: '\u001a',
} as const;

const PATIENCE = 20_000;
/** Keys in the tick of the first drawing are lost (TRAPS). */
const AFTER_DRAWING = 60;

export interface TerminalOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly columns?: number;
  /** A shell in place of the tool. */
  readonly shell?: boolean;
}

/** The built tool in a real pseudo-terminal, and somebody who reads before they type. */
export class Terminal {
  readonly pid: number;
  readonly exited: Promise<number>;
  readonly #pty: IPty;
  readonly #screen: InstanceType<typeof headless.Terminal>;
  #raw = '';
  #read = 0;
  #ended = false;
  #heard: () => void = () => undefined;

  constructor(argv: readonly string[], { env, cwd, columns = 100, shell = false }: TerminalOptions) {
    const [command, first] = shell ? ['bash', ['--norc']] : [process.execPath, [COC, ...argv]];
    this.#pty = spawn(command, first, {
      name: env.TERM ?? 'xterm-256color',
      cols: columns,
      rows: 50,
      cwd: cwd ?? env.HOME ?? '/',
      env: env as Record<string, string>,
    });
    this.pid = this.#pty.pid;
    this.#screen = new headless.Terminal({
      cols: columns,
      rows: 50,
      scrollback: 5000,
      allowProposedApi: true,
    });
    this.#pty.onData((data) => {
      this.#screen.write(data);
      this.#raw += data;
      this.#heard();
    });
    this.exited = new Promise((resolve) => {
      this.#pty.onExit(({ exitCode, signal }) => {
        this.#ended = true;
        resolve(signal ? 128 + signal : exitCode);
        this.#heard();
      });
    });
    atEnd(() => this.kill('SIGKILL'));
  }

  /** Everything that was ever drawn, escape sequences included. */
  get raw(): string {
    return this.#raw;
  }

  /** Everything that was ever drawn, as text. */
  get text(): string {
    return stripVTControlCharacters(this.#raw).replaceAll('\r', '');
  }

  /** The lines as a person sees them, and whether the terminal itself had to break one. */
  async lines(): Promise<readonly { readonly text: string; readonly broken: boolean }[]> {
    await new Promise<void>((resolve) => this.#screen.write('', resolve));
    const buffer = this.#screen.buffer.normal;
    return Array.from({ length: buffer.length }, (_, row) => ({
      text: buffer.getLine(row)?.translateToString(true) ?? '',
      broken: buffer.getLine(row)?.isWrapped ?? false,
    }));
  }

  /** Waits until this stands there after what was waited for before; throws with what stands there instead. */
  async see(expected: string): Promise<void> {
    const until = Date.now() + PATIENCE;
    for (;;) {
      const at = this.text.indexOf(expected, this.#read);
      if (at >= 0) {
        this.#read = at + expected.length;
        await new Promise((resolve) => setTimeout(resolve, AFTER_DRAWING));
        return;
      }
      if (this.#ended || Date.now() > until) {
        throw new Error(`“${expected}” did not appear. There is:\n${this.text.slice(this.#read)}`);
      }
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
        setTimeout(resolve, 100);
      });
    }
  }

  /** Types a command into a shell, with `coc` for the built tool. */
  async run(command: string): Promise<void> {
    await this.see('$');
    this.type(`${command.replace(/^coc\b/, `${process.execPath} ${COC}`)}${KEY.enter}`);
  }

  /** Goes to the shell with Ctrl-Z, uses it, and comes back to what stood there. */
  async awayAndBack(there: string): Promise<void> {
    this.type(KEY.ctrlZ);
    await this.see('Stopped');
    this.type('echo the-shell-$((40 + 2))\r');
    await this.see('the-shell-42');
    this.type('fg\r');
    await this.see(there);
  }

  type(keys: string): void {
    this.#pty.write(keys);
  }

  /** Bytes that need be no text. */
  send(bytes: readonly number[]): void {
    // Its types know of text alone.
    this.#pty.write(Buffer.from(bytes) as unknown as string);
  }

  /** Pastes as a terminal does that was asked to mark pastes. */
  paste(text: string): void {
    this.#pty.write(`\u001b[200~${text.replaceAll('\n', '\r')}\u001b[201~`);
  }

  /** Waits for a question and answers it; Enter comes by itself. */
  async answer(question: string, keys = ''): Promise<void> {
    await this.see(question);
    this.type(`${keys}${KEY.enter}`);
  }

  /** Waits for a menu and takes the item that begins with this, however far down it is. */
  async choose(question: string, label: string): Promise<void> {
    await this.see(question);
    await this.see('select');
    const chosen = async (): Promise<string | undefined> =>
      (await this.lines()).findLast(({ text }) => text.startsWith('❯ '))?.text;
    const until = Date.now() + PATIENCE;
    for (let at = await chosen(); Date.now() < until; ) {
      if (at?.startsWith(`❯ ${label}`)) return this.type(KEY.enter);
      this.type(KEY.down);
      const before = at;
      while (at === before && Date.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, AFTER_DRAWING));
        at = await chosen();
      }
    }
    throw new Error(`“${label}” is not in the menu. There is:\n${this.text.slice(this.#read)}`);
  }

  /** Waits for a menu and takes the item so many places down. */
  async pick(question: string, position: number): Promise<void> {
    await this.see(question);
    await this.see('select');
    for (let moved = 0; moved < position; moved += 1) this.type(KEY.down);
    this.type(KEY.enter);
  }

  kill(signal: NodeJS.Signals): void {
    if (!this.#ended) this.#pty.kill(signal);
  }
}
