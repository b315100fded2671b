import { showId } from '../../incident/id.ts';
import { OUTCOMES } from '../../incident/response-entry.ts';
import type { IncidentView, Person } from '../../incident/view.ts';
import { isCondition } from '../../interview/condition.ts';
import type { Answers } from '../../interview/question.ts';
import { ACTION_KEYS } from '../../policy/actions.ts';
import { Actors } from '../../policy/actors.ts';
import { firstReport } from '../../policy/came-first.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { filled, type Given, list, oneOf, text } from '../../policy/given-answers.ts';
import { isHeard, isTold } from '../../policy/heard.ts';
import { questionIn } from '../../policy/interviews.ts';
import { accusedIn, mayBeLetIn } from '../../policy/involved.ts';
import { areTooFew, withWhomBlocks } from '../../policy/left-to-decide.ts';
import { type Playbook, underClause } from '../../policy/playbook.ts';
import type { Situation } from '../../policy/situation.ts';
import { ATTENDING, isPartyAt, mayDecide, namedAt, whoDecides } from '../../policy/taking-part.ts';
import { decidesUnheard, unheardBy, unheardThere } from '../../policy/unheard.ts';
import type { Block } from '../../text/block.ts';
import { listed } from '../../text/listed.ts';
import { notBefore } from '../not-before.ts';
import { myName } from '../people.ts';
import {
  asker,
  choicesIn,
  LINE,
  leftOutBlocks,
  memberNames,
  membersThere,
  PEOPLE_BEFORE_ALL,
  PERSON_BEFORE_ALL,
  REASON,
  restsOn,
  type StepQuestion,
  saysBefore,
  TEXT,
  WHEN_IT_IS_DUE,
  WHEN_IT_WAS,
  WHEN_TO_LOOK_AGAIN,
  whyEarly,
} from '../questions.ts';
import { GOING_ON, JUST_NOW, KEPT_OPEN, type Step } from '../step.ts';
import { isOpenToAll, laidBefore, namesThere } from './laid-before.ts';

/** What a meeting came to: who does what, by when. */
export const MEETING: Step = {
  id: 'meeting',
  about: 'What a meeting on an incident came to. Every thing to do has a person and a time.',
  questions,
  decide,
  gates: [...GOING_ON, 'attendance', 'conflict', 'doer', 'heard', 'apology', ...KEPT_OPEN],
  intro: laidBefore,
  names: namesThere,
  looksAround: true,
  wantsNewest: JUST_NOW,
  saveLabel: 'Save the meeting',
  saved: 'The meeting is saved and encrypted. It belongs to',
  afterwards: ({ present }, before) => hearWithoutAccess(list(present), before),
  next: ({ outcome }) =>
    outcome === 'sanction' ? { ask: 'Go straight on to the sanction', step: 'sanction' } : undefined,
};

/** Whether it was held before the incident was entered from earlier files. */
const wasThen = saysBefore('held-at');

/** How many of the things to do the printed form shows. */
const PRINTED = 2;

/** Who comes and cannot open it: what few know, they hear only with a permission ("Permission to share"). */
function withoutAccess(present: readonly string[], situation: Situation): readonly Block[] {
  return hearWithoutAccess(present, situation).map((text) => ({ kind: 'text', text }));
}

function hearWithoutAccess(present: readonly string[], situation: Situation): readonly string[] {
  const { incident } = situation;
  const closed = mayBeLetIn(incident, situation.members)
    .map(({ id }) => id)
    .filter((id) => present.includes(id));
  if (incident.visibility === 'witnessed' || closed.length === 0) return [];
  const names = listed(memberNames(closed, situation));
  return [
    `${names} cannot open this. That they hear of it needs a permission: \`coc access grant ${showId(incident.id)}\`.`,
  ];
}

function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'meeting');
  const isUntold = (answers: Answers, situation: Situation): boolean =>
    !wasThen(answers, situation) &&
    accusedIn(situation.incident).some(({ ref }) => !isTold(ref, situation.incident));
  const isUnheard = (answers: Answers, situation: Situation): boolean =>
    !wasThen(answers, situation) &&
    accusedIn(situation.incident).some(({ ref }) => !isHeard(ref, situation.incident));
  return [
    ask('held-at', WHEN_IT_WAS),
    ask('early', whyEarly('held-at')),
    ask('present', {
      answer: membersThere,
      before: (answers, situation) =>
        wasThen(answers, situation) ? [] : leftOutBlocks(situation, 'attendance'),
      // Of those who met then, nobody may be on the team now.
      required: (answers, situation) => !wasThen(answers, situation),
      initial: (answers, situation) =>
        !wasThen(answers, situation) && mayDecide(situation).some(({ id }) => id === situation.me)
          ? [situation.me]
          : undefined,
      check: (answer, answers, situation) =>
        answer?.length === 0 && !wasThen(answers, situation)
          ? underClause('needs at least one; a meeting is not empty', playbook, playbook.meeting.clause)
          : undefined,
      after: (answers, situation) => withoutAccess(list(answers.present), situation),
    }),
    ask('also-present', {
      answer: PEOPLE_BEFORE_ALL,
      check: (answer, _answers, situation) => {
        const few = situation.incident.people.filter(
          ({ ref, knownTo }) => knownTo !== undefined && answer?.includes(ref),
        );
        if (few.length > 0)
          return underClause(
            `cannot have ${listed(few.map(({ ref }) => ref))}: others read who was there, and may not know who that is`,
            playbook,
            playbook.permission.clause,
          );
        const own = mayDecide(situation).filter(({ id }) => answer?.includes(id));
        return own.length === 0
          ? undefined
          : `is for others: ${own.map(({ name }) => name).join(' and ')} can be marked among those of the team, at “${questionIn(playbook.interviews, 'meeting', 'present').label}”`;
      },
    }),
    ask('exception', { answer: LINE, when: isExceptional, ...restsOn('present', 'also-present') }),
    ask('told', {
      answer: choicesIn(playbook, 'meeting', 'told'),
      required: true,
      when: isUntold,
      check: (answer, answers, situation) => {
        const { incident } = situation;
        const there = answer === 'cannot' ? untoldThere(answers, situation) : undefined;
        if (there !== undefined)
          return underClause(
            `cannot be: ${there} is among those who are there, so they can be told; if they are not there, take them out above`,
            playbook,
            playbook.accused.complaint.clause,
          );
        return answer === 'yes' && untold(incident).length > 1
          ? 'can be noted here of one alone: stop with Ctrl-C, `coc notify` notes when, how and by whom each was told, and `coc report resume` goes on here'
          : undefined;
      },
    }),
    ...toldQuestions(ask),
    ask('cannot', { ...REASON, when: ({ told }) => told === 'cannot' }),
    ask('tell-who', { answer: PERSON_BEFORE_ALL, required: true, when: ({ told }) => told === 'no' }),
    ask('tell-when', { ...WHEN_IT_IS_DUE, when: ({ told }) => told === 'no' }),
    lookAgain(ask, 'tell-when'),
    ask('hear-who', {
      answer: PERSON_BEFORE_ALL,
      when: (answers, facts) => answers.told !== 'cannot' && isUnheard(answers, facts),
      // Whoever tells them mostly asks for their side with it.
      initial: (answers) => answers['tell-who'],
      ...restsOn('tell-who'),
    }),
    ask('hear-when', { ...WHEN_IT_IS_DUE, when: (answers) => typeof answers['hear-who'] === 'string' }),
    lookAgain(ask, 'hear-when'),
    ask('what-happened', { answer: TEXT, required: true }),
    ask('outcome', { answer: choicesIn(playbook, 'meeting', 'outcome'), required: true }),
    ask('reason', { ...REASON, when: ({ outcome }) => outcome === 'no-action' }),
    ask('alone', {
      answer: LINE,
      when: (answers, situation) => isDecidedByOne(answers, situation) && !wasThen(answers, situation),
      before: (answers, situation) => withWhomBlocks(decidingIn(answers, situation), situation),
      ...restsOn('present', 'also-present'),
    }),
    ask('unheard', {
      answer: LINE,
      when: (answers, situation) => 'outcome' in answers && decidesUnheard(answers, situation),
      before: unheardBlocks,
      enterGoesBackTo: 'outcome',
    }),
    ...ACTION_KEYS.flatMap((key, index) => actionQuestions(ask, key, index)),
  ];
}

/** Who was not heard in what is decided here as well, as far as everybody who may look at this screen can open that. */
function unheardBlocks(answers: Answers, situation: Situation): readonly Block[] {
  const { incident } = situation;
  const there = unheardBy(answers, situation).filter((one) => one.incident !== incident);
  const open = there.filter((one) => isOpenToAll(one.incident.readers, situation));
  return [
    ...open.map((one) => unheardThere(one, incident)),
    ...(open.length < there.length
      ? ['This is also about somebody of another incident, which not everybody here can open.']
      : []),
  ].map((text) => ({ kind: 'text', text }));
}

/** When, how and by whom they were told, where that is not noted yet. */
function toldQuestions(ask: Ask): readonly StepQuestion[] {
  const when = ({ told }: Answers): boolean => told === 'yes';
  return [
    ask(
      'told-at',
      notBefore(
        'told-at',
        { ...WHEN_IT_WAS, when },
        { hardly: (_answers, { incident }) => firstReport(incident) },
      ),
    ),
    ask('how', { answer: LINE, required: true, when }),
    ask('told-by', { answer: PERSON_BEFORE_ALL, required: true, assume: true, when, initial: myName }),
  ];
}

/** The accused of whom it is not noted that they were told. */
function untold(incident: IncidentView): readonly Person[] {
  return accusedIn(incident).filter(({ ref }) => !isTold(ref, incident));
}

type Ask = ReturnType<typeof asker<'meeting'>>;

/** Where something is done once something else is so: when that is to be looked at again. */
function lookAgain(ask: Ask, when: string, number?: number): StepQuestion {
  const question = ask('look-again', {
    ...WHEN_TO_LOOK_AGAIN,
    when: (answers) => isCondition(answers[when]),
  });
  return {
    ...question,
    id: `${when}-look-again`,
    label: number === undefined ? question.label : `${question.label} ${number}`,
    unprinted: number !== undefined && number > PRINTED,
  };
}

/** One thing to do: what, who, and by when, of which none can be left out. */
function actionQuestions(ask: Ask, key: string, index: number): readonly StepQuestion[] {
  const before = ACTION_KEYS[index - 1];
  const isNamed = (answers: Answers): boolean => typeof answers[key] === 'string';
  const more = { unprinted: index >= PRINTED };
  const what = ask('action', {
    answer: LINE,
    ...more,
    when: (answers) => before === undefined || typeof answers[before] === 'string',
    required: ({ outcome }) => index === 0 && outcome === 'action',
  });
  const who = ask('action-who', { answer: PERSON_BEFORE_ALL, required: true, when: isNamed, ...more });
  const when = ask('action-when', { ...WHEN_IT_IS_DUE, when: isNamed, ...more });
  return [
    { ...what, id: key, label: `${what.label} ${index + 1}` },
    { ...who, id: `${key}-who`, label: `${who.label} ${index + 1}` },
    { ...when, id: `${key}-when`, label: `${when.label} ${index + 1}` },
    lookAgain(ask, `${key}-when`, index + 1),
  ];
}

/** Whether somebody decides with nobody beside them: it is for a small group ("The meeting"). */
function isDecidedByOne(given: Given, situation: Situation): boolean {
  const { outcome } = given;
  if (outcome === undefined || outcome === 'undecided') return false;
  const isAnybodyThere = ATTENDING.some((id) => list(given[id]).length > 0);
  return isAnybodyThere && decidingIn(given, situation).length <= 1;
}

function decidingIn(given: Given, situation: Situation): readonly string[] {
  return whoDecides(ATTENDING, given, situation, areTooFew(situation));
}

/** Somebody accused who was not told, and is marked as being there. */
function untoldThere(given: Given, situation: Situation): string | undefined {
  const there = namedAt(ATTENDING, given, situation);
  return accusedIn(situation.incident).find(
    ({ ref }) => !isTold(ref, situation.incident) && there.some(({ person }) => person?.ref === ref),
  )?.ref;
}

function isExceptional(answers: Answers, situation: Situation): boolean {
  return situation.incident.visibility === 'witnessed' && isPartyAt(ATTENDING, answers, situation);
}

/** What a meeting came to, and who does what by when ("The meeting"). */
function decide(given: Given, situation: Situation, draft: EntryList): void {
  const actors = new Actors(draft, situation);
  draft.add({
    kind: 'meeting',
    heldAt: text(given['held-at']) ?? '',
    early: text(given.early),
    present: list(given.present),
    alsoPresent: filled(list(given['also-present']).map((name) => actors.of(name))),
    exception: text(given.exception),
    whatHappened: text(given['what-happened']) ?? '',
    outcome: oneOf(given.outcome, OUTCOMES) ?? 'undecided',
    reason: text(given.reason),
    alone: isDecidedByOne(given, situation) ? text(given.alone) : undefined,
    unheard: text(given.unheard),
  });
  const { incident } = situation;
  for (const { ref } of accusedIn(incident)) {
    if (given.told === 'no' && !isTold(ref, incident))
      addAction(draft, actors, given, 'tell', `Tell ${ref} that there is a complaint`, ref);
    const notPossible = text(given.cannot);
    if (given.told === 'cannot' && notPossible !== undefined && !isTold(ref, incident))
      draft.add({ kind: 'told', about: 'complaint', person: ref, notPossible });
    if (given.told === 'yes' && !isTold(ref, incident)) addTold(draft, actors, given, ref);
    if (!isHeard(ref, incident)) addAction(draft, actors, given, 'hear', `Hear the side of ${ref}`, ref);
  }
  for (const key of ACTION_KEYS) {
    const what = text(given[key]);
    const [who, when] = [text(given[`${key}-who`]), whenDue(given, `${key}-when`)];
    if (what !== undefined && who !== undefined && when !== undefined)
      draft.add({ kind: 'action', what, who: actors.of(who), ...when });
  }
}

function addTold(draft: EntryList, actors: Actors, given: Given, person: string): void {
  const [toldAt, toldBy] = [text(given['told-at']), text(given['told-by'])];
  if (toldAt === undefined || toldBy === undefined) return;
  draft.add({
    ...{ kind: 'told', about: 'complaint', person, toldAt },
    ...{ how: text(given.how), toldBy: actors.of(toldBy) },
  });
}

function addAction(
  draft: EntryList,
  actors: Actors,
  given: Given,
  purpose: 'tell' | 'hear',
  what: string,
  person: string,
): void {
  const [who, when] = [text(given[`${purpose}-who`]), whenDue(given, `${purpose}-when`)];
  if (who !== undefined && when !== undefined)
    draft.add({ kind: 'action', what, who: actors.of(who), ...when, purpose, person });
}

/** By when; or on what it depends, and when that is looked at again. */
function whenDue(
  given: Given,
  key: string,
): { readonly due: string; readonly condition?: string } | undefined {
  const when = text(given[key]);
  if (!isCondition(when)) return when === undefined ? undefined : { due: when };
  const due = text(given[`${key}-look-again`]);
  return due === undefined ? undefined : { due, condition: when };
}
