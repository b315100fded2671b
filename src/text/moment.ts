import { earliestOf, NIGHT_ENDS, precisionOf } from './rough.ts';

const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const DAYS = WEEKDAYS.map((day) => day.slice(0, 3));
const WHOLE_MONTHS =
  'January February March April May June July August September October November December'.split(' ');
const MONTHS = WHOLE_MONTHS.map((month) => month.slice(0, 3));
const NEAR = { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' } as Readonly<Record<number, string>>;

/** A moment as ISO 8601 with the offset of this place, to the second. */
export function localIso(moment: Date): string {
  return isoAt(moment, -moment.getTimezoneOffset());
}

/** A moment as ISO 8601 with an offset, in minutes, to the second. */
export function isoAt(moment: Date, offset: number): string {
  const local = new Date(moment.getTime() + offset * 60_000)
    .toISOString()
    .slice(0, 'YYYY-MM-DDThh:mm:ss'.length);
  const sign = offset < 0 ? '-' : '+';
  return `${local}${sign}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
}

/**
 * A moment as people say it, in the time of this place: "today 14:10", "yesterday 15:00", "Mon 23 Nov 15:00". One that was
 * written down with another offset says what time it was there: "today 14:10 (18:40 at UTC+5:30)". With a `Z`, which is how
 * programs write it, nobody was anywhere.
 * @param precision how much of it is known, where that is less than the minute: the day, a part of it, or the month
 */
export function showMoment(moment: string, now: Date, precision?: string): string {
  const at = new Date(moment);
  if (precision === 'month') return monthWords(at);
  const named = precision === undefined ? at : dayOfPart(at, precision);
  const days = daysFrom(now, named);
  const day = NEAR[days] ?? shortDay(named, now);
  if (precision !== undefined) return nearPart(days, precision, now) ?? `${day}${partWords(precision)}`;
  return `${day} ${time(at)}${moment.endsWith('Z') ? '' : elsewhere(moment, at)}`;
}

/** A moment as it was understood, with all that can have been guessed: "yesterday, Tue 24 Nov 2026, 15:00". */
export function showUnderstood(moment: string, now: Date): string {
  const precision = precisionOf(moment);
  const at = earliestOf(moment);
  if (precision === 'month') return monthWords(at);
  const near = NEAR[daysFrom(now, at)];
  const day = `${near === undefined ? '' : `${near}, `}${longDay(at)}`;
  return precision === undefined
    ? `${day}, ${time(at)}${elsewhere(moment, at)}`
    : `${day}${partWords(precision)}`;
}

/** A day, `2027-03-31`, as people say it: "31 Mar 2027". */
export function showDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

/**
 * The day of a moment as somebody would say it, where it was written down: "on Tuesday 3 November"; with its year where that is
 * another one than that of `now`.
 * @param precision how much of it is known; of a month, "in March 2027"
 */
export function spokenDay(moment: string, now: Date, precision?: string): string {
  const [year = '', month = '', date = ''] = moment.slice(0, 'YYYY-MM-DD'.length).split('-');
  const named = WHOLE_MONTHS[Number(month) - 1] ?? month;
  if (precision === 'month') return `in ${named} ${year}`;
  const weekday = WEEKDAYS[new Date(Number(year), Number(month) - 1, Number(date)).getDay()];
  return `on ${weekday} ${Number(date)} ${named}${Number(year) === now.getFullYear() ? '' : ` ${year}`}`;
}

/** The day of a moment in a sentence on the screen, in the time of this place: "today", "yesterday", "on Mon 23 Nov". */
export function nearDay(at: Date, now: Date): string {
  return NEAR[daysFrom(now, at)] ?? `on ${shortDay(at, now)}`;
}

/** And with its weekday: "Wed 31 Mar 2027". */
export function showWeekday(day: string): string {
  return longDay(earliestOf(day));
}

function shortDay(at: Date, now: Date): string {
  const year = at.getFullYear() === now.getFullYear() ? '' : ` ${at.getFullYear()}`;
  return `${DAYS[at.getDay()]} ${at.getDate()} ${MONTHS[at.getMonth()]}${year}`;
}

/** The day as people say it: a night goes on into the next one, and is still that of the day on which it began. */
function dayOfPart(at: Date, precision: string): Date {
  const isAfterMidnight = precision === 'night' && at.getHours() < 12;
  return isAfterMidnight ? new Date(at.getFullYear(), at.getMonth(), at.getDate() - 1) : at;
}

function monthWords(at: Date): string {
  return `${MONTHS[at.getMonth()]} ${at.getFullYear()}`;
}

function longDay(at: Date): string {
  return `${DAYS[at.getDay()]} ${at.getDate()} ${MONTHS[at.getMonth()]} ${at.getFullYear()}`;
}

/** A word that a newer coc has for it is no part that is known here. */
function partWords(precision: string): string {
  const words: Readonly<Record<string, string>> = {
    morning: ' in the morning',
    noon: ' around noon',
    afternoon: ' in the afternoon',
    evening: ' in the evening',
    night: ' at night',
  };
  return words[precision] ?? '';
}

/** A part of a day as people say it of the days around now: “tonight”, “yesterday evening”, “this morning”. */
function nearPart(days: number, precision: string, now: Date): string | undefined {
  const day = NEAR[days];
  if (day === undefined || partWords(precision) === '') return undefined;
  if (precision === 'noon') return `${day} around noon`;
  if (precision !== 'night') return `${days === 0 ? 'this' : day} ${precision}`;
  if (days === 0) return 'tonight';
  // A night that still goes on is not the last one.
  if (days === -1) return now.getHours() < NIGHT_ENDS ? 'this night' : 'last night';
  return `${day} night`;
}

function elsewhere(iso: string, at: Date): string {
  const [, date, hours, sign, hour, minute] =
    /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)[\d:.]*(?:Z|([+-])(\d\d):(\d\d))$/.exec(iso) ?? [];
  if (date === undefined) return '';
  const offset = (sign === '-' ? -1 : 1) * (Number(hour ?? 0) * 60 + Number(minute ?? 0));
  if (offset === -at.getTimezoneOffset()) return '';
  const there = longDay(earliestOf(date));
  const zone = offset === 0 ? 'UTC' : `UTC${sign}${Number(hour)}${minute === '00' ? '' : `:${minute}`}`;
  return ` (${there === longDay(at) ? '' : `${there} `}${hours} at ${zone})`;
}

function time(at: Date): string {
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

function daysFrom(now: Date, at: Date): number {
  return Math.round((midnight(at).getTime() - midnight(now).getTime()) / 86_400_000);
}

function midnight(moment: Date): Date {
  return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate());
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
