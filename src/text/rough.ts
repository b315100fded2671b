/**
 * A moment of which no more is known than its day, or a part of that day: `2026-11-20`, `2026-11-20 morning`; of what stands in
 * earlier files, its month: `2023-05`. Answers have it in the place of an ISO 8601 moment; entries have the moment at which it
 * begins, and beside it how precise that is.
 */

/** From which hour to which; a night goes on into the next day. */
const HOURS = {
  morning: [5, 12],
  noon: [11, 14],
  afternoon: [12, 18],
  evening: [18, 24],
  night: [21, 30],
} as const;
/** The hour of the next day at which a night ends. */
export const NIGHT_ENDS = HOURS.night[1] - 24;
export type DayPart = keyof typeof HOURS;
export const DAY_PARTS = Object.keys(HOURS) as readonly DayPart[];

const ROUGH = new RegExp(`^(\\d{4})-(\\d\\d)(?:-(\\d\\d)(?: (${DAY_PARTS.join('|')}))?)?$`);

/** How much of a moment is known; undefined where it is one to the minute. */
export function precisionOf(moment: string): DayPart | 'day' | 'month' | undefined {
  const [all, , , day, part] = ROUGH.exec(moment) ?? [];
  if (all === undefined) return undefined;
  return day === undefined ? 'month' : ((part as DayPart | undefined) ?? 'day');
}

/** A moment of an entry as an answer has it: its day, and the part of it that is known; or its month. */
export function roughly(iso: string, precision: string): string {
  if (precision === 'month') return iso.slice(0, 'YYYY-MM'.length);
  const day = iso.slice(0, 'YYYY-MM-DD'.length);
  return DAY_PARTS.some((part) => part === precision) ? `${day} ${precision}` : day;
}

/** The first moment that is meant, in the time of this place. */
export function earliestOf(moment: string): Date {
  return within(moment, 0);
}

/** The last one. */
export function latestOf(moment: string): Date {
  return within(moment, 1);
}

/**
 * Where the end of a moment stands among others, ISO 8601 in UTC: a night is said by the day on which it began, so that it stands
 * before what is said to be on the next one.
 */
export function inOrder(end: string, precision?: string): string {
  return precision === 'night' ? new Date(Date.parse(end) - NIGHT_ENDS * 3_600_000).toISOString() : end;
}

function within(moment: string, which: 0 | 1): Date {
  const [, year, month, day, part] = ROUGH.exec(moment) ?? [];
  if (year === undefined) return new Date(moment);
  if (day === undefined) return new Date(Number(year), Number(month) - 1 + which, 1, 0, -which);
  const hours = part === undefined ? ([0, 24] as const) : HOURS[part as DayPart];
  // The last minute of a day belongs to it, midnight to the next one.
  return new Date(Number(year), Number(month) - 1, Number(day), hours[which], which === 0 ? 0 : -1);
}
