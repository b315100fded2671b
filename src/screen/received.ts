import type { IncidentView } from '../incident/view.ts';
import { showMoment } from '../text/moment.ts';

/** When the first report of an incident came in, as far as it is known; when it was opened, where it has none. */
export function receivedWords({ reports, openedAt }: IncidentView, now: Date): string {
  const [first] = reports;
  return first === undefined
    ? showMoment(openedAt, now)
    : showMoment(first.receivedAt, now, first.precision?.receivedAt);
}
