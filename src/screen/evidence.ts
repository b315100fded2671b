import type { Attachment } from '../incident/evidence.ts';
import { showSize } from '../incident/file-size.ts';
import { showId } from '../incident/id.ts';
import type { IncidentView } from '../incident/view.ts';
import { type Block, listIfAny } from '../text/block.ts';
import { count } from '../text/count.ts';
import { listed } from '../text/listed.ts';
import { showMoment } from '../text/moment.ts';
import { present } from '../text/present.ts';

interface EvidenceLook {
  readonly now: Date;
  readonly nameOf: (member: string) => string;
}

/** What is attached to an incident, and what can be done with it. */
export function evidenceBlocks(incident: IncidentView, look: EvidenceLook): readonly Block[] {
  const { evidence, closedEvidence = [] } = incident;
  const id = showId(incident.id);
  const closed =
    closedEvidence.length === 0
      ? []
      : [
          {
            kind: 'text',
            text: `${count(closedEvidence.length, 'more file')} ${closedEvidence.length === 1 ? 'is' : 'are'} only for some of those who can open this incident.`,
          } as const,
        ];
  if (evidence.length === 0)
    return [
      { kind: 'text', text: `Nothing that you can open is attached to ${id}.` },
      ...closed,
      { kind: 'text', text: `\`coc evidence add ${id}\` adds files.` },
    ];
  return [
    ...listIfAny(`Attached to ${id}`, attachmentLines(evidence, look)),
    ...closed,
    {
      kind: 'text',
      text: `\`coc evidence view ${id} NUMBER\` shows one, \`coc evidence save ${id} NUMBER\` writes it out, as it was given. \`coc evidence verify ${id}\` looks whether all are whole.`,
    },
  ];
}

/** A line for each, with its number. */
export function attachmentLines(
  evidence: readonly Attachment[],
  { now, nameOf }: EvidenceLook,
): readonly string[] {
  const numbers = new Map(evidence.map(({ id }, index) => [id, index + 1]));
  return evidence.map(
    ({ name, size, about, from, madeAt, receivedAt, precision = {}, by, at, forFew, replacedBy }, index) =>
      present([
        `${index + 1}. ${name} (${showSize(size)})`,
        about,
        from && `from ${nameOf(from)}`,
        madeAt && `made ${showMoment(madeAt, now, precision.madeAt)}`,
        receivedAt && `received ${showMoment(receivedAt, now, precision.receivedAt)}`,
        `put here by ${nameOf(by)}, ${showMoment(at, now)}`,
        forFew && `only for ${listed(forFew.map(nameOf))}`,
        replacedBy && `replaced by number ${numbers.get(replacedBy) ?? '?'}`,
      ]).join('; '),
  );
}
