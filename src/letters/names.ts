import { fold, spellings } from './fold.ts';
import { isOrdinary, LETTER_WORDS, STOP_WORDS } from './ordinary.ts';
import { isSlipOf } from './slip.ts';

/** How sure it is that two names are one person's; see `isSameName`. */
export type Sameness = 'exact' | 'near' | 'part';

const TITLES = /^(?:dr|prof|professor|mr|mrs|ms|miss|mx|sir|dame|herr|frau|dipl|ing|phd|md|jr|sr|ii|iii|st)$/;
const PARTICLES =
  /^(?:van|von|vom|zu|zum|zur|der|den|des|de|del|della|di|da|do|dos|das|du|la|le|les|el|al|bin|ibn|bint|ter|ten|te|af|av|y|e|the|of|o|d|l)$/;
const EMAIL = /[^\s<>()[\],;:"]{1,64}@[^\s<>()[\],;:"]{1,255}/gu;

/** Whether a folded word is a title, or what stands behind a name: it stands for nobody. */
export function isTitle(word: string): boolean {
  return TITLES.test(word);
}

/** Whether a folded word is a small one that stands within names ("van", "al"). */
export function isParticle(word: string): boolean {
  return PARTICLES.test(word);
}

/** The parts of one name that count. */
export interface NameParts {
  /** Every word of it in its order, folded, with particles, without titles and marks. */
  readonly all: readonly string[];
  /** Those that may stand for the person alone: neither particle nor initial. Of `Jean-Luc` both halves and the whole. */
  readonly telling: readonly string[];
}

/** Takes a name apart. A title, a particle ("van", "al") and an initial never stand for somebody. */
export function nameParts(name: string): NameParts {
  const groups = name
    .replace(EMAIL, ' ')
    .split(/[\s,;()/"“”]+/u)
    .map((group) =>
      fold(group)
        .split(/[^\p{L}\p{M}\p{N}]+/u)
        .filter(Boolean),
    )
    .filter((group) => group.length > 0 && !TITLES.test(group.join('')));
  const telling = groups.flatMap((group) => (group.length > 1 ? [...group, group.join('')] : group));
  return {
    all: groups.flat(),
    telling: [...new Set(telling)].filter((part) => [...part].length > 1 && !PARTICLES.test(part)),
  };
}

/**
 * Whether two names may be one person's, for finding everything that must be acted on (DESIGN 1, "Sanctions are live
 * obligations"). Tolerant, since a missed ban costs more than a second look:
 *
 * - `exact`: the same words in any order, whatever accents, case, marks, titles and particles; or one e-mail address.
 * - `near`: the same but for slips of the hand, initials for some of the words, or a middle name more.
 * - `part`: only one of the names, or initials only, and that fits.
 *
 * Undefined where they differ: one shared surname beside two different first names is two persons.
 */
export function isSameName(a: string, b: string): Sameness | undefined {
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
      const whole = counting(a).length > counting(b).length ? a : b;
      return fewer.length === 1 && isPartOf(word, whole) ? 'part' : undefined;
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
  return [...telling, all.slice(1).join('')].some((part) => part === word || isSlipOf(word, part));
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
  const rest = all.filter((word) => !PARTICLES.test(word));
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

/** Capitalised words in a row, with the small words that stand within names. */
const CAPITALISED =
  /\p{Lu}[\p{L}\p{M}'’.-]*(?:\s+(?:(?:van|von|zu|der|den|de|da|di|do|la|le|el|al|bin|ibn)\s+)*\p{Lu}[\p{L}\p{M}'’.-]*)*/gu;

/**
 * What in a description can be somebody's name: what stands before the first comma, and capitalised words in a row, but
 * not the word alone that every sentence begins with.
 */
export function possibleNames(description: string): readonly string[] {
  const [first = ''] = description.trim().split(/[,;:()/]|\s[-–—]\s/);
  const rows = [...description.trim().matchAll(CAPITALISED)]
    .filter(({ 0: row, index }) => index > 0 || /\s/.test(row))
    .map(([row]) => row);
  return [...new Set([first.trim(), ...rows])].filter((name) => name !== '');
}

/**
 * What in a description is a name: capitalised words in a row, and a beginning that has no common word or is capitalised
 * throughout, as “Will Young” is and “The speaker” is not.
 */
export function namesGivenIn(description: string): readonly string[] {
  const [first = '', ...rows] = possibleNames(description);
  const { all } = nameParts(first);
  const isName = all.length > 0 && all.length <= 4 && (!all.some(isOrdinary) || isCapitalised(first));
  return [...(isName ? [first] : []), ...rows];
}

function isCapitalised(name: string): boolean {
  const written = name.trim().split(/\s+/);
  return (
    written.every((word) => /^\p{Lu}/u.test(word) || PARTICLES.test(fold(word))) &&
    (written.length > 1 ? !ARTICLES.has(fold(written[0] ?? '')) : !NOBODY.has(fold(name)))
  );
}

const ARTICLES = new Set(['the', 'a', 'some', 'somebody', 'someone', 'one', 'his', 'her', 'their']);
const NOBODY: ReadonlySet<string> = new Set([
  ...STOP_WORDS,
  ...LETTER_WORDS,
  'unknown',
  'anonymous',
  'man',
  'woman',
]);
