import type { IncidentView, Person } from '../incident/view.ts';
import { firstReceived } from './came.ts';
import { affectedIn } from './involved.ts';

/**
 * Who is told how it goes on, by their roles: those whom it happened to; whoever reported it first, where that is not known. Nobody where
 * it happened to somebody else of whom nothing is known.
 */
export function toldHowItGoesOn(incident: IncidentView): readonly string[] {
  const affected = affectedIn(incident).map(({ ref }) => ref);
  const first = firstReceived(incident.reports);
  if (affected.length > 0 || first === undefined) return affected;
  const isToElse = incident.people.some((one) => one.ref === first.reporter && one.affected === 'no');
  return isToElse ? [] : [first.reporter];
}

/** Whom what was decided can be told to: those whom it happened to, or who reported it where nobody knows whom. */
export function toldTheOutcome(incident: IncidentView): readonly Person[] {
  const people = affectedIn(incident);
  const reporters = incident.people.filter(({ role, affected }) => role === 'reporter' && affected !== 'no');
  return people.length > 0 ? people : reporters;
}
