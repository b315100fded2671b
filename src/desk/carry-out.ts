import type { App, Desk } from '../app.ts';
import { UsageError } from '../errors.ts';
import type { NewEntry } from '../incident/entry.ts';
import { showId } from '../incident/id.ts';
import type { IncidentView } from '../incident/view.ts';
import { settle } from '../interview/check.ts';
import type { Answers } from '../interview/question.ts';
import { assertNoBar } from '../policy/bars.ts';
import { decided } from '../policy/decide.ts';
import { assertMayBegin, assertPasses, gatesOf, refusalsOf } from '../policy/gates.ts';
import { OF_THE_MATTER } from '../policy/rules.ts';
import { uncheckedIn } from '../policy/says-who.ts';
import { isOfTheShipped, shippedWords, stillShippedWords } from '../policy/shipped-facts.ts';
import type { LeavingCopy, Situation } from '../policy/situation.ts';
import { toldOfElsewhere } from '../policy/where-decided.ts';
import { gatedForm } from '../steps/gated-form.ts';
import { saidAgainst } from '../steps/said-against.ts';
import type { CopyToMake, Step } from '../steps/step.ts';
import { present } from '../text/present.ts';
import type { Draft } from '../vault/drafts.ts';
import type { OpenedIncident, Saved } from '../vault/vault.ts';
import { askAndSave } from './ask-and-save.ts';
import { type Attaching, withAttached } from './attaching.ts';
import type { givingOut, Written } from './giving-out.ts';
import { peopleElsewhere } from './glances.ts';
import { matterOf } from './joined-incidents.ts';
import { AllKeptAlready, keptAlready } from './kept-already.ts';
import { aroundOf, knownToAllBlocks, lookAround } from './known-elsewhere.ts';
import { laidOut } from './laid-out.ts';
import { recordsOf } from './records.ts';
import { saySavedBefore } from './retried.ts';
import { situationAt } from './situation.ts';
import type { StepOptions } from './step-options.ts';
import { carriedBy, comesWith, stillWhereItWas } from './taken-in.ts';
import { CameTooLate, decisionFacts, markAsLate } from './workplace.ts';

const SHOW_NAMES = 'Show the names as well (others may see this screen)';

/** What was chosen is for another step, which whoever sits there goes on with. */
export class GoesElsewhere extends Error {
  readonly step: string;

  constructor(step: string) {
    super('another step takes this');
    this.name = 'GoesElsewhere';
    this.step = step;
  }
}

/** Throws where somebody goes on in spite of a rule that the step does not have. */
export function assertOverrides(step: Step, { override = [] }: StepOptions): void {
  const gates: readonly string[] = gatesOf(step);
  if (override.every((gate) => gates.includes(gate))) return;
  throw new UsageError(
    `\`coc ${step.id}\` has no rule of that name to go on in spite of.`,
    `Its rules: ${gates.join(', ') || 'none'}.`,
  );
}

/**
 * Asks what is not answered yet of a step on an incident, checks it against the policy, saves it, and says what comes next.
 *
 * @param chooseAgain whether the first choice is asked once more, where somebody had stopped behind it
 */
export async function carryOut(
  app: App,
  desk: Desk,
  step: Step,
  begun: Draft,
  options: StepOptions,
  chooseAgain = false,
): Promise<Answers> {
  const overrides = [...new Set([...(begun.overrides ?? []), ...(options.override ?? [])])];
  const records = await recordsOf(app, desk, step, options);
  // Before anything is typed: what cannot be opened, or unlocked, is no place to write to.
  const opened = await records.read(begun.incident);
  if (opened.document.entries.some(({ id }) => id === begun.entry)) {
    await saySavedBefore(app, desk, begun, options);
    return begun.answers;
  }
  const left = step.stillGiven?.(begun.answers, opened.view);
  if (left !== undefined) app.notice(left.why);
  const draft = { ...begun, overrides, answers: left?.answers ?? begun.answers };
  const situationIn = (
    incident: Pick<OpenedIncident, 'view' | 'unsealed'>,
    looked: Pick<Situation, 'elsewhere' | 'matter'>,
    other?: IncidentView,
  ): Situation => ({
    ...situationAt(app, desk, incident, draft),
    ...looked,
    comesWith: comesWith(draft, carried),
    ...(around && { around: aroundOf(incident.view, around.others, app.now()) }),
    ...(other && { other }),
  });
  const around = step.looksAround ? await lookAround(app, desk, opened.view) : undefined;
  const look = async (incident?: IncidentView): Promise<Pick<Situation, 'elsewhere' | 'matter'>> => ({
    ...(step.gates?.includes('elsewhere') && { elsewhere: await peopleElsewhere(app, desk, begun.incident) }),
    ...((step.looksAtMatter || step.gates?.some((gate) => OF_THE_MATTER.includes(gate))) && {
      matter: await matterOf(app, desk, incident ?? (await records.read(begun.incident)).view),
    }),
  });
  const carried = await carriedBy(app, draft);
  const situation = situationIn(opened, await look(opened.view));
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
  const against = saidAgainst(step, situation);
  const againstToo = against.map((text) => ({ kind: 'urgent', text }) as const);
  if (prompter === undefined) app.tell(againstToo);
  prompter?.show([
    { kind: 'heading', text: (step.heading ?? incidentWords)(showId(draft.incident)) },
    ...(step.intro?.(situation) ?? []),
    ...againstToo,
    ...(step.outgoing?.text === undefined && step.givesOut === undefined
      ? []
      : unchecked(step, {}, situation).map((text) => ({ kind: 'urgent', text }) as const)),
  ]);
  const isNew = options.answers === undefined && Object.keys(draft.answers).length === 0;
  if (step.names !== undefined && isNew && (await prompter?.confirm(SHOW_NAMES, false)))
    prompter?.show([...step.names(situation), ...(await knownToAllBlocks(app, desk, opened.view))]);
  const facts = decisionFacts(app, desk, draft);
  let readBy: readonly string[] | undefined;
  let twice: readonly string[] = [];
  let copy: CopyToMake | undefined;
  let passphrase: string | undefined;
  let written: Written | undefined;
  const { answers } = await askAndSave(app, step, {
    form,
    facts: situation,
    options,
    draft: { drafts: desk.drafts, as: draft },
    dateOrder: desk.repository.settings.dates,
    lightly: true,
    chooseAgain,
    assertFirst,
    ...(step.endLabel && { endLabel: (given) => step.endLabel?.(given, situation) }),
    assert: (given) => assertPasses(step, given, situation),
    refusals: (given) => refusalsOf(step, given, situation),
    assertSomething: async (answers) => {
      const elsewhere = step.leadsTo?.(answers);
      if (elsewhere !== undefined) {
        await desk.drafts.remove(draft.id);
        const isAsked = prompter !== undefined && options.answers === undefined;
        throw isAsked ? new GoesElsewhere(elsewhere.step) : elsewhere.instead(situation.incident);
      }
      copy = step.givesOut?.(answers, situation);
      passphrase = copy && (await passphraseOf(app, desk, copy));
      if (copy !== undefined) await keepPlace(app, desk, draft, copy.out);
      if (step.nothing === undefined || copy !== undefined) return;
      if (decided(step, answers, situation, facts).length > 0) return;
      const { keptOfNothing } = step;
      if (keptOfNothing === undefined || prompter === undefined) await desk.drafts.remove(draft.id);
      else await keepOnly(app, desk, draft, keptOfNothing);
      throw step.nothing(situation.incident, answers);
    },
    save: async (answers, stop) => {
      const looked = await look();
      const also = step.alsoOpens?.(answers, situation);
      const other = also === undefined ? undefined : (await records.read(also)).view;
      const append = ({ attached, sealed }: Attaching, leaving?: LeavingCopy): Promise<Saved> =>
        records.append(
          draft.incident,
          (newest) => {
            const { others, words } = keptAlready(attached, newest.view, situation.members);
            twice = words;
            const now = {
              ...situationIn(newest, looked, other),
              ...{ attached: others, ...(leaving && { leaving }) },
            };
            const entries = decided(step, answers, now, facts);
            if (entries.length === 0 && words.length > 0)
              throw new AllKeptAlready(words, showId(draft.incident));
            readBy = readersOfAll(entries);
            return entries;
          },
          sealed,
        );
      const given =
        copy &&
        (await givenOut(app, desk, { copy, passphrase, draft }, stop, (leaving) => append(NONE, leaving)));
      written = given?.written;
      const saved =
        given?.saved ??
        (await withAttached(app, desk, { paths: step.attaches?.(answers) ?? [], carried }, stop, append));
      if (saved.isLate) {
        await markAsLate(app, desk, draft);
        throw new CameTooLate(showId(draft.incident));
      }
      return { desk, saved };
    },
    say: (answers) => {
      const text = step.outgoing?.text?.(answers);
      return {
        first: draft.entry,
        givesTexts: step.outgoing?.text !== undefined,
        ...(text !== undefined && {
          letter: laidOut(text, step.outgoing?.kind(answers), desk.playbook, options.format),
        }),
        also: [
          ...(text === undefined && written === undefined
            ? []
            : [...unchecked(step, answers, situation), ...against]),
          ...(written?.words ?? []),
          ...(step.afterwards?.(answers, situation) ?? []),
          ...twice,
          ...stillWhereItWas(carried),
        ],
        // A step that is about nothing else says itself whom it shuts out of what.
        ...(!step.mayShutOut && { before: opened.view.readers }),
        was: opened.view,
        ...(written && { data: { file: written.path, sha256: written.sha256 } }),
        ...(readBy && { readBy }),
        ...(step.stillClosed !== undefined && { closed: step.stillClosed }),
      };
    },
  });
  return answers;
}

const NONE: Attaching = { attached: [], sealed: [] };

async function givenOut(...making: Parameters<typeof givingOut>): ReturnType<typeof givingOut> {
  return (await import('./giving-out.ts')).givingOut(...making);
}

/** The passphrase that a copy is sealed with, asked for once it is known that its files can go. */
async function passphraseOf(app: App, desk: Desk, copy: CopyToMake): Promise<string | undefined> {
  const { assertFilesCanGo, passphraseFor } = await import('./giving-out.ts');
  if (copy.seal === 'passphrase') await app.interruptible((stop) => assertFilesCanGo(app, desk, copy, stop));
  return passphraseFor(app, copy);
}

/** Keeps where a copy is to be, whole: whoever goes on with it may stand in another folder. */
async function keepPlace(app: App, desk: Desk, draft: Draft, out: string): Promise<void> {
  await keepOnly(app, desk, draft, (answers) => ({ ...answers, out }));
}

async function keepOnly(
  app: App,
  { drafts }: Desk,
  { id }: Draft,
  which: (answers: Answers) => Answers,
): Promise<void> {
  const kept = await drafts.read(id, await (await app.keys()).unlock());
  await drafts.keep({ ...kept, answers: which(kept.answers) });
}

/** Who can read what is saved, where nothing of it is for all who can open the incident. */
function readersOfAll(entries: readonly NewEntry[]): readonly string[] | undefined {
  // To whom a block was widened, besides those who had it.
  if (entries.some(({ content }) => content.kind === 'widened')) return undefined;
  const sealed = entries.map(({ restricted }) => restricted?.to);
  return sealed.reduce((all, to) => to && all?.filter((member) => to.includes(member)), sealed[0]);
}

/** What a letter cannot be compared with, and for whom it would speak, said before it is written and where it is given out. */
function unchecked(step: Step, answers: Answers, situation: Situation): readonly string[] {
  const { incident, playbook, community } = situation;
  const elsewhere = toldOfElsewhere(step.outgoing?.kind(answers), situation);
  const texts = [incident, ...(elsewhere ? [elsewhere] : [])].map((one) =>
    uncheckedIn({ ...situation, incident: one }, answers.given === 'yes'),
  );
  return present([
    ...new Set(texts),
    isOfTheShipped(playbook, community) ? shippedWords(community) : stillShippedWords(playbook, community),
  ]);
}

function incidentWords(incident: string): string {
  return `Incident ${incident}`;
}
