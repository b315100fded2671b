import { CALENDAR_WORDS, isOrdinary, LETTER_WORDS, STOP_WORDS, TOOL_WORDS } from './ordinary.ts';
import { isForm, type Page, rowOf, rowsIn, type Span } from './page.ts';
import { beginsSentence, words } from './words.ts';

/**
 * Where a description of somebody shows in a text: a name, handle or quoted words in it, or two words with content
 * side by side ("blue booth"); never a single common word.
 */
export function descriptionHits(page: Page, descriptions: readonly string[]): readonly Span[] {
  return descriptions.flatMap((description) => {
    const names = namesIn(description);
    return [
      ...page.readings.filter(({ folded }) => [...names].some((name) => isForm(folded, name))),
      ...[...quotesIn(description), ...pairsIn(description)].flatMap((row) => rowsIn(page.words, row)),
    ];
  });
}

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
