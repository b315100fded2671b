import { CALENDAR_WORDS, isOfEverydayUse, LETTER_WORDS, STOP_WORDS, TOOL_WORDS } from './ordinary.ts';
import { rowOf } from './page.ts';

/** How much two texts tell in the same words. */
export interface WordsAlike {
  readonly isAlike: boolean;
  /** What part of the words of the shorter one stand in the other, from 0 to 1. */
  readonly share: number;
  /** Those words, as they stand in the first. */
  readonly words: readonly string[];
  /** Those of them that few reports have: what most tell in every one proves nothing. */
  readonly telling: readonly string[];
}

/** How many words have to be the same, and what part of the shorter text, so that two may tell of one thing. */
const FEWEST = 3;
const SHARE = 0.3;
/** How many of them have to be such as few reports have. */
const TELLING = 2;
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
    const telling = words.filter((word) => !isOfReports(word));
    const isAlike = words.length >= FEWEST && telling.length >= TELLING && share >= SHARE;
    return { isAlike, share, words, telling };
  });
  return (
    all.sort((a, b) => Number(b.isAlike) - Number(a.isAlike) || b.share - a.share)[0] ?? {
      ...{ isAlike: false, share: 0, words: [], telling: [] },
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

/** What is told in many reports of one event: who people are, where they were, and what is done to them. */
const OF_REPORTS = new Set(
  `booth booths stand stands bar party parties hotel lobby hallway corridor lounge foyer lunch dinner breakfast drinks drunk alcohol
  beer wine queue desk registration badge badges attendee attendees visitor visitors stranger guy guys sexual sexually sexist sexism
  racist racism rude creepy weird gross inappropriate uncomfortable unwanted unwelcome offensive insulting insulted insult humiliated
  embarrassed scared afraid frightened crying cried laughed laughing smirked shouted shouting yelled yelling screamed stared staring
  leered leering touched touching grabbed grabbing groped groping hugged hugging kissed kissing pushed shoved stroked patted followed
  following stalked stalking catcalled whistled commented comment comments remark remarks joked joking selfie selfies photographed
  shirt hoodie jacket jeans beard glasses haired bald afterwards yesterday tonight somewhere`.split(/\s+/),
);

function isOfReports(word: string): boolean {
  return OF_REPORTS.has(word) || isOfEverydayUse(word);
}
