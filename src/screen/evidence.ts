import { closedTogether, numbersOf } from '../incident/evidence.ts';
import { showSize } from '../incident/file-size.ts';
import { showId } from '../incident/id.ts';
import type { IncidentView } from '../incident/view.ts';
import { type Block, listIfAny } from '../text/block.ts';
import { listed } from '../text/listed.ts';
import { showMoment } from '../text/moment.ts';
import { numbersSaid } from '../text/numbers-said.ts';
import { present } from '../text/present.ts';

interface EvidenceLook {
  readonly now: Date;
  readonly nameOf: (member: string) => string;
}

/** What is attached to an incident, and what can be done with it. */
export function evidenceBlocks(incident: IncidentView, look: EvidenceLook): readonly Block[] {
  const { evidence } = incident;
  const id = showId(incident.id);
  const closed = listIfAny(
    'Only for some of those who can open this incident',
    closedTogether(incident).map(
      ({ numbers, forFew }) => `${numbersSaid(numbers)}: only for ${listed(forFew.map(look.nameOf))}`,
    ),
  );
  if (evidence.length === 0)
    return [
      { kind: 'text', text: `Nothing that you can open is attached to ${id}.` },
      ...closed,
      { kind: 'text', text: `\`coc evidence add ${id}\` adds files.` },
    ];
  return [
    ...listIfAny(`Attached to ${id}`, attachmentLines(incident, look)),
    ...closed,
    {
      kind: 'text',
      text: `\`coc evidence view ${id} NUMBER\` shows one, \`coc evidence save ${id} NUMBER\` writes it out, as it was given. \`coc evidence verify ${id}\` looks whether all are whole.`,
    },
  ];
}

/** A line for each, with its number. */
export function attachmentLines(incident: IncidentView, { now, nameOf }: EvidenceLook): readonly string[] {
  const numbers = numbersOf(incident);
  return incident.evidence.map(
    ({ number, name, size, about, from, madeAt, receivedAt, precision = {}, by, at, forFew, replacedBy }) =>
      present([
        `${number}. ${name} (${showSize(size)})`,
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
