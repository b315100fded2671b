import { EXIT, UserError } from '../errors.ts';

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** Milliseconds from a length of time as people type it: 90s, 15m, 2h. Throws a UserError for anything else. */
export function parseDuration(text: string): number {
  const [, count, unit = ''] = /^\s*(\d{1,4})\s*([smh])\s*$/i.exec(text) ?? [];
  const length = Number(count) * (UNITS[unit.toLowerCase()] ?? Number.NaN);
  if (length > 0) return length;
  throw new UserError('That is not a length of time.', {
    hints: ['Type it like 15m or 2h.'],
    exitCode: EXIT.usage,
  });
}
