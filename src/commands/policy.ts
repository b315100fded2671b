import type { App, Desk } from '../app.ts';
import { borrowedParts } from '../community/community.ts';
import { checkedPlaybook, nextPlaybook, playbookText } from '../community/playbook-text.ts';
import { readSource } from '../desk/source.ts';
import { newDraft, saveDraft } from '../desk/workplace.ts';
import { EXIT, UserError } from '../errors.ts';
import { editText } from '../interview/terminal/editor.ts';
import { inert } from '../screen/inert.ts';
import type { Draft } from '../vault/drafts.ts';
import { readYaml } from '../yaml.ts';

/** What a draft of a playbook is marked with. */
export const EDIT = 'policy edit';

/** `coc policy show`: the team's playbook, as it stands in the reports repository. */
export async function policyShow(app: App, _args: readonly [], options: { json?: boolean }): Promise<void> {
  const desk = await app.desk();
  if (options.json) app.printJson(desk.playbook);
  else app.print(inert(await playbookText(desk.repository, desk.vault.head), { lines: true }));
}

/** `coc policy check`: whether a playbook is sound; the team's own, or one in a file. */
export async function policyCheck(app: App, [file]: readonly [string?]): Promise<void> {
  const text = file === undefined ? await textInForce(app) : await readSource(app, file, 'the playbook');
  const { name, version } = await checkedPlaybook(text);
  const borrowed = await borrowedParts(readYaml(text, 'the playbook'));
  app.printBlocks([
    { kind: 'text', text: `The playbook is sound: ${name}, version ${version}.` },
    ...(borrowed.length === 0
      ? []
      : [
          {
            kind: 'list',
            title: 'It has no words of its own for these. The ones that come with coc are used:',
            items: borrowed,
          } as const,
        ]),
  ]);
}

/** `coc policy edit`: changes the team's playbook; it is checked before it is saved, and its version rises. */
export async function policyEdit(
  app: App,
  _args: readonly [],
  options: { readonly file?: string },
): Promise<void> {
  const desk = await app.deskForRepair();
  const begun = await begunEdit(app, desk);
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
    return app.printBlocks([{ kind: 'text', text: 'Nothing was changed.' }]);
  }
  const changed = { ...draft, answers: { playbook: text } };
  await desk.drafts.keep(changed);
  const next = await nextOrAgain(app, desk, changed, file);
  if (next === undefined) return;
  await saveDraft(desk.drafts, draft, () => desk.vault.changePlaybook(next, before));
  const { version } = await checkedPlaybook(next);
  app.printBlocks([
    {
      kind: 'text',
      text: `The policy is saved, as version ${version}. Incidents keep the version they began with.`,
    },
  ]);
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
    throw new UserError('Without a terminal there is nobody to edit the policy.', {
      hints: ['`coc policy edit --file FILE` takes it from a file; - is stdin.'],
      exitCode: EXIT.usage,
    });
  }
  if (!app.io.env.VISUAL && !app.io.env.EDITOR) {
    throw new UserError('No editor is chosen: EDITOR is not set.', {
      hints: ['`EDITOR=nano coc policy edit`, or `coc policy edit --file FILE`.'],
    });
  }
  return `${await editText(app.io, text, keep)}\n`;
}

async function begunEdit(app: App, desk: Desk): Promise<Draft | undefined> {
  const identity = await (await app.keys()).unlock();
  for (const { id } of await desk.drafts.list()) {
    const draft = await desk.drafts.read(id, identity);
    if (draft.command === EDIT) return draft;
  }
  return undefined;
}

async function textInForce(app: App): Promise<string> {
  const { repository, vault } = await app.desk();
  return playbookText(repository, vault.head);
}
