import { SUMMONED } from '../incident/called.ts';
import type { Permitted } from '../incident/entry.ts';
import { showId } from '../incident/id.ts';
import { knew } from '../incident/knew.ts';
import { type Action, isAnswered, isDecided, isHandedOut, isWaiting } from '../incident/response.ts';
import type { IncidentView, Person } from '../incident/view.ts';
import { listed } from '../text/listed.ts';
import { memberName } from '../text/member-name.ts';
import { present } from '../text/present.ts';
import { onItsDay } from '../text/relative.ts';
import { inOrder } from '../text/rough.ts';
import { within } from '../text/within.ts';
import { respondBy } from './clock.ts';
import {
  decisionsAbout,
  decisionsOn,
  isUnwritten,
  knowsTheDecision,
  perhapsUntold,
  untoldOfTheLeader,
  untoldOfTheOutcome,
  wasAnswered,
} from './decisions.ts';
import { holdLetter, lettersWaiting, sendLetter } from './due-letters.ts';
import { sanctionsWaiting, sanctionsWhileStopped } from './due-sanctions.ts';
import { isFromFiles } from './from-files.ts';
import { isHeard, isTold } from './heard.ts';
import { heardAfterDeciding } from './heard-after.ts';
import { accusedIn } from './involved.ts';
import { isNotNeeded, isOwed, tellOwed } from './owed.ts';
import { isBeforeNobodyMore, isRefused, isTakenBack } from './permission.ts';
import type { Playbook } from './playbook.ts';
import { untrueSincePublished } from './published.ts';
import { canBeReached, isFindable } from './reach.ts';
import { isToBeSaid, toBeSaidTo } from './sentence.ts';
import type { TeamMember } from './situation.ts';
import { isKeptOnly, lettersWhileStopped, toBeToldItIsOver } from './stopped.ts';
import { isUnderCondition, keepsOthersOut, underCondition } from './under-condition.ts';
import type { Owed, Pace, Telling, Waiting, Waits } from './waiting.ts';

/** One thing that waits for somebody, with the clause behind it and the step that does it. */
export interface Due {
  readonly incident: string;
  readonly what: string;
  readonly clause: string;
  /** When it is due, ISO 8601 in UTC; null where the policy gives no time. */
  readonly at: string | null;
  /** How much of `at` is known, where that is less than the minute: `day`, or a part of one. */
  readonly precision?: string;
  readonly overdue: boolean;
  readonly pace?: Pace;
  /** The step that does it, or `report resume`; `show`, where another incident is looked at. */
  readonly step: string;
  /** What is typed behind `coc`, where what does it is no step on the incident: `team remove ben`. */
  readonly typed?: string;
  /** What of the questions of the step is answered by what waits. */
  readonly begins?: Readonly<Record<string, string>>;
  /** The incident that is looked at, by its ID. */
  readonly looksAt?: string;
  /** Whether it is for those alone who take part in deciding. */
  readonly byTheTeam?: boolean;
  /** Whether it is done in the incident that leads, where another one does. */
  readonly ofTheMatter?: boolean;
  /** Whether it is about what the incident decided that leads this one: nothing waits where none does. See `dueWhileLed`. */
  readonly ofTheLeader?: boolean;
  /** What of it a close asks about: it is still to be done afterwards, or it is not needed, and why. */
  readonly owed?: readonly Owed[];
}

/** Whether somebody has to do something: that another incident leads is only to be known. */
export function waitsForDoing({ looksAt }: Due): boolean {
  return looksAt === undefined;
}

type Named = Pick<TeamMember, 'id' | 'name'>;

/**
 * What waits for somebody in one incident, the most urgent first. Where it is not to go on, only safety, what ends it and sanctions that hold; where
 * it is closed, what holds on: things to do, sanctions and appeals, and the evaluation.
 *
 * @param members the team, so that whoever does something is told by name
 */
export function dueIn(
  incident: IncidentView,
  playbook: Playbook,
  now: Date,
  also: readonly Waits[] = [],
  members: readonly Named[] = [],
): readonly Due[] {
  return waitingIn(incident, playbook, now, also, members)
    .map((one) => asDue(one, incident, now))
    .sort(byUrgency(now));
}

/**
 * Who is to be told what first, of what waits in an incident; undefined where nobody is to be told anything. What was decided in the
 * incident that leads comes before all else; whoever appealed waits for what came of it, before those who need not answer.
 *
 * @param isDecidedElsewhere whether another incident leads and has decided something
 */
export function firstToTell(
  incident: IncidentView,
  playbook: Playbook,
  now: Date,
  isDecidedElsewhere: boolean,
): Telling | undefined {
  const [untold] = isDecidedElsewhere ? untoldOfTheLeader(incident) : [];
  if (untold !== undefined) return { about: 'outcome', person: untold };
  const isLast = ({ tells: { about } }: { readonly tells: Telling }): number => Number(about === 'outcome');
  return waitingIn(incident, playbook, now)
    .flatMap((one) => (one.tells === undefined ? [] : [{ ...asDue(one, incident, now), tells: one.tells }]))
    .sort((a, b) => byUrgency(now)(a, b) || isLast(a) - isLast(b))[0]?.tells;
}

function waitingIn(
  incident: IncidentView,
  playbook: Playbook,
  now: Date,
  also: readonly Waits[] = [],
  members: readonly Named[] = [],
): readonly Waiting[] {
  return incident.stopped === undefined
    ? whileItGoesOn(incident, playbook, now, also, members)
    : [
        ...safety(incident, playbook),
        ...whileStopped(incident, playbook, now),
        ...sanctionsWhileStopped(incident, playbook, now),
        ...also.flatMap((waits) => waits(incident, playbook)).filter(({ always }) => always),
      ];
}

function asDue(
  {
    what,
    clause,
    step,
    typed,
    begins,
    at,
    precision,
    pace,
    byTheTeam,
    ofTheMatter,
    ofTheLeader,
    owed,
  }: Waiting,
  { id }: IncidentView,
  now: Date,
): Due {
  return {
    incident: showId(id),
    what,
    clause,
    at: at?.toISOString() ?? null,
    ...(precision !== undefined && { precision }),
    overdue: at !== undefined && now > at,
    ...(pace !== undefined && { pace }),
    step,
    ...(typed !== undefined && { typed }),
    ...(begins && { begins }),
    ...(byTheTeam === true && { byTheTeam }),
    ...(ofTheMatter === true && { ofTheMatter }),
    ...(ofTheLeader === true && { ofTheLeader }),
    ...(owed !== undefined && { owed }),
  };
}

function whileItGoesOn(
  incident: IncidentView,
  playbook: Playbook,
  now: Date,
  also: readonly Waits[],
  members: readonly Named[],
): readonly Waiting[] {
  const waiting = [
    ...safety(incident, playbook),
    ...beforeTheClose(incident, playbook, members),
    ...sinceTheClose(incident, playbook),
    ...actions(incident, playbook, members),
    ...sanctionsWaiting(incident, playbook, now),
    ...toTheCommunity(incident, playbook),
    ...also.flatMap((waits) => waits(incident, playbook)),
  ];
  const isOpen = waiting.some(({ at }) => at === undefined || at <= now);
  const meeting = keepsOthersOut(incident, members)
    ? waiting.find(({ step }) => step === 'meeting')
    : undefined;
  const condition = underCondition(incident, playbook, members, meeting?.at);
  return [
    ...(meeting === undefined ? [] : condition),
    ...waiting,
    ...toTellOfTheLeader(incident, playbook),
    ...(isOpen ? [] : theEnd(incident, playbook)),
    ...evaluation(incident, playbook),
    ...(meeting === undefined ? condition : []),
  ];
}

/** That those whom it happened to are told what the incident decided that leads this one, once it has. */
function toTellOfTheLeader(incident: IncidentView, playbook: Playbook): readonly Waiting[] {
  const refs = incident.joined === undefined ? [] : untoldOfTheLeader(incident);
  if (refs.length === 0) return [];
  const { clause } = playbook.accused.response;
  return [
    { what: toTell(refs), clause, step: 'notify', ofTheLeader: true, owed: refs.map((ref) => tellOwed(ref)) },
  ];
}

/**
 * That somebody is told what was decided.
 *
 * @param where the incident in which it was, where that is another one
 */
export function toTell(refs: readonly string[], where?: string): string {
  return `Tell ${listed(refs)} what was decided${where === undefined ? '' : ` in ${showId(where)}`}; they need not answer`;
}

/** What ends it where it is not to go on: letters that are held back, and that the accused is told. */
function whileStopped(incident: IncidentView, playbook: Playbook, now: Date): readonly Waiting[] {
  if (isKeptOnly(incident)) return [];
  const { held, since } = lettersWhileStopped(incident);
  const written = new Set(since.map(({ person }) => person));
  return [
    ...held.map((one) => holdLetter(one, 'it does not go on', incident, playbook)),
    ...since.map((one) => sendLetter(one, incident, playbook)),
    ...(isFromFiles(incident) ? [] : toBeToldItIsOver(incident, now))
      .filter((ref) => !written.has(ref))
      .map((ref) => ({
        what: `Tell ${ref} that it goes no further`,
        clause: playbook.accused.response.clause,
        step: 'notify',
        tells: { about: 'response' as const, person: ref },
      })),
  ];
}

/** What is typed to do it. */
export function commandOf({
  step,
  incident,
  looksAt,
  typed,
}: Pick<Due, 'step' | 'incident' | 'looksAt' | 'typed'>): string {
  if (typed !== undefined) return `coc ${typed}`;
  const [words = '', ...flags] = step.split(' --');
  return [
    'coc',
    words,
    looksAt === undefined ? incident : showId(looksAt),
    ...flags.map((flag) => `--${flag}`),
  ].join(' ');
}

/** From when on before its time something stands before what has none. Milliseconds. */
export const SOON = 24 * 3_600_000;

/**
 * The most urgent first: safety, what is overdue, what is due soon, what is to be done now and has no time, what is due later or only
 * on its day, and last what can wait; the earlier before the later.
 */
export function byUrgency(now: Date): (a: Due, b: Due) => number {
  const time = ({ at, precision }: Due): string => (at === null ? '' : inOrder(at, precision));
  return (a, b) => rank(a, now) - rank(b, now) || time(a).localeCompare(time(b));
}

function rank({ clause, at, overdue, pace }: Due, now: Date): number {
  if (clause === 'threat') return 0;
  if (overdue) return 1;
  if (at === null) return pace === 'last' ? 5 : 3;
  return pace === 'on-its-day' || Date.parse(at) - now.getTime() > SOON ? 4 : 2;
}

function safety(incident: IncidentView, playbook: Playbook): readonly Waiting[] {
  const unsafe = undone(incident, playbook).map((id) => playbook.safety.actions[id]?.do);
  if (unsafe.length === 0) return [];
  const what = `For their safety, do this and note it: ${unsafe.join('; ')}`;
  return [{ what, clause: playbook.safety.clause, step: 'report add', begins: { add: 'safety' } }];
}

/**
 * What the checklist for danger has, by its IDs, and nobody noted as done, as not wanted, or as done in another way; security or police
 * are the person's own choice. Where all of it is from earlier files, nobody does that any more.
 */
export function undone(incident: IncidentView, playbook: Playbook): readonly string[] {
  if (isFromFiles(incident)) return [];
  const { threat = 'none', threats } = incident;
  const { call } = playbook.safety.levels[threat];
  // Where nothing is to be done any more, the safety of others is still looked after.
  if (call === 'never' || (call !== 'now' && isKeptOnly(incident))) return [];
  const done = new Set(threats.flatMap(({ actions: noted = [], noLonger = [] }) => [...noted, ...noLonger]));
  return Object.keys(playbook.safety.actions).filter(
    (id) => !done.has(id) && (id !== SUMMONED || call === 'now'),
  );
}

function beforeTheClose(
  incident: IncidentView,
  playbook: Playbook,
  members: readonly Named[],
): readonly Waiting[] {
  if (incident.closed !== undefined) return [];
  return [
    ...theSentence(incident, playbook, members),
    ...(isAnswered(incident) ? [] : firstAnswer(incident, playbook, members)),
    ...(isDecided(incident) ? afterTheDecision(incident, playbook) : []),
    ...lettersWaiting(incident, playbook),
  ];
}

/** What was decided and drafted since it was closed, and what stays due although it is. */
function sinceTheClose(incident: IncidentView, playbook: Playbook): readonly Waiting[] {
  if (incident.closed === undefined) return [];
  return [
    ...present([unwritten(incident, playbook)]).filter((one) => stays(one, incident)),
    ...decisionsToTell(incident, playbook),
    ...lettersWaiting(incident, playbook),
  ];
}

/** What of the community's question is open: it comes after those whom it is about. */
function toTheCommunity(incident: IncidentView, playbook: Playbook): readonly Waiting[] {
  const asked = present([community(incident, playbook)]);
  if (incident.closed !== undefined)
    return [...asked.filter((one) => stays(one, incident)), ...present([announcedAnew(incident, playbook)])];
  return isDecided(incident) ? present([...asked, announcedAnew(incident, playbook)]) : [];
}

/** Whether it was said at the close that it stays due. */
function stays({ owed = [] }: Waiting, incident: IncidentView): boolean {
  return owed.some((one) => isOwed(one, incident));
}

/** The sentence for a private incident comes before all that is done; a report that was saved in a hurry is completed with it. */
function theSentence(
  incident: IncidentView,
  playbook: Playbook,
  members: readonly Named[],
): readonly Waiting[] {
  if (!isToBeSaid(incident) || incident.reports.length === 0) return [];
  const refs = toBeSaidTo(incident);
  const { clause } = playbook.scripts.private;
  const knowing = knownToOthersAlone(refs, incident);
  if (knowing.length > 0) {
    const who = listed(knowing.map((id) => memberName(id, members)));
    const what = `The sentence about the meeting waits to be said to ${listed(refs)}. Who that is, ${who} alone ${knowing.length === 1 ? 'knows and says' : 'know and say'} it`;
    return [{ what, clause, step: 'show', at: respondBy(incident, playbook) }];
  }
  const unknown = incident.people.filter((one) => refs.includes(one.ref) && !isFindable(one));
  const otherwise =
    unknown.length === 0 ? '' : `. If ${listed(unknown.map(({ ref }) => ref))} cannot be reached, note that`;
  return [
    {
      what: `Say the sentence about the meeting to ${listed(refs)}, ${incident.quick ? 'note the answer, and complete the report' : 'and note the answer'}${otherwise}`,
      clause,
      step: incident.quick ? 'report resume' : 'report add',
      ...(!incident.quick && { begins: { add: 'answer' } }),
      at: respondBy(incident, playbook),
    },
  ];
}

/** The members who know who these are, where nobody else does, whoever looks among them; nobody where one of them is known. */
function knownToOthersAlone(refs: readonly string[], { people }: IncidentView): readonly string[] {
  const meant = people.filter(({ ref }) => refs.includes(ref));
  if (meant.length === 0 || !meant.every(({ hidden }) => hidden)) return [];
  return [...new Set(meant.flatMap(({ knownTo = [] }) => knownTo))];
}

/** Those accused who may be told of it, or were told before somebody took that back: their side is heard. */
function accusedWhoMayBeTold(incident: IncidentView): readonly Person[] {
  const mayNot = mayNotBeTold(incident);
  return accusedIn(incident).filter(({ ref }) => !mayNot || isTold(ref, incident));
}

/** Until there is a first answer: the meeting, and that the accused is told and heard. */
function firstAnswer(
  incident: IncidentView,
  playbook: Playbook,
  members: readonly Named[],
): readonly Waiting[] {
  const { clause } = playbook.accused.complaint;
  // First the person affected is asked; then they meet, and the accused is told.
  if (incident.reports.length === 0 || isToBeSaid(incident)) return [];
  if (isFromFiles(incident)) return [settleIt(playbook)];
  const alone = keepsOthersOut(incident, members)
    ? '. As long as the others may not know of it, meet without them'
    : '';
  return [
    {
      what: `${meetWords(incident)}${alone}`,
      clause: playbook.clocks.response.clause,
      step: 'meeting',
      at: respondBy(incident, playbook),
      ofTheMatter: true,
    },
    ...accusedWhoMayBeTold(incident).flatMap(({ ref }): readonly Waiting[] => [
      ...(isTold(ref, incident) || isHandedOut('tell', ref, incident) || isComplaintDrafted(ref, incident)
        ? []
        : [
            {
              ...{
                what: `Tell ${ref} that there is a complaint${conditionFirst('tell-accused', incident)}`,
                clause,
                step: 'notify',
                ofTheMatter: true,
              },
              tells: { about: 'complaint' as const, person: ref },
            },
          ]),
      ...(isHeard(ref, incident) || isHandedOut('hear', ref, incident)
        ? []
        : [
            {
              what: `Hear the side of ${ref}`,
              ...answerDue(ref, incident),
              clause,
              step: 'statement',
              byTheTeam: true,
              ofTheMatter: true,
            },
          ]),
    ]),
  ];
}

/** What many saw is told whatever was permitted of the rest. */
function conditionFirst(what: Permitted, incident: IncidentView): string {
  return incident.visibility !== 'witnessed' && isUnderCondition(what, incident)
    ? '. Look first at the condition that was set'
    : '';
}

/** By when they were asked to answer, by the newest letter that reached them. */
function answerDue(
  person: string,
  { letters: all }: IncidentView,
): Pick<Waiting, 'at' | 'precision' | 'pace'> {
  const letter = all.findLast(
    (one) => one.letter === 'complaint' && one.person === person && one.told?.toldAt,
  );
  if (letter?.answerBy === undefined) return {};
  return { at: new Date(letter.answerBy), precision: letter.precision?.answerBy, pace: 'on-its-day' };
}

/** Whether the letter is drafted that tells them, and may go out: to send it is what is left. */
function isComplaintDrafted(person: string, incident: IncidentView): boolean {
  return incident.letters.some(
    (one) =>
      one.letter === 'complaint' && one.person === person && isWaiting(one) && !isTakenBack(one, incident),
  );
}

/** Whether those whom it happened to said that nobody accused is to be told; what many saw can be told all the same. */
export function mayNotBeTold(incident: IncidentView): boolean {
  return incident.visibility !== 'witnessed' && isRefused('tell-accused', incident);
}

/** What is left where earlier files say nothing of how it came out. */
function settleIt({ evaluation: { clause } }: Playbook): Waiting {
  return { what: 'Write down what came of it then, or close it', clause, step: 'close', pace: 'last' };
}

function meetWords(incident: IncidentView): string {
  if (!isDecided(incident)) return 'Meet, and decide on a first answer, even if it is no action';
  if (incident.resumed?.answered === false)
    return 'It is to go on again: meet, and decide on a first answer, even if it is no action';
  const since = incident.reports.some(({ fromFiles }) => fromFiles === true)
    ? 'since this was entered from earlier files'
    : 'that whoever closed this did not know';
  return `A report came in ${since}: meet, and decide on a first answer to it, even if it is no action`;
}

function afterTheDecision(incident: IncidentView, playbook: Playbook): readonly Waiting[] {
  return present([
    unwritten(incident, playbook),
    ...lookAgain(incident, playbook),
    ...decisionsToTell(incident, playbook),
  ]);
}

/** A side that came after the decision is looked at by those who made it. */
function lookAgain(incident: IncidentView, playbook: Playbook): readonly Waiting[] {
  const people = [...new Set(heardAfterDeciding(incident).map(({ person }) => person))];
  return people.map((person) => ({
    what: `Look at the decision again, with what ${person} said after it`,
    clause: playbook.accused.complaint.clause,
    step: 'meeting',
  }));
}

const SANCTION_OWED: Owed = { what: 'sanction' };
const ANNOUNCE_OWED: Owed = { what: 'announce' };

function unwritten(incident: IncidentView, playbook: Playbook): Waiting | false {
  return (
    isUnwritten(incident) &&
    !isNotNeeded(SANCTION_OWED, incident, decisionsOn(incident)) && {
      what: 'Write down the sanction that the meeting decided on',
      clause: playbook.sanctions.clause,
      step: 'sanction',
      ofTheMatter: true,
      owed: [SANCTION_OWED],
    }
  );
}

function community(incident: IncidentView, playbook: Playbook): Waiting | false {
  const { sanctions: decided, announcement, visibility } = incident;
  return (
    announcement === undefined &&
    !isFromFiles(incident) &&
    !isNotNeeded(ANNOUNCE_OWED, incident, decisionsOn(incident)) &&
    !(visibility !== 'witnessed' && isRefused('announce', incident)) &&
    (decided.length > 0 || visibility === 'witnessed') && {
      what: `Decide whether to tell the community${conditionFirst('announce', incident)}`,
      clause: playbook.announcement.clause,
      step: 'announce',
      ofTheMatter: true,
      owed: [ANNOUNCE_OWED],
    }
  );
}

/** That what is out is no longer so: due until a corrected text is out, or it is noted why none is needed. */
function announcedAnew(incident: IncidentView, playbook: Playbook): Waiting | false {
  const { closed, visibility } = incident;
  const since = untrueSincePublished(incident);
  const stays =
    closed === undefined ||
    isOwed(ANNOUNCE_OWED, incident) ||
    since.some((one) => !knew(incident, closed, one));
  return (
    since.length > 0 &&
    stays &&
    !isNotNeeded(ANNOUNCE_OWED, incident, since) &&
    !(visibility !== 'witnessed' && isRefused('announce', incident)) && {
      what: 'What was announced may no longer be so: publish a corrected text, or note why none is needed',
      clause: playbook.announcement.clause,
      step: 'announce',
      ofTheMatter: true,
      owed: [ANNOUNCE_OWED],
    }
  );
}

/** That those accused, and those whom it happened to, are told what was decided; once it is closed, what was decided since then. */
function decisionsToTell(incident: IncidentView, playbook: Playbook): readonly Waiting[] {
  if (!isDecided(incident) || isUnwritten(incident)) return [];
  const { closed } = incident;
  const { clause } = playbook.accused.response;
  const accused = accusedIn(incident)
    .filter(({ ref }) => !knowsTheDecision(ref, incident))
    .filter(
      ({ ref }) =>
        isOwed(tellOwed(ref), incident) ||
        (closed === undefined
          ? !isNotNeeded(tellOwed(ref), incident, [
              ...decisionsOn(incident),
              ...decisionsAbout(ref, incident),
            ])
          : decisionsAbout(ref, incident).some((one) => !knew(incident, closed, one))),
    )
    .map(({ ref }) => ({
      ...{ what: `Tell ${ref} what was decided`, clause, step: 'notify' },
      tells: { about: 'response' as const, person: ref },
      owed: [tellOwed(ref)],
    }));
  const affected = untoldOfTheOutcome(incident);
  const what = toTell(affected);
  const owed = affected.map(tellOwed);
  const tells = affected.slice(0, 1).map((person) => ({ about: 'outcome' as const, person }))[0];
  return [...accused, ...(tells === undefined ? [] : [{ what, clause, step: 'notify', owed, tells }])];
}

function actions(incident: IncidentView, playbook: Playbook, members: readonly Named[]): readonly Waiting[] {
  const { actions: all } = incident;
  const inVain = mayNotBeTold(incident) ? ['tell', 'hear'] : [];
  // Where others may be looking on, somebody from outside is no more than a mark.
  const steps = { tell: 'notify', hear: 'statement' };
  return all
    .filter((one) => isToDo(one, incident))
    .map(({ id, at, what, who, due, precision, condition, purpose, person }) => ({
      what: `${onItsDay(within(what), at)} (${memberName(who, members)})${condition === undefined ? '' : `. It waits for this: ${onItsDay(within(condition), at)}. Look again whether it is so`}${isHeardLate(purpose, person, incident) ? `. They know by now what was decided: hear them all the same, or tick it off with \`coc meeting ${showId(incident.id)} --done\`` : ''}${purpose === 'tell' && inVain.length === 0 ? conditionFirst('tell-accused', incident) : ''}${inVain.includes(purpose ?? '') ? '. By now nobody accused is to be told: tick it off, and it waits no more' : ''}${purpose === undefined && isBeforeNobodyMore({ id }, incident) ? '. Since then it was asked that nobody more hears of it: do it without telling anybody' : ''}`,
      clause:
        purpose === 'tell' || purpose === 'hear'
          ? playbook.accused.complaint.clause
          : playbook.meeting.clause,
      step:
        (purpose === 'tell' || purpose === 'hear') && !inVain.includes(purpose)
          ? steps[purpose]
          : 'meeting --done',
      byTheTeam: purpose === 'hear',
      ...(purpose === 'tell' &&
        person !== undefined &&
        inVain.length === 0 && { tells: { about: 'complaint' as const, person } }),
      at: new Date(due),
      precision: precision?.due,
      ...((purpose === 'check-in' || condition !== undefined) && { pace: 'on-its-day' as const }),
    }));
}

/** Whether somebody is still to be heard who was told already what was decided. */
function isHeardLate(
  purpose: string | undefined,
  person: string | undefined,
  incident: IncidentView,
): boolean {
  return (
    purpose === 'hear' && person !== undefined && wasAnswered(person, incident) && !mayNotBeTold(incident)
  );
}

/**
 * Whether something that was handed out is still to be done: nobody tells the accused who was told what came of it, and nobody asks
 * how somebody is who cannot be reached.
 */
function isToDo({ id, doneAt, overtakenAt, purpose, person }: Action, incident: IncidentView): boolean {
  if (doneAt !== undefined || overtakenAt !== undefined) return false;
  if (purpose === 'check-in' && person !== undefined) return canBeReached(person, incident);
  const isBeforeTheAnswer = purpose === 'tell' || purpose === 'hear';
  return !isBeforeTheAnswer || incident.closed === undefined || !knew(incident, incident.closed, { id });
}

function theEnd(incident: IncidentView, playbook: Playbook): readonly Waiting[] {
  if (incident.closed !== undefined || !isAnswered(incident)) return [];
  const what =
    perhapsUntold(incident).length === 0
      ? 'Close it'
      : 'Before it is closed: ask those who know whom it happened to whether they were told what was decided';
  return [{ what, clause: playbook.evaluation.clause, step: 'close', pace: 'last' }];
}

function evaluation(incident: IncidentView, playbook: Playbook): readonly Waiting[] {
  if (incident.closed === undefined || incident.evaluations.length > 0 || isFromFiles(incident)) return [];
  const what = 'Look back on what the policy should say next time';
  return [{ what, clause: playbook.evaluation.clause, step: 'evaluate', pace: 'last' }];
}
