import { CALENDAR_WORDS, LETTER_WORDS, STOP_WORDS, TOOL_WORDS } from './ordinary.ts';
import { rowOf } from './page.ts';

/** How much two texts tell in the same words. */
export interface WordsAlike {
  readonly isAlike: boolean;
  /** What part of the words of the shorter one stand in the other, from 0 to 1. */
  readonly share: number;
  /** Those words, as they stand in the first. */
  readonly words: readonly string[];
}

/** How many words have to be the same, and what part of the shorter text, so that two may tell of one thing. */
const FEWEST = 3;
const SHARE = 0.3;
/** By so many letters at its beginning a word is the same in another form. */
const STEM = 5;
/** A text that is longer is looked at no further: letters of it. */
const MOST = 20_000;

/** The text of these that is most alike to the first. */
export function alikeIn(text: string, others: readonly string[]): WordsAlike {
  const own = tellingWords(text);
  const all = others.map((other): WordsAlike => {
    const theirs = tellingWords(other);
    const words = [...own].filter(([stem]) => theirs.has(stem)).map(([, word]) => word);
    const share = words.length / Math.max(1, Math.min(own.size, theirs.size));
    return { isAlike: words.length >= FEWEST && share >= SHARE, share, words };
  });
  return (
    all.sort((a, b) => Number(b.isAlike) - Number(a.isAlike) || b.share - a.share)[0] ?? {
      ...{ isAlike: false, share: 0, words: [] },
    }
  );
}

export function tellingWords(text: string): ReadonlyMap<string, string> {
  const words = rowOf(text.slice(0, MOST)).filter(
    (word) =>
      [...word].length > 3 &&
      ![STOP_WORDS, LETTER_WORDS, CALENDAR_WORDS, TOOL_WORDS].some((common) => common.has(word)),
  );
  return new Map(words.map((word) => [[...word].slice(0, STEM).join(''), word]));
}
