export const HOURS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
/** Minutes past the hour, as they are said. */
const MINUTES: Readonly<Record<string, number>> = {
  half: 30,
  quarter: 15,
  five: 5,
  ten: 10,
  twenty: 20,
  'twenty-five': 25,
};
const SPOKEN = new RegExp(
  `(?<!\\b(?:from|between) |[\\d:.])\\b(?:a )?(half|quarter|five|ten|twenty[- ]five|twenty|[1-9]|[1-5]\\d)(?: min(?:ute)?s?)? (past|after|to|till) (${HOURS.join('|')}|\\d{1,2})(?! ?\\d|:)\\b(?! ?(?:min|hour|day|week|month|year))(?: ?o['’]?clock)?`,
  'i',
);
/** For some the half hour before, for others the one after. */
const HALF_ALONE = new RegExp(
  `\\bhalf (${HOURS.join('|')}|1[0-2]|[1-9])(?! ?\\d|:)\\b(?! ?(?:hour|day|week|month|year))`,
  'i',
);
const HALF_OF_DAY = /,? *\b(?:([ap])\.?m\b\.?|(?:in the |(this ))?(morning|afternoon|evening))/i;

/** What a time in words stands for, each a text with that time in numbers. */
export interface SpokenTimes {
  readonly texts: readonly string[];
  /** Whether it can be the half hour before one or after it: “half four”. */
  readonly eitherHalf?: true;
}

/**
 * What a time in words stands for (“yesterday at half past four”): one in the morning and one in the afternoon, unless it says which.
 * Undefined where no such time is in it.
 */
export function spokenTimes(typed: string): SpokenTimes | undefined {
  const [alone, hour = ''] = HALF_ALONE.exec(typed) ?? [];
  if (alone !== undefined && !SPOKEN.test(typed)) {
    const read = ['half past', '30 to'].flatMap(
      (said) => timesSaid(typed.replace(alone, `${said} ${hour}`)) ?? [],
    );
    return { texts: read, eitherHalf: true };
  }
  const texts = timesSaid(typed);
  return texts && { texts };
}

function timesSaid(typed: string): readonly string[] | undefined {
  const [spoken, part = '', side, named = ''] = SPOKEN.exec(typed) ?? [];
  if (spoken === undefined) return undefined;
  const minutes = MINUTES[part.toLowerCase().replace(' ', '-')] ?? Number(part);
  const isTo = /^t/i.test(side ?? '');
  const said = HOURS.includes(named.toLowerCase()) ? HOURS.indexOf(named.toLowerCase()) + 1 : Number(named);
  if (said > 23 || (isTo && part.toLowerCase() === 'half')) return undefined;
  const hour = isTo ? (said + 23) % 24 : said;
  const minute = String(isTo ? 60 - minutes : minutes).padStart(2, '0');
  if (said > 12 || said === 0) return [typed.replace(spoken, `${hour}:${minute}`)];
  const onDial = `${hour % 12 || 12}:${minute}`;
  const half = HALF_OF_DAY.exec(typed);
  const halves = half === null ? ['am', 'pm'] : [halfSaid(half)];
  const rest = half === null ? typed : typed.replace(half[0], half[2] === undefined ? '' : ' today').trim();
  return halves.map((one) => rest.replace(spoken, `${onDial} ${one}`));
}

const DAY_WORDS =
  '(?:today|tomorrow|yesterday|tonight|this (?:morning|afternoon|evening)|(?:(?:on|this|last|next) )?(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day)?)';
export const HOUR = `(?:${HOURS.join('|')}|\\d{1,2})`;
const DAY_THEN_HOUR = new RegExp(
  `^(${DAY_WORDS})(,? at|,? by)? *,? *(${HOUR})(?: ?(?:h|o['’]?clock))?(?:,? in the (morning|afternoon|evening))?$`,
  'i',
);
const HOUR_THEN_DAY = new RegExp(`^(${HOUR})(?: ?(?:h|o['’]?clock))? (${DAY_WORDS})$`, 'i');

/** An hour alone of which no day is said: “before 6”, “at nine”, “3 o'clock”, “15h”. */
export function hourBy(typed: string): readonly string[] | undefined {
  const [, after, before] = HOUR_BY.exec(typed) ?? [];
  const named = after ?? before;
  if (named === undefined) return undefined;
  const hour = numberOf(named);
  if (hour > 23) return undefined;
  return hour === 0 || hour > 12 ? [`${hour}:00`] : ['am', 'pm'].map((half) => `${hour}:00 ${half}`);
}

const HOUR_BY = new RegExp(
  `^(?:(?:by|before|until|till|at) (${HOUR})(?: ?(?:h|o['’]?clock))?|(${HOUR}) ?(?:h|o['’]?clock))$`,
  'i',
);

export function numberOf(named: string): number {
  const hour = named.toLowerCase();
  return HOURS.includes(hour) ? HOURS.indexOf(hour) + 1 : Number(hour);
}

const DAY_AND_PART =
  '(?:today|tomorrow|yesterday|this|(?:(?:on|this|last|next) )?(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day)?)(?: (?:morning|afternoon|evening))?';
const FLIPPED = new RegExp(
  `^(?:at )?(${HOUR}|\\d{1,2}[:.][0-5]\\d(?: ?[ap]\\.?m\\.?)?|noontime)(?:,? in the (morning|afternoon|evening))?,? (?:on )?(${DAY_AND_PART})$`,
  'i',
);

const PART_AND_HOUR = new RegExp(`^(.+? (?:morning|afternoon|evening))(?: at)? (${HOURS.join('|')})$`, 'i');

/** The day before the time, where that is the other way round and a part of the day is said: “10:40 yesterday evening”. */
export function dayFirst(typed: string): string {
  const [, part, hour] = PART_AND_HOUR.exec(typed) ?? [];
  if (hour !== undefined) return `${part} at ${numberOf(hour)}`;
  const [all, clock = '', half, day = ''] = FLIPPED.exec(typed) ?? [];
  if (all === undefined) return typed;
  if (clock.toLowerCase() === 'noontime') return `${day} ${clock}`;
  const time = HOURS.includes(clock.toLowerCase()) ? numberOf(clock) : clock;
  if (half !== undefined) return `${day.toLowerCase() === 'today' ? 'this' : day} ${half} at ${time}`;
  return / /.test(day.replace(/^(?:on|last|next) /i, '')) ? `${day} at ${time}` : typed;
}

/** A day in words, and an hour alone beside it. */
export interface LoneHour {
  readonly day: string;
  /** What the hour can be, as the day with it in numbers. */
  readonly texts: readonly string[];
  /** The number, where it can as well be the day of a month: “fri 9”. */
  readonly number?: number;
}

/** What an hour alone beside a day in words stands for: “today 9”, “tomorrow at 15”. Undefined where there is none. */
export function loneHour(typed: string): LoneHour | undefined {
  const [, before, at, after, half] = DAY_THEN_HOUR.exec(typed) ?? [];
  const [, first, behind] = HOUR_THEN_DAY.exec(typed) ?? [];
  const [day, named] = [before ?? behind, (after ?? first)?.toLowerCase()];
  if (day === undefined || named === undefined) return undefined;
  const hour = numberOf(named);
  if (hour > 23) return undefined;
  const part = /(?:this )?(morning|afternoon|evening|tonight)/i.exec(day)?.[1]?.toLowerCase();
  const date = part === undefined ? day : 'today';
  const said = half?.toLowerCase() ?? part;
  const halves = said === undefined ? ['am', 'pm'] : [said === 'morning' ? 'am' : 'pm'];
  const texts =
    hour === 0 || hour > 12 ? [`${date} ${hour}:00`] : halves.map((half) => `${date} ${hour}:00 ${half}`);
  const isOpen =
    at === undefined &&
    half === undefined &&
    after === named &&
    /^(?:on )?(?:mon|tue|wed|thu|fri|sat|sun)/i.test(day);
  return { day, texts, ...(isOpen && hour > 0 && { number: hour }) };
}

function halfSaid([, letter, , part]: RegExpExecArray): string {
  if (letter !== undefined) return `${letter.toLowerCase()}m`;
  return part?.toLowerCase() === 'morning' ? 'am' : 'pm';
}
