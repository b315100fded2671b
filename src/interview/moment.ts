import { parse } from 'chrono-node/en';
import { localIso } from '../screen/moment.ts';

const ISO_WITH_OFFSET = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const DAY = 86_400_000;

/**
 * A moment in the past or present as people type it ("now", "yesterday 3pm", "22:40", an ISO 8601 moment), as ISO
 * 8601 with an offset. What could be read as a past or a coming day is taken as the past one: reports are about what
 * has been. Undefined where any part of the text is not understood.
 */
export function parseMoment(text: string, now: Date): string | undefined {
  const typed = text.trim();
  const [, minutes, seconds = ':00', offset] = ISO_WITH_OFFSET.exec(typed) ?? [];
  if (minutes !== undefined)
    return Number.isNaN(Date.parse(typed)) ? undefined : `${minutes}${seconds}${offset}`;
  const [found, ...others] = parse(typed, now);
  if (found === undefined || others.length > 0 || found.end || found.text.length !== typed.length)
    return undefined;
  const moment = found.date();
  const { start } = found;
  if (moment > now && !start.isCertain('day'))
    moment.setTime(moment.getTime() - (start.isCertain('weekday') ? 7 : 1) * DAY);
  return localIso(moment);
}
