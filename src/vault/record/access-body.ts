import type { IncidentView } from '../../incident/view.ts';
import { line, moment, section } from './markdown.ts';

/** The part of an incident's Markdown on who can open it, and who cannot. */
export function renderAccess(incident: IncidentView): readonly string[] {
  const { readers, recovered, recusals, reports, widenings } = incident;
  const byRecovery = recovered.filter((member) => readers.includes(member));
  return [
    section('Who can open this', [
      `${readers.join(', ')}, and the recovery key where there is one`,
      ...(byRecovery.length > 0 ? [`By the recovery key: ${byRecovery.join(', ')}`] : []),
    ]),
    section('To whom the reporter is known', [
      ...reports.flatMap(({ number, reporter, knownTo }) =>
        knownTo === undefined ? [] : [`Report ${number}, ${reporter}: known to ${knownTo.join(', ')}`],
      ),
      ...new Set(
        widenings.flatMap(({ at, by, to, words }) =>
          words === undefined ? [] : [`${moment(at)}, ${by}, to ${to.join(', ')}: ${line(words)}`],
        ),
      ),
    ]),
    section(
      'Kept out',
      recusals.flatMap(({ member, at, by, reason, undone }) =>
        undone === undefined ? [`${member}, since ${moment(at)}, by ${by}${why(reason)}`] : [],
      ),
    ),
    section(
      'No longer kept out',
      recusals.flatMap(({ member, undone }) =>
        undone === undefined
          ? []
          : [`${member}, since ${moment(undone.at)}, by ${undone.by}${why(undone.reason)}`],
      ),
    ),
  ];
}

function why(reason: string | undefined): string {
  return reason === undefined ? '' : `: ${line(reason)}`;
}
