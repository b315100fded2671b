/** When something was said, as it stands there. */
export interface Stamp {
  readonly day?: string;
  readonly time: string;
  /** `Z`, `+0100` or `+01:00`. */
  readonly zone?: string;
}

/** A time of day; with its seconds, and with am or pm, where it has them. */
export const TIME = String.raw`(?<time>\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[\s\u202f\u00a0]?[ap]\.?[\s\u00a0]?m\.?)?)`;
/** A day with its year: `23.11.2026`, `2026-11-23`, `11/23/26`, `23 Nov 2026`, `November 23rd, 2026`. */
export const DAY = String.raw`(?<day>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{1,2}\.?[ -]\p{L}{3,9}\.?[ -](?:\d{4}|\d{2})|\p{L}{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})`;

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const OTHER_MONTHS: Readonly<Record<string, number>> = {
  mär: 3,
  mai: 5,
  okt: 10,
  dez: 12,
  mrt: 3,
  mei: 5,
  ene: 1,
  abr: 4,
  ago: 8,
  dic: 12,
};
const IN_NUMBERS = /^(\d{1,2})[./-](\d{1,2})[./-](\d{2}|\d{4})$/;

/**
 * Whether the days of a text that are written in numbers have the day first. Where each can be read both ways, and neither puts
 * them in a better order, that is not sure.
 */
export function dayOrderOf(days: readonly string[]): {
  readonly isDayFirst: boolean;
  readonly isUnsure: boolean;
} {
  const parts = days.flatMap((day) => {
    const [whole, one, other] = IN_NUMBERS.exec(day) ?? [];
    return whole === undefined
      ? []
      : [{ one: Number(one), other: Number(other), hasDots: day.includes('.'), whole }];
  });
  if (parts.some(({ one }) => one > 12)) return { isDayFirst: true, isUnsure: false };
  if (parts.some(({ other }) => other > 12)) return { isDayFirst: false, isUnsure: false };
  if (parts.every(({ one, other, hasDots }) => hasDots || one === other))
    return { isDayFirst: true, isUnsure: false };
  const goesOn = (isDayFirst: boolean): boolean => {
    const all = parts.map(({ whole }) => dayOf(whole, isDayFirst) ?? '');
    return all.every((day, at) => at === 0 || day >= (all[at - 1] ?? ''));
  };
  const [dayFirst, monthFirst] = [goesOn(true), goesOn(false)];
  return { isDayFirst: dayFirst || !monthFirst, isUnsure: dayFirst === monthFirst };
}

/** As `2026-11-23T14:10`, or `14:10` where no day is known; nothing where there is no such moment. */
export function momentOf({ day, time, zone = '' }: Stamp, isDayFirst: boolean): string | undefined {
  const [, hour = '', minute = '', second, half] =
    /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?[\s\u202f\u00a0]?([ap])?/i.exec(time) ?? [];
  const of12 =
    half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (hour === '' || of12 > 23 || Number(minute) > 59 || (half !== undefined && Number(hour) > 12))
    return undefined;
  const clock = `${two(of12)}:${minute}${second === undefined ? '' : `:${second}`}`;
  const on = day === undefined ? undefined : dayOf(day, isDayFirst);
  return on === undefined ? clock : `${on}T${clock}${zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`;
}

function dayOf(day: string, isDayFirst: boolean): string | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(day) ?? [];
  if (year !== undefined) return realDay(year, Number(month), Number(date));
  const [, one, other, inYear = ''] = IN_NUMBERS.exec(day) ?? [];
  if (one !== undefined)
    return realDay(inYear, Number(isDayFirst ? other : one), Number(isDayFirst ? one : other));
  const [, dateBefore, name, yearBehind = ''] = /^(\d{1,2})\.?[ -](\p{L}+)\.?[ -](\d{2,4})$/u.exec(day) ?? [];
  if (dateBefore !== undefined) return realDay(yearBehind, monthOf(name), Number(dateBefore));
  const [, first, dateBehind, inThat = ''] = /^(\p{L}+)\.? (\d{1,2})\D{0,4} (\d{4})$/u.exec(day) ?? [];
  return first === undefined ? undefined : realDay(inThat, monthOf(first), Number(dateBehind));
}

function monthOf(name = ''): number {
  const short = name.slice(0, 3).toLowerCase();
  return OTHER_MONTHS[short] ?? MONTHS.indexOf(short) + 1;
}

function realDay(year: string, month: number, date: number): string | undefined {
  const day = `${year.length === 2 ? `20${year}` : year}-${two(month)}-${two(date)}`;
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : undefined;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
