import type { ContentOf, EntryOf } from './entry.ts';
import { order } from './order.ts';
import type { IncidentView } from './view.ts';

/** An incident as it would be once somebody has closed it like this who knows all of it. Nothing of it is written. */
export function asClosed(incident: IncidentView, closed: ContentOf<'closed'>): IncidentView {
  const { heads, seq } = order(incident.chain);
  const stamp = { id: '', at: '', by: '', after: [...heads], seq: seq + 1, sig: '' };
  const entry: EntryOf<'closed'> = { ...closed, ...stamp };
  return {
    ...incident,
    entries: [...incident.entries, entry],
    chain: [...incident.chain, entry],
    closed: entry,
  };
}
