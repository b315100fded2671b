import type { App, Desk } from '../app.ts';
import { ask } from '../desk/asking.ts';
import { chooseIncident } from '../desk/choose-incident.ts';
import { firstTry } from '../desk/retried.ts';
import { saySaved } from '../desk/saved.ts';
import { newDraft, saveDraft } from '../desk/workplace.ts';
import { noteForm } from '../interview/forms/note.ts';
import { printForm } from '../interview/print-form.ts';
import type { Draft } from '../vault/drafts.ts';
import type { ReportOptions } from './report-new.ts';

/** `coc note`: adds a note to an incident. */
export async function note(app: App, [typed]: readonly [string?], options: ReportOptions): Promise<void> {
  if (options.printForm) return app.print(printForm(noteForm, undefined));
  const desk = await app.desk();
  const fresh = newDraft(app, 'note', await chooseIncident(app, desk.vault, typed));
  const draft = await firstTry(app, { desk, drafts: desk.drafts }, fresh, options);
  if (draft !== undefined) await writeNote(app, desk, draft, options);
}

/** Asks for the note and saves it. */
export async function writeNote(app: App, desk: Desk, draft: Draft, options: ReportOptions): Promise<void> {
  const answers = await ask(app, {
    form: noteForm,
    facts: undefined,
    options,
    draft: { drafts: desk.drafts, as: draft },
    saveLabel: 'Save the note',
  });
  const content = { kind: 'note', text: String(answers.note) } as const;
  const saved = await saveDraft(desk.drafts, draft, () =>
    desk.vault.append(draft.incident, () => [{ id: draft.entry, content }]),
  );
  await saySaved(app, desk, saved, {
    json: options.json === true,
    what: 'The note is saved and encrypted. It belongs to',
  });
}
