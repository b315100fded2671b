import { hiddenWords, knownOf, ROLE_NAMES } from '../incident/people.ts';
import type { Person } from '../incident/view.ts';

/** Somebody by their role and what is known of them: "accused: Marlon Vane; works for Example Ltd". `nameOf` tells what a member is called. */
export function personWords(person: Person, nameOf?: (member: string) => string): string {
  const role = `${ROLE_NAMES[person.role]}${person.affected === 'yes' && person.role === 'reporter' ? ', and affected' : ''}`;
  const shown = person.hidden ? hiddenWords(person, nameOf) : knownOf(person).join('; ');
  return `${role}: ${shown || 'not named'}`;
}

/** The same with the mark in front: "A1, accused: Marlon Vane". */
export function personLine(person: Person): string {
  return `${person.ref}, ${personWords(person)}`;
}
