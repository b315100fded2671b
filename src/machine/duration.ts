import { UsageError } from '../errors.ts';

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** Milliseconds from a number of days as people type it: 30d, 30 days, 30. Throws a UserError for anything else. */
export function parseDays(text: string): number {
  const [, count] = /^\s*(\d{1,4})\s*(?:d|days?)?\s*$/i.exec(text) ?? [];
  if (count !== undefined) return Number(count) * 24 * 3_600_000;
  throw new UsageError('That is not a number of days.', 'Type it like 30d.');
}

/** Milliseconds from a length of time as people type it: 90s, 15m, 2h. Throws a UserError for anything else. */
export function parseDuration(text: string): number {
  const [, count, unit = ''] = /^\s*(\d{1,4})\s*([smh])\s*$/i.exec(text) ?? [];
  const length = Number(count) * (UNITS[unit.toLowerCase()] ?? Number.NaN);
  if (length > 0) return length;
  throw new UsageError('That is not a length of time.', 'Type it like 15m or 2h.');
}
