import { dueIn } from '../../policy/due.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { Situation } from '../../policy/situation.ts';
import type { Answers, Form } from '../question.ts';
import { myName } from './people.ts';
import { asker, choicesIn, dayType, isToCome, LINE, type StepQuestion, TEXT } from './step.ts';

/** What is still open in an incident that somebody wants to close. */
function stillOpen({ incident, playbook, now }: Situation): readonly string[] {
  return dueIn(incident, playbook, now)
    .filter(({ command }) => !command.startsWith('coc close'))
    .map(({ what }) => what);
}

/** What `coc close` asks. */
export function closeForm(playbook: Playbook): Form<Situation> {
  const ask = asker(playbook, 'close');
  return {
    name: 'close',
    about: 'That an incident is finished, and when somebody asks the person affected how they are.',
    questions: [
      ask('unfinished', {
        answer: LINE,
        required: true,
        when: (_answers, situation) => stillOpen(situation).length > 0,
        before: (_answers, situation) => [{ kind: 'list', title: 'Still open', items: stillOpen(situation) }],
      }),
      ask('check-in', { answer: dayType, check: isToCome }),
      ask('check-in-who', {
        answer: LINE,
        required: true,
        assume: true,
        initial: myName,
        when: (answers) => typeof answers['check-in'] === 'string',
      }),
    ],
  };
}

/** What `coc reopen` asks. */
export function reopenForm(playbook: Playbook): Form<Situation> {
  return {
    name: 'reopen',
    about: 'Why a closed incident is opened again.',
    questions: [asker(playbook, 'reopen')('reason', { answer: LINE, required: true })],
  };
}

/** What `coc evaluate` asks: the policy's questions. */
export function evaluateForm(playbook: Playbook): Form<Situation> {
  const proposes = (answers: Answers): boolean => answers.anything === 'yes';
  return {
    name: 'evaluate',
    about: 'What the next version of the policy could say. Nothing in it may tell of the incident.',
    questions: [
      asker(playbook, 'evaluate')('anything', {
        answer: choicesIn(playbook, 'evaluate', 'anything'),
        required: true,
        before: (_answers, { playbook: { evaluation } }) => [
          { kind: 'list', items: evaluation.questions.map(({ ask }) => ask) },
        ],
      }),
      ...playbook.evaluation.questions.map(
        ({ id, ask }): StepQuestion => ({ id, ask, label: ask, answer: TEXT, when: proposes }),
      ),
    ],
  };
}
