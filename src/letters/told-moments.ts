import { datesIn, type FoundDate } from './dates.ts';
import type { Source } from './leak.ts';
import { spokenNumbers } from './numbers.ts';
import { DAY, daysBack, weekdayOf } from './relative-days.ts';
import { bareHoursIn, type ClockTime, clockTimesIn, minuteOf } from './times.ts';
import { words } from './words.ts';

/** The days and times of day that somebody's words tell. */
interface ToldMoments {
  readonly days: readonly Pick<FoundDate, 'days' | 'year'>[];
  readonly times: readonly ClockTime[];
}

const TOLD = new WeakMap<Source, ToldMoments>();

/**
 * The days and times of day in an account; and of an answer to when it happened, the moments that it means: “yesterday at
 * nine” is a date, a weekday and a time.
 */
export function momentsIn(source: Source): ToldMoments {
  const told = TOLD.get(source) ?? {
    // A weekday alone is anybody's, unless it is the answer to when it happened.
    days: [...datesIn(source.text).filter((one) => !isVague(one)), ...meant(source)],
    times: clockTimesIn(source.text, spokenNumbers(words(source.text))),
  };
  TOLD.set(source, told);
  return told;
}

function isVague({ days }: FoundDate): boolean {
  return days.every((day) => /^(?:\p{L}+|\d+)$/u.test(day));
}

/** A day that is told from the day on which it was told. */
const RELATIVE =
  /\b(?:(today|tonight|this (?:morning|afternoon|evening|noon)|just now|earlier)|(yesterday|last night)|(?:the )?day before yesterday|(\d{1,2}|two|three|four|five|six) (?:days?|nights?) ago)\b(?: (?:in the )?(morning|noon|afternoon|evening|night))?/giu;

type Meant = Required<Pick<FoundDate, 'days' | 'year'>>;

/** What an answer to when it happened means: every date and weekday in it, as a day of the calendar. */
function meant({ text, at }: Source): readonly Meant[] {
  const told = at === undefined ? Number.NaN : Date.parse(`${at.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(told)) return [];
  const hours = [...clockTimesIn(text, spokenNumbers(words(text))), ...bareHoursIn(text)].flatMap(
    ({ minutes }) => minutes.map((minute) => minute / 60),
  );
  const relative = [...text.matchAll(RELATIVE)].map(([found, today, yesterday, count]) => {
    const back = daysBack(today, yesterday, count);
    const open = back === 0 && hours.length === 0 ? hoursUntil(at) : hours;
    return asDay(told - back * DAY, hourOf(found) ?? open);
  });
  return [...datesIn(text).flatMap((one) => dayMeant(one, told, hours)), ...relative];
}

/** A weekday is the last one before it was told; a date without a year is of the year that brings it nearest. */
function dayMeant(
  { days: [day = ''], year }: FoundDate,
  told: number,
  hours: readonly number[],
): readonly Meant[] {
  const [, weekday, part = ''] = /^(\p{L}{3})(?: (.+))?$/u.exec(day) ?? [];
  if (weekday !== undefined) {
    const back = [0, 1, 2, 3, 4, 5, 6].find((one) => weekdayOf(told - one * DAY) === weekday) ?? 0;
    return [asDay(told - back * DAY, hourOf(part) ?? hours)];
  }
  const [, month, date] = /^(\d+)-(\d+)$/.exec(day) ?? [];
  if (month === undefined || date === undefined) return [];
  const here = new Date(told).getUTCFullYear();
  const candidates = (year === undefined ? [here, here - 1] : [year]).map((one) =>
    Date.UTC(one, Number(month) - 1, Number(date)),
  );
  const [nearest = 0] = candidates.sort((a, b) => Math.abs(a - told) - Math.abs(b - told));
  return [asDay(nearest, hours)];
}

function asDay(day: number, hours: readonly number[]): Meant {
  const date = new Date(day);
  const [weekday, number] = [weekdayOf(day), String(date.getUTCDate())];
  const parts = partsAt(hours).map((part) => `${weekday} ${part}`);
  return {
    days: [`${date.getUTCMonth() + 1}-${number}`, weekday, number, `${weekday} ${number}`, ...parts],
    year: date.getUTCFullYear(),
  };
}

/** The hours of its day until a moment, without those that are called last night. */
function hoursUntil(iso = ''): readonly number[] {
  const last = Math.floor((minuteOf(iso) ?? 1439) / 60);
  return Array.from({ length: 1 + last }, (_, hour) => hour).filter((hour) => hour > 5 || last < 6);
}

function hourOf(part: string): readonly number[] | undefined {
  const hours = { morning: 9, noon: 12, afternoon: 15, evening: 18, night: 22 };
  const found = Object.entries(hours).find(([name]) => new RegExp(name, 'i').test(part));
  return found === undefined ? undefined : [found[1]];
}

/** What one of these hours may be called; anything, where none is known. */
function partsAt(hours: readonly number[]): readonly string[] {
  const parts = { morning: [4, 12], noon: [11, 14], afternoon: [12, 18], evening: [17, 24], night: [20, 30] };
  return Object.entries(parts)
    .filter(
      ([, [from = 0, to = 0]]) =>
        hours.length === 0 ||
        hours.some((hour) => (hour >= from && hour < to) || (hour + 24 >= from && hour + 24 < to)),
    )
    .map(([part]) => part);
}
