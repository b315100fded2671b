const HOURS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
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
  `\\b(?:a )?(half|quarter|five|ten|twenty[- ]five|twenty)(?: minutes)? (past|to) (${HOURS.join('|')}|\\d{1,2})(?! ?\\d|:)\\b`,
  'i',
);
const HALF_OF_DAY = /,? *\b(?:([ap])\.?m\b\.?|(?:in the |(this ))?(morning|afternoon|evening))/i;

/**
 * What a time in words stands for (“yesterday at half past four”), each a text with that time in numbers: one in the
 * morning and one in the afternoon, unless it says which. Undefined where no such time is in it. “Half four” is none:
 * where it is said, it means one of two hours.
 */
export function spokenTimes(typed: string): readonly string[] | undefined {
  const [spoken, part = '', side, named = ''] = SPOKEN.exec(typed) ?? [];
  if (spoken === undefined) return undefined;
  const minutes = MINUTES[part.toLowerCase().replace(' ', '-')] ?? 0;
  const said = HOURS.includes(named.toLowerCase()) ? HOURS.indexOf(named.toLowerCase()) + 1 : Number(named);
  if (said > 23 || (side?.toLowerCase() === 'to' && part.toLowerCase() === 'half')) return undefined;
  const isTo = side?.toLowerCase() === 'to';
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
const HOUR = `(?:${HOURS.join('|')}|\\d{1,2})`;
const DAY_THEN_HOUR = new RegExp(
  `^(${DAY_WORDS})(,? at|,? by)? *,? *(${HOUR})(?: ?(?:h|o['’]?clock))?(?:,? in the (morning|afternoon|evening))?$`,
  'i',
);
const HOUR_THEN_DAY = new RegExp(`^(${HOUR})(?: ?(?:h|o['’]?clock))? (${DAY_WORDS})$`, 'i');

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
  const hour = HOURS.includes(named) ? HOURS.indexOf(named) + 1 : Number(named);
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
