import type { App, Desk } from '../app.ts';
import { stepOf } from '../catalogue.ts';
import { UsageError } from '../errors.ts';
import type { Answers } from '../interview/question.ts';
import type { Opening, Step } from '../steps/step.ts';
import type { Draft } from '../vault/drafts.ts';
import { sourcesIn } from './asking.ts';
import { chooseIncident } from './choose-incident.ts';
import { withFiles } from './files-named.ts';
import { incidentOf } from './incident-of.ts';
import { printStep } from './print-step.ts';
import { firstTry, saySavedBefore } from './retried.ts';
import type { StepOptions } from './step-options.ts';
import { stoppedWith } from './stopped-with.ts';
import { begunWith, takeIn } from './taken-in.ts';
import { begunBefore, isSaved, newDraft, type Workplace } from './workplace.ts';

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
  given: StepOptions,
  answered: Answers = {},
): Promise<void> {
  const step = await known(app, id);
  const take = (): Promise<void> => taken(app, step, typed, given, answered);
  return step.isLookedOn ? app.lookedOn(take) : take();
}

async function taken(
  app: App,
  step: Step | Opening,
  typed: string | undefined,
  given: StepOptions,
  answered: Answers,
): Promise<void> {
  const { id } = step;
  const options = await withSources(app, step, given);
  if (step.opens) {
    if (options.printForm) return printStep(app, step, typed);
    const { beginReport } = await import('./take-report.ts');
    const earlier = await beginReport(app, step, options);
    return earlier && goOn(app, earlier.place, earlier.draft, options);
  }
  const { assertOverrides } = await import('./carry-out.ts');
  assertOverrides(step, options);
  if (options.printForm) return printStep(app, step, typed);
  if (step.opensWith !== undefined && typed === undefined)
    throw new UsageError(
      'Which incident? Its ID is missing.',
      '`coc recover` lists those that everybody is kept out of.',
    );
  const typedAnswers = id === 'export' ? (await import('./copy-options.ts')).copyAnswers(options) : {};
  const desk = await deskFor(app, step);
  const named = 'files' in options ? withFiles(app, typed, options.files) : { incident: typed, answers: {} };
  const source = await takeIn(app, options);
  const meant =
    source === undefined || named.incident === undefined ? undefined : await desk.vault.find(named.incident);
  const place = { desk, drafts: desk.drafts, folder: desk.repository.folder };
  const stopped = await stoppedWith(app, place, { taken: source, incident: meant }, options);
  if (stopped !== undefined) return goOn(app, place, stopped, options);
  const incident =
    source !== undefined && named.incident === undefined
      ? await incidentOf(app, desk, source)
      : await chooseIncident(app, desk, named.incident);
  const begun = begunWith(await begunOrNew(app, desk, step, incident, options), source);
  const fresh = { ...begun, answers: { ...begun.answers, ...answered, ...typedAnswers, ...named.answers } };
  const draft = await firstTry(app, { desk, drafts: desk.drafts }, fresh, options);
  if (draft === undefined) return;
  const answers = await carriedOut(app, desk, step, draft, options, true);
  if (answers === undefined) return;
  const prompter = options.answers === undefined ? await app.prompter() : undefined;
  const next =
    step.nextIn === undefined || prompter === undefined
      ? step.next?.(answers)
      : step.nextIn(answers, (await desk.vault.read(incident)).view);
  if (
    next !== undefined &&
    prompter !== undefined &&
    (await prompter.confirm(next.ask, next.byEnter ?? true))
  )
    await takeStep(app, next.step, incident, {}, next.answers);
}

/** Goes on with a draft, as the step that it was begun for. */
export async function goOn(app: App, place: Workplace, draft: Draft, options: StepOptions): Promise<void> {
  const { desk } = place;
  if (desk !== undefined && (await isSaved(app, desk, draft)))
    return saySavedBefore(app, desk, draft, options);
  if (desk !== undefined && draft.command === 'policy edit')
    return (await import('./editing.ts')).goOnEditing(app, desk, draft, {});
  if (desk !== undefined && draft.command === 'community edit')
    return (await import('./community-facts.ts')).goOnWithCommunity(app, desk, draft, options);
  const step = (await stepOf(app.steps, draft.command)) ?? (await known(app, 'report new'));
  const go = (): Promise<void> => goOnWith(app, step, place, draft, options);
  return step.isLookedOn ? app.lookedOn(go) : go();
}

async function goOnWith(
  app: App,
  step: Step | Opening,
  place: Workplace,
  draft: Draft,
  options: StepOptions,
): Promise<void> {
  const { desk } = place;
  if (step.opens) {
    const { offeredToAdd, takeReport } = await import('./take-report.ts');
    const settled = await offeredToAdd(app, place, step, draft, options);
    return settled.draft.command === draft.command
      ? takeReport(app, settled.place, step, settled.draft, options)
      : goOn(app, settled.place, settled.draft, options);
  }
  await carriedOut(app, await deskFor(app, step, desk), step, draft, options);
}

/** What was answered once it is saved; undefined where another step took its place, and is done by now. */
async function carriedOut(
  app: App,
  desk: Desk,
  step: Step,
  draft: Draft,
  options: StepOptions,
  chooseAgain = false,
): Promise<Answers | undefined> {
  const { carryOut, GoesElsewhere } = await import('./carry-out.ts');
  try {
    return await carryOut(app, desk, step, draft, options, chooseAgain);
  } catch (error) {
    if (!(error instanceof GoesElsewhere)) throw error;
    await takeStep(app, error.step, draft.incident, {});
    return undefined;
  }
}

/** The options with what an answers file says of a mail or a chat, where the step takes those. */
async function withSources(app: App, step: Step | Opening, options: StepOptions): Promise<StepOptions> {
  if (!step.takesIn || options.answers === undefined) return options;
  return { ...(await sourcesIn(app, options)), ...options };
}

/** The desk at which a step is taken: with what others wrote, where the step is for that and somebody wants it. */
async function deskFor(app: App, step: Step, found?: Desk): Promise<Desk> {
  const desk = found ?? (await app.desk());
  const { wantsNewest } = step;
  return wantsNewest ? (await import('./fetch-first.ts')).withTheNewest(app, desk, wantsNewest) : desk;
}

async function known(app: App, id: string): Promise<Step | Opening> {
  const step = await stepOf(app.steps, id);
  if (step === undefined) throw new Error('something waits that no step does');
  return step;
}

/** What was begun for this incident as this step and never finished, or a new draft. */
async function begunOrNew(
  app: App,
  desk: Desk,
  step: Step,
  incident: string,
  options: StepOptions,
): Promise<Draft> {
  const isOpen = async (draft: Draft): Promise<boolean> => {
    if (draft.command !== step.id || draft.incident !== incident) return false;
    if (!(await isSaved(app, desk, draft))) return true;
    await desk.drafts.remove(draft.id);
    return false;
  };
  const isNew = options.answers !== undefined || step.anew;
  return (
    (isNew ? undefined : await begunBefore(app, desk.drafts, isOpen)) ?? newDraft(app, step.id, incident)
  );
}
