import { stemmer } from 'stemmer';
import { fold } from '../letters/fold.ts';
import { isGivenName, otherFormsOf } from '../letters/nicknames.ts';
import { isOrdinary, STOP_WORDS } from '../letters/ordinary.ts';
import { bonesOf, isLatin, leavesVowelsOut, romanised } from '../letters/romanise.ts';
import { slavicTerms } from '../letters/slavic.ts';
import { soundsAs } from '../letters/sound.ts';

/** Where a term is looked for: `few` is what is sealed to fewer than can open the incident. */
export const FIELDS = ['person', 'words', 'few'] as const;
export type Field = (typeof FIELDS)[number];

/** A word with what may join its parts: “O'Brien”, “blue_booth”, “mei@…”; and what nobody sees in it. */
const WORD = /[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}\p{Cf}]|['’._-](?=[\p{L}\p{M}\p{N}]))*/gu;
const JOINS = /['’._-]+/u;
/** Scripts that leave no gaps between words, as letters in a row. */
const GAPLESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Letters of the longest word in such a script that is read as a name, and of the longest word of any that is a term. */
const LONGEST_NAME = 6;
const LONGEST = 48;
/** Letters of the shortest word that is compared by its sound, consonants of the shortest that is by them. */
const SHORTEST_SOUND = 4;
const SHORTEST_BONES = 2;
/** Digits of a number that is one however it is grouped, and how many of them tell it. */
const NUMBER = /\+?\d(?:[\s()/.-]{0,2}\d){5,18}/gu;
const TELLING_DIGITS = 7;

/** What marks the terms that are no word: how one sounds, its consonants in scripts without vowels and in Latin, a number. */
const [SOUND, BONES, LATIN_BONES, DIGITS] = ['~', '^', '%', '#'];

/** Whether a term is a word, and no more than how one sounds or the like. */
export function isWord(term: string): boolean {
  return !MARKED.test(term);
}

/** A term without its mark. */
export function unmarked(term: string): string {
  return term.replace(MARKED, '');
}

const MARKED = /^[~^%#=&]/;

/** A word of a text, as it stands there. */
export interface Word {
  readonly written: string;
  readonly start: number;
}

/** The words of a text, in their order. */
export function wordsIn(text: string): readonly Word[] {
  return [...text.matchAll(WORD)].map(({ 0: written, index }) => ({ written, start: index }));
}

/**
 * The terms by which a word is found: without accents and case, its parts where they are joined, its stem, how it reads in Latin
 * letters; of a name also how it sounds. Words without content are looked for in names alone.
 */
export function termsOf(written: string, field: Field): readonly string[] {
  const known = KNOWN[field].get(written);
  if (known !== undefined) return known;
  const terms = [...new Set(piecesOf(written).flatMap((piece) => termsOfPiece(piece, field)))];
  if (KNOWN[field].size > MOST_KNOWN) KNOWN[field].clear();
  KNOWN[field].set(written, terms);
  return terms;
}

/** Most words of a language come again and again. */
const MOST_KNOWN = 50_000;
const KNOWN: Readonly<Record<Field, Map<string, readonly string[]>>> = {
  person: new Map(),
  words: new Map(),
  few: new Map(),
};

/** Terms of what stands across several words: a number, however it is grouped. */
export function numbersIn(
  text: string,
): readonly { readonly term: string; readonly start: number; readonly length: number }[] {
  return [...text.matchAll(NUMBER)].map(({ 0: written, index }) => ({
    term: `${DIGITS}${written.replace(/\D/g, '').slice(-TELLING_DIGITS)}`,
    start: index,
    length: written.length,
  }));
}

function piecesOf(written: string): readonly string[] {
  const folded = fold(written).slice(0, LONGEST);
  const parts = folded.split(JOINS).filter(Boolean);
  return parts.length > 1 ? [...parts, parts.join('')] : parts;
}

function termsOfPiece(piece: string, field: Field): readonly string[] {
  if (field !== 'person' && STOP_WORDS.has(piece)) return [];
  if (isLatin(piece)) return [piece, ...stemsOf(piece), ...(field === 'person' ? heard(piece) : [])];
  const rows = GAPLESS.test(piece) ? pairs(piece) : [];
  const latin = rows.length < LONGEST_NAME ? romanised(piece) : [];
  const bones = field === 'person' && leavesVowelsOut(piece) ? marked(BONES, bonesOf(piece)) : [];
  return [piece, ...rows, ...latin, ...bones, ...(field === 'person' ? latin.flatMap(heard) : [])];
}

function stemsOf(word: string): readonly string[] {
  const stem = /^[a-z]{4,}$/.test(word) ? stemmer(word) : word;
  return stem === word ? [] : [stem];
}

/** How a name in Latin letters is heard. */
function heard(name: string): readonly string[] {
  return [
    ...(name.length >= SHORTEST_SOUND ? soundsAs(name).map((one) => `${SOUND}${one}`) : []),
    ...slavicTerms(name).kept,
    ...marked(LATIN_BONES, bonesOf(name)),
  ];
}

function marked(mark: string | undefined, bones: readonly string[]): readonly string[] {
  const singled = bones.map((one) => one.replace(/(.)\1+/g, '$1'));
  return singled.filter(({ length }) => length >= SHORTEST_BONES).map((one) => `${mark}${one}`);
}

/** Each two letters that stand beside each other; the one, where there is one alone. */
function pairs(row: string): readonly string[] {
  const letters = [...row];
  return letters.length < 3 ? [] : letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
}

/** A term that a wanted word may be found by, and how far it may differ. */
export interface Wanted {
  readonly term: string;
  /** Also what begins like that. */
  readonly prefix: boolean;
  /** Letters that may differ. */
  readonly fuzzy: number;
  /** How much it says that this is there: 1 for the word itself. */
  readonly weight: number;
  /** Whether as many letters may differ as either of the two words is long enough for; else, as the wanted one is. */
  readonly eitherWay?: true;
  /** The fields in which it is looked for; in all, where that is left out. */
  readonly fields?: readonly Field[];
}

/**
 * What is looked for, a list for each word that somebody typed: one of it has to be there. Nothing for words that say nothing;
 * where there is no other, they are looked for among the names.
 */
export function wantedIn(typed: string): readonly (readonly Wanted[])[] {
  const numbers = numbersIn(typed);
  const rest = numbers.reduce(
    (text, { start, length }) => text.slice(0, start) + ' '.repeat(length) + text.slice(start + length),
    typed,
  );
  const words = wordsIn(rest).flatMap(({ written }) => piecesTyped(written));
  const telling = words.filter((word) => !STOP_WORDS.has(word));
  return [
    ...numbers.map(({ term }) => [exactly(term)]),
    ...(telling.length > 0 ? telling : words).map(wantedOf),
  ];
}

/** The parts of a typed word, each of which has to be there. */
function piecesTyped(written: string): readonly string[] {
  return fold(written).slice(0, LONGEST).split(JOINS).filter(Boolean);
}

function wantedOf(word: string): readonly Wanted[] {
  const isIn = isLatin(word);
  const rows = GAPLESS.test(word) ? pairs(word) : [];
  const latin = isIn ? [word] : romanised(word);
  const bones =
    isIn || !leavesVowelsOut(word)
      ? marked(BONES, latin.flatMap(bonesOf))
      : [...marked(BONES, bonesOf(word)), ...marked(LATIN_BONES, bonesOf(word))];
  const names = latin.flatMap((one) => [...otherFormsOf(one)]);
  const all: readonly Wanted[] = [
    {
      term: word,
      prefix: true,
      fuzzy: slipsIn(word),
      weight: 1,
      ...(STOP_WORDS.has(word) && { fields: NAMES }),
    },
    { term: word, prefix: false, fuzzy: slipsIn(`${word}xx`), weight: 0.3, eitherWay: true, fields: NAMES },
    ...stemsOf(word).map((term) => exactly(term, 0.9)),
    ...(isIn ? [] : latin).map((term) => ({ term, prefix: true, fuzzy: slipsIn(term), weight: 0.8 })),
    ...rows.map((term) => exactly(term, 0.5)),
    ...latin
      .filter((one) => one.length >= SHORTEST_SOUND)
      .flatMap((one) => soundsAs(one))
      .map((one) => exactly(`${SOUND}${one}`, 0.4, NAMES)),
    ...latin.flatMap((one) => slavicTerms(one).wanted).map((term) => exactly(term, 0.4, NAMES)),
    ...bones.map((term) => exactly(term, 0.2, NAMES)),
    ...names.map((term) => exactly(term, 0.3, NAMES)),
    ...names
      .filter((term) => isGivenName(word) && !isOrdinary(term))
      .map((term) => exactly(term, 0.2, TEXTS)),
  ];
  return all;
}

const NAMES: readonly Field[] = ['person'];
const TEXTS: readonly Field[] = ['words', 'few'];

function exactly(term: string, weight = 1, fields?: readonly Field[]): Wanted {
  return { term, prefix: false, fuzzy: 0, weight, ...(fields && { fields }) };
}

/** As `wantedIn`, what says what a text is about: its words in any form, and nothing that is only spelled alike. */
export function wantedLike(text: string, most: number): readonly (readonly Wanted[])[] {
  const words = wordsIn(text).flatMap(({ written }) => piecesTyped(written));
  const telling = [...new Set(words)].filter((word) => !STOP_WORDS.has(word) && word.length > 2);
  return telling
    .slice(0, most)
    .map((word) => [exactly(word), ...stemsOf(word).map((term) => exactly(term, 0.9))]);
}

/** How many letters of a word may be another: none of a short one, where that would be another word. */
export function slipsIn(word: string): number {
  const { length } = word;
  return length < 5 || /\d/.test(word) ? 0 : length < 9 ? 1 : 2;
}
