import { Chalk, type ChalkInstance } from 'chalk';
import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';
import type { Block } from '../text/block.ts';
import { inert, isPrintable } from '../text/inert.ts';

export interface Look {
  /** Columns. */
  readonly width: number;
  readonly color: boolean;
}

/** Below this many columns names stand above their values. */
const NARROW = 50;
const LONGEST_NAME = 24;
const GAP = '  ';
/** A blank at which a line does not end. */
const NO_BREAK = '\u00a0';

/** Whether colour is wanted: never without a terminal or on a dumb one, and not where NO_COLOR says so. */
export function colorEnabled(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (env.NO_COLOR || env.TERM === 'dumb') return false;
  return isTerminal;
}

/** Lays blocks out as lines no wider than asked, with every hostile character made inert. Ends with a newline. */
export function render(blocks: readonly Block[], look: Look): string {
  const chalk = new Chalk({ level: look.color ? 1 : 0 });
  const lines = blocks.flatMap((block, index) => [
    ...(isApart(blocks[index - 1], block) ? [''] : []),
    ...renderBlock(block, look.width, chalk),
  ]);
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

/** Whether an empty line keeps a block from running into the one before. Headings and titled lists bring their own. */
function isApart(before: Block | undefined, block: Block): boolean {
  if (before === undefined || before.kind === 'heading') return false;
  if (before.kind === block.kind) return block.kind === 'text' && block.isApart === true;
  if (block.kind === 'heading' || block.kind === 'verbatim') return false;
  if (block.kind === 'list') return block.title === undefined && before.kind !== 'text';
  return before.kind !== 'text' || block.kind === 'say' || block.kind === 'urgent';
}

function renderBlock(block: Block, width: number, chalk: ChalkInstance): readonly string[] {
  switch (block.kind) {
    case 'heading':
      return ['', ...wrap(inert(block.text), width).map((line) => chalk.bold(line))];
    case 'text':
      return inert(block.text, { lines: true })
        .split('\n')
        .flatMap((paragraph) => commands(wrapItem(paragraph, width), chalk));
    case 'say':
      return ['Say:', ...prefixed('  ', `“${inert(block.text)}”`, width).map((line) => chalk.bold(line))];
    case 'urgent':
      return prefixed('!! ', inert(block.text), width).map((line) => chalk.bold.red(line));
    case 'list':
      return [
        ...(block.title === undefined
          ? []
          : ['', ...wrap(inert(block.title), width).map((line) => chalk.bold(line))]),
        ...block.items.flatMap((item) => commands(hanging('- ', inert(item), width), chalk)),
      ];
    case 'fields':
      return fields(block.rows, width, chalk);
    case 'quote':
      return inert(block.text, { lines: true })
        .replace(/\n$/, '')
        .split('\n')
        .flatMap((line) => prefixed('> ', line, width));
    case 'found':
      return prefixed('  ', block.pieces.map((piece) => marked(piece, chalk)).join(''), width);
    case 'verbatim':
      return [
        '',
        ...inert(block.text, { lines: true })
          .split('\n')
          .flatMap((line) => remark(line, width)),
        '',
      ];
    case 'command':
      return toType(inert(block.text), width).map((line) => `  ${chalk.cyan(line)}`);
  }
}

/** Rows below a head, in columns where they fit, else one below the other with the head beside each value. */
export function table(rows: readonly (readonly string[])[], width: number): string {
  const cells = rows.map((row) => row.map((cell) => inert(cell)));
  const [head = [], ...body] = cells;
  const widths = head.map((_, column) => Math.max(...cells.map((row) => columnsOf(row[column] ?? ''))));
  const whole = widths.reduce((sum, one) => sum + one + GAP.length, -GAP.length);
  if (whole <= width) {
    return `${cells
      .map((row) =>
        row
          .map((cell, column) => padTo(cell, widths[column] ?? 0))
          .join(GAP)
          .trimEnd(),
      )
      .join('\n')}\n`;
  }
  const plain = new Chalk({ level: 0 });
  const records = body.map((row) =>
    fields(
      row.flatMap((cell, column) => (cell === '' ? [] : [[head[column] ?? '', cell] as const])),
      width,
      plain,
    ).join('\n'),
  );
  return `${records.join('\n\n')}\n`;
}

/** Bold, or between marks where there is no colour. */
function marked(
  { text, found }: { readonly text: string; readonly found: boolean },
  chalk: ChalkInstance,
): string {
  const shown = inert(text);
  if (!found) return shown;
  return chalk.level > 0 ? chalk.bold(shown) : `«${shown}»`;
}

function fields(
  rows: readonly (readonly [name: string, value: string])[],
  width: number,
  chalk: ChalkInstance,
): readonly string[] {
  const named = rows.map(([name, value]) => [inert(name), inert(value, { lines: true })] as const);
  const longest = Math.max(0, ...named.map(([name]) => columnsOf(name)));
  if (width < NARROW || longest > LONGEST_NAME) {
    return named.flatMap(([name, value]) => [
      ...wrap(`${name}:`, width).map((line) => chalk.bold(line)),
      ...indented('  ', value, width),
    ]);
  }
  return named.flatMap(([name, value]) => {
    const [first = '', ...rest] = indented(' '.repeat(longest + GAP.length), value, width);
    return [`${chalk.bold(padTo(name, longest))}${first.slice(longest)}`.trimEnd(), ...rest];
  });
}

function indented(indent: string, text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((line) => prefixed(indent, line, width));
}

function prefixed(prefix: string, text: string, width: number): readonly string[] {
  return wrapItem(text, width - columnsOf(prefix)).map((line) => `${prefix}${line}`.trimEnd());
}

function hanging(prefix: string, text: string, width: number): readonly string[] {
  return prefixed(prefix, text, width).map((line, index) =>
    index === 0 ? line : ' '.repeat(prefix.length) + line.slice(prefix.length),
  );
}

/** The lines of a text, of which one that begins as an item of a list goes on below its words. */
function wrapItem(text: string, width: number): readonly string[] {
  const [mark = ''] = /^\s{0,8}[-*•] (?=\S)/.exec(text) ?? [];
  const below = ' '.repeat(mark.length);
  return wrap(text.slice(mark.length), width - mark.length).map(
    (line, index) => `${index === 0 ? mark : below}${line}`,
  );
}

/** How many columns a text takes on most terminals. */
export function columnsOf(text: string): number {
  return isPrintable(text) ? text.length : stringWidth(text);
}

/**
 * The lines of a text, no wider than asked: broken at blanks, not within a command that fits on one, and within a word only
 * where it alone is too wide.
 */
export function wrap(text: string, width: number): readonly string[] {
  if (text.length <= width && isPrintable(text)) return [text.trimEnd()];
  const unbroken = text.replace(/`[^`]+`/g, (command) =>
    columnsOf(command) > width ? command : command.replaceAll(' ', NO_BREAK),
  );
  return wrapAnsi(unbroken, Math.max(width, 10), { trim: false, hard: true, wordWrap: true })
    .split('\n')
    .map((line, index) => (index === 0 ? line : line.replace(/^ /, '')).replaceAll(NO_BREAK, ' ').trimEnd());
}

/** Items in one row, broken between two of them, and within one only where it alone is too wide. */
export function wrapItems(items: readonly string[], width: number, between = '; '): readonly string[] {
  const whole = items.map((item) => (columnsOf(item) < width ? item.replaceAll(' ', NO_BREAK) : item));
  return wrap(whole.join(between), width);
}

/** A command that a shell takes as one, also where it does not fit on a line; whole where a word of it alone does not. */
function toType(command: string, width: number): readonly string[] {
  const most = width - GAP.length;
  const words = command.split(' ');
  if (columnsOf(command) <= most || words.some((word) => columnsOf(`${word} \\`) > most)) return [command];
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || columnsOf(`${last} ${word} \\`) > most) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.map((line, index) => (index === lines.length - 1 ? line : `${line} \\`));
}

/** Words behind a `#` that are too wide go on behind another one, so that what is copied is the same; nothing else is broken. */
function remark(line: string, width: number): readonly string[] {
  const [, words] = /^# (.+)$/.exec(line) ?? [];
  const isValue = /^# [\w-]+: \S+$/.test(line);
  if (words === undefined || isValue || columnsOf(line) <= width) return [line];
  return prefixed('# ', words, width);
}

/** The lines of one paragraph, with the commands in it marked, also those that go over a line end. */
function commands(lines: readonly string[], chalk: ChalkInstance): readonly string[] {
  return lines
    .join('\n')
    .replace(/`[^`]+`/g, (command) =>
      command
        .split('\n')
        .map((part) => chalk.cyan(part))
        .join('\n'),
    )
    .split('\n');
}

function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columnsOf(text)));
}
