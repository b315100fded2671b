import { mayBeReader } from '../../incident/fold-access.ts';
import { showId } from '../../incident/id.ts';
import type { IncidentView } from '../../incident/view.ts';
import { couldOpenSince } from '../../policy/access-list.ts';
import { type Bar, conflictClause } from '../../policy/bars.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { type Given, text } from '../../policy/given-answers.ts';
import { mayBeAccused } from '../../policy/involved.ts';
import type { Playbook } from '../../policy/playbook.ts';
import { isReporterOpen, staysUnknown } from '../../policy/readers.ts';
import type { Situation, TeamMember } from '../../policy/situation.ts';
import { asker, NOTHING_BY_ENTER, REASON, restsOn, type StepQuestion } from '../questions.ts';
import { KEPT_OPEN, type Step } from '../step.ts';
import { oneOfThem, whoReadmits } from './common.ts';
import { ENDS_UNKNOWN, mayKnow, reporterUnsaid } from './know-reporter.ts';

const READMIT = {
  about: 'That a member is no longer kept out of an incident. Only an admin can undo that.',
  ...ENDS_UNKNOWN,
  saveLabel: 'Let them in again',
  saved: 'They are no longer kept out of',
};

const NOT_AN_ADMIN: Bar = {
  when: ['first', 'saving'],
  refuses: (_given, { access, me }) => !access.admins.includes(me),
  why: 'Only an admin can let somebody in again who was kept out.',
  clause: conflictClause,
  hints: (id, situation) => ['`coc team list` shows who is an admin.', whoReadmits(id, situation)],
};
const NOBODY_KEPT_OUT: Bar = {
  when: ['first', 'saving'],
  refuses: (_given, { incident }) => incident.keptOut.length === 0,
  why: 'Nobody is kept out of this incident.',
};
const NO_LONGER: Bar = {
  when: ['saving'],
  refuses: (given, { incident }) => openRecusals(given, incident).length === 0,
  why: 'They are no longer kept out of this incident.',
};

/** An admin lets a member in again who was kept out. */
export const ACCESS_READMIT: Step = {
  ...READMIT,
  id: 'access readmit',
  gates: [...KEPT_OPEN],
  questions: asking(readmittable),
  decide: readmit,
  afterwards: ({ member }, { incident }) =>
    opensTo(text(member) ?? '', incident)
      ? ['They can open it again.']
      : [
          `They cannot open it yet: for that the person affected has to allow it. \`coc access grant ${showId(incident.id)}\` opens it to them then.`,
        ],
  bars: [
    NOT_AN_ADMIN,
    {
      when: ['first', 'saving'],
      refuses: (_given, situation) =>
        situation.incident.keptOut.includes(situation.me) && readmittable(situation).length === 0,
      why: 'You are kept out of this incident yourself; another admin has to undo that.',
      clause: conflictClause,
      hints: () => [
        'Where you are the only admin: `coc team admin` makes somebody else one as well, who can.',
        'Somebody who can open it can have it decided without you.',
      ],
    },
    NOBODY_KEPT_OUT,
    {
      when: ['saving'],
      refuses: ({ member }, { me }) => member === me,
      why: 'Nobody lets themselves in again; another admin has to do that.',
    },
    NO_LONGER,
    ...reporterUnsaid(whoComesToKnow),
  ],
};

/**
 * The same with the recovery key, where everybody on the team is kept out: so that nobody can end an incident for good by
 * keeping out all the others ("Conflict of interest").
 */
export const ACCESS_READMIT_BY_KEY: Step = {
  ...READMIT,
  id: 'access readmit --recovery-key',
  name: 'access readmit',
  gates: [...KEPT_OPEN],
  questions: asking(readmittableByRecovery),
  decide: readmit,
  opensWith: 'recovery-key',
  // Only where nobody on the team can open the incident any more does the key stand above those who keep each other out.
  bars: [
    NOT_AN_ADMIN,
    {
      when: ['first', 'saving'],
      refuses: (_given, situation) => readerOf(situation) !== undefined,
      why: (situation) =>
        `${readerOf(situation)?.name} can open this incident, so the recovery key lets nobody in again.`,
      clause: conflictClause,
      hints: (id) => [`\`coc access readmit ${id}\` by an admin does.`],
    },
    NOBODY_KEPT_OUT,
    {
      when: ['first', 'saving'],
      refuses: (_given, situation) => readmittableByRecovery(situation).length === 0,
      why: 'Everybody on the team is kept out of this incident, and may be accused in it.',
      clause: conflictClause,
      hints: () => ['Let somebody join who has no part in it; then `coc recover` opens it to them.'],
    },
    {
      when: ['saving'],
      refuses: ({ member }, situation) => !readmittableByRecovery(situation).some(({ id }) => id === member),
      why: 'They cannot be let in again.',
      clause: conflictClause,
    },
    NO_LONGER,
    ...reporterUnsaid(whoComesToKnow),
  ],
  afterwards: ({ member }, before) => [
    opensTo(String(member), before.incident)
      ? 'They can open it after `coc sync`.'
      : couldOpenSince(String(member), before) === undefined
        ? 'They could never open it so far: `coc recover` opens it to them.'
        : 'No permission covers them now: `coc recover` opens it to them.',
    'Everybody who can open it reads that the recovery key was used for that, by whom, and why.',
  ],
  stillClosed: 'You are kept out of it as before.',
};

/** Whom, and why. */
function asking(
  candidates: (situation: Situation) => readonly TeamMember[],
): (playbook: Playbook) => readonly StepQuestion[] {
  return (playbook) => {
    const ask = asker(playbook, 'access-readmit');
    return [
      ask('member', { answer: oneOfThem(candidates), required: true }),
      asker(playbook, 'access-grant')('know-reporter', {
        ...mayKnow(playbook, whoComesToKnow),
        when: (answers, situation) =>
          isReporterOpen(situation.incident) && whoComesToKnow(answers, situation).length > 0,
      }),
      ask('reason', {
        ...REASON,
        ...restsOn('member'),
        ...NOTHING_BY_ENTER,
        when: (answers, { incident }) => !staysUnknown(answers, incident),
      }),
    ];
  };
}

/** Who can open it again by that, and reads who made a report that stands open: whoever took all of those knows it anyway. */
function whoComesToKnow(given: Given, { incident }: Situation): readonly string[] {
  const member = text(given.member) ?? '';
  const isNew = incident.reports.some(({ restricted, by }) => !restricted && by !== member);
  return opensTo(member, incident) && isNew ? [member] : [];
}

/** Whether it opens to a member once nothing keeps them out: they came to it, and may know of it as it is now. */
function opensTo(member: string, incident: IncidentView): boolean {
  const { recorders, recovered, everReaders } = incident;
  const took = [...recorders, ...recovered].includes(member);
  return everReaders.includes(member) && (took || mayBeReader(member, incident));
}

/** The members whom whoever acts could let in again: never themselves. */
function readmittable({ incident, members, me }: Situation): readonly TeamMember[] {
  return members.filter(({ id }) => incident.keptOut.includes(id) && id !== me);
}

/** The members whom the recovery key could let in again; whoever may be accused is not among them. */
function readmittableByRecovery({ incident, members }: Situation): readonly TeamMember[] {
  return members.filter((one) => incident.keptOut.includes(one.id) && !mayBeAccused(one, incident));
}

/** Somebody on the team who can open it. */
function readerOf({ incident, members }: Situation): TeamMember | undefined {
  return members.find(({ id }) => incident.readers.includes(id));
}

/** An admin's signed correction, which undoes what keeps a member out as far as it is known by now. */
function readmit(given: Given, { incident }: Situation, draft: EntryList): void {
  if (staysUnknown(given, incident)) return;
  const member = text(given.member) ?? '';
  for (const { id } of openRecusals(given, incident))
    draft.add({ kind: 'recusal-undone', member, corrects: id, reason: text(given.reason) ?? '' });
}

function openRecusals({ member }: Given, { recusals }: IncidentView) {
  return recusals.filter((one) => one.member === member && one.undone === undefined);
}
