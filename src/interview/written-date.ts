import { isDay } from '../incident/fields.ts';

/** Whether the first number of 03/04 is the day or the month. */
export type DateOrder = 'day-first' | 'month-first';

/** A day that numbers can mean, and in which order they have to be read for it. */
interface Meant {
  /** As `2027-04-03`, or as `3 April` where the year was left out. */
  readonly day: string;
  readonly order?: DateOrder;
}

export interface WrittenDate {
  /** What stands before and behind the numbers. */
  readonly around: readonly [before: string, behind: string];
  /** Every day that they can mean; none where there is no such day. */
  readonly meant: readonly Meant[];
  /** What the mark between the numbers speaks for: with full stops, the day comes first nearly everywhere. */
  readonly likely?: DateOrder;
  /** Whether the numbers could be a time with a full stop behind it: “at 22.40.” */
  readonly mayBeTime?: true;
}

const YEAR_FIRST = /(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d])/;
/** 03/04, 03/04/27, 03.04.2027, 3. 4. 2027, 3.4., 03-04-2027. Two bare numbers with a dash or a full stop are no date. */
const YEAR_LAST =
  /(?<![\d:./-])(?:(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?|(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2})(?!:))?|(\d{1,2})-(\d{1,2})-(\d{4}))(?![\d/-]|:\d)/;

/** The date in numbers that a text has; undefined where it has none. */
export function writtenDate(text: string): WrittenDate | undefined {
  const first = YEAR_FIRST.exec(text);
  if (first !== null) {
    const [all, year, , month = '', day = ''] = first;
    return { ...cut(text, first.index, all), meant: days(year, month, day) };
  }
  const last = YEAR_LAST.exec(text);
  if (last === null) return undefined;
  const [all, a1, b1, y1, a2, b2, y2, a3, b3, y3] = last;
  const [one, other] = [a1 ?? a2 ?? a3 ?? '', b1 ?? b2 ?? b3 ?? ''];
  const typed = y1 ?? y2 ?? y3;
  const year = typed?.length === 2 ? `20${typed}` : typed;
  const dayFirst = days(year, other, one, 'day-first');
  const monthFirst = days(year, one, other, 'month-first');
  return {
    ...cut(text, last.index, all),
    meant: Number(one) === Number(other) ? dayFirst : [...dayFirst, ...monthFirst],
    ...(a2 !== undefined && { likely: 'day-first' }),
    ...(typed === undefined && isTime(a2, b2) && { mayBeTime: true }),
  };
}

function isTime(hour: string | undefined, minute = ''): boolean {
  return Number(hour) <= 24 && /^[0-5]\d$/.test(minute);
}

function cut(text: string, index: number, all: string): Pick<WrittenDate, 'around'> {
  return { around: [text.slice(0, index), text.slice(index + all.length)] };
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
/** With a 29 February. */
const A_LEAP_YEAR = '2028';

function days(year: string | undefined, month: string, day: string, order?: DateOrder): readonly Meant[] {
  const iso = `${year ?? A_LEAP_YEAR}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isDay(iso)) return [];
  return [
    {
      day: year === undefined ? `${Number(day)} ${MONTHS[Number(month) - 1]}` : iso,
      ...(order && { order }),
    },
  ];
}
