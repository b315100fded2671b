/** A clock time in a text. */
export interface ClockTime {
  readonly index: number;
  readonly length: number;
  /** Minutes from midnight; two of them where a text does not say which half of the day is meant. */
  readonly minutes: readonly number[];
}

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
    // 1410 hrs, 1410h
    `(?<![\\d.:,])(\\d{2})(\\d{2})\\s{0,2}(?:hrs?|hours|h)\\b`,
    // noon
    '\\b(noon|midday|midnight)\\b',
  ]
    .map((one) => `(?:${one})`)
    .join('|'),
  'giu',
);

/** Every clock time in a text, in any common notation. */
export function clockTimesIn(text: string): readonly ClockTime[] {
  return [...text.matchAll(TIME)].flatMap((found) => {
    const [written, h1, m1, half1, h2, m2, half2, h3, m3, h4, half4, h5, m5, word] = found;
    const minutes = word
      ? [/midnight/i.test(word) ? 0 : 720]
      : minutesOf(
          h1 ?? h2 ?? h3 ?? h4 ?? h5 ?? '',
          m1 ?? m2 ?? m3 ?? m5 ?? '0',
          half1 ?? half2 ?? half4 ?? '',
          h5 !== undefined,
        );
    return minutes.length > 0 ? [{ index: found.index, length: written.trimEnd().length, minutes }] : [];
  });
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
