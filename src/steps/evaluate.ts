import type { Answers } from '../interview/question.ts';
import type { EntryList } from '../policy/entry-list.ts';
import { type Given, text } from '../policy/given-answers.ts';
import type { Playbook } from '../policy/playbook.ts';
import type { Situation } from '../policy/situation.ts';
import { asker, choicesIn, type StepQuestion, TEXT } from './questions.ts';
import { KEPT_OPEN, SAVED, type Step } from './step.ts';

/** The policy's questions after an incident. */
export const EVALUATE: Step = {
  id: 'evaluate',
  about: 'What the next version of the policy could say. Nothing in it may tell of the incident.',
  questions,
  decide,
  gates: ['leak', 'reporter', ...KEPT_OPEN],
  saveLabel: 'Save this',
  saved: SAVED,
  outgoing: {
    questions: (id) => id !== 'anything' && !id.startsWith('override-'),
    kind: () => 'proposal',
  },
};

function questions(playbook: Playbook): readonly StepQuestion[] {
  const proposes = (answers: Answers): boolean => answers.anything === 'yes';
  return [
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
  ];
}

/** What the playbook's questions brought up ("Evaluation"). */
function decide(given: Given, { playbook }: Situation, draft: EntryList): void {
  const proposals = playbook.evaluation.questions.flatMap(({ id }) => {
    const words = text(given[id]);
    return words === undefined ? [] : [[id, words] as const];
  });
  draft.add({ kind: 'evaluation', proposals: Object.fromEntries(proposals) });
}
