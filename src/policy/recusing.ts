import { UserError } from '../errors.ts';
import { showId } from '../incident/id.ts';
import { type IncidentView, view } from '../incident/view.ts';
import { knowing } from './access.ts';
import type { EntryList } from './entry-list.ts';
import { type Given, text } from './given.ts';
import { mayBeAccused } from './involved.ts';
import { clauseTitle } from './playbook.ts';
import type { Situation, TeamMember } from './situation.ts';

/** The members who can be kept out: those on the team who are not yet. */
export function recusable({ incident, members }: Situation): readonly TeamMember[] {
  return members.filter(({ id }) => !incident.keptOut.includes(id));
}

/** The members whom whoever acts could let in again: never themselves. */
export function readmittable({ incident, members, me }: Situation): readonly TeamMember[] {
  return members.filter(({ id }) => incident.keptOut.includes(id) && id !== me);
}

/** Throws where nobody on the team would be left who can open it ("Conflict of interest"). */
export function assertMayRecuse(given: Given, situation: Situation): void {
  const member = text(given.member);
  if (member === undefined) return;
  const { incident } = situation;
  if (incident.keptOut.includes(member)) throw new UserError('They are kept out of this incident already.');
  if (!leavesNobody(member, situation)) return;
  throw new UserError(
    'Nobody would be left who can open this incident. Somebody else has to be able to open it first.',
    {
      clause: conflictClause(situation),
      hints: [`\`coc access grant ${showId(incident.id)}\` lets somebody open it, with a permission.`],
    },
  );
}

/** Whether this member is the last one on the team who can open the incident. */
export function leavesNobody(member: string, { incident, members }: Situation): boolean {
  return !members.some(({ id }) => id !== member && incident.readers.includes(id));
}

/** A member is kept out from now on, by themselves or by others; the reason need not be given. */
export function recuse(given: Given, situation: Situation, draft: EntryList): void {
  assertMayRecuse(given, situation);
  const reason = text(given.reason);
  draft.add({ kind: 'recusal', member: text(given.member) ?? '', ...(reason !== undefined && { reason }) });
}

/** The members whom the recovery key could let in again; whoever may be accused is not among them. */
export function readmittableByRecovery({ incident, members }: Situation): readonly TeamMember[] {
  return members.filter((one) => incident.keptOut.includes(one.id) && !mayBeAccused(one, incident));
}

/**
 * Throws where the recovery key is not needed to let somebody in again, or an admin is ("Conflict of interest"): only where
 * nobody on the team can open the incident any more does it stand above those who keep each other out.
 */
export function assertMayReadmitByRecovery(situation: Situation): void {
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
export function assertMayReadmit(situation: Situation): void {
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
export function readmit(given: Given, situation: Situation, draft: EntryList): void {
  assertMayReadmit(situation);
  const member = text(given.member) ?? '';
  if (member === situation.me)
    throw new UserError('Nobody lets themselves in again; another admin has to do that.');
  undoRecusals(member, given, situation, draft);
}

/** As `readmit`, with the recovery key, whose proof makes it count. */
export function readmitByRecovery(given: Given, situation: Situation, draft: EntryList): void {
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

/** What can bring somebody to open an incident. */
const OPENING = ['opened', 'report', 'grant', 'permission', 'visibility', 'recovered', 'recusal-undone'];

/** Since when a member could open it, at some time or other; undefined where they never could. ISO 8601. */
export function couldOpenSince(
  member: string,
  {
    incident,
    access,
  }: { readonly incident: IncidentView; readonly access: Pick<Situation['access'], 'admins'> },
): string | undefined {
  const { id, entries } = incident;
  const admins = new Set(access.admins);
  return entries.find(
    ({ kind }, index) =>
      OPENING.includes(kind) &&
      view(id, entries.slice(0, index + 1), undefined, { admins }).readers.includes(member),
  )?.at;
}

/** What keeping a member out does not change, a sentence each. */
export function limits(member: string, situation: Situation): readonly string[] {
  const { incident, access, members } = situation;
  const name = members.find(({ id }) => id === member)?.name ?? member;
  const unknown = incident.reports.filter((report) => {
    const left = knowing(report, situation);
    return report.restricted && left.includes(member) && left.length === 1;
  });
  return [
    ...(access.custodians.includes(member)
      ? [custodianLimit(member === situation.me ? 'You keep' : `${name} keeps`)]
      : []),
    ...unknown.map(
      ({ number }) =>
        `Nobody else knows who made report ${number}. With the reporter's permission: \`coc access grant --reporter ${showId(incident.id)}\`, before this.`,
    ),
  ];
}

/** What keeping a custodian out does not change (DESIGN 7, "Recovery"). `who` is such as "Ben keeps". */
export function custodianLimit(who: string): string {
  return `${who} a part of the recovery key. Together with the others who keep one, they could still open this.`;
}

function assertAdmin(situation: Situation): void {
  if (situation.access.admins.includes(situation.me)) return;
  throw new UserError('Only an admin can let somebody in again who was kept out.', {
    clause: conflictClause(situation),
    hints: ['`coc team list` shows who is an admin.'],
  });
}

function conflictClause({ playbook }: Situation): string {
  return clauseTitle(playbook, playbook.gates.conflict.clause);
}
