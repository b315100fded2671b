import type { App } from '../app.ts';
import { showMoment } from '../screen/moment.ts';
import type { Draft } from '../vault/drafts.ts';
import type { Workplace } from './workplace.ts';

/**
 * Offers the drafts of earlier to somebody who begins anew. Returns the one to go on with, in place of the new one,
 * which is then let go; undefined to begin anew.
 */
export async function unfinishedDraft(app: App, place: Workplace, begun: Draft): Promise<Draft | undefined> {
  const prompter = await app.prompter();
  const earlier = (await place.drafts.list()).filter(({ id }) => id !== begun.id);
  if (prompter === undefined || earlier.length === 0) return undefined;
  const chosen = await prompter.choose('There is a report that was not finished', [
    { value: undefined, label: 'Begin a new one, and keep that for later' },
    ...earlier.map(({ id, keptAt }) => ({
      value: id,
      label: `Go on with the one of ${showMoment(keptAt.toISOString(), app.now())}`,
    })),
  ]);
  if (chosen === undefined) return undefined;
  const draft = await place.drafts.read(chosen, await (await app.keys()).unlock());
  await place.drafts.remove(begun.id);
  return draft;
}
