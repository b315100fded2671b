import { UserError } from '../../errors.ts';
import { showId } from '../../incident/id.ts';
import { couldOpenSince } from '../../policy/access-list.ts';
import type { EntryList } from '../../policy/entry-list.ts';
import { type Given, text } from '../../policy/given.ts';
import { mayBeAccused } from '../../policy/involved.ts';
import type { Playbook } from '../../policy/playbook.ts';
import type { Situation, TeamMember } from '../../policy/situation.ts';
import { asker, LINE, type StepQuestion } from '../questions.ts';
import type { Step } from '../step.ts';
import { conflictClause, oneOfThem } from './about.ts';

const READMIT = {
  about: 'That a member is no longer kept out of an incident. Only an admin can undo that.',
  saveLabel: 'Let them in again',
  saved: 'They are no longer kept out. It is',
};

/** An admin lets a member in again who was kept out. */
export const ACCESS_READMIT: Step = {
  ...READMIT,
  id: 'access readmit',
  questions: asking(readmittable),
  decide: readmit,
  assertPossible: assertMayReadmit,
};

/**
 * The same with the recovery key, where everybody on the team is kept out: so that nobody can end an incident for good by
 * keeping out all the others ("Conflict of interest").
 */
export const ACCESS_READMIT_BY_KEY: Step = {
  ...READMIT,
  id: 'access readmit --recovery-key',
  name: 'access readmit',
  questions: asking(readmittableByRecovery),
  decide: readmitByRecovery,
  opensWith: 'recovery-key',
  assertPossible: assertMayReadmitByRecovery,
  afterwards: ({ member }, before) => [
    couldOpenSince(String(member), before) === undefined
      ? 'They could never open it so far: `coc recover` opens it to them.'
      : 'They can open it after `coc sync`.',
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
      ask('reason', { answer: LINE, required: true }),
    ];
  };
}

/** The members whom whoever acts could let in again: never themselves. */
function readmittable({ incident, members, me }: Situation): readonly TeamMember[] {
  return members.filter(({ id }) => incident.keptOut.includes(id) && id !== me);
}

/** The members whom the recovery key could let in again; whoever may be accused is not among them. */
function readmittableByRecovery({ incident, members }: Situation): readonly TeamMember[] {
  return members.filter((one) => incident.keptOut.includes(one.id) && !mayBeAccused(one, incident));
}

/**
 * Throws where the recovery key is not needed to let somebody in again, or an admin is ("Conflict of interest"): only where
 * nobody on the team can open the incident any more does it stand above those who keep each other out.
 */
function assertMayReadmitByRecovery(situation: Situation): void {
  const { incident, members } = situation;
  assertAdmin(situation);
  const reader = members.find(({ id }) => incident.readers.includes(id));
  if (reader !== undefined)
    throw new UserError(`${reader.name} can open this incident, so the recovery key lets nobody in again.`, {
      clause: conflictClause(situation),
      hints: [`\`coc access readmit ${showId(incident.id)}\` by an admin does.`],
    });
  if (incident.keptOut.length === 0) throw new UserError('Nobody is kept out of this incident.');
  if (readmittableByRecovery(situation).length === 0)
    throw new UserError('Everybody on the team is kept out of this incident, and may be accused in it.', {
      clause: conflictClause(situation),
      hints: ['Let somebody join who has no part in it; then `coc recover` opens it to them.'],
    });
}

/** Throws where whoever acts cannot undo a recusal: only an admin can, and never their own. */
function assertMayReadmit(situation: Situation): void {
  const { incident, me } = situation;
  const clause = conflictClause(situation);
  assertAdmin(situation);
  if (incident.keptOut.includes(me) && readmittable(situation).length === 0)
    throw new UserError('You are kept out of this incident yourself; another admin has to undo that.', {
      clause,
    });
  if (incident.keptOut.length === 0) throw new UserError('Nobody is kept out of this incident.');
}

/** An admin's signed correction, which undoes what keeps a member out as far as it is known by now. */
function readmit(given: Given, situation: Situation, draft: EntryList): void {
  assertMayReadmit(situation);
  const member = text(given.member) ?? '';
  if (member === situation.me)
    throw new UserError('Nobody lets themselves in again; another admin has to do that.');
  undoRecusals(member, given, situation, draft);
}

/** As `readmit`, with the recovery key, whose proof makes it count. */
function readmitByRecovery(given: Given, situation: Situation, draft: EntryList): void {
  assertMayReadmitByRecovery(situation);
  const member = text(given.member) ?? '';
  if (!readmittableByRecovery(situation).some(({ id }) => id === member))
    throw new UserError('They cannot be let in again.', { clause: conflictClause(situation) });
  undoRecusals(member, given, situation, draft);
}

function undoRecusals(member: string, given: Given, { incident }: Situation, draft: EntryList): void {
  const open = incident.recusals.filter((one) => one.member === member && one.undone === undefined);
  if (open.length === 0) throw new UserError('They are no longer kept out of this incident.');
  for (const { id } of open)
    draft.add({ kind: 'recusal-undone', member, corrects: id, reason: text(given.reason) ?? '' });
}

function assertAdmin(situation: Situation): void {
  if (situation.access.admins.includes(situation.me)) return;
  throw new UserError('Only an admin can let somebody in again who was kept out.', {
    clause: conflictClause(situation),
    hints: ['`coc team list` shows who is an admin.'],
  });
}
