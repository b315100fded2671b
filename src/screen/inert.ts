/** Acts on a terminal, hides, or reorders what stands around it: controls, bidi marks, invisible characters. */
const HARMFUL =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Makes text of anybody's harmless on a terminal and in an editor: what is not plain text stands visibly escaped, as
 * `\u{202E}`. Line ends (CRLF as one) and tabs stay where `lines` is set.
 */
export function inert(text: string, { lines = false }: { readonly lines?: boolean } = {}): string {
  const kept = lines ? text.replace(/\r\n/g, '\n') : text;
  return kept.replace(HARMFUL, (character) =>
    lines && (character === '\n' || character === '\t')
      ? character
      : `\\u{${character.charCodeAt(0).toString(16).toUpperCase()}}`,
  );
}
