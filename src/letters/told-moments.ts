import { parse } from 'chrono-node/en';
import { datesIn, type FoundDate, weekdayName } from './dates.ts';
import type { Source } from './leak.ts';
import { spokenNumbers } from './numbers.ts';
import { type ClockTime, clockTimesIn, offsetOf } from './times.ts';
import { words } from './words.ts';

/** The days and times of day that somebody's words tell. */
interface ToldMoments {
  readonly days: readonly Pick<FoundDate, 'days' | 'year'>[];
  readonly times: readonly Pick<ClockTime, 'minutes'>[];
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

function meant({ text, at }: Source): readonly Pick<FoundDate, 'days' | 'year'>[] {
  if (at === undefined) return [];
  const reference = { instant: new Date(at), timezone: offsetOf(at) };
  return parse(text, reference).flatMap(({ start }) => {
    const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')];
    if (
      year === null ||
      month === null ||
      day === null ||
      !(start.isCertain('day') || start.isCertain('weekday'))
    )
      return [];
    const weekday = weekdayName((new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7);
    const hour = start.isCertain('hour') || start.isCertain('meridiem') ? start.get('hour') : null;
    return [
      {
        days: [
          `${month}-${day}`,
          weekday,
          String(day),
          `${weekday} ${day}`,
          ...partsAt(hour).map((part) => `${weekday} ${part}`),
        ],
        year,
      },
    ];
  });
}

/** What an hour may be called; anything, where none is known. */
function partsAt(hour: number | null): readonly string[] {
  const parts = { morning: [4, 12], noon: [11, 14], afternoon: [12, 18], evening: [17, 24], night: [20, 30] };
  return Object.entries(parts)
    .filter(
      ([, [from = 0, to = 0]]) =>
        hour === null || (hour >= from && hour < to) || (hour + 24 >= from && hour + 24 < to),
    )
    .map(([part]) => part);
}
