import type { App } from '../app.ts';
import { chooseDraft, completion } from '../desk/resumable.ts';
import { saySavedBefore } from '../desk/retried.ts';
import { isSaved, openWorkplace, type Workplace } from '../desk/workplace.ts';
import type { Draft } from '../vault/drafts.ts';
import { writeNote } from './note.ts';
import { addToReport, printAddForm } from './report-add.ts';
import { type ReportOptions, reportNew, takeReport } from './report-new.ts';
import { stepOf } from './steps.ts';

/** `coc report resume`: goes on with a draft, or completes an incident that was saved in a hurry. */
export async function reportResume(
  app: App,
  [typed]: readonly [string?],
  options: ReportOptions,
): Promise<void> {
  if (options.printForm) return typed === undefined ? reportNew(app, [], options) : printAddForm(app);
  const place = await openWorkplace(app);
  const draft = typed === undefined ? await chooseDraft(app, place) : await completion(app, place, typed);
  if (draft !== undefined) await goOn(app, place, draft, options);
}

/** Goes on with a draft as the command that began it does. */
export async function goOn(app: App, place: Workplace, draft: Draft, options: ReportOptions): Promise<void> {
  const { desk } = place;
  if (desk !== undefined && (await isSaved(desk, draft))) {
    return saySavedBefore(app, desk, draft, options.json === true);
  }
  if (desk !== undefined && draft.command === 'note') return writeNote(app, desk, draft, options);
  if (desk !== undefined && draft.command === 'report add') return addToReport(app, desk, draft, options);
  if (desk !== undefined && draft.command === 'policy edit') {
    const { goOnEditing } = await import('./policy.ts');
    return goOnEditing(app, desk, draft, {});
  }
  const step = await stepOf(draft.command);
  if (step === undefined) return takeReport(app, place, draft, options);
  const { runStep } = await import('../desk/step.ts');
  await runStep(app, desk ?? (await app.desk()), step, draft, options);
}
