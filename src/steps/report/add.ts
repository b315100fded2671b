import { UserError } from '../../errors.ts';
import { showId } from '../../incident/id.ts';
import type { IncidentView } from '../../incident/view.ts';
import { isRequired, typeOf } from '../../interview/check.ts';
import type { Answers, Choice } from '../../interview/question.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { type Given, list, text } from '../../policy/given-answers.ts';
import { senderIn } from '../../policy/intake.ts';
import type { Playbook } from '../../policy/playbook.ts';
import {
  couldBeLetIn,
  isReporterOpen,
  knowingSpeaker,
  mayBeMadeReader,
  readingAlong,
  shareIn,
  staysUnknown,
} from '../../policy/readers.ts';
import type { ReportFacts, Situation } from '../../policy/situation.ts';
import { listed } from '../../text/listed.ts';
import { insteadOf, mayKnow, reporterUnsaid } from '../access/know-reporter.ts';
import { sameNamesQuestion } from '../evidence/same-names.ts';
import { allRestOn, asker, memberNames, oneFrom } from '../questions.ts';
import { KEPT_OPEN, SAVED, type Step } from '../step.ts';
import { type Addition, type OwnQuestions, people } from './addition.ts';
import { consentIn } from './again.ts';
import { ANSWER } from './answer.ts';
import { CONDITION_MET } from './condition-met.ts';
import { CORRECTION } from './correction.ts';
import { DETAIL } from './detail.ts';
import { filesIn } from './files.ts';
import { FOLLOW_UP } from './follow-up.ts';
import { FURTHER } from './further.ts';
import { QUICK_STANDS_OPEN } from './new.ts';
import { MAY_BE_TOLD } from './permitted.ts';
import { PERSON } from './person.ts';
import { type ReportQuestion, text as says } from './playbook-question.ts';
import { reportQuestions } from './questions.ts';
import { SAFETY } from './safety.ts';
import { UNREACHABLE } from './unreachable.ts';
import { isWish, standingStill, WISH } from './wish.ts';

/** Every kind of addition, as they are offered where none of them waits. */
const ADDITIONS: readonly Addition[] = [
  FURTHER,
  FOLLOW_UP,
  DETAIL,
  CORRECTION,
  WISH,
  PERSON,
  MAY_BE_TOLD,
  CONDITION_MET,
  SAFETY,
  UNREACHABLE,
  ANSWER,
];

const CHOOSE_AGAIN = 'Choose again: the question about who can open it comes back.';

/** Adds a further report, something said later, or a detail that was missing. */
export const REPORT_ADD: Step = {
  id: 'report add',
  isLookedOn: true,
  about:
    'What is added to an incident: a further report, something said later, or a detail that was missing.',
  questions,
  printed: questions,
  attaches: filesIn,
  takesIn: true,
  decide,
  gates: [...KEPT_OPEN],
  anew: true,
  looksAtMatter: true,
  namesPeople: true,
  heading: (incident) => `Adding to ${incident}`,
  // Whoever completes a report in a hurry reads what they had written.
  intro: ({ incident: { quick, reports } }) =>
    quick
      ? [
          { kind: 'heading', text: 'What you saved first' },
          ...reports.map(({ account = '' }) => ({ kind: 'quote', text: account }) as const),
          { kind: 'text', text: QUICK_STANDS_OPEN },
        ]
      : [],
  stillGiven: withoutKeptOut,
  // The incident can have changed since the answers were given.
  bars: [
    {
      when: ['saving'],
      refuses: ({ readers }, { incident }) => list(readers).some((one) => incident.keptOut.includes(one)),
      why: 'Somebody whom you chose to open this is kept out of it by now. Nothing was saved.',
      hints: () => [CHOOSE_AGAIN],
    },
    {
      when: ['saving'],
      // Whom somebody named is noted, also where another report keeps it closed to them.
      refuses: (given, { incident }) =>
        shareIn(given) !== 'named' &&
        !list(given.readers).every((member) => mayBeMadeReader(member, given, incident)),
      why: 'The permissions of this incident have changed, and no longer cover everybody whom you chose. Nothing was saved.',
      hints: () => [CHOOSE_AGAIN],
    },
    {
      when: ['saving'],
      refuses: (given, { incident, me }) =>
        given.add === 'report' &&
        given['hide-reporter'] === undefined &&
        readingAlong(given, incident, me).length > 0,
      why: 'Others can open this incident by now, and nobody said whether they may know who reported this. Nothing was saved.',
      hints: () => ['Say it: `hide-reporter` in the answers, or the question “Reporter hidden”.'],
    },
    // With a no what was permitted is noted all the same, and nobody is let in.
    ...reporterUnsaid(cameToKnow, { noIsKept: true }),
  ],
  nothing: ({ id }) =>
    new UserError('There is nothing to add yet: nothing was answered that is not noted already.', {
      hints: [`\`coc report add ${showId(id)}\` asks again.`],
    }),
  leadsTo: (given) => additionIn(given)?.leadsTo,
  endLabel: (given) => additionIn(given)?.leadsTo?.label,
  afterwards: (given, before) => [
    ...(additionIn(given)?.afterwards?.(given, before) ?? []),
    ...(consentIn(given) === 'asked-not-to-proceed' ? standingStill(before) : []),
    ...notLetIn(given, before),
  ],
  next: (given) => additionIn(given)?.next,
  // Somebody who was let in can be the one who writes down that nobody more is to know.
  stillClosed: 'It is no longer open to you: nothing permits that any more.',
  saveLabel: 'Save this',
  saved: SAVED,
};

/** Answered once, when the report is taken. */
const ONLY_AT_FIRST = 'your-name';

/** What is it, and then only what belongs to that. */
function questions(playbook: Playbook): readonly ReportQuestion[] {
  const own = ADDITIONS.flatMap((one) => one.questions?.(playbook) ?? []);
  const at = (place: string): readonly ReportQuestion[] =>
    own.flatMap((all) => all[place as keyof OwnQuestions] ?? []);
  return [
    {
      id: 'add',
      ask: 'What do you want to add',
      label: 'Added',
      required: true,
      answer: oneFrom(({ incident, intake }) =>
        choices(incident).filter(({ value }) => intake === undefined || TAKING_IN.includes(value)),
      ),
      initial: (_answers, facts) =>
        facts.intake && (saidBySender(facts) === undefined ? FURTHER : FOLLOW_UP).value,
      before: (_answers, facts) => (isSenderOfFew(facts) ? [says(STAYS_HIDDEN)] : []),
    },
    ...at('kind'),
    {
      id: 'from',
      ask: 'Who said it',
      label: 'From',
      answer: oneFrom(({ incident }, answers) => (saidBy(answers)?.choices ?? people)(incident)),
      required: (answers) => saidBy(answers)?.isRequired === true,
      initial: (_answers, facts) => saidBySender(facts),
      before: (_answers, { intake }) => (intake?.said === undefined ? [] : [says(intake.said)]),
      when: (answers, { incident }) => {
        const { choices: possible, isRequired: isOneTaken = false } = saidBy(answers) ?? {};
        return possible !== undefined && possible(incident).length > (isOneTaken ? 1 : 0);
      },
    },
    {
      id: 'report',
      ask: 'To which report does it belong',
      label: 'Report',
      answer: oneFrom(reports),
      required: true,
      assume: true,
      initial: (answers, { incident }) =>
        String((incident && additionIn(answers)?.waitingReport?.(incident)?.number) ?? 1),
      when: (answers, facts) =>
        reports(facts).length > 1 && additionIn(answers)?.ofOneReport?.(answers, facts) === true,
    },
    ...allRestOn(OF_WHAT, [
      ...at('first'),
      ...reportQuestions(playbook)
        .filter(({ id }) => id !== ONLY_AT_FIRST)
        .flatMap((one) => [
          ...at(one.id),
          ...(one.id === 'hide-reporter' ? [mayKnowReporter(playbook)] : []),
          asEachAsks(one),
        ]),
      ...at('last'),
      sameNamesQuestion(playbook, ({ add }) => TAKING_IN.includes(String(add))),
    ]),
  ];
}

/** Whether those who are let in with a report, or what completes one, may know who made those that stand open. */
function mayKnowReporter(playbook: Playbook): ReportQuestion {
  return asker<'access-grant', ReportFacts>(playbook, 'access-grant')('know-reporter', {
    ...mayKnow<ReportFacts>(playbook, cameToKnow),
    when: (answers, facts) => isReporterOpen(facts.incident) && cameToKnow(answers, facts).length > 0,
  });
}

/** Who would be let in, and read who made those reports. */
function cameToKnow(given: Given, { incident }: ReportFacts): readonly string[] {
  return ['report', 'detail'].includes(text(given.add) ?? '') ? couldBeLetIn(given, incident) : [];
}

/** Who is not let in although somebody may share it with them, and what can be done instead, a sentence each. */
function notLetIn(given: Given, situation: Situation): readonly string[] {
  const { incident } = situation;
  if (!staysUnknown(given, incident)) return [];
  const who = listed(memberNames(cameToKnow(given, situation), situation));
  return [`What they permitted is noted. It stays closed to ${who}.`, ...insteadOf(incident)];
}

/** What a mail or a chat can be, with what came with it. */
const TAKING_IN: readonly string[] = [FURTHER.value, FOLLOW_UP.value];

/** Who of the incident wrote the mail, as it seems. */
function saidBySender({ incident, intake }: ReportFacts): string | undefined {
  return incident && senderIn(incident, intake?.sender)?.ref;
}

/** Whether it is somebody who is known to few. */
function isSenderOfFew(facts: ReportFacts): boolean {
  return knowingSpeaker(saidBySender(facts), facts) !== undefined;
}

const STAYS_HIDDEN =
  'It seems to be from somebody who is known to few here. Once it is said that they wrote it, their words and files stay with those who know who it is.';

/** What says of what, and of whom, the rest is told. */
const OF_WHAT = ['add', 'report', 'wrong', 'wrong-of', 'which-words', 'person', 'what'];

function additionIn(given: Given): Addition | undefined {
  return isWish(given) ? WISH : ADDITIONS.find(({ value }) => value === given.add);
}

/** What waits to be noted comes first. */
function choices(incident: IncidentView | undefined): readonly Choice[] {
  const isFirst = ({ waits }: Addition): boolean =>
    waits !== undefined && (incident === undefined || waits(incident));
  return [...ADDITIONS.filter(isFirst), ...ADDITIONS.filter((one) => !isFirst(one))].flatMap(
    ({ choice }) => choice(incident) ?? [],
  );
}

function saidBy(answers: Answers): Addition['saidBy'] {
  return additionIn(answers)?.saidBy;
}

function reports({ incident }: ReportFacts): readonly Choice[] {
  return (incident?.reports ?? []).map(({ number, reporter }) => ({
    value: String(number),
    label: `Report ${number}, of ${reporter}`,
  }));
}

/** A question that every report has, asked as that addition asks it which is made. */
function asEachAsks(question: ReportQuestion): ReportQuestion {
  const asked = new Map(ADDITIONS.map((one) => [one.value, one.asks?.(question)]));
  const its = (answers: Answers): ReportQuestion | undefined => asked.get(additionIn(answers)?.value ?? '');
  return {
    ...question,
    answer: (answers, facts) => typeOf(its(answers) ?? question, answers, facts),
    check: (answer, answers, facts) => (its(answers) ?? question).check?.(answer, answers, facts),
    required: (answers, facts) => isRequired(its(answers) ?? question, answers, facts),
    when: (answers, facts) => {
      const own = its(answers);
      return own !== undefined && own.when?.(answers, facts) !== false;
    },
    offered: (answers, facts) => its(answers)?.offered?.(answers, facts) !== false,
    initial: (answers, facts) => its(answers)?.initial?.(answers, facts),
    wordedAs: (answers, facts) => its(answers)?.wordedAs?.(answers, facts),
    ...([question, ...asked.values()].some((one) => one?.before !== undefined) && {
      before: (answers, facts) => its(answers)?.before?.(answers, facts) ?? [],
    }),
    after: (answers, facts) => its(answers)?.after?.(answers, facts) ?? [],
    unsure: (answer, answers, facts) => its(answers)?.unsure?.(answer, answers, facts) ?? [],
  };
}

/** What was answered, without those who were chosen to open the incident and are kept out of it by now. */
function withoutKeptOut(answers: Answers, { keptOut }: IncidentView) {
  const { readers } = answers;
  if (!Array.isArray(readers) || !readers.some((member) => keptOut.includes(member))) return undefined;
  return {
    answers: { ...answers, readers: readers.filter((member) => !keptOut.includes(member)) },
    why: 'Somebody whom you had chosen to open this incident is kept out of it by now. They are left out.',
  };
}

function decide(given: Given, situation: Situation, draft: EntryList): void {
  additionIn(given)?.write(draft, given, situation);
}
