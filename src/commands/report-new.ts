import type { App } from '../app.ts';
import { type AnswerOptions, ask } from '../desk/asking.ts';
import { reportFacts } from '../desk/report-facts.ts';
import { firstTry } from '../desk/retried.ts';
import { adviseWithoutKeeping, remindOfSafety } from '../desk/safety.ts';
import { saySaved } from '../desk/saved.ts';
import { unfinishedDraft } from '../desk/unfinished.ts';
import { decisionFacts, newDraft, openWorkplace, saveDraft, type Workplace } from '../desk/workplace.ts';
import { finishSettingUp, foundDefault } from '../founding/founding.ts';
import { isQuickQuestion, type ReportFacts, reportForm } from '../interview/forms/report.ts';
import { printForm } from '../interview/print-form.ts';
import type { Answers, Form } from '../interview/question.ts';
import { openIncident } from '../policy/report.ts';
import type { Draft } from '../vault/drafts.ts';

export interface ReportOptions extends AnswerOptions {
  readonly json?: boolean;
}

export const WHOLE = 'report new';
export const QUICK = 'report new --quick';

/** `coc report new`: takes a report, from nothing set up to an encrypted, committed incident. */
export async function reportNew(
  app: App,
  _args: readonly [],
  options: ReportOptions & { quick?: boolean },
): Promise<void> {
  const command = options.quick ? QUICK : WHOLE;
  if (options.printForm) {
    const facts = await reportFacts(app, undefined);
    return app.print(printForm(formOf(facts, command), facts));
  }
  const place = await openWorkplace(app).catch((error: unknown) => adviseWithoutKeeping(app, error));
  const draft = await firstTry(app, place, newDraft(app, command), options);
  if (draft === undefined) return;
  if (options.answers !== undefined || (await app.prompter()) === undefined)
    return takeReport(app, place, draft, options);
  const answers = await askThreat(app, place, draft, options).catch((error: unknown) =>
    adviseWithoutKeeping(app, error),
  );
  const begun = { ...draft, answers };
  app.tell([
    { kind: 'text', text: 'Every answer is kept as you give it. Ctrl-C stops; `coc report resume` goes on.' },
  ]);
  const earlier = await unfinishedDraft(app, place, begun);
  if (earlier === undefined) return takeReport(app, place, begun, options);
  const { goOn } = await import('./report-resume.ts');
  await goOn(app, place, earlier, options);
}

/** The very first question, before anything else is looked at ("Threats to physical well-being"). */
async function askThreat(app: App, place: Workplace, draft: Draft, options: ReportOptions): Promise<Answers> {
  const facts = await reportFacts(app, place.desk, draft);
  const form = formOf(facts, draft.command);
  return ask(app, {
    form: { ...form, questions: form.questions.slice(0, 1) },
    facts,
    options,
    draft: { drafts: place.drafts, as: draft },
    saveLabel: '',
    inAHurry: true,
  });
}

/** Asks the rest of a report, saves it, and says what comes next. */
export async function takeReport(
  app: App,
  place: Workplace,
  draft: Draft,
  options: ReportOptions,
): Promise<void> {
  const facts = await reportFacts(app, place.desk, draft);
  const form = formOf(facts, draft.command);
  const quick = draft.command === QUICK;
  await remindOfSafety(app, facts, draft, quick);
  const answers = await ask(app, {
    form,
    facts,
    options,
    draft: { drafts: place.drafts, as: draft },
    saveLabel: 'Save the report',
    inAHurry: quick,
  });
  const { desk, saved } = await saveDraft(place.drafts, draft, async () => {
    const desk = place.desk ?? (await foundDefault(app, place.folder, String(answers['your-name'])));
    const entries = openIncident(answers, decisionFacts(app, desk, draft), quick);
    return { desk, saved: await desk.vault.create(draft.incident, entries) };
  });
  await saySaved(app, desk, saved, {
    json: options.json === true,
    what: 'The report is saved and encrypted. Its number is',
    respondBy: true,
  });
  if (place.desk === undefined) await finishSettingUp(app, desk);
}

function formOf(facts: ReportFacts, command: string): Form<ReportFacts> {
  const form = reportForm(facts.playbook);
  return command === QUICK
    ? { ...form, name: command, questions: form.questions.filter(({ id }) => isQuickQuestion(id)) }
    : form;
}
