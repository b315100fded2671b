const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const WRITTEN =
  /^(?:[A-Za-z]{2,9},?\s{1,9})?(\d{1,2})[\s-]{1,9}([A-Za-z]{3})[a-z]{0,6}[\s-]{1,9}(\d{2}|\d{4})\s{1,9}(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\s{0,9}(.{0,40}))?/;
/** As `date` and `asctime` write it: `Mon Nov 23 14:10:00 2026`. */
const OF_C =
  /^[A-Za-z]{3}\s{1,9}([A-Za-z]{3})\s{1,9}(\d{1,2})\s{1,9}(\d{2}):(\d{2}):(\d{2})\s{1,9}(?:[A-Z]{1,5}\s{1,9})?(\d{4})(.{0,40})/;
const ZONES: Readonly<Record<string, string>> = {
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
};

/**
 * When a header says that it was: ISO 8601 with the offset that stands there, `Z` where it names none that is known. Nothing
 * where no such moment can have been.
 */
export function momentOf(field: string): string | undefined {
  const text = field.replace(/\s+/g, ' ').trim();
  const found = WRITTEN.exec(text);
  if (found !== null) {
    const [, day, month, year, hour, minute, second, zone] = found;
    return isoOf(year, month, day, hour, minute, second, zone);
  }
  const [, month, day, hour, minute, second, year, zone] = OF_C.exec(text) ?? [];
  return isoOf(year, month, day, hour, minute, second, zone);
}

/** When a server took a mail in: what stands behind the last semicolon of its line. */
export function receivedAt(field: string): string | undefined {
  return momentOf(field.slice(field.lastIndexOf(';') + 1));
}

/** A moment of the universal time as ISO 8601, to the second; nothing where it cannot have been. */
export function utcIso(milliseconds: number): string | undefined {
  const at = new Date(milliseconds);
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1970 || at.getUTCFullYear() > 9999
    ? undefined
    : `${at.toISOString().slice(0, 'YYYY-MM-DDThh:mm:ss'.length)}Z`;
}

function isoOf(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  zone: string | undefined,
): string | undefined {
  const nr = MONTHS.indexOf(month?.toLowerCase() ?? '') + 1;
  if (year === undefined || day === undefined || hour === undefined || minute === undefined || nr === 0)
    return undefined;
  const whole = year.length === 4 ? year : `${Number(year) < 70 ? 20 : 19}${year}`;
  const two = (text: string | number): string => String(text).padStart(2, '0');
  // A leap second is told as the one before it.
  const seconds = second === '60' ? '59' : two(second ?? 0);
  const local = `${whole}-${two(nr)}-${two(day)}T${two(hour)}:${minute}:${seconds}`;
  const at = new Date(`${local}Z`);
  const isReal = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(local);
  return isReal ? `${local}${offsetOf(zone ?? '')}` : undefined;
}

/** `-0000` says that the offset is not known. */
function offsetOf(zone: string): string {
  const [, sign = '', hours = '', minutes = ''] =
    /^\(?(?:GMT|UTC)?([+-])(\d{2}):?(\d{2})/.exec(zone.trim()) ?? [];
  const isKnown =
    sign !== '' && Number(hours) <= 14 && Number(minutes) < 60 && `${sign}${hours}${minutes}` !== '-0000';
  return isKnown ? `${sign}${hours}:${minutes}` : (ZONES[/^[A-Z]+/.exec(zone.trim())?.[0] ?? ''] ?? 'Z');
}
