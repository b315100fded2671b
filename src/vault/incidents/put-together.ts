import { randomBytes } from 'node:crypto';
import { digest } from '../../incident/canonical.ts';
import { digestsIn, takenIn } from '../../incident/coming-in.ts';
import type { Entry } from '../../incident/entry.ts';
import { makeEntryId } from '../../incident/id.ts';
import { mergeEntries } from '../../incident/merge.ts';
import { view } from '../../incident/view.ts';
import type { Session } from '../clone/session.ts';
import type { IncidentDocument } from '../record/document.ts';
import { signEntries } from '../record/writing.ts';
import { foldFacts } from '../team/roster.ts';
import { type Followed, follow, type Version } from './succession.ts';

/**
 * An incident that stopped going on from what it was, put right (DESIGN 9): its last good version, and of what came since
 * everything that a reader wrote. What somebody wrote who could not open it by then is kept, and changes nothing. Undefined
 * where nothing is wrong with it, or this member cannot open what was good.
 *
 * @param versions all there are, the oldest first
 */
export async function putTogether(
  session: Session,
  id: string,
  versions: readonly Version[],
): Promise<IncidentDocument | undefined> {
  const found = await follow(session, id, versions);
  return found.broken === undefined ? undefined : repaired(session, id, found);
}

async function repaired(
  session: Session,
  id: string,
  { all, good }: Followed,
): Promise<IncidentDocument | undefined> {
  if (good === undefined) return undefined;
  const facts = foldFacts(session.repository.roster);
  const present = digestsIn(good.entries);
  let entries = good.entries;
  const kept = new Map<string, Entry[]>();
  for (const entry of all.filter((one) => !present.has(digest(one)))) {
    const { readers } = view(id, entries, undefined, facts);
    if (readers.includes(entry.by) || entry.kind === 'recovered') entries = mergeEntries(entries, [entry]);
    else kept.set(entry.by, [...(kept.get(entry.by) ?? []), entry]);
  }
  const words = [...kept].map(([from, written]) => takenIn(makeEntryId(randomBytes), from, written));
  return { ...good, entries: await signEntries(id, entries, words, session) };
}
