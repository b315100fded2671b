import { knownOf, ROLE_NAMES } from '../people.ts';
import type { Person } from '../view.ts';
import { actors, both, inFile, joined, ours, say, type Text, words } from './text.ts';

/** Somebody by their role and what is known of them: "accused: Marlon Vane; works for Example Ltd". */
export function personText(person: Person): Text {
  const { role, affected, hidden, knownTo = [], otherThan = [] } = person;
  const also = affected === 'yes' && role !== 'affected' && say`, and affected`;
  const whom = knownTo.length > 1 ? actors(knownTo) : say`whoever took the report`;
  const said = hidden ? [] : knownOf(person);
  const known = joined(hidden ? [say`known only to ${whom}`] : said.map(words), '; ');
  const file = hidden || said.length > 0 ? say`: ${known}` : say`, not named`;
  const screen = hidden || said.join('; ') !== '' ? known : say`not named`;
  const name = ours(ROLE_NAMES[role]);
  const others = otherThan.length > 0 && say`; somebody else than ${actors(otherThan)}`;
  return say`${name}${also && (role === 'reporter' ? also : inFile(also))}${both(file, say`: ${screen}`)}${others}`;
}

/** What was written down wrong of somebody, as it was first written; nothing where nothing was. */
export function firstWrittenOf({ hidden, wrong = [] }: Person): Text {
  if (hidden || wrong.length === 0) return [];
  return say`; put right, first written: ${joined(
    wrong.map(({ was }) => words(was)),
    '; ',
  )}`;
}
