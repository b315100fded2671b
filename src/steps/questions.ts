import { isCondition } from '../interview/condition.ts';
import type {
  Answer,
  Answers,
  AnswerType,
  Choice,
  Meant,
  MeantChoice,
  Question,
  Whom,
} from '../interview/question.ts';
import { readsAsTime } from '../interview/reads-as-time.ts';
import { contactWordsIn } from '../letters/contact-hits.ts';
import { firstReceived } from '../policy/came.ts';
import { isPerhapsAccused } from '../policy/conflicts.ts';
import { isFromFiles, wasBefore } from '../policy/from-files.ts';
import type { Given } from '../policy/given-answers.ts';
import { isNobodyOfThem, NOBODY_OF_THEM } from '../policy/groups.ts';
import { type AskedIn, type InterviewId, questionIn } from '../policy/interviews.ts';
import { isOfTheReport } from '../policy/involved.ts';
import type { Playbook } from '../policy/playbook.ts';
import { reportersOfFew } from '../policy/readers.ts';
import type { ReportFacts, Situation, TeamMember } from '../policy/situation.ts';
import { isKeptOut } from '../policy/taking-part.ts';
import type { Unfit } from '../policy/way-back.ts';
import {
  choiceForAll,
  type Everybody,
  isNoAnswer,
  isWhoever,
  labelByMark,
  labelForAll,
  labelOf,
  nameOutside,
  recognise,
  type Somebody,
  somebodyElse,
} from '../policy/who.ts';
import type { Block } from '../text/block.ts';
import { isManyPeople } from '../text/many-people.ts';
import { memberName } from '../text/member-name.ts';
import { localIso } from '../text/moment.ts';
import { saysNoWay, saysTooLittle } from '../text/nothing.ts';
import { earliestOf, latestOf } from '../text/rough.ts';

/** How far a clock may run ahead before a moment counts as still to come, in milliseconds. */
export const FORGIVEN_CLOCK = 5 * 60_000;

export type StepQuestion = Question<Situation>;
/** A question without its words. */
export type Rest<F = Situation> = Omit<Question<F>, 'id' | 'ask' | 'label' | 'hint'>;

/** Gives the questions of an interview in the words of the playbook. */
export function asker<I extends InterviewId, F = Situation>(playbook: Playbook, interview: I) {
  return (id: AskedIn<I>, rest: Rest<F>): Question<F> => {
    const { ask, label, hint } = questionIn(playbook.interviews, interview, id);
    return { id, ask, label, ...(hint !== undefined && { hint }), ...rest };
  };
}

/** That an answer was given on those to other questions. */
export function restsOn(...ids: readonly string[]): Pick<Rest, 'restsOn'> {
  return { restsOn: (answers) => ids.map((id) => answers[id]) };
}

/** Questions that are about what others say: each is asked once more where that is something else. */
export function allRestOn<F>(
  ids: readonly string[],
  questions: readonly Question<F>[],
): readonly Question<F>[] {
  return questions.map((question) => ({
    ...question,
    restsOn: (answers, facts) => [...ids.map((id) => answers[id]), question.restsOn?.(answers, facts)],
  }));
}

/** Of what would open something, Enter keeps nothing that was said of something else. */
export const NOTHING_BY_ENTER = { onceMore: () => undefined };

/** The values that the format of entries fixes, in the words of the playbook. */
export function choicesIn<I extends InterviewId>(
  playbook: Playbook,
  interview: I,
  id: AskedIn<I>,
  only: (value: string) => boolean = () => true,
): AnswerType {
  const choices = Object.entries(questionIn(playbook.interviews, interview, id).choices ?? {});
  return {
    type: 'choice',
    choices: choices.filter(([value]) => only(value)).map(([value, label]) => ({ value, label })),
  };
}

/** As `choicesIn`, of which some are for some situations alone. */
export function choicesNow<I extends InterviewId>(
  playbook: Playbook,
  interview: I,
  id: AskedIn<I>,
  isFor: (value: string) => boolean,
): AnswerType {
  const all = choicesIn(playbook, interview, id);
  return all.type === 'choice'
    ? { ...all, choices: all.choices.filter(({ value }) => isFor(value)), ever: all.choices }
    : all;
}

/** One of what the situation has to choose from. */
export function oneFrom<F>(choices: (facts: F, answers: Answers) => readonly Choice[]) {
  return (answers: Answers, facts: F): AnswerType => ({ type: 'choice', choices: choices(facts, answers) });
}

/** As `oneFrom`, any number of them. */
export function severalFrom<F>(choices: (facts: F, answers: Answers) => readonly Choice[]) {
  return (answers: Answers, facts: F): AnswerType => ({ type: 'choices', choices: choices(facts, answers) });
}

/** What the playbook has a list of, as choices. */
export function labelled(all: readonly { readonly id: string; readonly label: string }[]): readonly Choice[] {
  return all.map(({ id, label }) => ({ value: id, label }));
}

/** Answers as most questions want them. */
export const LINE: AnswerType = { type: 'line' };
/** A moment in earlier files, which may have no more of it than its month. */
export const monthOrDay = (now: Date): AnswerType => ({ type: 'moment', now, months: true });
export const TEXT: AnswerType = { type: 'text' };
export const LIST: AnswerType = { type: 'list' };
const past = (_answers: Answers, { now, incident }: ReportFacts): AnswerType =>
  incident !== undefined && isFromFiles(incident) ? monthOrDay(now) : { type: 'moment', now };
/** When something happened that somebody writes down: now, as long as nobody says otherwise, and never a time to come. */
export const WHEN_IT_WAS: Rest<ReportFacts> = {
  answer: past,
  required: true,
  assume: true,
  initial: (_answers, { now }) => localIso(now),
  check: (answer, _answers, { now }) =>
    earliestOf(String(answer)).getTime() > now.getTime() + FORGIVEN_CLOCK
      ? 'is still to come; it is when it happened that counts'
      : undefined,
};
/**
 * The same of what is usually written down at once, and so asked only in an incident that was entered from earlier files. Left
 * out elsewhere, it is now.
 */
export const WHEN_IT_WAS_THEN: Rest = {
  ...WHEN_IT_WAS,
  required: isOld,
  offered: isOld,
  assume: false,
  initial: () => undefined,
};

function isOld(_answers: Answers, { incident }: Situation): boolean {
  return isFromFiles(incident);
}

/** Whether the answer to a question says that it was before the incident was entered from earlier files. */
export function saysBefore(question: string): (answers: Given, situation: Situation) => boolean {
  return (answers, { incident }) => wasBefore(answers[question], incident);
}

/**
 * A name alone, which letters greet with: an address or a number goes to where it is asked how they are reached.
 *
 * @param where what that is called
 */
export function nameOnly(where: string): { readonly check: (answer: Answer) => Unfit | undefined } {
  return {
    check: (answer) => {
      const words = contactWordsIn(String(answer)).flatMap((one) =>
        one.what === 'handle' ? [] : [one.words],
      );
      const problem = `has an address or a number in it. Here goes the name alone; that goes to ${where}`;
      return words.length === 0 ? undefined : { problem, words };
    },
  };
}

/** How somebody can be reached: words that say that they cannot be are none, and would stand there as a way. */
export const A_WAY: { readonly check: (answer: Answer) => Unfit | undefined } = {
  check: (answer) =>
    typeof answer === 'string' && saysNoWay(answer)
      ? { problem: 'says that there is no way to reach them', words: [], nothing: true }
      : undefined,
};

/** Who gets to know something: somebody to whom it can be said, and no group of which nobody is named. */
export const TO_SOMEBODY: Pick<Rest, 'check'> = {
  check: (answer, _answers, { community }) => {
    const groups = [answer ?? []].flat().filter((one) => isNobodyOfThem(one, community));
    return groups.length === 0
      ? undefined
      : { problem: NOBODY_OF_THEM, words: Array.isArray(answer) ? groups : [] };
  },
};

/** Why something is so, in words of one's own. */
export const REASON: Rest<ReportFacts> = {
  answer: LINE,
  required: true,
  check: (answer) =>
    saysTooLittle(String(answer)) ? 'says nothing yet; a few words are enough, in a sentence' : undefined,
};
/** Why something is noted to have been before the first report came in; asked where it is. */
export function whyEarly(at: string): Rest {
  return {
    ...REASON,
    enterGoesBackTo: at,
    when: (answers, { incident }) => {
      const first = firstReceived(incident.reports);
      return (
        first !== undefined &&
        typeof answers[at] === 'string' &&
        latestOf(answers[at]).getTime() < Date.parse(first.receivedAt)
      );
    },
  };
}
/** By when something is to be done: a time, or on what that depends. */
export const WHEN_IT_IS_DUE: Rest = {
  answer: (_answers, { now }) => ({ type: 'moment', now, coming: true, orCondition: true }),
  required: true,
  check: (answer, _answers, { now }) => (isCondition(answer) ? undefined : isOver(answer, now)),
};
/** When it is to be looked again whether what something depends on is so. */
export const WHEN_TO_LOOK_AGAIN: Rest = {
  answer: (_answers, { now }) => ({ type: 'moment', now, coming: true }),
  required: true,
  check: (answer, _answers, { now }) => isOver(answer, now),
};

function isOver(answer: Answer, now: Date): string | undefined {
  return latestOf(String(answer)).getTime() < now.getTime() - FORGIVEN_CLOCK ? 'is over already' : undefined;
}

const HOW_ONE = 'A name. Of the team also an ID; of this incident also a mark such as W1.';
const HOW_MANY = 'Names. Of the team also IDs; of this incident also marks such as W1.';

/** Somebody: whom a name, a mark, a role, a handle or an address means. */
export const PERSON = (_answers: Answers, everybody: Everybody): AnswerType => ({
  type: 'person',
  whom: { ...whomIn(everybody), how: HOW_ONE },
});
/** Several as earlier files have them, where “the board” may be all that they say. */
export const PEOPLE_THEN = (_answers: Answers, everybody: Everybody): AnswerType => ({
  type: 'people',
  whom: { ...whomIn(everybody, labelOf, labelOf, 'taken'), how: HOW_MANY },
});

/** The same on a screen that others may see: whom a name may mean has no more there than what everybody on the team knows. */
export const PERSON_BEFORE_ALL = (_answers: Answers, everybody: Everybody): AnswerType => ({
  type: 'person',
  whom: { ...whomIn(everybody, labelForAll, choiceForAll), how: HOW_ONE },
});
export const PEOPLE_BEFORE_ALL = (_answers: Answers, everybody: Everybody): AnswerType => ({
  type: 'people',
  whom: { ...whomIn(everybody, labelForAll, choiceForAll), how: HOW_MANY },
});

/** Somebody, named or described, who may have a mark in the incident already; and several. */
export const PERSON_HERE = (_answers: Answers, facts: ReportFacts): AnswerType => ({
  type: 'person',
  whom: whomHere(facts),
});
export const PEOPLE_HERE = (_answers: Answers, facts: ReportFacts): AnswerType => ({
  type: 'people',
  whom: whomHere(facts),
});

/** @param named how they are called for whoever asks for it, where `choice` does not say that */
function whomIn(
  everybody: Everybody,
  label: typeof labelOf = labelOf,
  choice = label,
  groups: 'taken' | 'asked' = 'asked',
  named?: typeof labelOf,
): Whom {
  const choices = (among: readonly Somebody[], as: typeof labelOf): readonly Choice[] =>
    among.map((who) => ({ value: who.id, label: as(who) }));
  return {
    read: (typed) => {
      const found = recognise(typed, everybody);
      if (found.is === 'somebody') return { value: found.who.id };
      if (found.is === 'nobody') {
        if (readsAsTime(typed)) return A_TIME;
        return isWhoever(typed) ? WHOEVER : nobodyHere(isNoAnswer(typed));
      }
      if (found.is === 'outside') {
        if (readsAsTime(typed)) return A_TIME;
        if (groups === 'taken') return { value: typed };
        if (isManyPeople(typed)) return MANY;
        return isNobodyOfThem(typed, everybody.community) ? { problem: NOBODY_OF_THEM } : { value: typed };
      }
      return {
        among: choices(found.among, choice),
        otherwise: { value: somebodyElse(typed), label: 'Somebody else' },
        ...(named && { named: choices(found.among, named) }),
      };
    },
    show: (value) => {
      const found = recognise(value, everybody);
      return found.is === 'somebody' ? label(found.who) : nameOutside(value);
    },
  };
}

/** “me”, where nobody can know who that is. */
const WHOEVER: Meant = { problem: 'is whoever reads it: write your name', nothing: true };

/** Kept as somebody, it would be asked, told and named as one. */
const A_TIME: Meant = {
  problem: 'is a time, and here goes a person: a name, or a few words that say who it is',
  nothing: true,
};

/** Nobody can ask, remind or keep out a crowd. */
const MANY: Meant = { problem: 'means many people: write a name, or who of them it is' };

function nobodyHere(nothing: boolean): Meant {
  return {
    problem: 'is nobody here: write a name, or a few words that say who it is (“the volunteer at the desk”)',
    ...(nothing && { nothing }),
  };
}

/** The same of whoever reports: of those who are known to few it can be one whom whoever writes it down knows, and stays so. */
export const REPORTER_HERE = (_answers: Answers, facts: ReportFacts): AnswerType => ({
  type: 'person',
  whom: whomHere(facts, 'reporting'),
});

const HERE = new WeakMap<ReportFacts, Whom>();
const REPORTING = new WeakMap<ReportFacts, Whom>();

/** Of a reporter who is known to few nothing is offered but that they report again: that two are one would tell the others. */
function whomHere(facts: ReportFacts, as?: 'reporting'): Whom {
  const kept = as === undefined ? HERE : REPORTING;
  const made = kept.get(facts);
  if (made !== undefined) return made;
  const { people = [], same = {}, reports = [] } = facts.incident ?? {};
  const again = as === undefined ? [] : reportersOfFew(facts.incident).map(({ ref }) => ref);
  const hidden = reports
    .filter(({ restricted, reporter }) => restricted && !again.includes(reporter))
    .map(({ reporter }) => reporter);
  const incident = { people: people.filter(({ ref }) => !hidden.includes(ref)), same };
  // By their marks, as where they are chosen: whoever reports may be looking on.
  const { read, show } = whomIn({ members: [], incident }, labelByMark, labelByMark, 'taken', labelOf);
  const whom: Whom = {
    show,
    read: (typed) => {
      // Those whom nobody counted get no mark.
      if (isManyPeople(typed)) return { value: typed };
      const meant = read(typed);
      if (hidden.includes(typed.trim().toUpperCase()))
        return { problem: 'is known to few; that they are somebody here as well would tell the others' };
      // A badge number and a long description say more than nothing.
      return 'problem' in meant && !meant.nothing ? { value: typed } : meant;
    },
  };
  kept.set(facts, whom);
  return whom;
}

const TEAM = 'those on your team, by name';

/**
 * Any number of these members, by name.
 *
 * @param members everybody on the team, so that a first name that several have means none of them
 */
export function someOf(
  these: readonly TeamMember[],
  { members }: Pick<Everybody, 'members'>,
): AnswerType & { type: 'choices' } {
  return { type: 'choices', choices: these.map(asChoice), meant: memberMeant(members), stands: TEAM };
}

/** One of these members, by name. */
export function oneMember(
  these: readonly TeamMember[],
  { members }: Pick<Everybody, 'members'>,
): AnswerType & { type: 'choice' } {
  return { type: 'choice', choices: these.map(asChoice), meant: memberMeant(members), stands: TEAM };
}

function memberMeant(members: readonly TeamMember[]): MeantChoice {
  return (typed) => {
    const found = recognise(typed, { members });
    return found.is === 'somebody' ? found.who.id : undefined;
  };
}

/**
 * Any number of those on the team; who is kept out, who reported it, whom it happened to, and who may be accused, is offered to nobody,
 * unless they go on in spite of that rule.
 */
export function membersOf(_answers: Answers, situation: Situation): AnswerType {
  return offeredBut(someOf(situation.members, situation), situation, 'complainant');
}

/** The same of who is there: where many saw it, who is accused can be, with a reason. */
export function membersThere(_answers: Answers, situation: Situation): AnswerType {
  return offeredBut(someOf(situation.members, situation), situation, 'attendance');
}

type KeptAway = 'complainant' | 'attendance';

/** @param rule that keeps those away whom it is about */
function offeredBut(
  type: AnswerType & { readonly type: 'choices' },
  situation: Situation,
  rule: KeptAway,
): AnswerType {
  const { incident } = situation;
  // Whoever cannot open it may be there and decide, with a permission: that is better known before they are chosen.
  const isClosed = (id: string): boolean => incident.readers.length > 0 && !incident.readers.includes(id);
  const out = leftOut(situation, rule);
  return {
    ...type,
    choices: type.choices.map((one) => {
      if (out.has(one.value)) return { ...one, unoffered: true };
      return isClosed(one.value) ? { ...one, label: `${one.label} (cannot open this)` } : one;
    }),
  };
}

/** The members who are not among those to choose from, by ID, and why, as far as everybody who may look on can know it. */
function leftOut(situation: Situation, rule: KeptAway): ReadonlyMap<string, string> {
  const { members, overrides, incident, matter } = situation;
  const mayBeThere =
    overrides.includes(rule) || (rule === 'attendance' && incident.visibility === 'witnessed');
  const isOut = ({ id }: TeamMember): boolean => !overrides.includes('conflict') && isKeptOut(id, situation);
  const isParty = (one: TeamMember): boolean =>
    !mayBeThere &&
    (isPerhapsAccused(one, situation) ||
      [incident, ...(matter?.led ?? [])].some((of) => isOfTheReport(one, of)));
  const others = members.filter((one) => !isOut(one) && !isParty(one));
  const why = ({ id }: TeamMember): string => {
    if (incident.keptOut.includes(id)) return 'who is kept out of this incident';
    const led = (matter?.led ?? []).filter(({ keptOut }) => keptOut.includes(id));
    return led.some(({ readers }) => others.every((other) => readers.includes(other.id)))
      ? 'who is kept out of an incident that this one leads, which is decided here as well'
      : 'whom the rule on conflicts of interest leaves out';
  };
  return new Map(
    members.filter((one) => isOut(one) || isParty(one)).map((one) => [one.id, why(one)] as const),
  );
}

/**
 * Who of the team is not among those to choose from, and why, a sentence each.
 *
 * @param there who was at the meeting, of those that it follows from
 */
export function leftOutBlocks(
  situation: Situation,
  rule: KeptAway = 'complainant',
  there: readonly string[] = [],
): readonly Block[] {
  return [...leftOut(situation, rule)].map(([id, why]) => {
    const [name] = memberNames([id], situation);
    const was = there.includes(id) ? ', though at the meeting' : '';
    return { kind: 'text', text: `Not among them${was}: ${name}, ${why}.` };
  });
}

/** What members are called, in the order of their IDs. */
export function memberNames(
  ids: readonly string[],
  { members }: Pick<Everybody, 'members'>,
): readonly string[] {
  return ids.map((id) => memberName(id, members));
}

function asChoice({ id, name }: TeamMember): Choice {
  return { value: id, label: name };
}

/** A day to come. */
export const dayType = (_answers: Answers, { now }: Situation): AnswerType => ({ type: 'day', now });

export function isToCome(answer: Answer, _answers: Answers, { now }: Situation): string | undefined {
  return isDayOver(answer, now) ? 'is over already; write a day that is still to come' : undefined;
}

export function isDayOver(day: Answer | undefined, now: Date): boolean {
  return new Date(`${String(day)}T23:59:59`) < now;
}

export function notEmpty(answer: Answer): string | undefined {
  return answer?.length === 0 ? 'needs at least one' : undefined;
}
