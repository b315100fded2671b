/**
 * Somebody's words as they stand within a sentence of ours: without the full stop that ends theirs. That of “p.m.” stays, and so do
 * the three that leave something open.
 */
export function within(words: string): string {
  return words.replace(/(?<!\.|(?<![\p{L}\p{N}])\p{L})\.\s*$/u, '');
}

/** Several in a row, of which the last ends as it was written. */
export function inARow(items: readonly string[]): string {
  return [...items.slice(0, -1).map(within), ...items.slice(-1)].join('; ');
}

/** A sentence of ours that ends with somebody's words: with one sign at its end, theirs or a full stop. */
export function ended(sentence: string): string {
  return /[.!?…]["”’)\]]*$/.test(sentence.trimEnd()) ? sentence : `${sentence}.`;
}
