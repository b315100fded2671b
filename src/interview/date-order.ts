import type { Possible } from './moment.ts';
import type { DateOrder } from './written-date.ts';

/** A day whose parts nobody confuses. */
const EXAMPLE = new Date(Date.UTC(2003, 10, 22, 12));

/**
 * The order in which somebody writes a date in numbers, as the settings of their machine have it (`LC_ALL`, `LC_TIME`, `LANG`).
 * Undefined where these do not say: none is set, it names no country, or the year comes first there.
 */
export function dateOrderOf({ LC_ALL, LC_TIME, LANG }: NodeJS.ProcessEnv): DateOrder | undefined {
  const [, language, country] = /^([a-z]{2,3})_([A-Z]{2})\b/.exec(LC_ALL || LC_TIME || LANG || '') ?? [];
  if (language === undefined) return undefined;
  const parts = new Intl.DateTimeFormat(`${language}-${country}`, { dateStyle: 'short', calendar: 'gregory' })
    .formatToParts(EXAMPLE)
    .map(({ type }) => type);
  const [year, month, day] = [parts.indexOf('year'), parts.indexOf('month'), parts.indexOf('day')];
  if (year < month || year < day) return undefined;
  return day < month ? 'day-first' : 'month-first';
}

/** The one reading that everything known speaks for; undefined where nothing does, or not all for the same. */
export function toldApart(
  either: readonly Possible[],
  signs: readonly (DateOrder | undefined)[],
): Possible | undefined {
  const [order, ...others] = new Set(signs.filter((sign) => sign !== undefined));
  if (order === undefined || others.length > 0) return undefined;
  return either.find((one) => one.order === order);
}
