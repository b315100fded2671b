import { monthNames, weekdayNames } from './calendar-words.ts';

/** A date in a text, or a weekday. */
export interface FoundDate {
  readonly index: number;
  readonly length: number;
  /** Every way in which it can be read: `11-23`; `mon morning`; and `mon` or `23` where nothing more is said. */
  readonly days: readonly string[];
  readonly year?: number;
}

const DAY = '(\\d{1,2})(?:st|nd|rd|th|er|\\.)?';
const YEAR = "(?:,?[\\s-]{1,3}['’]?(\\d{4}|\\d{2})(?![\\d:.h]))?";
const GAP = '[\\s,]{0,3}';
/** The parts of a day, as alternatives of a pattern. */
export const DAY_PARTS = 'morning|noon|midday|lunch(?:time|break)?|afternoon|evening|night';
let made: RegExp | undefined;

function datePattern(): RegExp {
  made ??= makePattern();
  return made;
}

function makePattern(): RegExp {
  const month = `(${monthNames().pattern})(?![\\p{L}])\\.?`;
  const weekday = `(?<![\\p{L}])(${weekdayNames().pattern})(?![\\p{L}'’])`;
  return new RegExp(
    [
      '(?<!\\d)(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?!\\d)',
      '(?<![\\d.])(\\d{1,2})([./-])\\s?(\\d{1,2})(?:\\5\\s?(\\d{4}|\\d{2})?)?(?![\\d:])',
      `(?<!\\d)${DAY}(?:\\s{0,2}|-)(?:of\\s{1,2}|de\\s{1,2})?(?:the\\s)?${month}${YEAR}`,
      `(?<![\\p{L}])${month}\\s{0,2}(?:the\\s)?(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:.h])${YEAR}`,
      `${weekday}${GAP}(?:(?:in the |at |around |after |before |during )?(${DAY_PARTS})(?![\\p{L}])|(?:the\\s)?(\\d{1,2})(?:st|nd|rd|th)(?![\\p{L}]))?`,
      '(\\d{1,2})\\s?月\\s?(\\d{1,2})\\s?日',
      '(?<=(?:on|since) the )(\\d{1,2})(?:st|nd|rd|th)(?![\\p{L}]|\\s+(?:of\\s+)?(?:floor|century|edition|time|anniversary))',
    ]
      .map((one) => `(?:${one})`)
      .join('|'),
    'giu',
  );
}

/** Before and behind a day that is one end of several: the event, and not a moment of it. */
const FROM = /(?:\d{1,2}(?:st|nd|rd|th|\.)?|[\p{L}]day)\s?(?:to|until|till|through|and|[-–—/])\s?$/iu;
const TO = /^\s?(?:to|until|till|through|[-–—])\s?(?:\d|the \d|[\p{L}]+day)/iu;
/** A weekday with its date: the date tells more. */
let dated: RegExp | undefined;

function isDated(after: string): boolean {
  dated ??= new RegExp(
    `^,?\\s*(?:the\\s)?(?:(?!\\d{1,2}(?:[:h]\\d|\\s?[ap]\\.?m))\\d|(?:${monthNames().pattern})\\.?\\s(?:the\\s)?\\d)`,
    'iu',
  );
  return dated.test(after);
}

/** A weekday that comes again, or that is to come. */
const AGAIN = /(?:every|each|next|coming|following|by|until|till)\s+$/i;

/** Every date in a text, in the usual notations and in many languages; weekdays, too. The two ends of a span are none. */
export function datesIn(text: string): readonly FoundDate[] {
  return [...text.matchAll(datePattern())].flatMap((found) => {
    const [
      written,
      y1,
      m1,
      d1,
      a2,
      mark2,
      b2,
      y2,
      d3,
      month3,
      y3,
      month4,
      d4,
      y4,
      weekday,
      part,
      nth,
      m6,
      d6,
      d7,
    ] = found;
    const [before, after] = [
      text.slice(0, found.index).slice(-24),
      text.slice(found.index + written.length, found.index + written.length + 20),
    ];
    if (FROM.test(before) || TO.test(after)) return [];
    const days = weekday
      ? AGAIN.test(before) || isDated(after)
        ? []
        : weekdays(weekday, part, nth)
      : y1
        ? dayOf(Number(m1), Number(d1))
        : a2
          ? numbered(Number(a2), Number(b2), mark2 ?? '', written)
          : m6
            ? dayOf(Number(m6), Number(d6))
            : d7
              ? [d7]
              : dayOf(1 + monthNames().numberOf(month3 ?? month4 ?? ''), Number(d3 ?? d4));
    const year = y1 ?? y2 ?? y3 ?? y4;
    if (days.length === 0) return [];
    return [
      {
        index: found.index,
        length: written.trimEnd().replace(/[,.]$/, '').length,
        days,
        ...(year && { year: fullYear(year) }),
      },
    ];
  });
}

/** Whether two dates can be one: a day of the two in common, and no two different years. */
export function isSameDate(a: FoundDate, b: Pick<FoundDate, 'days' | 'year'>): boolean {
  return (
    a.days.some((day) => b.days.includes(day)) &&
    (a.year === undefined || b.year === undefined || a.year === b.year)
  );
}

/** A weekday as its first letters. */
export function weekdayName(number: number): string {
  return ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'][number] ?? '';
}

function weekdays(name: string, part: string | undefined, nth: string | undefined): readonly string[] {
  const day = weekdayName(weekdayNames().numberOf(name));
  if (part !== undefined) return [`${day} ${partOf(part)}`];
  return nth === undefined ? [day] : [`${day} ${nth}`];
}

/** 23.11. is day first; with a slash or dash it may be either. Two bare numbers with a dash are no date. */
function numbered(a: number, b: number, mark: string, written: string): readonly string[] {
  const isWhole = written.split(mark).length > 2;
  if (!isWhole && mark !== '/') return [];
  return [...dayOf(b, a), ...(mark === '.' ? [] : dayOf(a, b))];
}

function dayOf(month: number, day: number): readonly string[] {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? [`${month}-${day}`] : [];
}

/** A part of a day by its one name. */
export function partOf(part: string): string {
  return /^(?:noon|midday|lunch)/i.test(part) ? 'noon' : part.toLowerCase();
}

function fullYear(year: string): number {
  return Number(year) + (year.length === 2 ? 2000 : 0);
}
