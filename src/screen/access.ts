import { showId } from '../incident/id.ts';
import { keptOut, knownToText } from '../incident/picture/access.ts';
import { saidToSharing, sharedWith, whatMayBeTold } from '../incident/picture/reports.ts';
import type { IncidentView } from '../incident/view.ts';
import type { Reach, Why } from '../policy/access-list.ts';
import type { Block } from '../text/block.ts';
import { listed } from '../text/listed.ts';
import { showMoment } from '../text/moment.ts';
import { type PictureFacts, pictureBlocks, tell } from './picture.ts';

interface AccessFacts extends Omit<PictureFacts, 'playbook'> {
  readonly reach: readonly Reach[];
  /** The IDs of those of them who may be the person accused. */
  readonly mayBeAccused: readonly string[];
  /** Who keeps the recovery key, as far as it is written down; undefined where there is none. */
  readonly recovery: { readonly needed?: number; readonly custodians: readonly string[] } | undefined;
}

/** Who can open an incident and why, what was permitted, who is kept out, and to whom the reporter is known. */
export function accessBlocks(incident: IncidentView, facts: AccessFacts): readonly Block[] {
  const id = showId(incident.id);
  const told = { ...facts, playbook: undefined };
  const isKeptOut = incident.keptOut.length > 0;
  return [
    { kind: 'heading', text: `Incident ${id}: who can open it` },
    {
      kind: 'list',
      items: [...facts.reach.map((one) => reachLine(one, facts)), recoveryLine(facts.recovery)],
    },
    ...pictureBlocks(keptOut(incident), told),
    { kind: 'heading', text: 'What was permitted' },
    ...incident.reports.flatMap((report): Block[] => [
      { kind: 'text', text: `Report ${report.number}: ${tell(sharedWith(report), told)}.` },
      ...pictureBlocks(saidToSharing(report, incident), told),
    ]),
    ...onlyAgain(incident),
    ...pictureBlocks(whatMayBeTold(incident), told),
    {
      kind: 'list',
      title: 'To whom the reporter is known',
      items: incident.reports.map((report) => tell(knownToText(report), told)),
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
        ...(isKeptOut ? [`Undo that, as an admin who can open this: \`coc access readmit ${id}\``] : []),
      ],
    },
  ];
}

/** What an incident is kept for, in the words of whoever wanted that. */
function onlyAgain({ onlyAgain: kept }: IncidentView): readonly Block[] {
  if (kept === undefined) return [];
  return [
    { kind: 'text', text: `It is used only if it happens again, as ${listed(kept.people)} wanted.` },
    ...kept.words.map((text): Block => ({ kind: 'quote', text })),
  ];
}

const WHY: Readonly<Record<Why, (reports: readonly number[]) => string>> = {
  'took-report': () => 'took a report',
  permission: (reports) => `the person affected allowed it (report ${reports.join(', ')})`,
  witnessed: () => 'it was widely witnessed, and who reported it stays hidden',
  'recovery-key': () => 'by the recovery key, because nobody else was left',
};

function reachLine({ member, why, reports, since }: Reach, facts: AccessFacts): string {
  const { now, nameOf, mayBeAccused } = facts;
  const from = since === null ? '' : ` Since ${showMoment(since, now)}.`;
  return `${nameOf(member)}: ${why.map((one) => WHY[one](reports)).join('; ')}.${from}${mayBeAccused.includes(member) ? ' May be the person accused: keep them out, or say that it is somebody else.' : ''}`;
}

function recoveryLine(recovery: AccessFacts['recovery']): string {
  if (recovery === undefined) return 'There is no recovery key.';
  const { needed, custodians } = recovery;
  if (custodians.length === 0) return 'The recovery key, wherever it is kept.';
  const parts = needed === undefined ? '' : `, any ${needed} of them together`;
  return `The recovery key, kept by ${custodians.join(', ')}${parts}.`;
}
