import { partsOf, writingsOf } from './east-asian.ts';
import { fold, spellings } from './fold.ts';
import { nameParts } from './names.ts';
import { otherFormsOf } from './nicknames.ts';
import { bonesOf, isLatin, leavesVowelsOut, romanised } from './romanise.ts';
import { consonantsOf, soundOf } from './sound.ts';

/** In which forms somebody's names can stand in a text, all of them folded. */
export interface NamePatterns {
  /** What may stand for the person alone. */
  readonly parts: ReadonlySet<string>;
  /** Small words that only a capital or a title makes a name: the "Do" of Do Van Hung. */
  readonly small: ReadonlySet<string>;
  /** Several parts run together. */
  readonly wholes: ReadonlySet<string>;
  /** Short and pet forms, and the same first name in other languages. */
  readonly others: ReadonlySet<string>;
  /** The first letters of several parts, run together. */
  readonly initials: ReadonlySet<string>;
  /** The first letters of what somebody may be called behind a title. */
  readonly letters: ReadonlySet<string>;
  /** The lengths of parts by their first letter, for parts of which only that is left. */
  readonly lengths: ReadonlySet<string>;
  /** How the parts sound; and their consonants alone, for what stands behind a title. */
  readonly sounds: ReadonlySet<string>;
  readonly consonants: ReadonlySet<string>;
  /** Consonants by which a name is the same in a script that leaves vowels out. */
  readonly bones: ReadonlySet<string>;
  /** Whether those are of a script that leaves vowels out, so that they are looked for in Latin letters. */
  readonly isVowelless: boolean;
  /** In scripts without gaps between words. */
  readonly rows: ReadonlySet<string>;
  /** Family names of one letter there: they stand for somebody beside a title. */
  readonly families: ReadonlySet<string>;
}

type Growing = {
  readonly [K in keyof NamePatterns]: NamePatterns[K] extends ReadonlySet<string> ? Set<string> : boolean;
};

const EAST_ASIAN = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々]{2,6}$/u;
const NO_GAPS =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{M}]{2,}$/u;
const MADE = new WeakMap<readonly string[], NamePatterns>();

/** The forms of somebody's names; the same list is looked at once. */
export function patternsOf(names: readonly string[]): NamePatterns {
  const made = MADE.get(names) ?? grown(names);
  MADE.set(names, made);
  return made;
}

function grown(names: readonly string[]): NamePatterns {
  const sets = Object.fromEntries(
    [
      'parts',
      'small',
      'wholes',
      'others',
      'initials',
      'letters',
      'lengths',
      'sounds',
      'consonants',
      'bones',
      'rows',
      'families',
    ].map((key) => [key, new Set<string>()]),
  ) as unknown as Growing;
  const into: Growing = { ...sets, isVowelless: names.some(leavesVowelsOut) };
  for (const name of names) {
    for (const spelling of spellings(name)) addName(into, spelling);
    addSmall(into, name);
    addInitials(into, name);
  }
  for (const part of [...into.parts]) addSounds(into, part);
  return into;
}

function addName(into: Growing, name: string): void {
  const { all, telling } = nameParts(name);
  addParts(into, all, telling);
  const latin = all.map((word) => [word, ...romanised(word)].at(isLatin(word) ? 0 : 1) ?? word);
  if (latin.some((word, index) => word !== all[index])) {
    const counted = telling.flatMap((word) =>
      romanised(word).filter((one) => one.length > 1 && !leavesVowelsOut(word)),
    );
    addParts(into, latin, counted);
  }
  const whole = all.join('');
  if (NO_GAPS.test(whole)) into.rows.add(whole);
  for (const word of telling) if (NO_GAPS.test(word)) into.rows.add(word);
  for (const word of [...all, whole]) if (EAST_ASIAN.test(word)) addEastAsian(into, word);
  for (const word of telling) for (const written of writingsOf(word)) into.rows.add(written);
}

function addParts(into: Growing, all: readonly string[], telling: readonly string[]): void {
  const [first, last] = [telling[0], telling.at(-1)];
  for (const part of telling) into.parts.add(part);
  for (const part of telling) for (const other of otherFormsOf(part)) into.others.add(other);
  if (all.length < 2) return;
  into.wholes.add(all.join('')).add([...all].reverse().join(''));
  for (let from = 1; from < all.length - 1; from += 1) into.wholes.add(all.slice(from).join(''));
  for (const other of otherFormsOf(all.slice(0, 2).join(''))) into.others.add(other);
  if (!first || !last || first === last) return;
  into.wholes.add(first + last).add(last + first);
  for (const joined of [first.charAt(0) + last, last + first.charAt(0), first + last.charAt(0)])
    if (joined.length > 4) into.wholes.add(joined);
}

/** The family name of an East Asian name stands first, and is called with a title; the given name alone is one, too. */
function addEastAsian(into: Growing, name: string): void {
  const { family = '', given = '' } = partsOf(name) ?? {};
  for (const row of [name, given, family]) if ([...row].length > 1) into.rows.add(row);
  if ([...family].length === 1) into.families.add(family);
  const [families, givens] = [family, given].map((one) => (one === '' ? [] : romanised(`${one}`)));
  for (const one of [...(families ?? []), ...(givens ?? [])]) if (one.length > 1) into.parts.add(one);
  for (const one of families ?? [])
    for (const other of givens ?? []) into.wholes.add(one + other).add(other + one);
}

function addSmall(into: Growing, name: string): void {
  const words = name.split(/[\s,;()/"“”-]+/u).filter((word) => /^\p{Lu}/u.test(word));
  const { telling } = nameParts(name);
  for (const word of [words[0], words.at(-1)]) {
    const bare = fold(word ?? '').replace(/[^\p{L}]+/gu, '');
    if (words.length > 1 && [...bare].length > 1 && !telling.includes(bare)) into.small.add(bare);
  }
}

function addInitials(into: Growing, name: string): void {
  const { all, telling } = nameParts(name);
  const first = (words: readonly string[]): string => words.map((word) => [...word][0] ?? '').join('');
  for (const part of telling) {
    into.letters.add([...part][0] ?? '');
    into.lengths.add(`${[...part][0]}${[...part].length}`);
  }
  for (const group of name.split(/\s+/).filter((one) => /\p{L}-\p{L}/u.test(one)))
    into.initials.add(first(nameParts(group).all));
  if (all.length < 2) return;
  into.initials.add(first(all));
  into.initials.add(first([all[0] ?? '', all.at(-1) ?? '']));
}

function addSounds(into: Growing, part: string): void {
  const sound = isLatin(part) ? soundOf(part) : '';
  if (sound.length > 2 && part.length > 3) into.sounds.add(sound);
  if (isLatin(part) && consonantsOf(part).length > 1) into.consonants.add(consonantsOf(part));
  for (const bones of bonesOf(part)) if (bones.length > 1) into.bones.add(bones);
}
