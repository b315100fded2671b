import type { App } from '../app.ts';
import { UsageError, UserError } from '../errors.ts';
import { showId } from '../incident/id.ts';
import { statusOf } from '../policy/status.ts';
import { statusWords } from '../screen/due.ts';
import { receivedWords } from '../screen/received.ts';
import type { Vault } from '../vault/vault.ts';

/** The incident that somebody typed, or chooses from those they can open where they typed none. */
export async function chooseIncident(app: App, vault: Vault, typed: string | undefined): Promise<string> {
  if (typed !== undefined) return vault.find(typed);
  const prompter = await app.prompter();
  if (prompter === undefined) {
    throw new UsageError(
      'Which incident? Its ID is missing.',
      '`coc list` shows the incidents that you can open.',
    );
  }
  const { incidents } = await vault.list();
  const [only, ...others] = incidents;
  if (only === undefined)
    throw new UserError('There is no incident that you can open.', {
      hints: ['`coc report new` takes a report.'],
    });
  if (others.length === 0) return only.view.id;
  const now = app.now();
  return prompter.choose(
    'Which incident',
    incidents.map(({ view }) => ({
      value: view.id,
      label: `${showId(view.id)}  received ${receivedWords(view, now)}, ${statusWords(statusOf(view))}`,
    })),
  );
}
