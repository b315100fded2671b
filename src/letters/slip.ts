import { distance } from 'fastest-levenshtein';

/** How many letters are more, fewer or others. */
export function slipsBetween(one: string, other: string): number {
  return distance(one, other);
}

/**
 * Whether a folded word is a name with a small slip of the hand: none below four letters, one from four on, where up
 * to five the first letter must be right, two from nine on. A swap of neighbours is one slip.
 */
export function isSlipOf(word: string, name: string): boolean {
  const { length } = name;
  if (length < 4 || word === name || Math.abs(word.length - length) > 2) return false;
  if (length < 6 && word[0] !== name[0]) return false;
  const slips = distance(word, name);
  return slips <= (length < 9 ? 1 : 2) || (slips === 2 && isSwap(word, name));
}

/** Whether two neighbours stand the other way round in a word. */
export function isSwap(word: string, name: string): boolean {
  if (word.length !== name.length) return false;
  const at = [...name].findIndex((letter, index) => letter !== word[index]);
  return word[at] === name[at + 1] && word[at + 1] === name[at] && word.slice(at + 2) === name.slice(at + 2);
}
