import type { App } from '../app.ts';
import { type AnswerOptions, ask, readAnswers } from '../asking.ts';
import { finishSettingUp, foundDefault } from '../founding.ts';
import { type ReportFacts, isQuickQuestion, reportForm } from '../interview/forms/report.ts';
import { printForm } from '../interview/print-form.ts';
import type { Answers, Form } from '../interview/question.ts';
import { openIncident } from '../policy/report.ts';
import { reportFacts } from '../report-facts.ts';
import { saySaved } from '../saved.ts';
import { unfinishedDraft } from '../unfinished.ts';
import type { Draft } from '../vault/drafts.ts';
import { decisionFacts, newDraft, openWorkplace, saveDraft, type Workplace } from '../workplace.ts';

export interface ReportOptions extends AnswerOptions {
  readonly json?: boolean;
}

export const WHOLE = 'report new';
export const QUICK = 'report new --quick';

/** `coc report new`: takes a report, from nothing set up to an encrypted, committed incident. */
export async function reportNew(app: App, _args: readonly [], options: ReportOptions & { quick?: boolean }): Promise<void> {
  const command = options.quick ? QUICK : WHOLE;
  if (options.printForm) {
    const facts = await reportFacts(app, undefined);
    return app.print(printForm(formOf(facts, command), facts));
  }
  const place = await openWorkplace(app);
  const draft = newDraft(app, command);
  if (options.answers !== undefined) return takeReport(app, place, draft, options);
  const [threat] = await askThreat(app, place, draft, options);
  const earlier = await unfinishedDraft(app, place, draft);
  await takeReport(app, place, earlier ?? { ...draft, answers: threat }, options);
}

/** Asks the rest of a report, saves it, and says what comes next. */
export async function takeReport(app: App, place: Workplace, draft: Draft, options: ReportOptions): Promise<void> {
  const facts = await reportFacts(app, place.desk);
  const form = formOf(facts, draft.command);
  const quick = draft.command === QUICK;
  const answers = await ask(app, {
    form,
    facts,
    given: { ...draft.answers, ...(await readAnswers(app, options, form)) },
    options,
    draft: { drafts: place.drafts, as: draft },
    saveLabel: 'Save the report',
    unreviewed: quick,
  });
  const desk = place.desk ?? (await foundDefault(app, place.folder, String(answers['your-name'])));
  const entries = openIncident(answers, decisionFacts(app, desk, draft), quick);
  const saved = await saveDraft(place, draft, () => desk.vault.create(draft.incident, entries));
  await saySaved(app, desk, saved, { json: options.json === true, what: 'The report is saved, sealed.' });
  if (place.desk === undefined) await finishSettingUp(app, desk);
}

function formOf(facts: ReportFacts, command: string): Form<ReportFacts> {
  const form = reportForm(facts.playbook);
  return command === QUICK ? { ...form, name: command, questions: form.questions.filter(({ id }) => isQuickQuestion(id)) } : form;
}
