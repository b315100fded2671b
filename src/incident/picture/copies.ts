import type { EntryOf } from '../entry.ts';
import { numbersOf } from '../evidence.ts';
import { showSize } from '../file-size.ts';
import type { IncidentView } from '../view.ts';
import { type PictureBlock, section } from './block.ts';
import { actor, actors, choice, joined, moment, ours, say, type Text, words } from './text.ts';

/** The copies that left for somebody outside, and what those affected said to that; nothing of what stood in them. */
export function copies(incident: IncidentView): readonly PictureBlock[] {
  const { exports = [], exportPermissions = [] } = incident;
  const numbers = numbersOf(incident);
  return section(say`Copies that left`, [
    { list: [...exportPermissions.map(permission), ...exports.map((one) => copy(one, numbers))] },
  ]);
}

function copy(one: EntryOf<'export'>, numbers: ReadonlyMap<string, number>): Text {
  const { person, to, why, form, size, sha256, inside, evidence = [], inSpiteOf = [], at, by } = one;
  const files = evidence.map(({ entry, stripped }) => {
    const number = numbers.get(entry);
    const which = number === undefined ? say`one that is not there` : say`number ${number}`;
    return say`${which}${stripped && say` without what is hidden in it`}`;
  });
  return joined(
    [
      say`${choice('copy', one.for)}${person && say` (${actor(person)})`}${to !== undefined && say`: ${words(to)}`}`,
      say`made ${moment(at)} by ${actor(by)}`,
      say`why: ${words(why)}`,
      ...(inSpiteOf.length > 0 ? [say`in spite of: ${joined(inSpiteOf.map(words), ', ')}`] : []),
      say`sealed: ${choice('sealing', form)}`,
      ...(files.length > 0 ? [say`with attachments: ${joined(files, ', ')}`] : []),
      say`${ours(showSize(size))}, SHA-256 ${words(sha256)}${inside !== undefined && say`, and of what is sealed in it ${words(inside)}`}`,
    ],
    '; ',
  );
}

function permission({
  people,
  answer,
  saidAt,
  precision,
  words: said,
  at,
  by,
  ...one
}: EntryOf<'export-permission'>): Text {
  return joined(
    [
      say`${actors(people)} said to a copy for others (${choice('copy', one.for)}${one.to !== undefined && say`: ${words(one.to)}`}): ${ours(answer)}`,
      say`${moment(saidAt, precision?.saidAt)}, written down ${moment(at)} by ${actor(by)}`,
      ...(said === undefined ? [] : [say`“${words(said)}”`]),
    ],
    '; ',
  );
}
