import { ROLE_NAMES } from '../../incident/people.ts';
import type { Choice } from '../../interview/question.ts';
import { Actors } from '../../policy/actors.ts';
import { firstDecision } from '../../policy/came-first.ts';
import { wasAnswered } from '../../policy/decisions.ts';
import { mayNotBeTold } from '../../policy/due.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { type Given, list, text } from '../../policy/given-answers.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { Situation } from '../../policy/situation.ts';
import { onItsDay } from '../../text/relative.ts';
import { notBefore } from '../not-before.ts';
import {
  asker,
  notEmpty,
  PERSON,
  REASON,
  type StepQuestion,
  severalFrom,
  WHEN_IT_WAS_THEN,
} from '../questions.ts';
import { KEPT_OPEN, type Step } from '../step.ts';

/** Which of the things that meetings handed out are done. */
export const MEETING_DONE: Step = {
  id: 'meeting --done',
  about: 'Which of the things to do are done, by their numbers.',
  gates: [...KEPT_OPEN],
  questions,
  decide,
  bars: [
    {
      when: ['first'],
      refuses: (_given, situation) => openActions(situation).length === 0,
      why: 'Of what was to be done, nothing is left to be noted as done.',
      hints: (id) => [`\`coc status\` tells what else waits; \`coc meeting ${id}\` notes a further meeting.`],
    },
  ],
  saveLabel: 'Save this',
  saved: 'It is noted. It belongs to',
};

function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'done');
  return [
    ask('done', { answer: severalFrom(openActions), required: true }),
    ask('no-longer', { answer: severalFrom(openActions), required: true, when: isNoneDone, check: notEmpty }),
    ask('no-longer-by', { answer: PERSON, required: true, when: isNoneDone }),
    ask('no-longer-words', { ...REASON, isSaid: true, when: isNoneDone }),
    ask(
      'done-at',
      notBefore('done-at', WHEN_IT_WAS_THEN, { hardly: (_answers, { incident }) => firstDecision(incident) }),
    ),
  ];
}

/**
 * What meetings handed out and nobody has done yet. Telling and hearing the accused are done once `coc notify` and
 * `coc statement` have noted them; they are ticked off where they are not to be told, or know by now what was decided. The whole team
 * may see this on one screen: who is in the incident stands there by their mark.
 */
function openActions({ incident, members }: Situation): readonly Choice[] {
  const names = new Map([
    ...members.map(({ id, name }) => [id, name] as const),
    ...incident.people.map(({ ref, role }) => [ref, `${ref}, ${ROLE_NAMES[role]}`] as const),
  ]);
  return incident.actions
    .filter(
      ({ doneAt, overtakenAt, purpose, person = '' }) =>
        doneAt === undefined &&
        ((purpose !== 'tell' && purpose !== 'hear') ||
          (overtakenAt === undefined && (mayNotBeTold(incident) || wasAnswered(person, incident)))),
    )
    .map(({ number, at, what, who }) => ({
      value: String(number),
      label: `${onItsDay(what, at)} (${names.get(who) ?? who})`,
    }));
}

function isNoneDone({ done }: Given): boolean {
  return Array.isArray(done) && done.length === 0;
}

/** Which of the things to do are done, or are not to be any more. */
function decide(given: Given, situation: Situation, draft: EntryList): void {
  const { incident, now } = situation;
  const by = text(given['no-longer-by']);
  const ended = isNoneDone(given) && {
    noLonger: true,
    ...(by !== undefined && { saidBy: new Actors(draft, situation).of(by) }),
    words: text(given['no-longer-words']),
  };
  for (const number of list(ended ? given['no-longer'] : given.done)) {
    const action = incident.actions.find((one) => String(one.number) === number);
    if (action !== undefined && action.doneAt === undefined)
      draft.add({
        kind: 'action-done',
        action: action.id,
        doneAt: text(given['done-at']) ?? now.toISOString(),
        ...ended,
      });
  }
}
