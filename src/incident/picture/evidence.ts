import { numbersSaid } from '../../text/numbers-said.ts';
import { type Attachment, type ClosedTogether, closedTogether, numbersOf } from '../evidence.ts';
import { showSize } from '../file-size.ts';
import type { IncidentView } from '../view.ts';
import { type PictureBlock, section } from './block.ts';
import { actor, actors, both, inFile, joined, moment, ours, say, type Text, words } from './text.ts';

/** What was attached, in order; what replaced what stands with both. */
export function attachments(incident: IncidentView): readonly PictureBlock[] {
  const numbers = numbersOf(incident);
  const open = incident.evidence.map((one) => attachment(one, numbers));
  return section(say`Attachments`, [{ list: [...open, ...closedTogether(incident).map(closed)] }]);
}

function attachment(one: Attachment, numbers: ReadonlyMap<string, number>): Text {
  const { name, size, file, about, from, madeAt, receivedAt, precision = {}, by, at } = one;
  const put = numbers.get(one.replacedBy ?? '');
  const instead = numbers.get(one.replaces ?? '');
  const told = joined(
    [
      say`${both(say`number ${one.number}: `, say`${one.number}. `)}${words(name)} (${ours(showSize(size))})`,
      ...(about === undefined ? [] : [words(about)]),
      ...(from === undefined ? [] : [say`from ${actor(from)}`]),
      ...(madeAt === undefined ? [] : [say`made ${moment(madeAt, precision.madeAt)}`]),
      ...(receivedAt === undefined ? [] : [say`received ${moment(receivedAt, precision.receivedAt)}`]),
      say`put here by ${actor(by)}, ${moment(at)}`,
      ...(one.forFew === undefined ? [] : [say`only for ${actors(one.forFew)}`]),
      ...(instead === undefined ? [] : [say`in place of number ${instead}`]),
      ...(put === undefined ? [] : [say`replaced by number ${put}, and kept`]),
      ...(one.replacedAs === undefined ? [] : [placed(one, one.replacedAs)]),
    ],
    '; ',
  );
  return say`${told}${inFile(say`; sealed in ${words(file)}, with a key of its own that the front matter has`)}`;
}

function placed({ replacedBy }: Attachment, { by, at }: NonNullable<Attachment['replacedAs']>): Text {
  const again = replacedBy === undefined && say`stands for itself again, `;
  return say`${again}as noted by ${actor(by)}, ${moment(at)}`;
}

function closed({ numbers, by, at: [first, last], forFew }: ClosedTogether): Text {
  const until = first !== last && say` to ${moment(last)}`;
  return say`${ours(numbersSaid(numbers))}: only for ${actors(forFew)}; put here by ${actor(by)}, ${moment(first)}${until}`;
}
