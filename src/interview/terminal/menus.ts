import inquirer from 'inquirer';
import { Cancelled } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { asOneLine, withKeyboard } from './keyboard.ts';
import { readLines } from './line-reader.ts';

export interface Item {
  /** Harmless to a terminal. */
  readonly label: string;
}

/** The ways to choose something at a terminal. Positions count from 0. Every method throws Cancelled on Ctrl-C. */
export interface Menus {
  one(message: string, items: readonly Item[], initial: number): Promise<number>;
  several(message: string, items: readonly Item[], initial: readonly number[]): Promise<readonly number[]>;
  yesOrNo(message: string, initial: boolean): Promise<boolean>;
  secret(message: string): Promise<string>;
}

/** Menus that are moved through with the arrow keys. */
export class ArrowMenus implements Menus {
  readonly #io: Io;

  constructor(io: Io) {
    this.#io = io;
  }

  one(message: string, items: readonly Item[], initial: number): Promise<number> {
    return this.#prompt<number>({
      type: 'select',
      message,
      choices: values(items),
      default: initial,
      loop: false,
      pageSize: 16,
    });
  }

  several(message: string, items: readonly Item[], initial: readonly number[]): Promise<readonly number[]> {
    const choices = values(items).map((choice) => ({ ...choice, checked: initial.includes(choice.value) }));
    return this.#prompt<readonly number[]>({ type: 'checkbox', message, choices, loop: false, pageSize: 16 });
  }

  yesOrNo(message: string, initial: boolean): Promise<boolean> {
    return this.#prompt<boolean>({ type: 'confirm', message, default: initial });
  }

  secret(message: string): Promise<string> {
    return this.#prompt<string>({ type: 'password', message, mask: '*', toggleMask: false }, asOneLine);
  }

  async #prompt<T>(question: object, onPaste: (text: string) => string = () => ''): Promise<T> {
    try {
      return await withKeyboard(this.#io, onPaste, async (input) => {
        const prompt = inquirer.createPromptModule({
          input: input as NodeJS.ReadableStream,
          output: this.#io.stderr as NodeJS.WritableStream,
        });
        const { answer } = (await prompt([{ ...question, name: 'answer' } as never])) as { answer: T };
        return answer;
      });
    } catch (error) {
      if (error instanceof Error && error.name === 'ExitPromptError') throw new Cancelled();
      throw error;
    }
  }
}

/** Menus for a terminal that cannot move its cursor, and for whoever listens to it: numbers to type. */
export class NumberMenus implements Menus {
  readonly #io: Io;

  constructor(io: Io) {
    this.#io = io;
  }

  async one(message: string, items: readonly Item[], initial: number): Promise<number> {
    this.#list(message, items);
    const [first = initial] = await this.#numbers(
      `Type a number. Enter takes ${initial + 1}.`,
      items.length,
      1,
    );
    return first;
  }

  async several(
    message: string,
    items: readonly Item[],
    initial: readonly number[],
  ): Promise<readonly number[]> {
    this.#list(message, items);
    const now = initial.map((index) => index + 1).join(' ');
    const typed = await this.#numbers(
      `Type numbers with blanks between them, or 0 for none. Enter takes ${now || 'none'}.`,
      items.length,
      items.length,
    );
    return typed.length === 0 ? initial : typed.filter((index) => index >= 0);
  }

  async yesOrNo(message: string, initial: boolean): Promise<boolean> {
    this.#say(`${message}? Type y or n. Enter takes ${initial ? 'y' : 'n'}.`);
    return readLines(this.#io, (typed) => {
      const text = typed.kind === 'end' ? '' : typed.text.trim().toLowerCase();
      if (text === '') return { done: initial };
      return /^(y|yes|n|no)$/.test(text) ? { done: text.startsWith('y') } : undefined;
    });
  }

  secret(message: string): Promise<string> {
    return new ArrowMenus(this.#io).secret(message);
  }

  #list(message: string, items: readonly Item[]): void {
    this.#say(message);
    for (const [index, { label }] of items.entries()) this.#say(`  ${index + 1}. ${label}`);
  }

  #numbers(how: string, highest: number, most: number): Promise<readonly number[]> {
    this.#say(how);
    return readLines(this.#io, (typed, line) => {
      const words =
        typed.kind === 'end'
          ? []
          : typed.text
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
      line.above(how);
      return undefined;
    });
  }

  #say(text: string): void {
    this.#io.stderr.write(`${text}\n`);
  }
}

function values(items: readonly Item[]): { value: number; name: string }[] {
  return items.map(({ label }, value) => ({ value, name: label }));
}
