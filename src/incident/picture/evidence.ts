import type { Attachment, ClosedAttachment } from '../evidence.ts';
import { showSize } from '../file-size.ts';
import type { IncidentView } from '../view.ts';
import { type PictureBlock, section } from './block.ts';
import { actor, actors, inFile, joined, moment, onScreen, ours, say, type Text, words } from './text.ts';

/** What was attached, in order; what replaced what stands with both. */
export function attachments({ evidence, closedEvidence = [] }: IncidentView): readonly PictureBlock[] {
  const numbers = new Map(evidence.map(({ id }, index) => [id, index + 1]));
  return section(say`Attachments`, [
    { list: [...evidence.map((one) => attachment(one, numbers)), ...closedEvidence.map(closed)] },
  ]);
}

function attachment(one: Attachment, numbers: ReadonlyMap<string, number>): Text {
  const { name, size, file, about, from, madeAt, receivedAt, precision = {}, by, at } = one;
  const put = numbers.get(one.replacedBy ?? '');
  const instead = numbers.get(one.replaces ?? '');
  const told = joined(
    [
      say`${onScreen(say`${numbers.get(one.id) ?? 0}. `)}${words(name)} (${ours(showSize(size))})`,
      ...(about === undefined ? [] : [words(about)]),
      ...(from === undefined ? [] : [say`from ${actor(from)}`]),
      ...(madeAt === undefined ? [] : [say`made ${moment(madeAt, precision.madeAt)}`]),
      ...(receivedAt === undefined ? [] : [say`received ${moment(receivedAt, precision.receivedAt)}`]),
      say`put here by ${actor(by)}, ${moment(at)}`,
      ...(one.forFew === undefined ? [] : [say`only for ${actors(one.forFew)}`]),
      ...(instead === undefined ? [] : [say`in place of number ${instead}`]),
      ...(put === undefined ? [] : [say`replaced by number ${put}, and kept`]),
      ...(one.replacedBy !== undefined && put === undefined
        ? [say`replaced by one that is for few, and kept`]
        : []),
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

function closed({ by, at, forFew }: ClosedAttachment): Text {
  return say`one that is only for ${actors(forFew)}; put here by ${actor(by)}, ${moment(at)}`;
}
