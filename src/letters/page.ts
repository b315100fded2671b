import { readings, type Word, words } from './words.ts';

/** A text that is to be checked, in the forms in which the checks read it. */
export interface Page {
  readonly text: string;
  readonly words: readonly Word[];
  readonly readings: readonly Word[];
  /** Without what cannot be seen and without Markdown's stars, in half-width letters: for numbers and addresses. */
  readonly plain: string;
  /** Where a place of `plain` is in `text`. */
  readonly placeOf: (plainPlace: number) => number;
}

const DROPPED = /[\p{Cf}*`\\]/u;

/** Reads a text once for all checks. */
export function pageOf(text: string): Page {
  let plain = '';
  const places: number[] = [];
  let place = 0;
  for (const character of text) {
    if (!DROPPED.test(character)) {
      const code = character.charCodeAt(0);
      plain += code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : character;
      for (let unit = 0; unit < character.length; unit += 1) places.push(place + unit);
    }
    place += character.length;
  }
  return {
    text,
    words: words(text),
    readings: readings(text),
    plain,
    placeOf: (at) => places[at] ?? text.length,
  };
}

/** A stretch of a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A match in `plain` as a stretch of the text itself. */
export function spanOf(page: Page, start: number, length: number): Span {
  return { start: page.placeOf(start), end: page.placeOf(start + length - 1) + 1 };
}

/** Where a row of folded words stands in a text, one after the other whatever is between them. */
export function rowsIn(all: readonly Word[], row: readonly string[]): readonly Span[] {
  const [first] = row;
  if (first === undefined) return [];
  return all.flatMap((word, at) => {
    const last = all[at + row.length - 1];
    return last && row.every((one, index) => isForm(all[at + index]?.folded ?? '', one))
      ? [{ start: word.start, end: last.end }]
      : [];
  });
}

/** Whether a word of a text is this folded word, be it in the genitive or plural. */
export function isForm(word: string, of: string): boolean {
  if (word === of) return true;
  const bare = word.replaceAll("'", '');
  return (
    bare === of || (of.length >= 3 && (bare === `${of}s` || (word.includes("'") && stemOf(word) === of)))
  );
}

/** What stands before the last apostrophe: "marlon" of "marlon's"; undefined without one. */
export function stemOf(word: string): string | undefined {
  const at = word.lastIndexOf("'");
  return at > 0 ? word.slice(0, at).replaceAll("'", '') : undefined;
}

/** The folded words of a text without their places. */
export function rowOf(text: string): readonly string[] {
  return words(text).map(({ folded }) => folded.replaceAll("'", ''));
}

/** Where two to four words in a row make one of these when they are run together: “dark phoenix 92”. */
export function runHits(page: Page, joined: ReadonlySet<string>): readonly Span[] {
  const long = new Set([...joined].filter((one) => one.length > 5));
  if (long.size === 0) return [];
  return page.words.flatMap(({ start }, at) =>
    [2, 3, 4].flatMap((length) => {
      const row = page.words.slice(at, at + length);
      const end = row.at(-1)?.end ?? 0;
      const isRun = row.length === length && end - start < 60;
      return isRun && long.has(row.map(({ folded }) => folded.replaceAll("'", '')).join(''))
        ? [{ start, end }]
        : [];
    }),
  );
}
