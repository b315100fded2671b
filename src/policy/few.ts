import type { IncidentView } from '../incident/view.ts';

/** Whether who somebody is, is sealed to fewer than all who can open the incident. */
export function isKnownToFew(ref: string | undefined, { people }: Pick<IncidentView, 'people'>): boolean {
  return people.some((one) => one.ref === ref && one.knownTo !== undefined);
}
