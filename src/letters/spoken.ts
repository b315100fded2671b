import { pageOf, spanOf } from './page.ts';
import { lineAt } from './words.ts';

/** Where a phrase stands in a text. */
export interface Phrase {
  /** As it stands there, line ends as blanks. */
  readonly found: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

export interface PhraseOptions {
  /** Also where the sentence denies or forbids it. */
  readonly evenNegated?: boolean;
  /** What comes before it in the sentence, if that makes it harmless. */
  readonly unlessAfter?: RegExp;
  /** What follows it in the sentence, if that makes it harmless. */
  readonly unlessBefore?: RegExp;
}

/** "must not ever try to …", but neither "not leave before you …" nor "if you do not …". */
const NEGATED =
  /(?<!\b(?:if|unless|until)\b[^.!?;]{0,40})\b(?:not|never|no|nor|neither|nobody|without|cannot|[a-z]+n't|avoid(?:s|ing)?|refrain(?:s|ing)? from|instead of|rather than|prevent(?:s|ing)?|discourag\w{1,4}|forbid\w{0,4}|prohibit\w{0,4}|refus\w{1,3}|kein\w{0,2}|nicht|ohne)\b(?:[\s,]+(?!before\b|until\b|unless\b|if\b|but\b)[\p{L}'’-]+){0,5}[\s,"“]*$/iu;

/**
 * A text as it is spoken: no markup, one kind of apostrophe, line ends and quote marks as blanks. As long as `plain`,
 * so that places stay.
 */
export interface Spoken {
  readonly find: (pattern: RegExp, options?: PhraseOptions) => readonly Phrase[];
}

/** Reads a text for phrases. Patterns must have the flags g and i and need no newline: blanks are `\s`. */
export function spoken(text: string): Spoken {
  const page = pageOf(text);
  const line = lineAt(text);
  const said = page.plain.replace(/[’‘ʼ´′]/g, "'").replace(/[\r\n\t_>\u00a0]/g, ' ');
  const find: Spoken['find'] = (pattern, { evenNegated = false, unlessAfter, unlessBefore } = {}) =>
    [...said.matchAll(pattern)]
      .filter(({ 0: found, index }) => {
        const before = said.slice(Math.max(0, index - 160), index).replace(/^.*[.!?;]\s/, '');
        const after = said.slice(index + found.length, index + found.length + 80).replace(/[.!?;].*$/, '');
        return (
          (evenNegated || !NEGATED.test(before)) &&
          unlessAfter?.test(before) !== true &&
          unlessBefore?.test(after) !== true
        );
      })
      .map(({ 0: found, index }) => {
        const { start, end } = spanOf(page, index, found.length);
        return { found: found.trim().replace(/\s+/g, ' '), line: line(start), start, end };
      });
  return { find };
}
