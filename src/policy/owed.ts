import type { IncidentView } from '../incident/view.ts';
import type { Owed } from './waiting.ts';

/** That somebody is told what was decided. */
export function tellOwed(person: string): Owed {
  return { what: 'tell', person };
}

/** That somebody is told what came of their appeal. */
export function appealOwed(person: string, appeal: string): Owed {
  return { what: 'appeal', person, appeal };
}

/** Whether something stays due although the incident is closed, as whoever closed it said. */
export function isOwed(owed: Owed, { closed }: Pick<IncidentView, 'closed'>): boolean {
  return (
    closed?.owed?.some(
      ({ what, person, appeal }) => what === owed.what && person === owed.person && appeal === owed.appeal,
    ) === true
  );
}
