/** The languages whose names of months and days are known in full; those of few also cut short. */
const LANGUAGES = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'sv',
  'da',
  'fi',
  'cs',
  'tr',
  'ru',
  'uk',
  'el',
  'hu',
  'ro',
];
const CUT_SHORT = { month: ['en', 'de'], weekday: ['en'] };

/** Written names, longest first, as alternatives of a pattern; and which one each is, from 0. */
interface Named {
  readonly pattern: string;
  readonly numberOf: (name: string) => number;
}

function named(part: 'month' | 'weekday', days: readonly Date[]): Named {
  const numbers = new Map<string, number>();
  const add = (language: string, length: 'long' | 'short', more: Intl.DateTimeFormatOptions): void => {
    const format = new Intl.DateTimeFormat(language, { [part]: length, timeZone: 'UTC', ...more });
    for (const [index, day] of days.entries()) {
      const name = format.formatToParts(day).find(({ type }) => type === part)?.value ?? '';
      const bare = name.toLowerCase().replace(/\.$/, '');
      if (/^\p{L}{2,}$/u.test(bare) && !numbers.has(bare)) numbers.set(bare, index);
    }
  };
  for (const language of LANGUAGES) {
    add(language, 'long', {});
    // As it stands beside a day: “19 ноября”, not “ноябрь”.
    add(language, 'long', part === 'month' ? { day: 'numeric' } : {});
  }
  for (const language of CUT_SHORT[part]) add(language, 'short', {});
  for (const short of part === 'month' ? ['sept'] : []) numbers.set(short, 8);
  for (const [index, short] of (part === 'weekday' ? ['', 'tues', 'weds', 'thurs'] : []).entries())
    if (short !== '') numbers.set(short, index);
  const names = [...numbers.keys()].sort((a, b) => b.length - a.length);
  return {
    pattern: names.join('|'),
    numberOf: (name) => numbers.get(name.toLowerCase().replace(/\.$/, '')) ?? -1,
  };
}

let months: Named | undefined;
let weekdays: Named | undefined;

/** Months, January is 0. Made at the first call, since few commands look for dates. */
export function monthNames(): Named {
  months ??= named(
    'month',
    Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2024, month, 15))),
  );
  return months;
}

/** Days of the week, Monday is 0. */
export function weekdayNames(): Named {
  weekdays ??= named(
    'weekday',
    Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day))),
  );
  return weekdays;
}
