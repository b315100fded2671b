import type { App, Desk } from '../app.ts';
import { UsageError, UserError } from '../errors.ts';
import { showId } from '../incident/id.ts';
import { staysOut } from '../policy/glance.ts';
import { statusWords } from '../screen/due.ts';
import { receivedWords } from '../screen/received.ts';
import { glances } from './glances.ts';

/** The incident that somebody typed, or chooses from those they can open where they typed none. */
export async function chooseIncident(app: App, desk: Desk, typed: string | undefined): Promise<string> {
  if (typed !== undefined) return desk.vault.find(typed);
  const prompter = await app.prompter();
  if (prompter === undefined) {
    throw new UsageError(
      'Which incident? Its ID is missing.',
      '`coc list` shows the incidents that you can open.',
    );
  }
  const incidents = (await glances(app, desk)).incidents.filter((one) => !staysOut(one));
  const [only, ...others] = incidents;
  if (only === undefined)
    throw new UserError('There is no incident that you can open.', {
      hints: ['`coc report new` takes a report.'],
    });
  if (others.length === 0) return only.id;
  const now = app.now();
  return prompter.choose(
    'Which incident',
    incidents.map((one) => ({
      value: one.id,
      label: `${showId(one.id)}  received ${receivedWords(one, now)}, ${statusWords(one.status)}`,
    })),
  );
}
