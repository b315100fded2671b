import type { Choice } from '../question.ts';

/** What is chosen where there is one choice alone. */
export function only(choices: readonly Choice[]): string | undefined {
  return choices.length === 1 ? choices[0]?.value : undefined;
}
