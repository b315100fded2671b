import { UserError } from '../errors.ts';
import { type ContentOf, type Entry, isKnown } from '../incident/entry.ts';
import { mayBeReader } from '../incident/fold-access.ts';
import { showId } from '../incident/id.ts';
import { BY_PERMISSION, type IncidentView, type Report } from '../incident/view.ts';
import type { EntryList } from './entry-list.ts';
import { type Given, list, oneOf, text } from './given.ts';
import { mayBeAccused } from './involved.ts';
import { clauseTitle } from './playbook.ts';
import type { Situation, TeamMember } from './situation.ts';

/** The members who may still come to open it: on the team, no readers yet, not kept out. */
export function candidates({ incident, members }: Situation): readonly TeamMember[] {
  return members.filter(({ id }) => !incident.readers.includes(id) && !incident.keptOut.includes(id));
}

/** Throws where nobody is left who could come to open it. */
export function assertCandidates(situation: Situation): void {
  if (candidates(situation).length > 0) return;
  const { playbook, incident } = situation;
  throw new UserError(
    'There is nobody to choose: everybody on the team can open it already, or is kept out.',
    {
      ...(incident.keptOut.length > 0 && { clause: clauseTitle(playbook, playbook.gates.conflict.clause) }),
      hints: [`\`coc access ${showId(incident.id)}\` shows who can, and who is kept out.`],
    },
  );
}

/** The reports whose permission does not let this member open the incident: of several the strictest holds. */
export function notCovering(member: string, { reports, visibility }: IncidentView): readonly Report[] {
  return reports.filter((report) => !mayBeReader(member, { reports: [report], visibility }));
}

/** Throws where a member cannot be made a reader by these answers ("Permission to share"). */
export function assertMayGrant(given: Given, situation: Situation): void {
  const { incident, members } = situation;
  const member = text(given.member);
  if (member === undefined) return;
  if (incident.keptOut.includes(member)) throw keptOut(situation);
  if (!members.some(({ id }) => id === member)) throw new UserError('That is nobody who is on the team now.');
  if (incident.readers.includes(member))
    throw new UserError('They can open this incident already.', {
      hints: [`\`coc access ${showId(incident.id)}\` shows who can, and why.`],
    });
  if (members.some((one) => one.id === member && mayBeAccused(one, incident))) throw accused(situation);
  const missing = notCovering(member, incident);
  if (missing.length > 0 && text(given.permission) === undefined) throw notPermitted(situation);
}

/** A member may open it from now on: by the permission that is there, or by one that is recorded with it. */
export function grantAccess(given: Given, situation: Situation, draft: EntryList): void {
  assertMayGrant(given, situation);
  const { incident, me } = situation;
  const member = text(given.member) ?? '';
  const missing = notCovering(member, incident);
  const covered = list(given.reports);
  if (missing.length > 1 && missing.some(({ number }) => !covered.includes(String(number))))
    throw notPermitted(situation);
  const share = oneOf<'named' | 'team'>(given.share) ?? 'named';
  const words = text(given.permission) ?? '';
  for (const report of missing) {
    const content: ContentOf<'permission'> = {
      kind: 'permission',
      report: report.id,
      share,
      ...(share === 'named' && { members: [...new Set([...report.sharedWith, member])] }),
    };
    // In whose words it was permitted would tell who reported, where that is known to few.
    if (report.restricted)
      draft.add(content, {
        to: [...new Set([me, ...knowing(report, situation)])],
        fields: { words },
      });
    else draft.add({ ...content, words });
  }
  draft.add({ kind: 'grant', member });
}

/** The reports whose reporter is known to few, whoever acts among them. */
export function hiddenReports({ incident }: Situation): readonly Report[] {
  return incident.reports.filter(({ restricted, account }) => restricted && account !== undefined);
}

/** The readers who do not know who made a report, where few do. */
export function notKnowing(report: Report, { incident, members }: Situation): readonly TeamMember[] {
  return members.filter(({ id }) => incident.readers.includes(id) && report.knownTo?.includes(id) === false);
}

/** The hidden report that the answers are about. */
export function hiddenReport(given: Given, situation: Situation): Report | undefined {
  const hidden = hiddenReports(situation);
  const number = text(given.report);
  return number === undefined && hidden.length === 1
    ? hidden[0]
    : hidden.find((one) => String(one.number) === number);
}

/** Throws where whoever acts does not know who made the hidden report that is meant: if none is named, any of them. */
export function assertKnows(given: Given, { incident }: Situation): void {
  const number = text(given.report);
  const meant = incident.reports.filter((one) => number === undefined || String(one.number) === number);
  const hidden = meant.filter(({ restricted }) => restricted);
  if (hidden.length === 0 || hidden.some(({ account }) => account !== undefined)) return;
  throw new UserError('You do not know who reported it, so you cannot let others know.', {
    hints: [`\`coc access ${showId(incident.id)}\` shows to whom the reporter is known: ask them.`],
  });
}

/** Throws where further readers cannot come to know who reported: only with the reporter's permission. */
export function assertMayWiden(given: Given, situation: Situation): void {
  const { incident } = situation;
  const members = list(given.members);
  if (members.some((member) => incident.keptOut.includes(member))) throw keptOut(situation);
  if (members.some((member) => !incident.readers.includes(member)))
    throw new UserError('Only somebody who can open the incident can come to know who reported it.', {
      hints: [`\`coc access grant ${showId(incident.id)}\` comes first.`],
    });
  if (members.length > 0 && text(given.permission) === undefined)
    throw new UserError('The reporter has not permitted this. Without their permission it is not shared.', {
      clause: permissionClause(situation),
      hints: ['With their permission, write down in which words they gave it: `permission` in the answers.'],
    });
}

/** Seals once more, to further readers, who the reporter is and what they said, as far as whoever acts knows it. */
export function letKnow(given: Given, situation: Situation, draft: EntryList): void {
  assertKnows(given, situation);
  assertMayWiden(given, situation);
  const { incident, access } = situation;
  const report = hiddenReport(given, situation);
  const known = report && notKnowing(report, situation).map(({ id }) => id);
  const to = list(given.members).filter((member) => known?.includes(member));
  if (report === undefined || to.length === 0)
    throw new UserError('They know by now who made this report; there is nothing left to do.');
  for (const entry of incident.entries) {
    const fields = access.unsealed.get(entry.id);
    if (fields === undefined || !isOn(entry, report, incident)) continue;
    const permission = entry.id === report.id ? { [BY_PERMISSION]: text(given.permission) ?? '' } : {};
    draft.add(
      { kind: 'widened', entry: entry.id, to: [...to] },
      { to, fields: { ...fields, ...permission } },
    );
  }
}

/** Whether an entry is about who made a report, or is the report. */
function isOn(entry: Entry, report: Report, { same }: IncidentView): boolean {
  if (!isKnown(entry)) return false;
  if (entry.kind === 'person') return (same[entry.person] ?? entry.person) === report.reporter;
  if (entry.kind === 'permission') return entry.report === report.id;
  return entry.kind === 'report' && entry.id === report.id;
}

/** Who knows the reporter and still counts: on the team, and not kept out. */
export function knowing({ knownTo = [] }: Report, { incident, members }: Situation): readonly string[] {
  return knownTo.filter(
    (member) => members.some(({ id }) => id === member) && !incident.keptOut.includes(member),
  );
}

/** Who is kept out stays out: no permission and no override changes that ("Conflict of interest"). */
function keptOut({ playbook, incident }: Situation): UserError {
  return new UserError('Somebody whom you chose is kept out of this incident, so they cannot open it.', {
    clause: clauseTitle(playbook, playbook.gates.conflict.clause),
    hints: [
      `\`coc access ${showId(incident.id)}\` shows who is kept out.`,
      'If they are kept out by mistake, an admin can undo it: `coc access readmit`.',
    ],
  });
}

/** Nobody reads what is said against themselves; also somebody who only may be meant is not let in. */
function accused({ playbook, incident }: Situation): UserError {
  const id = showId(incident.id);
  return new UserError('They may be the person accused in this incident, so they are not let in.', {
    clause: clauseTitle(playbook, playbook.gates.conflict.clause),
    hints: [
      `If it is somebody else, say who it is by their whole name: \`coc report add ${id}\`, a person.`,
      `If it is them: \`coc access recuse ${id}\` keeps them out for good.`,
    ],
  });
}

function notPermitted(situation: Situation): UserError {
  const id = showId(situation.incident.id);
  return new UserError('No permission that is recorded lets this member open the incident.', {
    clause: permissionClause(situation),
    hints: [
      'The permission comes from the person affected, and of several reports the strictest holds.',
      `If they give it: \`coc access grant ${id}\` asks for their words and records it. So does \`coc report add ${id}\`, “A detail that was missing”.`,
    ],
  });
}

function permissionClause({ playbook }: Situation): string {
  return clauseTitle(playbook, playbook.permission.clause);
}
