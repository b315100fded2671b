import { fold } from './fold.ts';
import { namesIn } from './hint-hits.ts';
import { CALENDAR_WORDS, isOrdinary, STOP_WORDS, TOOL_WORDS } from './ordinary.ts';
import { isForm, type Page, rowOf, rowsIn, type Span } from './page.ts';
import { type Word, words } from './words.ts';

const NOUN =
  /^(?:rooms?|hall|halle|saal|raum|zimmer|booth|stand|table|tisch|floor|suite|lobby|bar|hotel|hostel|salon|lounge|auditorium|theat(?:re|er)|stage|track|building|wing|level|gate|corridor|hallway|hall|row|seat|tent|pavilion|foyer|caf[e]|cafeteria|restaurant|pub|club|staircase|stairs|elevator|lift|terrace|garden|park|street|square|station|platform|entrance|exit|door|counter|desk|kitchen|toilets?|bathroom|restroom|channel|court|tower|house|inn|plaza|centre|center|library|gallery|chapel|arena|deck)$/;
/** Beside a place they say which kind it is, not which one. */
const VAGUE =
  /^(?:main|other|same|next|nearby|near|whole|open|front|back|small|large|big|little|first|last|conference|event|talk|workshop|meeting|sponsor|sponsors|crowded|quiet|private|public|community|staff|information|registration|info|safe|local|official|no|number|nr|empty|full|new|old|right|left|top|bottom|way|side|people|time|video|social)$/;

/** Whether a folded word is that of a place which can be anywhere. */
export function isPlaceNoun(word: string): boolean {
  return NOUN.test(word);
}

/** A place that a text points out: which one it is, in folded words. */
interface Place extends Span {
  readonly noun: string;
  /** "214" of "room 2.14", "b" of "Hall B", "blue" of "the blue booth". */
  readonly which: string;
}

/**
 * Where the places of a source stand in a text: a place noun with its number or name in either order, and a capitalised
 * word inside a sentence that is not a common one.
 */
export function placeHits(page: Page, source: string): readonly Span[] {
  const wanted = placesIn(source, words(source));
  const here = placesIn(page.text, page.words);
  const names = namesIn(source);
  const doors = wanted.flatMap(
    ({ which, start, end }) => doorNumber(source.slice(start, end)) ?? (isDoor(which) ? [which] : []),
  );
  return [
    ...here.filter((one) => wanted.some((other) => isSamePlace(one, other))),
    ...wanted
      .filter(({ which }) => /^\p{L}{3,}/u.test(which))
      .flatMap(({ which, noun }) => [
        ...rowsIn(page.words, [which, noun]),
        ...rowsIn(page.words, [noun, which]),
      ]),
    ...page.readings.filter(({ folded }) => [...names].some((name) => isForm(folded, name))),
    ...phrasesIn(source).flatMap((row) => rowsIn(page.words, row)),
    ...doors.flatMap((door) => standsIn(page, door)),
  ];
}

/** Where a place with its number or letter, as somebody's account has it, stands in a text: it tells where they sat or stood. */
export function numberedPlaceHits(page: Page, source: string): readonly Span[] {
  const wanted = placesIn(source, words(source)).filter(
    ({ which }) => /\d/.test(which) || which.length === 1,
  );
  if (wanted.length === 0) return [];
  return placesIn(page.text, page.words).filter((one) => wanted.some((other) => isSamePlace(one, other)));
}

/** Between commas, a few words with a place noun among them: "main hall", "by the front door". */
function phrasesIn(source: string): readonly (readonly string[])[] {
  return source
    .split(/[,;.()\r\n]|\s[-–—]\s/)
    .map((part) =>
      rowOf(part.replace(/^\s*(?:(?:in|at|on|by|near|outside|inside|behind|the|a|an|our)\s+)+/i, '')),
    )
    .filter((row) => row.length > 1 && row.length <= 4 && row.some((word) => NOUN.test(word)));
}

function isSamePlace(one: Place, other: Place): boolean {
  if (one.which !== other.which) return false;
  return one.noun === other.noun || (/\d/.test(one.which) && one.which.length > 1);
}

function placesIn(text: string, all: readonly Word[]): readonly Place[] {
  return all.flatMap((word, index) => {
    const noun = word.folded;
    if (!NOUN.test(noun)) return [];
    const after = numberAfter(text, word, all[index + 1], all[index + 2]);
    const before = all[index - 1];
    const isTight = before && /^[\s*_"“”«»-]{1,4}$/.test(text.slice(before.end, word.start));
    return [
      ...(after ? [{ noun, which: after.which, start: word.start, end: after.end }] : []),
      ...(before && isTight && saysWhich(before.folded)
        ? [{ noun, which: before.folded, start: before.start, end: word.end }]
        : []),
    ];
  });
}

/** "2.14", "B", "17a" or "Adlon" behind a place noun, "no." left out. */
function numberAfter(
  text: string,
  noun: Word,
  next: Word | undefined,
  second: Word | undefined,
): { readonly which: string; readonly end: number } | undefined {
  const isFiller = next && /^(?:no|number|nr|num)$/.test(next.folded);
  const from = isFiller ? next.end : noun.end;
  const gap = /^[.:]?[\s#*_"“„«]{1,4}/u.exec(text.slice(from, from + 8))?.[0];
  if (gap === undefined) return undefined;
  const at = from + gap.length;
  const number = /^(?:\p{L}{0,2}[.-]?\d{1,4}(?:[./-]?[\p{L}\d]{1,4}){0,3}|\p{Lu})(?![\p{L}\p{N}])/u.exec(
    text.slice(at, at + 24),
  )?.[0];
  if (number !== undefined && !/^[IA]\s/.test(text.slice(at, at + 2)))
    return { which: fold(number).replace(/[^\p{L}\p{N}]+/gu, ''), end: at + number.length };
  const name = isFiller ? second : next;
  if (!name || name.start !== at || !/^\p{Lu}/u.test(text.slice(name.start, name.end))) return undefined;
  return saysWhich(name.folded) && !NOUN.test(name.folded)
    ? { which: name.folded, end: name.end }
    : undefined;
}

function saysWhich(word: string): boolean {
  return (
    word.length > 1 &&
    !STOP_WORDS.has(word) &&
    !VAGUE.test(word) &&
    !NOUN.test(word) &&
    !CALENDAR_WORDS.has(word) &&
    !TOOL_WORDS.has(word) &&
    !(/ing$|ed$/.test(word) && isOrdinary(word))
  );
}

/** A number that can only be that of a door: with a dot inside, or a letter and digits. */
function doorNumber(written: string): readonly string[] | undefined {
  const found = /(?<![\p{L}\p{N}])(?:\d{1,2}[.-]\d{2,3}|\p{Lu}[.-]?\d{2,4})(?![\p{L}\p{N}])/u.exec(
    written,
  )?.[0];
  return found === undefined ? undefined : [found];
}

function isDoor(which: string): boolean {
  return /^\p{L}\d{2,4}$/u.test(which);
}

function standsIn(page: Page, door: string): readonly Span[] {
  const found: Span[] = [];
  const [text, wanted] = [page.text.toLowerCase(), door.toLowerCase()];
  if (text.length !== page.text.length) return [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    const end = at + wanted.length;
    if (
      !/[\p{L}\p{N}.]$/u.test(text.slice(Math.max(0, at - 2), at)) &&
      !/^(?:[\p{L}\p{N}]|[.,]\d|\s?(?:%|pm|am))/u.test(text.slice(end, end + 3))
    )
      found.push({ start: at, end });
  }
  return found;
}
