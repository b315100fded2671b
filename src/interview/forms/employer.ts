import { employerText } from '../../policy/letter-text.ts';
import { waitingLetter } from '../../policy/notice.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { Situation } from '../../policy/situation.ts';
import type { Answers, Form } from '../question.ts';
import { tellingQuestions } from './notify.ts';
import { isNameless, WHICH_ACCUSED } from './people.ts';
import { asker, choicesIn, LINE, TEXT } from './step.ts';

/** What `coc employer` asks: on which ground, and as little as an employer needs. */
export function employerForm(playbook: Playbook): Form<Situation> {
  const ask = asker(playbook, 'employer');
  const writes = ({ state }: Answers): boolean => state === 'letter';
  const isWaiting = ({ person }: Answers, situation: Situation): boolean =>
    waitingLetter('employer', typeof person === 'string' ? person : undefined, situation) !== undefined;
  return {
    name: 'employer',
    about: 'A short, factual report to an employer, on one of the grounds of the policy.',
    questions: [
      ask('person', {
        ...WHICH_ACCUSED,
        before: (_answers, { playbook: { employer } }) => [{ kind: 'text', text: employer.advice }],
      }),
      ask('state', {
        answer: (answers, situation) =>
          choicesIn(
            playbook,
            'employer',
            'state',
            (value) => value !== 'sent' || isWaiting(answers, situation),
          ),
        required: true,
        assume: true,
        initial: (answers, situation) => (isWaiting(answers, situation) ? 'sent' : 'letter'),
      }),
      ask('grounds', {
        answer: {
          type: 'choices',
          choices: playbook.employer.grounds.map(({ id, label }) => ({ value: id, label })),
        },
        when: writes,
      }),
      ask('name', {
        answer: LINE,
        required: true,
        when: (answers, situation) => writes(answers) && isNameless(answers, situation),
      }),
      ask('employer', {
        answer: LINE,
        required: true,
        when: writes,
        initial: ({ person }, { incident }) => incident.people.find(({ ref }) => ref === person)?.employer,
      }),
      ask('permission', {
        answer: TEXT,
        when: (answers, { incident }) => writes(answers) && incident.visibility !== 'witnessed',
      }),
      ask('reporter-permission', { answer: TEXT, when: writes, offered: () => false }),
      ask('what', { answer: LINE, required: true, when: writes }),
      ask('action', { answer: LINE, required: true, when: writes }),
      ask('letter', {
        answer: TEXT,
        required: true,
        assume: true,
        when: writes,
        initial: employerText,
      }),
      ask('sent', {
        answer: choicesIn(playbook, 'employer', 'sent'),
        required: true,
        assume: true,
        initial: () => 'no',
        when: writes,
      }),
      ...tellingQuestions(ask, (answers) => (writes(answers) ? answers.sent === 'yes' : true)),
    ],
  };
}
