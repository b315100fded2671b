import { showId } from '../../incident/id.ts';
import { couldOpenSince } from '../../policy/access-list.ts';
import { conflictClause } from '../../policy/bars.ts';
import { isPerhapsAccused } from '../../policy/conflicts.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { type Given, text } from '../../policy/given-answers.ts';
import { mayBeLetIn } from '../../policy/involved.ts';
import { fromOutside } from '../../policy/left-to-decide.ts';
import type { Playbook } from '../../policy/playbook.ts';
import { custodianLimit, exposureOf, knowing, withoutAdminWords } from '../../policy/readers.ts';
import type { Situation, TeamMember } from '../../policy/situation.ts';
import { memberName } from '../../text/member-name.ts';
import { showMoment } from '../../text/moment.ts';
import { asker, LINE, NOTHING_BY_ENTER, restsOn, type StepQuestion } from '../questions.ts';
import { KEPT_OPEN, type Step } from '../step.ts';
import { oneOfThem } from './common.ts';

/** Keeps a member out of an incident from now on, oneself or another. */
export const ACCESS_RECUSE: Step = {
  id: 'access recuse',
  gates: [...KEPT_OPEN],
  about: 'That a member is kept out of an incident from now on. No reason is needed.',
  questions,
  decide,
  bars: [
    {
      when: ['given', 'saving'],
      refuses: ({ member }, { incident }) => incident.keptOut.includes(text(member) ?? ''),
      why: 'They are kept out of this incident already.',
    },
    {
      when: ['given', 'saving'],
      at: 'member',
      refuses: ({ member }, situation) => typeof member === 'string' && leavesNobody(member, situation),
      why: 'Nobody would be left who can open this incident. Somebody else has to be able to open it first.',
      clause: conflictClause,
      hints: (id, situation) => [
        ...(mayBeLetIn(situation.incident, situation.members).length > 0
          ? [`\`coc access grant ${id}\` lets somebody open it, with a permission.`]
          : []),
        ...fromOutside(situation),
      ],
    },
  ],
  mayShutOut: true,
  afterwards: ({ member }, before) => keptOutWords(String(member), before),
  saveLabel: 'Keep them out',
  saved: 'From now on they are kept out of',
};

/** Whom, and if they want to say it, why. */
function questions(playbook: Playbook): readonly StepQuestion[] {
  const ask = asker(playbook, 'access-recuse');
  return [
    ask('member', {
      answer: oneOfThem(recusable),
      required: true,
      initial: (_answers, situation) => {
        const [one, ...others] = recusable(situation).filter((member) => isPerhapsAccused(member, situation));
        return others.length === 0 ? one?.id : undefined;
      },
      after: ({ member }, situation) =>
        keptOutWords(String(member), situation).map((text) => ({ kind: 'text', text })),
    }),
    ask('reason', { answer: LINE, ...restsOn('member'), ...NOTHING_BY_ENTER }),
  ];
}

/** What somebody who is kept out could open so far, and what keeping them out does not change, a sentence each. */
function keptOutWords(member: string, situation: Situation): readonly string[] {
  const { me, members, now } = situation;
  const mine = member === me;
  const name = mine ? 'You' : memberName(member, members);
  const since = couldOpenSince(member, situation);
  return [
    since === undefined
      ? `${name} could never open this incident. It stays closed to ${mine ? 'you' : 'them'}.`
      : `${name} could open this incident from ${showMoment(since, now)} on. What was saved until now stays open to ${mine ? 'you' : 'them'} in older copies; nobody can take that back. What is saved from now on is closed to ${mine ? 'you' : 'them'}.${mine ? '' : ` What they could open: ${exposureOf(member)}`}`,
    ...limits(member, situation),
  ];
}

/** The members who can be kept out: those on the team who are not yet. */
function recusable({ incident, members }: Situation): readonly TeamMember[] {
  return members.filter(({ id }) => !incident.keptOut.includes(id));
}

/** Whether this member is the last one on the team who can open the incident. */
function leavesNobody(member: string, { incident, members }: Situation): boolean {
  return !members.some(({ id }) => id !== member && incident.readers.includes(id));
}

/** A member is kept out from now on, by themselves or by others; the reason need not be given. */
function decide(given: Given, _situation: Situation, draft: EntryList): void {
  draft.add({ kind: 'recusal', member: text(given.member) ?? '', reason: text(given.reason) });
}

/** What keeping a member out does not change, a sentence each. */
export function limits(member: string, situation: Situation): readonly string[] {
  const { incident, custodians, members, onlyAdmin } = situation;
  const name = memberName(member, members);
  const unknown = incident.reports.filter((report) => {
    const left = knowing(report, situation);
    return report.restricted && left.includes(member) && left.length === 1;
  });
  return [
    ...(member === onlyAdmin && member !== situation.me ? [withoutAdminWords(name)] : []),
    ...(custodians.includes(member)
      ? [custodianLimit(member === situation.me ? 'You keep' : `${name} keeps`)]
      : []),
    ...unknown.map(
      ({ number }) =>
        `Nobody else knows who made report ${number}. With the reporter's permission: \`coc access grant --reporter ${showId(incident.id)}\`, before this.`,
    ),
  ];
}
