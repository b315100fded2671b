import { isDecided } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import type { OutgoingId } from './playbook.ts';
import type { Situation } from './situation.ts';

/**
 * Where it is decided of what those are told whom it happened to: the incident that leads, as far as whoever acts can open it; this one
 * where none does, and as long as only this one has decided anything.
 */
export function decidedIn({ incident, matter }: Pick<Situation, 'incident' | 'matter'>): IncidentView {
  const leader = matter?.leader;
  return leader !== undefined && (isDecided(leader) || !isDecided(incident)) ? leader : incident;
}

/** The incident that leads, where this kind of letter tells what that one decided; undefined where it does not. */
export function toldOfElsewhere(
  kind: OutgoingId | undefined,
  situation: Pick<Situation, 'incident' | 'matter'>,
): IncidentView | undefined {
  const where = decidedIn(situation);
  return kind === 'outcome' && where !== situation.incident ? where : undefined;
}
