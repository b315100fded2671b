import { wordingProblems } from '../letters/wording-check.ts';
import type { Playbook } from './playbook.ts';

/** Something in the words of a playbook that the policy asks not to say. */
interface Unfit {
  /** Where it stands: `letters.response.text`. */
  readonly place: string;
  /** From 1. */
  readonly line: number;
  readonly found: string;
  readonly why: string;
}

/** For whom a letter is: whoever reported it or is affected, or many. */
const TO_REPORTER: readonly string[] = ['outcome', 'relay'];
const TO_MANY: readonly string[] = ['announcement', 'proposal'];

/**
 * What the letters of a playbook say that coc would refuse in a text that somebody types: with it, every draft would be refused
 * before it goes out, and a subject would go out unseen.
 */
export function unfitWords({ letters }: Playbook): readonly Unfit[] {
  return Object.entries(letters).flatMap(([name, letter]) => {
    const kind = { toReporter: TO_REPORTER.includes(name), toMany: TO_MANY.includes(name) };
    const parts = typeof letter === 'string' ? { '': letter } : letter;
    return Object.entries(parts).flatMap(([part, words]) =>
      typeof words !== 'string'
        ? []
        : wordingProblems(words, kind).map(({ found, line, why }) => ({
            place: ['letters', name, part].filter((one) => one !== '').join('.'),
            ...{ line, found, why },
          })),
    );
  });
}
