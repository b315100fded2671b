import type { App, Desk } from '../app.ts';
import { checkedPlaybook, nextPlaybook, playbookText } from '../community/playbook-text.ts';
import { UsageError, UserError } from '../errors.ts';
import { editText } from '../interview/terminal/editor.ts';
import { unfitBlocks } from '../screen/unfit.ts';
import type { Draft } from '../vault/drafts.ts';
import { readSource } from './source.ts';
import { begunBefore, newDraft, saveDraft } from './workplace.ts';

/** What a draft of a playbook is marked with. */
const EDIT = 'policy edit';
const INSTEAD = [
  'An editor that is on this machine, for this once: `EDITOR=vi coc policy edit`.',
  'Or change a copy: `coc policy show > policy.yaml`, and then `coc policy edit --file policy.yaml`.',
];

/** `coc policy edit`: changes the team's playbook; goes on with what was begun, or begins anew. */
export async function policyEdit(
  app: App,
  _args: readonly [],
  options: { readonly file?: string },
): Promise<void> {
  const desk = await app.deskForRepair();
  const begun = await begunBefore(app, desk.drafts, ({ command }) => command === EDIT);
  if (begun !== undefined && options.file === undefined)
    app.notice(
      'You go on with the change to the policy that you had begun. `coc report resume` lists it, too, and can throw it away.',
    );
  await goOnEditing(app, desk, begun ?? newDraft(app, EDIT), options);
}

/** Goes on with a playbook that somebody had begun to change. */
export async function goOnEditing(
  app: App,
  desk: Desk,
  draft: Draft,
  { file }: { readonly file?: string },
): Promise<void> {
  if (!desk.me.admin) {
    throw new UserError('Only an admin of the team changes the policy.', {
      hints: ['Proposals are welcome from everybody: `coc evaluate` collects them.'],
    });
  }
  const before = await playbookText(desk.repository, desk.vault.head);
  const kept = draft.answers.playbook;
  const start = typeof kept === 'string' ? kept : before;
  const keep = (saved: string): Promise<boolean> =>
    desk.drafts.keep({ ...draft, answers: { playbook: `${saved}\n` } }).then(
      () => true,
      () => false,
    );
  const text =
    file === undefined ? await edited(app, start, keep) : await readSource(app, file, 'the playbook');
  if (text.trimEnd() === before.trimEnd()) {
    await desk.drafts.remove(draft.id);
    return app.printText('Nothing was changed.');
  }
  const changed = { ...draft, answers: { playbook: text } };
  await desk.drafts.keep(changed);
  const next = await nextOrAgain(app, desk, changed, file);
  if (next === undefined) return;
  await saveDraft(desk.drafts, draft, () => desk.vault.changePlaybook(next, before));
  const playbook = await checkedPlaybook(next);
  app.printText(
    `The policy is saved, as version ${playbook.version}. Incidents keep the version they began with.`,
  );
  app.tell(unfitBlocks(playbook));
}

/** The text to save; undefined where it was gone on with, or kept for later, because something in it is wrong. */
async function nextOrAgain(
  app: App,
  desk: Desk,
  draft: Draft,
  file: string | undefined,
): Promise<string | undefined> {
  try {
    return await nextPlaybook(String(draft.answers.playbook), desk.repository.playbookStamp.version);
  } catch (error) {
    const prompter = await app.prompter();
    if (!(error instanceof UserError)) throw error;
    if (prompter === undefined || file !== undefined) {
      await desk.drafts.remove(draft.id);
      throw error;
    }
    prompter.show([{ kind: 'text', text: error.message }]);
    const goOn = await prompter.confirm('Go on editing', true);
    if (goOn) await goOnEditing(app, desk, draft, {});
    else prompter.show([{ kind: 'text', text: 'It is kept. `coc policy edit` goes on with it.' }]);
    return undefined;
  }
}

async function edited(app: App, text: string, keep: (saved: string) => Promise<boolean>): Promise<string> {
  if ((await app.prompter()) === undefined) {
    throw new UsageError(
      'Without a terminal there is nobody to edit the policy.',
      '`coc policy edit --file FILE` takes it from a file; - is stdin.',
    );
  }
  if (!app.io.env.VISUAL && !app.io.env.EDITOR) {
    throw new UserError('No editor is chosen: EDITOR is not set.', {
      hints: INSTEAD,
    });
  }
  // What cannot be signed is refused before anything is changed.
  await (await app.keys()).unlock();
  return `${await editText(app.io, text, keep, INSTEAD)}\n`;
}
