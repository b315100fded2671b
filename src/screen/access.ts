import { showId } from '../incident/id.ts';
import type { IncidentView, Report } from '../incident/view.ts';
import type { Reach, Why } from '../policy/access-list.ts';
import type { Block } from './block.ts';
import { showMoment } from './moment.ts';

interface AccessFacts {
  readonly now: Date;
  /** The name of a member, by ID. */
  readonly nameOf: (member: string) => string;
  readonly reach: readonly Reach[];
  /** Who keeps the recovery key, as far as it is written down; undefined where there is none. */
  readonly recovery: { readonly needed?: number; readonly custodians: readonly string[] } | undefined;
}

/** Who can open an incident and why, what was permitted, who is kept out, and to whom the reporter is known. */
export function accessBlocks(incident: IncidentView, facts: AccessFacts): readonly Block[] {
  const { now, nameOf } = facts;
  const id = showId(incident.id);
  const kept = incident.recusals.filter(({ undone }) => undone === undefined);
  const undone = incident.recusals.flatMap(({ member, undone: by }) => (by ? [{ ...by, member }] : []));
  const since = (one: { at: string; by: string; reason?: string | undefined }): string =>
    `since ${showMoment(one.at, now)}, by ${nameOf(one.by)}${one.reason === undefined ? '' : `: ${one.reason}`}`;
  return [
    { kind: 'heading', text: `Incident ${id}: who can open it` },
    {
      kind: 'list',
      items: [...facts.reach.map((one) => reachLine(one, facts)), recoveryLine(facts.recovery)],
    },
    ...(kept.length > 0
      ? [
          {
            kind: 'list',
            title: 'Kept out',
            items: kept.map((one) => `${nameOf(one.member)}, ${since(one)}`),
          } as const,
        ]
      : []),
    ...(undone.length > 0
      ? [
          {
            kind: 'list',
            title: 'No longer kept out',
            items: undone.map(
              (one) =>
                `${nameOf(one.member)}, ${since(one)}${one.proof === undefined ? '' : ' (with the recovery key)'}`,
            ),
          } as const,
        ]
      : []),
    { kind: 'heading', text: 'What was permitted' },
    ...incident.reports.flatMap((report) => permissionBlocks(report, nameOf)),
    {
      kind: 'list',
      title: 'To whom the reporter is known',
      items: incident.reports.map(
        ({ number, reporter, knownTo }) =>
          `Report ${number}, ${reporter}: known to: ${knownTo === undefined ? 'everybody who can open this' : list(knownTo, nameOf)}`,
      ),
    },
    ...[...new Set(incident.widenings.flatMap(({ words }) => words ?? []))].flatMap((words): Block[] => [
      { kind: 'text', text: 'The reporter permitted that more of them know:' },
      { kind: 'quote', text: words },
    ]),
    {
      kind: 'list',
      title: 'To change it',
      items: [
        `Let somebody open it: \`coc access grant ${id}\``,
        `Keep somebody out: \`coc access recuse ${id}\``,
        ...(kept.length > 0 ? [`Undo that, as an admin: \`coc access readmit ${id}\``] : []),
      ],
    },
  ];
}

const WHY: Readonly<Record<Why, (reports: readonly number[]) => string>> = {
  'took-report': () => 'took a report',
  permission: (reports) => `the person affected allowed it (report ${reports.join(', ')})`,
  witnessed: () => 'it was widely witnessed, and who reported it stays hidden',
  'recovery-key': () => 'by the recovery key, because nobody else was left',
};

function reachLine({ member, why, reports, since }: Reach, { now, nameOf }: AccessFacts): string {
  const from = since === null ? '' : ` Since ${showMoment(since, now)}.`;
  return `${nameOf(member)}: ${why.map((one) => WHY[one](reports)).join('; ')}.${from}`;
}

function recoveryLine(recovery: AccessFacts['recovery']): string {
  if (recovery === undefined) return 'There is no recovery key.';
  const { needed, custodians } = recovery;
  if (custodians.length === 0) return 'The recovery key, wherever it is kept.';
  const parts = needed === undefined ? '' : `, any ${needed} of them together`;
  return `The recovery key, kept by ${custodians.join(', ')}${parts}.`;
}

function permissionBlocks(report: Report, nameOf: (member: string) => string): readonly Block[] {
  const whom =
    report.share === 'team'
      ? 'the whole team'
      : report.share === 'named'
        ? list(report.sharedWith, nameOf) || 'those whom the person affected named'
        : 'nobody but whoever took the report';
  return [
    { kind: 'text', text: `Report ${report.number}: ${whom}.` },
    ...(report.permission === undefined ? [] : [{ kind: 'quote', text: report.permission } as const]),
  ];
}

function list(members: readonly string[], nameOf: (member: string) => string): string {
  return members.map(nameOf).join(', ');
}
