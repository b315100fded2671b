import { ENDINGS } from '../../incident/response-entry.ts';
import type { Answers } from '../../interview/question.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { filled, type Given, list, oneOf, text } from '../../policy/given.ts';
import type { Playbook } from '../../policy/playbook.ts';
import { isPast } from '../../policy/sanctions.ts';
import type { Situation } from '../../policy/situation.ts';
import { asker, choicesIn, LINE, type StepQuestion, WHEN_IT_WAS } from '../questions.ts';
import type { Step } from '../step.ts';
import { noSanction, sanctionMeant, sanctionOf, whichSanction, whoDecided } from './which.ts';

/** That a sanction has ended: its time is over, or it is lifted, by whom and why. */
export const SANCTION_END: Step = {
  id: 'sanction end',
  about: 'That a sanction has ended: its time is over, or it is lifted.',
  questions,
  decide,
  gates: ['complainant', 'conflict'],
  acts: ({ how }) => how === 'lifted',
  bars: [noSanction(({ ended }) => ended === undefined, 'that still holds')],
  saveLabel: 'Save that it has ended',
  saved: 'It is saved and encrypted. It belongs to',
};

function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'sanction-end');
  const isLifted = ({ how }: Answers): boolean => how === 'lifted';
  const isOver = (answers: Answers, situation: Situation): boolean => {
    const sanction = sanctionOf(answers, situation);
    return sanction !== undefined && (sanction.term === 'now' || isPast(sanction, situation.now));
  };
  return [
    whichSanction(ask, ({ ended }) => ended === undefined),
    ask('how', {
      answer: choicesIn(playbook, 'sanction-end', 'how'),
      required: true,
      initial: (answers, situation) => (isOver(answers, situation) ? 'ran-out' : 'lifted'),
      check: (answer, answers, situation) =>
        answer === 'ran-out' && !isOver(answers, situation)
          ? 'cannot be yet: its last day is not over'
          : undefined,
    }),
    ask('ended-at', WHEN_IT_WAS),
    ask('reason', { answer: LINE, required: isLifted }),
    whoDecided(ask, isLifted),
  ];
}

function decide(given: Given, situation: Situation, draft: EntryList): void {
  draft.add({
    kind: 'sanction-end',
    sanction: sanctionMeant(given, situation).id,
    endedAt: text(given['ended-at']) ?? '',
    how: oneOf(given.how, ENDINGS) ?? 'ran-out',
    reason: text(given.reason),
    decidedBy: filled(list(given['decided-by'])),
  });
}
