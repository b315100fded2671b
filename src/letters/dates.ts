/** A date in a text, or a weekday with a part of the day. */
export interface FoundDate {
  readonly index: number;
  readonly length: number;
  /** Every way in which it can be read, as `11-23`, or `mon morning`. */
  readonly days: readonly string[];
  readonly year?: number;
}

const MONTHS = [
  'jan(?:uary|uar)?',
  'feb(?:ruary|ruar)?',
  'mar(?:ch)?|märz?',
  'apr(?:il)?',
  'may|mai',
  'june?|juni',
  'july?|juli',
  'aug(?:ust)?',
  'sept?(?:ember)?',
  'o[ck]t(?:ober)?',
  'nov(?:ember)?',
  'de[cz](?:ember)?',
];
const MONTH = `(${MONTHS.join('|')})\\b\\.?`;
const DAY = '(\\d{1,2})(?:st|nd|rd|th|\\.)?';
const YEAR = "(?:,?\\s{1,3}['’]?(\\d{4}|\\d{2})(?![\\d:.h]))?";
const GAP = '[\\s,]{0,3}';
const PARTS = 'morning|noon|midday|lunch(?:time|break)?|afternoon|evening|night';
const DATE = new RegExp(
  [
    '(?<!\\d)(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?!\\d)',
    '(?<![\\d.])(\\d{1,2})([./-])\\s?(\\d{1,2})(?:\\5\\s?(\\d{4}|\\d{2})?)?(?![\\d:])',
    `(?<!\\d)${DAY}\\s{0,2}(?:of\\s{1,2})?(?:the\\s)?${MONTH}${YEAR}`,
    `\\b${MONTH}\\s{0,2}(?:the\\s)?(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:.h])${YEAR}`,
    `\\b(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\b${GAP}(?:in the |at |around |after |before |during )?(${PARTS})\\b`,
  ]
    .map((one) => `(?:${one})`)
    .join('|'),
  'giu',
);

/** Every date in a text, in the usual notations; a weekday only with a part of the day. */
export function datesIn(text: string): readonly FoundDate[] {
  return [...text.matchAll(DATE)].flatMap((found) => {
    const [written, y1, m1, d1, a2, mark2, b2, y2, d3, month3, y3, month4, d4, y4, weekday, part] = found;
    const days = weekday
      ? [`${weekday.slice(0, 3).toLowerCase()} ${partOf(part ?? '')}`]
      : y1
        ? dayOf(Number(m1), Number(d1))
        : a2
          ? numbered(Number(a2), Number(b2), mark2 ?? '', written)
          : dayOf(monthOf(month3 ?? month4 ?? ''), Number(d3 ?? d4));
    const year = y1 ?? y2 ?? y3 ?? y4;
    if (days.length === 0) return [];
    return [
      { index: found.index, length: written.trimEnd().length, days, ...(year && { year: fullYear(year) }) },
    ];
  });
}

/** Whether two dates can be one: a day of the two in common, and no two different years. */
export function isSameDate(a: FoundDate, b: FoundDate): boolean {
  return (
    a.days.some((day) => b.days.includes(day)) &&
    (a.year === undefined || b.year === undefined || a.year === b.year)
  );
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

function monthOf(name: string): number {
  return 1 + MONTHS.findIndex((month) => new RegExp(`^(?:${month})$`, 'iu').test(name));
}

function partOf(part: string): string {
  return /^(?:noon|midday|lunch)/i.test(part) ? 'noon' : part.toLowerCase();
}

function fullYear(year: string): number {
  return Number(year) + (year.length === 2 ? 2000 : 0);
}
