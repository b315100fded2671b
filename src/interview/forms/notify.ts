import { isTold } from '../../policy/heard.ts';
import { accusedIn } from '../../policy/involved.ts';
import { complaintText, responseText } from '../../policy/letter-text.ts';
import { waitingLetter } from '../../policy/notice.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { Situation } from '../../policy/situation.ts';
import type { Answers, Form } from '../question.ts';
import { isNameless, myName, WHICH_ACCUSED } from './people.ts';
import { asker, choicesIn, LINE, type StepQuestion, TEXT, WHEN_IT_WAS } from './step.ts';

/** What `coc notify` asks: which letter, to whom, and how they got it. */
export function notifyForm(playbook: Playbook): Form<Situation> {
  const ask = asker(playbook, 'notify');
  const isLetter = ({ way }: Answers): boolean => way === 'letter';
  const isAboutComplaint = ({ about }: Answers): boolean => about === 'complaint';
  return {
    name: 'notify',
    about: 'What the accused is told: that there is a complaint, or what was decided.',
    questions: [
      ask('about', {
        answer: choicesIn(playbook, 'notify', 'about'),
        required: true,
        initial: (_answers, { incident }) =>
          accusedIn(incident).every(({ ref }) => isTold(ref, incident)) ? 'response' : 'complaint',
      }),
      ask('person', WHICH_ACCUSED),
      ask('way', {
        answer: (answers, situation) =>
          choicesIn(playbook, 'notify', 'way', (value) => value !== 'sent' || isWaiting(answers, situation)),
        required: true,
        initial: (answers, situation) => (isWaiting(answers, situation) ? 'sent' : 'letter'),
      }),
      ask('name', {
        answer: LINE,
        when: (answers, situation) => isLetter(answers) && isNameless(answers, situation),
      }),
      ask('permission', {
        answer: TEXT,
        when: (answers, { incident }) =>
          isLetter(answers) && isAboutComplaint(answers) && incident.visibility !== 'witnessed',
      }),
      ask('what', {
        answer: LINE,
        when: (answers) => isLetter(answers) && isAboutComplaint(answers),
        // Where nothing was permitted, nothing is asked that could not be told.
        offered: (answers, { incident }) =>
          incident.visibility === 'witnessed' || typeof answers.permission === 'string',
      }),
      ask('contact', {
        answer: LINE,
        when: (answers) => isLetter(answers) && isAboutComplaint(answers),
        assume: true,
        initial: (_answers, { community }) => community.contact || undefined,
        required: true,
      }),
      ask('reporter-permission', { answer: TEXT, when: isLetter, offered: () => false }),
      ask('letter', {
        answer: TEXT,
        required: true,
        assume: true,
        when: isLetter,
        initial: (answers, situation) =>
          isAboutComplaint(answers) ? complaintText(answers, situation) : responseText(answers, situation),
      }),
      ask('given', {
        answer: choicesIn(playbook, 'notify', 'given'),
        required: true,
        assume: true,
        initial: () => 'no',
        when: isLetter,
      }),
      ...tellingQuestions(ask, (answers) =>
        isLetter(answers) ? answers.given === 'yes' : answers.way === 'sent' || answers.way === 'told',
      ),
      ask('cannot', { answer: LINE, required: true, when: ({ way }) => way === 'cannot' }),
    ],
  };
}

/** When it was told, how and by whom. */
export function tellingQuestions(
  ask: (id: 'told-at' | 'how' | 'told-by', rest: Omit<StepQuestion, 'id' | 'ask' | 'label'>) => StepQuestion,
  when: (answers: Answers) => boolean,
): readonly StepQuestion[] {
  return [
    ask('told-at', { ...WHEN_IT_WAS, when }),
    ask('how', { answer: LINE, required: true, when }),
    ask('told-by', { answer: LINE, required: true, assume: true, when, initial: myName }),
  ];
}

function isWaiting({ about, person }: Answers, situation: Situation): boolean {
  return (
    (about === 'complaint' || about === 'response') &&
    waitingLetter(about, typeof person === 'string' ? person : undefined, situation) !== undefined
  );
}
