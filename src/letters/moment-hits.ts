import { datesIn, isSameDate } from './dates.ts';
import { type Detail, type Hit, hitOf, type LeakFacts, type Source } from './leak.ts';
import { spokenNumbers } from './numbers.ts';
import { type Page, spanOf } from './page.ts';
import { relativeDaysIn } from './relative-days.ts';
import { bareHoursIn, type ClockTime, clockTimesIn, minuteOf, offsetOf } from './times.ts';
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

function isSameTime(
  { minutes, give, isUtc }: ClockTime,
  { minute, offset }: Pick<ToldTime, 'minute' | 'offset'>,
): boolean {
  const beside = (one: number): number =>
    Math.min((one - minute + 1440) % 1440, (minute - one + 1440) % 1440);
  const local = isUtc && offset !== undefined ? minutes.map((one) => (one + offset + 1440) % 1440) : [];
  return [...minutes, ...local].some((one) => beside(one) <= give);
}

/**
 * Where a text tells loosely what time it was: an hour alone that a source tells, be it as loosely, and a part of a day that is
 * told from another day (“yesterday afternoon”), as it was meant when the report came in.
 */
export function looseMomentHits(
  page: Page,
  sources: readonly Source[],
  details: readonly Detail[],
): readonly Hit[] {
  return [...looseTimeHits(page, sources), ...details.flatMap((one) => relativeDayHits(page, one))];
}

/** Before a time by which something is to be done. */
const TO_COME = /\b(?:by|until|till)\s+$/i;

function looseTimeHits(page: Page, sources: readonly Source[]): readonly Hit[] {
  const loose = bareHoursIn(page.plain);
  const exact = clockTimesIn(page.plain).filter(
    ({ index }) => !TO_COME.test(page.plain.slice(0, index).slice(-8)),
  );
  if (loose.length + exact.length === 0) return [];
  return sources.flatMap((source) => {
    const [bare, told] = [bareHoursIn(source.text), momentsIn(source).times];
    return [
      ...loose.filter((one) => [...bare, ...told].some((other) => isNear(one, other))),
      ...exact.filter((one) => bare.some((other) => isNear(one, other))),
    ].map(({ index, length }) => hitOf('time', spanOf(page, index, length), source.from, source.person));
  });
}

/** Whether two times can be one, as far beside each other as the looser of them allows. */
function isNear(one: ClockTime, other: ClockTime): boolean {
  const give = Math.max(one.give, other.give);
  return other.minutes.some((minute) => isSameTime({ ...one, give }, { minute, offset: undefined }));
}

function relativeDayHits(page: Page, detail: Detail): readonly Hit[] {
  if (detail.at === undefined) return [];
  const { days } = momentsIn(detail);
  return relativeDaysIn(page.plain, detail.at)
    .filter((here) => days.some((day) => isSameDate(here, day)))
    .map(({ index, length }) => hitOf('date', spanOf(page, index, length), detail.from, detail.person));
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
