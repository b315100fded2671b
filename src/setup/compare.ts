import type { App } from '../app.ts';
import { EXIT, UserError } from '../errors.ts';
import { sameWords } from '../vault/team/fingerprint.ts';

/**
 * Asks whether somebody on the team sees the same six words. Throws a UserError where they do not, and where neither a terminal
 * can ask nor `--words` says what they see.
 */
export async function assertCompared(
  app: App,
  words: string,
  { words: typed }: { readonly words?: string },
): Promise<void> {
  if (typed !== undefined) {
    if (sameWords(words, typed)) return;
    throw differ();
  }
  const prompter = await app.prompter();
  if (prompter === undefined) {
    throw new UserError('Nobody can compare the words without a terminal.', {
      hints: ['Ask somebody on the team which words they see, and give them with --words "…".'],
      exitCode: EXIT.usage,
    });
  }
  prompter.show([
    {
      kind: 'text',
      text: 'Talk to somebody on the team, by phone or in person. `coc verify` shows them six words. Here they are:',
    },
    { kind: 'say', text: words },
  ]);
  if (!(await prompter.confirm('Do they see the same words', false))) throw differ();
}

function differ(): UserError {
  return new UserError(
    'The words are not the same, so this is not what the team has. Nothing was taken over.',
    {
      hints: [
        'Compare the address with that of the team, letter by letter.',
        'If it is the right one, somebody may have replaced what is on the server: tell the team.',
      ],
    },
  );
}
