import { fold, spellings } from './fold.ts';
import { compareNames, takeApart } from './name-fit.ts';
import { EMAIL, isParticle, nameParts } from './names.ts';
import { remembered } from './remembered.ts';
import { isSlipOf } from './slip.ts';

/**
 * Whether two names may be one person's: the one question for whoever must not be missed, as somebody who is to read nothing of what
 * is said against them. It errs towards yes, for somebody to look at; nothing is joined by it. It is yes
 *
 * - where `samenessOf` has a grade: the same words but for accents, order, slips and initials, or one name alone;
 * - where the words are the same in another script or spelling, or one is what people are called for short (Katarzyna, Kasia).
 *
 * No where two whole names differ in a word, and where nothing but first letters fits in another script.
 */
export function mayBeOneName(one: string, other: string): boolean {
  return samenessOf(one, other) !== undefined || isWrittenOtherwise(one, other);
}

/** How sure it is that two names are one person's, by their letters alone. */
export type Sameness = 'exact' | 'near' | 'part';

/**
 * How sure it is, by their letters alone, for what lists the surest first (DESIGN 1, "Sanctions are live obligations"). Tolerant, since
 * a missed ban costs more than a second look:
 *
 * - `exact`: the same words in any order, whatever accents, case, marks, titles and particles; or one e-mail address.
 * - `near`: the same but for slips of the hand, initials for some of the words, or a middle name more.
 * - `part`: only one of the names, or initials only, and that fits.
 *
 * Undefined where they differ: one shared surname beside two different first names is two persons.
 */
export function samenessOf(a: string, b: string): Sameness | undefined {
  if (isTheirName(a, b)) return 'exact';
  const grades = spellings(a).flatMap((one) => spellings(b).map((other) => compare(one, other)));
  return (['exact', 'near', 'part'] as const).find((grade) => grades.includes(grade));
}

/**
 * Whether two names are certainly one person's, so that attendance can be refused (clause "meeting"): the same words in
 * any order after folding, or the same e-mail address. A slip, an initial or a lone first name is not enough.
 */
export function isTheirName(a: string, b: string): boolean {
  const addresses = emailsIn(a);
  if (emailsIn(b).some((one) => addresses.includes(one))) return true;
  return spellings(a).some((one) => spellings(b).some((other) => sameWords(one, other)));
}

function emailsIn(text: string): readonly string[] {
  return [...text.matchAll(EMAIL)].map(([address]) => fold(address).replace(/^(?:mailto:)|[.!?'*_>]+$/g, ''));
}

function sameWords(a: string, b: string): boolean {
  const [one, other] = [nameParts(a).all, nameParts(b).all];
  if (one.length === 0) return false;
  return one.join('') === other.join('') || [...one].sort().join(' ') === [...other].sort().join(' ');
}

function compare(a: string, b: string): Sameness | undefined {
  const [fewer, more] = [counting(a), counting(b)].sort((x, y) => x.length - y.length) as [
    string[],
    string[],
  ];
  if (fewer.length === 0) return undefined;
  const [one, other] = [fewer.join(''), more.join('')];
  if (isGapless(fewer) && (other.includes(one) || (isGapless(more) && one.includes(other)))) return 'part';
  const left = [...more];
  const fits: ('same' | 'slip' | 'initial')[] = [];
  for (const word of [...fewer].sort((x, y) => y.length - x.length)) {
    const found =
      take(left, 'same', (other) => other === word) ??
      take(left, 'slip', (other) => isSlipOf(word, other) || isSlipOf(other, word)) ??
      take(left, 'initial', (other) => isInitialOf(word, other) || isInitialOf(other, word));
    if (!found) {
      const isPart = [
        [a, b],
        [b, a],
      ].some(
        ([one = '', whole = '']) => counting(one).length === 1 && isPartOf(counting(one)[0] ?? '', whole),
      );
      return isPart ? 'part' : undefined;
    }
    fits.push(found);
  }
  if (fits.every((fit) => fit === 'initial')) return fewer.length > 1 ? 'part' : undefined;
  if (fewer.length === 1 && more.length > 1) return 'part';
  return left.length === 0 && fits.every((fit) => fit === 'same') ? 'exact' : 'near';
}

/** Whether a word is what a name has in several: “obrian” of O'Brien, “vanderberg” of Jan van der Berg. */
function isPartOf(word: string, name: string): boolean {
  const { all, telling } = nameParts(name);
  return [...telling, all.slice(1).join('')].some(
    (part) => part === word || isSlipOf(word, part) || isSlipOf(part, word),
  );
}

function take<T>(from: string[], fit: T, matches: (word: string) => boolean): T | undefined {
  const at = from.findIndex(matches);
  if (at < 0) return undefined;
  from.splice(at, 1);
  return fit;
}

/** The words of a name without its particles, unless it has nothing else. */
function counting(name: string): string[] {
  const { all } = nameParts(name);
  const rest = all.filter((word) => !isParticle(word));
  return rest.length > 0 ? rest : [...all];
}

function isInitialOf(initial: string, name: string): boolean {
  return [...initial].length === 1 && name.startsWith(initial);
}

/** A name in a script without gaps between words, long enough to mean somebody. */
function isGapless(parts: readonly string[]): boolean {
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Hangul}]{2,}$/u.test(
    parts.join(''),
  );
}

/** Of two names, as JSON. */
const isSameOtherwise = remembered((pair) => {
  const [one, other] = JSON.parse(pair) as [string, string];
  const fit = compareNames(takeApart(one), takeApart(other));
  return fit !== undefined && fit !== 'apart' && fit.how !== 'initial';
});

function isWrittenOtherwise(one: string, other: string): boolean {
  return isSameOtherwise(JSON.stringify([one, other]));
}
