import { HOUR, numberOf, spokenTimes } from './spoken-time.ts';

/** A time of a night, as the day on which that began and the hour and minute that it can be, from 0 to 23. */
export interface NightTime {
  /** As it is typed: “yesterday”, “Friday”. */
  readonly day: string;
  /** None where it is one that no night has, as ten in the morning. */
  readonly times: readonly { readonly hour: number; readonly minute: number }[];
  readonly eitherHalf?: true;
}

const NIGHT =
  /,? *\b(?:(last night)|(tonight|this night)|(?:late )?(?:(?:at|in the|during the) )?night)\b,?/i;
const TIME = `(?:(\\d{1,2})(?:[:.h]([0-5]\\d)) ?(?:([ap])\\.?m\\b\\.?)?|(\\d{1,2}) ?([ap])\\.?m\\b\\.?|(${HOUR})(?: ?(?:h|o['’]?clock))?(?=$|,| on| (?!\\d)))`;
const CLOCK = new RegExp(`(?:^|,? +|\\b)${TIME}`, 'i');
/** Where that is said, it is the time and no day of a month. */
const AT_CLOCK = new RegExp(`(?:^|,? *)\\b(?:at|around) ${TIME}`, 'i');

/** An hour from which on a night can have begun, and one by which it is over. */
const [BEGINS, IS_OVER] = [17, 7];

/**
 * A time beside “last night”, “tonight” or the night of a day, wherever in the text it stands: from six to eleven is before midnight,
 * from twelve to five after it. Undefined where no time or no night is in it.
 */
export function nightTime(typed: string): NightTime | undefined {
  const [night, last, this_] = NIGHT.exec(typed) ?? [];
  if (night === undefined) return undefined;
  const rest = edged(typed.replace(night, ' '));
  if (rest === '') return undefined;
  const spoken = spokenTimes(rest.replace(/\b(?:[ap]\.?m\b\.?)/i, ''));
  const texts = spoken?.texts ?? [rest];
  const found = texts.flatMap((text) => {
    const [all, h1, minute = '0', half1, h2, half2, h3] = AT_CLOCK.exec(text) ?? CLOCK.exec(text) ?? [];
    if (all === undefined) return [];
    const half = spoken === undefined ? (half1 ?? half2) : /\b([ap])\.?m\b/i.exec(rest)?.[1];
    const hour = inTheNight(numberOf(h1 ?? h2 ?? h3 ?? ''), half?.toLowerCase());
    return [{ hour, minute: Number(minute), day: edged(text.replace(all, ' ')) }];
  });
  const [first] = found;
  if (first === undefined || found.some(({ day }) => day !== first.day)) return undefined;
  if (first.day !== '' && (last ?? this_) !== undefined) return undefined;
  const could = found.flatMap(({ hour, minute }) => (hour === undefined ? [] : [{ hour, minute }]));
  const times = could.filter((one, at) => could.findIndex(({ hour }) => hour === one.hour) === at);
  const day = first.day || (last === undefined ? 'today' : 'yesterday');
  return { day, times, ...(spoken?.eitherHalf && { eitherHalf: true }) };
}

/** The hour of the day; undefined where no night has it. */
function inTheNight(said: number, half: string | undefined): number | undefined {
  if (said > 24) return undefined;
  const isOnDial = said > 0 && said <= 12;
  const isLate = half === undefined ? said >= 6 && said < 12 : (half === 'p') === said < 12;
  const hour = isOnDial ? (said % 12) + (isLate && said !== 12 ? 12 : 0) : said % 24;
  const isNoon = said === 12 && half === 'p';
  return isNoon || (hour < BEGINS && hour >= IS_OVER) ? undefined : hour;
}

function edged(text: string): string {
  return text
    .trim()
    .replace(/^(?:on|at|in|,)\s+|[\s,]+(?:on|at|in)$/gi, '')
    .replace(/^[\s,]+|[\s,]+$/g, '')
    .replace(/\s+/g, ' ');
}
