import { isKnown } from '../incident/entry.ts';
import { rightly, type Sanction } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import { isToldOf, slipsTold, wasAnswered } from './decisions.ts';

/** How a sanction is other than somebody knows it who was told before what was decided. */
export interface OutcomeNews {
  /** For how long it was to hold when they were told, where that is other now. */
  readonly was?: Pick<Sanction, 'term' | 'until'>;
  /** Conditions that were ended since then. */
  readonly noLonger: readonly string[];
  /** Whether it was lifted since then. */
  readonly isLifted: boolean;
}

/** What of a sanction is news to somebody; undefined where nothing is, or they were told nothing yet of what was decided. */
export function newsOf(one: Sanction, person: string, incident: IncidentView): OutcomeNews | undefined {
  const isTold = (entry: { readonly id: string }): boolean => isToldOf(entry, person, incident);
  const { changes, ended } = one;
  const slips = slipsTold(one);
  const isLifted = ended?.how === 'lifted' && !isTold(ended);
  const untold = [one, ...changes, ...slips].filter((entry) => !isTold(entry));
  if (!wasAnswered(person, incident) || (untold.length === 0 && !isLifted)) return undefined;
  if (!isTold(one)) return { noLonger: [], isLifted: false };
  const begun = incident.entries.find((entry) => entry.id === one.id);
  const first = begun !== undefined && isKnown(begun) && begun.kind === 'sanction' ? begun : undefined;
  const last = changes.findLast(isTold) ?? first;
  const was = last && (last.kind === 'sanction' ? rightly(last, slips.filter(isTold)) : last);
  const isOther = was !== undefined && (was.term !== one.term || was.until !== one.until);
  return {
    ...(isOther && { was: { term: was.term, ...(was.until !== undefined && { until: was.until }) } }),
    noLonger: [...changes, ...slips]
      .filter((entry) => !isTold(entry))
      .flatMap(({ noLonger = [] }) => noLonger)
      .filter((words) => !one.conditions?.includes(words)),
    isLifted,
  };
}

/** Whether all that is news to them is what was written down wrong. */
export function areOnlySlips(person: string, incident: IncidentView): boolean {
  return incident.sanctions
    .flatMap((one) => [one, ...one.changes, ...(one.ended?.how === 'lifted' ? [one.ended] : [])])
    .every((entry) => isToldOf(entry, person, incident));
}
