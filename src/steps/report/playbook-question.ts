import type { AnswerType, Question } from '../../interview/question.ts';
import type { Playbook, QuestionId } from '../../policy/playbook.ts';
import type { ReportFacts } from '../../policy/situation.ts';
import type { Block } from '../../text/block.ts';

/** A question of a report, and of what is added to one. */
export type ReportQuestion = Question<ReportFacts>;
type Rest = Omit<ReportQuestion, 'id' | 'ask' | 'label' | 'hint'>;

/** A question in the words of the playbook. */
export function ask(playbook: Playbook, id: QuestionId, rest: Rest): ReportQuestion {
  const { ask: words, label, hint } = playbook.questions[id];
  return { id, ask: words, label, ...(hint !== undefined && { hint }), ...rest };
}

/** The values that the format of entries knows, in the words of the playbook. */
export function choice(playbook: Playbook, id: QuestionId): AnswerType {
  const question = playbook.questions[id];
  const choices: Readonly<Record<string, string>> = 'choices' in question ? question.choices : {};
  return { type: 'choice', choices: Object.entries(choices).map(([value, label]) => ({ value, label })) };
}

/** A sentence beside a question. */
export function text(words: string): Block {
  return { kind: 'text', text: words };
}
