import { fold, spellings } from './fold.ts';
import { nameParts } from './names.ts';
import { CALENDAR_WORDS, isNoSlip, isOrdinary } from './ordinary.ts';
import { type Page, type Span, spanOf, stemOf } from './page.ts';
import { isSlipOf } from './slip.ts';
import type { Word } from './words.ts';

/** Where a name stands, and whether it is spelt as it should be. */
interface Found extends Span {
  readonly exact: boolean;
  /** A common word too: means the person only beside another part of the name, or by its capital. */
  readonly weak: boolean;
}

interface Patterns {
  readonly parts: ReadonlySet<string>;
  readonly wholes: ReadonlySet<string>;
  readonly initials: ReadonlySet<string>;
}

const GAPLESS =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{M}]{2,}$/u;
const LATIN = /^[\p{Script=Latin}\p{N}]+$/u;
const CASED = /^[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}]+$/u;
const CLUSTER = /[\u1100-\u11ff]+|[\p{L}\p{N}]\p{M}*/gu;
/** Between the parts of one name: marks, blanks, an initial, particles. */
const WITHIN_NAME =
  /^(?![.!?;:]+\s)[^\p{L}\p{N}]{0,6}(?:(?:\p{L}\.|van|von|der|den|de|del|della|di|da|dos|du|la|le|al|el|bin|ibn|y|e)[^\p{L}\p{N}]{1,4}){0,3}$/iu;
const INITIALS =
  /(?<![\p{L}\p{N}.])\p{Lu}(?:\.-?\p{Lu}){1,3}\.?(?![\p{L}\p{N}])|(?<![\p{L}\p{N}.])\p{Lu}(?:\.[ \u00a0]-?\p{Lu}){1,3}\./gu;
const NO_INITIALS = /^(?:am|pm|us|uk|un|eu|usa|ps|nb|eg|ie|ad|bc)$/;
const MONTH_BEFORE = /(?:\d|\b(?:in|of|until|till|since|by|from|for|last|next|this|early|late|mid))[\s.-]*$/i;

/**
 * Where one of these names stands in a text: whole, in parts, in any case, in the genitive, misspelt, written apart,
 * over a line end, or as initials with dots (DESIGN 5: every other name is refused). A part that is a common word is
 * a name only beside another part, in the genitive, or with a capital.
 *
 * @param common folded words that our own letters are made of, and that are no name where they stand in small letters
 */
export function nameHits(
  page: Page,
  names: readonly string[],
  common: ReadonlySet<string> = new Set(),
): readonly (Span & { readonly exact: boolean })[] {
  const patterns = patternsOf(names);
  const found = [
    ...page.readings.flatMap((word) => inWord(page, word, patterns, common)),
    ...gapless(page, [...patterns.parts, ...patterns.wholes]),
    ...initials(page, patterns.initials),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const sure = found.filter(
    (one) => !one.weak || saysName(page.text, one) || found.some((other) => isBeside(page.text, one, other)),
  );
  return merged(page.text, sure);
}

function patternsOf(names: readonly string[]): Patterns {
  const parts = new Set<string>();
  const wholes = new Set<string>();
  const letters = new Set<string>();
  for (const name of names.flatMap((one) => spellings(one))) {
    const { all, telling } = nameParts(name);
    const [first, last] = [telling[0], telling.at(-1)];
    for (const part of telling) parts.add(part);
    if (all.length > 1) {
      wholes.add(all.join('')).add([...all].reverse().join(''));
      if (first && last && first !== last) wholes.add(first + last).add(last + first);
      letters.add(all.map((word) => word.charAt(0)).join(''));
      letters.add(`${all[0]?.charAt(0)}${all.at(-1)?.charAt(0)}`);
    }
    // The given name of a Chinese, Japanese or Korean one.
    const whole = all.join('');
    if (/^[\p{Script=Han}\p{Script=Hangul}]{3,4}$/u.test(whole)) parts.add([...whole].slice(-2).join(''));
    if (GAPLESS.test(whole)) wholes.add(whole);
  }
  return { parts, wholes, initials: letters };
}

function inWord(
  page: Page,
  word: Word,
  { parts, wholes }: Patterns,
  common: ReadonlySet<string>,
): readonly Found[] {
  const { start, end } = word;
  const isCommon = (one: string): boolean => isOrdinary(one) || common.has(one);
  if (word.apart) {
    const inside = [...parts, ...wholes].some(
      (name) => name === word.folded || (name.length > 3 && word.folded.includes(name)),
    );
    return inside ? [{ start, end, exact: true, weak: false }] : [];
  }
  const bare = word.folded.replaceAll("'", '');
  const forms = formsOf(word.folded);
  if (forms.some((form) => wholes.has(form))) return [{ start, end, exact: true, weak: isCommon(bare) }];
  const part = forms.find((form) => parts.has(form));
  if (part !== undefined) {
    const isShort = part.length < 3 && !hasCapital(page.text, start) && LATIN.test(part);
    return isShort ? [] : [{ start, end, exact: true, weak: isCommon(bare) || isCommon(part) }];
  }
  for (const name of [...parts, ...wholes]) {
    if (isInflected(bare, name)) return [{ start, end, exact: true, weak: false }];
    if (!LATIN.test(name) && !CASED.test(name)) continue;
    if (wholes.has(name) && !parts.has(name) && name.length < 8) continue;
    const isSlip = forms.some(
      (form) => (form.length > 3 || hasCapital(page.text, start)) && isSlipOf(form, name),
    );
    if (isSlip && !isKnownWord(page.text, start, forms) && !forms.some((form) => common.has(form)))
      return [{ start, end, exact: false, weak: false }];
  }
  return [];
}

/** Without its genitive; and "I'm" is not Im. */
function formsOf(word: string): readonly string[] {
  const bare = word.replaceAll("'", '');
  const stem = stemOf(word);
  if (stem !== undefined && bare.length - stem.length <= 2) return [stem];
  const singular = bare.length > 3 && bare.endsWith('s') ? [bare.slice(0, -1)] : [];
  return [bare, ...(stem ? [stem] : []), ...singular];
}

/** Other alphabets put endings on a name, or articles before it. */
function isInflected(word: string, name: string): boolean {
  if (name.length < 3 || LATIN.test(name) || !word.includes(name)) return false;
  return !CASED.test(name) || (word.startsWith(name) && word.length - name.length <= 3);
}

function isKnownWord(text: string, start: number, forms: readonly string[]): boolean {
  return forms.some((form) => (hasCapital(text, start) ? isOrdinary(form) : isNoSlip(form)));
}

/** Scripts that leave no gaps between words: as letters in a row, wherever they stand. */
function gapless(page: Page, names: readonly string[]): readonly Found[] {
  const wanted = names.filter((name) => GAPLESS.test(name));
  if (wanted.length === 0) return [];
  let row = '';
  const places: Span[] = [];
  for (const { 0: cluster, index } of page.text.matchAll(CLUSTER)) {
    for (const letter of fold(cluster)) {
      row += letter;
      for (let unit = 0; unit < letter.length; unit += 1)
        places.push({ start: index, end: index + cluster.length });
    }
  }
  return wanted.flatMap((name) => {
    const found: Found[] = [];
    for (let at = row.indexOf(name); at >= 0; at = row.indexOf(name, at + name.length)) {
      const [first, last] = [places[at], places[at + name.length - 1]];
      if (first && last) found.push({ start: first.start, end: last.end, exact: true, weak: false });
    }
    return found;
  });
}

function initials(page: Page, wanted: ReadonlySet<string>): readonly Found[] {
  return [...page.plain.matchAll(INITIALS)].flatMap(({ 0: found, index }) => {
    const letters = fold(found).replace(/[^\p{L}]+/gu, '');
    if (!wanted.has(letters) || NO_INITIALS.test(letters)) return [];
    return [{ ...spanOf(page, index, found.length), exact: true, weak: false }];
  });
}

/** Whether a common word is a name: by its genitive, or by its capital where not everything is in capitals. */
function saysName(text: string, { start, end }: Span): boolean {
  if (/['’ʼ]s$/iu.test(text.slice(start, end))) return true;
  if (!hasCapital(text, start)) return false;
  const word = text.slice(start, end);
  const around = text.slice(Math.max(0, start - 20), end + 20);
  if (word === word.toUpperCase() && around === around.toUpperCase()) return false;
  const isMonth =
    CALENDAR_WORDS.has(fold(word)) &&
    (MONTH_BEFORE.test(text.slice(0, start).slice(-12)) || /^[\s,]*\d/.test(text.slice(end, end + 4)));
  return !isMonth;
}

function isBeside(text: string, one: Found, other: Found): boolean {
  if (fold(text.slice(one.start, one.end)) === fold(text.slice(other.start, other.end))) return false;
  if (one.end <= other.start)
    return other.start - one.end < 30 && WITHIN_NAME.test(text.slice(one.end, other.start));
  return (
    other.end <= one.start && one.start - other.end < 30 && WITHIN_NAME.test(text.slice(other.end, one.start))
  );
}

function hasCapital(text: string, start: number): boolean {
  return /^[\p{Cf}]*(?:\p{Lu}|\p{Lt}|[\u24b6-\u24cf])/u.test(text.slice(start, start + 8));
}

/** The parts of one name that stand side by side are one find. */
function merged(text: string, all: readonly Found[]): readonly (Span & { readonly exact: boolean })[] {
  const found: (Span & { exact: boolean })[] = [];
  for (const { start, end, exact } of all) {
    const last = found.at(-1);
    const gap = last && text.slice(last.end, start);
    if (
      last &&
      (start < last.end ||
        (gap !== undefined && gap.length < 30 && !/[\r\n]\s*[\r\n]/.test(gap) && WITHIN_NAME.test(gap)))
    )
      found[found.length - 1] = {
        start: last.start,
        end: Math.max(last.end, end),
        exact: start < last.end ? last.exact || exact : last.exact && exact,
      };
    else found.push({ start, end, exact });
  }
  return found;
}
