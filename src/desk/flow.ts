import type { App, Desk } from '../app.ts';
import { stepOf } from '../catalogue.ts';
import { EXIT, UserError } from '../errors.ts';
import { showId } from '../incident/id.ts';
import { settle } from '../interview/check.ts';
import type { Answers } from '../interview/question.ts';
import { type LetterFormat, layOut } from '../letters/format.ts';
import { assertNoBar } from '../policy/bars.ts';
import { decided } from '../policy/decide.ts';
import { EntryList } from '../policy/entry-list.ts';
import { assertMayBegin, assertPasses, gatesOf } from '../policy/gates.ts';
import type { Situation } from '../policy/situation.ts';
import type { RecoverySource } from '../recovery/gather-recovery.ts';
import { formOf, gatedForm } from '../steps/form.ts';
import type { Opening, Step } from '../steps/step.ts';
import type { Draft } from '../vault/drafts.ts';
import type { OpenedIncident } from '../vault/vault.ts';
import { askAndSave } from './ask-and-save.ts';
import { type AnswerOptions, ask } from './asking.ts';
import { chooseIncident } from './choose-incident.ts';
import { earlierDraft } from './offer-earlier.ts';
import { printStep } from './print-step.ts';
import { recordsOf } from './records.ts';
import { firstTry, saySavedBefore } from './retried.ts';
import { adviseWithoutKeeping, remindOfSafety } from './safety.ts';
import { reportFacts, situationAt, UNOPENED } from './situation.ts';
import { decisionFacts, isSaved, newDraft, openWorkplace, type Workplace } from './workplace.ts';

export interface StepOptions extends AnswerOptions, RecoverySource {
  readonly json?: boolean;
  /** Gates that the person goes on in spite of. */
  readonly override?: readonly string[];
  readonly format?: LetterFormat;
}

/**
 * Does a step from the command line on: finds the incident that is meant, and goes on with what was begun for it.
 *
 * @param typed the incident, as somebody typed it
 * @param answered what is answered already, because a step before it asked
 */
export async function takeStep(
  app: App,
  id: string,
  typed: string | undefined,
  options: StepOptions,
  answered: Answers = {},
): Promise<void> {
  const step = await known(app, id);
  assertOverrides(step, options);
  if (options.printForm) return printStep(app, step, typed);
  if (step.opens) return beginReport(app, step, options);
  if (step.opensWith !== undefined && typed === undefined)
    throw new UserError('Which incident? Its ID is missing.', {
      hints: ['`coc recover` lists those that everybody is kept out of.'],
      exitCode: EXIT.usage,
    });
  const desk = await app.desk();
  const incident = await chooseIncident(app, desk.vault, typed);
  const begun = await begunOrNew(app, desk, step, incident, options);
  const fresh = { ...begun, answers: { ...begun.answers, ...answered } };
  const draft = await firstTry(app, { desk, drafts: desk.drafts }, fresh, options);
  if (draft === undefined) return;
  const answers = await carryOut(app, desk, step, draft, options);
  const next = step.next?.(answers);
  const prompter = await app.prompter();
  if (next !== undefined && prompter !== undefined && (await prompter.confirm(next.ask, true)))
    await takeStep(app, next.step, incident, {}, next.answers);
}

/** Goes on with a draft, as the step that it was begun for. */
export async function goOn(app: App, place: Workplace, draft: Draft, options: StepOptions): Promise<void> {
  const { desk } = place;
  if (desk !== undefined && (await isSaved(app, desk, draft)))
    return saySavedBefore(app, desk, draft, options.json === true);
  if (desk !== undefined && draft.command === 'policy edit')
    return (await import('./editing.ts')).goOnEditing(app, desk, draft, {});
  if (desk !== undefined && draft.command === 'community edit')
    return (await import('./community-facts.ts')).goOnWithCommunity(app, desk, draft, {});
  const step = (await stepOf(app.steps, draft.command)) ?? (await known(app, 'report new'));
  if (step.opens) return takeReport(app, place, step, draft, options);
  await carryOut(app, desk ?? (await app.desk()), step, draft, options);
}

async function known(app: App, id: string): Promise<Step | Opening> {
  const step = await stepOf(app.steps, id);
  if (step === undefined) throw new Error('something waits that no step does');
  return step;
}

function assertOverrides(step: Step | Opening, { override = [] }: StepOptions): void {
  const gates: readonly string[] = gatesOf(step);
  if (override.every((gate) => gates.includes(gate))) return;
  throw new UserError(`\`coc ${step.id}\` has no rule of that name to go on in spite of.`, {
    hints: [`Its rules: ${gates.join(', ') || 'none'}.`],
    exitCode: EXIT.usage,
  });
}

/** What was begun for this incident as this step and never finished, or a new draft. */
async function begunOrNew(
  app: App,
  desk: Desk,
  step: Step,
  incident: string,
  options: StepOptions,
): Promise<Draft> {
  if (options.answers === undefined && !step.anew) {
    const identity = await (await app.keys()).unlock();
    for (const { id } of await desk.drafts.list()) {
      const draft = await desk.drafts.read(id, identity);
      if (draft.command !== step.id || draft.incident !== incident) continue;
      if (await isSaved(app, desk, draft)) await desk.drafts.remove(id);
      else return draft;
    }
  }
  return newDraft(app, step.id, incident);
}

/** Asks what is not answered yet of a step on an incident, checks it against the policy, saves it, and says what comes next. */
async function carryOut(
  app: App,
  desk: Desk,
  step: Step,
  begun: Draft,
  options: StepOptions,
): Promise<Answers> {
  const overrides = [...new Set([...(begun.overrides ?? []), ...(options.override ?? [])])];
  const records = await recordsOf(app, desk, step, options);
  const opened = step.unopened ? undefined : await records.read(begun.incident);
  if (opened?.document.entries.some(({ id }) => id === begun.entry)) {
    await saySavedBefore(app, desk, begun, options.json === true);
    return begun.answers;
  }
  const left = opened && step.stillGiven?.(begun.answers, opened.view);
  if (left !== undefined) app.tell([{ kind: 'text', text: left.why }]);
  const draft = { ...begun, overrides, answers: left?.answers ?? begun.answers };
  const situationIn = (incident: Pick<OpenedIncident, 'view' | 'unsealed'>): Situation =>
    situationAt(app, desk, incident, draft);
  const situation = situationIn(opened ?? UNOPENED);
  assertNoBar(step, 'first', {}, situation);
  const form = gatedForm(step, desk.playbook);
  const prompter = await app.prompter();
  // What nobody has said yet counts as what it will be taken for.
  const assertFirst = (given: Answers): void => {
    if (options.answers !== undefined || prompter === undefined) assertNoBar(step, 'given', given, situation);
    assertMayBegin(
      step,
      Object.keys(given).length === 0 ? {} : settle(form, situation, given, { assume: true }).answers,
      situation,
    );
  };
  if (options.answers === undefined) assertFirst(draft.answers);
  if (opened !== undefined)
    prompter?.show([
      { kind: 'heading', text: (step.heading ?? incidentWords)(showId(draft.incident)) },
      ...(step.intro?.(situation) ?? []),
      ...(Object.keys(draft.answers).length > 0 && !step.anew
        ? [{ kind: 'text', text: 'You go on where you stopped. What you had answered is kept.' } as const]
        : []),
    ]);
  const facts = decisionFacts(app, desk, draft);
  const { answers } = await askAndSave(app, step, {
    form,
    facts: situation,
    options,
    draft: { drafts: desk.drafts, as: draft },
    assertFirst,
    assert: (given) => assertPasses(step, given, situation),
    assertSomething: async (answers) => {
      if (step.nothing === undefined || decided(step, answers, situation, facts).length > 0) return;
      await desk.drafts.remove(draft.id);
      throw step.nothing(situation.incident);
    },
    save: async (answers) => ({
      desk,
      saved: await records.append(draft.incident, (newest) =>
        decided(step, answers, situationIn(newest), facts),
      ),
    }),
    say: (answers) => {
      const text = step.outgoing?.text?.(answers);
      return {
        ...(text !== undefined && {
          letter: layOut(text, options.format ?? 'text', subjectOf(step, answers, situation)),
        }),
        also: step.afterwards?.(answers, situation) ?? [],
        ...(step.stillClosed !== undefined && { closed: step.stillClosed }),
      };
    },
  });
  return answers;
}

/** Takes a report from its first question on, which comes before anything else is looked at ("Threats to physical well-being"). */
async function beginReport(app: App, step: Opening, options: StepOptions): Promise<void> {
  const advise = (error: unknown): Promise<never> => adviseWithoutKeeping(app, error);
  const place = await openWorkplace(app).catch(advise);
  const draft = await firstTry(app, place, newDraft(app, step.id), options);
  if (draft === undefined) return;
  if (options.answers !== undefined || (await app.prompter()) === undefined)
    return takeReport(app, place, step, draft, options);
  const facts = await reportFacts(app, place.desk, draft);
  const form = formOf(step, facts.playbook);
  const answers = await ask(app, {
    form: { ...form, questions: form.questions.slice(0, 1) },
    facts,
    options,
    draft: { drafts: place.drafts, as: draft },
    saveLabel: '',
    inAHurry: true,
  }).catch(advise);
  const begun = { ...draft, answers };
  app.tell([
    { kind: 'text', text: 'Every answer is kept as you give it. Ctrl-C stops; `coc report resume` goes on.' },
  ]);
  const earlier = await earlierDraft(app, place, begun);
  if (earlier === undefined) await takeReport(app, place, step, begun, options);
  else await goOn(app, place, earlier, options);
}

/** Asks the rest of a report, saves it, also where nothing is set up yet, and says what comes next. */
async function takeReport(
  app: App,
  place: Workplace,
  step: Opening,
  draft: Draft,
  options: StepOptions,
): Promise<void> {
  const facts = await reportFacts(app, place.desk, draft);
  await remindOfSafety(app, facts, draft, step.inAHurry === true);
  const { desk } = await askAndSave(app, step, {
    form: formOf(step, facts.playbook),
    facts,
    options,
    draft: { drafts: place.drafts, as: draft },
    inAHurry: step.inAHurry === true,
    save: async (answers) => {
      const desk = place.desk ?? (await found(app, place, answers));
      const entries = new EntryList(decisionFacts(app, desk, draft));
      step.decide(answers, desk.me.id, entries);
      return { desk, saved: await desk.vault.create(draft.incident, entries.entries) };
    },
    say: () => ({ respondBy: true }),
  });
  if (place.desk === undefined) await (await import('../founding/founding.ts')).finishSettingUp(app, desk);
}

/** Makes the reports repository that a first report goes into. */
async function found(app: App, { folder }: Workplace, answers: Answers): Promise<Desk> {
  const { foundDefault } = await import('../founding/founding.ts');
  return foundDefault(app, folder, String(answers['your-name']));
}

function incidentWords(incident: string): string {
  return `Incident ${incident}`;
}

function subjectOf({ outgoing }: Step, answers: Answers, { playbook }: Situation): string {
  const letter = outgoing && playbook.letters[outgoing.kind(answers)];
  return letter !== undefined && 'subject' in letter ? letter.subject : '';
}
