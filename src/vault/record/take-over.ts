import type { Content, Entry } from '../../incident/entry.ts';
import { order } from '../../incident/order.ts';
import { signEntry } from './entry-signature.ts';
import type { OpenedIncident } from './incident-file.ts';
import { sealRestricted } from './restricted.ts';
import type { Writing } from './writing.ts';

/** The fields in which an entry names members. */
const MEMBER_FIELDS = new Set([
  'member',
  'members',
  'to',
  'who',
  'present',
  'alsoPresent',
  'takenBy',
  'toldBy',
  'decidedBy',
  'heardBy',
  'heardByMember',
  'from',
]);

/**
 * The entries of an incident of another reports repository, as its one member writes them into this one: the same content,
 * IDs and dates, in the same order, bound and signed anew. What was sealed to fewer readers is sealed again to them.
 *
 * @param renamed how the member is called there and here
 */
export async function entriesTakenOver(
  { document, unsealed }: OpenedIncident,
  renamed: { readonly from: string; readonly to: string },
  { repository, held, identity, firstCommit, me }: Writing,
): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (const entry of order(document.entries).entries) {
    const { sig, after, seq, by, ...content } = entry;
    const fields = unsealed.get(entry.id);
    const renamedIn = (block: Readonly<Record<string, string>>) =>
      renameMember(block, renamed) as Readonly<Record<string, string>>;
    const sealed =
      'sealed' in entry && fields !== undefined
        ? {
            sealed: await sealRestricted({ to: [me.id], fields: renamedIn(fields) }, repository.roster, held),
          }
        : {};
    const { heads, seq: highest } = order(entries);
    const stamp = { id: entry.id, at: entry.at, by: me.id, after: [...heads], seq: highest + 1 };
    const own = renameMember(content, renamed) as Content;
    const binding = { repository: firstCommit, incident: document.id };
    entries.push(await signEntry({ ...own, ...sealed, ...stamp }, binding, identity.signer));
  }
  return entries;
}

function renameMember(content: object, { from, to }: { readonly from: string; readonly to: string }): object {
  const renamed = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(renamed) : value === from ? to : value;
  return Object.fromEntries(
    Object.entries(content).map(([key, value]) => [key, MEMBER_FIELDS.has(key) ? renamed(value) : value]),
  );
}
