import type { Possible } from './moment.ts';
import { type DateOrder, type WrittenDate, writtenDate } from './written-date.ts';

/** Words with a date that can be read in two ways, and the words as each of them has it: whoever sits there is asked. */
export interface ReadTwoWays {
  readonly problem: string;
  readonly either: readonly Possible[];
  readonly likely?: DateOrder;
}

/** Before which numbers in a sentence are a date, and no “1/2 an hour”. */
const BEFORE_DATE = /(?:^|[,;(]\s*|\b(?:on|since|until|from|of|dated|and|or|to))\s*$/i;
/** What a sentence about a date goes on with. */
const BEHIND_DATE =
  /^\s*(?:$|[,;.)–-]|\b(?:in|at|on|around|about|before|after|during|when|while|and|or|to|until|shortly|late|early|morning|noon|afternoon|evening|night|\d{1,2}[:.]\d\d|\d{1,2} ?[ap]\.?m)\b)/i;

/** What the words of somebody about a time mean, where they have such dates; undefined where they have none, and everything else stays. */
export function datesTwoWays(words: string): ReadTwoWays | undefined {
  const first = writtenDate(words);
  const either = (['day-first', 'month-first'] as const).map((order) => ({
    value: readBy(order, words),
    order,
  }));
  if (either.every(({ value }) => value === words)) return undefined;
  return {
    problem:
      'has a date that can be read in two ways, day first or month first; write it as 2027-04-03, which is 3 April',
    either,
    ...(first?.likely && { likely: first.likely }),
  };
}

/** The words with each such date as it is in one order. */
function readBy(order: DateOrder, words: string): string {
  const written = writtenDate(words);
  if (written === undefined) return words;
  const [before, behind] = written.around;
  const meant = written.meant.find((one) => one.order === order);
  const numbers = words.slice(before.length, words.length - behind.length);
  const day = meant !== undefined && isDateAmong(written, numbers) ? meant.day : numbers;
  return `${before}${day}${behind === '' ? '' : readBy(order, behind)}`;
}

function isDateAmong({ around: [before, behind], meant }: WrittenDate, numbers: string): boolean {
  const hasYear = /\d{4}$|[./-]\d{1,2}[./-]\s?\d{2}$/.test(numbers);
  return meant.length > 1 && (hasYear || (BEFORE_DATE.test(before) && BEHIND_DATE.test(behind)));
}
