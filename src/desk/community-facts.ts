import { isDeepStrictEqual } from 'node:util';
import type { App, Desk } from '../app.ts';
import { type CommunityFacts, communityForm } from '../interview/forms/community.ts';
import { printForm } from '../interview/print-form.ts';
import type { Answers } from '../interview/question.ts';
import type { Draft } from '../vault/drafts.ts';
import type { Settings } from '../vault/repository.ts';
import { onlyAdmins } from '../vault/team.ts';
import { type AnswerOptions, ask } from './asking.ts';
import { newDraft, saveDraft } from './workplace.ts';

/** What a draft of these answers is marked with. */
export const EDIT_COMMUNITY = 'community edit';

/** Asks an admin what the community says about itself, each with what stands there now, and saves it. */
export async function editCommunity(app: App, options: AnswerOptions): Promise<void> {
  const desk = await app.desk();
  if (options.printForm) return app.print(printForm(communityForm, factsOf(desk.repository.settings)));
  await goOnWithCommunity(app, desk, (await begun(app, desk)) ?? newDraft(app, EDIT_COMMUNITY), options);
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
  const answers = await ask(app, {
    form: communityForm,
    facts: factsOf(repository.settings),
    options,
    draft: { drafts, as: draft },
    saveLabel: 'Save this',
  });
  if (isDeepStrictEqual(changed(repository.settings, answers), repository.settings)) {
    await drafts.remove(draft.id);
    return app.printBlocks([{ kind: 'text', text: 'Nothing was changed.' }]);
  }
  await saveDraft(drafts, draft, () => vault.changeSettings((settings) => changed(settings, answers)));
  app.printBlocks([
    {
      kind: 'text',
      text: 'It is saved. Letters and announcements say so from now on; what went out stays as it was.',
    },
  ]);
}

function factsOf({
  community,
  contact,
  policy,
  emergency,
  feedback,
  appeals,
  systems,
}: Settings): CommunityFacts {
  return { community, contact, policy, emergency, feedback, appeals, systems };
}

/** What was not answered stays; what is “not given” is taken out. */
function changed(before: Settings, answers: Answers): Settings {
  const line = (id: 'contact' | 'policy'): string =>
    answers[id] === undefined ? before[id] : String(answers[id] ?? '');
  const list = (id: 'emergency' | 'feedback' | 'systems'): string[] =>
    answers[id] === undefined ? before[id] : [...(answers[id] ?? [])];
  return {
    ...before,
    community: String(answers.community ?? before.community),
    contact: line('contact'),
    policy: line('policy'),
    emergency: list('emergency'),
    feedback: list('feedback'),
    appeals:
      answers.appeals === undefined
        ? before.appeals
        : answers.appeals === null
          ? null
          : String(answers.appeals),
    systems: list('systems'),
    confirmed: true,
  };
}

async function begun(app: App, desk: Desk): Promise<Draft | undefined> {
  const found = await desk.drafts.list();
  if (found.length === 0) return undefined;
  const identity = await (await app.keys()).unlock();
  for (const { id } of found) {
    const draft = await desk.drafts.read(id, identity);
    if (draft.command === EDIT_COMMUNITY) return draft;
  }
  return undefined;
}
