import { fold } from './fold.ts';
import { CALENDAR_WORDS, isOrdinary } from './ordinary.ts';
import type { Span } from './page.ts';
import { beginsSentence, words } from './words.ts';

/** What stands before a name: with it, any word is one. */
const TITLE =
  /(?<![\p{L}\p{N}])(?:mr|mrs|ms|miss|mx|messrs|dr|prof|professor|sir|dame|herrn?|hr|frau|fr|monsieur|madame|mme|mlle|señor|señora|sr|sra|signor|signora|dhr|mevr|pan|pani|named|called|surname|alias|chị|anh|khun|คุณ)\.?[ \u00a0]{1,2}$/iu;
/** What somebody does, behind a word that begins a sentence: then the word is their name. */
const DOES =
  /^(?:[ \u00a0]+(?:and|or)[ \u00a0]+\p{Lu}[\p{L}'’-]+)?[ \u00a0]+(?:(?:also|then|later|himself|herself|really|already|now)[ \u00a0]+)?(?:(?:is|are)[ \u00a0]+(?:now[ \u00a0]+|not[ \u00a0]+)?(?:\p{L}{3,}ed|sorry|safe|hurt|banned|here|gone)\b|(?:has|had|was|were|did|does|got|gets)[ \u00a0]+(?:not[ \u00a0]+|n't[ \u00a0]+|also[ \u00a0]+|now[ \u00a0]+|been[ \u00a0]+|never[ \u00a0]+|already[ \u00a0]+|just[ \u00a0]+|being[ \u00a0]+)*(?:\p{L}{2,}ed\b|been\b|told\b|sorry\b|seen\b|heard\b|left\b|gone\b|safe\b|hurt\b|held\b|hit\b|sent\b|taken\b|here\b|there\b|banned\b|afraid\b|drunk\b|shown\b|given\b|done\b|a\b|the\b|in\b|at\b|on\b(?!\s+(?:show|time|display)))|(?:told|said|saw|left|came|went|wrote|spoke|reported|heard|asked|helped|knows|knew|thinks|thought|felt|gave|took|met|called|stayed|walked|ran|sat|stood|stopped|shouted|grabbed|hit|pushed|pulled|followed|sent|tried|wanted|wants|kept|keeps|complained|explained|agreed|denied|attended|works|lives|apologi[sz]e[sd]|touched|yelled|laughed|threatened|harassed|insulted|witnessed|noticed|watched|arrived|returned|leaves|says|tells|asks|writes|speaks|admitted|refused|recogni[sz]ed|looked|joined|overheard|saved|chased)\b)/u;
const POINTED = /^,[ \u00a0]+(?:who|whose|whom|a|an|the|our|your|my|from|of|one)\b/u;
/** A word with its own article is a thing. */
const ARTICLE =
  /(?<![\p{L}\p{N}])(?:the|an?|this|that|these|those|our|your|their|his|her|its|my|no|any|every|each|some|der|die|das|dem|den|des|ein|eine|einem|einen|einer|le|la|les|un|une|el|los|las)[ \u00a0]+$/iu;
const MONTH_BEFORE = /(?:\d|\b(?:in|of|until|till|since|by|from|for|last|next|this|early|late|mid))[\s.-]*$/i;

/** Whether a word, common or not, has a title before it: “Mr”, “Frau”, “named”. */
export function hasTitle(text: string, { start }: Span): boolean {
  return TITLE.test(text.slice(Math.max(0, start - 14), start));
}

/** Whether a word begins with a capital letter. */
export function hasCapital(text: string, start: number): boolean {
  return /^[\p{Cf}]*(?:\p{Lu}|\p{Lt}|[\u24b6-\u24cf])/u.test(text.slice(start, start + 8));
}

/**
 * Whether a common word is a name here: by its genitive, by a title, or by a capital that nothing else explains, be it the
 * beginning of a sentence, a heading, a longer proper name or a month.
 */
export function isNameHere(text: string, span: Span): boolean {
  const { start, end } = span;
  if (hasTitle(text, span)) return true;
  const word = text.slice(start, end);
  if (/^.{3,}['’ʼ]s$/isu.test(word) && !isContraction(word)) return true;
  if (!hasCapital(text, start)) return false;
  const [before, after] = [text.slice(Math.max(0, start - 24), start), text.slice(end, end + 80)];
  if (word === word.toUpperCase() && isShouted(text, span)) return false;
  if (isMonth(word, before, after) || isInHeading(text, span)) return false;
  if (beginsSentence(text, start)) return DOES.test(after) || POINTED.test(after);
  return !ARTICLE.test(before) && !isWithinLonger(after) && !isWithinLonger(before);
}

/** “It's” and “who's” are no genitives. */
function isContraction(word: string): boolean {
  return /^(?:it|he|she|that|what|who|where|there|here|how|when|let|one|everybody|somebody|nobody|everyone|someone)['’ʼ]s$/iu.test(
    word,
  );
}

function isShouted(text: string, { start, end }: Span): boolean {
  const around = text.slice(Math.max(0, start - 20), end + 20);
  return around === around.toUpperCase();
}

function isMonth(word: string, before: string, after: string): boolean {
  return (
    CALENDAR_WORDS.has(fold(word)) &&
    (MONTH_BEFORE.test(before.slice(-12)) || /^[\s,]*\d/.test(after.slice(0, 4)))
  );
}

/** Beside another capital it is part of what that is called: “Summer School”, “Mark Twain”; an initial is not. */
function isWithinLonger(side: string): boolean {
  const after = /^[ \u00a0](\p{Lu}[\p{L}'’]+)/u.exec(side)?.[1];
  const before = /(?<![.!?:…\n]\s*)(\p{Lu}[\p{L}'’]+)[ \u00a0]$/u.exec(side)?.[1];
  return [after, before].some((word) => word !== undefined && isOrdinary(fold(word)));
}

/** A line in which every longer word has a capital. */
function isInHeading(text: string, { start, end }: Span): boolean {
  const from = Math.max(text.lastIndexOf('\n', start - 1) + 1, start - 120);
  const to = text.indexOf('\n', end);
  const line = text.slice(from, Math.min(to < 0 ? text.length : to, end + 120));
  if (/[.!?]\s*$/.test(line)) return false;
  const longer = words(line).filter(({ folded }) => folded.length > 3);
  return longer.length >= 3 && longer.every((one) => hasCapital(line, one.start));
}
