import { knownOf, ROLE_NAMES } from '../people.ts';
import type { Rewritten } from '../rewritten.ts';
import type { Person } from '../view.ts';
import { putRight, writtenDown } from './noted.ts';
import { actor, actors, both, inFile, joined, ours, say, type Text, words } from './text.ts';

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

const FIELDS: Readonly<Record<string, Text>> = {
  name: say`the name`,
  contact: say`the contact`,
  description: say`the description`,
  employer: say`the employer`,
  aliases: say`other names`,
};
const HAPPENED = {
  yes: say`it happened to`,
  no: say`it did not happen to`,
  unknown: say`it is not known whether it happened to`,
};
const BEFORE = { yes: say`that it did`, no: say`that it did not`, unknown: say`that it is not known` };

/** What an entry changed of who somebody is, by whom and when: a sentence for each thing. */
export function rewritten(one: Rewritten): readonly Text[] {
  const { person, corrected, replaced, isOne, apart, role, affected, otherThan } = one;
  const who = actor(person);
  const anew = (what: Text): Text => say`${who}, ${writtenDown(one)}: ${what}`;
  const right = (what: Text): Text => say`${putRight(one)}: ${what}`;
  const fields = (names: readonly string[]): Text =>
    joined(
      names.map((name) => FIELDS[name] ?? words(name)),
      ', ',
    );
  return [
    ...(corrected === undefined ? [] : [right(say`${fields(corrected)} of ${who}`)]),
    ...(apart === undefined
      ? []
      : [right(say`${who} is somebody else${apart.length > 0 && say` than ${actors(apart)}`}`)]),
    ...(isOne === undefined ? [] : [anew(say`is the same person as ${actor(isOne)}`)]),
    ...(replaced === undefined ? [] : [anew(say`another one for ${fields(replaced)}`)]),
    ...(role === undefined
      ? []
      : [anew(say`${ours(ROLE_NAMES[role.is])}; first written: ${ours(ROLE_NAMES[role.was])}`)]),
    ...(affected === undefined
      ? []
      : [
          anew(
            say`${HAPPENED[affected.is]} them${affected.was && say`; first written: ${BEFORE[affected.was]}`}`,
          ),
        ]),
    ...(otherThan === undefined ? [] : [anew(say`somebody else than ${actors(otherThan)}`)]),
  ];
}
