/** Whether there is anything to look for. */
export function isWords(text: string): boolean {
  return text.trim() !== '';
}

/**
 * A text with other words in place of these, wherever they stand, and how often that was. A line end between two words counts
 * as a blank, and one kind of quotation mark as the other: what is read on a screen is found as it is typed. Where a word is
 * meant, a part of a longer one is not.
 */
export function putInPlaceOf(
  text: string,
  words: string,
  instead: string,
): { readonly text: string; readonly times: number } {
  const found = [...text.matchAll(pattern(words.trim()))];
  let end = 0;
  const parts = found.map((one) => {
    const before = text.slice(end, one.index);
    end = one.index + one[0].length;
    // The blank before what is taken out goes with it, where nothing stands behind that it would part.
    const goes = instead === '' && /^(?:[ .,;:!?)]|$)/m.test(text.slice(end));
    return `${goes ? before.replace(/(\S) $/, '$1') : before}${instead}`;
  });
  return { text: `${parts.join('')}${text.slice(end)}`, times: found.length };
}

function pattern(words: string): RegExp {
  const parts = words.split(/\s+/).map((word) =>
    word
      .replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
      .replace(/['‘’]/g, "['‘’]")
      .replace(/["“”„]/g, '["“”„]'),
  );
  const edge = (char: string | undefined, look: string): string =>
    char !== undefined && /[\p{L}\p{N}]/u.test(char) ? look : '';
  const [first] = words;
  const last = [...words].at(-1);
  return new RegExp(
    `${edge(first, '(?<![\\p{L}\\p{N}])')}${parts.join('\\s+')}${edge(last, '(?![\\p{L}\\p{N}])')}`,
    'gu',
  );
}
