import type { IncidentView } from '../incident/view.ts';
import { firstReceived } from '../policy/came.ts';
import type { Brief } from '../policy/glance.ts';
import { showMoment } from '../text/moment.ts';

/** When the first report of an incident came in, as far as it is known; when it was opened, where it has none. */
export function receivedWords(of: Pick<Brief, 'openedAt' | 'receivedAt' | 'precision'>, now: Date): string {
  return of.receivedAt === null ? showMoment(of.openedAt, now) : showMoment(of.receivedAt, now, of.precision);
}

/** The same of an incident that is open. */
export function receivedIn({ reports, openedAt }: IncidentView, now: Date): string {
  const first = firstReceived(reports);
  return first === undefined
    ? showMoment(openedAt, now)
    : showMoment(first.receivedAt, now, first.precision?.receivedAt);
}
