/** The first and the last day of what a text names the beginning or the end of, or why nobody can know it. */
export type Edge = { readonly days: readonly Date[] } | 'not a day';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const SHORT: Readonly<Record<string, string>> = { d: 'day', w: 'week', m: 'month', y: 'year', q: 'quarter' };

const EDGE =
  /^(?:the )?(?:very )?(end|close|last day|start|beginning|first day) (?:of|in) (?:the )?(.+?)\.?$/;
const BEHIND = /^(?:the )?(day|week|month|year|quarter)(?:['’]s|s)?[ -]end$/;
const LETTERS = /^(?:eo|e\.o\.)(d|w|m|y|q)\.?$/;

/**
 * What “end of the year”, “end of 2027”, “end of next month” and “start of March” mean, seen from today; what has a name of a month and
 * no year is the next one to end. Of a week, some end it on Friday and others on Sunday. “End of the event” is a day that only people
 * know. Undefined where a text names no beginning and no end.
 */
export function edgeOf(typed: string, now: Date): Edge | undefined {
  const text = typed.toLowerCase().replace(/\s+/g, ' ').trim();
  const [, letter] = LETTERS.exec(text) ?? [];
  const unit = (letter && SHORT[letter]) ?? BEHIND.exec(text)?.[1];
  const [, edge = 'end', what = unit] = EDGE.exec(text) ?? [];
  if (what === undefined) return undefined;
  return spanOf(what, /^(?:start|beginning|first)/.test(edge), now) ?? 'not a day';
}

function spanOf(what: string, isFirst: boolean, now: Date): Edge | undefined {
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()];
  /** From a month on, a number of months. */
  const months = (in_: number, first: number, count: number): Edge => ({
    days: [new Date(in_, isFirst ? first : first + count, isFirst ? 1 : 0)],
  });
  const [, next = '', unit] =
    /^((?:(?:this|next|the|current|coming|following|school) )*)(day|week|month|year|quarter)$/.exec(what) ??
    [];
  const on = /next|coming|following/.test(next) || (isFirst && !/this|current/.test(next)) ? 1 : 0;
  if (next.includes('school')) return undefined;
  switch (unit) {
    case 'year':
      return months(year + on, 0, 12);
    case 'month':
      return months(year, month + on, 1);
    case 'quarter':
      return months(year, (Math.floor(month / 3) + on) * 3, 3);
    case 'week': {
      const monday = day - ((now.getDay() + 6) % 7) + 7 * on;
      const friday = new Date(year, month, monday + 4);
      const sunday = new Date(year, month, monday + 6);
      const today = new Date(year, month, day);
      return {
        days: isFirst ? [new Date(year, month, monday)] : [friday, sunday].filter((one) => one >= today),
      };
    }
    case 'day':
      return { days: [new Date(year, month, day + on)] };
    default:
  }
  if (what === 'today') return { days: [new Date(year, month, day)] };
  if (what === 'tomorrow') return { days: [new Date(year, month, day + 1)] };
  const [, alone] = /^(?:year )?(20\d\d)$/.exec(what) ?? [];
  if (alone !== undefined) return months(Number(alone), 0, 12);
  const [, number, of] = /^q([1-4])(?:,? (20\d\d))?$/.exec(what) ?? [];
  const first =
    number === undefined ? MONTHS.findIndex((one) => isMonth(what, one)) : (Number(number) - 1) * 3;
  if (first < 0) return undefined;
  const count = number === undefined ? 1 : 3;
  const said = of ?? /\b(20\d\d)$/.exec(what)?.[1];
  if (said !== undefined) return months(Number(said), first, count);
  const soon = months(year, first, count);
  const isOver = soon !== 'not a day' && soon.days.every((one) => one < new Date(year, month, day));
  return isOver ? months(year + 1, first, count) : soon;
}

const NAMES = 'january february march april may june july august september october november december'.split(
  ' ',
);

function isMonth(what: string, short: string): boolean {
  const [word = '', ...rest] = what.replace(/[.,]/g, '').split(' ');
  const isNamed =
    word === short || word === NAMES[MONTHS.indexOf(short)] || (short === 'sep' && word === 'sept');
  return isNamed && (rest.length === 0 || (rest.length === 1 && /^20\d\d$/.test(rest[0] ?? '')));
}
