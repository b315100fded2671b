import { WANTS } from '../../incident/entry.ts';
import { mayKnowReporter } from '../../incident/fold-access.ts';
import { isAffected, isBystander } from '../../incident/fold-consent.ts';
import { showId } from '../../incident/id.ts';
import type { Action } from '../../incident/response.ts';
import type { IncidentView, Person, Report } from '../../incident/view.ts';
import type { Answers, Choice, Question } from '../../interview/question.ts';
import { hasOutcome } from '../../policy/decisions.ts';
import { holdingOn } from '../../policy/due-sanctions.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { type Given, oneOf, text } from '../../policy/given-answers.ts';
import { affectedIn, mayBeLetIn } from '../../policy/involved.ts';
import { notOutYet, outAlready } from '../../policy/out-already.ts';
import type { Playbook } from '../../policy/playbook.ts';
import { endingWords, knowing } from '../../policy/readers.ts';
import type { ReportFacts, Situation } from '../../policy/situation.ts';
import { leftBehindWords } from '../../screen/joined-incidents.ts';
import { listed } from '../../text/listed.ts';
import { localIso } from '../../text/moment.ts';
import { earliestOf } from '../../text/rough.ts';
import { ended, inARow } from '../../text/within.ts';
import { named } from '../people.ts';
import { FORGIVEN_CLOCK, memberNames, oneFrom } from '../questions.ts';
import { type Addition, moreMayKnow, reportMeant } from './addition.ts';
import { addOnlyAgain, ONLY_AGAIN } from './again.ts';
import { ask } from './playbook-question.ts';
import { keptBlocks } from './questions.ts';

const VALUE = 'wish';
const WISH_LABEL = 'What they want now';

/** What somebody wants now, whatever they had said before. */
export const WISH: Addition = {
  value: VALUE,
  choice: () => ({
    value: VALUE,
    label: `${WISH_LABEL}: that it stops or goes on, that fewer may know, or that all is taken back`,
  }),
  saidBy: { choices: wishersIn, isRequired: true },
  // Who said it can tell to which report it belongs.
  ofOneReport: (answers, { incident }) => incident === undefined || reportsOf(answers, incident).length !== 1,
  questions: (playbook) => ({ last: wishQuestions(playbook) }),
  asks: (question) =>
    question.id === 'account'
      ? {
          ...question,
          when: () => true,
          // Where it was chosen as what may be told, that stands there already.
          before: ({ what }, { incident }) => (what === FEWER ? [] : moreMayKnow(incident)),
        }
      : undefined,
  write: addWish,
  afterwards: afterWish,
};

/** Whether it is one, however it was chosen: that fewer of the team may know is one as well. */
export function isWish({ add, what }: Given): boolean {
  return add === VALUE || (add === 'permission' && what === FEWER);
}

const FEWER = 'fewer';

/** They did not say which. */
const UNCLEAR = 'unclear';

/** Something that is none of these: it stands in their words, and changes nothing by itself. */
const OTHER = 'other';
const OTHER_CHANGES =
  'Nothing changes by this: whether it goes on, who can open it and whom it may be told stays as it was. Where their words hold any of that back, choose what does.';

/** Nobody of those who had asked that it does not go on. */
const NOBODY = 'nobody';

/** What they want, since when, and who can still open it. What they said comes before, and who said it. */
function wishQuestions(playbook: Playbook): readonly Question<ReportFacts>[] {
  return [
    ask(playbook, 'want', {
      answer: oneFrom((facts, answers) =>
        labels(playbook.questions.want.choices).filter(
          ({ value }) => value !== 'go-on' || mayGoOn(answers, facts),
        ),
      ),
      required: true,
      when: isWish,
      initial: ({ what }) => (what === FEWER ? 'nobody-more' : undefined),
      restsOn: ({ what }) => what,
      after: ({ want }) => {
        if (want === OTHER) return [{ kind: 'text', text: OTHER_CHANGES }];
        return want === 'go-on' ? [] : keptBlocks(playbook);
      },
    }),
    ask(playbook, 'said-at', {
      answer: (_answers, { now }) => ({ type: 'moment', now }),
      required: true,
      assume: true,
      initial: (_answers, { begunAt }) => localIso(begunAt),
      when: isWish,
      check: (answer, _answers, { now }) =>
        earliestOf(String(answer)).getTime() > now.getTime() + FORGIVEN_CLOCK
          ? 'is still to come; it is when they said it that counts'
          : undefined,
    }),
    ask(playbook, 'may-open', {
      answer: oneFrom(() => labels(playbook.questions['may-open'].choices)),
      required: true,
      when: (answers, { incident }) =>
        isWish(answers) &&
        answers.want !== 'go-on' &&
        answers.want !== OTHER &&
        (incident === undefined || (permittedIn(incident).length > 0 && !isOutranked(answers, incident))),
      before: (_answers, { incident, members }) => [
        { kind: 'text', text: `Permitted to open it: ${names(permittedIn(incident), members)}` },
      ],
      after: (answers, { incident, members }) =>
        answers['may-open'] === 'no'
          ? [{ kind: 'text', text: endingWords(memberNames(permittedIn(incident), { members })) }]
          : [],
    }),
  ];
}

/** Whether the further report says that it goes on again: asked only where somebody had asked that it does not. */
export function goesOnQuestion(
  playbook: Playbook,
  isFurther: (answers: Answers) => boolean,
): Question<ReportFacts> {
  return ask(playbook, 'goes-on', {
    answer: oneFrom(({ incident }) => [
      { value: NOBODY, label: 'Nobody of them said so; it does not go on' },
      ...stoppersIn(incident).map((ref) => ({ value: ref, label: `${ref} says so` })),
    ]),
    required: true,
    assume: true,
    // Whoever just had no objection is not said by Enter to want it stopped still.
    initial: (answers, { incident }) => (agreedNow(answers, incident).length > 0 ? undefined : NOBODY),
    restsOn: (answers, { incident }) => agreedNow(answers, incident),
    before: (answers, { incident }) => {
      const refs = agreedNow(answers, incident);
      return refs.length === 0
        ? []
        : [
            {
              kind: 'text',
              text: `With this report it is noted that there is no objection, and it is of ${listed(refs)}, who had asked that it does not go on.`,
            },
          ];
    },
    when: (answers, { incident }) => isFurther(answers) && stoppersIn(incident).length > 0,
  });
}

/** Of those who had asked that it does not go on, whose report this is, or to whom it happened, where nobody objects now. */
function agreedNow(answers: Answers, incident: IncidentView | undefined): readonly string[] {
  if (answers.consent !== 'no-objection') return [];
  const now = ['reporter-name', 'same-affected', 'affected-name'].map((id) => answers[id]);
  return stoppersIn(incident).filter((ref) => now.includes(ref));
}

/** Whose wish it can be: of who reported it, and of whom it happened to. */
function wishersIn(incident: IncidentView | undefined): readonly Choice[] {
  return named(wishers(incident));
}

function wishers(incident: IncidentView | undefined): readonly Person[] {
  return (incident?.people ?? []).filter(
    ({ role, affected }) => role === 'reporter' || role === 'affected' || affected === 'yes',
  );
}

/** The reports of whoever said it; none where that is not said. */
function reportsOf(given: Given, { reports }: IncidentView): readonly Report[] {
  return reports.filter(({ reporter }) => reporter === given.from);
}

/** What somebody wants now, and what follows from it as every coc understands it. */
function addWish(draft: EntryList, given: Given, situation: Situation): void {
  const { incident, me } = situation;
  const [own, ...more] = reportsOf(given, incident);
  const report = own && more.length === 0 ? own : reportMeant(given, incident);
  const isForAgain = given.want === ONLY_AGAIN;
  const isUnclear = given.want === UNCLEAR;
  // What holds back most, and what they may still say is open as before.
  const isOther = given.want === OTHER;
  const want = isOther ? 'nobody-more' : isForAgain || isUnclear ? 'keep' : oneOf(given.want, WANTS);
  if (want === undefined) throw new Error('a wish that wants nothing');
  const [saidAt, words] = [text(given['said-at']) ?? '', text(given.account) ?? ''];
  const from = whoSaid(given, incident) ?? report.reporter;
  const keeps =
    want === 'go-on' || isOther || isOutranked(given, incident) ? undefined : keptIn(given, report, incident);
  const wish = {
    kind: 'wish',
    report: report.id,
    from,
    want,
    unclear: isUnclear || undefined,
    other: isOther || undefined,
    saidAt,
    keeps,
  } as const;
  const to = report.restricted ? [...new Set([me, ...knowing(report, situation)])] : undefined;
  if (to === undefined) draft.add({ ...wish, words });
  else draft.add(wish, { to, fields: { words } });
  if (want === 'go-on') goOn(draft, from, saidAt, incident);
  if (want === 'stop' || want === 'keep')
    draft.add({ kind: 'consent', report: report.id, answer: 'asked-not-to-proceed', from, saidAt });
  if (isForAgain) addOnlyAgain(draft, words, { report: report.id, from, saidAt }, to);
  if (keeps === undefined) return;
  const members = keeps.filter((member) => mayKnowReporter(member, report));
  draft.add({
    kind: 'permission',
    report: report.id,
    ...(members.length > 0 ? { share: 'named', members } : { share: 'recorder' }),
  });
}

/** That the further report ends what somebody had asked. */
export function addGoesOn(draft: EntryList, given: Given, incident: IncidentView): void {
  const from = text(given['goes-on']);
  if (from === undefined || from === NOBODY) return;
  const saidAt = text(given['received-at']) ?? '';
  for (const report of new Set(stopsOf(from, incident).map((one) => one.report)))
    draft.add({ kind: 'wish', report, from, want: 'go-on', saidAt });
  goOn(draft, from, saidAt, incident);
}

function goOn(draft: EntryList, from: string, saidAt: string, incident: IncidentView): void {
  for (const { report } of stopsOf(from, incident))
    draft.add({ kind: 'consent', report, answer: 'no-objection', from, saidAt });
}

/** What is said once it is saved: what does not go on, what was given, and what holds on. */
function afterWish(given: Given, before: Situation): readonly string[] {
  if (given.want === 'go-on') return goingOn(whoSaid(given, before.incident) ?? '', before);
  if (given.want === OTHER)
    return [
      'It is noted in their words. Nothing else changes: whether it goes on, who can open it and whom it may be told stays as it was.',
    ];
  if (isOutranked(given, before.incident))
    return ['It is noted. It did not happen to them, and what those said holds to whom it did: it goes on.'];
  const isStopped = given.want !== 'nobody-more';
  return [
    ...(isStopped ? nowStopped(before) : []),
    ...(isStopped ? standingStill(before) : []),
    ...(isStopped ? whoWasNotAsked(given, before) : []),
    ...whatIsOut(before, isStopped),
    ...afterNarrowing(given, before),
  ];
}

/** Whom a permission lets hear of it: with “nobody more”, the accused still hears what was decided. */
const BY_PERMISSION = ['complaint', 'employer', 'announcement'];

/** What is out, and what is not and is held back. */
function whatIsOut({ incident }: Situation, isStopped: boolean): readonly string[] {
  const out = outAlready(incident);
  const held = notOutYet(incident, isStopped ? undefined : BY_PERMISSION);
  const others = isStopped ? [] : incident.actions.filter((one) => isOpen(one) && one.purpose === undefined);
  return [
    ...(out.length > 0 ? [ended(`Out already, and it stays out: ${inARow(out)}`)] : []),
    ...(held.length > 0 ? [ended(`Not out, and not to go out: ${inARow(held)}`)] : []),
    ...(others.length > 0
      ? [ended(`Still to be done, without telling anybody: ${inARow(others.map(({ what }) => what))}`)]
      : []),
  ];
}

function isOpen({ doneAt, overtakenAt }: Action): boolean {
  return doneAt === undefined && overtakenAt === undefined;
}

/** What is said once a further report is saved that says so. */
export function goingOnAgain(given: Given, before: Situation): readonly string[] {
  const from = text(given['goes-on']);
  return from === undefined || from === NOBODY ? [] : goingOn(from, before);
}

function goingOn(from: string, { incident, members }: Situation): readonly string[] {
  const ended = stopsOf(from, incident).map(({ person }) => person);
  const others = stoppersIn(incident).filter((ref) => !ended.includes(ref));
  if (others.length > 0)
    return [`It does not go on yet: ${listed(others)} asked that it does not, and that holds.`];
  return [
    'It goes on again, and the clock starts with that.',
    ...(incident.readers.length === 1 && mayBeLetIn(incident, members).length > 0
      ? [
          `Nobody else can open it. If they said that others may know: \`coc access grant ${showId(incident.id)}\`.`,
        ]
      : []),
    ...(incident.closed === undefined
      ? []
      : [`It is closed. \`coc reopen ${showId(incident.id)}\` opens it again.`]),
  ];
}

/** That what this one leads stands still with it, where that is not what anybody said of it. */
export function standingStill({ incident, matter }: Situation): readonly string[] {
  if (incident.stopped !== undefined || hasOutcome(incident)) return [];
  const led = (matter?.led ?? []).filter(({ stopped, closed }) => (stopped ?? closed) === undefined);
  return leftBehindWords(led.map(({ id }) => id));
}

function nowStopped({ incident, members, me, now }: Situation): readonly string[] {
  const holding = holdingOn(incident, now);
  const doers = incident.actions.filter(isOpen).map(({ who }) => who);
  return [
    'It does not go on, and no clock runs.',
    ...notToBeDone(doers, me, members),
    ...(holding.length > 0
      ? [`${holding.map(ended).join(' ')} \`coc sanction end ${showId(incident.id)}\` ends it.`]
      : []),
  ];
}

/** That what was given out is not to be done, and who is still to hear that: nobody is sent to themselves. */
function notToBeDone(
  doers: readonly string[],
  me: string,
  members: ReportFacts['members'],
): readonly string[] {
  if (doers.length === 0) return [];
  const others = [...new Set(doers.filter((one) => one !== me))];
  const mine = doers.includes(me) ? (others.length === 0 ? ' to you' : ', to you and to others,') : ' to do';
  const tell = others.length === 0 ? [] : [`Tell ${names(others, members)}.`];
  return [[`What was given out${mine} is not to be done.`, ...tell].join(' ')];
}

/** It did not happen to whoever wants it: that holds only until those say otherwise to whom it did. */
function whoWasNotAsked(given: Given, { incident }: Situation): readonly string[] {
  const wisher = incident.people.find(({ ref }) => ref === whoSaid(given, incident));
  const others = affectedIn(incident).filter(({ ref }) => ref !== wisher?.ref);
  if (wisher === undefined || !isBystander(wisher) || others.length === 0) return [];
  const refs = listed(others.map(({ ref }) => ref));
  return [
    `It did not happen to ${wisher.ref}. If ${refs} ${others.length === 1 ? 'says' : 'say'} that it goes on, that holds: \`coc report add ${showId(incident.id)}\`, “${WISH_LABEL}”.`,
  ];
}

function afterNarrowing(given: Given, { incident, members }: Situation): readonly string[] {
  const permitted = permittedIn(incident);
  // Whose access ends is said of everything that is saved.
  if (permitted.length === 0 || given['may-open'] === 'no') return [];
  return [`What was given stays given: still open to ${names(permitted, members)}, and to nobody more.`];
}

/** Who can open it and goes on being able to, besides whoever took the report. */
function keptIn(given: Given, { by }: Report, { readers }: IncidentView): string[] {
  return given['may-open'] === 'no' ? [] : readers.filter((member) => member !== by);
}

/** Who can open it because somebody permitted that, or because many saw it. */
function permittedIn(incident: IncidentView | undefined): readonly string[] {
  const { readers = [], recorders = [], recovered = [] } = incident ?? {};
  return readers.filter((member) => !recorders.includes(member) && !recovered.includes(member));
}

/** Who said it; where only one person can have, it is theirs. */
function whoSaid(given: Given, incident: IncidentView): string | undefined {
  const [only, ...others] = wishers(incident);
  return text(given.from) ?? (others.length === 0 ? only?.ref : undefined);
}

function mayGoOn(answers: Answers, { incident }: ReportFacts): boolean {
  if (incident === undefined) return true;
  const from = whoSaid(answers, incident);
  return from !== undefined && stopsOf(from, incident).length > 0;
}

/** What somebody's word ends: what they asked themselves; and what bystanders asked, where it happened to them. */
function stopsOf(person: string, { stopped, people }: IncidentView) {
  const known = new Map(people.map((one) => [one.ref, one]));
  const own = known.get(person);
  return (stopped?.stops ?? []).filter((stop) => {
    const other = known.get(stop.person);
    return stop.person === person || (own && other && isAffected(own) && isBystander(other));
  });
}

/** Whether it did not happen to whoever asks it, and somebody to whom it did said that it may go on: then that holds. */
function isOutranked(given: Given, incident: IncidentView): boolean {
  const wisher = incident.people.find(({ ref }) => ref === whoSaid(given, incident));
  const affected = affectedIn(incident).map(({ ref }) => ref);
  return (
    wisher !== undefined &&
    isBystander(wisher) &&
    incident.reports.some(
      ({ consent, consentOf, reporter }) =>
        consent === 'no-objection' && affected.includes(consentOf ?? reporter),
    )
  );
}

function stoppersIn(incident: IncidentView | undefined): readonly string[] {
  return [...new Set((incident?.stopped?.stops ?? []).map(({ person }) => person))];
}

function labels(choices: Readonly<Record<string, string>>): readonly Choice[] {
  return Object.entries(choices).map(([value, label]) => ({ value, label }));
}

function names(ids: readonly string[], members: ReportFacts['members']): string {
  return memberNames(ids, { members }).join(', ');
}
