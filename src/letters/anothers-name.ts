import { isOrdinary } from './ordinary.ts';
import { mayBeOneName, samenessOf } from './same-name.ts';

/** What stands between commas and the like, in the place of somebody. */
export function piecesOf(words: string): readonly string[] {
  return words
    .split(/[,;:/()]|\s(?:and|or)\s/u)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** Whether words in the place of somebody have a name of theirs: there also a common word is one. */
export function hasNameOf(words: string, names: readonly string[]): boolean {
  return piecesOf(words).some((one) => names.some((name) => samenessOf(one, name) !== undefined));
}

/**
 * Words in the place of somebody, without the whole names of somebody else: who may share one of their names with those who are called
 * so. What begins small, is a common word, or may be one of these names, is none of somebody else.
 */
export function withoutAnothersName(words: string, names: readonly string[]): string {
  const isAnothers = (piece: string): boolean => {
    const parts = piece.split(/\s+/u);
    return (
      parts.length > 1 &&
      parts.every((part) => /^\p{Lu}\p{L}/u.test(part) && !isOrdinary(part.toLowerCase())) &&
      !names.some((name) => mayBeOneName(piece, name))
    );
  };
  return piecesOf(words)
    .filter((piece) => !isAnothers(piece))
    .join(', ');
}
