import { isDecided } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import type { Playbook } from './playbook.ts';

/** Until when a first outcome is wanted ("Half a day"): the playbook's hours after the earliest receipt. */
export function respondBy(incident: IncidentView, playbook: Playbook): Date | undefined {
  const received = incident.reports.map((report) => Date.parse(report.receivedAt));
  if (received.length === 0) return undefined;
  return new Date(Math.min(...received) + playbook.clocks.response.hours * 3_600_000);
}

/** Nothing is overdue once there is a first outcome, or where the affected person asked that it does not go on. */
export function isOverdue(incident: IncidentView, playbook: Playbook, now: Date): boolean {
  const by = respondBy(incident, playbook);
  return !isDecided(incident) && incident.consent !== 'asked-not-to-proceed' && by !== undefined && now > by;
}
