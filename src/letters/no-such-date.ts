import { monthNames, weekdayNames } from './calendar-words.ts';

const YEAR = '(?<year>(?:19|20)\\d\\d)(?!\\d)';
/** Where a month that has to stand for itself ends: a number behind “in March” may be one of people. */
const ENDS =
  /^\s*(?:$|[.,;:!?)–—-]|\d{1,2}[:.h]\d\d|\d{1,2}\s?[ap]\.?m\b|(?:at|around|about|in|on|just|shortly|before|after|during|when)\b)/i;
/** The number before a month is another one's where the day stands behind it: “room 45 May 3rd”. */
const IS_DATED_BEHIND = /^\s?\d{1,2}(?!\d|[:.h]\d|\s?[ap]\.?m\b)/i;
const TIME =
  /(?<![\d.:,/-])(?:(?<hour>\d{1,2}):(?<minute>\d\d)(?::\d\d)?(?![\d:])|(?<hour2>\d{1,2})\.(?<minute2>\d\d)\s?(?:[ap]\.?m\b|Uhr\b)|(?<hour3>\d{1,2})\s?(?:pm\b|p\.m\.|o['’]?\s?clock\b|Uhr\b))/giu;

/** Without a year it can have been any. */
const A_LEAP_YEAR = 2028;

let made: readonly RegExp[] | undefined;

function patterns(): readonly RegExp[] {
  if (made !== undefined) return made;
  const month = `(?<month>${monthNames().pattern})(?![\\p{L}])\\.?`;
  const weekday = `(?:(?<![\\p{L}])(?<weekday>${weekdayNames().pattern})(?![\\p{L}'’])\\.?[\\s,]{1,3}(?:the\\s)?)?`;
  made = [
    `(?<!\\d)${YEAR}-(?<one>\\d{1,2})-(?<two>\\d{1,2})(?![\\d-])`,
    `(?<![\\d./-])(?<one>\\d{1,2})(?<mark>[./-])\\s?(?<two>\\d{1,2})\\k<mark>\\s?${YEAR}(?![/-])`,
    `(?<![\\d:.,/h])(?<day>\\d{1,2})(?:st|nd|rd|th|\\.)?\\s?(?:of\\s)?${month}(?:,?\\s${YEAR})?`,
    `(?<![\\p{L}])${month}\\s(?:the\\s)?(?<day>[0-3]?\\d)(?<nth>st|nd|rd|th)?(?![\\d:.h])(?:,?\\s${YEAR})?`,
  ].map((one) => new RegExp(`${weekday}${one}`, 'giu'));
  return made;
}

/**
 * Every day and every time in a text that is clearly written and that there is not (“31 February”, “25:70”), a day
 * with its year and a weekday that is another one included; as they are written, in their order.
 */
export function noSuchDates(text: string): readonly string[] {
  const days = patterns().flatMap((pattern) =>
    [...text.matchAll(pattern)].filter((found) => isDate(found, text) && !canBe(found)),
  );
  const times = [...text.matchAll(TIME)].filter(({ groups = {} }) => {
    const { hour, minute, hour2, minute2, hour3 } = groups;
    const [hours, minutes] = [Number(hour ?? hour2 ?? hour3), Number(minute ?? minute2 ?? 0)];
    return hours > 24 || minutes > 59 || (hours === 24 && minutes > 0);
  });
  return [...days, ...times].sort((a, b) => a.index - b.index).map(([written]) => written);
}

/** Whether numbers and a name of a month are a date, and nothing else. */
function isDate({ 0: written, index, groups = {} }: RegExpExecArray, text: string): boolean {
  const { month, year, nth } = groups;
  if (month === undefined || year !== undefined) return true;
  const behind = text.slice(index + written.length);
  if (IS_DATED_BEHIND.test(behind)) return false;
  const isName = nth !== undefined || (/^\p{Lu}/u.test(month) && !written.endsWith(groups.day ?? ''));
  return isName || ENDS.test(behind);
}

function canBe({ groups = {} }: RegExpExecArray): boolean {
  const { weekday, year } = groups;
  return readings(groups).some(([month, day]) => {
    const falls = dayOf(Number(year ?? A_LEAP_YEAR), month, day);
    return weekday === undefined || year === undefined
      ? falls !== undefined
      : falls === weekdayNames().numberOf(weekday);
  });
}

/** The month and the day that are written, in each order in which they can be read. */
function readings({
  one,
  two,
  mark,
  month,
  day,
}: Record<string, string>): readonly (readonly [number, number])[] {
  if (month !== undefined) return [[monthNames().numberOf(month) + 1, Number(day)]];
  const [first, second] = [Number(one), Number(two)];
  return mark === undefined
    ? [[first, second]]
    : [
        [first, second],
        [second, first],
      ];
}

/** Its day of the week, Monday is 0; undefined where there is no such day. */
function dayOf(year: number, month: number, day: number): number | undefined {
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? (at.getUTCDay() + 6) % 7 : undefined;
}
