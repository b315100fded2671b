import type { App } from '../app.ts';
import { showId } from '../incident/id.ts';
import type { Option } from '../interview/prompter.ts';
import { showMoment } from '../text/moment.ts';
import type { Draft, DraftFile } from '../vault/drafts.ts';
import type { Workplace } from './workplace.ts';

/** How many letters of a text tell it from others. */
const BEGINNING = 30;

/** Drafts to choose from. What is in one is told where the keys are open anyway. */
export async function draftOptions(
  app: App,
  place: Workplace,
  drafts: readonly DraftFile[],
): Promise<readonly Option<string>[]> {
  const keys = await app.keys();
  const identity = (await keys.unlocksByItself()) ? await keys.unlock() : undefined;
  return Promise.all(
    drafts.map(async ({ id, keptAt }) => {
      const label = `The one of ${showMoment(keptAt.toISOString(), app.now())}`;
      if (identity === undefined) return { value: id, label };
      const draft = await place.drafts.read(id, identity);
      return { value: id, label: `${label}: ${whatItIs(app, draft)}` };
    }),
  );
}

/** What a draft is for, and how it begins. */
function whatItIs({ steps }: App, { command, incident, answers, partial }: Draft): string {
  const id = showId(incident);
  const kind =
    command === 'policy edit'
      ? 'a change of the policy'
      : command === 'community edit'
        ? 'what the community says about itself'
        : (steps.find((one) => one.id === command)?.begun?.(id) ?? `${command} of ${id}`);
  const words = answers.account ?? answers.note ?? partial?.text;
  if (typeof words === 'string') return `${kind}, “${words.slice(0, BEGINNING).replace(/\s+/g, ' ')}…”`;
  return command.startsWith('report') ? `${kind}, with no words yet` : kind;
}
