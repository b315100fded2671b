/** A clock time in a text. */
export interface ClockTime {
  readonly index: number;
  readonly length: number;
  /** Minutes from midnight; two of them where a text does not say which half of the day is meant. */
  readonly minutes: readonly number[];
  /** By how many minutes it may be beside the truth: what is said in words, or with “about”, is rounded. */
  readonly give: number;
  /** It is in UTC, which is not where it happened. */
  readonly isUtc: boolean;
}

const HOURS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const HOUR = `\\d{1,2}|${HOURS.join('|')}`;
const DAYTIME = '(?:\\s+in the (morning|afternoon|evening)|\\s+at (night))?';
const ABOUT =
  /\b(?:about|around|approximately|roughly|nearly|almost|towards?|circa|ca\.?|gegen|shortly (?:before|after)|just (?:before|after)|soon after)\s+$/i;

const HALF = '(?:[ap]\\.?\\s?m\\b\\.?)';
const TIME = new RegExp(
  [
    // 14:10, 2:10 pm, 14:10:33, 14h10
    `(?<![\\d.:,])(\\d{1,2})\\s?[:h∶]\\s?(\\d{2})(?::\\d{2}(?:\\.\\d{1,3})?)?(?!\\d)(?:\\s{0,2}(${HALF}))?`,
    // 2.10 pm, 14.10 Uhr
    `(?<![\\d.:,])(\\d{1,2})\\.(\\d{2})(?!\\d)\\s{0,2}(${HALF}|Uhr\\b|hrs?\\b|h\\b|o['’]?\\s?clock\\b)`,
    // at 14.10
    `(?<=\\b(?:at|by|around|about|from|until|till|before|after|since|um|gegen|ab)\\s{1,2})(\\d{1,2})\\.(\\d{2})(?![\\d.])`,
    // 2 pm, 14h, 3 o'clock, 15 Uhr
    `(?<![\\d.:,])(\\d{1,2})\\s{0,2}(${HALF}|Uhr\\b|h\\b|o['’]?\\s?clock\\b)`,
    // 1410 hrs, 1410h, 1410 UTC
    `(?<![\\d.:,])(\\d{2})(\\d{2})\\s{0,2}(?:hrs?\\b|hours\\b|h\\b|(?=UTC\\b|GMT\\b|Z\\b))`,
    // 6.15 in the evening
    `(?<![\\d.:,])(\\d{1,2})\\.(\\d{2})(?=\\s+in the (?:morning|afternoon|evening)|\\s+at night)`,
    // half past three, a quarter to six
    `\\b(half|(?:a\\s+)?quarter|\\d{1,2}|five|ten|twenty(?:-five)?)\\s+(?:minutes\\s+)?(past|to|after|before)\\s+(${HOUR})\\b`,
    // noon
    '\\b(noon|midday|midnight)\\b',
  ]
    .map((one) => `(?:${one})`)
    .join('|'),
  'giu',
);

/** Every clock time in a text, in any common notation; with numbers in words where these are given. */
export function clockTimesIn(
  text: string,
  spoken: readonly { readonly digits: string; readonly start: number; readonly end: number }[] = [],
): readonly ClockTime[] {
  const inDigits = [...text.matchAll(TIME)].flatMap((found) => {
    const [written, h1, m1, half1, h2, m2, half2, h3, m3, h4, half4, h5, m5, h6, m6, of, side, h7, word] =
      found;
    const end = found.index + written.length;
    const half = half1 ?? half2 ?? half4 ?? halfBehind(text.slice(end));
    const minutes = word
      ? [/midnight/i.test(word) ? 0 : 720]
      : h7
        ? sidewards(of ?? '', side ?? '', h7, half)
        : minutesOf(
            h1 ?? h2 ?? h3 ?? h4 ?? h5 ?? h6 ?? '',
            m1 ?? m2 ?? m3 ?? m5 ?? m6 ?? '0',
            half,
            h5 !== undefined,
          );
    const isAbout = ABOUT.test(text.slice(Math.max(0, found.index - 24), found.index));
    return minutes.length > 0
      ? [
          {
            index: found.index,
            length: written.trimEnd().length,
            minutes,
            give: isAbout ? 20 : h7 ? 10 : 0,
            isUtc: /^\s{0,2}(?:UTC|GMT|Z)\b/.test(text.slice(end)),
          },
        ]
      : [];
  });
  const inWords = spoken
    .filter(({ digits }) => /^(?:1\d|2[0-3]|[1-9])[0-5]\d$/.test(digits))
    .map(({ digits, start, end }) => ({
      index: start,
      length: end - start,
      minutes: minutesOf(digits.slice(0, -2), digits.slice(-2), '', false),
      give: 0,
      isUtc: false,
    }));
  return [...inDigits, ...inWords];
}

/** Before an hour that stands alone. */
const BEFORE_HOUR =
  '(?:around|about|approximately|roughly|nearly|almost|towards?|circa|ca?\\.?|gegen|um|at|between|(?:shortly|just|soon|right|a little|a bit) (?:before|after|past))\\s{1,2}|[@~]\\s?';
const BARE_HOUR = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:${BEFORE_HOUR})(${HOUR})(?:-?\\s?ish)?|(${HOUR})-?\\s?ish)(?![\\p{L}\\p{N}%€$£]|[.,:]\\d)`,
  'giu',
);
/** What may stand behind an hour; behind a number of things the things stand. */
const BEHIND_HOUR =
  /^(?:\s{0,3}(?:$|[.,;:!?…()[\]"”“»’'\n]|[–—-](?!\d))|\s{1,3}(?:o['’]?\s?clock\b|[ap]\.?m\b|uhr\b|in the (?:morning|afternoon|evening|night)|at\b|on (?:the|that|a|\p{L}+day)\b|yesterday|today|tonight|this (?:morning|afternoon|evening)|last night|when|while|and\b(?! a half| more)|or so|until|till|during|after|before|near|by the|he|she|they|we|somebody|someone|an? |\p{Lu}\p{Ll}+day\b))/iu;
/** Before a number of things. */
const COUNTING =
  /\b(?:there (?:is|was)|are|were|had|have|has|received|got|took|with|of|from|to|than|only|in total)\s+$/iu;

/** Hours without minutes and without a word that says so: “around 4”, “at about four”, “between 3 and 4”. */
export function bareHoursIn(text: string): readonly ClockTime[] {
  return [...text.matchAll(BARE_HOUR)].flatMap((found) => {
    const [written, told, ish = ''] = found;
    const hour = told ?? ish;
    const end = found.index + written.length;
    const before = text.slice(Math.max(0, found.index - 24), found.index);
    if (!BEHIND_HOUR.test(text.slice(end, end + 24)) || COUNTING.test(before)) return [];
    const digits = /^\d/.test(hour) ? hour : String(1 + HOURS.indexOf(hour.toLowerCase()));
    const isExact = /^(?:at|um|@)/i.test(written);
    return [
      {
        index: found.index,
        length: written.length,
        minutes: minutesOf(digits, '00', halfBehind(text.slice(end)), false),
        give: isExact ? 0 : 20,
        isUtc: false,
      },
    ];
  });
}

/** “In the evening” tells which half of the day is meant. */
function halfBehind(after: string): string {
  const [, part, night] = new RegExp(`^${DAYTIME}`, 'i').exec(after) ?? [];
  return part === undefined && night === undefined ? '' : /^morning/i.test(part ?? '') ? 'am' : 'pm';
}

function sidewards(of: string, side: string, hour: string, half: string): readonly number[] {
  const words = new Map([
    ['half', 30],
    ['five', 5],
    ['ten', 10],
    ['twenty', 20],
    ['twenty-five', 25],
  ]);
  const minutes = /quarter/i.test(of) ? 15 : (words.get(of.toLowerCase()) ?? Number(of));
  const whole = /^\d/.test(hour) ? hour : String(1 + HOURS.indexOf(hour.toLowerCase()));
  const sign = /^(?:past|after)$/i.test(side) ? 1 : -1;
  return minutesOf(whole, '00', half, false).map((minute) => (minute + sign * minutes + 1440) % 1440);
}

/** The minute of the day of a moment, in the offset that it is written in. */
export function minuteOf(iso: string): number | undefined {
  const [, hour, minute] = /T(\d{2}):(\d{2})/.exec(iso) ?? [];
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
}

function minutesOf(hour: string, minute: string, half: string, is24: boolean): readonly number[] {
  const [h, m] = [Number(hour), Number(minute)];
  if (h > 24 || m > 59) return [];
  const isHalf = /^[ap]/i.test(half);
  if (isHalf && h <= 12) return [((h % 12) + (/^p/i.test(half) ? 12 : 0)) * 60 + m];
  const at = (h % 24) * 60 + m;
  const isOpen = h > 0 && h < 13 && !hour.startsWith('0') && !is24 && !/^(?:uhr|h)/i.test(half);
  return isOpen ? [at, (at + 720) % 1440] : [at];
}

/** The minutes by which a moment's own offset is beside UTC. */
export function offsetOf(iso: string): number {
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d{2}):(\d{2})$/.exec(iso) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
