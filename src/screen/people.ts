import { knownOf, ROLE_NAMES } from '../incident/people.ts';
import type { Person } from '../incident/view.ts';

/** Somebody by their role and what is known of them: "accused: Marlon Vane; works for Example Ltd". */
export function personWords(person: Person): string {
  const role = `${ROLE_NAMES[person.role]}${person.affected === 'yes' && person.role === 'reporter' ? ', and affected' : ''}`;
  const shown = person.hidden ? 'known only to whoever took the report' : knownOf(person).join('; ');
  return `${role}: ${shown || 'not named'}`;
}

/** The same with the mark in front: "A1, accused: Marlon Vane". */
export function personLine(person: Person): string {
  return `${person.ref}, ${personWords(person)}`;
}
