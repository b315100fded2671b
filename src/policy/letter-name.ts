import { knew } from '../incident/knew.ts';
import type { Letter } from '../incident/response.ts';
import type { IncidentView } from '../incident/view.ts';
import { accusedIn } from './involved.ts';

/** Which letter it is, by whom it is for and what it tells. */
export function letterName(one: Letter, incident: IncidentView): string {
  const { letter, person = 'them' } = one;
  if (letter === 'announcement') return 'the announcement that is drafted';
  if (letter === 'employer') return `the letter that is drafted for the employer of ${person}`;
  return `the letter that is drafted for ${person} (${aboutOf(one, incident)})`;
}

function aboutOf({ id, letter, person, appeal }: Letter, incident: IncidentView): string {
  if (letter === 'complaint') return 'that there is a complaint';
  if (letter === 'relay') return 'an apology';
  if (appeal !== undefined) return 'what came of their appeal';
  // What the accused is told where it does not go on is that alone.
  const isOver = incident.stopped !== undefined && knew(incident, { id }, incident.stopped);
  const isAccused = accusedIn(incident).some(({ ref }) => ref === person);
  return isOver && isAccused ? 'that it goes no further' : 'what was decided';
}
