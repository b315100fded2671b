import type { Sanction } from '../incident/response.ts';

const WHO = '(?:(?:you|they|he|she|A[1-9]\\d{0,2}|the (?:accused|speaker|person))\\s+)?';
const ALLOWS = new RegExp(
  [
    `^\\W*${WHO}(?:still\\s+)?(?:may|can)\\s+(?!not\\b|no\\b|be (?!there|at|in|on)|lead\\b)`,
    '\\b(?:is|are|be|stays?|remains?)\\s+(?:still\\s+)?(?:allowed|permitted|free|welcome)\\b',
    '\\b(?:may|can)\\s+(?:still\\s+)?(?:take place|go ahead|be (?:given|held|shown|published))\\b',
    '^\\W*(?:except(?:ion)?|excepting|apart from|other than|but for)\\b',
  ].join('|'),
  'iu',
);
/** What is allowed only once something else is done forbids until then. */
const FORBIDS =
  /^\W*no\b|\b(?:not|never|no longer|nobody)\b|n['’]t\b|\bonly (?:after|before|once|if|when|with|from|until|then)\b/iu;
const EXCEPT =
  /^\W*(?:except(?:ion)?(?:s)?|excepting|apart from|other than|but for)\b(?:\s+(?:for|that))?(?:\s+this)?:?\s*/iu;

/**
 * Whether a condition takes back a part of what its sanction says: “You may give your workshop”. Then nothing may say the whole of the
 * sanction as if that held.
 */
export function takesBack(condition: string): boolean {
  return ALLOWS.test(condition) && !FORBIDS.test(condition);
}

const ONLY_THIS = new RegExp(
  [
    '^\\W*(?:(?:it|this|that|the \\p{L}+)\\s+)?(?:(?:holds?|applies|apply|covers?|is|concerns?)\\s+)?(?:only|just)\\b(?!\\s+(?:after|before|once|if|when|with|from|until|then)\\b)',
    '\\b(?:limited|restricted|reduced|narrowed|confined) to\\b',
    '^\\W*(?:for|at|on|during)\\b.*\\bonly\\W*$',
    '^\\W*(?:not|no longer) (?:for|at) (?:all|any|other|every)\\b',
  ].join('|'),
  'iu',
);

/**
 * Whether a condition leaves less of what its sanction covers: “Only for the spring event”. It takes back the rest of it; in a letter it
 * stands behind the whole, which is not to be said again as if that held.
 */
export function narrows(condition: string): boolean {
  return ONLY_THIS.test(condition) && !takesBack(condition);
}

/** Whether a condition takes back a part of it, in either way. */
export function leavesLess(condition: string): boolean {
  return takesBack(condition) || narrows(condition);
}

/** Whether some condition of it does. */
export function isTakenBackInPart({ conditions = [] }: Pick<Sanction, 'conditions'>): boolean {
  return conditions.some(leavesLess);
}

/** What is taken back, as it follows the sanction. */
export function asException(words: string): string {
  return `Except for this: ${words.replace(EXCEPT, '')}`;
}

const NOBODY_SAID = /^\W*(?:still\s+)?(?:may|can)\b/iu;
const SOMEBODY_ELSE = /\b(?:he|him|his|she|hers?|they|them|theirs?|their)\b/iu;

/**
 * What is taken back, in a sentence of its own, which leaves open of what it is an exception.
 *
 * @param read the words as whoever reads them does
 * @param who may do it, as they are called there: “You”
 */
export function asAllowance(words: string, read: (words: string) => string, who: string): string {
  const said = read(words);
  if (EXCEPT.test(words)) return `This is an exception: ${said.replace(EXCEPT, '')}`;
  if (!NOBODY_SAID.test(words)) return said;
  const small = said.charAt(0).toLowerCase() + said.slice(1);
  // Whose it is, who wrote it down knows alone.
  return SOMEBODY_ELSE.test(words) ? `This is allowed: ${small}` : `${who} ${small}`;
}
