import skeletonOf from 'unhomoglyph';
import { fold } from './fold.ts';
import { type Found, foundAt } from './found.ts';
import type { NamePatterns } from './name-patterns.ts';
import { isOrdinary } from './ordinary.ts';
import type { Page } from './page.ts';
import { isSlipOf } from './slip.ts';
import type { Word } from './words.ts';

/** Signs and digits that are read as letters. */
const LIKE_LETTERS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'g',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
  '€': 'e',
  '£': 'l',
  '+': 't',
  '(': 'c',
  '¡': 'i',
  '¢': 'c',
  '¥': 'y',
  '#': 'h',
};
const WRITTEN = /(?:(?<![\p{L}\p{N}])[$|€£¡¢¥]|[\p{L}\p{N}])[\p{L}\p{N}@$!|€£+¡¢¥#]{2,40}/gu;
const UPSIDE_DOWN = new Map(
  [...'ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎzⱯƎ⅁Ɔ'].map((letter, index) => [
    letter,
    'abcdefghijklmnopqrstuvwxyzaegc'[index] ?? letter,
  ]),
);
const IS_UPSIDE_DOWN = /[ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎⱯƎ⅁]/u;
const ODD_LETTER = /[^\x00-\u024f\p{M}]|[\u0180-\u024f]/u;
/** Between the halves of a name that was cut in two. */
const CUT = /^(?:[ \u00a0\t]|\s{0,2}…\s{0,2}|\s{0,2}\.{2,4}\s{0,2}|\u2800|[ \t]*\r?\n[ \t]*)$/u;

/**
 * Where a name stands that the eye reads and a search does not: signs for letters, letters that look alike (UTS 39) in words
 * of mixed scripts, backwards, upside down, or cut in two. Only names of four letters and more.
 */
export function disguisesOf(page: Page, patterns: NamePatterns): readonly Found[] {
  const { names, skeletons } = longNames(patterns);
  return names.size === 0
    ? []
    : [...written(page, names, skeletons), ...turned(page, names), ...cutHits(page, names)];
}

interface LongNames {
  readonly names: ReadonlySet<string>;
  /** What they look like (UTS 39). */
  readonly skeletons: ReadonlySet<string>;
}

const LONG = new WeakMap<NamePatterns, LongNames>();

function longNames(patterns: NamePatterns): LongNames {
  const names = [...patterns.parts, ...patterns.wholes].filter((name) => name.length > 3);
  const before = LONG.get(patterns) ?? {
    names: new Set(names),
    skeletons: new Set(names.map((name) => skeletonOf(name))),
  };
  LONG.set(patterns, before);
  return before;
}

function written(page: Page, wanted: ReadonlySet<string>, skeletons: ReadonlySet<string>): readonly Found[] {
  return [...page.text.matchAll(WRITTEN)].flatMap(({ 0: found, index }) => {
    const isOdd = ODD_LETTER.test(found) || /rn|vv|\|/i.test(found);
    const isSigned = /\p{L}/u.test(found) && /[^\p{L}]/u.test(found);
    if (!isOdd && !isSigned) return [];
    const isTheirs =
      (isOdd && /\p{Script=Latin}/u.test(found) && skeletons.has(skeletonOf(seen(found)))) ||
      (isSigned && decoded(found).some((one) => wanted.has(one)));
    return isTheirs ? [foundAt({ start: index, end: index + found.length })] : [];
  });
}

/** As the eye has it: in small letters, and what looks alike as what it looks like. */
function seen(found: string): string {
  return fold(
    [...found]
      .map((letter) => (ODD_LETTER.test(letter) ? skeletonOf(letter) : letter))
      .join('')
      .replace(/['"]/g, ''),
  ).replace(/vv/g, 'w');
}

/** With letters for its signs; a one is an i or an l. */
function decoded(found: string): readonly string[] {
  const bare = found.replace(/^[@#]|[!+(]+$/g, '');
  const letters = [...fold(bare)].map((letter) => LIKE_LETTERS[letter] ?? letter).join('');
  return bare.includes('1') || bare.includes('!')
    ? [
        letters,
        [...fold(bare)]
          .map((letter) => (/[1!]/.test(letter) ? 'l' : (LIKE_LETTERS[letter] ?? letter)))
          .join(''),
      ]
    : [letters];
}

/** Backwards, where the capital stands at the end; upside down; and with each letter moved by thirteen. */
function turned(page: Page, names: ReadonlySet<string>): readonly Found[] {
  return page.words.flatMap(({ folded, start, end }) => {
    const word = page.text.slice(start, end);
    const moved = /^\p{Lu}\p{Ll}{3,}$/u.test(word) && !isOrdinary(folded) ? rotated(folded) : undefined;
    if (moved !== undefined && moved.length > 4 && names.has(moved)) return [foundAt({ start, end })];
    const isFlipped = IS_UPSIDE_DOWN.test(word);
    if (!isFlipped && !/\p{Ll}\p{Lu}$/u.test(word)) return [];
    const back = isFlipped
      ? fold(
          [...word]
            .reverse()
            .map((letter) => UPSIDE_DOWN.get(letter) ?? letter)
            .join(''),
        )
      : [...folded].reverse().join('');
    const isNear = (name: string): boolean => isSlipOf(back, name) || likeButOne(back, name);
    return names.has(back) || (isFlipped && [...names].some(isNear)) ? [foundAt({ start, end })] : [];
  });
}

/** Each letter as the one that is half the alphabet away (ROT13). */
function rotated(word: string): string {
  return word.replace(/[a-z]/g, (letter) =>
    String.fromCharCode(((letter.charCodeAt(0) - 97 + 13) % 26) + 97),
  );
}

function likeButOne(word: string, name: string): boolean {
  return word.length === name.length && word.slice(1) === name.slice(1);
}

/** Where two or three pieces make one of these names and are not all words themselves. */
export function cutHits(page: Page, wanted: ReadonlySet<string>): readonly Found[] {
  const isCut = (one: Word | undefined, other: Word | undefined): boolean =>
    one !== undefined && other !== undefined && CUT.test(page.text.slice(one.end, other.start));
  return page.words.flatMap((first, at) => {
    const [second, third] = [page.words[at + 1], page.words[at + 2]];
    if (second === undefined || !isCut(first, second)) return [];
    const pieces = [first, second, ...(third !== undefined && isCut(second, third) ? [third] : [])];
    for (const length of [2, 3].filter((one) => one <= pieces.length)) {
      const all = pieces.slice(0, length);
      const joined = all.map(({ folded }) => folded.replaceAll("'", '')).join('');
      const isWhole = all.some(({ folded }) => wanted.has(folded));
      if (wanted.has(joined) && !isWhole && !all.every(({ folded }) => isOrdinary(folded)))
        return [foundAt({ start: first.start, end: all.at(-1)?.end ?? first.end })];
    }
    return [];
  });
}
