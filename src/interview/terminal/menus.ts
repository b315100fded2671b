import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { Chalk } from 'chalk';
import inquirer from 'inquirer';
import { Cancelled } from '../../errors.ts';
import { type Io, widthOf } from '../../io.ts';
import { colorEnabled, columnsOf, wrap, wrapItems } from '../../screen/render.ts';
import { askSecret } from './ask-secret.ts';
import { asOneLine, type KeyboardOptions, withKeyboard } from './keyboard.ts';
import { readLines, type Take } from './line-reader.ts';

export interface Item {
  /** Harmless to a terminal. */
  readonly label: string;
}

/** What is asked, and below it what helps with the answer. Both harmless to a terminal. */
export interface Heading {
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Stands first where nothing is proposed, so that Enter alone answers nothing. */
const CHOOSE = '… choose one of these';
/** How much further the second line of a choice stands in. */
const CONTINUED = 2;
/** What stands behind a question for a yes or a no: blanks, the answer, and the cursor. */
const ROOM_FOR_YES = '  yes '.length;
const SHORTEST_PAGE = 7;
const USUAL_ROWS = 24;
/** Lines for the question, its hint with an empty one, and the keys. */
const AROUND_A_PAGE = 9;

/** The ways to choose something at a terminal. Positions count from 0. Every method throws Cancelled on Ctrl-C. */
export interface Menus {
  /** Without `initial`, Enter alone chooses nothing: it is asked until something is. */
  one(heading: Heading, items: readonly Item[], initial?: number): Promise<number>;
  several(heading: Heading, items: readonly Item[], initial: readonly number[]): Promise<readonly number[]>;
  /** How some of several are chosen, in a sentence, for who has chosen none. */
  readonly howToMark: string;
  yesOrNo(message: string, initial: boolean): Promise<boolean>;
  secret(message: string): Promise<string>;
  /** Chooses among what `source` gives for the words typed so far. Not there where the terminal cannot draw that. */
  readonly search?: <T>(
    message: string,
    source: (typed: string) => Promise<readonly Line<T>[]>,
  ) => Promise<T>;
}

/** Something to choose, or only to be read. Harmless to a terminal. */
export interface Line<T> extends Item {
  readonly value?: T | undefined;
}

type Keys = readonly (readonly [key: string, does: string])[];
const KEYS_OF_SEARCH: Keys = [
  ['↑↓', 'choose'],
  ['⏎', 'read it'],
  ['Esc', 'leave'],
];

/** How long somebody types on before what they typed is looked for. Milliseconds. */
const TYPING = 60;

/** Menus that are moved through with the arrow keys. */
export class ArrowMenus implements Menus {
  readonly howToMark = 'Space marks the one that you are on, Enter goes on.';
  readonly #io: Io;

  constructor(io: Io) {
    this.#io = io;
  }

  async one(heading: Heading, items: readonly Item[], initial?: number): Promise<number> {
    const choices = this.#choices(items, '❯ '.length);
    for (;;) {
      const chosen = await this.#prompt<number>({
        type: 'select',
        ...this.#headed(heading),
        choices: initial === undefined ? [{ value: -1, name: CHOOSE, short: CHOOSE }, ...choices] : choices,
        default: initial ?? -1,
        loop: false,
        pageSize: this.#pageSize,
      });
      if (chosen >= 0) return chosen;
      this.#io.stderr.write('Please choose one.\n');
    }
  }

  several(heading: Heading, items: readonly Item[], initial: readonly number[]): Promise<readonly number[]> {
    const choices = this.#choices(items, '❯◯ '.length).map((choice) => ({
      ...choice,
      checked: initial.includes(choice.value),
    }));
    return this.#prompt<readonly number[]>({
      type: 'checkbox',
      // A letter typed by mistake must not tick what was not done.
      shortcuts: { all: null, invert: null },
      ...this.#headed(heading),
      choices,
      loop: false,
      pageSize: this.#pageSize,
    });
  }

  yesOrNo(message: string, initial: boolean): Promise<boolean> {
    return this.#prompt<boolean>({ type: 'confirm', ...this.#yesOrNo(message, initial), default: initial });
  }

  secret(message: string): Promise<string> {
    return askSecret(this.#io, message);
  }

  readonly search = <T>(
    message: string,
    source: (typed: string) => Promise<readonly Line<T>[]>,
  ): Promise<T> =>
    this.#prompt<T>(
      {
        type: 'search',
        ...this.#headed({ message }, KEYS_OF_SEARCH),
        pageSize: this.#pageSize,
        source: async (typed: string | undefined, { signal }: { readonly signal: AbortSignal }) => {
          if (typed === undefined || typed.trim() === '') return [];
          await new Promise((resolve) => setTimeout(resolve, TYPING));
          if (signal.aborted) return [];
          return (await source(typed)).map(({ label, value }) =>
            value === undefined
              ? new inquirer.Separator(label)
              : { value, name: label, short: label.split('\n')[0] ?? '' },
          );
        },
      },
      { onPaste: asOneLine, escape: true },
    );

  /** As many lines as fit, so that what can be chosen is seen. */
  get #pageSize(): number {
    return Math.max(SHORTEST_PAGE, (this.#io.stderr.rows ?? USUAL_ROWS) - AROUND_A_PAGE);
  }

  /** Lines break between words. The hint stands apart, so that it is none of the choices, and goes once it is answered. */
  #headed({ message, hint }: Heading, ownKeys?: Keys): object {
    const { env, stderr } = this.#io;
    const chalk = new Chalk({ level: colorEnabled(env, stderr.isTTY === true) ? 1 : 0 });
    const bold = (mark: string): string => chalk.bold(this.#lines([message], mark.length));
    const help = hint === undefined ? '' : `\n${chalk.dim(this.#lines([hint], 0))}\n`;
    return {
      message,
      theme: {
        style: {
          message: (_text: string, status: string) =>
            status === 'done' ? bold('✔ ') : `${bold('? ')}${help}`,
          renderSelectedChoices: (chosen: readonly { readonly short: string }[]) =>
            wrapItems(
              chosen.map(({ short }) => short),
              widthOf(stderr) - CONTINUED,
              ', ',
            ).join('\n'),
          answer: (text: string) => chalk.cyan(this.#answer(message, text)),
          keysHelpTip: (keys: Keys) =>
            chalk.dim(
              this.#lines([(ownKeys ?? keys).map(([key, action]) => `${key} ${action}`).join(' · ')], 0),
            ),
        },
      },
    };
  }

  /** The keys are words of the message, so that they break as those do, with room for the answer on every line. */
  #yesOrNo(message: string, initial: boolean): object {
    const { env, stderr } = this.#io;
    const chalk = new Chalk({ level: colorEnabled(env, stderr.isTTY === true) ? 1 : 0 });
    const lines = (text: string): string =>
      wrap(text, widthOf(stderr) - '? '.length - ROOM_FOR_YES).join(`\n${' '.repeat('? '.length)}`);
    return {
      message,
      theme: {
        style: {
          message: (_text: string, status: string) =>
            chalk.bold(lines(status === 'done' ? message : `${message} (${initial ? 'Y/n' : 'y/N'})`)),
          defaultAnswer: () => '',
          answer: (text: string) => chalk.cyan(text),
          error: (text: string) => chalk.red(lines(text)),
        },
      },
    };
  }

  /** What was chosen, beside the message or below it. */
  #answer(message: string, text: string): string {
    return !text.includes('\n') && columnsOf(message) + columnsOf(text) + 3 < widthOf(this.#io.stderr)
      ? text
      : `\n  ${this.#lines([text], 2)}`;
  }

  #choices(items: readonly Item[], indent: number): { value: number; name: string; short: string }[] {
    return items.map(({ label }, value) => ({
      value,
      name: this.#lines([label], indent + CONTINUED),
      short: label,
    }));
  }

  #lines(texts: readonly string[], indent: number): string {
    const width = widthOf(this.#io.stderr) - indent;
    return texts.flatMap((text) => wrap(text, width)).join(`\n${' '.repeat(indent)}`);
  }

  async #prompt<T>(question: object, own: Partial<KeyboardOptions> = {}): Promise<T> {
    this.#io.stderr.write('\n');
    try {
      const output = new LastDrawn(this.#io.stderr);
      const keyboard = { onPaste: () => '', fresh: true, redraw: () => output.redraw(), ...own };
      return await withKeyboard(this.#io, keyboard, async (input) => {
        output.until = () => input.hear();
        const prompt = inquirer.createPromptModule({ input, output });
        const { answer } = (await prompt([{ ...question, name: 'answer' } as never])) as { answer: T };
        return answer;
      });
    } catch (error) {
      if (error instanceof Error && error.name === 'ExitPromptError') throw new Cancelled();
      throw error;
    }
  }
}

/** How what is drawn begins: down to its last row, and each row taken away on the way up. */
const REPLACING = /^(?:\u001b\[\d+B)?(?:\u001b\[2K(?:\u001b\[1A)?)*(?:\u001b\[G)?/;

/** Passes on what is drawn, and can draw the last of it again below whatever stands there by now. */
class LastDrawn extends Writable {
  readonly #screen: Io['stderr'];
  #last = '';
  /** What is drawn waits for this. */
  until: () => Promise<void> = async () => undefined;

  constructor(screen: Io['stderr']) {
    super({ decodeStrings: false });
    this.#screen = screen;
  }

  redraw(): void {
    // It begins with taking away what it replaces, above where the cursor was.
    this.#screen.write(`\r\u001b[J${this.#last.replace(REPLACING, '')}`);
  }

  override _write(drawn: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
    const text = String(drawn);
    if (stripVTControlCharacters(text).trim() !== '') this.#last = text;
    void this.until().then(() => this.#screen.write(text, done));
  }
}

/** Menus for a terminal that cannot move its cursor, and for whoever listens to it: numbers to type. */
export class NumberMenus implements Menus {
  readonly howToMark = 'Type the numbers of all that you mean, with blanks between them.';
  readonly #io: Io;

  constructor(io: Io) {
    this.#io = io;
  }

  async one(heading: Heading, items: readonly Item[], initial?: number): Promise<number> {
    const how = `Type a number.${initial === undefined ? '' : ` Enter takes ${initial + 1}.`}`;
    for (let above = listed(heading, items); ; above = 'Please choose one.\n') {
      const [chosen = initial] = await this.#numbers(above, how, items.length, 1);
      if (chosen !== undefined) return chosen;
    }
  }

  async several(
    heading: Heading,
    items: readonly Item[],
    initial: readonly number[],
  ): Promise<readonly number[]> {
    const now = initial.map((index) => index + 1).join(' ');
    const typed = await this.#numbers(
      listed(heading, items),
      `Type numbers with blanks between them, or 0 for none. Enter takes ${now || 'none'}.`,
      items.length,
      items.length,
    );
    return typed.length === 0 ? initial : typed.filter((index) => index >= 0);
  }

  yesOrNo(message: string, initial: boolean): Promise<boolean> {
    const take: Take<boolean> = (typed) => {
      if (typed.kind === 'end') throw new Cancelled();
      const text = typed.text.trim().toLowerCase();
      if (text === '') return { done: initial };
      return /^(y|yes|n|no)$/.test(text) ? { done: text.startsWith('y') } : undefined;
    };
    const menu = `${message} Type y or n. Enter takes ${initial ? 'y' : 'n'}.\n`;
    return readLines(this.#io, take, { menu });
  }

  secret(message: string): Promise<string> {
    return askSecret(this.#io, message);
  }

  #numbers(above: string, how: string, highest: number, most: number): Promise<readonly number[]> {
    const take: Take<readonly number[]> = (typed, line) => {
      // Ctrl-D ends it, as in the other menus: it must not take what is proposed.
      if (typed.kind === 'end') throw new Cancelled();
      const words = typed.text
        .trim()
        .split(/[\s,]+/)
        .filter(Boolean);
      const numbers = words.map(Number);
      const lowest = most > 1 ? 0 : 1;
      if (
        numbers.length <= most &&
        numbers.every((one) => Number.isInteger(one) && one >= lowest && one <= highest)
      )
        return { done: numbers.map((one) => one - 1) };
      line.above(`That is none of them. ${how}`);
      return undefined;
    };
    return readLines(this.#io, take, { menu: `${above}${how}\n` });
  }
}

function listed({ message, hint }: Heading, items: readonly Item[]): string {
  const numbered = items.map(({ label }, index) => `  ${index + 1}. ${label}\n`);
  return `\n${message}\n${hint === undefined ? '' : `${hint}\n\n`}${numbered.join('')}`;
}
