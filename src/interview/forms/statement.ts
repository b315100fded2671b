import type { Playbook } from '../../policy/playbook.ts';
import type { Situation } from '../../policy/situation.ts';
import type { Answers, Form } from '../question.ts';
import { accused, myName } from './notify.ts';
import { only } from './only.ts';
import { asker, choicesIn, LINE, TEXT, WHEN_IT_WAS } from './step.ts';

/** What `coc statement` asks: the accused's side, word for word. */
export function statementForm(playbook: Playbook): Form<Situation> {
  const ask = asker(playbook, 'statement');
  const said = (answers: Answers): boolean => answers.said === 'yes';
  return {
    name: 'statement',
    about: "The accused's side, in their words.",
    questions: [
      ask('person', {
        answer: (_answers, situation) => ({ type: 'choice', choices: accused(situation) }),
        required: true,
        assume: true,
        initial: (_answers, situation) => only(accused(situation)),
      }),
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
