import type { App } from '../app.ts';
import { showId } from '../incident/id.ts';
import type { Option } from '../interview/prompter.ts';
import { showMoment } from '../text/moment.ts';
import type { Draft, DraftFile } from '../vault/drafts.ts';
import type { Workplace } from './workplace.ts';

/**
 * Offers the drafts of earlier to somebody who begins anew. Returns the one to go on with, in place of the new one,
 * which is then let go; undefined to begin anew.
 */
export async function unfinishedDraft(app: App, place: Workplace, begun: Draft): Promise<Draft | undefined> {
  const prompter = await app.prompter();
  const earlier = (await place.drafts.list()).filter(({ id }) => id !== begun.id);
  if (prompter === undefined || earlier.length === 0) return undefined;
  const chosen = await prompter.choose('Something is not finished yet. What do you want to do', [
    { value: undefined, label: 'Begin a new report, and keep that for later' },
    ...(await draftOptions(app, place, earlier)),
  ]);
  if (chosen === undefined) return undefined;
  const draft = await place.drafts.read(chosen, await (await app.keys()).unlock());
  await place.drafts.remove(begun.id);
  return draft;
}

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
      : (steps.find((one) => one.id === command)?.begun?.(id) ?? `${command} of ${id}`);
  const words = answers.account ?? answers.note ?? partial?.text;
  if (typeof words === 'string') return `${kind}, “${words.slice(0, BEGINNING).replace(/\s+/g, ' ')}…”`;
  return command.startsWith('report') ? `${kind}, with no words yet` : kind;
}
