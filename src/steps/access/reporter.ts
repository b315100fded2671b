import type { Report } from '../../incident/view.ts';
import { conflictClause, permissionClause } from '../../policy/bars.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { type Given, list, text } from '../../policy/given-answers.ts';
import { toldWith } from '../../policy/hidden-report.ts';
import { accusedWhoMayBe } from '../../policy/involved.ts';
import { MET, wordsProblem } from '../../policy/permission.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { Situation, TeamMember } from '../../policy/situation.ts';
import { only } from '../people.ts';
import {
  asker,
  choicesIn,
  NOTHING_BY_ENTER,
  notEmpty,
  oneFrom,
  restsOn,
  type StepQuestion,
  someOf,
  TEXT,
} from '../questions.ts';
import { JUST_NOW, KEPT_OPEN, type Step } from '../step.ts';
import { asReport, CHOSEN_KEPT_OUT, isNotPermitted, permissionBlocks, savesNothing } from './common.ts';
import { filesOf, widen } from './widen.ts';

const NOT_PERMITTED = {
  why: 'The reporter has not permitted this. Without their permission it is not shared.',
  clause: permissionClause,
  hints: () => [
    'With their permission, write that they said yes, and in which words: `permitted: yes` and `permission` in the answers.',
  ],
};

/** Lets further readers know who made a report, and read it word for word, with the permission of the reporter. */
export const ACCESS_REPORTER: Step = {
  id: 'access grant --reporter',
  wantsNewest: JUST_NOW,
  about: 'That further readers may know who made a report, and read it word for word.',
  gates: [...KEPT_OPEN],
  // They go to those who come to know it, with what they are about.
  sealed: () => ['permission'],
  questions,
  decide,
  bars: [
    {
      when: ['first'],
      refuses: (_given, { incident }) => !incident.reports.some(({ restricted }) => restricted),
      why: 'Who reported it is hidden from nobody who can open this incident.',
    },
    {
      when: ['first', 'saving'],
      refuses: (given, situation) => !knows(given, situation),
      why: 'You do not know who reported it, so you cannot let others know.',
      hints: (id) => [`\`coc access ${id}\` shows to whom the reporter is known: ask them.`],
    },
    {
      when: ['first'],
      refuses: (_given, situation) =>
        hiddenReports(situation).every((report) => notKnowing(report, situation).length === 0),
      why: 'Everybody who can open this incident knows who reported it.',
    },
    CHOSEN_KEPT_OUT,
    {
      when: ['given', 'saving'],
      at: 'members',
      refuses: (given, { incident, members }) =>
        members.some(
          (one) => list(given.members).includes(one.id) && accusedWhoMayBe(one, incident).length > 0,
        ),
      why: 'Somebody whom you chose may be the person accused, so they are not told who reported it.',
      clause: conflictClause,
      hints: (id) => [
        `If they are, \`coc access recuse ${id}\` keeps them out. If it is somebody else, \`coc report add ${id}\` notes that.`,
      ],
    },
    {
      when: ['given', 'saving'],
      refuses: ({ members }, { incident }) => list(members).some((one) => !incident.readers.includes(one)),
      why: 'Only somebody who can open the incident can come to know who reported it.',
      hints: (id) => [`\`coc access grant ${id}\` comes first.`],
    },
    {
      when: ['given', 'saving'],
      at: 'members',
      refuses: (given, situation) => {
        const report = hiddenReport(given, situation);
        return report !== undefined && toldWith(report, list(given.members), situation).length > 0;
      },
      why: 'The words of this report tell who somebody else is, and not all whom you chose know that.',
      clause: permissionClause,
      hints: (id) => [
        `\`coc access ${id}\` shows who is known to whom. It takes the permission of each who is told of: \`coc access grant ${id} --reporter\`, for their report first.`,
      ],
    },
    {
      ...NOT_PERMITTED,
      when: ['given'],
      refuses: (given) => isNotPermitted(given),
    },
    {
      ...NOT_PERMITTED,
      when: ['given', 'saving'],
      refuses: (given) =>
        list(given.members).length > 0 &&
        !isNotPermitted(given) &&
        (given.permitted !== 'yes' || text(given.permission) === undefined),
    },
    {
      when: ['saving'],
      refuses: (given, situation) => !isNotPermitted(given) && toldNow(given, situation).length === 0,
      why: 'They know by now who made this report; there is nothing left to do.',
    },
  ],
  ...savesNothing('access grant --reporter'),
  reliesOn: ['share'],
  saveLabel: 'Let them know',
  saved: 'They can read it from now on. It belongs to',
};

function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'access-reporter');
  return [
    ask('report', {
      answer: oneFrom((situation) => hiddenReports(situation).map(asReport)),
      required: true,
      assume: true,
      initial: (_answers, situation) => only(hiddenReports(situation).map(asReport)),
    }),
    ask('members', {
      answer: (answers, situation) => {
        const report = hiddenReport(answers, situation);
        const all = report ? notKnowing(report, situation) : [];
        const type = someOf(all, situation);
        const accused = all.filter((one) => accusedWhoMayBe(one, situation.incident).length > 0);
        return {
          ...type,
          choices: type.choices.map((one) =>
            accused.some(({ id }) => id === one.value) ? { ...one, unoffered: true } : one,
          ),
        };
      },
      required: true,
      check: notEmpty,
    }),
    ask('permitted', {
      answer: choicesIn(playbook, 'permission', 'permitted', (value) => value !== MET),
      required: true,
      ...restsOn('report', 'members'),
      ...NOTHING_BY_ENTER,
      before: () => permissionBlocks(playbook),
    }),
    ask('permission', {
      answer: TEXT,
      isSaid: true,
      required: true,
      when: (answers) => !isNotPermitted(answers),
      ...restsOn('report', 'members'),
      check: (answer) => wordsProblem(String(answer)),
    }),
    ask('with-files', {
      answer: choicesIn(playbook, 'access-reporter', 'with-files'),
      required: true,
      when: (answers, situation) => {
        const report = hiddenReport(answers, situation);
        return (
          !isNotPermitted(answers) && report !== undefined && filesOf(report, situation.incident).length > 0
        );
      },
      ...restsOn('report', 'members', 'permission'),
      ...NOTHING_BY_ENTER,
    }),
  ];
}

/** The reports whose reporter is known to few, whoever acts among them. */
function hiddenReports({ incident }: Situation): readonly Report[] {
  return incident.reports.filter(({ restricted, account }) => restricted && account !== undefined);
}

/** The readers who do not know who made a report, where few do. */
function notKnowing(report: Report, { incident, members }: Situation): readonly TeamMember[] {
  return members.filter(({ id }) => incident.readers.includes(id) && report.knownTo?.includes(id) === false);
}

/** The hidden report that the answers are about. */
function hiddenReport(given: Given, situation: Situation): Report | undefined {
  const hidden = hiddenReports(situation);
  const number = text(given.report);
  return number === undefined && hidden.length === 1
    ? hidden[0]
    : hidden.find((one) => String(one.number) === number);
}

/** Whether whoever acts knows who made the hidden report that is meant: if none is named, any of them. */
function knows(given: Given, { incident }: Situation): boolean {
  const number = text(given.report);
  const meant = incident.reports.filter((one) => number === undefined || String(one.number) === number);
  const hidden = meant.filter(({ restricted }) => restricted);
  return hidden.length === 0 || hidden.some(({ account }) => account !== undefined);
}

/** Who comes to know it by these answers, and does not know it yet. */
function toldNow(given: Given, situation: Situation): readonly string[] {
  const report = hiddenReport(given, situation);
  const unknown = report === undefined ? [] : notKnowing(report, situation).map(({ id }) => id);
  return list(given.members).filter((member) => unknown.includes(member));
}

/** Seals once more, to further readers, who the reporter is and what they said, as far as whoever acts knows it. */
function decide(given: Given, situation: Situation, draft: EntryList): void {
  if (isNotPermitted(given)) return;
  const report = hiddenReport(given, situation);
  const to = toldNow(given, situation);
  if (report === undefined) throw new Error('a hidden report that is not there');
  widen(draft, report, to, text(given.permission) ?? '', situation, given['with-files'] === 'yes');
}
