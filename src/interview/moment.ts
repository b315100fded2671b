import type { ParsedComponents, ParsedResult } from 'chrono-node';
import { parse } from 'chrono-node/en';
import { isDay, isInstant } from '../incident/fields.ts';
import { localIso } from '../text/moment.ts';

const ISO_WITH_OFFSET = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const SAYS_PAST = /\b(?:last|past|previous)\b/i;
const SAYS_TODAY = /^(this|today|tonight)\b/i;

/**
 * A moment in the past or present as people type it ("now", "yesterday 3pm", "22:40", an ISO 8601 moment), as ISO
 * 8601 with an offset. What could be read as a past or a coming day is taken as the past one: reports are about what
 * has been, unless `coming` is set. Undefined where any part of the text is not understood.
 */
export function parseMoment(
  text: string,
  now: Date,
  { coming = false }: { readonly coming?: boolean } = {},
): string | undefined {
  const typed = text.trim();
  const [, minutes, seconds = ':00', offset] = ISO_WITH_OFFSET.exec(typed) ?? [];
  if (minutes !== undefined) return sound(`${minutes}${seconds}${offset}`);
  const found = only(typed, now, coming);
  if (found === undefined) return undefined;
  const { start } = found;
  if (isVague(start, typed)) return undefined;
  const moment = found.date();
  if (coming) {
    if (moment < now && !SAYS_PAST.test(typed) && !start.isCertain('day') && !SAYS_TODAY.test(typed))
      moment.setDate(moment.getDate() + (start.isCertain('weekday') ? 7 : 1));
    return localIso(moment);
  }
  if (moment > now && !start.isCertain('day') && !SAYS_TODAY.test(typed))
    moment.setDate(moment.getDate() - (start.isCertain('weekday') ? 7 : 1));
  return localIso(moment);
}

/** A part of a day or a month alone says too little: half a day is counted from this moment. */
function isVague(start: ParsedComponents, typed: string): boolean {
  if (isMonthAlone(start, typed)) return true;
  return /night|evening|morning|afternoon/i.test(typed) && !start.isCertain('hour');
}

/**
 * A day to come as people type it ("31 March", "in 6 months", 2027-03-31), as `2027-03-31`. Undefined where any part of
 * the text is not understood.
 */
export function parseDay(text: string, now: Date): string | undefined {
  const typed = text.trim();
  if (/^\d{4}-\d\d-\d\d$/.test(typed)) return isDay(typed) ? typed : undefined;
  // From the beginning of today, so that today is not taken for the same day of next year.
  const found = only(typed, new Date(now.getFullYear(), now.getMonth(), now.getDate()), true);
  if (found === undefined || isMonthAlone(found.start, typed)) return undefined;
  return localIso(found.date()).slice(0, 'YYYY-MM-DD'.length);
}

/** Whether the day is left open; it is not in a length of time, such as “in 6 months”. */
function isMonthAlone(start: ParsedComponents, typed: string): boolean {
  return start.isCertain('month') && !start.isCertain('day') && !/^in\b|\bfrom (?:now|today)$/i.test(typed);
}

/** The one moment that the whole of a text names. */
function only(typed: string, now: Date, forwardDate: boolean): ParsedResult | undefined {
  const [found, ...others] = parse(typed, now, { forwardDate: forwardDate && !SAYS_PAST.test(typed) });
  return others.length > 0 || found?.end || found?.text.length !== typed.length ? undefined : found;
}

function sound(iso: string): string | undefined {
  return isInstant(iso) ? iso : undefined;
}
