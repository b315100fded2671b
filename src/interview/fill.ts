import type { Block } from '../text/block.ts';
import { nothingToChoose, refusal } from './cannot-go-on.ts';
import {
  isRequired,
  numberOfChoices,
  offeredOf,
  type Read,
  readAnswer,
  type Settled,
  settle,
  typeOf,
} from './check.ts';
import { toldApart } from './date-order.ts';
import { type Asked, type Prompter, problemLine } from './prompter.ts';
import type { Answer, Answers, AnswerType, Form, GoingBack, Question } from './question.ts';
import { reviewItems } from './review-items.ts';
import { showAnswer } from './show-answer.ts';
import { perhapsNoWords } from './slips.ts';
import { isPerhapsNoName, unsureIn, unsureOf } from './unsure.ts';
import type { DateOrder } from './written-date.ts';

/** Everything that somebody has told so far; what a sealed draft keeps. */
export interface Progress {
  readonly answers: Answers;
  /** Questions that were asked and passed over. */
  readonly passed: readonly string[];
  /** Questions whose answer is what was proposed, word for word, and was made of other answers. */
  readonly proposed?: readonly string[];
  /** What answers were given on, by their question, as JSON: where that is another now, it is asked once more. */
  readonly grounds?: Readonly<Record<string, string>>;
  /** Text of an answer that is still being typed, and the end of it that has no Enter yet. */
  readonly partial?: { readonly id: string; readonly text: string; readonly open?: string | undefined };
}

export interface FillOptions<F> extends Partial<Omit<Progress, 'partial'>> {
  readonly partial?: Progress['partial'] | undefined;
  /** Whoever sits at a terminal; without one, nothing is asked. */
  readonly prompter?: Prompter;
  /** Keeps what was told. Awaited after each answer, so that an answer given is an answer kept. */
  readonly keep?: (progress: Progress) => Promise<void>;
  /** What a file or flags say. Each has to be usable; what was told before may have come not to apply. */
  readonly given: Answers;
  /** Where they are from a file: those of its answers that it says are meant as they stand, by their keys. */
  readonly sure?: readonly string[];
  /** What was given and no question can take, in sentences. */
  readonly stray?: readonly string[];
  /** Ask only what cannot be left out, as when the rest comes from a file. */
  readonly onlyRequired?: boolean;
  /** What is known at the moment when a question is asked, or an answer typed: it is later by then. Default: what was known at first. */
  readonly present?: (facts: F) => F;
  /** Begin with what was answered before: somebody goes on where they stopped. */
  readonly resumed?: boolean;
  /**
   * Ask the first question once more where its answer says which others are asked, with that answer proposed: whoever chose the wrong
   * thing, and stopped, would be led to the same again.
   */
  readonly chooseAgain?: boolean;
  /** End with a review in which any answer can be changed. */
  readonly review?: boolean;
  /** What the review offers: "Save the report". */
  readonly saveLabel: string;
  /** What it offers in the place of that, for these answers. */
  readonly endLabel?: (answers: Answers) => string | undefined;
  /** What is wrong with the answers together, said before they are looked at once more: any can be changed. */
  readonly refuses?: (answers: Answers) => readonly Block[] | undefined;
  /** How dates in numbers are written here, by the machine and by the community; where these differ, it is asked. */
  readonly dateOrders?: readonly (DateOrder | undefined)[];
}

/**
 * Fills a form from what is given and from whoever can be asked (DESIGN 6, "Answers"). Returns the answers that apply.
 * Throws one UserError that names everything that is missing or wrong where nobody can be asked, and Cancelled where
 * somebody stops.
 */
export async function fill<F>(form: Form<F>, facts: F, options: FillOptions<F>): Promise<Answers> {
  const { prompter } = options;
  const { given, proposed = [] } = options;
  const own = proposed.filter((id) => !(id in given));
  const anew = options.resumed ? form.questions.flatMap((one) => (one.anew ? one.id : [])) : [];
  const kept = { ...without(options.answers ?? {}, anew), ...given };
  // What was proposed is proposed anew, of the answers and the incident as they are now.
  const following = own.filter((id) => form.questions.some((one) => one.id === id && one.follows));
  const told = prompter === undefined ? without(kept, following) : kept;
  const first = settle(form, facts, told, { assume: true });
  const problems = first.problems.filter(({ id, applies }) => applies || id in given);
  const stray = options.stray ?? [];
  const unusable = [
    ...stray,
    ...[...problems, ...(prompter === undefined ? first.missing : [])].map(({ id, what }) => `${id} ${what}`),
  ];
  const { sure } = options;
  const unsure =
    prompter === undefined && sure !== undefined ? unsureIn(form, facts, first.answers, { given, sure }) : [];
  if (unsure.length > 0) throw refusal(form, unusable, [...problems, ...first.missing], unsure);
  if (unusable.length > 0 && (prompter === undefined || options.onlyRequired || stray.length > 0))
    throw refusal(form, unusable, [...problems, ...(prompter === undefined ? first.missing : [])]);
  if (prompter === undefined) return first.answers;
  const read = Object.keys(told).filter((id) => id in first.answers);
  const settled = Object.fromEntries(read.map((id) => [id, first.answers[id] ?? null]));
  const begun = {
    ...options,
    answers: { ...told, ...settled },
    proposed: own,
    grounds: without(options.grounds ?? {}, Object.keys(given)),
    partial: options.partial !== undefined && options.partial.id in given ? undefined : options.partial,
  };
  return new Interview(form, facts, begun, prompter).run();
}

function without<T>(all: Readonly<Record<string, T>>, ids: readonly string[]): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(all).filter(([id]) => !ids.includes(id)));
}

class Interview<F> {
  readonly #form: Form<F>;
  #facts: F;
  readonly #options: FillOptions<F>;
  readonly #prompter: Prompter;
  /** What was told, also where an answer before it was changed and it does not apply at present. */
  #told: Answers;
  #settled:
    | { readonly told: Answers; readonly passed: ReadonlySet<string>; readonly now: Settled }
    | undefined;
  #passed: ReadonlySet<string>;
  #proposed: ReadonlySet<string>;
  #grounds: Readonly<Record<string, string>>;
  /** What was half typed before an interruption, until its question is asked. */
  #partial: Progress['partial'];
  #keeping: Promise<void> = Promise.resolve();
  /** The answers of a file that somebody has looked at here. */
  #looked: ReadonlySet<string> = new Set();

  constructor(form: Form<F>, facts: F, options: FillOptions<F>, prompter: Prompter) {
    this.#form = form;
    this.#facts = facts;
    this.#options = options;
    this.#prompter = prompter;
    this.#told = options.answers ?? {};
    this.#passed = new Set(options.passed);
    this.#proposed = new Set(options.proposed);
    this.#grounds = options.grounds ?? {};
    this.#partial = options.partial;
  }

  async run(): Promise<Answers> {
    if (this.#options.resumed) this.#showKept();
    this.#follow(this.#made(), this.#form.questions.length);
    this.#groundRest();
    await this.#chooseAgain();
    const half = this.#halfTyped();
    if (half !== undefined) await this.#ask(half);
    let refused: readonly Block[] = [];
    for (;;) {
      const next = this.#next();
      if (next !== undefined) {
        await this.#ask(next);
        continue;
      }
      const { review, saveLabel, endLabel } = this.#options;
      const change = review
        ? await this.#prompter.review(
            reviewItems(this.#form, this.#answers, this.#facts),
            endLabel?.(this.#answers) ?? saveLabel,
            refused,
          )
        : undefined;
      refused = [];
      if (change === undefined) {
        const why = review ? this.#options.refuses?.(this.#answers) : undefined;
        if (why === undefined) return this.#answers;
        refused = why;
        continue;
      }
      await this.#ask(this.#question(change));
    }
  }

  /** What is half typed is kept, and is asked for after that where it still can be. */
  async #chooseAgain(): Promise<void> {
    const { chooseAgain, resumed } = this.#options;
    const isOver = this.#next() === undefined && this.#halfTyped() === undefined;
    const first = chooseAgain && resumed && !isOver ? this.#deciding() : undefined;
    if (first === undefined) return;
    const partial = this.#partial;
    await this.#ask(first);
    this.#partial = partial;
  }

  /** Of the choices with which it began, the one on which it hangs which other questions there are. */
  #deciding(): Question<F> | undefined {
    for (const question of this.#form.questions.filter(({ id }) => id in this.#answers)) {
      const before = this.#before(question.id);
      const type = offeredOf(typeOf(question, before, this.#facts));
      if (type.type !== 'choice') return undefined;
      const asked = type.choices.map(({ value }) => {
        const given = { ...before, [question.id]: value };
        const { answers, open } = settle(this.#form, this.#facts, given, { assume: true });
        return JSON.stringify([...Object.keys(answers), ...open].sort());
      });
      if (new Set(asked).size > 1) return question;
    }
    return undefined;
  }

  get #answers(): Answers {
    return this.#now.answers;
  }

  /** Where the answers stand; looked at once between two changes. */
  get #now(): Settled {
    if (this.#settled?.told !== this.#told || this.#settled.passed !== this.#passed) {
      const { onlyRequired: assume = false } = this.#options;
      const now = settle(this.#form, this.#facts, this.#told, { assume, passed: this.#passed });
      this.#settled = { told: this.#told, passed: this.#passed, now };
    }
    return this.#settled.now;
  }

  /** The first question that is still to be asked, or is to be asked once more. */
  #next(): Question<F> | undefined {
    const { answers } = this.#now;
    const open = new Set(this.#now.open);
    return this.#form.questions.find((question) => {
      if (!open.has(question.id)) return this.#isOutOfDate(question) || this.#unsure(question).length > 0;
      const required = isRequired(question, answers, this.#facts);
      if (required || this.#options.onlyRequired) return required;
      return !this.#passed.has(question.id) && this.#isOffered(question);
    });
  }

  #isOffered(question: Question<F>): boolean {
    const { answers } = this.#now;
    return (
      question.offered?.(answers, this.#facts) !== false &&
      numberOfChoices(typeOf(question, answers, this.#facts)) > 0
    );
  }

  /** The question at which somebody was interrupted, where it can still be asked. */
  #halfTyped(): Question<F> | undefined {
    const { answers } = this.#now;
    const question = this.#form.questions.find(({ id }) => id === this.#partial?.id);
    return question?.when?.(answers, this.#facts) === false ? undefined : question;
  }

  /** Whether what an answer was given on has become something else since. */
  #isOutOfDate(question: Question<F>): boolean {
    const ground = this.#grounds[question.id];
    return (
      ground !== undefined &&
      question.id in this.#told &&
      question.id in this.#answers &&
      ground !== this.#groundOf(question) &&
      this.#isOffered(question)
    );
  }

  /** Why an answer of a file is asked about, which says no word of being sure. */
  #unsure(question: Question<F>): readonly string[] {
    const { given, sure } = this.#options;
    const { id } = question;
    if (sure === undefined || sure.includes(id) || !(id in given) || this.#looked.has(id)) return [];
    return unsureOf(question, this.#answers[id] ?? null, this.#answers, this.#facts);
  }

  /** What an answer rests on now, as JSON; undefined where it stands by itself. */
  #groundOf({ id, restsOn }: Question<F>): string | undefined {
    if (restsOn === undefined) return undefined;
    const upTo = this.#form.questions.findIndex((question) => question.id === id) + 1;
    const ids = new Set(this.#form.questions.slice(0, upTo).map((question) => question.id));
    const answers = Object.entries(this.#answers).filter(([one]) => ids.has(one));
    return JSON.stringify([restsOn(Object.fromEntries(answers), this.#facts) ?? null]);
  }

  #ground(question: Question<F>): void {
    const ground = question.id in this.#answers ? this.#groundOf(question) : undefined;
    const others = without(this.#grounds, [question.id]);
    this.#grounds = ground === undefined ? others : { ...others, [question.id]: ground };
  }

  /** What came from a file, or from a draft that says nothing of it, rests on what is there now. */
  #groundRest(): void {
    for (const question of this.#form.questions)
      if (question.id in this.#told && this.#grounds[question.id] === undefined) this.#ground(question);
  }

  /** @param isBack the answer that it had is what somebody goes back for */
  async #ask(question: Question<F>, isBack = false): Promise<void> {
    const { id } = question;
    this.#lookAtClock();
    const answers = this.#before(id);
    if (numberOfChoices(typeOf(question, answers, this.#facts)) === 0)
      throw nothingToChoose(this.#form, question);
    const isOutOfDate = this.#isOutOfDate(question);
    if (isOutOfDate) this.#prompter.show([{ kind: 'text', text: this.#onceMore(question) }]);
    const unsure = id in this.#answers ? this.#unsure(question) : [];
    this.#looked = new Set([...this.#looked, id]);
    const before = question.before?.(answers, this.#facts) ?? [];
    // What stands before it says more of why.
    if (before.length === 0)
      this.#prompter.show(unsure.map((what) => ({ kind: 'text', text: `“${question.label}” ${what}.` })));
    this.#prompter.show(before);
    const asked = this.#asked(question, answers, isOutOfDate || unsure.length > 0);
    const refused = this.#refused(asked);
    if (refused !== undefined) this.#prompter.show(refused);
    const isProposed = refused === undefined && !(isBack && ONE_LINE.has(asked.answer.type));
    const answer = await this.#prompter.ask(isProposed ? asked : withoutInitial(asked));
    this.#partial = undefined;
    await this.#keeping;
    const back = answer === undefined ? undefined : question.goesBack?.(answer, answers, this.#facts);
    if (back !== undefined) return this.#goBack(back);
    if (answer === undefined && question.enterGoesBackTo !== undefined)
      return this.#ask(this.#question(question.enterGoesBackTo));
    const made = this.#made();
    if (answer === undefined) {
      const { [id]: _out, ...others } = this.#told;
      this.#told = others;
      this.#passed = new Set([...this.#passed, id]);
    } else {
      this.#told = { ...this.#told, [id]: answer };
      this.#passed = new Set([...this.#passed].filter((one) => one !== id));
      this.#noteProposed(question, isSame(answer, question.initial?.(answers, this.#facts)));
    }
    this.#ground(question);
    this.#follow(made, this.#form.questions.indexOf(question));
    await this.#keep();
    if (answer !== undefined)
      await this.#say(question.after?.({ ...this.#answers, [id]: answer }, this.#facts) ?? []);
  }

  /** The question that stands behind those is asked after them, since it has no answer yet. */
  async #goBack({ to, why }: GoingBack): Promise<void> {
    this.#prompter.show([{ kind: 'text', text: why }]);
    for (const id of to) {
      const question = this.#question(id);
      // One of those before it can have made it superfluous.
      if (question.when?.(this.#before(id), this.#facts) !== false) await this.#ask(question, true);
    }
  }

  #noteProposed({ id, follows, restsOn }: Question<F>, isProposed: boolean): void {
    const others = [...this.#proposed].filter((one) => one !== id);
    const isMade = follows === true || restsOn !== undefined;
    this.#proposed = new Set(isMade && isProposed ? [...others, id] : others);
  }

  /** Why somebody is asked what they have answered. */
  #onceMore(question: Question<F>): string {
    const { id, label, nullSays } = question;
    const had = showAnswer(typeOf(question, this.#before(id), this.#facts), this.#told[id], nullSays);
    return `“${label}” is asked once more, since what it depends on has changed. You had answered: ${endedAsSentence(had)}`;
  }

  /** What is proposed now for each answer that is made of others and was given already. */
  #made(): ReadonlyMap<string, Answer | undefined> {
    const made = this.#form.questions.filter(({ id, follows }) => follows && this.#told[id] !== undefined);
    return new Map(made.map((one) => [one.id, one.initial?.(this.#before(one.id), this.#facts)]));
  }

  /**
   * Makes anew what is made of other answers, where nobody has changed it by hand; says so where somebody has. What can no
   * longer stand is asked again.
   *
   * @param before what was proposed before the change
   * @param from the place of the question whose answer was changed; the number of questions where the incident was
   */
  #follow(before: ReadonlyMap<string, Answer | undefined>, from: number): void {
    for (const [id, now] of this.#made()) {
      const question = this.#question(id);
      if (this.#form.questions.indexOf(question) === from) continue;
      const isOwn = this.#proposed.has(id);
      if (now === (isOwn ? this.#told[id] : before.get(id))) continue;
      if (!isOwn) this.#prompter.show([{ kind: 'text', text: changedByHand(question.label) }]);
      else if (now !== undefined && 'value' in readAnswer(question, now, this.#before(id), this.#facts)) {
        this.#told = { ...this.#told, [id]: now };
        const shown = typeof now === 'string' ? [{ kind: 'quote', text: now } as const] : [];
        this.#prompter.show([{ kind: 'text', text: `“${question.label}” follows that:` }, ...shown]);
      } else this.#told = without(this.#told, [id]);
    }
  }

  /** What cannot wait stays on the screen until it was read. */
  async #say(blocks: readonly Block[]): Promise<void> {
    this.#prompter.show(blocks);
    if (blocks.some(({ kind }) => kind === 'urgent')) await this.#prompter.pause();
  }

  #asked(question: Question<F>, answers: Answers, isOutOfDate: boolean): Asked {
    const { id, notGiven = false, nullSays } = question;
    const { ask, label, hint } = question.wordedAs?.(answers, this.#facts) ?? question;
    const partial = this.#partial?.id === id ? this.#partial : undefined;
    const initial = this.#proposedFor(question, answers, isOutOfDate);
    const missing = question.without?.(answers, this.#facts);
    const closing = question.closes ? closingOf(question.initial?.(answers, this.#facts)) : undefined;
    return {
      id,
      ask,
      label,
      notGiven,
      ...(nullSays !== undefined && { nullSays }),
      ...(hint !== undefined && { hint }),
      answer: offeredOf(typeOf(question, answers, this.#facts)),
      required: isRequired(question, answers, this.#facts),
      ...(question.enterGoesBackTo !== undefined && {
        backTo: this.#question(question.enterGoesBackTo).label,
      }),
      ...(missing !== undefined && { without: missing }),
      ...(initial !== undefined && { initial }),
      ...(closing !== undefined && { closing }),
      ofTyped: (words) => [
        ...perhapsNoName(words, typeOf(question, answers, this.#facts), notGiven),
        ...(question.isSaid
          ? []
          : perhapsNoWords(
              words,
              typeOf(question, answers, this.#facts),
              notGiven || !isRequired(question, answers, this.#facts),
            )),
        ...(question.ofTyped?.(words, answers, this.#facts) ?? []),
      ],
      ...(partial && { partial: partial.text, ...(partial.open && { open: partial.open }) }),
      read: (answer) => this.#read(question, answer, answers),
      onPartial: this.#partialKeeper(id),
    };
  }

  /** Why what would be proposed is not, where the question itself refuses it; a menu, a list and a text say so by themselves. */
  #refused({ initial, answer, read }: Asked): readonly Block[] | undefined {
    if (typeof initial !== 'string' || !ONE_LINE.has(answer.type)) return undefined;
    const proposed = read(initial);
    if ('value' in proposed || proposed.either !== undefined || proposed.doubt !== undefined)
      return undefined;
    return [
      { kind: 'text', text: `“${showAnswer(answer, initial)}” is not proposed here:` },
      { kind: 'text', text: problemLine(proposed) },
    ];
  }

  /** What Enter takes. */
  #proposedFor(question: Question<F>, answers: Answers, isOutOfDate: boolean): Answer | undefined {
    const { id, onceMore } = question;
    const told = this.#told[id];
    const isAnew = told === undefined || (isOutOfDate && this.#proposed.has(id));
    if (told !== undefined && isOutOfDate && onceMore !== undefined)
      return onceMore(told, answers, this.#facts);
    return isAnew ? question.initial?.(answers, this.#facts) : told;
  }

  #lookAtClock(): void {
    this.#facts = this.#options.present?.(this.#facts) ?? this.#facts;
  }

  #read(question: Question<F>, answer: Answer, answers: Answers): Read {
    this.#lookAtClock();
    if (question.goesBack?.(answer, answers, this.#facts) !== undefined) return { value: answer };
    const read = readAnswer(question, answer, answers, this.#facts);
    if (!('either' in read) || read.either === undefined) return read;
    const meant = toldApart(read.either, [...(this.#options.dateOrders ?? []), read.likely]);
    return meant === undefined ? read : readAnswer(question, meant.value, answers, this.#facts);
  }

  /** Keeps an answer while it is typed: the newest text, one write at a time. */
  #partialKeeper(id: string): Asked['onPartial'] {
    let newest: Progress['partial'];
    let isKept = true;
    return (text, open = '') => {
      const writing = newest !== undefined;
      newest = { id, text, ...(open !== '' && { open }) };
      if (!writing) {
        this.#keeping = this.#keeping.then(async () => {
          while (newest !== undefined) {
            const written: Progress['partial'] = newest;
            // What is half typed is kept as well as it can be; the whole answer is, or it throws.
            isKept = await this.#keep(written).then(
              () => true,
              () => false,
            );
            if (newest === written) newest = undefined;
          }
        });
      }
      return this.#keeping.then(() => isKept);
    };
  }

  async #keep(partial?: Progress['partial']): Promise<void> {
    await this.#options.keep?.({
      answers: this.#told,
      passed: [...this.#passed],
      ...(this.#proposed.size > 0 && { proposed: [...this.#proposed] }),
      ...(Object.keys(this.#grounds).length > 0 && { grounds: this.#grounds }),
      ...(partial !== undefined && { partial }),
    });
  }

  /** Where nothing is left to ask, the review shows what was answered. */
  #showKept(): void {
    const rows = reviewItems(this.#form, this.#answers, this.#facts)
      .filter(({ id }) => id in this.#told && id in this.#answers)
      .map(({ label, shown }) => [label, shown] as const);
    if (rows.length === 0) return;
    const { review } = this.#options;
    const isReviewed = review && this.#next() === undefined && this.#halfTyped() === undefined;
    const goOn = 'You go on where you stopped.';
    const throwAway = 'To throw all of it away, press Ctrl-C, then type `coc report resume`.';
    this.#prompter.show(
      isReviewed
        ? [{ kind: 'text', text: `${goOn} ${throwAway}` }]
        : [
            { kind: 'text', text: `${goOn} What you had answered is kept:` },
            { kind: 'fields', rows },
            { kind: 'text', text: `${review ? 'At the end you can change any of it. ' : ''}${throwAway}` },
          ],
    );
  }

  #before(id: string): Answers {
    const index = this.#form.questions.findIndex((question) => question.id === id);
    const { onlyRequired: assume = false } = this.#options;
    const before = { ...this.#form, questions: this.#form.questions.slice(0, index) };
    return settle(before, this.#facts, this.#told, { assume, passed: this.#passed }).answers;
  }

  #question(id: string): Question<F> {
    const question = this.#form.questions.find((one) => one.id === id);
    if (question === undefined) throw new Error(`no question ${id}`);
    return question;
  }
}

const ONE_LINE: ReadonlySet<AnswerType['type']> = new Set(['line', 'moment', 'day', 'person']);

function withoutInitial({ initial: _out, ...asked }: Asked): Asked {
  return asked;
}

/** The last of several paragraphs. */
function closingOf(proposed: Answer | undefined): string | undefined {
  const [, ...others] = typeof proposed === 'string' ? proposed.trim().split(/\n{2,}/) : [];
  return others.at(-1);
}

/** Said of a text that was changed by hand, once what it was made of is another. */
function changedByHand(label: string): string {
  return `“${label}” was changed by hand, so it stays as it is, and may still say what you have just changed. Look at it once more.`;
}

function isSame(one: Answer, other: Answer | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function endedAsSentence(text: string): string {
  return /[.!?…”]$/.test(text) ? text : `${text}.`;
}

/** What is asked of words in the place of a name that may say that there is none. */
function perhapsNoName(words: string, type: AnswerType, notGiven: boolean): readonly string[] {
  if (!isPerhapsNoName(words, type)) return [];
  const asked = 'Is that a name, or did they not say?';
  if (type.type === 'people') return [asked];
  return [
    `${asked} Where they did not, ${notGiven ? 'type - in its place' : 'a few words that say who it is will do'}.`,
  ];
}
