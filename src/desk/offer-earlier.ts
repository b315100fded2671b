import type { App } from '../app.ts';
import type { Draft } from '../vault/drafts.ts';
import { draftOptions } from './draft-options.ts';
import type { Workplace } from './workplace.ts';

/**
 * Offers the drafts of earlier to somebody who begins anew, without a word of what is in them: a reporter may be looking
 * on. Returns the one to go on with, in place of the new one, which is then let go; undefined to begin anew.
 */
export async function earlierDraft(app: App, place: Workplace, begun: Draft): Promise<Draft | undefined> {
  const prompter = await app.prompter();
  const earlier = (await place.drafts.list()).filter(({ id }) => id !== begun.id);
  if (prompter === undefined || earlier.length === 0) return undefined;
  const chosen = await prompter.choose('Something is not finished yet. What do you want to do', [
    { value: undefined, label: 'Begin a new report, and keep that for later' },
    ...(await draftOptions(app, place, earlier, 'kinds')),
  ]);
  if (chosen === undefined) return undefined;
  const draft = await place.drafts.read(chosen, await (await app.keys()).unlock());
  await place.drafts.remove(begun.id);
  return draft;
}
