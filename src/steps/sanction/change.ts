import type { Sanction } from '../../incident/response.ts';
import type { Answers } from '../../interview/question.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { type Given, list, text } from '../../policy/given-answers.ts';
import type { Playbook } from '../../policy/playbook.ts';
import { calledOfThem } from '../../policy/sanctions-in-letters.ts';
import type { Situation } from '../../policy/situation.ts';
import { narrows } from '../../policy/taken-back.ts';
import type { Block } from '../../text/block.ts';
import { notBefore } from '../not-before.ts';
import {
  allRestOn,
  asker,
  choicesNow,
  dayType,
  LIST,
  REASON,
  type StepQuestion,
  WHEN_IT_WAS_THEN,
} from '../questions.ts';
import { KEPT_OPEN, type Step } from '../step.ts';
import { noLongerIn, noLongerQuestion, stillIn, stillQuestion } from './conditions-before.ts';
import { marksFor, NOT_IN_LETTERS } from './marks.ts';
import {
  begunBefore,
  decidedByIn,
  hasLastDay,
  informing,
  knownBefore,
  noSanction,
  publishedBefore,
  sanctionMeant,
  sanctionOf,
  stillHolds,
  termOf,
  whichSanction,
  whoDecided,
} from './which.ts';

/** For how long a sanction holds from now on, and under which conditions. */
export const SANCTION_CHANGE: Step = {
  id: 'sanction change',
  about: 'For how long a sanction holds from now on, and under which conditions.',
  questions,
  decide,
  gates: ['complainant', 'conflict', 'apology', ...KEPT_OPEN],
  bars: [noSanction(({ ended }) => ended === undefined, 'that still holds')],
  afterwards: (_given, situation) => publishedBefore(situation),
  saveLabel: 'Save the change',
  saved: 'The change is saved and encrypted. It belongs to',
};

function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'sanction-change');
  return [
    whichSanction(ask, ({ ended }) => ended === undefined),
    ...allRestOn(
      ['sanction'],
      [
        ask(
          'changed-at',
          notBefore('changed-at', WHEN_IT_WAS_THEN, { never: knownBefore, hardly: begunBefore }),
        ),
        ask('term', {
          answer: (answers, situation) =>
            choicesNow(playbook, 'sanction-change', 'term', (term) =>
              canHold(term, sanctionOf(answers, situation), playbook),
            ),
          required: true,
          before: whatStays,
          initial: (answers, situation) => sanctionOf(answers, situation)?.term,
        }),
        ask('until', {
          answer: dayType,
          required: true,
          when: hasLastDay,
          check: stillHolds('changed-at'),
          initial: (answers, situation) => sanctionOf(answers, situation)?.until,
        }),
        ask('conditions', {
          answer: LIST,
          initial: (answers, situation) => sanctionOf(answers, situation)?.conditions,
          ofTyped: (words, answers, situation) => [
            ...marksFor(words, answers, situation),
            ...coveringLess(words, answers, situation),
          ],
          ofWritten: `${NOT_IN_LETTERS}, or does not change what the letters say it covers`,
        }),
        stillQuestion(ask),
        noLongerQuestion(ask),
        ask('reason', REASON),
        ...whoDecided(ask, 'changed-at', () => true, { ofAnAppeal: true }),
      ],
    ),
  ];
}

/** That a change leaves what it is, which the letters go on saying, and what to do where that is not so any more. */
function whatStays(answers: Answers, situation: Situation): readonly Block[] {
  const sanction = sanctionOf(answers, situation);
  if (sanction === undefined) return [];
  const text = `It stays “${calledOfThem(sanction, situation)}”, and the letters go on saying that. If it covers less from now on, or something else takes its place, press Ctrl-C: ${ANOTHER}`;
  return [{ kind: 'text', text }];
}

const ANOTHER = '`coc sanction end` ends this one, and `coc sanction` writes down the other.';

/** That a condition does not change what it covers, which the letters say first. */
function coveringLess(words: string, answers: Answers, situation: Situation): readonly string[] {
  const sanction = sanctionOf(answers, situation);
  if (sanction === undefined || !narrows(words)) return [];
  return [
    `The letters say “${calledOfThem(sanction, situation)}” all the same, with this behind it. Where it is to cover less: ${ANOTHER}`,
  ];
}

/** Whether a sanction of that kind can hold for so long: as when it begins, as it does now, or until a date. */
function canHold(term: string, sanction: Sanction | undefined, { sanctions }: Playbook): boolean {
  const terms = sanctions.kinds.find(({ id }) => id === sanction?.sanction)?.terms;
  if (sanction === undefined || terms === undefined || term === sanction.term) return true;
  return terms.some((one) => one === term) || (term === 'until' && !terms.includes('now'));
}

function decide(given: Given, situation: Situation, draft: EntryList): void {
  const sanction = sanctionMeant(given, situation);
  const still = stillIn(given, sanction);
  draft.add({
    kind: 'sanction-change',
    sanction: sanction.id,
    changedAt: text(given['changed-at']),
    ...termOf(given),
    ...(still.length > 0 && { conditions: [...list(given.conditions), ...still] }),
    noLonger: noLongerIn(given, sanction),
    reason: text(given.reason) ?? '',
    decidedBy: decidedByIn(given, situation, draft),
    alone: text(given.alone),
    inform: informing(situation, given['changed-at']),
  });
}
