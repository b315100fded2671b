import { lettersOf } from './letters.ts';

/** The beginning of a text in one line of at most so many letters, behind a whole word, with “…” where something is left out. */
export function beginningOf(text: string, most: number): string {
  const letters = lettersOf(text.trim().replace(/\s+/g, ' '));
  if (letters.length <= most) return letters.join('');
  const blank = letters.slice(0, most).lastIndexOf(' ');
  // Some scripts have no blanks, and some words are longer than the line.
  const upTo = blank < most / 2 ? most - 1 : blank;
  return `${letters.slice(0, upTo).join('')}${blank < most / 2 ? '' : ' '}…`;
}
