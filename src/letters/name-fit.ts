import { partsOf } from './east-asian.ts';
import { fold } from './fold.ts';
import { isParticle, isTitle } from './names.ts';
import { isGivenName } from './nicknames.ts';
import { isOrdinary } from './ordinary.ts';
import { remembered } from './remembered.ts';
import { fitOfWords, type NameWord, nameWord, WORD_FITS, type WordFit } from './word-fit.ts';

/** How much of two names fits. */
export interface NameFit {
  /**
   * `whole`: all of the shorter one, of two words at least. `initials`: the same, with no more than the first letter of some. `own`: one
   * word that few others have, or all that both are called. `part`: one word, as many share it.
   */
  readonly much: 'whole' | 'initials' | 'own' | 'part';
  /** The loosest way in which a word of it fits. */
  readonly how: WordFit;
}

/** A name, taken apart once: of a name in a script without gaps in each way in which it can be cut. */
export interface TakenApart {
  readonly ways: readonly (readonly NameWord[])[];
  /** The older or the younger of two who are called the same. */
  readonly generation?: string;
}

/** Letters from which on a family name is taken to be one that few people have. */
const LONG = 8;
const GENERATIONS = /(?<![\p{L}\p{N}])(jr|junior|sr|senior|ii|iii|iv)(?![\p{L}\p{N}])/iu;
const GAPLESS = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々]{2,6}$/u;
/** The most words of a name that are compared. */
const MOST = 6;

export const takeApart = remembered((name): TakenApart => {
  const groups = name
    .split(/[\s,;()/"“”・･]+/u)
    .filter((group) => !isTitle(fold(group).replace(/[^\p{L}\p{N}]/gu, '')))
    .filter((group) => !GENERATIONS.test(group))
    .map((group) => ({
      typed: group,
      words: fold(group)
        .split(/[^\p{L}\p{M}\p{N}]+/u)
        .filter(Boolean),
    }))
    .filter(({ words }) => words.length > 0)
    .slice(0, MOST);
  const apart = groups.flatMap(({ typed, words }) =>
    words.map((word) =>
      nameWord(word, words.length === 1 ? typed.replace(/[^\p{L}\p{M}\p{N}]/gu, '') : word),
    ),
  );
  const [, generation] = GENERATIONS.exec(name) ?? [];
  return {
    ways: [apart, ...together(apart), ...cut(apart)].map(withoutParticles).filter((way) => way.length > 0),
    ...(generation && { generation: fold(generation).slice(0, 3) }),
  };
});

/** Neighbours written as one, since people write O'Brien, Jean-Luc, Van der Berg and Xiao Ming either way. */
function together(words: readonly NameWord[]): readonly (readonly NameWord[])[] {
  return words.flatMap((_word, from) =>
    [2, 3]
      .filter((length) => words.length > length - 1 && from + length <= words.length)
      .map((length) => [
        ...words.slice(0, from),
        nameWord(
          words
            .slice(from, from + length)
            .map(({ written }) => written)
            .join(''),
          undefined,
          true,
        ),
        ...words.slice(from + length),
      ]),
  );
}

/** Family and given name of a name without a gap. */
function cut(words: readonly NameWord[]): readonly (readonly NameWord[])[] {
  const [only] = words;
  const parts =
    only !== undefined && words.length === 1 && GAPLESS.test(only.written)
      ? partsOf(only.written)
      : undefined;
  return parts === undefined ? [] : [[nameWord(parts.family), nameWord(parts.given)]];
}

function withoutParticles(words: readonly NameWord[]): readonly NameWord[] {
  const rest = words.filter(({ written }) => !isParticle(written));
  return rest.length > 0 ? rest : words;
}

/** How two names fit; `apart` where both are names and they are two; undefined where that cannot be told. */
export function compareNames(one: TakenApart, other: TakenApart): NameFit | 'apart' | undefined {
  if (one.generation !== undefined && other.generation !== undefined && one.generation !== other.generation)
    return 'apart';
  const all = one.ways.flatMap((a) => other.ways.map((b) => compareWays(a, b)));
  const fits = all.filter((fit) => fit !== undefined && fit !== 'apart');
  return fits.sort(bySureness)[0] ?? (all.includes('apart') ? 'apart' : undefined);
}

const MUCH: readonly NameFit['much'][] = ['whole', 'initials', 'own', 'part'];

function bySureness(a: NameFit, b: NameFit): number {
  return MUCH.indexOf(a.much) - MUCH.indexOf(b.much) || WORD_FITS.indexOf(a.how) - WORD_FITS.indexOf(b.how);
}

function compareWays(a: readonly NameWord[], b: readonly NameWord[]): NameFit | 'apart' | undefined {
  const [fewer, more] = a.length <= b.length ? [a, b] : [b, a];
  const all = fewer.flatMap((word) =>
    more.flatMap((known) => {
      const fit = fitOfWords(word, known);
      return fit === undefined ? [] : [{ word, known, fit }];
    }),
  );
  const fits: (typeof all)[number][] = [];
  for (const one of all.sort((x, y) => WORD_FITS.indexOf(x.fit) - WORD_FITS.indexOf(y.fit)))
    if (!fits.some(({ word, known }) => word === one.word || known === one.known)) fits.push(one);
  if (fits.length === 0) return fewer.length > 1 ? 'apart' : undefined;
  if (fits.length < fewer.length) return 'apart';
  if (fits.some(({ fit }) => fit === 'heard') && !fits.some(({ fit }) => SURE.has(fit)))
    return fewer.length > 1 ? 'apart' : undefined;
  const how = loosest(fits.map(({ fit }) => fit));
  const told = fits.filter(({ fit }) => fit !== 'initial');
  if (told.length === 0) return undefined;
  if (fewer.length > 1) return { much: told.length === fits.length ? 'whole' : 'initials', how };
  const [{ word } = { word: undefined }] = fits;
  if (word === undefined) return undefined;
  return { much: isOwn(word, more.length) ? 'own' : 'part', how };
}

/** Beside a word that fits like this, what is only heard alike says something too. */
const SURE: ReadonlySet<WordFit> = new Set(['same', 'spelling']);

/** Whether one word alone points to somebody. */
function isOwn({ written, read, isLatin }: NameWord, words: number): boolean {
  if ([written, ...read].some((one) => isGivenName(one) || isOrdinary(one))) return false;
  return words === 1 ? [...written].length >= (isLatin ? 5 : 3) : written.length >= LONG;
}

function loosest(fits: readonly WordFit[]): WordFit {
  return WORD_FITS.findLast((one) => fits.includes(one)) ?? 'same';
}
