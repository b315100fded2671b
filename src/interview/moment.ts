import type { ParsedComponents, ParsedResult } from 'chrono-node';
import { parse } from 'chrono-node/en';
import { isDay, isInstant } from '../incident/fields.ts';
import { noSuchDates } from '../letters/no-such-date.ts';
import { isoAt, localIso } from '../text/moment.ts';
import { DAY_PARTS, type DayPart, earliestOf, precisionOf } from '../text/rough.ts';
import { edgeOf } from './end-of.ts';
import { mended } from './near-time.ts';
import { nearWord } from './near-word.ts';
import { type NightTime, nightTime } from './night-time.ts';
import { inWholeWords } from './short-words.ts';
import { dayFirst, hourBy, type LoneHour, loneHour, type SpokenTimes, spokenTimes } from './spoken-time.ts';
import { type DateOrder, type WrittenDate, writtenDate } from './written-date.ts';
import { zonesIn } from './zones.ts';

/** One of several things that a date can mean, and what speaks for it. */
export interface Possible {
  readonly value: string;
  readonly order?: DateOrder;
  /** What tells it from the others beside its day and time: the place of its time zone. */
  readonly place?: string;
}

/** What a date means, or why nobody knows, in a sentence without its words, and everything that it can mean. */
export type MomentRead =
  | { readonly value: string }
  | {
      readonly problem: string;
      readonly either?: readonly Possible[];
      /** What the way in which it is written speaks for. */
      readonly likely?: DateOrder;
    };

export interface MomentOptions {
  /** Whether it lies ahead; else it has been, as most things in a report have. */
  readonly coming?: boolean;
  /** Whether a month with its year will do: “May 2023”. */
  readonly months?: boolean;
}

const ISO_WITH_OFFSET = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const SAYS_PAST = /\b(?:last|past|previous|ago)\b/i;
const SAYS_TODAY = /^(?:this|today|tonight)\b/i;
const WEEKDAY = /\b(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day)?s?\b/i;
const NEXT_WEEKDAY = /^next\s+((?:mon|tue|wed|thu|fri|sat|sun)\w*\b.*)$/is;
/** Words before a date that say nothing of which one it is. */
const LEADING = /^(?:on|at|by|before|(?:up )?(?:until|till|til|to)|through)\s+(?=\S)/i;
const LUNCH =
  /\b(?:(?:at|around|about|before|over|during) )?(?:lunch(?:[- ]?time|[- ]break)?|midday time|noon time)\b/i;
const AT_THIS_MOMENT = /^(?:just|right) now$/i;
const PART = new RegExp(
  `^(.*?)[\\s,]*\\b(?:in the |at )?(?:early |late )?(${DAY_PARTS.filter((part) => part !== 'noon').join('|')}|noontime)$|^(ton)ight$`,
  'i',
);
/** How far beside each other two clocks may be. Milliseconds. */
const CLOCKS_APART = 5 * 60_000;
const HOUR = 3_600_000;
/** How long a day of this year may be ahead and still be taken for that, and not for the one of last year. Milliseconds. */
const SOON = 31 * 24 * HOUR;

/**
 * A moment as people type it ("now", "yesterday 3pm", "this morning", "22:40", an ISO 8601 moment), as ISO 8601 with an
 * offset; where a day or a part of one is all that was said, as that (`text/rough.ts`). What could be a past or a coming
 * day is the past one, unless `coming` is set. Where nobody can tell what is meant, it is not guessed.
 */
export function readMoment(text: string, now: Date, options: MomentOptions = {}): MomentRead {
  return nearly(readAsWritten(text, now, options), text, (one) => readAsWritten(one, now, options), options);
}

/** The same of what is written as it should be: nothing is proposed for what is nearly a time. */
export function readAsWritten(text: string, now: Date, options: MomentOptions = {}): MomentRead {
  const whole = inWholeWords(text.trim());
  const edge = options.coming ? atEdge(whole, now) : undefined;
  if (edge !== undefined) return edge;
  const by = hourBy(whole);
  if (by !== undefined) return atSpoken({ texts: by }, now, options);
  const dotted = dottedAlone(whole, now, options);
  if (dotted !== undefined) return dotted;
  const typed = dayFirst(whole.replace(LUNCH, 'noontime'))
    .replace(LEADING, '')
    .replace(AT_THIS_MOMENT, 'now');
  return withDots(typed, (one) => momentIn(one, now, options));
}

const DOTTED_ALONE = /^(?:at |by |before )?(\d{1,2})\.([0-5]\d)$/i;

/** Two numbers and a full stop alone: a time, unless there is such a day as well. */
function dottedAlone(typed: string, now: Date, options: MomentOptions): MomentRead | undefined {
  const [, hour = '', minute = ''] = DOTTED_ALONE.exec(typed) ?? [];
  if (hour === '' || Number(hour) > 23) return undefined;
  const time = readAsWritten(`${hour}:${minute}`, now, options);
  const day = readAsWritten(`${hour}.${minute}.`, now, options);
  const times = 'value' in time ? [{ value: time.value }] : (time.either ?? []);
  const days = 'value' in day ? [{ value: day.value }] : (day.either ?? []);
  if (days.length === 0) return time;
  return { problem: 'can be a time or a day; write it as 09:10 or 2027-04-03', either: [...times, ...days] };
}

function momentIn(typed: string, now: Date, options: MomentOptions): MomentRead {
  const { coming = false, months = false } = options;
  const night = precisionOf(typed) === undefined ? nightTime(typed) : undefined;
  const atNightRead = night && atNight(night, now, options);
  if (atNightRead !== undefined) return atNightRead;
  const spoken = spokenTimes(typed);
  if (spoken !== undefined) return atSpoken(spoken, now, options);
  const alone = loneHour(typed);
  if (alone !== undefined) return atLoneHour(alone, now, options);
  const [, minutes, seconds = ':00', offset] = ISO_WITH_OFFSET.exec(typed) ?? [];
  if (minutes !== undefined) return sound(`${minutes}${seconds}${offset}`, coming);
  const month = months ? monthIn(typed, now) : undefined;
  if (month !== undefined) return { value: month };
  if (precisionOf(typed) !== undefined)
    return isDay(typed.slice(0, 10)) ? { value: typed } : notUnderstood(coming);
  const zones = zonesIn(typed);
  if (zones.length > 0) return inZones(zones, now, coming);
  const next = NEXT_WEEKDAY.exec(typed)?.[1];
  if (next !== undefined) return onNext((from) => readAsWritten(next, from, { coming: true }), now, coming);
  const written = writtenDate(typed);
  if (written === undefined) return inWords(typed, now, coming);
  return onDays(written, coming, (day) => inWords(written.around.join(day), now, coming));
}

/**
 * A day to come as people type it ("31 March", "in 6 months", "31.3.2027", 2027-03-31), as `2027-03-31`. Where nobody can
 * tell which is meant, it is not guessed.
 */
export function readDay(text: string, now: Date): MomentRead {
  return nearly(dayAsWritten(text, now), text, (one) => dayAsWritten(one, now), { coming: true });
}

function dayAsWritten(text: string, now: Date): MomentRead {
  const whole = inWholeWords(text.trim());
  const edge = atEdge(whole, now);
  if (edge !== undefined) return edge;
  return withDots(whole.replace(LEADING, ''), (typed) => dayIn(typed, now));
}

/** “End of the year”: the day that it is, or which days it can be. */
function atEdge(typed: string, now: Date): MomentRead | undefined {
  const edge = edgeOf(typed.replace(LEADING, ''), now);
  if (edge === undefined) return undefined;
  const either = edge === 'not a day' ? [] : edge.days.map((day) => ({ value: localIso(day).slice(0, 10) }));
  const [first, ...others] = either;
  if (first === undefined) return { problem: `is a day that coc does not know; ${A_DATE}` };
  if (others.length === 0) return { value: first.value };
  return { problem: `can be its Friday or its Sunday; ${A_DATE}`, either };
}

const A_DATE = 'write its date, as 2027-04-03';

function dayIn(typed: string, now: Date): MomentRead {
  const next = NEXT_WEEKDAY.exec(typed)?.[1];
  if (next !== undefined) return onNext((from) => dayAsWritten(next, from), now, true);
  const written = writtenDate(typed);
  if (written === undefined) return dayInWords(typed, now);
  return onDays(written, true, (day) => dayInWords(written.around.join(day), now), DAY_EXAMPLE);
}

const DAY_EXAMPLE = 'is not a day that coc understands; try “in 6 months” or 2027-01-31';

function dayInWords(typed: string, now: Date): MomentRead {
  if (/^\d{4}-\d\d-\d\d$/.test(typed)) return isDay(typed) ? { value: typed } : { problem: DAY_EXAMPLE };
  // From the beginning of today, so that today is not taken for the same day of next year.
  const found = only(typed, new Date(now.getFullYear(), now.getMonth(), now.getDate()), true);
  if (found === undefined || isMonthAlone(found.start, typed)) return { problem: DAY_EXAMPLE };
  const value = dayOf(found);
  return isOtherWeekday(found, typed) ? OTHER_WEEKDAY : { value };
}

const DOTTED = /(?<![\d.:,/-])(\d{1,2})\.([0-5]\d)(?![\d.:,/-])/;
const BY_THE_CLOCK = /(?<![\d.:,/-])(\d{1,2})(?:[.:]([0-5]\d))?\s?Uhr\b/i;

/**
 * What is read in a text, or else in it with its time written as 22:40: beside a day, “22.40” is no date. Where neither
 * is understood and a day or a time in it is none, that is what is said.
 */
function withDots(typed: string, read: (typed: string) => MomentRead): MomentRead {
  const first = read(typed);
  if ('value' in first || first.either !== undefined) return first;
  const byClock = typed.replace(BY_THE_CLOCK, (_, hour, minute = '00') => `${hour}:${minute}`);
  const clocked = DOTTED.exec(byClock)?.[0] === byClock ? byClock : byClock.replace(DOTTED, '$1:$2');
  const second = clocked === typed ? first : read(clocked);
  if ('value' in second || second.either !== undefined) return second;
  const isUnreal = second.problem !== OTHER_WEEKDAY.problem && noSuchDates(typed).length > 0;
  return isUnreal ? NO_SUCH : second;
}

const LEAP_DAY = '29 February';
const WITH_ITS_YEAR = { problem: 'is a day of leap years alone; write it with its year' };
const NO_SUCH = { problem: 'names a day or a time that there is not; write the one that is meant' };

/** Of this week and the one after, people mean either by “next Friday”, and never today; of what is past, it is none. */
function onNext(read: (now: Date) => MomentRead, now: Date, coming: boolean): MomentRead {
  const first = read(new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1));
  const monday = new Date(now.getFullYear(), now.getMonth(), now.getDate() + ((8 - now.getDay()) % 7 || 7));
  if (!coming || !('value' in first) || earliestOf(first.value.slice(0, 10)) >= monday) return first;
  const second = read(monday);
  if (!('value' in second)) return first;
  return { problem: 'can be this week or the one after; write it as 2027-04-03', either: [first, second] };
}

/** What a time in words means, in either half of the day; what cannot have been, or cannot come any more, is left out. */
function atSpoken({ texts, eitherHalf }: SpokenTimes, now: Date, options: MomentOptions): MomentRead {
  const read = texts.map((text) => readAsWritten(text, now, options));
  const all = read.flatMap((one) => ('value' in one ? [{ value: one.value }] : (one.either ?? [])));
  const sign = options.coming ? -1 : 1;
  const may = all.filter(({ value }) => sign * (earliestOf(value).getTime() - now.getTime()) <= CLOCKS_APART);
  const either = nearestFirst(may.length > 0 ? may : all, now, options.coming === true);
  const [first, ...others] = either;
  if (first === undefined) return read[0] ?? notUnderstood(options.coming === true);
  if (others.length === 0) return { value: first.value };
  if (eitherHalf) return { problem: HALF_HOUR, either };
  return { problem: 'can be in the morning or in the afternoon; write it as 16:30', either };
}

const HALF_HOUR = 'can be half an hour before or after that hour; write it as 09:30 or 10:30';

/** A time of a night, on the day on which that began or on the next one. */
function atNight(
  { day, times, eitherHalf }: NightTime,
  now: Date,
  { coming = false }: MomentOptions,
): MomentRead | undefined {
  const read = readAsWritten(day, now, { coming });
  if (!('value' in read) || precisionOf(read.value) !== 'day') return undefined;
  const began = earliestOf(read.value);
  const [first, ...others] = times.map(({ hour, minute }) => {
    const next = hour < 12 ? 1 : 0;
    const at = new Date(began.getFullYear(), began.getMonth(), began.getDate() + next, hour, minute);
    return { value: localIso(at) };
  });
  if (first === undefined) return notUnderstood(coming);
  if (others.length === 0) return first;
  return {
    problem: eitherHalf ? HALF_HOUR : 'can be before or after midnight; write it as 22:30',
    either: [first, ...others],
  };
}

/** What an hour alone beside a day means; where its number is as well a day of a month that is that weekday, that may be meant. */
function atLoneHour(alone: LoneHour, now: Date, options: MomentOptions): MomentRead {
  const read = atSpoken(alone, now, options);
  const days = datesMeant(alone, now, options.coming === true);
  if (days.length === 0) return read;
  const hours = 'value' in read ? [{ value: read.value }] : (read.either ?? []);
  const problem = 'can be an hour, or the day of a month; write it as 16:30 or 2027-04-03';
  return { problem, either: [...hours, ...days.map((value) => ({ value }))] };
}

/** The days, a month from now at most, on which a weekday has this number. */
function datesMeant({ day, number }: LoneHour, now: Date, coming: boolean): readonly string[] {
  if (number === undefined) return [];
  const [year, month, today] = [now.getFullYear(), now.getMonth(), now.getDate()];
  return Array.from({ length: 32 }, (_, at) => new Date(year, month, today + (coming ? at : -at)))
    .filter((one) => one.getDate() === number && day.toLowerCase().includes(WEEKDAYS[one.getDay()] ?? '-'))
    .map((one) => localIso(one).slice(0, 'YYYY-MM-DD'.length));
}

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** The last of what can have been, and the next of what can come, stand first: that is what Enter takes. */
function nearestFirst(either: readonly Possible[], now: Date, coming: boolean): readonly Possible[] {
  const ahead = ({ value }: Possible): number =>
    (coming ? 1 : -1) * (earliestOf(value).getTime() - now.getTime());
  const isLikely = (one: Possible): boolean => ahead(one) >= -CLOCKS_APART;
  return [...either].sort((a, b) => Number(isLikely(b)) - Number(isLikely(a)) || ahead(a) - ahead(b));
}

/** What a time means, whatever time zone its letters stand for. */
function inZones(zones: ReturnType<typeof zonesIn>, now: Date, coming: boolean): MomentRead {
  const either = zones.flatMap(({ text, place }): readonly Possible[] => {
    const read = readAsWritten(text, now, { coming });
    return 'value' in read ? [{ value: read.value, place }] : [];
  });
  if (either.length === 0) return notUnderstood(coming);
  return {
    problem: 'has letters for a time zone that mean several; write it as 2027-04-03T15:00+05:30',
    either,
  };
}

/** What is meant on the day that numbers stand for, whichever it is. */
function onDays(
  { meant, likely, mayBeTime }: WrittenDate,
  coming: boolean,
  read: (day: string) => MomentRead,
  unknown?: string,
): MomentRead {
  const found = meant.map(({ day, order }) => ({ ...read(day), ...(order && { order }) }));
  const either = found.flatMap(({ order, ...one }): readonly Possible[] =>
    'value' in one ? [{ value: one.value, ...(order && { order }) }] : [],
  );
  const [first] = either;
  if (first === undefined) {
    if (meant.length === 0 && !mayBeTime) return NO_SUCH;
    if (meant.some(({ day }) => day === LEAP_DAY)) return WITH_ITS_YEAR;
    const [problem] = found.flatMap((one) => ('problem' in one ? one.problem : []));
    return unknown === undefined && problem === undefined
      ? notUnderstood(coming)
      : { problem: problem ?? unknown ?? '' };
  }
  if (meant.length === 1) return { value: first.value };
  return {
    problem: 'can be read in two ways, day first or month first; write it as 2027-04-03, which is 3 April',
    either,
    ...(likely && { likely }),
  };
}

function inWords(typed: string, now: Date, coming: boolean): MomentRead {
  const [, before, part = 'night', tonight] = PART.exec(typed) ?? [];
  if (before !== undefined || tonight !== undefined)
    return partOfDay(
      (before ?? 'today').trim(),
      part.toLowerCase().replace('noontime', 'noon') as DayPart,
      now,
      coming,
    );
  const found = only(typed, now, false);
  if (found === undefined || isMonthAlone(found.start, typed)) return notUnderstood(coming);
  if (isOtherWeekday(found, typed)) return OTHER_WEEKDAY;
  const { start } = found;
  if (!start.isCertain('hour')) return onDay(found, typed, now, coming);
  return atTime(found, typed, now, coming);
}

/** A day, and no time on it. */
function onDay(found: ParsedResult, typed: string, now: Date, coming: boolean): MomentRead {
  const { start } = found;
  const at = found.date();
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  if (start.isCertain('weekday') && !start.isCertain('day')) {
    const isLater = at >= new Date(today.getTime() + 24 * HOUR);
    if (!coming && isLater) at.setDate(at.getDate() - 7);
    if (coming && at < today && !SAYS_PAST.test(typed)) at.setDate(at.getDate() + 7);
  }
  return inItsYear(start, at, now, coming) ?? { value: localIso(at).slice(0, 10) };
}

function atTime(found: ParsedResult, typed: string, now: Date, coming: boolean): MomentRead {
  const { start } = found;
  const at = found.date();
  const offset = start.isCertain('timezoneOffset') ? start.get('timezoneOffset') : null;
  const isOpen = !start.isCertain('day') && !SAYS_TODAY.test(typed);
  const days = start.isCertain('weekday') ? 7 : 1;
  const ahead = at.getTime() - now.getTime();
  if (isOpen && !coming && ahead > 0) {
    if (days === 1 && ahead > CLOCKS_APART && ahead < HOUR)
      return {
        problem: 'is still to come today; write the day beside it, as “yesterday 22:40”',
        either: [{ value: localIso(new Date(at.getTime() - 24 * HOUR)) }],
      };
    if (ahead > CLOCKS_APART) at.setDate(at.getDate() - days);
  }
  if (isOpen && coming && ahead < -CLOCKS_APART && !SAYS_PAST.test(typed)) at.setDate(at.getDate() + days);
  const notThisYear = inItsYear(start, at, now, coming);
  if (notThisYear !== undefined) return notThisYear;
  const isHere = offset === null || /^now$|\b(?:ago|in)\b/i.test(typed);
  return { value: isHere ? localIso(at) : isoAt(at, offset) };
}

/** Moves a day whose year was left out to the year that is meant; says so where nobody can tell. */
function inItsYear(start: ParsedComponents, at: Date, now: Date, coming: boolean): MomentRead | undefined {
  if (!start.isCertain('month') || !start.isCertain('day') || start.isCertain('year')) return undefined;
  at.setFullYear(now.getFullYear());
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  if (coming && at < today) at.setFullYear(now.getFullYear() + 1);
  if (coming || at.getTime() < today.getTime() + 24 * HOUR) return undefined;
  const isSoon = at.getTime() - now.getTime() < SOON;
  at.setFullYear(now.getFullYear() - 1);
  return isSoon ? { problem: 'is still to come this year; write the year beside it' } : undefined;
}

function partOfDay(before: string, part: DayPart, now: Date, coming: boolean): MomentRead {
  const day = /^(?:this|today|)$/i.test(before)
    ? 'today'
    : /^last$/i.test(before) && part === 'night'
      ? 'yesterday'
      : before;
  const read = readAsWritten(day, now, { coming });
  if (!('value' in read)) return read;
  return precisionOf(read.value) === 'day' ? { value: `${read.value} ${part}` } : notUnderstood(coming);
}

/** Of what is understood once its words and its numbers are put right, what it would be then: it is never guessed. */
function nearly(
  read: MomentRead,
  typed: string,
  readAgain: (typed: string) => MomentRead,
  { coming = false }: MomentOptions,
): MomentRead {
  if ('value' in read || read.either !== undefined) return read;
  const { text, word } = inNearWords(typed.trim());
  for (const one of new Set([text, mended(typed.trim()), mended(text)])) {
    if (one === typed.trim()) continue;
    const again = readAgain(one);
    const either = 'value' in again ? [{ value: again.value }] : (again.either ?? []);
    if (either.length === 0) continue;
    return {
      problem:
        one === text
          ? `is not understood; write “${word}” if that is meant`
          : `is not a time that coc understands as it stands; write it as 14:10 or 3pm, and with its day as “${coming ? 'tomorrow' : 'yesterday'} 14:10”`,
      // By whatever order of day and month: somebody has to say that this was meant at all.
      either: either.map(({ order: _order, ...possible }) => possible),
    };
  }
  return read;
}

/** A text with each of its words put right that is nearly one by which a moment is said, and the first of these. */
function inNearWords(typed: string): { readonly text: string; readonly word?: string } {
  const near = nearWord(typed);
  return near === undefined ? { text: typed } : { text: inNearWords(near.typed).text, word: near.word };
}

function notUnderstood(coming: boolean): MomentRead {
  const example = coming ? 'tomorrow noon' : 'yesterday 3pm';
  return { problem: `is not a time that coc understands; try “${example}” or 2026-01-31 15:00` };
}

const OTHER_WEEKDAY = {
  problem: 'names a weekday, and a day that is another one; write the one that is meant',
};

/** Whether a weekday stands beside a day that is none of that name. */
function isOtherWeekday({ start }: ParsedResult, typed: string): boolean {
  if (!WEEKDAY.test(typed) || !start.isCertain('day') || !start.isCertain('weekday')) return false;
  const [year, month, day] = [start.get('year') ?? 0, start.get('month') ?? 1, start.get('day') ?? 1];
  return new Date(year, month - 1, day).getDay() !== start.get('weekday');
}

/** Whether the day is left open; it is not in a length of time, such as “in 6 months”. */
function isMonthAlone(start: ParsedComponents, typed: string): boolean {
  return start.isCertain('month') && !start.isCertain('day') && !/^in\b|\bfrom (?:now|today)$/i.test(typed);
}

/** The month that the whole of a text names, with its year: `2023-05`. */
function monthIn(typed: string, now: Date): string | undefined {
  if (precisionOf(typed) === 'month') return isDay(`${typed}-01`) ? typed : undefined;
  const found = only(typed, now, false);
  const isOne = found !== undefined && isMonthAlone(found.start, typed) && found.start.isCertain('year');
  return isOne ? dayOf(found).slice(0, 'YYYY-MM'.length) : undefined;
}

/** The one moment that the whole of a text names. */
function only(typed: string, now: Date, forwardDate: boolean): ParsedResult | undefined {
  const [found, ...others] = parse(typed, now, { forwardDate: forwardDate && !SAYS_PAST.test(typed) });
  return others.length > 0 || found?.end || found?.text.length !== typed.length ? undefined : found;
}

function dayOf(found: ParsedResult): string {
  return localIso(found.date()).slice(0, 'YYYY-MM-DD'.length);
}

function sound(iso: string, coming: boolean): MomentRead {
  return isInstant(iso) ? { value: iso } : notUnderstood(coming);
}
