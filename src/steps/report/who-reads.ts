import type { Answer, Answers } from '../../interview/question.ts';
import { isCalledIn } from '../../letters/called.ts';
import { scriptBlocks } from '../../policy/guide.ts';
import { saidByFew, toldOfFew } from '../../policy/hidden-report.ts';
import { mayBeAccused, membersIn } from '../../policy/involved.ts';
import { seemsToLeaveOut, speaksOfTheTeam } from '../../policy/of-the-team.ts';
import { wordsProblem } from '../../policy/permission.ts';
import { type Playbook, underClause } from '../../policy/playbook.ts';
import {
  endingWords,
  losingAccess,
  mayBeMadeReader,
  opensWithoutPermission,
  readersAfter,
  readingAlong,
  reporterOfFew,
} from '../../policy/readers.ts';
import type { ReportFacts, TeamMember } from '../../policy/situation.ts';
import { nameOutside } from '../../policy/who.ts';
import type { Block } from '../../text/block.ts';
import { listed } from '../../text/listed.ts';
import { unnamedBlocks, unsureUnnamed } from '../access/know-reporter.ts';
import { keptOutQuestion, markedBlocks, withoutThem } from '../kept-out.ts';
import { memberNames, NOTHING_BY_ENTER, someOf } from '../questions.ts';
import { accusedAs, isAccused, mayBeMeant } from './accused.ts';
import { ONLY_AGAIN } from './again.ts';
import { givenAnew, namedAlready, namedInTheOpen, whyNoSummary } from './hidden-names.ts';
import { ask, choice, type ReportQuestion, text } from './playbook-question.ts';
import { isToldByNobody } from './seen.ts';

/** Who of the team must not be able to open it. */
export function whoIsKeptOut(playbook: Playbook): ReportQuestion {
  return keptOutQuestion<ReportFacts>(playbook, accusedAs, {
    when: () => true,
    before: (answers, facts) => [
      ...markedBlocks(mayBeMeant(answers, facts)),
      ...namedBlocks(answers, facts),
      ...unknownBlocks(answers, facts),
    ],
    restsOn: (answers, facts) => [
      isUnknownOne(answers, facts),
      mayBeMeant(answers, facts).map(({ id }) => id),
      toldOf({ ...answers, conflicts: [] }, facts).map(({ id }) => id),
    ],
    // Who reports now, or whom it happened to, can be close to somebody; of a detail, only somebody new can be meant.
    offered: (answers, facts) =>
      canBeKeptOut(facts).length > 0 &&
      (facts.incident?.quick !== false || answers.add === 'report' || mayBeMeant(answers, facts).length > 0),
    check: (answer, answers, facts) =>
      facts.me !== undefined && readersAfter({ ...answers, conflicts: answer }, facts.me).length === 0
        ? underClause(
            'leaves nobody who could open the incident; somebody else must take the report',
            playbook,
            playbook.questions.conflicts.clause ?? 'conflict',
          )
        : undefined,
  });
}

/** The others on the team who are not kept out yet. */
function canBeKeptOut({ members, me, incident }: ReportFacts): readonly TeamMember[] {
  return members.filter(({ id }) => id !== me && incident?.keptOut.includes(id) !== true);
}

/** With whom it is shared and who reads it then, and what they read where its reporter is hidden from them. */
export function whoReads(playbook: Playbook): readonly ReportQuestion[] {
  return [
    ask(playbook, 'share', {
      answer: choice(playbook, 'share'),
      required: true,
      // Nobody told them: who saw it themselves has asked nobody.
      wordedAs: (answers, facts) =>
        isToldByNobody(answers, facts)
          ? ask(playbook, 'seen-share', { answer: choice(playbook, 'share') })
          : undefined,
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
        ...withoutThem(playbook.questions.share.choices.team, keptOut(answers, facts), facts),
      ],
      // Of those who are named it is asked next.
      after: (answers, facts) => (answers.share === 'named' ? [] : endingAccess(answers, facts)),
    }),
    ask(playbook, 'permission', {
      answer: { type: 'text' },
      isSaid: true,
      required: true,
      wordedAs: (answers, facts) =>
        isToldByNobody(answers, facts)
          ? ask(playbook, 'seen-permission', { answer: { type: 'text' } })
          : undefined,
      when: (answers) => answers.share === 'named' || answers.share === 'team',
      restsOn: (answers) => [answers.share, ...whomItHappenedTo(answers)],
      check: (answer) => wordsProblem(String(answer)),
    }),
    ask(playbook, 'share-condition', {
      answer: { type: 'line' },
      required: true,
      when: (answers) => answers.share === 'if',
      restsOn: whomItHappenedTo,
      after: (answers, { incident }) => [
        text((answers.visibility ?? incident?.visibility) === 'witnessed' ? GOES_ON : UNTIL_MET),
        text(whereToStop(answers, playbook)),
      ],
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
      offered: (answers, facts) => choosable(answers, facts).length > 0 && !isDecided(answers),
      required: endsByNaming,
      before: (answers, facts) =>
        endsByNaming(answers, facts)
          ? [text('Whom did they name? Mark also those who can open it already: of the others it ends.')]
          : [
              ...whyOthersCan(answers),
              ...namedBlocks(answers, facts),
              ...unknownBlocks(answers, facts),
              ...(leavesOutUnknown(answers, facts) ? [text(LEAVES_OUT)] : []),
            ],
      initial: proposedReaders,
      restsOn: (answers, facts) => [answers.share, choosable(answers, facts).map(({ id }) => id)],
      onceMore: (_had, answers, facts) => proposedReaders(answers, facts),
      check: (answer, answers, facts) => {
        const possible = [...choosable(answers, facts).map(({ id }) => id), ...openSoFar(answers, facts)];
        if (others(facts).some((one) => list(answer).includes(one.id) && isAccused(answers, facts)(one)))
          return underClause(
            'would open it to somebody who may be the person accused',
            playbook,
            playbook.gates.conflict.clause,
          );
        return list(answer).every((id) => possible.includes(id))
          ? undefined
          : underClause(
              'would open it to somebody whom no permission covers, or who is kept out',
              playbook,
              playbook.permission.clause,
            );
      },
      unsure: unsureReaders,
      after: (answers, facts) => [...notYetCovered(answers, facts), ...endingAccess(answers, facts)],
    }),
    ask(playbook, 'hide-reporter', {
      // What can be answered in one way only is said, and nobody is asked.
      answer: (answers, facts) => {
        const type = choice(playbook, 'hide-reporter');
        if (type.type !== 'choice' || !staysHidden(answers, facts)) return type;
        return { ...type, choices: type.choices.filter(({ value }) => value === 'yes') };
      },
      // Where it may be shared one day, it is too late to ask then.
      required: canComeToOthers,
      offered: canComeToOthers,
      assume: true,
      initial: (answers, facts) => (staysHidden(answers, facts) ? 'yes' : undefined),
      // To hide it is right whoever reads along.
      restsOn: (answers, facts) =>
        answers['hide-reporter'] === 'yes' ? [] : [answers['reporter-name'], along(answers, facts)],
      ...NOTHING_BY_ENTER,
      before: (answers, facts) => [
        ...(along(answers, facts).length === 0
          ? [text('Nobody else can open it yet. Once others can, it is too late to hide it from them.')]
          : facts.incident === undefined
            ? []
            : [text(`Can open this: ${named(along(answers, facts), facts)}.`)]),
        ...readAtOnce(answers, facts),
        ...unnamedBlocks(answers),
        ...saidBeforeBlocks(answers, facts),
        ...(opensWithoutPermission(answers, facts.incident, facts.me)
          ? [text('They have no permission to know who reported it, so it has to stay hidden from them.')]
          : []),
      ],
      check: (answer, answers, facts) => {
        const { incident, me } = facts;
        if (answer === 'yes') {
          const named = namedAlready(answers, facts);
          return named && underClause(named, playbook, playbook.permission.clause);
        }
        const again = reporterOfFew(answers, incident);
        if (answer === 'no' && again !== undefined)
          return `must be yes: who ${again.ref} is, is known to few`;
        const told = toldOfFew(answers, facts);
        if (answer === 'no' && told.length > 0)
          return underClause(
            `must be yes: their words tell who ${listed(told)} is, which is known to few`,
            playbook,
            playbook.permission.clause,
          );
        return answer === 'no' && opensWithoutPermission(answers, incident, me)
          ? underClause(
              `must be yes: those who can open this have no permission to know who reported${list(answers.readers).length > 0 ? '. Or choose fewer readers' : ''}`,
              playbook,
              playbook.permission.clause,
            )
          : undefined;
      },
      unsure: (answer, answers, facts) =>
        answer === 'no'
          ? [...(saidByFew(answers, facts).length > 0 ? [SAID_BEFORE] : []), ...unsureUnnamed(answers)]
          : [],
      goesBack: (answer, answers, facts) =>
        answer === 'yes' ? givenAnew(answers, facts, playbook) : undefined,
      after: (answers, facts) =>
        answers['hide-reporter'] === 'no' ? endingAccess(answers, facts) : knownAlready(answers, facts),
    }),
    ask(playbook, 'summary', {
      answer: { type: 'text' },
      required: true,
      when: (answers) => answers['hide-reporter'] === 'yes',
      restsOn: ({ account }) => account,
      before: (answers, facts) => [
        ...(staysHidden(answers, facts)
          ? [text(whyHidden(answers, facts)), ...readAtOnce(answers, facts)]
          : []),
        ...othersReadToo(answers, playbook),
      ],
      check: (answer, answers, facts) => whyNoSummary(answer, answers, facts),
    }),
  ];
}

const GOES_ON = 'What is to be done about it goes on.';
const UNTIL_MET = `Until you note that it is met, or how you keep to it, nobody else can open it: \`coc access grant\` does both. ${GOES_ON}`;

/** Where it is noted that nothing is to be done about it now: a condition for sharing it says nothing of that. */
function whereToStop({ consent }: Answers, { questions }: Playbook): string {
  const { label, choices } = questions.consent;
  const where = consent === undefined ? `\`coc report add\`, “What they want now”` : `“${label}”`;
  return `If they said “${choices.again}”, the place for that is ${where}.`;
}

/** Whether the answer to the question with whom it may be shared says all: nobody more comes to open what is there already. */
function isDecided({ add, share }: Answers): boolean {
  return add === 'report' && (share === 'recorder' || share === 'if');
}

/** That others know already who that is: what was read cannot be hidden any more, and what they say now can. */
function knownAlready(answers: Answers, facts: ReportFacts): readonly Block[] {
  const person = facts.incident?.people.find(({ ref }) => ref === answers['reporter-name']);
  const readers = openSoFar(answers, facts);
  if (person?.name === undefined || person.knownTo !== undefined || readers.length === 0) return [];
  return [
    text(
      `Who ${person.ref} is stands open here since before, and ${named(readers, facts)} can read that. From now on what they say here stays hidden.`,
    ),
  ];
}

/** What is not hidden with who reported it, as it was answered: whoever may open it reads that as well. */
function othersReadToo(answers: Answers, { questions }: Playbook): readonly Block[] {
  const rows = READ_BY_OTHERS.flatMap((id) => {
    const said = [answers[id] ?? []].flat().join(', ');
    return said === '' ? [] : [[questions[id].label, nameOutside(said)] as const];
  });
  if (rows.length === 0) return [];
  return [
    text('Besides your summary, the others who may open this read what you noted here, as it stands:'),
    { kind: 'fields', rows },
    text(
      'Whatever of it tells who reported it, you can change at the end, where all answers are looked over.',
    ),
  ];
}

const READ_BY_OTHERS = ['affected-name', 'who', 'behavior', 'when', 'circumstances', 'others'] as const;

/** Why nobody is asked whether who reported it stays hidden. */
function whyHidden(answers: Answers, facts: ReportFacts): string {
  const again = reporterOfFew(answers, facts.incident);
  const told = toldOfFew(answers, facts);
  if (again === undefined && told.length > 0)
    return `Their words tell who ${listed(told)} is, which is known to few. So these words, and who says them, stay with you.${laterFor(told, answers, facts)}`;
  return again === undefined
    ? `${named(along(answers, facts), facts)} can open this, with no permission to know who reported it. So that, and their words, stay hidden there.`
    : `Who ${again.ref} is, is known to few. So their words in this report stay hidden from the others as well.`;
}

/** What stands in these words that somebody said before who is known to few: whose they are, only whoever took both can tell. */
function saidBeforeBlocks(answers: Answers, facts: ReportFacts): readonly Block[] {
  const said = saidByFew(answers, facts);
  const by = [...new Set(said.map((one) => one.by))];
  if (by.length === 0) return [];
  return [
    text(
      `Some of these words stand in what ${listed(by)} told as well. Few know who ${by.length === 1 ? 'that is' : 'they are'}:`,
    ),
    { kind: 'list', items: [...new Set(said.map((one) => `“${one.words}”`))].slice(0, SHOWN) },
    text(`Two who saw it can say it alike. If these are the words of ${listed(by)}, hide them here, too.`),
  ];
}

const SHOWN = 3;

/** Who else of those who will open it knows all whom these words tell of, and how they can come to read them. */
function laterFor(told: readonly string[], answers: Answers, facts: ReportFacts): string {
  const people = (facts.incident?.people ?? []).filter(({ ref }) => told.includes(ref));
  const knowing = along(answers, facts).filter((member) =>
    people.every(({ knownTo = [] }) => knownTo.includes(member)),
  );
  return knowing.length === 0
    ? ''
    : ` ${named(knowing, facts)} ${knowing.length === 1 ? 'knows' : 'know'} who that is: where whoever reports this now agrees, \`coc access grant --reporter\` lets them read it.`;
}

/** Whether who reported it has to stay hidden, and can. */
function staysHidden(answers: Answers, facts: ReportFacts): boolean {
  const { incident, me } = facts;
  const hasTo =
    reporterOfFew(answers, incident) !== undefined ||
    toldOfFew(answers, facts).length > 0 ||
    opensWithoutPermission(answers, incident, me);
  return hasTo && namedAlready(answers, facts) === undefined;
}

/** Before it is saved: whose names stand at once on the screens of others. */
function readAtOnce(answers: Answers, facts: ReportFacts): readonly Block[] {
  const [names, readers] = [namedInTheOpen(answers), along(answers, facts)];
  if (names.length === 0 || readers.length === 0) return [];
  return [
    text(
      `Once this is saved, ${named(readers, facts)} can read whom you have named: ${listed(names)}. At the end, where all answers are looked over, you can still take a name out.`,
    ),
  ];
}

/** Who is kept out, by these answers or before. */
function keptOut(answers: Answers, { incident }: ReportFacts): readonly string[] {
  return [...list(answers.conflicts), ...(incident?.keptOut ?? [])];
}

/**
 * The members besides whoever takes it whom the account names, and nobody keeps out; and whom a permission for the whole team names:
 * “all of you but Ben”.
 */
function toldOf(answers: Answers, facts: ReportFacts): readonly TeamMember[] {
  return [...new Set([...inAccount(answers, facts), ...inPermission(answers, facts)])];
}

function inAccount(answers: Answers, facts: ReportFacts): readonly TeamMember[] {
  const out = keptOut(answers, facts);
  return calledIn(answers.account, facts).filter(({ id }) => !out.includes(id));
}

/** The others on the team whom words name, kept out or not. */
function calledIn(words: Answer | undefined, facts: ReportFacts): readonly TeamMember[] {
  if (typeof words !== 'string') return [];
  const named = membersIn(words, others(facts));
  return others(facts).filter((one) => named.includes(one) || isCalledIn(words, one));
}

function inPermission(answers: Answers, facts: ReportFacts): readonly TeamMember[] {
  const out = keptOut(answers, facts);
  const permitted = answers.share === 'team' ? answers.permission : undefined;
  return calledIn(permitted, facts).filter(({ id }) => !out.includes(id));
}

/** That the account names somebody on the team: nobody is made a reader of what may be about them without a look at it. */
function namedBlocks(answers: Answers, facts: ReportFacts): readonly Block[] {
  const told = inAccount(answers, facts).map(({ id }) => id);
  const permitted = inPermission(answers, facts).map(({ id }) => id);
  const ofThem = `Somebody in their words may be ${named(told, facts)}. Whom it may be about must not be able to open it.`;
  const ofPermission = `The permission names ${named(permitted, facts)}. Look whether they may open it, or are left out of it.`;
  return [
    ...(told.length === 0 ? [] : [text(ofThem)]),
    ...(permitted.length === 0 ? [] : [text(ofPermission)]),
  ];
}

/** Whether somebody on the team is spoken of, and nothing tells who that is: then nobody is proposed as a reader. */
function isUnknownOne(answers: Answers, facts: ReportFacts): boolean {
  const { names } = accusedAs(answers, facts);
  // Whoever says who did it has said enough of that.
  const said = names.length > 0 || typeof answers.account !== 'string' ? names : [answers.account];
  const isKnown =
    facts.members.some((one) => mayBeAccused(one, undefined, names)) ||
    calledIn(answers.account, facts).length > 0;
  return !isKnown && others(facts).length > 0 && said.some(speaksOfTheTeam);
}

/** Whether a permission for the whole team leaves somebody out of whom nothing tells who that is. */
function leavesOutUnknown(answers: Answers, facts: ReportFacts): boolean {
  const { share, permission } = answers;
  return (
    share === 'team' &&
    typeof permission === 'string' &&
    seemsToLeaveOut(permission) &&
    // Whom they leave out is kept out by then.
    keptOut(answers, facts).length === 0 &&
    inPermission({ ...answers, conflicts: [] }, facts).length === 0
  );
}

function unknownBlocks(answers: Answers, facts: ReportFacts): readonly Block[] {
  if (!isUnknownOne(answers, facts)) return [];
  const isAboutThem = accusedAs(answers, facts).names.some(speaksOfTheTeam);
  return [{ kind: isAboutThem ? 'urgent' : 'text', text: isAboutThem ? ACCUSED_UNKNOWN : TOLD_UNKNOWN }];
}

const ACCUSED_UNKNOWN =
  'This says that it was somebody on the team, by no name that is known here. Find out who it is before others can open this: whoever it was must not be able to.';
const TOLD_UNKNOWN =
  'Their words speak of somebody on the team, by no name that is known here. Whom it may be about must not be able to open it.';
const LEAVES_OUT =
  'The permission seems to leave somebody out, by no name that is known here. Look who that is: nobody is marked.';

/** Why somebody at a terminal would look whom they let in: nobody is proposed of whom this is so. */
function unsureReaders(answer: Answer, answers: Answers, facts: ReportFacts): readonly string[] {
  const before = openSoFar(answers, facts);
  const letIn = list(answer).filter((id) => !before.includes(id));
  if (letIn.length === 0) return [];
  const isLetIn = ({ id }: TeamMember): boolean => letIn.includes(id);
  return [
    ...(isUnknownOne(answers, facts) ? [LETS_IN_UNKNOWN] : []),
    ...(leavesOutUnknown(answers, facts) ? [LETS_IN_LEFT_OUT] : []),
    ...(inAccount(answers, facts).some(isLetIn) ? [LETS_IN_TOLD_OF] : []),
    ...(inPermission(answers, facts).some(isLetIn) && seemsToLeaveOut(String(answers.permission))
      ? [LETS_IN_PERMITTED]
      : []),
  ];
}

const LETS_IN_UNKNOWN =
  'lets others in, and it says that somebody on the team is meant, by no name that is known here: whoever that is must not be able to open it';
const LETS_IN_LEFT_OUT =
  'lets others in, and the permission seems to leave somebody out, by no name that is known here';
const LETS_IN_TOLD_OF =
  'lets somebody in whom the account names: whom it may be about must not be able to open it';
const LETS_IN_PERMITTED = 'lets somebody in whom the permission names, and it seems to leave somebody out';
const SAID_BEFORE =
  'is no, and some of these words stand in what somebody told as well of whom few know who they are';

/** Whose permission it is. */
function whomItHappenedTo(answers: Answers): readonly Answer[] {
  return [answers['reporter-is-affected'], answers['affected-name']].map((one) => one ?? null);
}

/** With whom a permission for the whole team shares it; those whom their words name are looked at first. */
function proposedReaders(answers: Answers, facts: ReportFacts): Answer | undefined {
  if (answers.share !== 'team') return undefined;
  if (isUnknownOne(answers, facts) || leavesOutUnknown(answers, facts)) return undefined;
  const told = toldOf(answers, facts);
  return possibleReaders(answers, facts)
    .filter((one) => !told.includes(one))
    .map(({ id }) => id);
}

function others({ members, me }: ReportFacts): readonly TeamMember[] {
  return members.filter(({ id }) => id !== me);
}

/** The members besides whoever takes it who could read it, if its reporter were hidden from them. */
function along(answers: Answers, { incident, me }: ReportFacts): readonly string[] {
  return readingAlong(answers, incident, me);
}

/** Whether it is kept for if the same happens again: others may come to read it then. */
function isOnlyAgain({ consent }: Answers): boolean {
  return consent === ONLY_AGAIN;
}

/** Whether others read it, or can come to read it under the permission that there is. */
function canComeToOthers(answers: Answers, facts: ReportFacts): boolean {
  if (
    reporterOfFew(answers, facts.incident) !== undefined ||
    toldOfFew(answers, facts).length > 0 ||
    saidByFew(answers, facts).length > 0
  )
    return true;
  return (
    along(answers, facts).length > 0 ||
    ['if', 'named', 'team'].includes(String(answers.share)) ||
    isOnlyAgain(answers)
  );
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
  return listed(memberNames(ids, facts));
}

/** Who can be chosen: whoever was named, also where they can open it already; else those whom it can be opened to. */
function choosable(answers: Answers, facts: ReportFacts): readonly TeamMember[] {
  if (answers.share !== 'named' || facts.incident === undefined) return possibleReaders(answers, facts);
  const out = keptOut(answers, facts);
  return others(facts).filter((one) => !out.includes(one.id) && !isAccused(answers, facts)(one));
}

/** The members who may be made readers: permitted ones, or anybody for what was public, and nobody kept out. */
function possibleReaders(answers: Answers, facts: ReportFacts): readonly TeamMember[] {
  const { incident } = facts;
  const left = [...keptOut(answers, facts), ...(incident?.readers ?? [])];
  return others(facts)
    .filter(({ id }) => !left.includes(id) && mayBeMadeReader(id, answers, incident))
    .filter((one) => !isAccused(answers, facts)(one));
}

function list(answer: Answers[string] | undefined): readonly string[] {
  return Array.isArray(answer) ? answer : [];
}
