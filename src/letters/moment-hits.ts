import { datesIn, isSameDate } from './dates.ts';
import { type Hit, hitOf, type LeakFacts, type Source } from './leak.ts';
import { spokenNumbers } from './numbers.ts';
import { type Page, spanOf } from './page.ts';
import { type ClockTime, clockTimesIn, minuteOf, offsetOf } from './times.ts';
import { momentsIn } from './told-moments.ts';

/** Where a text tells a time of day or a day that only a report tells, or when the report came. */
export function momentHits(
  page: Page,
  sources: readonly Source[],
  moments: LeakFacts['moments'],
): readonly Hit[] {
  return [...timeHits(page, sources, moments), ...dateHits(page, sources)];
}

/** A minute of the day, and where it was told. */
interface ToldTime {
  readonly minute: number;
  readonly from: string;
  readonly person: string | undefined;
  readonly offset: number | undefined;
}

/** A round hour alone is anybody's unless a report says it. */
function timeHits(page: Page, sources: readonly Source[], moments: LeakFacts['moments']): readonly Hit[] {
  const spoken = spokenNumbers(page.words).filter(({ digits }) => digits.length > 2);
  const here = [
    ...clockTimesIn(page.plain).map((one) => ({ ...one, ...spanOf(page, one.index, one.length) })),
    ...clockTimesIn('', spoken).map((one) => ({ ...one, start: one.index, end: one.index + one.length })),
  ];
  if (here.length === 0) return [];
  const told = sources.flatMap((source): readonly ToldTime[] =>
    momentsIn(source).times.flatMap(({ minutes }) =>
      minutes.map((minute) => ({
        minute,
        from: source.from,
        person: source.person,
        offset: source.at === undefined ? undefined : offsetOf(source.at),
      })),
    ),
  );
  const recorded = moments.flatMap(({ iso, from }): readonly ToldTime[] => {
    const minute = minuteOf(iso);
    if (minute === undefined || minute % 60 === 0) return [];
    return [{ minute, from, person: undefined, offset: offsetOf(iso) }];
  });
  return here.flatMap((time) => {
    const one = [...told, ...recorded].find((other) => isSameTime(time, other));
    return one === undefined ? [] : [hitOf('time', time, one.from, one.person)];
  });
}

function isSameTime({ minutes, give, isUtc }: ClockTime, { minute, offset }: ToldTime): boolean {
  const beside = (one: number): number =>
    Math.min((one - minute + 1440) % 1440, (minute - one + 1440) % 1440);
  const local = isUtc && offset !== undefined ? minutes.map((one) => (one + offset + 1440) % 1440) : [];
  return [...minutes, ...local].some((one) => beside(one) <= give);
}

function dateHits(page: Page, sources: readonly Source[]): readonly Hit[] {
  const all = datesIn(page.plain);
  if (all.length === 0) return [];
  const told = sources.flatMap((source) => momentsIn(source).days.map((date) => ({ date, ...source })));
  return all.flatMap((here) => {
    const source = told.find(({ date }) => isSameDate(here, date));
    return source ? [hitOf('date', spanOf(page, here.index, here.length), source.from, source.person)] : [];
  });
}
