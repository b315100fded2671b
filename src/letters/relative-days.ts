import { DAY_PARTS, type FoundDate, partOf, weekdayName } from './dates.ts';

/** Milliseconds. */
export const DAY = 86_400_000;
const JOIN =
  '(?:[\\s,]{1,3}(?:in|at|around|about|over|during|after|before|of|the|on|early|late)){0,3}[\\s,]{1,3}';
const BEFORE_TODAY =
  '(?:(yesterday)|(?:the )?day before yesterday|(\\d{1,2}|two|three|four|five|six) (?:days?|nights?) ago)';
const DAY_WORD = `(?:(today)|${BEFORE_TODAY})`;
const SAID = new RegExp(
  [
    `\\b${DAY_WORD}${JOIN}(${DAY_PARTS})(?![\\p{L}])`,
    `\\b(${DAY_PARTS})${JOIN}${DAY_WORD}(?![\\p{L}])`,
    `\\b(tonight|this (?:${DAY_PARTS})|last night)(?![\\p{L}])`,
    `\\b${BEFORE_TODAY}(?![\\p{L}])`,
  ].join('|'),
  'giu',
);
/** Before a time that is to come, or that comes again. */
const OTHER_TIME = /\b(?:by|until|till|before|from|every|each)\s+$/i;
/** In a sentence with one of these, a day without its part is that of what the team did. */
const OURS =
  /\b(?:we|us|our|reports?|complaints?|meeting|met|appeal|decision|decided|letter|announce\p{L}*|your side)\b/iu;

/**
 * The days that a text tells from another one, as if it was said on the day of this moment: with a part of the day, a weekday
 * and that part; without, the weekday. “Today” alone is none.
 */
export function relativeDaysIn(text: string, at: string): readonly FoundDate[] {
  const said = Date.parse(`${at.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(said)) return [];
  return [...text.matchAll(SAID)].flatMap((found) => {
    const [written, today1, yesterday1, count1, part1, part2, today2, yesterday2, count2, short, ...bare] =
      found;
    if (OTHER_TIME.test(text.slice(Math.max(0, found.index - 12), found.index))) return [];
    const part = part1 ?? part2 ?? short?.replace(/^(?:to|this |last )/i, '');
    if (part === undefined && OURS.test(sentenceAt(text, found.index))) return [];
    const back = short
      ? Number(/^last/i.test(short))
      : daysBack(today1 ?? today2, yesterday1 ?? yesterday2 ?? bare[0], count1 ?? count2 ?? bare[1]);
    const weekday = weekdayOf(said - back * DAY);
    const day = part === undefined ? weekday : `${weekday} ${partOf(part)}`;
    return [{ index: found.index, length: written.length, days: [day] }];
  });
}

/** The sentence around a place, as far as it is near. */
function sentenceAt(text: string, place: number): string {
  const before = /[^.!?\n]*$/.exec(text.slice(Math.max(0, place - 200), place))?.[0] ?? '';
  const after = /^[^.!?\n]*/.exec(text.slice(place, place + 200))?.[0] ?? '';
  return before + after;
}

/** How many days before the one on which it was said; what is neither today nor yesterday nor counted is the day before that. */
export function daysBack(today?: string, yesterday?: string, count?: string): number {
  return today ? 0 : yesterday ? 1 : count ? countOf(count) : 2;
}

/** The weekday of a midnight, in UTC, as its first letters. */
export function weekdayOf(day: number): string {
  return weekdayName((new Date(day).getUTCDay() + 6) % 7);
}

function countOf(count: string): number {
  return Number(count) || 2 + ['two', 'three', 'four', 'five', 'six'].indexOf(count.toLowerCase());
}
