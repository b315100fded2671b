import type { App, Desk } from '../app.ts';
import { ask } from '../desk/asking.ts';
import { chooseIncident } from '../desk/choose-incident.ts';
import { reportFacts } from '../desk/report-facts.ts';
import { firstTry } from '../desk/retried.ts';
import { saySaved } from '../desk/saved.ts';
import { decisionFacts, newDraft, saveDraft } from '../desk/workplace.ts';
import { UserError } from '../errors.ts';
import { showId } from '../incident/id.ts';
import type { IncidentView } from '../incident/view.ts';
import { addForm } from '../interview/forms/add.ts';
import { printForm } from '../interview/print-form.ts';
import { addToIncident } from '../policy/report.ts';
import type { Draft } from '../vault/drafts.ts';
import type { ReportOptions } from './report-new.ts';

/** `coc report add`: a further report, something said later, or a detail that was missing. */
export async function reportAdd(
  app: App,
  [typed]: readonly [string?],
  options: ReportOptions,
): Promise<void> {
  if (options.printForm) return printAddForm(app);
  const desk = await app.desk();
  const incident = await chooseIncident(app, desk.vault, typed);
  const fresh = newDraft(app, 'report add', incident);
  const draft = await firstTry(app, { desk, drafts: desk.drafts }, fresh, options);
  if (draft !== undefined) await addToReport(app, desk, draft, options);
}

/** Prints what `coc report add` asks, as an answers file to fill in. */
export async function printAddForm(app: App): Promise<void> {
  const facts = await reportFacts(app, undefined);
  app.print(printForm(addForm(facts.playbook), facts));
}

/** A further report on an incident, begun with the words that are there. */
export async function reportAgain(app: App, desk: Desk, incident: string, account: string): Promise<void> {
  const answers = { add: 'report', ...(account !== '' && { account }) };
  await addToReport(app, desk, { ...newDraft(app, 'report add', incident), answers }, {});
}

/** Asks what is to be added, saves it, and says what comes next. */
export async function addToReport(app: App, desk: Desk, begun: Draft, options: ReportOptions): Promise<void> {
  const { view } = await desk.vault.read(begun.incident);
  const draft = withoutKeptOut(app, begun, view);
  const prompter = await app.prompter();
  prompter?.show([{ kind: 'heading', text: `Adding to ${showId(view.id)}` }]);
  if (view.quick) await showQuick(app, view);
  const facts = await reportFacts(app, desk, draft, view);
  const form = addForm(facts.playbook);
  const answers = await ask(app, {
    form,
    facts,
    options,
    draft: { drafts: desk.drafts, as: draft },
    saveLabel: 'Save this',
  });
  const decision = decisionFacts(app, desk, draft);
  if (addToIncident(answers, view, decision).length === 0) {
    await desk.drafts.remove(draft.id);
    throw new UserError('There is nothing to add yet: every question was skipped.', {
      hints: [`\`coc report add ${showId(view.id)}\` asks again.`],
    });
  }
  const saved = await saveDraft(desk.drafts, draft, () =>
    desk.vault.append(draft.incident, (incident) => addToIncident(answers, incident.view, decision)),
  );
  await saySaved(app, desk, saved, {
    json: options.json === true,
    what: 'It is saved and encrypted. It belongs to',
  });
}

/** A draft without those who were chosen to open the incident and are kept out of it by now. */
function withoutKeptOut(app: App, draft: Draft, { keptOut }: IncidentView): Draft {
  const { readers } = draft.answers;
  if (!Array.isArray(readers) || !readers.some((member) => keptOut.includes(member))) return draft;
  app.tell([
    {
      kind: 'text',
      text: 'Somebody whom you had chosen to open this incident is kept out of it by now. They are left out.',
    },
  ]);
  return {
    ...draft,
    answers: { ...draft.answers, readers: readers.filter((member) => !keptOut.includes(member)) },
  };
}

/** Shows somebody who completes a report in a hurry what they had written. */
async function showQuick(app: App, { reports }: IncidentView): Promise<void> {
  const prompter = await app.prompter();
  prompter?.show([
    { kind: 'heading', text: 'What you saved first' },
    ...reports.map(({ account = '' }) => ({ kind: 'quote', text: account }) as const),
  ]);
}
