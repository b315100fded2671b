import { showId } from '../incident/id.ts';
import { ROLE_NAMES } from '../incident/people.ts';
import { toldOn } from '../incident/picture/reports.ts';
import { side } from '../incident/picture/response.ts';
import { wordsOn } from '../incident/picture/text.ts';
import { OUTCOMES } from '../incident/response-entry.ts';
import type { IncidentView, Person, Report } from '../incident/view.ts';
import { isCondition } from '../interview/condition.ts';
import type { Answers } from '../interview/question.ts';
import { ACTION_KEYS } from '../policy/actions.ts';
import { Actors } from '../policy/actors.ts';
import { firstReport } from '../policy/came-first.ts';
import type { EntryList } from '../policy/entry-list.ts';
import { filled, type Given, list, oneOf, text } from '../policy/given-answers.ts';
import { decidesUnheard, isHeard, isTold } from '../policy/heard.ts';
import { questionIn } from '../policy/interviews.ts';
import { accusedIn, mayBeLetIn } from '../policy/involved.ts';
import { isSeparated } from '../policy/known-elsewhere.ts';
import { areTooFew, tooFewBlocks, withWhomBlocks } from '../policy/left-to-decide.ts';
import { maySayWho, saysWho } from '../policy/outgoing.ts';
import { type Playbook, underClause } from '../policy/playbook.ts';
import type { Situation } from '../policy/situation.ts';
import { ATTENDING, isPartyAt, mayDecide, namedAt, whoDecides } from '../policy/taking-part.ts';
import { keepsOthersOut } from '../policy/under-condition.ts';
import { calledIn } from '../policy/who.ts';
import { pictureBlocks, tell } from '../screen/picture.ts';
import { receivedIn } from '../screen/received.ts';
import type { Block } from '../text/block.ts';
import { count } from '../text/count.ts';
import { listed } from '../text/listed.ts';
import { showMoment } from '../text/moment.ts';
import { present } from '../text/present.ts';
import { notBefore } from './not-before.ts';
import { myName } from './people.ts';
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
} from './questions.ts';
import { GOING_ON, JUST_NOW, KEPT_OPEN, type Step } from './step.ts';

/** What a meeting came to: who does what, by when. */
export const MEETING: Step = {
  id: 'meeting',
  about: 'What a meeting on an incident came to. Every thing to do has a person and a time.',
  questions,
  decide,
  gates: [...GOING_ON, 'attendance', 'conflict', 'doer', 'heard', 'apology', ...KEPT_OPEN],
  intro,
  names,
  looksAround: true,
  wantsNewest: JUST_NOW,
  saveLabel: 'Save the meeting',
  saved: 'The meeting is saved and encrypted. It belongs to',
  next: ({ outcome }) =>
    outcome === 'sanction' ? { ask: 'Go straight on to the sanction', step: 'sanction' } : undefined,
};

/** Whether it was held before the incident was entered from earlier files. */
const wasThen = saysBefore('held-at');

/** How many of the things to do the printed form shows. */
const PRINTED = 2;

type Statement = IncidentView['statements'][number];

/**
 * What a meeting has before it, as the whole team may see it on one screen: who may be there, what is known, and what was
 * done so far; people by their roles.
 */
function intro(situation: Situation): readonly Block[] {
  const { playbook, incident, now } = situation;
  const { reports, people, statements, told } = incident;
  return [
    { kind: 'list', title: 'Who is there', items: playbook.meeting.attendance.map(({ text }) => text) },
    ...tooFewBlocks(situation),
    ...(keepsOthersOut(incident, situation.members)
      ? [
          {
            kind: 'text' as const,
            text: `Others may know of this only under a condition: look at it before you show them this screen. \`coc access ${showId(incident.id)}\` shows it.`,
          },
        ]
      : []),
    {
      kind: 'list',
      title: 'What is known',
      items: [
        `${reports.length === 1 ? 'One report' : `${reports.length} reports`}, the first ${receivedIn(incident, now)}`,
        ...openLed(situation).map(
          (one) =>
            `${count(one.reports.length, 'more report')} in ${showId(one.id)}, which is one matter with this`,
        ),
        ...people.map(({ ref, role }) => `${ref}, ${ROLE_NAMES[role]}`),
        ...told.flatMap(({ person, about, toldAt, precision }) =>
          person !== undefined && about === 'complaint' && toldAt !== undefined
            ? [`${person} was told of the complaint ${showMoment(toldAt, now, precision?.toldAt)}`]
            : [],
        ),
      ],
    },
    ...ledToAll(situation),
    ...(isAnybodyKnownToAll(situation)
      ? [
          {
            kind: 'text' as const,
            text: `Who of them is known from another incident: \`coc same ${showId(incident.id)}\`, on a screen that you alone see.`,
          },
        ]
      : []),
    ...reports.flatMap((one) => [
      reportOf(one),
      ...(isAccountAlone(one)
        ? [{ kind: 'text' as const, text: accountAlone(incident) }]
        : reportWaits(one, situation)
          ? waitingBlocks(one, situation)
          : toldBlocks(one, situation)),
    ]),
    ...saidSince(incident),
    ...statements.flatMap((one) =>
      waitsForNames(one, situation)
        ? [sideOf(one), { kind: 'text' as const, text: waitsThere(incident) }]
        : sideBlocks(one, situation),
    ),
  ];
}

/** Who comes and cannot open it: what few know, they hear only with a permission ("Permission to share"). */
function withoutAccess(present: readonly string[], situation: Situation): readonly Block[] {
  const { incident } = situation;
  const closed = mayBeLetIn(incident, situation.members)
    .map(({ id }) => id)
    .filter((id) => present.includes(id));
  if (incident.visibility === 'witnessed' || closed.length === 0) return [];
  const names = listed(memberNames(closed, situation));
  return [
    {
      kind: 'text',
      text: `${names} cannot open this. That they hear of it needs a permission: \`coc access grant ${showId(incident.id)}\`.`,
    },
  ];
}

/** What is one matter with it and decided here as well, as far as everybody who may be there can open it. */
function ledToAll(situation: Situation): readonly Block[] {
  const led = openLed(situation);
  if (led.length === 0) return [];
  return [
    {
      kind: 'urgent',
      text: 'It is one matter with these, and what is decided here holds for them. Read them before:',
    },
    ...led.map(
      ({ id, reports }): Block => ({
        kind: 'command',
        text: `coc show ${showId(id)}    ${count(reports.length, 'report')}`,
      }),
    ),
  ];
}

function openLed(situation: Situation): readonly IncidentView[] {
  return (situation.matter?.led ?? []).filter(({ readers }) => isOpenToAll(readers, situation));
}

function isOpenToAll(readers: readonly string[], { incident, members }: Situation): boolean {
  return members.every(({ id }) => incident.keptOut.includes(id) || readers.includes(id));
}

/**
 * Whether somebody of it may be somebody of another incident that everybody who may be there can open: nobody learns by this screen
 * that there is one.
 */
function isAnybodyKnownToAll(situation: Situation): boolean {
  const { around } = situation;
  const open = (around?.others ?? []).filter(({ readers }) => isOpenToAll(readers, situation));
  return (around?.known ?? []).some((one) => !isSeparated(one) && open.some(({ id }) => id === one.incident));
}

/** Who is who, by name and no more than that, and what may say so. */
function names(situation: Situation): readonly Block[] {
  const { incident } = situation;
  return [
    {
      kind: 'list',
      items: incident.people.map((person) =>
        present([person.ref, calledIn(person), ROLE_NAMES[person.role]]).join(', '),
      ),
    },
    ...incident.reports
      .filter((one) => !isAccountAlone(one) && reportWaits(one, situation))
      .flatMap((one) => [reportOf(one), ...toldBlocks(one, situation)]),
    ...incident.statements
      .filter((one) => waitsForNames(one, situation))
      .flatMap((one) => sideBlocks(one, situation)),
  ];
}

/** Whether what somebody accused said may tell the team who others are, which not all of them may know. */
function waitsForNames({ words }: Statement, situation: Situation): boolean {
  return words !== undefined && maySayWho(words, situation);
}

function waitsThere({ id }: IncidentView): string {
  return `Others may look at this screen, so it is not here. It comes with the names, if you have them shown, and stands in \`coc show ${showId(id)}\`.`;
}

/** Whether nothing was noted of it that this screen has: the account says too easily who told it. */
function isAccountAlone(report: Report): boolean {
  return toldIn(report).length === 0 && !report.summary;
}

function accountAlone({ id }: IncidentView): string {
  return `Only the account was written down, word for word. Read it with \`coc show ${showId(id)}\`, on a screen that you alone see.`;
}

/** Of what waits, the summary does not where it was written for everybody who may be there, and names nobody. */
function waitingBlocks(report: Report, situation: Situation): readonly Block[] {
  const { incident } = situation;
  const { summary } = report;
  const waits: Block = { kind: 'text', text: waitsThere(incident) };
  if (!summary) return [waits];
  if (isForThose(situation) && !saysWho(summary, situation))
    return [...summaryBlocks(report), ...(toldIn(report).length > 0 ? [waits] : [])];
  return [{ kind: 'text', text: `There is a summary for those who may not read their words. ${waits.text}` }];
}

/** Whether everybody who may be there may read what was noted for all who can open it. */
function isForThose(situation: Situation): boolean {
  const { incident } = situation;
  return incident.visibility === 'witnessed' || isOpenToAll(incident.readers, situation);
}

function summaryBlocks({ summary, reporter }: Report): readonly Block[] {
  return summary
    ? [
        { kind: 'text', text: `A summary by who took it, not the words of ${reporter}:` },
        { kind: 'quote', text: summary },
      ]
    : [];
}

/** Whether what was reported may say who somebody is, or somebody who may be there has no permission to read it. */
function reportWaits(report: Report, situation: Situation): boolean {
  return (
    !isForThose(situation) ||
    [...toldIn(report), report.summary ?? ''].some((words) => maySayWho(words, situation))
  );
}

/** What was told of it, as its report has it for all who can open it. */
function toldBlocks(report: Report, { playbook, incident, now }: Situation): readonly Block[] {
  const facts = { now, playbook, nameOf: (member: string) => member };
  const rows = TOLD.flatMap(([key, question]): (readonly [string, string])[] => {
    const words = report.details[key];
    const said = words && tell(wordsOn(words, toldOn(key, report, incident)), facts);
    return said ? [[playbook.questions[question].label, said]] : [];
  });
  const isWithoutDeed = report.details.behavior === undefined && !report.summary;
  return [
    ...(rows.length > 0 ? [{ kind: 'fields' as const, rows }] : []),
    ...summaryBlocks(report),
    ...(isWithoutDeed ? [{ kind: 'text' as const, text: deedInAccount(incident) }] : []),
  ];
}

function deedInAccount({ id }: IncidentView): string {
  return `What was done stands in the account alone, word for word: \`coc show ${showId(id)}\`, on a screen that you alone see.`;
}

/** That more was said since: word for word, as an account is. */
function saidSince({ id, followUps }: IncidentView): readonly Block[] {
  if (followUps.length === 0) return [];
  const what = followUps.length === 1 ? 'Something more was' : `${followUps.length} more things were`;
  return [{ kind: 'text', text: `${what} said later: \`coc show ${showId(id)}\` has the words.` }];
}

/** What is told of it, and the question that was asked for it. */
const TOLD = [
  ['manyAffected', 'affected-name'],
  ['manyWho', 'who'],
  ['behavior', 'behavior'],
  ['when', 'when'],
  ['circumstances', 'circumstances'],
  ['manyOthers', 'others'],
] as const;

function toldIn({ details }: Report): readonly string[] {
  return TOLD.flatMap(([key]) => details[key] ?? []);
}

function reportOf({ number, reporter }: Report): Block {
  return { kind: 'heading', text: `What ${reporter} reported${number === 1 ? '' : `, report ${number}`}` };
}

function sideBlocks(one: Statement, { now, playbook }: Situation): readonly Block[] {
  return [sideOf(one), ...pictureBlocks([side(one)], { now, playbook, nameOf: (member) => member })];
}

function sideOf({ person }: Statement): Block {
  return { kind: 'heading', text: `The side of ${person}` };
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
      when: (answers, { incident }) => 'outcome' in answers && decidesUnheard(answers, incident),
    }),
    ...ACTION_KEYS.flatMap((key, index) => actionQuestions(ask, key, index)),
  ];
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
