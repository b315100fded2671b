import { createHash } from 'node:crypto';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import type { PublicKeys } from '../keys/public-file.ts';

const WORDS = 6;
/** 2048 words: each stands for 11 bits (BIP39). */
const BITS_OF_A_WORD = 11;
/** No two words of the list begin with the same four letters (BIP39). */
const LETTERS_THAT_TELL = 4;

/**
 * Six words for a member's public keys, for two people to compare aloud before one lets the other in (DESIGN 7,
 * "Trust"). The age key and the signing key are both in it.
 */
export function wordsOfKeys({ recipient, signingKey }: PublicKeys): string {
  return fingerprintWords('coc-words-keys', `${recipient}\n${signingKey}`);
}

/** Six words for a commit: the first one that a clone is pinned to, or the one that let somebody in. */
export function wordsOfCommit(id: string): string {
  return fingerprintWords('coc-words-commit', id);
}

/**
 * Whether two people have the same six words. Forgives case, anything between the words, and words cut down to four
 * letters or more; never a misspelled, missing or swapped one. False where either text is not six words of the list.
 */
export function sameWords(one: string, other: string): boolean {
  const words = wordsIn(one);
  return words !== undefined && words === wordsIn(other);
}

/** The first 66 bits of a SHA-256. To make other keys with the same words takes some 2^66 tries. */
function fingerprintWords(label: string, text: string): string {
  const hash = createHash('sha256').update(`${label}\n${text}`).digest('hex');
  let bits = BigInt(`0x${hash}`) >> BigInt(256 - WORDS * BITS_OF_A_WORD);
  const words: string[] = [];
  for (let left = WORDS; left > 0; left -= 1) {
    words.unshift(wordlist[Number(bits % BigInt(wordlist.length))] ?? '');
    bits /= BigInt(wordlist.length);
  }
  return words.join(' ');
}

/** The six words written out, or undefined where the text is anything else. */
function wordsIn(text: string): string | undefined {
  const typed =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  if (typed.length !== WORDS) return undefined;
  const words = typed.flatMap((each) => wordFor(each) ?? []);
  return words.length === WORDS ? words.join(' ') : undefined;
}

function wordFor(typed: string): string | undefined {
  if (typed.length < LETTERS_THAT_TELL) return wordlist.find((word) => word === typed);
  return wordlist.find((word) => word.startsWith(typed));
}
