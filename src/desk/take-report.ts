import type { App, Desk } from '../app.ts';
import { UsageError } from '../errors.ts';
import { showId } from '../incident/id.ts';
import type { Answers } from '../interview/question.ts';
import { EntryList } from '../policy/entry-list.ts';
import { JUST_NOW } from '../policy/step.ts';
import { formOf } from '../steps/form.ts';
import type { Opening } from '../steps/step.ts';
import type { Draft } from '../vault/drafts.ts';
import { askAndSave } from './ask-and-save.ts';
import { ask } from './asking.ts';
import { withAttached } from './attaching.ts';
import { fetchedAside } from './fetch-first.ts';
import { incidentWith } from './incident-of.ts';
import { earlierDraft } from './offer-earlier.ts';
import { offerToAdd, perhapsOneMatter } from './one-matter.ts';
import { firstTry } from './retried.ts';
import { adviseWithoutKeeping, remindOfSafety } from './safety.ts';
import { reportFacts } from './situation.ts';
import type { StepOptions } from './step-options.ts';
import { stoppedWith } from './stopped-with.ts';
import type { TakenIn } from './taken.ts';
import { begunWith, carriedBy, comesWith, stillWhereItWas, takeIn } from './taken-in.ts';
import { decisionFacts, newDraft, openWorkplace, type Workplace } from './workplace.ts';

/** What somebody goes on with in place of what they began. */
interface Earlier {
  readonly place: Workplace;
  readonly draft: Draft;
}

/**
 * Takes a report from its first question on, which comes before anything else is looked at ("Threats to physical
 * well-being"). Returns what was begun earlier where somebody goes on with that instead.
 */
export async function beginReport(
  app: App,
  step: Opening,
  options: StepOptions,
): Promise<Earlier | undefined> {
  const advise = (error: unknown): Promise<never> => adviseWithoutKeeping(app, error);
  const taken = await takeIn(app, options);
  const place = await openWorkplace(app).catch(advise);
  // No passphrase is asked for to look.
  const mayLook = taken !== undefined && (await (await app.keys()).unlocksByItself());
  const stopped = mayLook ? await stoppedWith(app, place, { taken }, options) : undefined;
  if (stopped !== undefined) return { place, draft: stopped };
  const draft = await firstTry(app, place, begunWith(newDraft(app, step.id), taken), options);
  if (draft === undefined) return undefined;
  const there = taken && (await addedToWhereItIs(app, place, step, { draft, taken }, options));
  if (there !== undefined) return { place, draft: there };
  if (options.answers !== undefined || (await app.prompter()) === undefined) {
    await takeReport(app, place, step, draft, options);
    return undefined;
  }
  const facts = await reportFacts(app, place.desk, draft);
  const form = formOf(step, facts.playbook);
  const answers = await ask(app, {
    form: { ...form, questions: form.questions.filter(({ id }, at) => at === 0 || id in draft.answers) },
    facts,
    options,
    draft: { drafts: place.drafts, as: draft },
    saveLabel: '',
    inAHurry: true,
  }).catch(advise);
  const begun = { ...draft, answers };
  app.notice('Every answer is kept as you give it. Ctrl-C stops; `coc report resume` goes on.');
  const earlier = taken === undefined ? await earlierDraft(app, place, begun) : undefined;
  if (earlier !== undefined) return { place, draft: earlier };
  const settled = await offeredToAdd(app, place, step, begun, options);
  if (settled.draft.command !== step.id) return settled;
  await takeReport(app, settled.place, step, settled.draft, options);
  return undefined;
}

/**
 * Says that the very mail is in an incident already, and proposes to add to that: what was begun, as an addition to it, or undefined where
 * it becomes a report of its own. No passphrase is asked for to look. Throws a UsageError where nobody can choose.
 */
async function addedToWhereItIs(
  app: App,
  { desk }: Workplace,
  step: Opening,
  { draft, taken }: { readonly draft: Draft; readonly taken: TakenIn },
  { answers }: StepOptions,
): Promise<Draft | undefined> {
  if (desk === undefined || !(await (await app.keys()).unlocksByItself())) return undefined;
  const incident = await incidentWith(desk, taken);
  if (incident === undefined) return undefined;
  const id = showId(incident.id);
  const is = `This mail is in incident ${id} already.`;
  const prompter = answers === undefined ? await app.prompter() : undefined;
  if (prompter === undefined)
    throw new UsageError(is, `\`coc report add ${id} --mail FILE\` adds to that. Nothing was saved.`);
  if (step.inAHurry) {
    app.notice(is);
    return undefined;
  }
  const isAdded = await prompter.choose(`${is} What is it now`, [
    { value: true, label: `Something for ${id}` },
    { value: false, label: 'A report of its own all the same' },
  ]);
  return isAdded ? { ...draft, command: 'report add', incident: incident.id } : undefined;
}

/**
 * Offers, once the account is there, that the report belongs to an incident of these days, wherever in it somebody stopped before: not
 * where somebody is in danger, nor where a passphrase would be asked for while they tell what happened.
 */
export async function offeredToAdd(
  app: App,
  place: Workplace,
  step: Opening,
  begun: Draft,
  options: StepOptions,
): Promise<Earlier> {
  const isAsked = options.answers === undefined && (await app.prompter()) !== undefined;
  const { desk } = place;
  if (!step.offersToAdd || desk === undefined || begun.alone || !isAsked) return { place, draft: begun };
  if (!(await mayBeCompared(app, begun))) return { place, draft: begun };
  const told =
    begun.answers.account === undefined ? await untilAccount(app, place, step, begun, options) : begun;
  // Others may have taken a report of the same meanwhile: one matter would become two incidents.
  const newest = { ...place, desk: await fetchedAside(app, desk, JUST_NOW) };
  return { place: newest, draft: await offerToAdd(app, newest, told) };
}

async function untilAccount(
  app: App,
  { desk, drafts }: Workplace,
  step: Opening,
  begun: Draft,
  options: StepOptions,
): Promise<Draft> {
  const facts = await reportFacts(app, desk, begun);
  const form = formOf(step, facts.playbook);
  const account = form.questions.findIndex(({ id }) => id === 'account');
  await ask(app, {
    form: { ...form, questions: form.questions.slice(0, account + 1) },
    facts,
    options,
    draft: { drafts, as: begun },
    saveLabel: '',
    goesOn: true,
  });
  return drafts.read(begun.id, await (await app.keys()).unlock());
}

/** Whether nobody is in danger, and no passphrase would be asked for while they tell what happened. */
async function mayBeCompared(app: App, { answers }: Draft): Promise<boolean> {
  return answers.threat === 'none' && (await (await app.keys()).unlocksByItself());
}

/** Asks the rest of a report, saves it, also where nothing is set up yet, and says what comes next. */
export async function takeReport(
  app: App,
  place: Workplace,
  step: Opening,
  draft: Draft,
  options: StepOptions,
): Promise<void> {
  const carried = await carriedBy(app, draft);
  const facts = { ...(await reportFacts(app, place.desk, draft)), comesWith: comesWith(draft, carried) };
  await remindOfSafety(app, facts, draft, step.inAHurry === true);
  const { desk, answers } = await askAndSave(app, step, {
    form: formOf(step, facts.playbook),
    facts,
    options,
    draft: { drafts: place.drafts, as: draft },
    dateOrder: place.desk?.repository.settings.dates,
    inAHurry: step.inAHurry === true,
    save: async (answers, stop) => {
      const desk = place.desk ?? (await found(app, place, answers));
      const saved = await withAttached(
        app,
        desk,
        { paths: step.attaches?.(answers) ?? [], carried },
        stop,
        ({ attached, sealed }) => {
          const entries = new EntryList(decisionFacts(app, desk, draft));
          step.decide(answers, desk.me.id, entries, { ...facts, attached });
          return desk.vault.create(draft.incident, entries.entries, sealed);
        },
      );
      return { desk, saved };
    },
    say: (answers) => ({
      respondBy: true,
      first: draft.entry,
      also: [...(step.afterwards?.(answers, carried.length) ?? []), ...stillWhereItWas(carried)],
    }),
  });
  const isAsked = options.answers === undefined && (await app.prompter()) !== undefined;
  if (step.offersToAdd && !isAsked)
    for (const words of await perhapsOneMatter(app, desk, answers.account, draft.incident)) app.notice(words);
  if (place.desk === undefined) await (await import('../founding/founding.ts')).finishSettingUp(app, desk);
}

/** Makes the reports repository that a first report goes into. */
async function found(app: App, { folder }: Workplace, answers: Answers): Promise<Desk> {
  const { foundDefault } = await import('../founding/founding.ts');
  return foundDefault(app, folder, String(answers['your-name']));
}
