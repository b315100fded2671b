import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { stripVTControlCharacters } from 'node:util';
import { Chalk } from 'chalk';
import inquirer from 'inquirer';
import { Cancelled } from '../../errors.ts';
import { type Io, widthOf } from '../../io.ts';
import { colorEnabled, columnsOf, wrap, wrapItems } from '../../screen/render.ts';
import { askSecret } from './ask-secret.ts';
import { asOneLine, type Keys as Keyboard, type KeyboardOptions, withKeyboard } from './keyboard.ts';
import { readLines, type Take } from './line-reader.ts';
import { type Esc, LEFT, type MenuConfig, type MenuLook, menuPrompt } from './menu-prompt.ts';
import { isAll, MANY } from './typed-choice.ts';

export interface Item {
  /** Harmless to a terminal. */
  readonly label: string;
}

/** What is asked, and below it what helps with the answer. Both harmless to a terminal. */
export interface Heading {
  readonly message: string;
  readonly hint?: string | undefined;
  /** Where nothing else is said, somebody is told first that they are about to stop. */
  readonly esc?: Esc | undefined;
}

/** Stands first where nothing is proposed, so that Enter alone answers nothing. */
const CHOOSE = '… choose one of these';
const SIGNS = { pointer: '❯', marked: '◉', unmarked: '◯' };
/** For a console that has no others. */
const ASCII_SIGNS = { pointer: '>', marked: '(*)', unmarked: '( )' };
/** How much further the second line of a choice stands in. */
const CONTINUED = 2;
/** What stands behind a question for a yes or a no: blanks, the answer, and the cursor. */
const ROOM_FOR_YES = '  yes '.length;
const SHORTEST_PAGE = 7;
const USUAL_ROWS = 24;
/** Lines for the question, its hint with an empty one, and the keys. */
const AROUND_A_PAGE = 9;

/** What is wrong with what was chosen, harmless to a terminal. It is said, and then it is chosen once more. */
type ProblemWith = (chosen: readonly number[]) => string | undefined;

/** The ways to choose something at a terminal. Positions count from 0. Every method throws Cancelled on Ctrl-C, and where Esc leaves. */
export interface Menus {
  /** Without `initial`, Enter alone chooses nothing: it is asked until something is. */
  one(
    heading: Heading,
    items: readonly Item[],
    initial?: number,
    problemWith?: (chosen: number) => string | undefined,
  ): Promise<number>;
  several(
    heading: Heading,
    items: readonly Item[],
    initial: readonly number[],
    problemWith?: ProblemWith,
  ): Promise<readonly number[]>;
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

/** How a prompt of inquirer is drawn. */
interface Drawing {
  readonly clearPromptOnDone?: boolean;
}

type Keys = readonly (readonly [key: string, does: string])[];
const keysOfSearch = (choose: string): Keys => [
  ['↑↓', choose],
  ['⏎', 'take it'],
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

  async one(
    heading: Heading,
    items: readonly Item[],
    initial?: number,
    problemWith: (chosen: number) => string | undefined = () => undefined,
  ): Promise<number> {
    const [chosen = -1] = await this.#menu(heading, {
      items: this.#drawn(items, '❯ '.length),
      ...(initial === undefined && { placeholder: { name: CHOOSE, short: CHOOSE } }),
      active: initial ?? -1,
      problemWith: ([one = -1]) => problemWith(one),
    });
    return chosen;
  }

  several(
    heading: Heading,
    items: readonly Item[],
    initial: readonly number[],
    problemWith: ProblemWith = () => undefined,
  ): Promise<readonly number[]> {
    return this.#menu(heading, {
      items: this.#drawn(items, '❯◯ '.length),
      marked: initial,
      active: 0,
      problemWith,
    });
  }

  async #menu(
    heading: Heading,
    own: Omit<MenuConfig, 'look' | 'height' | 'rows' | 'now' | 'esc'>,
  ): Promise<readonly number[]> {
    const { style } = this.#headed(heading).theme;
    const signs = this.#io.env.TERM === 'linux' ? ASCII_SIGNS : SIGNS;
    const look: MenuLook = {
      message: (isDone) => style.message('', isDone ? 'done' : 'idle'),
      answer: (chosen) => style.answer(style.renderSelectedChoices(chosen.map((short) => ({ short })))),
      keys: style.keysHelpTip,
      said: (text) => this.#lines(text.split('\n'), 0),
      marked: (sign) => this.#chalk.green(sign),
      beyond: (where, count) => `${where === 'above' ? '↑' : '↓'} ${count} more ${where}`,
      signs,
    };
    const room = { height: this.#rows - 1, rows: this.#pageSize };
    const { esc = 'asks' } = heading;
    const chosen = await this.#atKeyboard((context) =>
      menuPrompt({ ...own, ...room, look, esc, now: () => this.#io.now().getTime() }, context),
    );
    if (chosen === LEFT) throw new Cancelled();
    return chosen;
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
  ): Promise<T> => {
    let choose = 'choose';
    return this.#prompt<T>(
      {
        type: 'search',
        ...this.#headed({ message }, () => keysOfSearch(choose)),
        pageSize: this.#pageSize,
        source: async (typed: string | undefined, { signal }: { readonly signal: AbortSignal }) => {
          await new Promise((resolve) => setTimeout(resolve, TYPING));
          if (signal.aborted) return [];
          const found = await source(typed ?? '');
          const isLonger = found.flatMap(({ label }) => label.split('\n')).length > this.#pageSize;
          choose = isLonger
            ? `choose among ${found.filter(({ value }) => value !== undefined).length}`
            : 'choose';
          return found.map(({ label, value }) =>
            value === undefined
              ? new inquirer.Separator(label)
              : { value, name: label, short: label.split('\n')[0] ?? '' },
          );
        },
      },
      { onPaste: asOneLine, escape: true },
      // What was looked for, and what has it, is not left on the screen.
      { clearPromptOnDone: true },
    );
  };

  get #chalk(): InstanceType<typeof Chalk> {
    const { env, stderr } = this.#io;
    return new Chalk({ level: colorEnabled(env, stderr.isTTY === true) ? 1 : 0 });
  }

  /** As many lines as fit, so that what can be chosen is seen. */
  get #pageSize(): number {
    return Math.max(SHORTEST_PAGE, this.#rows - AROUND_A_PAGE);
  }

  get #rows(): number {
    return rowsOf(this.#io);
  }

  /** Lines break between words. The hint stands apart, so that it is none of the choices, and goes once it is answered. */
  #headed({ message, hint }: Heading, ownKeys?: () => Keys) {
    const { stderr } = this.#io;
    const chalk = this.#chalk;
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
              this.#lines([(ownKeys?.() ?? keys).map(([key, action]) => `${key} ${action}`).join(' · ')], 0),
            ),
        },
      },
    };
  }

  /** The keys are words of the message, so that they break as those do, with room for the answer on every line. */
  #yesOrNo(message: string, initial: boolean): object {
    const { stderr } = this.#io;
    const chalk = this.#chalk;
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

  #drawn(items: readonly Item[], indent: number): { name: string; short: string }[] {
    return items.map(({ label }) => ({ name: this.#lines([label], indent + CONTINUED), short: label }));
  }

  #lines(texts: readonly string[], indent: number): string {
    const width = widthOf(this.#io.stderr) - indent;
    return texts.flatMap((text) => wrap(text, width)).join(`\n${' '.repeat(indent)}`);
  }

  #prompt<T>(question: object, own: Partial<KeyboardOptions> = {}, drawing: Drawing = {}): Promise<T> {
    return this.#atKeyboard(async (context) => {
      const prompt = inquirer.createPromptModule({ ...context, ...drawing });
      const { answer } = (await prompt([{ ...question, name: 'answer' } as never])) as { answer: T };
      return answer;
    }, own);
  }

  async #atKeyboard<T>(
    ask: (context: { readonly input: Keyboard; readonly output: Writable }) => Promise<T>,
    own: Partial<KeyboardOptions> = {},
  ): Promise<T> {
    this.#io.stderr.write('\n');
    try {
      const output = new LastDrawn(this.#io.stderr);
      const keyboard = { onPaste: () => '', fresh: true, redraw: () => output.redraw(), ...own };
      return await withKeyboard(this.#io, keyboard, async (input) => {
        output.until = () => input.hear();
        try {
          return await ask({ input, output });
        } finally {
          // What is said next comes below it.
          await finished(output);
        }
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
  /** Where inquirer would break a line by itself, and within a word: never before the edge. */
  get columns(): number | undefined {
    return this.#screen.columns;
  }

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

  async one(
    heading: Heading,
    items: readonly Item[],
    initial?: number,
    problemWith: (chosen: number) => string | undefined = () => undefined,
  ): Promise<number> {
    const { esc = 'asks' } = heading;
    const enter = initial === undefined ? '' : ` Enter takes ${initial + 1}.`;
    const how = `Type a number${upTo(items)}.${enter} 0 ${zeroDoes(esc)}.`;
    const [chosen = -1] = await this.#numbers(this.#menu(heading, items, how), how, {
      highest: items.length,
      most: 1,
      read: ([one = initial]) => {
        if (one === undefined) return { problem: `Please choose one. ${how}` };
        if (one >= 0) return sound([one], problemWith(one));
        if (typeof esc === 'object') return { chosen: [esc.takes] };
        throw new Cancelled();
      },
    });
    return chosen;
  }

  several(
    heading: Heading,
    items: readonly Item[],
    initial: readonly number[],
    problemWith: ProblemWith = () => undefined,
  ): Promise<readonly number[]> {
    const now = initial.map((index) => index + 1).join(' ');
    const all = items.length > MANY ? ', or “all”' : '';
    const how = `Type numbers${upTo(items, ',')} with blanks between them, or 0 for none${all}. Enter takes ${now || 'none'}.`;
    return this.#numbers(this.#menu(heading, items, how), how, {
      labels: items.map(({ label }) => label),
      highest: items.length,
      most: items.length,
      read: (typed) => {
        const chosen = typed.length === 0 ? initial : typed.filter((index) => index >= 0);
        return sound(chosen, problemWith(chosen));
      },
    });
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

  /** Who reads the end of it is told where it began to leave the screen. */
  #menu(heading: Heading, items: readonly Item[], how: string): string {
    const width = widthOf(this.#io.stderr);
    const text = listed(heading, items);
    const rows = `${text}${how}`
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(columnsOf(line) / width)), 0);
    const isLonger = rows >= rowsOf(this.#io);
    return `${text}${isLonger ? 'This is longer than the screen: it begins further up.\n' : ''}${how}\n`;
  }

  #numbers(
    menu: string,
    how: string,
    {
      highest,
      most,
      read,
      labels = [],
    }: {
      highest: number;
      most: number;
      read: (typed: readonly number[]) => Chosen;
      /** Of those that can be chosen all at once. */
      labels?: readonly string[];
    },
  ): Promise<readonly number[]> {
    const take: Take<readonly number[]> = (typed, line) => {
      // Ctrl-D ends it, as in the other menus: it must not take what is proposed.
      if (typed.kind === 'end') throw new Cancelled();
      const words = typed.text
        .trim()
        .split(/[\s,]+/)
        .filter(Boolean);
      const numbers = isAll(typed.text, labels) ? labels.map((_, index) => index + 1) : words.map(Number);
      const areThere =
        numbers.length <= most && numbers.every((one) => Number.isInteger(one) && one >= 0 && one <= highest);
      const chosen = areThere
        ? read(numbers.map((one) => one - 1))
        : { problem: `That is none of them. ${how}` };
      if ('chosen' in chosen) return { done: chosen.chosen };
      line.above(chosen.problem);
      return undefined;
    };
    return readLines(this.#io, take, { menu });
  }
}

function rowsOf({ stderr }: Io): number {
  return stderr.rows ?? USUAL_ROWS;
}

function zeroDoes(esc: Esc): string {
  if (typeof esc === 'object') return `takes ${esc.takes + 1}`;
  return esc === 'leaves' ? 'leaves' : 'stops here';
}

function upTo({ length }: readonly Item[], end = ''): string {
  return length > 1 ? `, 1 to ${length}${end}` : '';
}

type Chosen = { readonly chosen: readonly number[] } | { readonly problem: string };

function sound(chosen: readonly number[], problem: string | undefined): Chosen {
  return problem === undefined ? { chosen } : { problem };
}

function listed({ message, hint }: Heading, items: readonly Item[]): string {
  const numbered = items.map(({ label }, index) => `  ${index + 1}. ${label}\n`);
  return `\n${message}\n${hint === undefined ? '' : `${hint}\n\n`}${numbered.join('')}`;
}
