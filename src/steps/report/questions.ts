import { SUMMONED } from '../../incident/called.ts';
import { NOT_WANTED, THREATS, type Threat } from '../../incident/entry.ts';
import { datesTwoWays } from '../../interview/dates-in-words.ts';
import { nameProblem } from '../../interview/forms/name.ts';
import type { Answers, Choice } from '../../interview/question.ts';
import { isTheirName } from '../../letters/same-name.ts';
import { mayBeNoName } from '../../policy/described.ts';
import {
  careBlocks,
  dangerBlocks,
  receivingBlocks,
  scriptBlocks,
  writtenBlocks,
} from '../../policy/guide.ts';
import { type Playbook, underClause } from '../../policy/playbook.ts';
import { isMeant } from '../../policy/readers.ts';
import type { ReportFacts } from '../../policy/situation.ts';
import type { Block } from '../../text/block.ts';
import { isManyPeople } from '../../text/many-people.ts';
import { localIso } from '../../text/moment.ts';
import { isNearlyUnnamed } from '../../text/nothing.ts';
import { earliestOf } from '../../text/rough.ts';
import { A_WAY, FORGIVEN_CLOCK, PEOPLE_HERE, PERSON, PERSON_HERE, REPORTER_HERE } from '../questions.ts';
import { saidOnTheTeam } from './accused.ts';
import { consentIn, ONLY_AGAIN } from './again.ts';
import { filesQuestion } from './files.ts';
import { perhapsReporter } from './hidden-names.ts';
import { ask, choice, type ReportQuestion, text } from './playbook-question.ts';
import { isSeen, isToldByNobody } from './seen.ts';
import { receivedBefore, saidOfWhen, unsureWhen } from './when.ts';
import { whoIsKeptOut, whoReads } from './who-reads.ts';

/** Everything asked when a report is taken, in the order of the conversation. */
export function reportQuestions(playbook: Playbook): readonly ReportQuestion[] {
  return [
    ...safety(playbook),
    ...theReport(playbook),
    ...details(playbook),
    whoIsKeptOut(playbook),
    ...goingOn(playbook),
    ...whoReads(playbook),
    filesQuestion(playbook),
  ].map(proposedByIntake);
}

/** With what a mail or a chat tells, as a proposal. */
function proposedByIntake(question: ReportQuestion): ReportQuestion {
  const { id, initial, before } = question;
  return {
    ...question,
    initial: (answers, facts) => facts.intake?.proposed[id] ?? initial?.(answers, facts),
    ...(id === 'reporter-name' && {
      before: (answers, facts) => [
        ...(before?.(answers, facts) ?? []),
        ...(facts.intake?.said === undefined ? [] : [text(facts.intake.said)]),
      ],
    }),
  };
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
      check: (answer, answers) => {
        const actions = answers['threat-actions'];
        const isCalled = Array.isArray(actions) && actions.includes(SUMMONED);
        return isCalled && (answer === 'not-involved' || answer === NOT_WANTED)
          ? underClause(
              'stands against what is marked as done: that they were called',
              playbook,
              'law-enforcement',
            )
          : undefined;
      },
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
      before: (_answers, { intake }) =>
        intake === undefined ? receivingBlocks(playbook) : writtenBlocks(playbook),
    }),
    ask(playbook, 'channel', { answer: choice(playbook, 'channel') }),
    ask(playbook, 'heard-by', {
      answer: PERSON,
      when: (answers) => answers.channel !== 'written',
      wordedAs: (answers, facts) => (isSeen(answers, facts) ? seenBy(playbook) : undefined),
      check: (answer, answers, facts) =>
        facts.me !== undefined && answer === facts.me
          ? `is for somebody else; skip it where you ${isSeen(answers, facts) ? 'saw' : 'heard'} it yourself`
          : undefined,
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
      after: receivedBefore,
    }),
    ask(playbook, 'reporter-name', {
      answer: REPORTER_HERE,
      notGiven: true,
      ...A_NAME,
      wordedAs: (answers, facts) =>
        isSeen(answers, facts) ? ask(playbook, 'reporter-of-seen', { answer: REPORTER_HERE }) : undefined,
    }),
    ask(playbook, 'reporter-contact', { answer: { type: 'line' }, notGiven: true, ...A_WAY, ...OF_SOMEBODY }),
    ask(playbook, 'reporter-is-affected', {
      answer: choice(playbook, 'reporter-is-affected'),
      ...OF_SOMEBODY,
    }),
    ask(playbook, 'affected-name', {
      answer: PERSON_HERE,
      notGiven: true,
      ...A_NAME,
      ofTyped: (words, answers, facts) => [
        ...isItAName(words),
        ...perhapsReporter(words, answers, facts, playbook),
      ],
      after: noMark('affected-name'),
      when: (answers) => answers['reporter-is-affected'] !== 'yes',
    }),
  ];
}

/** Asked only where somebody reported it, and not of what staff alone saw. */
const OF_SOMEBODY = {
  offered: (answers: Answers, facts: ReportFacts): boolean => !isToldByNobody(answers, facts),
};

/** Said of more people than anybody counted. */
const noMark =
  (id: string) =>
  (answers: Answers): readonly Block[] =>
    [answers[id] ?? []]
      .flat()
      .filter(isManyPeople)
      .map((words) =>
        text(
          `“${words}”: that is not one person, so nobody gets a mark such as P1. The words are kept as they are.`,
        ),
      );

function seenBy(playbook: Playbook): ReportQuestion {
  return ask(playbook, 'seen-by', { answer: PERSON });
}

/** Said of words that would be kept as a name, and letters would greet with, where they may be none. */
function isItAName(words: string): readonly string[] {
  return mayBeNoName(words) && !isNearlyUnnamed(words)
    ? [
        'Is that a name? Where it only says who it is, begin with “a” or “the”: “a visitor”. It is no name then.',
      ]
    : [];
}

/** Where a name goes, at a terminal and in a file. */
const A_NAME = {
  ofTyped: isItAName,
  ofWritten: 'may be no name; where it only says who it is, begin with “a” or “the”: “a visitor”',
} as const;

function details(playbook: Playbook): readonly ReportQuestion[] {
  return [
    ask(playbook, 'who', {
      answer: PERSON_HERE,
      notGiven: true,
      after: (answers, facts) => [
        ...noMark('who')(answers),
        ...saidOnTheTeam('who')(answers, facts),
        ...isNamedBefore(answers),
      ],
      unsure: (_answer, answers) => namedBefore(answers).map((whose) => `is the name of ${whose}`),
    }),
    ask(playbook, 'behavior', { answer: { type: 'line' }, notGiven: true }),
    ask(playbook, 'when', {
      answer: { type: 'line' },
      notGiven: true,
      check: (words) => (typeof words === 'string' ? datesTwoWays(words) : undefined),
      after: saidOfWhen,
      unsure: unsureWhen,
    }),
    ask(playbook, 'circumstances', { answer: { type: 'line' }, notGiven: true }),
    ask(playbook, 'others', { answer: PEOPLE_HERE, notGiven: true, after: noMark('others') }),
  ];
}

/** That whoever is accused has the name of whoever was harassed or reports it: most likely a slip, and one with which nobody sees it later. */
function isNamedBefore(answers: Answers): readonly Block[] {
  return namedBefore(answers).map((whose) =>
    text(
      `That is the name of ${whose}. If one of the two was a slip, change it at the end, where all answers are looked over.`,
    ),
  );
}

function namedBefore({ who, ...named }: Answers): readonly string[] {
  const before = [
    ['affected-name', 'whom it happened to'],
    ['reporter-name', 'who reports it'],
  ] as const;
  return before
    .filter(([id]) => {
      const name = named[id];
      return typeof who === 'string' && typeof name === 'string' && isTheirName(name, who);
    })
    .map(([, whose]) => whose)
    .slice(0, 1);
}

/** Who saw it, and whether it goes on. */
function goingOn(playbook: Playbook): readonly ReportQuestion[] {
  const isPrivate = (answers: Answers): boolean => answers.visibility === 'private';
  return [
    ask(playbook, 'visibility', {
      answer: choice(playbook, 'visibility'),
      required: true,
      initial: () => 'private',
      when: (_answers, facts) => facts.incident?.visibility === undefined,
      after: (answers, facts) =>
        isPrivate(answers)
          ? []
          : [
              ...(isToldByNobody(answers, facts) ? [text(IF_SOMEBODY_COMES)] : []),
              ...scriptBlocks(playbook, 'witnessed'),
            ],
    }),
    ask(playbook, 'consent', {
      answer: choice(playbook, 'consent'),
      required: true,
      initial: () => 'not-said-yet',
      // Where the answer alone is noted, nothing comes next.
      wordedAs: ({ add }) => (add === 'answer' ? undefined : thenShared(playbook)),
      when: (answers, facts) => isPrivate(answers) || facts.incident?.visibility === 'private',
      before: (answers, facts) => [...scriptBlocks(playbook, 'private'), ...whoseAnswer(answers, facts)],
      after: (answers) => (consentIn(answers) === 'asked-not-to-proceed' ? keptBlocks(playbook) : []),
    }),
    ask(playbook, 'again-words', {
      answer: { type: 'text' },
      isSaid: true,
      when: ({ consent }) => consent === ONLY_AGAIN,
    }),
  ];
}

const IF_SOMEBODY_COMES = 'Nobody else has reported it so far. If somebody does, tell them this:';

/** Whose answer it is, where it is about a report that is there: somebody else may be the one who answers now. */
function whoseAnswer(answers: Answers, { incident }: ReportFacts): readonly Block[] {
  if (answers.add !== 'detail' && answers.add !== 'answer') return [];
  const meant = incident?.reports.find((one) => isMeant(one, answers));
  return meant === undefined
    ? []
    : [
        text(
          `This is the answer of ${meant.reporter}, who made this report. If somebody else answered, it is not theirs: “A further report” takes what they say.`,
        ),
      ];
}

/** What came back, where it is asked next with whom it may be shared: what else they said has its place. */
function thenShared({ questions }: Playbook) {
  const { ask: words, label, hint = '' } = questions.consent;
  return {
    ask: words,
    label,
    hint: `${hint} This is about whether anything is done now. Whom you may tell, and under which condition, also “only if it happens again”, comes next. The last answer is for whoever wants nothing done at all until then.`.trim(),
  };
}

/** What they can be told of what is written down, once they have said that it does not go on, or to nobody more. */
export function keptBlocks({ retention }: Playbook): readonly Block[] {
  return [{ kind: 'text', text: retention.told }];
}

function safetyActions({ safety }: Playbook): readonly Choice[] {
  return Object.entries(safety.actions).map(([value, { done }]) => ({ value, label: done }));
}

function threatOf(answers: Answers): Threat {
  return THREATS.find((threat) => threat === answers.threat) ?? 'none';
}
