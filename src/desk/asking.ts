import type { App } from '../app.ts';
import { Cancelled, UsageError, UserError } from '../errors.ts';
import { type AnswersFile, parseAnswers } from '../interview/answers-file.ts';
import { typeOf } from '../interview/check.ts';
import { dateOrderOf } from '../interview/date-order.ts';
import { fill, type Progress } from '../interview/fill.ts';
import { keyLines } from '../interview/key-lines.ts';
import type { Answers, Form } from '../interview/question.ts';
import { datesUnderstood } from '../interview/understood.ts';
import type { DateOrder } from '../interview/written-date.ts';
import type { Refusal } from '../policy/gates.ts';
import type { Situation } from '../policy/situation.ts';
import { refusalBlocks } from '../screen/refusal.ts';
import { type Block, listIfAny } from '../text/block.ts';
import type { Draft, Drafts } from '../vault/drafts.ts';
import { readYaml } from '../yaml.ts';
import { readSource } from './source.ts';

/** The options that every command with an interview takes. */
export interface AnswerOptions {
  readonly answers?: string;
  readonly account?: string;
  /** A mail, or a folder of mails, and a chat, from which a report is taken. */
  readonly mail?: string;
  readonly text?: string;
  readonly printForm?: boolean;
  readonly yes?: boolean;
}

/**
 * The answers of the file that `--answers` names, and the text that `--account` names (`-` is stdin for one of them);
 * none without these options.
 */
export async function readAnswers<F>(
  app: App,
  options: AnswerOptions,
  form: Form<F>,
  facts?: F,
): Promise<AnswersFile> {
  const { answers, account } = options;
  if (answers === '-' && account === '-') {
    throw new UsageError('Only one of --answers and --account can come from stdin.');
  }
  const file = answers === undefined ? { data: null } : await readAnswersFile(app, options, answers, form);
  const given = parseAnswers(file.data, form, { ...file, names: namesKnown(facts) });
  if (account === undefined) return given;
  if (given.answers.account !== undefined) {
    throw new UsageError('There are two accounts: one in the answers file, and one from --account.');
  }
  const words = await readSource(app, account, 'the file with the account');
  return { ...given, answers: { ...given.answers, account: words } };
}

async function readAnswersFile<F>(
  app: App,
  options: AnswerOptions,
  source: string,
  form: Form<F>,
): Promise<{ readonly data: unknown; readonly lines: ReadonlyMap<string, number> }> {
  const text = await readSource(app, source, THE_ANSWERS);
  try {
    const found = readYaml(text, THE_ANSWERS, {
      asWritten: { isKey: (key) => form.questions.some(({ id }) => id === key) },
    });
    return { data: withoutSources(found, options), lines: keyLines(text) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UsageError(error.message, ...error.hints);
  }
}

const THE_ANSWERS = 'the answers file';
const SOURCES = ['mail', 'text'] as const;

/** What an answers file says of where a report is taken from, which is none of its answers. Of what is no such file, nothing. */
export async function sourcesIn(app: App, { answers }: AnswerOptions): Promise<Partial<AnswerOptions>> {
  if (answers === undefined) return {};
  try {
    const found: unknown = readYaml(await readSource(app, answers, THE_ANSWERS), THE_ANSWERS);
    const told = SOURCES.flatMap((key) => {
      const value = isRecord(found) ? found[key] : undefined;
      return typeof value === 'string' ? [[key, value] as const] : [];
    });
    return Object.fromEntries(told);
  } catch (error) {
    // What is wrong with it is said where its answers are read.
    if (!(error instanceof UserError)) throw error;
    return {};
  }
}

/** What people are called whom these facts know. */
function namesKnown(facts: unknown): readonly string[] {
  if (!isRecord(facts)) return [];
  const { members, incident } = facts as Partial<Pick<Situation, 'members' | 'incident'>>;
  const people = incident?.people ?? [];
  return [
    ...[...(members ?? []), ...people].flatMap(({ name }) => name ?? []),
    ...people.flatMap(({ aliases = [] }) => aliases),
  ];
}

function withoutSources(found: unknown, options: AnswerOptions): unknown {
  if (!isRecord(found)) return found;
  return Object.fromEntries(
    Object.entries(found).filter(
      ([key, value]) => !SOURCES.some((one) => one === key && options[one] === value),
    ),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export interface Asking<F> {
  readonly form: Form<F>;
  readonly facts: F;
  readonly options: AnswerOptions;
  /** Where every answer is kept from the moment it is given. */
  readonly draft: { readonly drafts: Drafts; readonly as: Draft };
  /** What the review offers: "Save the report". */
  readonly saveLabel: string;
  /** What it offers in the place of that, for these answers. */
  readonly endLabel?: (answers: Answers) => string | undefined;
  /** How the community writes dates in numbers, where it says so. */
  readonly dateOrder?: DateOrder | undefined;
  /** Asks only what cannot be left out, and no review. */
  readonly inAHurry?: boolean;
  /** Ends without a look at all answers: more is asked after that. */
  readonly goesOn?: boolean;
  /** Where somebody stops once they have chosen what it is to be, and no more, nothing is kept for them to finish. */
  readonly lightly?: boolean;
  /** Somebody typed the command again: what they chose first is asked once more, where all the rest hangs on it. */
  readonly chooseAgain?: boolean;
  /** Throws what stands in the way before anything is asked, from what is known so far. */
  readonly assertFirst?: (answers: Answers) => void;
  /** Throws where the answers together break a rule. */
  readonly assert?: (answers: Answers) => void;
  /** Which rules they break then. */
  readonly refusals?: (answers: Answers) => readonly Refusal[];
}

/** Why the answers cannot be saved as they are, for somebody who can change them; undefined where they can. */
function refusalOf<F>({ form, assert, refusals }: Asking<F>, answers: Answers): readonly Block[] | undefined {
  try {
    assert?.(answers);
    return undefined;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const labels = new Map(form.questions.map(({ id, label }) => [id, label]));
    const found = refusals?.(answers) ?? [];
    return [
      ...(found.length > 0
        ? found.flatMap((one) => refusalBlocks(one, (id) => labels.get(id) ?? id))
        : [{ kind: 'urgent', text: error.message } as const]),
      ...error.hints.map((text) => ({ kind: 'text', text }) as const),
      { kind: 'text', text: 'Change what is meant, or stop with Ctrl-C: your answers are kept.' },
    ];
  }
}

/** What of a draft is not there any more unless it is said anew. */
const NOTHING_KEPT = { partial: undefined, proposed: undefined, grounds: undefined } as const;

/**
 * Asks what is not answered yet, of whoever can be asked, keeping every answer in a sealed draft. Without a terminal
 * all that is missing or wrong is reported at once, and saving needs `--yes`. The draft stays claimed until it is saved.
 */
export async function ask<F>(app: App, asking: Asking<F>): Promise<Answers> {
  const { form, facts, options, draft } = asking;
  const prompter = await app.prompter();
  const { answers: given, stray, sure = [] } = await readAnswers(app, options, form, facts);
  asking.assertFirst?.({ ...draft.as.answers, ...given });
  let asked = false;
  let kept = Object.keys(draft.as.answers).length > 0 || draft.as.partial !== undefined;
  const resumed = options.answers === undefined && (await draft.drafts.isOfBefore(draft.as.id));
  await draft.drafts.claim(draft.as.id);
  let told: Told = draft.as;
  // What was answered by the command itself is kept as well.
  if (kept && !resumed && prompter !== undefined) await draft.drafts.keep(draft.as);
  const keep = async (progress: Progress): Promise<void> => {
    told = progress;
    await draft.drafts.keep({ ...draft.as, ...NOTHING_KEPT, ...progress });
    kept = true;
    asked = true;
  };
  try {
    const answers = await fill(form, facts, {
      answers: draft.as.answers,
      given,
      stray,
      sure,
      passed: draft.as.passed,
      proposed: draft.as.proposed ?? [],
      grounds: draft.as.grounds ?? {},
      ...(prompter && { prompter }),
      ...(draft.as.partial && { partial: draft.as.partial }),
      keep,
      resumed,
      chooseAgain: asking.chooseAgain === true,
      onlyRequired: options.answers !== undefined || asking.inAHurry === true,
      review: asking.inAHurry !== true && asking.goesOn !== true && options.yes !== true,
      saveLabel: asking.saveLabel,
      ...(asking.endLabel && { endLabel: asking.endLabel }),
      refuses: (answers) => refusalOf(asking, answers),
      present: (known) => asOf(known, app.now()),
      dateOrders: [dateOrderOf(app.io.env), asking.dateOrder],
    });
    if (prompter === undefined && options.yes !== true) {
      throw new UsageError(
        'The answers are complete. Nobody can confirm them without a terminal.',
        'Add --yes to save.',
      );
    }
    asking.assert?.(answers);
    if (prompter === undefined || options.yes === true)
      app.tell(listIfAny('These dates were understood as:', datesUnderstood(form, facts, given, answers)));
    if (!asked) await keep({ answers, passed: draft.as.passed });
    return answers;
  } catch (error) {
    await draft.drafts.release(draft.as.id);
    if (!(error instanceof Cancelled)) throw error;
    if (asking.lightly && !resumed && isHardlyBegun(form, facts, told)) {
      await draft.drafts.remove(draft.as.id);
      kept = false;
    }
    throw new Cancelled({ kept });
  }
}

/** The same facts at a later moment, where a moment is among them. */
function asOf<F>(facts: F, now: Date): F {
  const before = (facts as { readonly now?: unknown }).now;
  return before instanceof Date && before.getTime() !== now.getTime() ? { ...facts, now } : facts;
}

const WITHOUT_WORDS = new Set(['choice', 'choices']);

interface Told {
  readonly answers: Answers;
  readonly partial?: Progress['partial'] | undefined;
}

/** Whether nothing is told yet but, with the first choice, what it is to be: of more, no answer may get lost. */
function isHardlyBegun<F>({ questions }: Form<F>, facts: F, { answers, partial }: Told): boolean {
  if (partial !== undefined && `${partial.text}${partial.open ?? ''}`.trim() !== '') return false;
  const told = questions.filter(({ id }) => (answers[id] ?? null) !== null);
  return told.length <= 1 && told.every((one) => WITHOUT_WORDS.has(typeOf(one, answers, facts).type));
}
