import type { Source } from './leak.ts';
import { type Page, type Span, spanOf } from './page.ts';
import type { Word } from './words.ts';

/** A number of three digits or more, or of digits and a letter: that of a badge, a seat, a door. */
const NUMBER =
  /(?<![\p{L}\p{N}.,:€$£])#?(\p{Lu}?\d{3,12}|\d{1,3}\p{Lu}|\p{Lu}\d{1,4}|\d{1,2}[.-]\d{2,3})(?![\p{L}\p{N}%€$£]|[.,:]\d)/gu;
/** What a number of a year's size stands beside where it is none. */
const NUMBERED =
  /(?:badge|ticket|seat|room|booth|stand|no\.?|nr\.?|number|locker|table|order|#)[ \u00a0#:]{0,3}(?:number[ \u00a0]|no\.?[ \u00a0]?)?$/i;
const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const TOLD = new WeakMap<Source, ReadonlySet<string>>();

/** The numbers of a source that can be found again: letters and digits alone, small. Years are none. */
export function numbersIn(source: Source): ReadonlySet<string> {
  const told = TOLD.get(source) ?? new Set(numbers(source.text).map(({ number }) => number));
  TOLD.set(source, told);
  return told;
}

/** Where one of these numbers stands in a text, in digits or in words. */
export function numberHits(page: Page, wanted: ReadonlySet<string>): readonly Span[] {
  if (wanted.size === 0) return [];
  return [
    ...numbersOn(page)
      .filter(({ number }) => wanted.has(number))
      .map(({ index, length }) => spanOf(page, index, length)),
    ...spokenNumbers(page.words).filter(({ digits }) => digits.length > 2 && wanted.has(digits)),
  ];
}

const ON_PAGE = new WeakMap<Page, ReturnType<typeof numbers>>();

function numbersOn(page: Page): ReturnType<typeof numbers> {
  const before = ON_PAGE.get(page) ?? numbers(page.plain);
  ON_PAGE.set(page, before);
  return before;
}

/** Where the end of one of these long numbers stands alone: “the number ending in 6789”. */
export function endingHits(page: Page, phones: readonly string[]): readonly Span[] {
  return [...page.plain.matchAll(/(?<![\p{L}\p{N}.,:+])\d{4,6}(?![\p{L}\p{N}]|[.,:]\d)/gu)]
    .filter(
      ({ 0: found }) =>
        !isYear(found) && phones.some((one) => one.length > found.length && one.endsWith(found)),
    )
    .map(({ 0: found, index }) => spanOf(page, index, found.length));
}

function numbers(
  text: string,
): readonly { readonly index: number; readonly length: number; readonly number: string }[] {
  return [...text.matchAll(NUMBER)].flatMap(({ 0: found, 1: written = '', index }) => {
    const number = written.replace(/[.-]/g, '').toLowerCase();
    const isNone = isYear(number) && !NUMBERED.test(text.slice(Math.max(0, index - 20), index));
    // Marks of people are looked for elsewhere, and a letter with a digit is too often a format or a size.
    if (isNone || number.length < 2 || /^[rpawhs]\d{1,2}$/.test(number) || isTimeOrDate(text, index, found))
      return [];
    return [{ index, length: found.length, number }];
  });
}

function isYear(number: string): boolean {
  return /^(?:19|20)\d\d$/.test(number);
}

function isTimeOrDate(text: string, index: number, found: string): boolean {
  if (
    /^\d{4}$/.test(found) &&
    /^\s{0,2}(?:hrs?|hours|h|utc|gmt|uhr)\b/i.test(text.slice(index + found.length))
  )
    return true;
  if (/^\d{1,2}[.-]\d{2}$/.test(found))
    return /^\s{0,2}(?:[ap]\.?m|uhr|h\b|in the (?:morning|afternoon|evening))/i.test(
      text.slice(index + found.length),
    );
  return /^\d{1,3}[AP]$/.test(found) && text.charAt(index + found.length) === 'M';
}

/** Numbers in words, as they are said: “two fourteen” is 214, “forty-seven eleven” 4711. */
export function spokenNumbers(all: readonly Word[]): readonly (Span & { readonly digits: string })[] {
  const found: (Span & { digits: string })[] = [];
  let from = 0;
  while (from < all.length) {
    let [digits, to, isTen] = ['', from, false];
    for (let word = all[to]; word !== undefined && to - from < 8; word = all[to]) {
      const value = digitsOf(word.folded);
      const near = to === from || word.start - (all[to - 1]?.end ?? 0) < 3;
      if (value === undefined || !near) break;
      // “Forty seven” is one number, “four oh seven” is three.
      const isUnit = isTen && value.length === 1 && value !== '0';
      digits = isUnit ? digits.slice(0, -1) + value : digits + value;
      isTen = TENS.indexOf(word.folded) > 1;
      to += 1;
    }
    const [first, last] = [all[from], all[to - 1]];
    if (digits !== '' && first && last) found.push({ digits, start: first.start, end: last.end });
    from = Math.max(to, from + 1);
  }
  return found;
}

function digitsOf(word: string): string | undefined {
  const unit = UNITS.indexOf(word);
  if (unit >= 0) return String(unit);
  if (word === 'oh') return '0';
  const ten = TENS.indexOf(word);
  return ten > 1 ? String(ten * 10) : undefined;
}
