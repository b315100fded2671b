import type { App } from '../app.ts';
import { UsageError, UserError } from '../errors.ts';
import type { Block } from '../text/block.ts';
import { sameWords } from '../vault/joining.ts';

export interface WordsToCompare {
  /** What is said above the words: who has to see them. */
  readonly show: readonly Block[];
  /** What it means where they do not see the same, and what to do then. */
  readonly differ: string;
  readonly hints: readonly string[];
}

/**
 * Asks whether somebody else sees the same six words (DESIGN 7, "Trust"). Throws a UserError where they do not, and where
 * neither a terminal can ask nor `--words` says what they see.
 *
 * @param typed what `--words` says
 */
export async function assertCompared(
  app: App,
  words: string,
  typed: string | undefined,
  { show, differ, hints }: WordsToCompare,
): Promise<void> {
  const prompter = await app.prompter();
  if (typed === undefined && prompter === undefined) {
    throw new UsageError(
      'Nobody can compare the words without a terminal.',
      'Ask which words they see, and give them with --words "…".',
    );
  }
  if (typed === undefined) prompter?.show([...show, { kind: 'say', text: words }]);
  const same =
    typed === undefined
      ? await prompter?.confirm('Do they see the same words', false)
      : sameWords(words, typed);
  if (!same) throw new UserError(differ, { hints });
}
