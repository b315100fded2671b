import type { Entry } from '../incident/entry.ts';
import { marksWritten } from '../incident/marks-moved.ts';
import { showMoment } from '../text/moment.ts';

/** Who was written down under another mark than they have now, a line each: on whose screen, and since when. */
export function writtenUnderWords(
  entries: readonly Entry[],
  nameOf: (member: string) => string,
  now: Date,
): readonly string[] {
  return marksWritten(entries).map(
    ({ was, now: mark, isTaken, by, at }) =>
      `${mark} was ${was} on the screen of ${nameOf(by)}, who wrote ${showMoment(at, now)}, until what others had written came${isTaken ? `; ${was} is somebody else` : ''}.`,
  );
}
