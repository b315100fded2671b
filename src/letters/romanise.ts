import anyAscii from 'any-ascii';
import { partsOf, readingsOf } from './east-asian.ts';
import { fold } from './fold.ts';
import { consonantsOf } from './sound.ts';

const LATIN = /^[\p{Script=Latin}\p{N}\p{M}'’-]*$/u;
/** Scripts that leave the short vowels out, or whose letters carry one that is not written. */
const VOWELLESS =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Thai}\p{Script=Ethiopic}\p{Script=Sinhala}]/u;

const SEMITIC = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** Whether a word is in Latin letters. */
export function isLatin(word: string): boolean {
  return LATIN.test(word);
}

/** Whether a script tells the consonants of a name and not all its vowels. */
export function leavesVowelsOut(word: string): boolean {
  return VOWELLESS.test(word);
}

/** What stands for letters of any script in Latin ones, letter by letter. */
export function inLatinLetters(text: string): string {
  return anyAscii(text);
}

/** A word of another script in Latin letters, folded, in every way that is usual; none of a word in Latin letters. */
export function romanised(word: string): readonly string[] {
  if (isLatin(word)) return [];
  const plain = plainly(word);
  const parts = partsOf(word);
  if (parts === undefined) return [...readingsOf(word), ...(plain.length > 1 ? [plain] : [])];
  const families = [plainly(parts.family), ...readingsOf(parts.family)];
  const given = [plainly(parts.given), ...readingsOf(parts.given)];
  return [
    ...new Set([...readingsOf(word), plain, ...families.flatMap((one) => given.map((other) => one + other))]),
  ];
}

/**
 * The consonants by which a name in such a script and the same name in Latin letters are compared. Of a letter that is read
 * as a vowel or as v, both.
 */
export function bonesOf(word: string): readonly string[] {
  const isRead = isLatin(word);
  const letters = (isRead ? word : plainly(word)).replace(/[^a-z]/g, '');
  // A nasal before a consonant is one sign in the scripts of India; in Arabic and Hebrew an m stays one.
  const nasal = letters.replace(/m(?=[kgtdcj])/g, 'n');
  const forms = isRead ? [letters, nasal] : [SEMITIC.test(word) ? letters : nasal];
  const bare = forms.map((form) => consonantsOf(form).replace(/^[aeiou]+/, ''));
  return [...new Set(isRead ? bare : bare.flatMap((one) => [one, one.replace(/(?<=.)v/g, '')]))];
}

/** In Greek the sounds b, d and g are written with two letters each. */
const GREEK_STOPS: readonly (readonly [RegExp, string])[] = [
  [/μπ/giu, 'b'],
  [/^ντ/giu, 'd'],
  [/^γκ/giu, 'g'],
];

function plainly(word: string): string {
  const spoken = /\p{Script=Greek}/u.test(word)
    ? GREEK_STOPS.reduce((text, [written, sound]) => text.replace(written, sound), word)
    : word;
  const latin = fold(anyAscii(spoken)).replace(/[^a-z0-9]+/g, '');
  // Long vowels of kana are not written in names.
  return /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word)
    ? latin.replace(/o[ou]/g, 'o').replace(/uu/g, 'u')
    : latin;
}
