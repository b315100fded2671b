import { disguisesOf } from './disguise.ts';
import { fold, latinTwinOf } from './fold.ts';
import { type Found, foundAt } from './found.ts';
import { initialHits } from './initials.ts';
import { type NamePatterns, patternsOf } from './name-patterns.ts';
import { isNoSlip, isOrdinary } from './ordinary.ts';
import { type Page, type Span, stemOf } from './page.ts';
import { hasCapital, hasTitle, isNameHere } from './place-in-sentence.ts';
import { bonesOf, isLatin, leavesVowelsOut, romanised } from './romanise.ts';
import { rowHits } from './rows.ts';
import { isSlipOf } from './slip.ts';
import { consonantsOf, soundOf } from './sound.ts';
import type { Word } from './words.ts';

/** A word of a text in the ways in which it can be read. */
interface Reading {
  readonly word: Word;
  /** Without apostrophes. */
  readonly bare: string;
  /** As it is, without its genitive, in Latin letters. */
  readonly forms: readonly string[];
  readonly isCommon: (one: string) => boolean;
}

const CASED = /^[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}]+$/u;
/** What is put behind a name to make another word of it. */
const MADE_OF =
  /^(?:ism|isms|ist|ists|esque|gate|like|ian|ish|ie|y|chen|lein|ito|ita|san|kun|ji|a|u|e|em|iem|om|ym|im|ami|owi|ovi|ow|ow[aey]|ov[aey]|ova|owa|in|ina|nin|den|da|de|ta|lla|lle|n|ko|ka)$/;
/** Between the parts of one name: marks, blanks, an initial, particles. */
const WITHIN_NAME =
  /^(?![.!?;:]+\s)[^\p{L}\p{N}]{0,6}(?:(?:\p{L}\.|van|von|der|den|de|del|della|di|da|dos|du|la|le|al|el|bin|ibn|y|e)[^\p{L}\p{N}]{1,4}){0,3}$/iu;

/**
 * Where one of these names stands in a text: whole, in parts, in any case and script, in the genitive, misspelt, by ear,
 * as a pet form, written apart, over a line end, or as initials (DESIGN 5: every other name is refused). A part that is a
 * common word is a name only beside another part, with a title, in the genitive, or with a capital that means it.
 *
 * @param common folded words that our own letters are made of, and that are no name where they stand in small letters
 */
export function nameHits(
  page: Page,
  names: readonly string[],
  common: ReadonlySet<string> = new Set(),
): readonly (Span & { readonly exact: boolean })[] {
  const patterns = patternsOf(names);
  if (patterns.letters.size === 0) return [];
  const isCommon = (one: string): boolean => isOrdinary(one) || common.has(one);
  const found = [
    ...page.readings.flatMap((word) => inWord(page, word, patterns, isCommon)),
    ...disguisesOf(page, patterns),
    ...rowHits(page, patterns),
    ...initialHits(page, patterns),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const sure = found.filter(
    (one) =>
      !one.weak || isNameHere(page.text, one) || found.some((other) => isBeside(page.text, one, other)),
  );
  return merged(page.text, sure);
}

function inWord(
  page: Page,
  word: Word,
  patterns: NamePatterns,
  isCommon: (one: string) => boolean,
): readonly Found[] {
  const { parts, wholes } = patterns;
  if (word.apart) {
    const inside = [...parts, ...wholes].some(
      (name) => name === word.folded || (name.length > 3 && word.folded.includes(name)),
    );
    return inside ? [foundAt(word)] : [];
  }
  const reading = { word, bare: word.folded.replaceAll("'", ''), forms: formsOf(word), isCommon };
  const said = asItIs(page, reading, patterns) ?? otherwise(page, reading, patterns);
  return said === undefined ? [] : [said];
}

/** A whole name, or a part of it. */
function asItIs(
  page: Page,
  { word, bare, forms, isCommon }: Reading,
  patterns: NamePatterns,
): Found | undefined {
  const { parts, wholes, small, others } = patterns;
  if (forms.some((form) => wholes.has(form))) return foundAt(word, { weak: isCommon(bare) });
  const part = forms.find((form) => parts.has(form));
  if (part !== undefined) {
    const isShort = part.length < 3 && isLatin(part);
    if (isShort && !hasCapital(page.text, word.start)) return undefined;
    const isPlural = bare !== part && bare === `${part}s`;
    return foundAt(word, {
      weak: isShort || isCommon(bare) || isCommon(part) || (isPlural && part.length < 4),
    });
  }
  if (!hasCapital(page.text, word.start)) return undefined;
  if (small.has(bare)) return foundAt(word, { weak: true });
  const other = forms.find((form) => others.has(form));
  return other === undefined
    ? undefined
    : foundAt(word, { exact: false, weak: isCommon(bare) || other.length < 3 || isCommon(other) });
}

/** Inflected, misspelt, by ear, or made into another word. */
function otherwise(page: Page, reading: Reading, patterns: NamePatterns): Found | undefined {
  const { word, bare, forms, isCommon } = reading;
  const isCapital = hasCapital(page.text, word.start);
  const isKnown =
    forms.some((form) => (isCapital ? isOrdinary(form) : isNoSlip(form))) || forms.some(isCommon);
  for (const name of [...patterns.parts, ...patterns.wholes]) {
    if (forms.some((form) => isInflected(form, name))) return foundAt(word);
    if (isKnown || (!isLatin(name) && !CASED.test(name))) continue;
    if (patterns.wholes.has(name) && !patterns.parts.has(name) && name.length < 8) continue;
    if (forms.some((form) => (form.length > 3 || isCapital) && isSlipOf(form, name)))
      return foundAt(word, { exact: false });
  }
  if (hasTitle(page.text, word) && isCapital && isByEar(bare, patterns, true))
    return foundAt(word, { exact: false });
  if (isKnown) return undefined;
  const isMade = [...patterns.parts].some(
    (name) => name.length > 3 && bare.startsWith(name) && MADE_OF.test(bare.slice(name.length)),
  );
  if (
    isMade ||
    (isCapital && isByEar(bare, patterns, false)) ||
    forms.some((form) => hasItsBones(form, isCapital, patterns))
  )
    return foundAt(word, { exact: false });
  return undefined;
}

/** As somebody writes it who has only heard it; behind a title also cut short, or with other vowels. */
function isByEar(bare: string, { parts, sounds, consonants }: NamePatterns, isTitled: boolean): boolean {
  if (!isLatin(bare) || bare.length < 4) return false;
  if (bare.length > 4 && sounds.has(soundOf(bare))) return true;
  if (!isTitled) return false;
  return (
    consonants.has(consonantsOf(bare)) || [...parts].some((part) => part.length > 5 && part.startsWith(bare))
  );
}

/** The same name where one of the two scripts leaves the vowels out. */
function hasItsBones(form: string, isCapital: boolean, { bones, isVowelless }: NamePatterns): boolean {
  const isLeftOut = leavesVowelsOut(form);
  if (isLeftOut === isVowelless && !isLeftOut) return false;
  if (!isLeftOut && (!isCapital || !isLatin(form))) return false;
  return bonesOf(form).some((one) => one.length > 2 && bones.has(one));
}

/** The forms of a word of a text: the same for every name that is looked for. */
const FORMS = new WeakMap<Word, readonly string[]>();

function formsOf(word: Word): readonly string[] {
  const before = FORMS.get(word) ?? formsOfWord(word.folded);
  FORMS.set(word, before);
  return before;
}

/** Without its genitive, and in Latin letters; and "I'm" is not Im. */
function formsOfWord(word: string): readonly string[] {
  const bare = word.replaceAll("'", '');
  const stem = stemOf(word);
  if (stem !== undefined && bare.length - stem.length <= 2) return [stem];
  const singular = bare.length > 3 && bare.endsWith('s') && !isOrdinary(bare) ? [bare.slice(0, -1)] : [];
  return [bare, ...(stem ? [stem] : []), ...singular, ...romanised(bare), ...(latinTwinOf(bare) ?? [])];
}

/** What Russian, Ukrainian and Greek put in the place of the ending of a name, folded: й is и by then. */
const ENDINGS =
  /^(?:[аыиеуюяіїєоэ]|ои|еи|ою|ею|єю|ом|ем|ам|ям|ами|ями|ах|ях|ов|ев|ого|его|ому|ему|ым|им|ин|ина|ові|еві|ию|ии|ыи|аи|[σοαηεω]|ου|ασ|ησ|οσ|ισ|ων|ουσ|ησ)?$/u;

/** Other alphabets put endings on a name, or articles before it. */
function isInflected(word: string, name: string): boolean {
  if (name.length < 3 || isLatin(name)) return false;
  if (!CASED.test(name)) return word.includes(name);
  if (word.startsWith(name) && word.length - name.length <= 3) return true;
  const stem = name.replace(/(?:[аеиоуыэюяйьіїє]{1,2}|[αεηιουσω]{1,2})$/u, '');
  return stem.length > 2 && word.startsWith(stem) && ENDINGS.test(word.slice(stem.length).replace(/^ь/u, ''));
}

function isBeside(text: string, one: Found, other: Found): boolean {
  if (fold(text.slice(one.start, one.end)) === fold(text.slice(other.start, other.end))) return false;
  if (one.end <= other.start)
    return other.start - one.end < 30 && WITHIN_NAME.test(text.slice(one.end, other.start));
  return (
    other.end <= one.start && one.start - other.end < 30 && WITHIN_NAME.test(text.slice(other.end, one.start))
  );
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
