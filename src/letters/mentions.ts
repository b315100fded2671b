import { fold } from './fold.ts';

const ADDRESS = /[^\s<>()]+@[^\s<>()]+|https?:\/\/[^\s<>()]+|(?<![\w])[@#][\w-]+/g;

/**
 * Whether a text says a fact of the community's, such as where to reach it: by an address in it, or where there is none
 * word for word, whatever the case and the line ends.
 */
export function mentions(text: string, fact: string): boolean {
  const plain = (words: string): string =>
    fold(words)
      .replace(/\s+/g, ' ')
      .replace(/[.\s]+$/, '')
      .trim();
  const addresses = fact.match(ADDRESS) ?? [];
  const told = plain(text);
  return addresses.length > 0
    ? addresses.some((one) => told.includes(plain(one)))
    : told.includes(plain(fact));
}
