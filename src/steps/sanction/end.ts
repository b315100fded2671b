import { showId } from '../../incident/id.ts';
import type { Sanction } from '../../incident/response.ts';
import { ENDINGS } from '../../incident/response-entry.ts';
import type { IncidentView } from '../../incident/view.ts';
import type { Answers } from '../../interview/question.ts';
import { toldHowItGoesOn } from '../../policy/affected.ts';
import { appealToCarryOut } from '../../policy/appeals.ts';
import { beforeItEnds } from '../../policy/due-sanctions.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { filled, type Given, oneOf, text } from '../../policy/given-answers.ts';
import type { Playbook } from '../../policy/playbook.ts';
import { endOf, isAtItsEnd, isInformed } from '../../policy/sanctions.ts';
import type { Situation } from '../../policy/situation.ts';
import type { Block } from '../../text/block.ts';
import { localIso } from '../../text/moment.ts';
import { notBefore } from '../not-before.ts';
import {
  allRestOn,
  asker,
  choicesIn,
  REASON,
  type Rest,
  type StepQuestion,
  WHEN_IT_WAS,
} from '../questions.ts';
import { KEPT_OPEN, SAVED, type Step } from '../step.ts';
import {
  begunBefore,
  decidedByIn,
  informing,
  knownBefore,
  noSanction,
  publishedBefore,
  sanctionMeant,
  sanctionOf,
  whichSanction,
  whoDecided,
} from './which.ts';

/** That a sanction has ended: its time is over, or it is lifted, by whom and why. */
export const SANCTION_END: Step = {
  id: 'sanction end',
  about: 'That a sanction has ended: its time is over, or it is lifted.',
  questions,
  decide,
  gates: ['complainant', 'conflict', 'apology', ...KEPT_OPEN],
  acts: ({ how }) => how === 'lifted',
  bars: [noSanction(({ ended }) => ended === undefined, 'that still holds')],
  afterwards: (given, before) =>
    given.how === 'lifted'
      ? [
          ...(appealToCarryOut(sanctionMeant(given, before), before.incident) !== undefined
            ? [
                `The appeal changed it. If something else takes its place, \`coc sanction ${showId(before.incident.id)}\` writes that down.`,
              ]
            : []),
          ...publishedBefore(before),
        ]
      : [],
  saveLabel: 'Save that it has ended',
  saved: SAVED,
};

const WHEN_IT_ENDED: Rest = {
  ...WHEN_IT_WAS,
  initial: (answers, situation) => localIso(lastMoment(answers, situation) ?? situation.now),
  // Of what ends with its last day it is known when.
  offered: (answers, situation) => lastMoment(answers, situation) === undefined,
  check: (answer, answers, situation) =>
    Date.parse(String(answer)) <= (lastMoment(answers, situation)?.getTime() ?? 0)
      ? undefined
      : WHEN_IT_WAS.check?.(answer, answers, situation),
};

function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'sanction-end');
  const isLifted = ({ how }: Answers): boolean => how === 'lifted';
  const isOver = (answers: Answers, situation: Situation): boolean => {
    const sanction = sanctionOf(answers, situation);
    return sanction !== undefined && isAtItsEnd(sanction, situation.now);
  };
  return [
    whichSanction(ask, ({ ended }) => ended === undefined),
    ...allRestOn(
      ['sanction'],
      [
        ask('how', {
          answer: choicesIn(playbook, 'sanction-end', 'how'),
          required: true,
          initial: (answers, situation) => (isOver(answers, situation) ? 'ran-out' : 'lifted'),
          check: (answer, answers, situation) =>
            answer === 'ran-out' && !isOver(answers, situation)
              ? 'cannot be yet: its last day has not come'
              : undefined,
          before: (answers, situation) => openAtTheEnd(sanctionOf(answers, situation), situation.incident),
        }),
        ask('ended-at', notBefore('ended-at', WHEN_IT_ENDED, { never: knownBefore, hardly: begunBefore })),
        ask('reason', { ...REASON, required: isLifted }),
        ...whoDecided(ask, 'ended-at', isLifted, { ofAnAppeal: true }),
      ],
    ),
  ];
}

/** The end of its last day, where it ends with that. */
function lastMoment(answers: Answers, situation: Situation): Date | undefined {
  const sanction = answers.how === 'ran-out' ? sanctionOf(answers, situation) : undefined;
  return sanction && endOf(sanction);
}

/** What is to be looked at before it is noted that it ended. */
function openAtTheEnd(sanction: Sanction | undefined, incident: IncidentView): readonly Block[] {
  if (sanction === undefined) return [];
  const first = toldHowItGoesOn(incident)
    .filter((person) => !isInformed({ person, of: 'end' }, sanction, incident))
    .map((person) => `${person} is to hear of it first`);
  const items = [...beforeItEnds(sanction), ...first];
  return items.length === 0 ? [] : [{ kind: 'list', title: 'Before it ends', items }];
}

function decide(given: Given, situation: Situation, draft: EntryList): void {
  draft.add({
    kind: 'sanction-end',
    sanction: sanctionMeant(given, situation).id,
    endedAt: text(given['ended-at']) ?? '',
    how: oneOf(given.how, ENDINGS) ?? 'ran-out',
    reason: text(given.reason),
    decidedBy: filled(decidedByIn(given, situation, draft)),
    alone: text(given.alone),
    inform: informing(situation, given['ended-at']),
  });
}
