import { showId } from '../incident/id.ts';
import { picture } from '../incident/picture/picture.ts';
import type { IncidentView } from '../incident/view.ts';
import { type Block, listIfAny } from '../text/block.ts';
import { type PictureFacts, pictureBlocks, rows } from './picture.ts';

export interface ShowFacts extends PictureFacts {
  /** Whether a recovery key opens it as well. */
  readonly recovery: boolean;
  readonly status: string;
  /** Under which playbook it was opened. */
  readonly policy: string;
  /** What waits, a line each. */
  readonly due: readonly string[];
  /** That whoever looks takes no part in deciding it, and who can. */
  readonly noPart?: readonly string[];
}

/** One incident for somebody who may open it: with names, the newest facts, and everything that was added. */
export function incidentBlocks(incident: IncidentView, facts: ShowFacts): readonly Block[] {
  const { inShort, safety, people, reports, afterwards, withoutEffect } = picture(incident);
  const readers = incident.readers.map(facts.nameOf).join(', ') || 'nobody';
  return [
    { kind: 'heading', text: `Incident ${showId(incident.id)}` },
    {
      kind: 'fields',
      rows: [
        ['Status', facts.status],
        ['Policy', facts.policy],
        ['Who can open this', `${readers}${facts.recovery ? ', the recovery key' : ''}`],
        ...rows(inShort, facts),
      ],
    },
    ...(facts.noPart ?? []).map((text): Block => ({ kind: 'text', text })),
    ...listIfAny('What waits', facts.due),
    ...pictureBlocks([safety, people, reports, afterwards, withoutEffect].flat(), facts),
  ];
}
