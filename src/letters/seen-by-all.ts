import { datesIn } from './dates.ts';
import { CALENDAR_WORDS, STOP_WORDS } from './ordinary.ts';
import { pageOf } from './page.ts';
import { stemOf } from './telling-words.ts';
import { bareHoursIn, clockTimesIn } from './times.ts';
import { words } from './words.ts';

/** What everybody looks at who is there, or where it is. */
const FRAME =
  stemsOf(`keynote talk lecture panel session slot workshop tutorial track presentation plenary demo stage screen
slide speaker presenter moderator panelist audience`);
/** What can be seen and heard from any seat, and how a code of conduct calls it. */
const SEEN =
  stemsOf(`opening closing last final main first second third next day morning afternoon evening conference event hall room
image picture photo photograph video film clip joke comment remark word language slur insult show tell speak call play use laugh leave left used shown spoke spoken day
sexual sexist sexualized sexualised racist homophobic transphobic ableist antisemitic misogynist nude naked pornographic explicit
offensive insulting abusive derogatory demeaning discriminatory inappropriate attendee participant people person man men woman women
girl boy crowd`);
/** To whom something was done: to one person, as far as these words go. */
const OBJECT = new Set(['him', 'them', 'her']);
/** Whoever says so tells where they were themselves. */
const OWN = new Set(
  `i i'm i'd i'll i've me my mine myself we we're we'd we'll we've us our ours ourselves`.split(' '),
);

/**
 * Whether words are such as everybody could say who was there, of something that many saw: they speak of what is on a stage, and of
 * nothing else. A number, a name, a place in the room, what somebody did to one person, and whoever speaks of themselves are not that.
 *
 * @param open texts that everybody reads anyway: what is in them is told already
 */
export function isSeenByAll(said: string, open: readonly string[] = []): boolean {
  const all = words(said).map(({ folded }) => folded);
  const told = new Set(open.flatMap((one) => words(one).map(({ folded }) => stemOf(bare(folded)))));
  const isIn = (set: ReadonlySet<string>, word = ''): boolean => set.has(stemOf(bare(word)));
  const isThere = (word?: string): boolean => isIn(FRAME, word) || isIn(SEEN, word);
  const isSmall = (word: string): boolean => STOP_WORDS.has(word) || CALENDAR_WORDS.has(word);
  // “Her” before a thing says whose it is.
  const isDoneTo = (word: string, next?: string): boolean =>
    OBJECT.has(word) && !(word === 'her' && isThere(next));
  return (
    all.some((word) => isIn(FRAME, word)) &&
    all.every(
      (word, at) =>
        !OWN.has(word) &&
        !/\p{N}/u.test(word) &&
        !isDoneTo(word, all[at + 1]) &&
        (isSmall(word) || isThere(word) || isIn(told, word)),
    )
  );
}

/** What else says which part of a programme it is, or what somebody does there. */
const PROGRAMME =
  stemsOf(`summit meetup fair festival camp community year edition week weekend time noon night today yesterday tomorrow
main small big large new next opening duty duties privilege volunteer staff help helper moderate moderation host hosting give giving gave given
registration info desk door badge crew service booth online stream chat channel list`);

/**
 * Whether words say which part of a programme it is, or which duty there, as a programme does: by what it is, its title, its day, time and
 * place. What somebody did or felt, and whoever speaks of themselves, is no part of it.
 *
 * @param open texts whose words are told already
 */
export function isOfProgramme(said: string, open: readonly string[] = []): boolean {
  const { plain } = pageOf(said);
  const moments = [...datesIn(plain), ...clockTimesIn(plain), ...bareHoursIn(plain)];
  const rest = moments.reduce(
    (text, { index, length }) => text.slice(0, index) + ' '.repeat(length) + text.slice(index + length),
    plain,
  );
  // A title, and what is called something.
  const all = words(rest.replace(/(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}'’-]*/gu, ' ')).map(
    ({ folded }) => folded,
  );
  const told = new Set(open.flatMap((one) => words(one).map(({ folded }) => stemOf(bare(folded)))));
  return all.every((word) => {
    const stem = stemOf(bare(word));
    if (OWN.has(word) || OBJECT.has(word) || /\p{N}/u.test(word)) return false;
    return (
      STOP_WORDS.has(word) ||
      CALENDAR_WORDS.has(word) ||
      [FRAME, SEEN, PROGRAMME, told].some((set) => set.has(stem))
    );
  });
}

/** Whether words stand in one of these texts, in this order. */
export function standsIn(said: string, open: readonly string[]): boolean {
  const row = rowOf(said);
  return row !== ' ' && open.some((one) => rowOf(one).includes(row));
}

/** The same, where what found them took small words of the sentence around them along. */
export function standsAround(said: string, open: readonly string[]): boolean {
  const row = words(said).map(({ folded }) => folded);
  const from = row.findIndex((word) => !STOP_WORDS.has(word));
  const to = row.findLastIndex((word) => !STOP_WORDS.has(word));
  return standsIn(from < 0 ? said : row.slice(from, to + 1).join(' '), open);
}

function rowOf(text: string): string {
  return ` ${words(text)
    .map(({ folded }) => bare(folded))
    .join(' ')} `;
}

function bare(word: string): string {
  return word.replace(/'s$/, '').replaceAll("'", '');
}

function stemsOf(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).map(stemOf));
}
