import type { Refusal } from '../policy/gates.ts';
import { isFullStop, isNoItem, isUnnamed, saysNobody, saysNothing } from '../text/nothing.ts';
import { isCondition } from './condition.ts';
import { type MomentRead, type Possible, readAsWritten, readDay, readMoment } from './moment.ts';
import type { Answer, Answers, AnswerType, Choice, Form, Question, Whom } from './question.ts';
import { readsAsTime } from './reads-as-time.ts';
import { NOT_GIVEN } from './show-answer.ts';
import type { DateOrder } from './written-date.ts';

/** What stands in the way of saving, in a sentence without the content of an answer. */
interface Problem {
  readonly id: string;
  readonly what: string;
  /** False where the question is not asked because of the answers before it. */
  readonly applies: boolean;
  /** Where it is a rule of the policy that stands in the way. */
  readonly refusal?: Refusal;
}

/** Where the answers of a form stand. */
export interface Settled {
  /** The answers that apply and are sound, in the order of the form. */
  readonly answers: Answers;
  /** Given, but wrong or not asked here. */
  readonly problems: readonly Problem[];
  /** The questions that apply and have no sound answer, in order. */
  readonly open: readonly string[];
  /** Those of them that cannot be left out. */
  readonly missing: readonly Problem[];
}

export interface SettledOptions {
  /** Take what a question proposes where it may be assumed. */
  readonly assume: boolean;
  /** Passed over, or taken out: nothing is assumed for them. */
  readonly passed?: ReadonlySet<string>;
}

/** Looks at everything that was given, all at once. Pure. */
export function settle<F>(form: Form<F>, facts: F, given: Answers, options: SettledOptions): Settled {
  const answers: Record<string, Answer> = {};
  const problems: Problem[] = [];
  const open: string[] = [];
  const missing: Problem[] = [];
  const unknown: Question<F>[] = [];
  for (const question of form.questions) {
    const { id } = question;
    const raw = given[id] ?? (id in given ? null : undefined);
    if (question.when?.(answers, facts) === false) {
      if (raw !== undefined && !couldApply(question, answers, unknown, facts))
        problems.push({ id, what: 'is not asked here, because of the answers before it', applies: false });
      continue;
    }
    const proposed =
      question.assume && !options.passed?.has(id) && (options.assume || isNoChoice(question, answers, facts))
        ? question.initial?.(answers, facts)
        : undefined;
    const answer = raw ?? (raw === undefined ? proposed : raw);
    const read = answer === undefined ? undefined : readAnswer(question, answer, answers, facts);
    if (read !== undefined && 'value' in read) {
      answers[id] = read.value;
      continue;
    }
    open.push(id);
    if (read !== undefined || isRequired(question, answers, facts)) unknown.push(question);
    const refusal = read === undefined ? question.without?.(answers, facts) : read.refusal;
    if (read !== undefined)
      problems.push({
        id,
        what: read.nothing ? `${read.problem}; ${leftOut(question, answers, facts)}` : read.problem,
        applies: true,
        ...(refusal && { refusal }),
      });
    else if (isRequired(question, answers, facts)) {
      const what = `is missing${choicesOf(typeOf(question, answers, facts))}`;
      missing.push({ id, what, applies: true, ...(refusal && { refusal }) });
    }
  }
  return { answers, problems, open, missing };
}

/** Whether there is one thing to choose, which nobody has to be asked. */
function isNoChoice<F>(question: Question<F>, answers: Answers, facts: F): boolean {
  const type = typeOf(question, answers, facts);
  return type.type === 'choice' && type.choices.length === 1;
}

/** What becomes of an answer: its sound form, or what is wrong with it, in a sentence without its content. */
export type Read =
  | { readonly value: Answer }
  | {
      readonly problem: string;
      /** Which words of it are meant, where that is not all of it. */
      readonly words?: readonly string[];
      readonly refusal?: Refusal;
      readonly doubt?: Doubt;
      /** Everything that a date can mean, each an answer: whoever sits there can be asked. */
      readonly either?: readonly Possible[];
      /** What the way in which it is written speaks for. */
      readonly likely?: DateOrder;
      /** It says no more than that there is nothing to say, for which there are other ways: whoever sits there is told the keys. */
      readonly nothing?: true;
    };

/** A name in an answer that may be one of several people, or somebody else. */
export interface Doubt {
  readonly typed: string;
  readonly among: readonly Choice[];
  readonly otherwise: Choice;
  /** The same with names, for whoever asks for them. */
  readonly named?: readonly Choice[];
}

/** Whether a question would be asked if one that has no sound answer yet had another one. */
function couldApply<F>(
  question: Question<F>,
  answers: Answers,
  unknown: readonly Question<F>[],
  facts: F,
): boolean {
  return unknown.some((other) =>
    possible(typeOf(other, answers, facts)).some(
      (answer) => question.when?.({ ...answers, [other.id]: answer }, facts) !== false,
    ),
  );
}

/** What has any number of lines. */
const MANY: ReadonlySet<AnswerType['type']> = new Set(['list', 'people', 'files']);

function possible(type: AnswerType): readonly Answer[] {
  if (type.type === 'choice') return type.choices.map(({ value }) => value);
  if (type.type === 'choices') return type.choices.map(({ value }) => [value]);
  return MANY.has(type.type) ? [['x']] : ['x'];
}

/** One answer as its question takes it, or what is wrong with it. */
export function readAnswer<F>(question: Question<F>, answer: Answer, answers: Answers, facts: F): Read {
  if (answer === null) {
    return question.notGiven
      ? { value: null }
      : { problem: 'cannot be null; leave it out where it was not asked' };
  }
  const type = typeOf(question, answers, facts);
  // Who stays anonymous was asked; it needs no key of its own.
  if (question.notGiven && type.type === 'person' && typeof answer === 'string' && isUnnamed(answer))
    return { value: null };
  const read = readAs(type, answer);
  if ('problem' in read) {
    // Where it is needed, the question may have words of its own for that.
    const own =
      read.nothing && isRequired(question, answers, facts)
        ? question.check?.(answer, answers, facts)
        : undefined;
    return typeof own === 'string' ? { problem: own } : read;
  }
  const problem = question.check?.(read.value, answers, facts);
  if (problem === undefined) return read;
  if (typeof problem === 'string') return { problem };
  return 'problem' in problem ? problem : { problem: problem.why, refusal: problem };
}

/** How an answers file says that there is nothing. */
function leftOut<F>(question: Question<F>, answers: Answers, facts: F): string {
  const type = typeOf(question, answers, facts);
  return [
    ...(isRequired(question, answers, facts) ? ['it is needed'] : ['leave it out']),
    ...(MANY.has(type.type) ? ['or write [] for none'] : []),
    ...(question.notGiven ? [`or null for “${question.nullSays ?? NOT_GIVEN}”`] : []),
  ].join(', ');
}

export function typeOf<F>(question: Question<F>, answers: Answers, facts: F): AnswerType {
  return typeof question.answer === 'function' ? question.answer(answers, facts) : question.answer;
}

/** As it is shown to whoever chooses. */
export function offeredOf(type: AnswerType): AnswerType {
  return 'choices' in type ? { ...type, choices: type.choices.filter(({ unoffered }) => !unoffered) } : type;
}

/** How many answers there are to choose from; beyond all number where somebody writes it themselves. */
export function numberOfChoices(type: AnswerType): number {
  const offered = offeredOf(type);
  return 'choices' in offered ? offered.choices.length : Number.POSITIVE_INFINITY;
}

export function isRequired<F>(question: Question<F>, answers: Answers, facts: F): boolean {
  return typeof question.required === 'function'
    ? question.required(answers, facts)
    : question.required === true;
}

function readAs(type: AnswerType, answer: string | readonly string[]): Read {
  switch (type.type) {
    case 'choice': {
      const chosen = typeof answer === 'string' ? chosenOf(type, answer) : undefined;
      return chosen === undefined
        ? { problem: `must be one of${choicesOf(type).slice(1)}` }
        : { value: chosen };
    }
    case 'choices': {
      const given = [answer].flat();
      const chosen = given.map((one) => chosenOf(type, one));
      // None of them is called so.
      if (chosen.every((one) => one === undefined) && given.every(saysNobody)) return { value: [] };
      return chosen.every((one) => one !== undefined)
        ? { value: [...new Set(chosen)] }
        : { problem: `can only have these${choicesOf(type)}` };
    }
    case 'person':
      return typeof answer === 'string' && isLine(answer)
        ? readPerson(type.whom, answer)
        : { problem: 'must be one line of text' };
    case 'people': {
      const items = [answer].flat();
      if (!items.every(isLine)) return { problem: 'must be a list of lines' };
      const read = items.map((one) => readPerson(type.whom, one));
      const wrong = read.find((one) => 'problem' in one);
      return wrong ?? { value: [...new Set(read.flatMap((one) => ('value' in one ? one.value : [])))] };
    }
    case 'files': {
      const items = [answer].flat();
      if (!items.every(isLine)) return { problem: 'must be a list of files' };
      const read = items.map((one) => type.files.read(one));
      const wrong = read.find((one) => 'problem' in one);
      return wrong ?? { value: [...new Set(read.flatMap((one) => ('paths' in one ? one.paths : [])))] };
    }
    case 'list': {
      const items = typeof answer === 'string' ? [answer] : answer;
      if (!items.every(isLine)) return { problem: 'must be a list of lines' };
      return items.some(isNoItem) ? NOTHING : { value: items };
    }
    case 'line':
      if (typeof answer !== 'string' || !isLine(answer)) return { problem: 'must be one line of text' };
      if (type.name && readsAsTime(answer)) return { problem: 'is a time, and here goes a name' };
      return (saysNothing(answer) && !type.anyWord) || (type.name && isUnnamed(answer))
        ? NOTHING
        : { value: answer };
    case 'text':
      if (typeof answer !== 'string' || answer.trim() === '') return { problem: 'must be text' };
      return isFullStop(answer) ? NOTHING : { value: answer };
    case 'moment':
      return momentIn(type, typeof answer === 'string' ? answer : '');
    case 'day':
      return readDay(typeof answer === 'string' ? answer : '', type.now);
  }
}

/** Kept as a word, it would stand in letters: “This holds until … None.” */
const NOTHING: Read = { problem: 'says that there is nothing', nothing: true };

function momentIn(type: Extract<AnswerType, { type: 'moment' }>, answer: string): MomentRead {
  const { now, coming = false, months = false, orCondition = false } = type;
  const mayDepend = orCondition && isCondition(answer) && isLine(answer);
  const read = (mayDepend ? readAsWritten : readMoment)(answer, now, { coming, months });
  if ('value' in read || !orCondition || read.either !== undefined) return read;
  if (mayDepend) return { value: answer };
  return { problem: `${read.problem}, or write on what it depends: “when she agrees”` };
}

type OneRead =
  | { readonly value: string }
  | { readonly problem: string; readonly doubt?: Doubt; readonly nothing?: true };

function readPerson(whom: Whom, typed: string): OneRead {
  const meant = whom.read(typed);
  if (!('among' in meant)) return meant;
  const values = meant.among.map(({ value }) => value).join(', ');
  return {
    problem: `may be somebody who is known here (${values}); write which of them, or “(somebody else)” after the name`,
    doubt: { typed, ...meant },
  };
}

/** The value of a choice that is there, however it is said. */
function chosenOf({ choices, meant }: AnswerType & { type: 'choice' | 'choices' }, typed: string) {
  const value = isChoice(choices, typed) ? typed : meant?.(typed);
  return value !== undefined && isChoice(choices, value) ? value : undefined;
}

function isChoice(choices: readonly Choice[], value: string): boolean {
  return choices.some((choice) => choice.value === value);
}

function isLine(text: string): boolean {
  return text.trim() !== '' && !/[\r\n]/.test(text);
}

function choicesOf(all: AnswerType): string {
  const type = offeredOf(all);
  if (type.type !== 'choice' && type.type !== 'choices') return '';
  return `: ${type.choices.map(({ value }) => value).join(', ') || 'there is none yet'}`;
}
