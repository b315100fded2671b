import { CALENDAR_WORDS, isOrdinary, LETTER_WORDS, STOP_WORDS, TOOL_WORDS } from './ordinary.ts';
import { isForm, type Page, rowOf, rowsIn, type Span, spanOf } from './page.ts';
import { beginsSentence, words } from './words.ts';

/**
 * Where a description of somebody shows in a text: a name, handle or quoted words in it, or two words with content
 * side by side ("blue booth"); never a single common word.
 */
export function descriptionHits(page: Page, descriptions: readonly string[]): readonly Span[] {
  return descriptions.flatMap((description) => {
    const names = namesIn(description);
    const ofAny = [
      ...pairsIn(description).flatMap((row) => rowsIn(page.words, row)),
      ...rareHits(page, description),
    ];
    return [
      ...page.readings.filter(({ folded }) => [...names].some((name) => isForm(folded, name))),
      ...quotesIn(description).flatMap((row) => rowsIn(page.words, row)),
      ...[...ofAny, ...turnedHits(page, pairsIn(description))].filter((span) => !isGroupAsSuch(page, span)),
      ...carriedHits(page, description),
    ];
  });
}

/** Many at once, who do something together: “the orga team”. */
const GROUPS =
  'teams?|crews?|staff|committees?|boards?|departments?|jury|helpers|volunteers|organi[sz]ers|stewards';
const ENDS_IN_GROUP = new RegExp(`(?:^|[\\s-])(?:${GROUPS})$`, 'iu');
const GROUP_NEXT = new RegExp(`^[\\s-]+(?:${GROUPS})\\b`, 'iu');
const ONE_OF_THEM =
  /(?:\b(?:from|of|in|on|within|among|amongst|at|behind|for|off|who|whose)|\b(?:is|was|are|were)(?: (?:part|one) of)?)\s+(?:(?:the|our|your|their|an?)\s+)?$/iu;
const WHO_IS_OF_THEM =
  /^(?:['’]s)?[\s-]+(?:members?|people|persons?|guys?|m[ae]n|wom[ae]n|leads?|leaders?|heads?|chiefs?|volunteers?|helpers?|shirts?|t-shirts?|badges?|vests?)\b/iu;

/**
 * Whether words of a description name a group as such, which is nobody of it: “a talk with the orga team”. Of somebody from it,
 * and of a desk, which may be one person, it tells all the same.
 */
function isGroupAsSuch(page: Page, span: Span): boolean {
  const [next = ''] = GROUP_NEXT.exec(page.text.slice(span.end)) ?? [];
  const end = span.end + next.length;
  const before = page.text.slice(0, span.start);
  // “door stewards”, of which the second word alone was found.
  const [within = ''] = next === '' ? (/[\p{L}\p{N}]+[ -]$/u.exec(before) ?? []) : [];
  const isAlone = /^\S+$/.test(page.text.slice(span.start, end));
  return (
    ENDS_IN_GROUP.test(page.text.slice(span.start, end)) &&
    !ONE_OF_THEM.test(before) &&
    !(isAlone && ONE_OF_THEM.test(before.slice(0, before.length - within.length))) &&
    !WHO_IS_OF_THEM.test(page.text.slice(end))
  );
}

/** A word that few people use tells by itself: “flatmate”, “wheelchair”. */
function rareHits(page: Page, description: string): readonly Span[] {
  const rare = rowOf(description).filter(
    (word) => word.length > 5 && /^[a-z]+$/.test(word) && !isOrdinary(word),
  );
  return rare.length === 0
    ? []
    : page.words.filter(({ folded }) => rare.some((word) => isForm(folded, word)));
}

/** The same two words near each other, in either order and form: “the booth in blue”, “red-bearded”. */
function turnedHits(page: Page, pairs: readonly (readonly string[])[]): readonly Span[] {
  return page.words.flatMap((first, at) =>
    page.words.slice(at + 1, at + 4).flatMap((other) => {
      const [one, two] = [stem(first.folded), stem(other.folded)];
      const isPair = pairs.some(([a = '', b = '']) => {
        const [c, d] = [stem(a), stem(b)];
        return (c === one && d === two) || (c === two && d === one);
      });
      return isPair && /^[^.!?;:,\r\n]{1,30}$/.test(page.text.slice(first.end, other.start))
        ? [{ start: first.start, end: other.end }]
        : [];
    }),
  );
}

function stem(word: string): string {
  return word.length > 4 ? word.replace(/(?:ed|s)$/, '') : word;
}

const CARRIED = /\b(?:with|in|wearing|carrying)\s+(?:an?|the|his|her|their)\s+([a-z]+)\b/giu;

/** What somebody has with them or on: “with a guitar”. */
function carriedHits(page: Page, description: string): readonly Span[] {
  const things = new Set(
    [...description.matchAll(CARRIED)]
      .map(([, thing = '']) => thing.toLowerCase())
      .filter(
        (thing) =>
          thing.length > 2 && !STOP_WORDS.has(thing) && !LETTER_WORDS.has(thing) && !PLACES.test(thing),
      ),
  );
  if (things.size === 0) return [];
  return [...page.plain.matchAll(CARRIED)]
    .filter(([, thing = '']) => things.has(thing.toLowerCase()))
    .map(({ 0: found, index }) => spanOf(page, index, found.length));
}

const PLACES =
  /^(?:room|hall|queue|line|lobby|building|morning|evening|afternoon|way|end|same|front|back|middle|group|crowd)$/;

/** The capitalised words inside the sentences of a text that are no common words, folded; handles and badge texts too. */
export function namesIn(text: string): ReadonlySet<string> {
  const all = words(text);
  const found = new Set<string>();
  for (const [index, { folded, start, end }] of all.entries()) {
    const bare = folded.replaceAll("'", '');
    const isHandle = text[start - 1] === '@' || (/\p{L}/u.test(bare) && /\p{N}/u.test(bare));
    const written = text.slice(start, end);
    const next = all[index + 1];
    const isName =
      /^\p{Lu}/u.test(written) &&
      (!beginsSentence(text, start) ||
        (next && /^\p{Lu}/u.test(text.slice(next.start, next.end)) && next.start - end < 3));
    if (bare.length < 3 || CALENDAR_WORDS.has(bare) || TOOL_WORDS.has(bare)) continue;
    if ((isHandle && bare.length > 3) || (isName && !isOrdinary(bare)))
      found.add(bare.replace(/(?<=\p{L}{3})'s$/u, ''));
  }
  return found;
}

/** What stands in quotation marks: three words, two with content, or one that is not common. */
function quotesIn(text: string): readonly (readonly string[])[] {
  return [...text.matchAll(/["“„«]([^"“”„«»\r\n]{2,120})["”“»]/gu)]
    .map((quote) => rowOf(quote[1] ?? ''))
    .filter((row) => {
      const content = row.filter(hasContent);
      return content.length > (row.length > 2 ? 0 : 1) || content.some((word) => !isOrdinary(word));
    });
}

/** Neighbours that both say something, and not both in the vocabulary of every letter. */
function pairsIn(text: string): readonly (readonly string[])[] {
  const all = words(text);
  return all.flatMap((word, index) => {
    const next = all[index + 1];
    if (!next || !/^[\s*_~`-]*$/.test(text.slice(word.end, next.start))) return [];
    const pair = [word.folded, next.folded].map((one) => one.replaceAll("'", ''));
    return pair.every(hasContent) && !pair.every((one) => LETTER_WORDS.has(one) || VAGUE.test(one))
      ? [pair]
      : [];
  });
}

/** Said of many, and no mark of anybody beside a word of every letter. */
const VAGUE =
  /^(?:other|same|another|new|first|last|whole|main|man|woman|men|women|guy|person|people|somebody|badge|says?|said|wears?|wearing|works?|working|looks?|looking|called|named|name|named)$/;

function hasContent(word: string): boolean {
  return (
    word.length > 2 &&
    !STOP_WORDS.has(word) &&
    !/^(?:says?|said|reads?|wears?|wearing|called|named|works?)$/.test(word)
  );
}
