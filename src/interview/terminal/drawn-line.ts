import { type Io, widthOf } from '../../io.ts';
import { columnsOf } from '../../screen/render.ts';
import { inert } from '../../text/inert.ts';
import { lettersOf } from '../../text/letters.ts';

const PROMPT = '> ';
/** Rows behind the first stand in as far. */
const INDENT = '  ';
const TAB = '    ';
const ONE_COLUMN = /^[\x20-\x7e]$/;
const CONTROL = /^[\u0000-\u001f\u007f-\u009f]+$/;
/** Terminals do not agree how wide these are. */
const MAYBE_WIDE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\ufe0f/u;

interface Row {
  readonly text: string;
  /** Where in the line it ends. */
  readonly end: number;
  /** The letters of the line that stand in it. */
  readonly letters: readonly string[];
}

/**
 * The line that is being typed, as it stands on the screen. Each row is broken here, before any terminal would break it, and
 * the cursor is moved up by rows and on by writing what stands before it. So nothing hangs on how wide a terminal believes a
 * letter to be: no row is drawn twice, and none that is not ours is overwritten.
 */
export class DrawnLine {
  readonly #screen: Io['stderr'];
  #rows: readonly Row[] = [];
  #cursor = { row: 0, before: '' };
  #isDrawn = false;

  constructor(screen: Io['stderr']) {
    this.#screen = screen;
  }

  /** @param cursor behind how many UTF-16 units of the text it stands */
  draw(text: string, cursor: number): void {
    const rows = rowsOf(text, widthOf(this.#screen) - 1);
    const added = cursor === text.length ? this.#addedAtTheEnd(rows) : undefined;
    this.#write(added ?? this.#fromChange(rows));
    this.#rows = rows;
    this.#cursor = { row: rows.length - 1, before: rows.at(-1)?.text ?? '' };
    this.#isDrawn = true;
    if (cursor < text.length) this.#moveTo(cursor);
  }

  /** Draws it once more as it is in the end, and goes to the row below it. */
  end(text: string): void {
    this.draw(text, text.length);
    this.#write('\r\n');
    this.forget();
  }

  /** Takes it from the screen. */
  leave(): void {
    this.#write(this.#upTo(0));
    this.forget();
  }

  /** Something else stands on the screen by now: it is drawn where the cursor is. */
  forget(): void {
    this.#isDrawn = false;
  }

  /** To be called once the terminal is of another width, and has broken our rows for itself. */
  resized(): void {
    const columns = this.#screen.columns ?? widthOf(this.#screen);
    const above = this.#rows.slice(0, this.#cursor.row);
    const row = above.reduce((sum, { text }) => sum + Math.max(1, Math.ceil(columnsOf(text) / columns)), 0);
    this.#rows = [];
    this.#cursor = { ...this.#cursor, row: row + Math.floor(columnsOf(this.#cursor.before) / columns) };
  }

  /** What is to be written where the line only became longer in its last row; undefined where all of it is to be drawn. */
  #addedAtTheEnd(rows: readonly Row[]): string | undefined {
    const last = this.#rows.at(-1)?.text;
    const now = rows.at(-1)?.text;
    const isAtEnd = this.#isDrawn && this.#cursor.before === last && rows.length === this.#rows.length;
    if (!isAtEnd || last === undefined || !now?.startsWith(last)) return undefined;
    const isSame = rows.slice(0, -1).every(({ text }, index) => text === this.#rows[index]?.text);
    return isSame ? now.slice(last.length) : undefined;
  }

  /** Rows above the first that is another stay: they may have left the screen by now. */
  #fromChange(rows: readonly Row[]): string {
    const same = rows.findIndex(({ text }, index) => text !== this.#rows[index]?.text);
    const from = this.#isDrawn ? Math.min(same < 0 ? rows.length - 1 : same, this.#cursor.row) : 0;
    const drawn = rows.slice(from).map(({ text }) => text);
    return `${this.#upTo(from)}${drawn.join('\r\n')}`;
  }

  #upTo(row: number): string {
    return `${up(this.#isDrawn ? this.#cursor.row - row : 0)}\r\u001b[J`;
  }

  #moveTo(cursor: number): void {
    const row = Math.max(
      0,
      this.#rows.findIndex(({ end }) => cursor < end),
    );
    const letters = this.#rows[row]?.letters ?? [];
    let at = this.#rows[row - 1]?.end ?? 0;
    let before = row === 0 ? PROMPT : INDENT;
    for (const letter of letters) {
      at += letter.length;
      if (at > cursor) break;
      before += shown(letter);
    }
    this.#write(`${up(this.#rows.length - 1 - row)}\r${before}`);
    this.#cursor = { row, before };
  }

  #write(text: string): void {
    if (text !== '') this.#screen.write(text);
  }
}

/** The rows of a line, none wider than that on any terminal, broken behind a blank where there is one. */
function rowsOf(line: string, width: number): readonly Row[] {
  const rows: Row[] = [];
  let letters: string[] = [];
  let [taken, end] = [PROMPT.length, 0];
  const close = (upTo: number): void => {
    const own = letters.slice(0, upTo);
    letters = letters.slice(upTo);
    end += own.join('').length;
    const text = `${rows.length === 0 ? PROMPT : INDENT}${own.map(shown).join('')}`;
    rows.push({ text, end, letters: own });
    taken = INDENT.length + letters.reduce((sum, letter) => sum + widest(letter), 0);
  };
  for (const letter of lettersOf(line)) {
    if (taken + widest(letter) > width && letters.length > 0) {
      const blank = letters.lastIndexOf(' ');
      close(blank < 0 ? letters.length : blank + 1);
    }
    letters.push(letter);
    taken += widest(letter);
  }
  close(letters.length);
  return rows;
}

/** The most columns that a terminal may take for it. */
function widest(letter: string): number {
  if (ONE_COLUMN.test(letter)) return 1;
  return [...shown(letter)].reduce(
    (sum, part) => sum + (MAYBE_WIDE.test(part) ? 2 : Math.max(1, columnsOf(part))),
    0,
  );
}

function shown(letter: string): string {
  if (letter === '\t') return TAB;
  return CONTROL.test(letter) ? inert(letter) : letter;
}

function up(rows: number): string {
  return rows > 0 ? `\u001b[${rows}A` : '';
}
