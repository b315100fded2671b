import { knownOf, ROLE_NAMES } from '../people.ts';
import type { Person } from '../view.ts';
import { actors, both, inFile, joined, ours, say, type Text, words } from './text.ts';

/** Somebody by their role and what is known of them: "accused: Marlon Vane; works for Example Ltd". */
export function personText(person: Person): Text {
  const { role, affected, hidden, knownTo = [] } = person;
  const also = affected === 'yes' && role !== 'affected' && say`, and affected`;
  const whom = knownTo.length > 1 ? actors(knownTo) : say`whoever took the report`;
  const known = hidden ? [say`known only to ${whom}`] : knownOf(person).map(words);
  const rest = known.length > 0 ? say`: ${joined(known, '; ')}` : say`${both(say`,`, say`:`)} not named`;
  return say`${ours(ROLE_NAMES[role])}${also && (role === 'reporter' ? also : inFile(also))}${rest}`;
}
