import { areOneFamily } from './east-asian.ts';
import { spellings } from './fold.ts';
import { isGivenName, otherFormsOf } from './nicknames.ts';
import { bonesOf, isLatin, leavesVowelsOut, romanised } from './romanise.ts';
import { isReadAs, isSemitic } from './semitic.ts';
import { areOneSlavicName, slavicTraces } from './slavic.ts';
import { isSwap, slipsBetween } from './slip.ts';
import { consonantsOf, soundAlike, soundOf } from './sound.ts';

/** How a word of one name is a word of another, from the surest on. */
export const WORD_FITS = ['same', 'spelling', 'script', 'short', 'heard', 'initial'] as const;
export type WordFit = (typeof WORD_FITS)[number];

/** A word of a name, and every way in which it is read in Latin letters, folded. */
export interface NameWord {
  /** As it stands in the name, folded. */
  readonly written: string;
  readonly read: readonly string[];
  /** Whether its script tells not all of its vowels. */
  readonly isVowelless: boolean;
  readonly isLatin: boolean;
  /** Whether several words were put together: such a one is another as it is read, and in no looser way. */
  readonly isJoined: boolean;
}

/** Letters of the shortest word of which a slip of the hand is another word sooner than a slip. */
const SHORTEST_SLIP = 7;
const SHORTEST_SOUND = 4;
const SHORTEST_HEARD = 3;
/** Consonants by which alone two words are compared. */
const SHORTEST_BONES = 2;

/** A folded word of a name; of one in Latin letters also with its umlauts written out. */
export function nameWord(written: string, asTyped = written, isJoined = false): NameWord {
  const latin = isLatin(written);
  return {
    written,
    read: latin ? [...new Set([written, ...spellings(asTyped)])] : romanised(written),
    isVowelless: leavesVowelsOut(written),
    isLatin: latin,
    isJoined,
  };
}

/** Whether and how two words can be one; undefined where they are two. */
export function fitOfWords(one: NameWord, other: NameWord): WordFit | undefined {
  if (one.written === other.written) return 'same';
  if (isLetter(one) || isLetter(other))
    return isInitial(one, other) || isInitial(other, one) ? 'initial' : undefined;
  const acrossScripts = !one.isLatin || !other.isLatin;
  if (one.read.some((read) => other.read.includes(read))) return acrossScripts ? 'script' : 'spelling';
  const pairs = one.read.flatMap((a) => other.read.map((b) => [a, b] as const));
  if (one.isJoined || other.isJoined)
    return !acrossScripts && pairs.some(([a, b]) => a.length >= SHORTEST_SOUND && soundOf(a) === soundOf(b))
      ? 'spelling'
      : undefined;
  if (isSemitic(one.written) || isSemitic(other.written))
    return isReadFrom(one, other) || isReadFrom(other, one) ? 'script' : undefined;
  if (areTwoNames(one, other)) return undefined;
  if (pairs.some(([a, b]) => isSpelling(a, b) || areOneFamily(a, b)))
    return acrossScripts ? 'script' : 'spelling';
  if (pairs.some(([a, b]) => isShortOf(a, b) || isShortOf(b, a))) return 'short';
  if (!acrossScripts && pairs.some(([a, b]) => mayBeHeardAs(a, b))) return 'heard';
  const isHeard = acrossScripts && ![one, other].some(({ written }) => HAN.test(written));
  if (isHeard && pairs.some(([a, b]) => isHeardAlike(a, b))) return 'script';
  return (one.isVowelless || other.isVowelless) && haveSameBones(one, other) ? 'script' : undefined;
}

const HAN = /\p{Script=Han}/u;
const SYLLABLES = /[\p{Script=Han}\p{Script=Hangul}]/u;

/** Whether it is no more than the first letter of a name. */
function isLetter({ written }: NameWord): boolean {
  return [...written].length === 1 && !SYLLABLES.test(written);
}

function isInitial(one: NameWord, other: NameWord): boolean {
  const letters = one.isLatin ? [one.written] : one.read.map((read) => read.slice(0, 1));
  return isLetter(one) && other.read.some((read) => letters.some((letter) => read.startsWith(letter)));
}

function isReadFrom(one: NameWord, other: NameWord): boolean {
  return other.read.some((read) => isReadAs(one.written, read));
}

/** Whether the one is what somebody of the other name is called, however the other is spelled. */
function isShortOf(a: string, b: string): boolean {
  if (isOtherGender(a, b)) return false;
  const forms = otherFormsOf(b);
  return forms.has(a) || (!isGivenName(a) && [...forms].some((form) => soundOf(form) === soundOf(a)));
}

/** Whether both are first names that people tell apart: Marina and Martina, Alexander and Alexandra. */
function areTwoNames(one: NameWord, other: NameWord): boolean {
  const [a, b] = [one.read.filter(isGivenName), other.read.filter(isGivenName)];
  return (
    a.length > 0 &&
    b.length > 0 &&
    !a.some((name) => b.some((known) => name === known || otherFormsOf(name).has(known)))
  );
}

/** The same word, written by another hand or by ear. */
function isSpelling(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  if (shorter < SHORTEST_SOUND) return false;
  if (areOneSlavicName(a, b)) return true;
  if (isOtherGender(a, b)) return false;
  if (soundOf(a) === soundOf(b)) return true;
  const slips = slipsBetween(a, b);
  if (isSwap(a, b)) return true;
  const isHeard = consonantsOf(a) === consonantsOf(b) && a[0] === b[0];
  if (shorter >= SHORTEST_SLIP) return slips <= (isHeard ? 2 : 1);
  // A vowel more or less is a slip; one in place of another, or a consonant, is another name.
  return slips === 1 && a.length !== b.length && isHeard;
}

/** Endings by which a name tells a man from a woman. Of family names they are one name. */
const ENDINGS = /(?:e|a|o|i|us|ia|ie|le|ne|elle|ine)?$/;

function isOtherGender(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.slice(0, -1) === long.slice(0, -1)) return /[aoe]/.test(short.slice(-1) + long.slice(-1));
  return long.startsWith(short) && ENDINGS.exec(long.slice(short.length))?.[0] === long.slice(short.length);
}

/** What sounds the same in one language or another, or is one letter short, says something only beside a word that is the same. */
function mayBeHeardAs(a: string, b: string): boolean {
  if (isOtherGender(a, b)) return false;
  return (Math.min(a.length, b.length) >= SHORTEST_HEARD && soundAlike(a, b)) || isOneLetterShort(a, b);
}

/** Letters of the shortest word of which another with a letter more may be the same: Chen and Cheng are two, Wood and Woods may be one. */
const SHORTEST_SHORT = 5;

/** Brand and Brandt: whoever heard it, or types it in a hurry, leaves a letter out. */
function isOneLetterShort(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return (
    (short.length >= SHORTEST_SHORT || (short.length === SHORTEST_SHORT - 1 && /[st]$/.test(long))) &&
    long.length === short.length + 1 &&
    short[0] === long[0] &&
    ![short, long].some(isGivenName) &&
    slipsBetween(short, long) === 1
  );
}

/** Letters from which on a sound may be off by one. */
const LONG_SOUND = 6;

/** What is written in another script is written by ear. */
function isHeardAlike(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < SHORTEST_SOUND || isOtherGender(a, b)) return false;
  return [
    [a, b],
    // A German z is heard as ts.
    [a.replace(/^z/, 'ts'), b],
    [a, b.replace(/^z/, 'ts')],
  ].some(([written = '', heard = '']) => {
    const [one, other] = [soundOf(written), soundOf(heard)];
    if (one === other) return true;
    const shorter = Math.min(one.length, other.length);
    const isClose = shorter >= LONG_SOUND && slipsBetween(one, other) <= Math.floor(shorter / 3);
    return (isClose || haveAsManySyllables(one, other)) && consonantsOf(written) === consonantsOf(heard);
  });
}

function haveAsManySyllables(one: string, other: string): boolean {
  const vowels = (sound: string): number => sound.match(/[aeiou]+/g)?.length ?? 0;
  return vowels(one) === vowels(other);
}

function haveSameBones(one: NameWord, other: NameWord): boolean {
  if (beginsWithVowel(one) !== beginsWithVowel(other)) return false;
  const others = bonesOf(other.written).map(singled);
  return bonesOf(one.written)
    .map(singled)
    .some((bones) => bones.length >= SHORTEST_BONES && others.includes(bones));
}

function beginsWithVowel({ read }: NameWord): boolean {
  return read.some((one) => /^[aeiou]/.test(one));
}

function singled(consonants: string): string {
  return consonants.replace(/(.)\1+/g, '$1');
}

/** Letters that one hand writes for another, by what they are counted as. */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/[bfpvw]/g, 'v'],
  [/[cgkqjsxz]/g, 's'],
  [/[dt]/g, 't'],
  [/[mn]/g, 'n'],
  [/[^vstlnr]/g, ''],
  [/ts/g, 's'],
  [/(.)\1+/g, '$1'],
];

const ROUGHLY = new Map<string, string>();
const MOST_KEPT = 20_000;

/** First names come back, each with all its forms. */
function roughSoundOf(word: string): string {
  const before = ROUGHLY.get(word);
  if (before !== undefined) return before;
  const sound = ALIKE.reduce((left, [letters, as]) => left.replace(letters, as), consonantsOf(word));
  const own = sound.length > 1 ? sound : word;
  if (ROUGHLY.size >= MOST_KEPT) ROUGHLY.clear();
  ROUGHLY.set(word, own);
  return own;
}

/**
 * How a word sounds without its vowels, roughly, and what else somebody of that name is called: two words that fit share one of
 * these. Of a word with one consonant, the word.
 */
export function soundsOf({ read }: NameWord): readonly string[] {
  const all = read.flatMap((one) => [one, ...otherFormsOf(one)]);
  return [...new Set([...all.map(roughSoundOf), ...read.flatMap(slavicTraces)])];
}
