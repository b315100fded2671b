const SMALLEST = 4096;
const LINE = 80;
const BLANK = 0x20;
const NEWLINE = 0x0a;

const IN_MARKDOWN = '\n<!-- Blanks that hide how long this is: -->\n';
const IN_YAML = '# Blanks that hide how long this is:\n';

/**
 * The UTF-8 bytes of a Markdown text, filled up with lines of blanks to the next power of two, 4096 bytes at least
 * (DESIGN 4, "Sealing"). The same text gives the same bytes.
 */
export function pad(markdown: string): Uint8Array {
  return fill(new TextEncoder().encode(markdown), IN_MARKDOWN);
}

/**
 * Fills up a block-style YAML text in the same way. A comment stands between the two, since blanks alone would
 * become part of a block scalar that the text may end with; so the YAML means what it meant.
 */
export function padBytes(yaml: Uint8Array): Uint8Array {
  return fill(yaml, IN_YAML);
}

function fill(text: Uint8Array, comment: string): Uint8Array {
  const ended = text.length === 0 || text[text.length - 1] === NEWLINE;
  const middle = new TextEncoder().encode(ended ? comment : `\n${comment}`);
  const start = text.length + middle.length;
  const size = Math.max(SMALLEST, 2 ** Math.ceil(Math.log2(start)));
  const padded = new Uint8Array(size).fill(BLANK);
  padded.set(text);
  padded.set(middle, text.length);
  for (let end = start + LINE - 1; end < size; end += LINE) padded[end] = NEWLINE;
  padded[size - 1] = NEWLINE;
  return padded;
}
