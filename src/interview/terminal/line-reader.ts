import type { Interface, Key } from 'node:readline';
import type { Readable } from 'node:stream';
import { Cancelled } from '../../errors.ts';
import { type Io, widthOf } from '../../io.ts';
import { wrap } from '../../screen/render.ts';
import { inert } from '../../text/inert.ts';
import { lettersOf } from '../../text/letters.ts';
import { NOT_TEXT, withKeyboard } from './keyboard.ts';
import { DrawnTyping, PlainTyping, type Typing } from './typing.ts';

/** A line with its Enter, a paste whole, or Ctrl-D, after which nothing more comes. */
export type Typed =
  /** `more`: it came in one go with what stands behind it, so that its line end was not pressed. */
  | { readonly kind: 'line'; readonly text: string; readonly more: boolean }
  | { readonly kind: 'paste'; readonly text: string }
  | { readonly kind: 'end' };

/** Takes what is typed, one after the other. Returns the result once there is one, else undefined to go on. */
export type Take<T> = (typed: Typed, line: CurrentLine) => { readonly done: T } | undefined;

/** The line that is being typed. */
export interface CurrentLine {
  readonly text: string;
  /** Puts this in its place, to be typed on. */
  replace(text: string): void;
  /** Writes something above it. */
  above(text: string): void;
  /** What the up key brings back into an empty line: it was refused, and need not be typed once more. */
  offer(text: string): void;
}

/** How long what is typed may stand there until it is kept. Milliseconds. */
const KEPT_WITHIN = 500;

export interface ReadingOptions {
  /** Stands there to be typed on. */
  readonly begun?: string | undefined;
  /** What the up key brings back from the start, as `CurrentLine.offer`. */
  readonly offered?: string;
  /**
   * Called with the line that has no Enter yet: soon after each change of it, and where somebody stops, which waits until it is
   * kept. Never throws.
   */
  readonly onOpen?: (open: string) => Promise<unknown>;
  /** What the line may go on as, whole lines, for the Tab key. */
  readonly complete?: ((typed: string) => readonly string[]) | undefined;
  /** A menu of numbers, which stands above the line: what was typed before it stood there is not meant for it. */
  readonly menu?: string;
}

/** Reads typed lines with the usual keys of a terminal until `take` has a result. Throws Cancelled on Ctrl-C. */
export function readLines<T>(
  io: Io,
  take: Take<T>,
  { begun = '', offered = '', onOpen = async () => undefined, complete, menu }: ReadingOptions = {},
): Promise<T> {
  let paste = (_text: string): void => undefined;
  const onPaste = (text: string): string => {
    paste(text);
    return '';
  };
  const nothing = (): void => undefined;
  let [redraw, onNotText] = [nothing, nothing];
  const fresh = menu !== undefined;
  const keyboard = { onPaste, fresh, redraw: () => redraw(), onNotText: () => onNotText() };
  return withKeyboard(io, keyboard, (input) => {
    const completer =
      complete &&
      ((typed: string): [string[], string] => {
        const all = complete(typed);
        // readline puts it there once this has returned.
        setImmediate(() => typing.changed());
        if (all.length > 1) line.above(offeredWords(all));
        return [[...all], typed];
      });
    const typing: Typing =
      io.env.TERM === 'dumb' ? new PlainTyping(io, input, completer) : new DrawnTyping(io, input, completer);
    const { readline } = typing;
    movesByLetters(input, readline);
    const line = currentLine(io, typing, input);
    line.offer(offered);
    redraw = () => typing.again();
    onNotText = () => line.above(NOT_TEXT);
    return new Promise<T>((resolve, reject) => {
      let settled = false;
      let keeping: NodeJS.Timeout | undefined;
      const settle = (how: () => void): void => {
        if (settled) return;
        settled = true;
        clearTimeout(keeping);
        readline.close();
        typing.close();
        how();
      };
      const taken = (typed: Typed): void => {
        clearTimeout(keeping);
        keeping = undefined;
        try {
          const result = take(typed, line);
          if (result !== undefined) settle(() => resolve(result.done));
          // What was put there to be typed on keeps the cursor at its end.
          else if (typed.kind === 'line') typing.prompt();
        } catch (error) {
          settle(() => reject(error));
        }
      };
      paste = (text) => taken({ kind: 'paste', text });
      readline.on('line', (text) => {
        typing.entered(text);
        taken({ kind: 'line', text, more: input.hasMore });
      });
      readline.on('SIGINT', () => {
        const open = readline.line;
        typing.stopped();
        settle(() => void onOpen(open).then(() => reject(new Cancelled())));
      });
      readline.on('close', () => {
        if (settled || input.readableEnded) return;
        typing.stopped();
        taken({ kind: 'end' });
      });
      input.on('keypress', () => {
        if (settled) return;
        keeping ??= setTimeout(() => {
          keeping = undefined;
          void onOpen(readline.line);
        }, KEPT_WITHIN);
      });
      const begin = (): void => {
        if (menu !== undefined) io.stderr.write(menu);
        typing.prompt();
        if (begun !== '') line.replace(begun);
      };
      if (menu === undefined) begin();
      else void input.hear().then(begin);
    });
  });
}

/** So many ways to go on are shown. */
const MOST_OFFERED = 12;

function offeredWords(all: readonly string[]): string {
  const shown = all.slice(0, MOST_OFFERED).map((one) => `  ${inert(one)}`);
  const more = all.length - shown.length;
  return [...shown, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n');
}

/** On which side of the cursor the letter stands that a key passes or takes. */
const SIDES: Readonly<Record<string, 'before' | 'behind'>> = {
  ...{ left: 'before', backspace: 'before' },
  ...{ right: 'behind', delete: 'behind' },
};

/** Passes and takes letters as people see them: of a joined emoji nothing is left behind, where readline takes a part. */
function movesByLetters(input: Readable, readline: Interface): void {
  let isRepeating = false;
  input.prependListener('keypress', (_text: string | undefined, key: Key = {}) => {
    const side = SIDES[key.name ?? ''];
    if (isRepeating || side === undefined || key.ctrl || key.meta) return;
    const { line, cursor } = readline;
    const letter =
      side === 'before' ? lettersOf(line.slice(0, cursor)).at(-1) : lettersOf(line.slice(cursor))[0];
    isRepeating = true;
    for (const _part of [...(letter ?? '')].slice(1)) readline.write(null, { name: key.name });
    isRepeating = false;
  });
}

function currentLine(io: Io, typing: Typing, input: Readable): CurrentLine {
  const { readline } = typing;
  let offered = '';
  input.on('keypress', (_text: string | undefined, key: Key = {}) => {
    if (key.name === 'up' && readline.line === '' && offered !== '') line.replace(offered);
  });
  const line: CurrentLine = {
    get text() {
      return readline.line;
    },
    replace(text) {
      readline.write(null, { ctrl: true, name: 'e' });
      readline.write(null, { ctrl: true, name: 'u' });
      if (text !== '') readline.write(text);
      typing.changed();
    },
    above(text) {
      const lines = text.split('\n').flatMap((line) => wrap(line, widthOf(io.stderr)));
      typing.above(`${lines.join('\n')}\n`);
    },
    offer(text) {
      offered = text;
    },
  };
  return line;
}
