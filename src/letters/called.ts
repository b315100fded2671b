import { fold } from './fold.ts';
import { EMAIL, possibleNames } from './names.ts';
import { isGivenName } from './nicknames.ts';
import { isOrdinary } from './ordinary.ts';
import { isTheirName, mayBeOneName } from './same-name.ts';

/** What somebody can be called by. */
export interface Addressed {
  /** As in team.yaml. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Whether somebody can be called this: their name or one part of it, a short form, their handle or address. */
export function isCalled({ id, name, email }: Addressed, called: string): boolean {
  const handle = called.trim().toLowerCase().replace(/^@/, '');
  const handles = [id, email.toLowerCase(), email.toLowerCase().split('@')[0]];
  return (
    handles.includes(handle) ||
    mayBeOneName(name, called) ||
    isTheirName(email, called) ||
    isShortFor(called, name)
  );
}

/** Letters of the shortest beginning of a name that stands for it. */
const SHORTEST_SHORT = 3;
/** With what short forms end: “Jonny”, “Benni”, “Katie”. */
const ENDS_SHORT = /(?:(.)\1(?:y|ie?)|[nlt]?(?:y|ie?|o)|[ae])$/u;

/** Whether one word can be a short form of a name: it begins as the first name does, as “Ben” and “Beni” do for Benedikt. */
function isShortFor(called: string, name: string): boolean {
  const [word = '', ...others] = wordsIn(called).map(fold);
  const [first = ''] = wordsIn(name).map(fold);
  if (word === '' || others.length > 0) return false;
  const bases = [word, word.replace(ENDS_SHORT, '$1'), word.replace(/(?:y|ie?|o|a|e)$/u, '')];
  return bases.some(
    (base) => base.length >= SHORTEST_SHORT && base.length < first.length && first.startsWith(base),
  );
}

/** What in words about somebody can be their name: also a first name beside common words, as in “Ben from the desk”. */
export function namesSaid(words: string): readonly string[] {
  const [, first = ''] = /^\s*([\p{L}\p{M}'’-]+)(?=[\s,;:.!?]|$)/u.exec(words) ?? [];
  const isName = isGivenName(fold(first)) || /^\P{ASCII}/u.test(first);
  return [...possibleNames(words), ...(isName ? [first] : []), ...aloneIn(words)];
}

/** The words that are no common ones and stand beside no other such word: two in a row are one name, as they are. */
function aloneIn(words: string): readonly string[] {
  const isCommon = (word: string): boolean => isOrdinary(fold(word));
  return words
    .replace(EMAIL, ',')
    .split(/[^\p{L}\p{M}\p{N}\s'’-]+/u)
    .flatMap((chunk) => {
      const all = wordsIn(chunk);
      return all.filter(
        (word, at) =>
          !isCommon(word) &&
          [all[at - 1], all[at + 1]].every((beside) => beside === undefined || isCommon(beside)),
      );
    });
}

function wordsIn(text: string): readonly string[] {
  return [...text.matchAll(/[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu)].map(([word]) =>
    word.replace(/['’]s$/u, ''),
  );
}

/**
 * Whether some of these words can be somebody's name, one part of it or a short form: a common word only where it is written as a name is.
 * For what asks to look, and refuses nobody.
 */
export function isCalledIn(words: string, somebody: Addressed): boolean {
  const parts = wordsIn(somebody.name).map(fold);
  return [...new Set(wordsIn(words))].some((word) => {
    const isCapitalised = /^\p{Lu}/u.test(word) || !/^\p{Ll}/u.test(word);
    if (parts.includes(fold(word))) return isCapitalised || !isOrdinary(fold(word));
    return isCapitalised && !isOrdinary(fold(word)) && isCalled(somebody, word);
  });
}
