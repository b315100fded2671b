import { isAnswered } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import type { Playbook } from './playbook.ts';

/**
 * Until when a first outcome is wanted ("Half a day"): the playbook's hours after the earliest receipt; of reports that came in
 * since it was closed and have none yet, where there are such. Where it did not go on for a while, the hours count from when it
 * goes on again. While it does not go on, nothing is overdue. For what was entered from earlier files, no clock runs.
 */
export function respondBy(incident: IncidentView, playbook: Playbook): Date | undefined {
  const { reports, sinceClose, resumed } = incident;
  const open = sinceClose.filter(({ answered }) => !answered).map(({ report }) => report);
  const counting = reports.filter(
    ({ id, fromFiles }) => fromFiles !== true && (open.length === 0 || open.includes(id)),
  );
  const received = counting.map((report) => Date.parse(report.receivedAt));
  if (received.length === 0) return undefined;
  const from = Math.max(Math.min(...received), ...(resumed === undefined ? [] : [Date.parse(resumed.at)]));
  return new Date(from + playbook.clocks.response.hours * 3_600_000);
}

/**
 * Nothing is overdue once there is a first outcome, or where the affected person asked that it does not go on.
 *
 * @param by when it is wanted, where that is the clock of more than this incident
 */
export function isOverdue(
  incident: IncidentView,
  playbook: Playbook,
  now: Date,
  by = respondBy(incident, playbook),
): boolean {
  return !isAnswered(incident) && incident.stopped === undefined && by !== undefined && now > by;
}
