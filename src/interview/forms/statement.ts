import type { Playbook } from '../../policy/playbook.ts';
import type { Situation } from '../../policy/situation.ts';
import type { Answers, Form } from '../question.ts';
import { myName, WHICH_ACCUSED } from './people.ts';
import { asker, choicesIn, LINE, TEXT, WHEN_IT_WAS } from './step.ts';

/** What `coc statement` asks: the accused's side, word for word. */
export function statementForm(playbook: Playbook): Form<Situation> {
  const ask = asker(playbook, 'statement');
  const said = (answers: Answers): boolean => answers.said === 'yes';
  return {
    name: 'statement',
    about: "The accused's side, in their words.",
    questions: [
      ask('person', WHICH_ACCUSED),
      ask('said', {
        answer: choicesIn(playbook, 'statement', 'said'),
        required: true,
        assume: true,
        initial: () => 'yes',
      }),
      ask('words', { answer: TEXT, required: true, when: said }),
      ask('taken-at', WHEN_IT_WAS),
      ask('taken-by', { answer: LINE, required: true, assume: true, initial: myName }),
    ],
  };
}
