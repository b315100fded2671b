import { UserError } from '../../errors.ts';
import type { ContentOf } from '../../incident/entry.ts';
import { mayBeReader, mayKnowReporter } from '../../incident/fold-access.ts';
import { showId } from '../../incident/id.ts';
import type { IncidentView, Report } from '../../incident/view.ts';
import type { Answers, AnswerType } from '../../interview/question.ts';
import { conflictClause, permissionClause } from '../../policy/bars.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { type Given, list, oneOf, several, text } from '../../policy/given-answers.ts';
import { affectedIn, mayBeAccused } from '../../policy/involved.ts';
import { fromOutside } from '../../policy/left-to-decide.ts';
import { MET, permitters, wordsProblem } from '../../policy/permission.ts';
import type { Playbook } from '../../policy/playbook.ts';
import { isReporterOpen, knowing, staysUnknown } from '../../policy/readers.ts';
import type { Situation, TeamMember } from '../../policy/situation.ts';
import { toldToNewReaders } from '../../policy/stands-open.ts';
import type { Block } from '../../text/block.ts';
import { listed } from '../../text/listed.ts';
import { withoutThem } from '../kept-out.ts';
import { speakersBlocks, whoSaid } from '../people.ts';
import {
  asker,
  choicesIn,
  memberNames,
  NOTHING_BY_ENTER,
  notEmpty,
  REASON,
  restsOn,
  type StepQuestion,
  severalFrom,
  someOf,
  TEXT,
} from '../questions.ts';
import { JUST_NOW, KEPT_OPEN, type Step } from '../step.ts';
import {
  asReport,
  CHOSEN_KEPT_OUT,
  isNotPermitted,
  permissionBlocks,
  saidSoFar,
  savesNothing,
} from './common.ts';
import { ENDS_UNKNOWN, mayKnow, reporterUnsaid } from './know-reporter.ts';
import { widen } from './widen.ts';

const SAVES_NOTHING = savesNothing('access grant');

/** What is left to do where a condition is noted, is not met, and they permit it in no other way. */
function onceMet(id: string): string {
  return `The condition is noted already. Once it is met, or you can keep to it, or they permit it without it: \`coc access grant ${id}\`.`;
}

const NOT_PERMITTED = {
  why: 'No permission that is recorded lets them open the incident.',
  clause: permissionClause,
  hints: (id: string) => [
    'The permission comes from the person affected, and of several reports the strictest holds.',
    `If they give it: \`coc access grant ${id}\` asks for their words and records it. So does \`coc report add ${id}\`, “A detail that was missing”.`,
  ],
};

/** Lets members open an incident, with the permission of the person affected. */
export const ACCESS_GRANT: Step = {
  id: 'access grant',
  wantsNewest: JUST_NOW,
  about: 'That members can open an incident from now on, and the permission for it.',
  gates: [...KEPT_OPEN],
  sealed: sealedWords,
  questions,
  decide,
  bars: [
    {
      when: ['first'],
      refuses: (_given, situation) => candidates(situation).length === 0,
      why: 'There is nobody to choose: everybody on the team can open it already, or is kept out.',
      clause: (situation) => (situation.incident.keptOut.length > 0 ? conflictClause(situation) : undefined),
      hints: (id, situation) => [
        `\`coc access ${id}\` shows who can, and who is kept out.`,
        ...fromOutside(situation),
      ],
    },
    CHOSEN_KEPT_OUT,
    {
      when: ['given', 'saving'],
      refuses: ({ member }, { members }) =>
        several(member).some((one) => !members.some(({ id }) => id === one)),
      why: 'Somebody whom you chose is not on the team now.',
    },
    {
      when: ['given', 'saving'],
      refuses: ({ member }, { incident }) => several(member).some((one) => incident.readers.includes(one)),
      why: 'Somebody whom you chose can open this incident already.',
      hints: (id) => [`\`coc access ${id}\` shows who can, and why.`],
    },
    {
      // Nobody reads what is said against themselves; also somebody who only may be meant is not let in.
      when: ['given', 'saving'],
      at: 'member',
      refuses: ({ member }, { incident, members }) =>
        members.some((one) => several(member).includes(one.id) && mayBeAccused(one, incident)),
      why: 'Somebody whom you chose may be the person accused in this incident, so they are not let in.',
      clause: conflictClause,
      hints: (id) => [
        `If it is somebody else, say who it is by their whole name: \`coc report add ${id}\`, a person.`,
        `If it is them: \`coc access recuse ${id}\` keeps them out for good.`,
      ],
    },
    {
      ...NOT_PERMITTED,
      when: ['given'],
      refuses: (given, { incident }) => isNotPermitted(given) && isUnmet(given, incident),
      hints: (id) => [onceMet(id)],
    },
    {
      ...NOT_PERMITTED,
      when: ['given'],
      refuses: (given) => isNotPermitted(given),
    },
    {
      ...NOT_PERMITTED,
      when: ['given', 'saving'],
      refuses: (given, { incident }) =>
        unsaid(given, incident).some(({ condition }) => condition === undefined),
    },
    {
      when: ['given', 'saving'],
      refuses: (given, { incident }) => unsaid(given, incident).length > 0,
      why: 'It may be shared with others only under a condition, and nothing says that it is met or kept to.',
      clause: permissionClause,
      hints: (id) => [
        `\`coc access ${id}\` shows the condition.`,
        'Where it is met, or you keep to it, write so, and since when or how: `condition-met: yes` and `met` in the answers.',
        'Where they permit it all the same: `condition-met: no`, `permitted: yes` and `permission`. Where they said something else since then: `condition-met: replaced`, with the same two.',
      ],
    },
    {
      ...NOT_PERMITTED,
      when: ['saving'],
      refuses: (given, { incident }) => {
        const missing = notCovering(several(given.member), incident);
        const covered = list(given.reports);
        return (
          !isNotPermitted(given) &&
          missing.length > 1 &&
          missing.some(({ number }) => !covered.includes(String(number)))
        );
      },
    },
    ...reporterUnsaid(whoIsLetIn),
  ],
  ...SAVES_NOTHING,
  nothing: (incident, given) => {
    if (staysUnknown(given, incident)) return endsUnknown(given, incident);
    return isUnmet(given, incident)
      ? new UserError(
          'The condition is neither met nor kept to, so nobody else gets to know it, and nothing is saved.',
          {
            hints: [onceMet(showId(incident.id))],
          },
        )
      : SAVES_NOTHING.nothing(incident, given);
  },
  endLabel: (given, situation) =>
    ENDS_UNKNOWN.endLabel(given, situation) ?? SAVES_NOTHING.endLabel(given, situation),
  afterwards: (given, before) => [...stayHidden(given, before), ...coversMore(given, before)],
  reliesOn: ['go-on', 'share'],
  saveLabel: 'Let them open it',
  saved: 'From now on they can open',
};

/** What was permitted is permitted for somebody, and holds until they say something else. */
const FOR_THEM = { ...onTheirWord('member', 'reports'), ...NOTHING_BY_ENTER };

/** As `restsOn`, and on all that was said to sharing it: what was answered before they said something new is asked anew. */
function onTheirWord(...ids: readonly string[]): Pick<StepQuestion, 'restsOn'> {
  return {
    restsOn: (answers, { incident: { reports, wishes = [] } }) => [
      ...ids.map((id) => answers[id]),
      ...reports.flatMap(({ shareNoted }) => shareNoted?.id ?? []),
      ...wishes.map(({ id }) => id),
    ],
  };
}

/** Who, and where no permission covers them, with which one: that a condition is met, or a yes, and in which words, once. */
function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'access-grant');
  const missing = (answers: Answers, { incident }: Situation): readonly Report[] =>
    notCovering(several(answers.member), incident);
  const isMissing = (answers: Answers, situation: Situation): boolean =>
    missing(answers, situation).length > 0;
  const isConditioned = (answers: Answers, situation: Situation): boolean =>
    missing(answers, situation).some(({ condition }) => condition !== undefined);
  const takesYes = (answers: Answers, situation: Situation): boolean =>
    missing(answers, situation).some(({ condition }) => condition === undefined || isPermissionAnew(answers));
  const goesOn = (answers: Answers, situation: Situation): boolean =>
    isMissing(answers, situation) && !isNotPermitted(answers);
  const isAllTheSame = (answers: Answers, situation: Situation): boolean =>
    isConditioned(answers, situation) && answers['condition-met'] === 'no';
  const allTheSame = ask('all-the-same', { answer: TEXT });
  const seen = {
    permitted: ask('seen-permitted', { answer: TEXT }),
    permission: ask('seen-permission', { answer: TEXT }),
  };
  const saidOn = (answers: Answers, situation: Situation) =>
    missing(answers, situation).flatMap((report) => saidSoFar(report, situation));
  return [
    ask('member', {
      answer: offered,
      required: true,
      check: notEmpty,
      // Whoever has to write somebody down first is told so before anything is answered.
      before: (_answers, situation) =>
        notCovering(
          candidates(situation).map(({ id }) => id),
          situation.incident,
        ).length === 0
          ? []
          : speakersBlocks(permitters(situation.incident), situation.incident.id),
      after: ({ member }, situation) => [
        ...coveredBlocks(several(member), situation),
        ...askedAtTheEnd(several(member), situation),
      ],
    }),
    ask('reports', {
      answer: severalFrom((situation, answers) => missing(answers, situation).map(asReport)),
      required: true,
      when: (answers, situation) => missing(answers, situation).length > 1,
      before: () => permissionBlocks(playbook),
      check: (answer, answers, situation) =>
        Array.isArray(answer) && answer.length < missing(answers, situation).length
          ? 'must have all of them: without a permission for each report nobody more can open it'
          : undefined,
    }),
    ask('condition-met', {
      answer: choicesIn(playbook, 'access-grant', 'condition-met'),
      required: true,
      when: isConditioned,
      before: saidOn,
      ...FOR_THEM,
    }),
    ask('met', {
      ...REASON,
      when: (answers, situation) => isConditioned(answers, situation) && answers['condition-met'] === 'yes',
      ...onTheirWord('member', 'reports'),
    }),
    ask('permitted', {
      answer: (answers, situation) => {
        const type = choicesIn(playbook, 'permission', 'permitted', (value) => value !== MET);
        return isAllTheSame(answers, situation) ? withoutIf(type) : type;
      },
      required: takesYes,
      when: isMissing,
      offered: takesYes,
      wordedAs: (answers, situation) =>
        isAllTheSame(answers, situation)
          ? allTheSame
          : isOnlySeen(situation.incident)
            ? seen.permitted
            : undefined,
      ...FOR_THEM,
      before: (answers, situation) => [
        ...(missing(answers, situation).length === 1 ? permissionBlocks(playbook) : []),
        ...(isConditioned(answers, situation) ? [] : saidOn(answers, situation)),
      ],
    }),
    asker(playbook, 'permission')('permitted-by', {
      ...whoSaid((_answers, { incident }) => permitters(incident)),
      // Said before the first question.
      before: () => [],
      when: (answers, situation) => goesOn(answers, situation) && permitters(situation.incident).length > 0,
    }),
    ask('share', {
      answer: choicesIn(playbook, 'access-grant', 'share'),
      required: true,
      assume: true,
      initial: () => 'named',
      when: goesOn,
      ...restsOn('member', 'reports'),
      onceMore: () => 'named',
      before: (_answers, { incident, members }) =>
        withoutThem(playbook.questions.share.choices.team, incident.keptOut, { members }),
    }),
    ask('permission', {
      answer: TEXT,
      wordedAs: (_answers, { incident }) => (isOnlySeen(incident) ? seen.permission : undefined),
      isSaid: true,
      required: takesYes,
      when: goesOn,
      offered: takesYes,
      ...onTheirWord('member', 'reports', 'share'),
      check: (answer) => wordsProblem(String(answer)),
    }),
    ask('know-reporter', {
      ...mayKnow(playbook, whoIsLetIn),
      assume: true,
      when: (answers, { incident }) =>
        !isNotPermitted(answers) && (isReporterOpen(incident) || onlyHidden(incident) !== undefined),
    }),
    ask('reporter-words', {
      answer: TEXT,
      isSaid: true,
      required: true,
      when: (answers, { incident }) =>
        answers['know-reporter'] === 'yes' && onlyHidden(incident) !== undefined,
      // Whoever has just said so need not be quoted twice: it is shown, and taken by hand.
      initial: (answers, { incident }) =>
        list(answers['permitted-by']).includes(onlyHidden(incident)?.reporter ?? '')
          ? text(answers.permission)
          : undefined,
      ...restsOn('member', 'permission', 'permitted-by'),
      check: (answer) => wordsProblem(String(answer)),
    }),
  ];
}

/** Whether staff saw all of it themselves, and nobody is known who reported it or to whom it happened: then nobody else can be asked. */
function isOnlySeen(incident: IncidentView): boolean {
  return (
    incident.reports.length > 0 &&
    incident.reports.every(({ channel, restricted }) => channel === 'witnessed-by-staff' && !restricted) &&
    incident.people.every(({ role, name }) => role !== 'reporter' || name === undefined) &&
    affectedIn(incident).length === 0
  );
}

/** Who comes to open it by these answers. */
function whoIsLetIn(given: Given): readonly string[] {
  return isNotPermitted(given) ? [] : several(given.member);
}

/** That it is asked at the end, after what is permitted, whether they may know who reported it. */
function askedAtTheEnd(members: readonly string[], { incident }: Situation): readonly Block[] {
  if (!isReporterOpen(incident) || notCovering(members, incident).length === 0) return [];
  const words = 'Who reported it stands open here. Whether they may know that is asked at the end.';
  return [{ kind: 'text', text: words }];
}

/** Also what was permitted with it is not saved. */
function endsUnknown(given: Given, incident: IncidentView): UserError {
  const nothing = ENDS_UNKNOWN.nothing(incident);
  if (text(given.permission) === undefined) return nothing;
  const noted = `\`coc report add ${showId(incident.id)}\` writes down what they said, if it is not there yet.`;
  return new UserError(nothing.message, { hints: [...nothing.hints, noted] });
}

/** Who may be accused is shown to nobody to choose, and refused from a file. */
function offered(_answers: Answers, situation: Situation): AnswerType {
  const type = someOf(candidates(situation), situation);
  const isAccused = (id: string): boolean =>
    situation.members.some((one) => one.id === id && mayBeAccused(one, situation.incident));
  return {
    ...type,
    choices: type.choices.map((one) => (isAccused(one.value) ? { ...one, unoffered: true } : one)),
  };
}

/** The members who may still come to open it: on the team, no readers yet, not kept out. */
function candidates({ incident, members }: Situation): readonly TeamMember[] {
  return members.filter(({ id }) => !incident.readers.includes(id) && !incident.keptOut.includes(id));
}

/** The reports whose permission does not let all of these open the incident: of several the strictest holds. */
function notCovering(members: readonly string[], incident: IncidentView): readonly Report[] {
  return incident.reports.filter((report) => uncovered(members, report, incident).length > 0);
}

/** Those of these members whom the permission of a report does not let open the incident. */
function uncovered(members: readonly string[], report: Report, incident: IncidentView): readonly string[] {
  return members.filter((member) => !mayBeReader(member, { ...incident, reports: [report] }));
}

/** Whether they permit it without the condition is a yes or a no. */
function withoutIf(type: AnswerType): AnswerType {
  if (type.type !== 'choice') return type;
  return {
    ...type,
    choices: type.choices.map((one) => (one.value === 'if' ? { ...one, unoffered: true } : one)),
  };
}

/** Whether what counts is what they say by now, whatever the condition was. */
function isPermissionAnew(given: Given): boolean {
  return given['condition-met'] === 'no' || given['condition-met'] === 'replaced';
}

/** Whether a condition is noted under which they could be let in, and the answers say that it is not met. */
function isUnmet(given: Given, incident: IncidentView): boolean {
  return (
    given['condition-met'] === 'no' &&
    notCovering(several(given.member), incident).some(({ condition }) => condition !== undefined)
  );
}

/** Those of them of which the answers say neither that their condition is met nor that it is permitted, in which words. */
function unsaid(given: Given, incident: IncidentView): readonly Report[] {
  if (isNotPermitted(given)) return [];
  const isYes = given.permitted === 'yes' && text(given.permission) !== undefined;
  const isMet = given['condition-met'] === 'yes' && text(given.met) !== undefined;
  return notCovering(several(given.member), incident).filter(
    ({ condition }) => !(condition !== undefined && !isPermissionAnew(given) ? isMet : isYes),
  );
}

/** That somebody is covered by what was permitted before, and in which words: also who came to the team after that. */
function coveredBlocks(chosen: readonly string[], situation: Situation): readonly Block[] {
  const { reports } = situation.incident;
  const covering = reports.filter(({ share }) => share === 'team');
  if (covering.length === 0) return [];
  const names = listed(memberNames(chosen, situation));
  const numbers = covering.map(({ number }) => `report ${number}`);
  return [
    {
      kind: 'text',
      text: `That ${listed(numbers)} may be shared with the whole team is noted, so that covers ${names} as well, also if they came to the team later. Nobody is let in by that alone: you decide.`,
    },
    // Where it is asked next whether they may know the reporter, it is said there.
    ...(isReporterOpen(situation.incident) ? [] : covering.flatMap((report) => saidSoFar(report, situation))),
  ];
}

/**
 * The report whose reporter is known to few, whoever acts among them, where it is the only one: of several reporters each
 * permits it for themselves alone.
 */
function onlyHidden({ reports: [first, ...others] }: IncidentView): Report | undefined {
  return first?.restricted && first.account !== undefined && others.length === 0 ? first : undefined;
}

/** Whose name stays hidden from whoever is let in, and how they could come to know it. */
function stayHidden(given: Given, situation: Situation): readonly string[] {
  const { incident } = situation;
  // Somebody went on in spite of it, with a reason.
  if (toldToNewReaders(ACCESS_GRANT, given, situation, undefined).length > 0)
    return ['Who reported it stands open there, so they can read that as well.'];
  const shown = given['know-reporter'] === 'yes' ? onlyHidden(incident) : undefined;
  return incident.reports
    .filter((report) => report.restricted && report !== shown)
    .map(
      ({ number }) =>
        `Who made report ${number} stays hidden from them. With that reporter's own permission: \`coc access grant --reporter ${showId(incident.id)}\`.`,
    );
}

/** Who else may be let in by what was permitted, since each is let in for themselves. Whoever may be accused is not named. */
function coversMore(given: Given, situation: Situation): readonly string[] {
  const { incident } = situation;
  const chosen = several(given.member);
  const nowTeam = oneOf(given.share, ['team']) === undefined ? [] : notCovering(chosen, incident);
  const others = candidates(situation).filter(
    (one) =>
      !chosen.includes(one.id) &&
      !mayBeAccused(one, incident) &&
      incident.reports.every((report) => mayKnowReporter(one.id, report) || nowTeam.includes(report)),
  );
  if (others.length === 0) return [];
  return [
    `What was permitted covers ${listed(others.map(({ name }) => name))} as well, and lets nobody in by itself: \`coc access grant ${showId(incident.id)}\`.`,
  ];
}

/** The words that go to those alone who know who reported: of a permission, where each report that it is about is kept so. */
function sealedWords(given: Given, { incident }: Situation): readonly string[] {
  const missing = notCovering(several(given.member), incident);
  return ['reporter-words', ...(missing.every(({ restricted }) => restricted) ? ['permission', 'met'] : [])];
}

/** Members may open it from now on: by the permission that is there, or by one that is recorded with it. */
function decide(given: Given, situation: Situation, draft: EntryList): void {
  const { incident, me } = situation;
  if (isNotPermitted(given) || staysUnknown(given, incident)) return;
  const chosen = several(given.member);
  const missing = notCovering(chosen, incident);
  const share = oneOf(given.share, ['named', 'team']) ?? 'named';
  const words = text(given.permission);
  const people = list(given['permitted-by']);
  for (const report of missing) {
    const met = report.condition === undefined ? undefined : text(given.met);
    const said = { ...(words !== undefined && { words }), ...(met !== undefined && { met }) };
    const content: ContentOf<'permission'> = {
      kind: 'permission',
      report: report.id,
      share,
      ...(share === 'named' && {
        members: [...new Set([...report.sharedWith, ...uncovered(chosen, report, incident)])],
      }),
      ...(people.length > 0 && { people }),
    };
    // In whose words it was permitted would tell who reported, where that is known to few.
    if (report.restricted)
      draft.add(content, {
        to: [...new Set([me, ...knowing(report, situation)])],
        fields: said,
      });
    else draft.add({ ...content, ...said });
  }
  for (const member of chosen) draft.add({ kind: 'grant', member });
  if (given['know-reporter'] !== 'yes') return;
  const hidden = onlyHidden(incident);
  if (hidden !== undefined) widen(draft, hidden, chosen, text(given['reporter-words']) ?? '', situation);
}
