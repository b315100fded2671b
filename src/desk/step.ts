import type { App, Desk } from '../app.ts';
import { EXIT, UserError } from '../errors.ts';
import type { NewEntry } from '../incident/entry.ts';
import { showId } from '../incident/id.ts';
import { view } from '../incident/view.ts';
import { standing } from '../interview/check.ts';
import { gated } from '../interview/forms/gated.ts';
import { printForm } from '../interview/print-form.ts';
import type { Answers, Form } from '../interview/question.ts';
import { type LetterFormat, layOut } from '../letters/format.ts';
import { type Decide, decided } from '../policy/decide.ts';
import { assertMayBegin, assertPasses, gatesOf } from '../policy/gates.ts';
import type { Given } from '../policy/given.ts';
import type { OutgoingId, Playbook } from '../policy/playbook.ts';
import type { Situation } from '../policy/situation.ts';
import type { StepId } from '../policy/step.ts';
import type { Block } from '../screen/block.ts';
import type { Draft } from '../vault/drafts.ts';
import { currentMembers, custodiansOf, foldFacts } from '../vault/team.ts';
import type { OpenedIncident, Saved } from '../vault/vault.ts';
import { type AnswerOptions, ask } from './asking.ts';
import { chooseIncident } from './choose-incident.ts';
import { firstTry, saySavedBefore } from './retried.ts';
import { saySaved } from './saved.ts';
import { decisionFacts, isSaved, newDraft, saveDraft } from './workplace.ts';

/** Where a step reads an incident and adds to it. The vault is one. */
export interface Records {
  readonly read: (id: string) => Promise<OpenedIncident>;
  readonly append: (id: string, decide: (newest: OpenedIncident) => readonly NewEntry[]) => Promise<Saved>;
}

/** Something that is done about an incident: what is asked, and what becomes of the answers. */
export interface Step {
  readonly id: StepId;
  /** What is typed after `coc`; a draft of it is marked with this. */
  readonly command: string;
  readonly form: (playbook: Playbook) => Form<Situation>;
  /** Adds the entries that the answers become. Pure. */
  readonly decide: Decide;
  /** Opens the incident where the member's own keys do not; without it the vault does. */
  readonly records?: (app: App, desk: Desk) => Promise<Records>;
  /** Throws where the incident has nothing that this could be about. */
  readonly assertPossible?: (situation: Situation) => void;
  /** Throws what cannot be done with answers that nobody can be asked to change, in place of naming what they lack. */
  readonly assertGiven?: (given: Given, situation: Situation) => void;
  /** What is said once it is saved, a sentence each: what it does not change. */
  readonly afterwards?: (given: Given, before: Situation) => readonly string[];
  /** What stands above the questions: what is known, and what to mind. */
  readonly intro?: (situation: Situation) => readonly Block[];
  /** What the review offers: "Save the meeting". */
  readonly saveLabel: string;
  /** The beginning of the sentence that ends with the incident's number. */
  readonly saved: string;
  /** What is said to whoever cannot open it afterwards, in place of that they are kept out from now on. */
  readonly stillClosed?: string;
  /** The text that goes out, and which kind of letter it is, where there is one. */
  readonly outgoing?: (given: Given) => { readonly text: string; readonly kind: OutgoingId } | undefined;
}

export interface StepOptions extends AnswerOptions {
  readonly json?: boolean;
  /** Gates that the person goes on in spite of. */
  readonly override?: readonly string[];
  readonly format?: LetterFormat;
}

export interface Taken {
  readonly desk: Desk;
  readonly incident: string;
  readonly answers: Answers;
}

/** Does a step from the command line on: finds the incident, and goes on with what was begun for it. */
export async function takeStep(
  app: App,
  step: Step,
  typed: string | undefined,
  options: StepOptions,
): Promise<Taken | undefined> {
  const unknown = (options.override ?? []).find((gate) => !gatesOf(step.id).some((one) => one === gate));
  if (unknown !== undefined) {
    throw new UserError(`\`coc ${step.command}\` has no rule of that name to go on in spite of.`, {
      hints: [`Its rules: ${gatesOf(step.id).join(', ') || 'none'}.`],
      exitCode: EXIT.usage,
    });
  }
  if (options.printForm) {
    await printStepForm(app, step, typed);
    return undefined;
  }
  const desk = await app.desk();
  const incident = await chooseIncident(app, desk.vault, typed);
  const draft = await firstTry(
    app,
    { desk, drafts: desk.drafts },
    await begunOrNew(app, desk, step, incident, options),
    options,
  );
  return draft && runStep(app, desk, step, draft, options);
}

/** Asks what is not answered yet, checks it against the policy, saves it, and says what comes next. */
export async function runStep(
  app: App,
  desk: Desk,
  step: Step,
  begun: Draft,
  options: StepOptions,
): Promise<Taken> {
  const overrides = [...new Set([...(begun.overrides ?? []), ...(options.override ?? [])])];
  const draft = { ...begun, overrides };
  const records = (await step.records?.(app, desk)) ?? desk.vault;
  const opened = await records.read(draft.incident);
  if (opened.document.entries.some(({ id }) => id === draft.entry)) {
    await saySavedBefore(app, desk, draft, options.json === true);
    return { desk, incident: draft.incident, answers: draft.answers };
  }
  const situation = situationAt(app, desk, opened, overrides);
  const { incident } = situation;
  step.assertPossible?.(situation);
  const form = gated(step.id, step.form(desk.playbook));
  // What nobody has said yet counts as what it will be taken for.
  const prompter = await app.prompter();
  const assertFirst = (given: Answers): void => {
    if (options.answers !== undefined || prompter === undefined) step.assertGiven?.(given, situation);
    assertMayBegin(
      step.id,
      Object.keys(given).length === 0 ? {} : standing(form, situation, given, { assume: true }).answers,
      situation,
    );
  };
  if (options.answers === undefined) assertFirst(draft.answers);
  prompter?.show([
    { kind: 'heading', text: `Incident ${showId(incident.id)}` },
    ...(step.intro?.(situation) ?? []),
    ...(Object.keys(draft.answers).length > 0
      ? [{ kind: 'text', text: 'You go on where you stopped. What you had answered is kept.' } as const]
      : []),
  ]);
  const answers = await ask(app, {
    form,
    facts: situation,
    options,
    draft: { drafts: desk.drafts, as: draft },
    saveLabel: step.saveLabel,
    assertFirst,
    assert: (given) => assertPasses(step.id, given, situation),
  });
  const facts = decisionFacts(app, desk, draft);
  const saved = await saveDraft(desk.drafts, draft, () =>
    records.append(draft.incident, (newest) =>
      decided(step, answers, situationAt(app, desk, newest, overrides), facts),
    ),
  );
  const outgoing = step.outgoing?.(answers);
  const letter =
    outgoing && layOut(outgoing.text, options.format ?? 'text', subjectOf(desk.playbook, outgoing.kind));
  await saySaved(app, desk, saved, {
    json: options.json === true,
    what: step.saved,
    ...(letter !== undefined && { letter }),
    also: step.afterwards?.(answers, situation) ?? [],
    ...(step.stillClosed !== undefined && { closed: step.stillClosed }),
  });
  return { desk, incident: draft.incident, answers };
}

/** What was begun for this incident with this command and never finished, or a new draft. */
async function begunOrNew(
  app: App,
  desk: Desk,
  step: Step,
  incident: string,
  options: StepOptions,
): Promise<Draft> {
  if (options.answers === undefined) {
    const identity = await (await app.keys()).unlock();
    for (const { id } of await desk.drafts.list()) {
      const draft = await desk.drafts.read(id, identity);
      if (draft.command !== step.command || draft.incident !== incident) continue;
      if (await isSaved(desk, draft)) await desk.drafts.remove(id);
      else return draft;
    }
  }
  return newDraft(app, step.command, incident);
}

/** With an incident the form has its people to choose from; with a reports repository at least those of the team. */
async function printStepForm(app: App, step: Step, typed: string | undefined): Promise<void> {
  const found = await app.findRepository();
  if (typed === undefined && !found.exists) {
    const { playbook, settings } = await app.community();
    const access = { admins: [], custodians: [], unsealed: new Map() };
    const nobody = { me: '', members: [], overrides: [], access };
    const situation = {
      ...nobody,
      playbook,
      community: settings,
      incident: view('', []),
      now: app.now(),
    };
    return app.print(printForm(step.form(playbook), situation));
  }
  const desk = await app.desk();
  const opened =
    typed === undefined
      ? { view: view('', []), unsealed: new Map() }
      : await desk.vault.read(await desk.vault.find(typed));
  app.print(printForm(step.form(desk.playbook), situationAt(app, desk, opened, [])));
}

/** What a step is decided in, once an incident is open. */
function situationAt(
  app: App,
  { playbook, repository, me }: Desk,
  { view: incident, unsealed }: Pick<OpenedIncident, 'view' | 'unsealed'>,
  overrides: readonly string[],
): Situation {
  const { admins } = foldFacts(repository.roster);
  return {
    playbook,
    community: repository.settings,
    incident,
    me: me.id,
    members: currentMembers(repository.roster),
    now: app.now(),
    overrides,
    access: { admins: [...(admins ?? [])], custodians: custodiansOf(repository.roster), unsealed },
  };
}

function subjectOf({ letters }: Playbook, kind: OutgoingId): string {
  const letter = letters[kind];
  return 'subject' in letter ? letter.subject : '';
}
