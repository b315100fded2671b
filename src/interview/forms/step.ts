import { reasonKey } from '../../policy/decide.ts';
import { gatesOf, overriddenBy, refusalOf } from '../../policy/gates.ts';
import { type AskedIn, type InterviewId, questionIn } from '../../policy/interviews.ts';
import { clauseTitle, type Playbook } from '../../policy/playbook.ts';
import type { Situation } from '../../policy/situation.ts';
import type { StepId } from '../../policy/step.ts';
import { localIso } from '../../screen/moment.ts';
import { isRequired } from '../check.ts';
import type { Answer, Answers, AnswerType, Choice, Form, Question } from '../question.ts';
import { FORGIVEN_CLOCK } from './report.ts';

export type StepQuestion = Question<Situation>;
/** A question without its words. */
export type Rest = Omit<StepQuestion, 'id' | 'ask' | 'label' | 'hint'>;

/** Gives the questions of an interview in the words of the playbook. */
export function asker<I extends InterviewId>(playbook: Playbook, interview: I) {
  return (id: AskedIn<I>, rest: Rest): StepQuestion => {
    const { ask, label, hint } = questionIn(playbook.interviews, interview, id);
    return { id, ask, label, ...(hint !== undefined && { hint }), ...rest };
  };
}

/** The values that the format of entries fixes, in the words of the playbook. */
export function choicesIn<I extends InterviewId>(
  playbook: Playbook,
  interview: I,
  id: AskedIn<I>,
  only: (value: string) => boolean = () => true,
): AnswerType {
  const choices = Object.entries(questionIn(playbook.interviews, interview, id).choices ?? {});
  return {
    type: 'choice',
    choices: choices.filter(([value]) => only(value)).map(([value, label]) => ({ value, label })),
  };
}

/**
 * A form whose answers have to pass the policy: each question refuses what breaks a rule, cannot be left out where a
 * rule wants it, and every rule that somebody goes on in spite of wants a reason.
 */
export function gated(step: StepId, form: Form<Situation>): Form<Situation> {
  return { ...form, questions: [...form.questions.map((one) => watched(step, one)), ...reasons(step)] };
}

function watched(step: StepId, question: StepQuestion): StepQuestion {
  const { id, check } = question;
  return {
    ...question,
    required: (answers, facts) =>
      isRequired(question, answers, facts) || refusalOf(step, id, answers, facts) !== undefined,
    check: (answer, answers, facts) =>
      check?.(answer, answers, facts) ?? refusalOf(step, id, { ...answers, [id]: answer }, facts),
    without: (answers, facts) => refusalOf(step, id, answers, facts),
  };
}

function reasons(step: StepId): readonly StepQuestion[] {
  return gatesOf(step).map((gate) => ({
    id: reasonKey(gate),
    ask: `Why do you go on in spite of the rule “${gate}”`,
    label: `In spite of “${gate}”`,
    hint: 'This stays in the incident.',
    answer: { type: 'line' },
    required: true,
    unprinted: true,
    when: (answers, facts) => overriddenBy(step, answers, facts).includes(gate),
    before: (_answers, { playbook }) => {
      const { refuse, clause } = playbook.gates[gate];
      return [{ kind: 'text', text: `${refuse} Policy: ${clauseTitle(playbook, clause)}` }];
    },
  }));
}

export const LINE: AnswerType = { type: 'line' };
export const TEXT: AnswerType = { type: 'text' };
export const LIST: AnswerType = { type: 'list' };
const past = (_answers: Answers, { now }: Situation): AnswerType => ({ type: 'moment', now });
/** When something happened that somebody writes down: now, as long as nobody says otherwise, and never a time to come. */
export const WHEN_IT_WAS: Rest = {
  answer: past,
  required: true,
  assume: true,
  initial: (_answers, { now }) => localIso(now),
  check: (answer, _answers, { now }) =>
    Date.parse(String(answer)) > now.getTime() + FORGIVEN_CLOCK
      ? 'is still to come; it is when it happened that counts'
      : undefined,
};
/** By when something is to be done. */
export const WHEN_IT_IS_DUE: Rest = {
  answer: (_answers, { now }) => ({ type: 'moment', now, coming: true }),
  required: true,
  check: (answer, _answers, { now }) =>
    Date.parse(String(answer)) < now.getTime() - FORGIVEN_CLOCK ? 'is over already' : undefined,
};

/** Members to choose from, by name. */
export function membersOf({ members }: Situation): readonly Choice[] {
  return members.map(({ id, name }) => ({ value: id, label: name }));
}

/** A day to come. */
export const dayType = (_answers: Answers, { now }: Situation): AnswerType => ({ type: 'day', now });

export function isToCome(answer: Answer, _answers: Answers, { now }: Situation): string | undefined {
  return new Date(`${String(answer)}T23:59:59`) < now
    ? 'is over already; the last day is still to come'
    : undefined;
}

export function notEmpty(answer: Answer): string | undefined {
  return answer?.length === 0 ? 'needs at least one' : undefined;
}
