import { readAsWritten } from './moment.ts';

const NOON = new Date('2026-06-17T12:00:00Z');
/** Names of days and months are names of people, too. */
const MAY_BE_A_NAME = /^(?:\p{Lu}[\p{L}\p{M}'’.-]*)(?:\s+\p{Lu}[\p{L}\p{M}'’.-]*)*$/u;
const IS_NONE =
  /\b(?:past|quarter|half|o['’]?clock|this|last|next|ago|morning|afternoon|evening|night|noon|midnight|today|tonight|yesterday|tomorrow|now|am|pm)\b/iu;
const CLOCK = /^(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) ?o['’]?clock$/iu;
const AROUND =
  /^(?:(?:about|around|at|by|since|shortly|just|before|after|it was|in|on|from|roughly|ca\.?|approx\.?)\s+)+/iu;

/** Whether words in the place of a person are a time: “half past two”, “this morning”. Whatever can be a name is none. */
export function readsAsTime(words: string): boolean {
  const said = words
    .trim()
    .replace(AROUND, '')
    .replace(/[.!?,;]+$/, '');
  if (CLOCK.test(said)) return true;
  if (!/\p{L}|\d[:.]\d|\d{4}-\d\d-\d\d/u.test(said)) return false;
  if (MAY_BE_A_NAME.test(said) && !IS_NONE.test(said)) return false;
  if (/^\p{L}+$/u.test(said) && !IS_NONE.test(said)) return false;
  const read = readAsWritten(said, NOON);
  return 'value' in read || (read.either ?? []).length > 0;
}
