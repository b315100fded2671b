import type { Source } from './leak.ts';
import { isGivenName } from './nicknames.ts';
import { CALENDAR_WORDS, isNoSlip, isOrdinary, LETTER_WORDS, STOP_WORDS, TOOL_WORDS } from './ordinary.ts';
import { hasTitle } from './place-in-sentence.ts';
import { beginsSentence, type Word, words } from './words.ts';

/** Whom and what somebody's words name. */
interface Told {
  /** Names of people, firms and places: nobody can tell them apart. */
  readonly names: readonly string[];
  /** What they go by online, without the sign before it. */
  readonly handles: readonly string[];
}

const PARTICLE = /^(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|al|el|bin|ibn|y|zu|ter|af|av)$/;
const HANDLE = /(?<![\p{L}\p{N}._%+-])@([\p{L}\p{N}_.-]{3,64})/gu;
/** Capitals that are no name. */
const NO_NAME =
  /^(?:i|i'm|i've|i'll|i'd|ok|okay|ceo|cto|cfo|hr|pr|it|qa|dj|tv|pc|pdf|faq|coc|usb|qr|id|ui|ux|ai|ml|vip|asap|fyi|rsvp|re|fwd|from|to|cc|bcc|subject|sent|date|mon|tue|wed|thu|fri|sat|sun|mr|mrs|ms|mx|dr|prof|miss|sir|herr|frau|he|him|she|they|code|conduct|god|christmas|easter|english|german|french|spanish|italian|russian|chinese|japanese|arabic|european|american|british|dutch|polish|turkish|indian)$/;
const TOLD = new WeakMap<Source, Told>();

/**
 * The names, of whatever kind, and the handles in an account, a note or what was said later. In a language that writes nouns
 * with capitals, only two capitals in a row, or one behind a title, are a name.
 */
export function toldIn(source: Source): Told {
  const told = TOLD.get(source) ?? {
    names: namesIn(source.text),
    handles: [...source.text.matchAll(HANDLE)].map(([, handle = '']) => handle.replace(/[._-]+$/, '')),
  };
  TOLD.set(source, told);
  return told;
}

function namesIn(text: string): readonly string[] {
  const all = words(text);
  const isGerman = writesNounsLarge(text, all);
  const rows: Word[][] = [];
  for (const [index, word] of all.entries()) {
    const last = rows.at(-1)?.at(-1);
    const isNext =
      last !== undefined && /^[ \u00a0]{1,2}(?:\p{L}\.[ \u00a0])?$/u.test(text.slice(last.end, word.start));
    const isInside = isNext && PARTICLE.test(word.folded) && isCapital(text, all[index + 1]);
    if (isCapital(text, word) || isInside) {
      if (isNext) rows.at(-1)?.push(word);
      else rows.push([word]);
    }
  }
  return [...new Set(rows.flatMap((row) => nameOf(text, row, isGerman)))];
}

function nameOf(text: string, whole: readonly Word[], isGerman: boolean): readonly string[] {
  const [before] = whole;
  const isTitled = before !== undefined && (hasTitle(text, before) || isTitle(before.folded));
  const row = trimmed(text, whole);
  const [first, last] = [row[0], row.at(-1)];
  if (first === undefined || last === undefined) return [];
  const name = text
    .slice(first.start, last.end)
    .replace(/['’]s$/u, '')
    .replace(/\s+/g, ' ');
  if (isTitled) return [name];
  const telling = row.filter(({ folded }) => !isOrdinary(folded));
  const isPerson = row.length > 1 && isGivenName(first.folded);
  if (row.length > 1) return telling.length > 0 || isPerson ? [name] : [];
  if (isGerman) return [];
  if (beginsSentence(text, first.start))
    return isNoSlip(first.folded) || first.folded.length < 4 ? [] : [name];
  return telling.length > 0 || isGivenName(first.folded) ? [name] : [];
}

/** Without what begins a sentence or is no name at either end. */
function trimmed(text: string, row: readonly Word[]): readonly Word[] {
  const isNone = ({ folded }: Word): boolean =>
    NO_NAME.test(folded) || CALENDAR_WORDS.has(folded) || TOOL_WORDS.has(folded) || LETTER_WORDS.has(folded);
  const isBeginning = ({ folded, start }: Word): boolean =>
    beginsSentence(text, start) && (STOP_WORDS.has(folded) || (isOrdinary(folded) && !isGivenName(folded)));
  const from = row.findIndex((word) => !isNone(word) && !isBeginning(word));
  const to = row.findLastIndex((word) => !isNone(word));
  return from < 0 ? [] : row.slice(from, to + 1);
}

function isTitle(word: string): boolean {
  return /^(?:mr|mrs|ms|miss|mx|dr|prof|professor|herrn?|frau|madame|mme|monsieur)$/.test(word);
}

function isCapital(text: string, word: Word | undefined): boolean {
  return word !== undefined && /^\p{Lu}/u.test(text.slice(word.start, word.end));
}

function writesNounsLarge(text: string, all: readonly Word[]): boolean {
  const german = all.filter(({ folded }) =>
    /^(?:der|die|das|und|nicht|ich|ist|mit|dem|den|ein|eine|sie|er|hat|zu)$/.test(folded),
  );
  const inside = all.filter((word) => isCapital(text, word) && !beginsSentence(text, word.start));
  return german.length > all.length / 12 && inside.length > all.length / 12;
}
