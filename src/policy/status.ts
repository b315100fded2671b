import { isAnswered } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';

/** `unfinished`: saved in a hurry; `not-to-proceed`: the affected person asked that it does not go on. */
export type Status = 'unfinished' | 'open' | 'not-to-proceed' | 'decided' | 'closed';

export function statusOf(incident: IncidentView): Status {
  if (incident.closed !== undefined) return 'closed';
  if (incident.stopped !== undefined) return 'not-to-proceed';
  if (isAnswered(incident)) return 'decided';
  return incident.quick ? 'unfinished' : 'open';
}
