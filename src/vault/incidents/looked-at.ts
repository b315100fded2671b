import type { Session } from '../clone/session.ts';
import { objectId } from '../git/object.ts';
import { OpenedIndex } from '../index/opened-index.ts';
import { ownStore } from '../index/own-index.ts';
import { inspectIncident, type OpenedIncident } from '../record/incident-file.ts';
import type { SeenEntries } from '../record/seen.ts';
import { asSeen, bytesOf, openInFolder } from './listing.ts';

/**
 * As `openInFolder`, for somebody who only looks: where the bytes of the file are those that were opened last, what they opened to
 * is remembered. Entries that are not signed by the member they name are in the document and do not count.
 */
export async function lookInFolder(session: Session, seen: SeenEntries, id: string): Promise<OpenedIncident> {
  const store = await ownStore(session);
  if (store === undefined) return openInFolder(session, seen, id, inspectIncident);
  const index = new OpenedIndex(store, session);
  const bytes = objectId({ type: 'blob', content: await bytesOf(session, id) });
  const known = await index.recall(id, { bytes });
  if (known !== undefined && known.opened !== 'closed') return asSeen(session, seen, id, known.opened);
  const opened = await openInFolder(session, seen, id, inspectIncident);
  await index.note(id, undefined, bytes, opened);
  await index.keep();
  return opened;
}
