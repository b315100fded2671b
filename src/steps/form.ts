import type { Form, Question } from '../interview/question.ts';
import type { Playbook } from '../policy/playbook.ts';
import type { Step } from './step.ts';

/** What a step asks. */
export function formOf<F>({ id, name = id, about, questions }: Asking<F>, playbook: Playbook): Form<F> {
  return { name, about, questions: questions(playbook) };
}

interface Asking<F> extends Pick<Step, 'id' | 'name' | 'about'> {
  readonly questions: (playbook: Playbook) => readonly Question<F>[];
}
