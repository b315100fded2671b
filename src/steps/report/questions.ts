import { THREATS, type Threat } from '../../incident/entry.ts';
import { nameProblem } from '../../interview/forms/name.ts';
import { readMoment } from '../../interview/moment.ts';
import type { Answer, Answers, AnswerType, Choice, Question } from '../../interview/question.ts';
import { careBlocks, dangerBlocks, receivingBlocks, scriptBlocks } from '../../policy/guide.ts';
import { membersIn } from '../../policy/involved.ts';
import { wordsProblem } from '../../policy/permission.ts';
import { clauseTitle, type Playbook, type QuestionId } from '../../policy/playbook.ts';
import {
  endingWords,
  losingAccess,
  mayBeMadeReader,
  opensWithoutPermission,
  readersAfter,
  readingAlong,
} from '../../policy/readers.ts';
import type { ReportFacts, TeamMember } from '../../policy/situation.ts';
import type { Block } from '../../text/block.ts';
import { localIso, showUnderstood } from '../../text/moment.ts';
import { earliestOf } from '../../text/rough.ts';
import { keptOutQuestion, markedBlocks } from '../kept-out.ts';
import {
  FORGIVEN_CLOCK,
  memberNames,
  NOTHING_BY_ENTER,
  PEOPLE_HERE,
  PERSON,
  PERSON_HERE,
  someOf,
} from '../questions.ts';
import { accusedAs, isAccused, mayBeMeant, saidOnTheTeam } from './accused.ts';
import { consentIn, ONLY_AGAIN } from './again.ts';
import { namedAlready, namesReporter } from './hidden-names.ts';

type ReportQuestion = Question<ReportFacts>;
type Rest = Omit<ReportQuestion, 'id' | 'ask' | 'label' | 'hint'>;

/** Everything asked when a report is taken, in the order of the conversation. */
export function reportQuestions(playbook: Playbook): readonly ReportQuestion[] {
  return [...safety(playbook), ...theReport(playbook), ...details(playbook), ...terms(playbook)];
}

function safety(playbook: Playbook): readonly ReportQuestion[] {
  const inDanger = (answers: Answers, { incident }: ReportFacts): boolean =>
    (answers.threat === undefined ? (incident?.threat ?? 'none') : threatOf(answers)) !== 'none';
  return [
    ask(playbook, 'threat', {
      answer: choice(playbook, 'threat'),
      required: true,
      after: (answers, facts) => dangerBlocks(playbook, threatOf(answers), facts.emergency),
    }),
    ask(playbook, 'threat-actions', {
      answer: { type: 'choices', choices: safetyActions(playbook) },
      when: inDanger,
      before: () => careBlocks(playbook),
    }),
    ask(playbook, 'law-enforcement', {
      answer: choice(playbook, 'law-enforcement'),
      offered: (answers, facts) => answers.add === 'safety' || inDanger(answers, facts),
    }),
    ask(playbook, 'your-name', {
      answer: { type: 'line' },
      required: true,
      check: nameProblem,
      when: (_answers, facts) => facts.me === undefined,
    }),
  ];
}

function theReport(playbook: Playbook): readonly ReportQuestion[] {
  return [
    ask(playbook, 'account', {
      answer: { type: 'text' },
      required: true,
      before: () => receivingBlocks(playbook),
    }),
    ask(playbook, 'channel', { answer: choice(playbook, 'channel') }),
    ask(playbook, 'heard-by', {
      answer: PERSON,
      when: (answers) => answers.channel !== 'written',
      check: isOutsideTheTeam,
    }),
    ask(playbook, 'received-at', {
      answer: (_answers, facts) => ({ type: 'moment', now: facts.now }),
      required: true,
      assume: true,
      initial: (_answers, facts) => localIso(facts.begunAt),
      check: (answer, _answers, facts) =>
        typeof answer === 'string' && earliestOf(answer).getTime() > facts.now.getTime() + FORGIVEN_CLOCK
          ? 'is still to come; it is when the report reached you that counts'
          : undefined,
    }),
    ask(playbook, 'reporter-name', { answer: PERSON_HERE, notGiven: true }),
    ask(playbook, 'reporter-contact', { answer: { type: 'line' }, notGiven: true }),
    ask(playbook, 'reporter-is-affected', { answer: choice(playbook, 'reporter-is-affected') }),
    ask(playbook, 'affected-name', {
      answer: PERSON_HERE,
      notGiven: true,
      when: (answers) => answers['reporter-is-affected'] !== 'yes',
    }),
  ];
}

function details(playbook: Playbook): readonly ReportQuestion[] {
  return [
    ask(playbook, 'who', { answer: PERSON_HERE, notGiven: true, after: saidOnTheTeam('who') }),
    ask(playbook, 'behavior', { answer: { type: 'line' }, notGiven: true }),
    ask(playbook, 'when', { answer: { type: 'line' }, notGiven: true, after: stillToCome }),
    ask(playbook, 'circumstances', { answer: { type: 'line' }, notGiven: true }),
    ask(playbook, 'others', { answer: PEOPLE_HERE, notGiven: true }),
  ];
}

/** The members besides whoever takes it whom the account names, and nobody keeps out. */
function toldOf(answers: Answers, facts: ReportFacts): readonly TeamMember[] {
  const out = [...list(answers.conflicts), ...(facts.incident?.keptOut ?? [])];
  const account = typeof answers.account === 'string' ? answers.account : '';
  return membersIn(account, others(facts)).filter(({ id }) => !out.includes(id));
}

/** That the account names somebody on the team: nobody is made a reader of what may be about them without a look at it. */
function namedBlocks(answers: Answers, facts: ReportFacts): readonly Block[] {
  const ids = toldOf(answers, facts).map(({ id }) => id);
  if (ids.length === 0) return [];
  return [
    text(`In their words stands ${named(ids, facts)}. Whom it may be about must not be able to open it.`),
  ];
}

/** The words stay as they are; where they name a time that is still to come, that is said. */
function stillToCome({ when }: Answers, { now }: ReportFacts): readonly Block[] {
  const read = readMoment(String(when ?? ''), now);
  if (!('value' in read) || earliestOf(read.value).getTime() <= now.getTime() + FORGIVEN_CLOCK) return [];
  return [
    text(
      `That is ${showUnderstood(read.value, now)}, which is still to come. It stays as you wrote it; at the end you can change it.`,
    ),
  ];
}

function terms(playbook: Playbook): readonly ReportQuestion[] {
  const isPrivate = (answers: Answers): boolean => answers.visibility === 'private';
  const isOnlyAgain = ({ consent }: Answers): boolean => consent === ONLY_AGAIN;
  return [
    keptOutQuestion<ReportFacts>(playbook, accusedAs, {
      when: () => true,
      before: (answers, facts) => [
        ...markedBlocks(mayBeMeant(answers, facts)),
        ...namedBlocks(answers, facts),
      ],
      restsOn: (answers, facts) => [
        mayBeMeant(answers, facts).map(({ id }) => id),
        toldOf({ ...answers, conflicts: [] }, facts).map(({ id }) => id),
      ],
      // Where an incident is there, only somebody new can be meant.
      offered: (answers, facts) =>
        facts.members.length > 1 &&
        (facts.incident?.quick !== false || mayBeMeant(answers, facts).length > 0),
      check: (answer, answers, facts) =>
        facts.me !== undefined && readersAfter({ ...answers, conflicts: answer }, facts.me).length === 0
          ? `leaves nobody who could open the incident; somebody else must take the report (${clauseTitle(playbook, playbook.questions.conflicts.clause ?? 'conflict')})`
          : undefined,
    }),
    ask(playbook, 'visibility', {
      answer: choice(playbook, 'visibility'),
      required: true,
      initial: () => 'private',
      when: (_answers, facts) => facts.incident?.visibility === undefined,
      after: (answers) => (isPrivate(answers) ? [] : scriptBlocks(playbook, 'witnessed')),
    }),
    ask(playbook, 'consent', {
      answer: choice(playbook, 'consent'),
      required: true,
      initial: () => 'not-said-yet',
      when: (answers, facts) => isPrivate(answers) || facts.incident?.visibility === 'private',
      before: () => scriptBlocks(playbook, 'private'),
      after: (answers) => (consentIn(answers) === 'asked-not-to-proceed' ? keptBlocks(playbook) : []),
    }),
    ask(playbook, 'again-words', { answer: { type: 'text' }, when: isOnlyAgain }),
    ask(playbook, 'share', {
      answer: choice(playbook, 'share'),
      required: true,
      // What is for later alone is shared with nobody now.
      when: (answers) => !isOnlyAgain(answers),
      restsOn: (answers) => (answers.share === 'recorder' ? [] : whomItHappenedTo(answers)),
      ...NOTHING_BY_ENTER,
      // Enter takes access from nobody.
      initial: (answers, facts) =>
        losing({ ...answers, share: 'recorder' }, facts).length === 0 ? 'recorder' : undefined,
      // Said to everybody who reports it, also where it is known by now how it was seen.
      before: (answers, facts) => [
        ...(facts.incident?.visibility === 'witnessed' && answers.add === 'report'
          ? scriptBlocks(playbook, 'witnessed')
          : []),
        ...whatEnds(answers, facts, playbook),
      ],
      // Of those who are named it is asked next.
      after: (answers, facts) => (answers.share === 'named' ? [] : endingAccess(answers, facts)),
    }),
    ask(playbook, 'permission', {
      answer: { type: 'text' },
      required: true,
      when: (answers) => answers.share === 'named' || answers.share === 'team',
      restsOn: (answers) => [answers.share, ...whomItHappenedTo(answers)],
      check: (answer) => wordsProblem(String(answer)),
    }),
    ask(playbook, 'share-condition', {
      answer: { type: 'line' },
      required: true,
      when: (answers) => answers.share === 'if',
      restsOn: whomItHappenedTo,
    }),
    ask(playbook, 'readers', {
      answer: (answers, facts) => {
        const possible = choosable(answers, facts);
        return {
          ...someOf(possible.length > 0 ? possible : others(facts), facts),
          ...(endsByNaming(answers, facts) && { nobody: 'None of them' }),
        };
      },
      when: (_answers, facts) => others(facts).length > 0,
      offered: (answers, facts) => choosable(answers, facts).length > 0,
      required: endsByNaming,
      before: (answers, facts) =>
        endsByNaming(answers, facts)
          ? [text('Whom did they name? Mark also those who can open it already: of the others it ends.')]
          : [...whyOthersCan(answers), ...namedBlocks(answers, facts)],
      initial: proposedReaders,
      restsOn: (answers, facts) => [answers.share, choosable(answers, facts).map(({ id }) => id)],
      onceMore: (_had, answers, facts) => proposedReaders(answers, facts),
      check: (answer, answers, facts) => {
        const possible = [...choosable(answers, facts).map(({ id }) => id), ...openSoFar(answers, facts)];
        if (others(facts).some((one) => list(answer).includes(one.id) && isAccused(answers, facts)(one)))
          return `would open it to somebody who may be the one that is accused (${clauseTitle(playbook, playbook.gates.conflict.clause)})`;
        return list(answer).every((id) => possible.includes(id))
          ? undefined
          : `would open it to somebody whom no permission covers, or who is kept out (${clauseTitle(playbook, playbook.permission.clause)})`;
      },
      after: (answers, facts) => [...notYetCovered(answers, facts), ...endingAccess(answers, facts)],
    }),
    ask(playbook, 'hide-reporter', {
      answer: choice(playbook, 'hide-reporter'),
      required: (answers, facts) => along(answers, facts).length > 0,
      initial: (answers, { incident, me }) =>
        incident === undefined && opensWithoutPermission(answers, incident, me) ? 'yes' : undefined,
      // Where it may be shared one day, it is too late to ask then.
      offered: (answers, facts) => along(answers, facts).length > 0 || answers.share === 'if',
      // To hide it is right whoever reads along.
      restsOn: (answers, facts) =>
        answers['hide-reporter'] === 'yes' ? [] : [answers['reporter-name'], along(answers, facts)],
      ...NOTHING_BY_ENTER,
      before: (answers, facts) => [
        ...(facts.incident === undefined
          ? []
          : [text(`Can open this: ${named(along(answers, facts), facts)}.`)]),
        ...(opensWithoutPermission(answers, facts.incident, facts.me)
          ? [text('They have no permission to know who reported it, so it has to stay hidden from them.')]
          : []),
      ],
      check: (answer, answers, { incident, me }) => {
        if (answer === 'yes') return namedAlready(answers);
        return answer === 'no' && opensWithoutPermission(answers, incident, me)
          ? `must be yes: those who can open this have no permission to know who reported${list(answers.readers).length > 0 ? '. Or choose fewer readers' : ''}`
          : undefined;
      },
      after: (answers, facts) => (answers['hide-reporter'] === 'no' ? endingAccess(answers, facts) : []),
    }),
    ask(playbook, 'summary', {
      answer: { type: 'text' },
      required: true,
      when: (answers) => answers['hide-reporter'] === 'yes',
      restsOn: ({ account }) => account,
      check: (answer, answers) =>
        namesReporter(answer, answers) ? 'names who reported it, and the others read this' : undefined,
    }),
  ];
}

/** Whose permission it is. */
function whomItHappenedTo(answers: Answers): readonly Answer[] {
  return [answers['reporter-is-affected'], answers['affected-name']].map((one) => one ?? null);
}

/** With whom a permission for the whole team shares it; those whom their words name are looked at first. */
function proposedReaders(answers: Answers, facts: ReportFacts): Answer | undefined {
  if (answers.share !== 'team') return undefined;
  const told = toldOf(answers, facts);
  return possibleReaders(answers, facts)
    .filter((one) => !told.includes(one))
    .map(({ id }) => id);
}

/** Who of the team heard it writes it down themselves, or is somebody whom the file has as a member. */
export function isOutsideTheTeam(
  answer: Answer,
  _answers: Answers,
  { members }: ReportFacts,
): string | undefined {
  return members.some(({ id }) => id === answer)
    ? 'is for somebody outside the team; skip it where a member heard it'
    : undefined;
}

/** A question in the words of the playbook. */
export function ask(playbook: Playbook, id: QuestionId, rest: Rest): ReportQuestion {
  const { ask: words, label, hint } = playbook.questions[id];
  return { id, ask: words, label, ...(hint !== undefined && { hint }), ...rest };
}

/** What they can be told of what is written down, once they have said that it does not go on, or to nobody more. */
export function keptBlocks({ retention }: Playbook): readonly Block[] {
  return [{ kind: 'text', text: retention.told }];
}

/** The values that the format of entries knows, in the words of the playbook. */
function choice(playbook: Playbook, id: QuestionId): AnswerType {
  const question = playbook.questions[id];
  const choices: Readonly<Record<string, string>> = 'choices' in question ? question.choices : {};
  return { type: 'choice', choices: Object.entries(choices).map(([value, label]) => ({ value, label })) };
}

function safetyActions({ safety }: Playbook): readonly Choice[] {
  return Object.entries(safety.actions).map(([value, { done }]) => ({ value, label: done }));
}

function threatOf(answers: Answers): Threat {
  return THREATS.find((threat) => threat === answers.threat) ?? 'none';
}

function others({ members, me }: ReportFacts): readonly TeamMember[] {
  return members.filter(({ id }) => id !== me);
}

/** The members besides whoever takes it who could read it, if its reporter were hidden from them. */
function along(answers: Answers, { incident, me }: ReportFacts): readonly string[] {
  return readingAlong(answers, incident, me);
}

/** Whose access these answers end. */
function losing(answers: Answers, { incident, me }: ReportFacts): readonly string[] {
  return incident === undefined ? [] : losingAccess(answers, incident, me);
}

/** Said before it is saved. */
function endingAccess(answers: Answers, facts: ReportFacts): readonly Block[] {
  const ids = losing(answers, facts);
  return ids.length === 0 ? [] : [text(endingWords(memberNames(ids, facts)))];
}

/** Who can open it so far, and what becomes of that if it may be shared with nobody more. */
function whatEnds(answers: Answers, facts: ReportFacts, playbook: Playbook): readonly Block[] {
  const before = openSoFar(answers, facts);
  if (answers.add !== 'report' || before.length === 0) return [];
  const ends = losing({ ...answers, share: 'recorder' }, facts);
  const { recorder } = playbook.questions.share.choices;
  return [
    text(`Besides you this can be opened so far by ${named(before, facts)}.`),
    text(
      ends.length === 0
        ? `With “${recorder}” they still can. Who reported this, and their words, then stay hidden from them.`
        : `With “${recorder}” that ends for ${named(ends, facts)}: of several permissions the strictest holds.`,
    ),
  ];
}

/** Whether the answer names members, and whoever can open it and is not among them no longer can. */
function endsByNaming(answers: Answers, facts: ReportFacts): boolean {
  return answers.share === 'named' && losing({ ...answers, readers: [] }, facts).length > 0;
}

/** Why others can open what is shared with nobody more: what many saw is open anyway, and who reported it is not. */
function whyOthersCan({ share }: Answers): readonly Block[] {
  if (share !== 'recorder' && share !== 'if') return [];
  return [
    text(
      'Many saw this, so others of the team may open it all the same. Who reported it, and their words, stay hidden from them. Mark nobody, and it stays with you.',
    ),
  ];
}

/** Whom somebody named who cannot open it all the same, for another report's sake. */
function notYetCovered(answers: Answers, facts: ReportFacts): readonly Block[] {
  const ids = list(answers.readers).filter(
    (id) => !openSoFar(answers, facts).includes(id) && !mayBeMadeReader(id, answers, facts.incident),
  );
  return ids.length === 0
    ? []
    : [
        text(
          `It stays closed to ${named(ids, facts)}: the permission of another report does not cover them. \`coc access grant\` asks for it.`,
        ),
      ];
}

/** The members besides whoever works here who can open it so far, and are not kept out by these answers. */
function openSoFar(answers: Answers, { incident, me }: ReportFacts): readonly string[] {
  return (incident?.readers ?? []).filter((id) => id !== me && !list(answers.conflicts).includes(id));
}

function named(ids: readonly string[], facts: ReportFacts): string {
  return memberNames(ids, facts).join(' and ');
}

function text(words: string): Block {
  return { kind: 'text', text: words };
}

/** Who can be chosen: whoever was named, also where they can open it already; else those whom it can be opened to. */
function choosable(answers: Answers, facts: ReportFacts): readonly TeamMember[] {
  if (answers.share !== 'named' || facts.incident === undefined) return possibleReaders(answers, facts);
  const out = [...list(answers.conflicts), ...facts.incident.keptOut];
  return others(facts).filter((one) => !out.includes(one.id) && !isAccused(answers, facts)(one));
}

/** The members who may be made readers: permitted ones, or anybody for what was public, and nobody kept out. */
function possibleReaders(answers: Answers, facts: ReportFacts): readonly TeamMember[] {
  const { incident } = facts;
  const left = [...list(answers.conflicts), ...(incident?.keptOut ?? []), ...(incident?.readers ?? [])];
  return others(facts)
    .filter(({ id }) => !left.includes(id) && mayBeMadeReader(id, answers, incident))
    .filter((one) => !isAccused(answers, facts)(one));
}

function list(answer: Answers[string] | undefined): readonly string[] {
  return Array.isArray(answer) ? answer : [];
}
