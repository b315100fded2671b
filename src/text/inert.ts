/** Acts on a terminal, hides, or reorders what stands around it: controls, bidi marks, invisible characters. */
const HARMFUL =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Cs}]|(?<!\p{L}|\p{M}|\p{Extended_Pictographic}|\p{Emoji_Modifier})[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{Extended_Pictographic}])/gu;

/**
 * Makes text of anybody's harmless on a terminal and in an editor: what is not plain text stands visibly escaped, as
 * `\u{202E}`. What joins letters or the parts of an emoji stays. Line ends (CRLF as one) and tabs stay where `lines` is set.
 */
export function inert(text: string, { lines = false }: { readonly lines?: boolean } = {}): string {
  if (isPrintable(text)) return text;
  const kept = lines ? text.replace(/\r\n/g, '\n') : text;
  return kept.replace(HARMFUL, (character) =>
    lines && (character === '\n' || character === '\t')
      ? character
      : `\\u{${character.codePointAt(0)?.toString(16).toUpperCase()}}`,
  );
}

/** Nothing in such a text can be harmful, which is told faster than by looking for it. */
const PLAIN = /^[\n\x20-\x7e]*$/;
const PRINTABLE = /^[\x20-\x7e]*$/;

/** Whether a text is one line of ASCII, each letter of which takes one column: most are, and it is told fast. */
export function isPrintable(text: string): boolean {
  return PRINTABLE.test(text);
}

/** JSON in which every such character is escaped, so that a terminal is safe and a reader gets the same text. */
export function inertJson(json: string): string {
  if (PLAIN.test(json)) return json;
  return json.replace(HARMFUL, (character) =>
    character === '\n'
      ? character
      : Array.from(
          { length: character.length },
          (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
        ).join(''),
  );
}
