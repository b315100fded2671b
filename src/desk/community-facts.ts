import { isDeepStrictEqual } from 'node:util';
import type { App, Desk } from '../app.ts';
import { factsOf, settingsWith } from '../community/community.ts';
import { communityForm } from '../interview/forms/community.ts';
import { printForm } from '../interview/print-form.ts';
import type { Draft } from '../vault/drafts.ts';
import { onlyAdmins } from '../vault/team.ts';
import { type AnswerOptions, ask } from './asking.ts';
import { begunBefore, newDraft, saveDraft } from './workplace.ts';

/** What a draft of these answers is marked with. */
const EDIT = 'community edit';

/** `coc community edit`: asks an admin what the community says about itself, each with what stands there now, and saves it. */
export async function communityEdit(app: App, _args: readonly [], options: AnswerOptions): Promise<void> {
  const desk = await app.desk();
  if (options.printForm) return app.print(printForm(communityForm, factsOf(desk.repository.settings)));
  const isAny = (await desk.drafts.list()).length > 0;
  const begun = isAny && (await begunBefore(app, desk.drafts, ({ command }) => command === EDIT));
  await goOnWithCommunity(app, desk, begun || newDraft(app, EDIT), options);
}

/** Goes on with answers that somebody had begun to give. */
export async function goOnWithCommunity(
  app: App,
  desk: Desk,
  draft: Draft,
  options: AnswerOptions,
): Promise<void> {
  const { me, repository, vault, drafts } = desk;
  if (!me.admin) throw onlyAdmins(repository.roster, 'changes what the community says about itself');
  // What cannot be signed is refused before anything is typed.
  await (await app.keys()).unlock();
  const answers = await ask(app, {
    form: communityForm,
    facts: factsOf(repository.settings),
    options,
    draft: { drafts, as: draft },
    saveLabel: 'Save this',
  });
  if (isDeepStrictEqual(settingsWith(repository.settings, answers), repository.settings)) {
    await drafts.remove(draft.id);
    return app.printText('Nothing was changed.');
  }
  await saveDraft(drafts, draft, () => vault.changeSettings((settings) => settingsWith(settings, answers)));
  app.printText('It is saved. Letters and announcements say so from now on; what went out stays as it was.');
}
