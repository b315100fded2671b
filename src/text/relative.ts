import { showWeekday } from './moment.ts';

const WEEKDAY = '(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?s?';
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const PART = '(?:morning|noon|lunch(?:time)?|afternoon|evening|night)';
/** What is another day on each day on which it is read. */
const RELATIVE = new RegExp(
  [
    '\\b(?:today|tonight|yesterday|tomorrow|just now|ago|earlier|recently|now)\\b',
    `\\b(?:this|last|next|past|previous) (?:${PART}|${WEEKDAY}|day|week|weekend|month|year|hour)s?\\b`,
    `\\b(?:in|within) (?:an?|the|half an|\\d+|a few|a couple of|two|three|four|five|six) (?:minute|hour|day|week|month)s?\\b`,
    `\\b(?:last|past) (?:\\d+|few|couple of|two|three) (?:hour|day|week|month)s\\b`,
    `\\b${WEEKDAY}\\b`,
  ].join('|'),
  'i',
);
const TIME_ALONE = /\b\d{1,2}(?:[:.]\d\d|\s?[ap]\.?m\b|\s?o.?clock)/i;
/** A day of the calendar. */
const DAY = new RegExp(
  [
    '\\b\\d{4}-\\d\\d',
    '\\b\\d{1,2}[./]\\s?\\d{1,2}[./]\\s?(?:\\d{2,4})?\\b',
    '\\b\\d{1,2}/\\d{1,2}\\b',
    `\\b\\d{1,2}(?:st|nd|rd|th)?\\.?\\s(?:of\\s)?${MONTH}\\b`,
    `\\b${MONTH}\\.?\\s(?:the\\s)?\\d{1,4}`,
  ].join('|'),
  'i',
);

/** Words with the day on which they were written down behind them, where they tell a time from it. */
export function onItsDay(words: string, writtenAt: string): string {
  return isRelative(words)
    ? `${words} (written down ${showWeekday(writtenAt.slice(0, 'YYYY-MM-DD'.length))})`
    : words;
}

/** Whether words tell a time from the day on which they were said: “today 10:40”, “yesterday evening”, “on Monday”. */
export function isRelative(words: string): boolean {
  return RELATIVE.test(words) && !DAY.test(words);
}

/** The same of an answer to when something was: there a time of day is one of the day on which it was said. */
export function isRelativeTime(words: string): boolean {
  return isRelative(words) || (TIME_ALONE.test(words) && !DAY.test(words));
}
