import { isRequired } from '../interview/check.ts';
import type { Form } from '../interview/question.ts';
import { barredAt } from '../policy/bars.ts';
import { reasonKey } from '../policy/decide.ts';
import { breaking, gatesOf, overriddenBy, refusalOf } from '../policy/gates.ts';
import { clauseTitle, type Playbook } from '../policy/playbook.ts';
import type { Situation } from '../policy/situation.ts';
import type { Judged } from '../policy/step.ts';
import { formOf } from './form.ts';
import { REASON, type StepQuestion } from './questions.ts';
import type { Step } from './step.ts';

/**
 * What a step asks, so that the answers pass the policy: each question refuses what breaks a rule, cannot be left out where a
 * rule wants it, and every rule that somebody goes on in spite of wants a reason.
 */
export function gatedForm(step: Step, playbook: Playbook): Form<Situation> {
  const form = formOf(step, playbook);
  return { ...form, questions: [...form.questions.map((one) => watched(step, one)), ...reasons(step)] };
}

function watched(step: Judged, question: StepQuestion): StepQuestion {
  const { id, check } = question;
  return {
    ...question,
    required: (answers, facts) =>
      isRequired(question, answers, facts) || refusalOf(step, id, answers, facts) !== undefined,
    check: (answer, answers, facts) =>
      check?.(answer, answers, facts) ??
      barredAt(step, id, { ...answers, [id]: answer }, facts) ??
      refusalOf(step, id, { ...answers, [id]: answer }, facts),
    without: (answers, facts) => refusalOf(step, id, answers, facts),
  };
}

function reasons(step: Judged): readonly StepQuestion[] {
  return gatesOf(step).map((gate) => ({
    id: reasonKey(gate),
    ask: `Why do you go on in spite of the rule “${gate}”`,
    label: `In spite of “${gate}”`,
    hint: 'This stays in the incident.',
    ...REASON,
    unprinted: true,
    when: (answers, facts) => overriddenBy(step, answers, facts).includes(gate),
    restsOn: (answers, facts) => breaking(step, gate, answers, facts),
    before: (_answers, { playbook }) => {
      const { refuse, clause } = playbook.gates[gate];
      return [{ kind: 'text', text: `${refuse} Policy: ${clauseTitle(playbook, clause)}` }];
    },
  }));
}
