import { accusedIn } from '../../policy/involved.ts';
import { relayText } from '../../policy/letter-text.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { Situation } from '../../policy/situation.ts';
import type { Answers, Form } from '../question.ts';
import { affected, myName, only, WHICH_ACCUSED } from './people.ts';
import { asker, choicesIn, LINE, TEXT, WHEN_IT_WAS } from './step.ts';

/** What `coc apology` asks: what became of an apology that nobody asked for. */
export function apologyForm(playbook: Playbook): Form<Situation> {
  const ask = asker(playbook, 'apology');
  const isRelayed = ({ what }: Answers): boolean => what === 'relayed';
  return {
    name: 'apology',
    about: 'An apology that was offered, discouraged, passed on in a sentence, or pressed on somebody.',
    questions: [
      ask('what', { answer: choicesIn(playbook, 'apology', 'what'), required: true }),
      ask('from', { ...WHICH_ACCUSED, when: (_answers, { incident }) => accusedIn(incident).length > 0 }),
      ask('to', {
        answer: (_answers, situation) => ({ type: 'choice', choices: affected(situation) }),
        required: isRelayed,
        assume: true,
        initial: (_answers, situation) => only(affected(situation)),
      }),
      ask('happened-at', WHEN_IT_WAS),
      ask('words', { answer: TEXT, when: (answers) => !isRelayed(answers) }),
      ask('relay', { answer: LINE, required: true, assume: true, when: isRelayed, initial: relayText }),
      ask('how', { answer: LINE, required: true, when: isRelayed }),
      ask('told-by', { answer: LINE, required: true, assume: true, when: isRelayed, initial: myName }),
    ],
  };
}
