import type { App } from '../app.ts';
import { UsageError, UserError } from '../errors.ts';

/**
 * Asks whether to go on. Throws a UserError where somebody says no, and where nobody can be asked and no `--yes` stands for
 * an answer.
 */
export async function assertSure(app: App, yes: boolean | undefined, question: string): Promise<void> {
  if (yes) return;
  const sure = await (await app.prompter())?.confirm(question, false);
  if (sure) return;
  throw sure === false
    ? new UserError('Nothing was changed.')
    : new UsageError('Nobody can confirm this without a terminal.', 'Add --yes.');
}
