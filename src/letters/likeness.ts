import { fold } from './fold.ts';
import { compareNames, takeApart } from './name-fit.ts';
import { nameParts, possibleNames } from './names.ts';
import { isGivenName, otherFormsOf } from './nicknames.ts';
import { isOrdinary } from './ordinary.ts';
import { bonesOf, isLatin, leavesVowelsOut, romanised } from './romanise.ts';
import { type Sameness, samenessOf } from './same-name.ts';
import { areOneInSlavicLanguages, areOneSlavicName } from './slavic.ts';
import { isSlipOf } from './slip.ts';
import { soundAlike } from './sound.ts';

/** What speaks for a typed name being somebody's, and what against it. */
export interface Likeness {
  /** One of the names by which they are known: the one that fits best. */
  readonly name: string;
  readonly alike: Sameness;
  /** What was typed and fits, as it was typed, and whether only in another spelling, script or form. */
  readonly fits: readonly { readonly typed: string; readonly otherwise: boolean }[];
  /** What was typed and fits nothing of that name. */
  readonly differs: readonly string[];
  /** What was typed, and nothing is noted with which it could be compared: “Weiss”, of somebody known as Jonny alone. */
  readonly notNoted: readonly string[];
}

type Fitting = Omit<Likeness, 'notNoted'>;

/** How a name that somebody is known by was told. */
export interface Known {
  readonly names: readonly string[];
  readonly descriptions: readonly string[];
}

const GRADES: readonly Sameness[] = ['exact', 'near', 'part'];
/** Letters of the shortest word that is compared by its sound. */
const SHORTEST_SOUND = 4;
/** Consonants of the shortest word that is compared by them alone, and letters of one that says enough by itself. */
const SHORTEST_BONES = 2;
const SHORTEST_STRONG = 4;
/** What no ordinary word looks like: with an at sign before it, or with a digit or an underscore in it. */
const HANDLE =
  /@[\p{L}\p{N}][\p{L}\p{N}._-]+|(?<![\p{L}\p{N}@._-])(?=[\p{L}.-]*[\p{N}_])[\p{L}\p{N}][\p{L}\p{N}._-]{2,}/gu;

/**
 * How alike a typed name is to what somebody is known by, for finding everything that must be acted on. One strong part is
 * enough, however much else was typed: a family name in any script and spelling, a handle, a word of a name that is no
 * common first name. Two different first names alone, and a shared one beside two different family names, are nobody.
 */
export function likenessTo(typed: string, { names, descriptions }: Known): Likeness | undefined {
  const called = [...names, ...descriptions.flatMap(possibleNames)];
  const all = [
    ...called.flatMap((name) => byName(typed, name) ?? []),
    ...[...names, ...descriptions].flatMap((text) => byHandle(typed, text) ?? []),
  ];
  const [best] = all.sort(
    (a, b) => GRADES.indexOf(a.alike) - GRADES.indexOf(b.alike) || fitting(b) - fitting(a),
  );
  if (best === undefined) return undefined;
  const isAll = !hasMore(typed, [best.name, ...names]);
  return { ...best, differs: isAll ? [] : best.differs, notNoted: isAll ? best.differs : [] };
}

/** Whether some word of these names fits nothing that was typed. */
function hasMore(typed: string, names: readonly string[]): boolean {
  const said = wordsOf(typed);
  return names
    .filter((name) => !name.includes('@'))
    .flatMap(wordsOf)
    .some((word) => !said.some((one) => fitOf(one, word) !== undefined || isNearOneForm(one, word)));
}

/** Whether somebody is known, or asked for, by a first name that is no more than this: of a whole name it is one part. */
export function isFirstNameAlone(name: string): boolean {
  const words = wordsOf(name);
  return words.length === 1 && words.every(isGivenName);
}

function fitting({ fits, differs }: Fitting): number {
  return fits.length - differs.length;
}

function byName(typed: string, name: string): Fitting | undefined {
  const said = wordsOf(typed);
  const known = wordsOf(name);
  const isAlone = said.length === 1 || known.length === 1;
  const pairs = said.flatMap((word) =>
    known.flatMap((one) => {
      const fit = fitOf(word, one) ?? (isAlone && isNearOneForm(word, one) ? 'otherwise' : undefined);
      return fit === undefined ? [] : [{ word, one, fit }];
    }),
  );
  const fits = said.flatMap((typed) => {
    const all = pairs.filter(({ word }) => word === typed);
    return all.length === 0 ? [] : [{ typed, otherwise: !all.some(({ fit }) => fit === 'same') }];
  });
  const differs = said.filter((word) => !fits.some((one) => one.typed === word));
  const same = samenessOf(typed, name);
  if (same !== undefined) return { name, alike: same, fits, differs };
  if (isOneWrittenTogether(said, known) || (isOneName(typed, name) && said.length <= known.length)) {
    return { name, alike: 'near', fits: said.map((word) => asTyped(word, fits)), differs: [] };
  }
  if (isOneName(typed, name)) return { name, alike: 'near', fits, differs };
  if (areOneInTwoLanguages(said, known))
    return { name, alike: 'near', fits: said.map((word) => asTyped(word, fits)), differs: [] };
  if (fits.length === 0) return undefined;
  const fitting = Math.min(fits.length, new Set(pairs.map(({ one }) => one)).size);
  const isWhole = fitting > 1 && fitting >= Math.min(said.length, known.length);
  if (isWhole) return { name, alike: 'near', fits, differs };
  const isFamilyName = pairs.some((pair) => isOfTheFamily(pair, said, known));
  return isAlone || isFamilyName || pairs.some(isStrong) ? { name, alike: 'part', fits, differs } : undefined;
}

/**
 * Whether what fits is a family name, be it an English word or a first name of others as well: it closes both names, or one of them where
 * it is nobody's first name (“Young, Peter”).
 */
function isOfTheFamily({ word, one }: Pair, said: readonly string[], known: readonly string[]): boolean {
  const closes = [word === said.at(-1), one === known.at(-1)];
  return closes.every(Boolean) || (closes.some(Boolean) && ![word, one].some(isGivenName));
}

/** What somebody is called of whom no more than a first name fits, as many share it: by itself that says nothing. */
export function sharesFirstName(typed: string, { names }: Known): string | undefined {
  return names.find((name) => {
    const known = wordsOf(name);
    return (
      known.length > 1 &&
      wordsOf(typed).some((word) => known.some((one) => fitOf(word, one) !== undefined)) &&
      byName(typed, name) === undefined
    );
  });
}

interface Pair {
  readonly word: string;
  readonly one: string;
}

function asTyped(word: string, fits: Likeness['fits']): Likeness['fits'][number] {
  return fits.find((one) => one.typed === word) ?? { typed: word, otherwise: true };
}

/**
 * Whether two Slavic names are one in two languages, word by word in their order: where one word fits, what differs in the others may be
 * the vowels and what the one language says as g and the other as h (Podgornaya, Pidhirna).
 */
function areOneInTwoLanguages(said: readonly string[], known: readonly string[]): boolean {
  return [said, [...said].reverse()].some(
    (row) =>
      row.length > 1 &&
      row.length === known.length &&
      row.some((word, at) => fitOf(word, known[at] ?? '') !== undefined) &&
      row.every((word, at) => {
        const one = known[at] ?? '';
        return fitOf(word, one) !== undefined || areOneInSlavicLanguages(word, one);
      }),
  );
}

/** Whether all of the shorter name is in the longer one, however each of its words is written. */
function isOneName(typed: string, name: string): boolean {
  const fit = compareNames(takeApart(typed), takeApart(name));
  return fit !== undefined && fit !== 'apart' && (fit.much === 'whole' || fit.much === 'initials');
}

/** Whether one part of a name, as the one and the other has it, says more than that two people have the same first name. */
function isStrong({ word, one }: Pair): boolean {
  const both = [word, one];
  const areLongEnough = both.every((part) => !leavesVowelsOut(part) || [...part].length >= SHORTEST_STRONG);
  return areLongEnough && !both.some(isGivenName) && !both.every(isOrdinary);
}

/** The words of a name that can stand for somebody; of one that has none such, all. */
function wordsOf(name: string): readonly string[] {
  const { all, telling } = nameParts(name);
  return telling.length > 0 ? telling : all;
}

function fitOf(typed: string, known: string): 'same' | 'otherwise' | undefined {
  if (typed === known) return 'same';
  const [ones, others] = [inLatin(typed), inLatin(known)];
  const isOtherwise =
    ones.some((one) => others.some((other) => isOneWord(one, other))) || haveSameBones(typed, known);
  return isOtherwise ? 'otherwise' : undefined;
}

function inLatin(word: string): readonly string[] {
  return isLatin(word) ? [word] : romanised(word);
}

function isOneWord(one: string, other: string): boolean {
  return (
    one === other ||
    isSlipOf(one, other) ||
    isSlipOf(other, one) ||
    otherFormsOf(one).has(other) ||
    areOneSlavicName(one, other) ||
    (Math.min(one.length, other.length) >= SHORTEST_SOUND && soundAlike(one, other))
  );
}

/** Letters of the shortest form of a first name, and of what was typed for it, that are found by a slip as well. */
const SHORTEST_FORM = 5;

/** Whether the one is nearly spelled as another form of the other: “Jonatan” for somebody who is known as Jonny. */
function isNearOneForm(typed: string, known: string): boolean {
  const isNear = (word: string, of: string): boolean =>
    word.length >= SHORTEST_FORM &&
    [...otherFormsOf(of)].some((form) => form.length >= SHORTEST_FORM && isOneWord(word, form));
  const [ones, others] = [inLatin(typed), inLatin(known)];
  return ones.some((one) => others.some((other) => isNear(one, other) || isNear(other, one)));
}

/** Whether the one is the other in a script that leaves no gap between the parts of a name. */
function isOneWrittenTogether(said: readonly string[], known: readonly string[]): boolean {
  return [
    [said, known],
    [known, said],
  ].some(([one = [], other = []]) => {
    const forms = one.length === 1 ? romanised(one[0] ?? '') : [];
    return [other, [...other].reverse()].some((row) => forms.includes(row.join('')));
  });
}

/** Where a script leaves the vowels out, the consonants are what two spellings share. */
function haveSameBones(one: string, other: string): boolean {
  if (!leavesVowelsOut(one) && !leavesVowelsOut(other)) return false;
  const others = bonesOf(other).map(singled);
  return bonesOf(one)
    .map(singled)
    .some((bones) => bones.length >= SHORTEST_BONES && others.includes(bones));
}

function singled(consonants: string): string {
  return consonants.replace(/(.)\1+/g, '$1');
}

/** A handle that stands among the names, or anywhere in what was said of them. */
function byHandle(typed: string, text: string): Fitting | undefined {
  const handle = bare(typed);
  if (handle === '' || /\s/.test(handle)) return undefined;
  const found = [...text.matchAll(HANDLE)].map(([one]) => one).find((one) => bare(one) === handle);
  if (found === undefined) return undefined;
  return { name: found, alike: 'exact', fits: [{ typed: typed.trim(), otherwise: false }], differs: [] };
}

function bare(handle: string): string {
  return fold(handle)
    .trim()
    .replace(/^@/, '')
    .replace(/[._-]+$/, '');
}
