import { isSlipOf } from '../letters/slip.ts';

/** The words by which a moment is said. */
const WORDS =
  `today tomorrow yesterday tonight morning afternoon evening night noon midnight lunchtime quarter half past minutes hours days weeks months
  week month last next around about
  monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november
  december`.split(/\s+/);

/** A text with the first of its words that is nearly one by which a moment is said put right, and that word. Undefined where there is none. */
export function nearWord(typed: string): { readonly typed: string; readonly word: string } | undefined {
  for (const [written] of typed.matchAll(/\p{L}{3,}/gu)) {
    const own = written.toLowerCase();
    if (WORDS.includes(own)) continue;
    const word = WORDS.find((one) => isSlipOf(own, one)) ?? WORDS.find((one) => single(one) === single(own));
    if (word !== undefined) return { typed: typed.replace(written, word), word };
  }
  return undefined;
}

/** Which letters are double is what is mistyped most: “tommorow”. */
function single(word: string): string {
  return word.replace(/(.)\1+/gu, '$1');
}
