import type { Content, Entry, NewEntry } from '../../incident/entry.ts';
import { order } from '../../incident/order.ts';
import { view } from '../../incident/view.ts';
import { type KeyHolder, open, seal } from '../age/age.ts';
import { pad } from '../age/padding.ts';
import type { Identity } from '../keys/identity.ts';
import type { HeldKeys } from '../team/known-keys.ts';
import { assertOpens, recipientsOf } from '../team/recipients.ts';
import { currentMembers, foldFacts, type Member, type Roster, recoveryKeys } from '../team/roster.ts';
import { renderBody } from './body.ts';
import { decodeDocument, encodeDocument, type IncidentDocument, sameDocument } from './document.ts';
import { signEntry } from './entry-signature.ts';
import { sealRestricted } from './restricted.ts';

/** What a member writes an incident with. */
export interface Writing {
  readonly repository: { readonly roster: Roster };
  readonly me: Member;
  readonly identity: Identity;
  /** Keys of the team to which nothing is sealed, until this member has confirmed them. */
  readonly held: HeldKeys;
  /** The ID of the repository's first commit, to which every entry is bound. */
  readonly firstCommit: string;
  /** The present moment, ISO 8601 with an offset. */
  readonly now: () => string;
}

/** The entries of an incident with new ones behind them, each signed by its author (DESIGN 4, "Entries"). */
export async function signEntries(
  incident: string,
  before: readonly Entry[],
  added: readonly NewEntry[],
  { repository, held, me, identity, firstCommit, now }: Writing,
): Promise<readonly Entry[]> {
  const entries = [...before];
  for (const { id, content, restricted } of added) {
    const { heads, seq } = order(entries);
    const sealed =
      restricted === undefined ? {} : { sealed: await sealRestricted(restricted, repository.roster, held) };
    const stamp = { id, at: now(), by: me.id, after: [...heads], seq: seq + 1 };
    const entry = { ...content, ...sealed, ...stamp } as Content & typeof stamp;
    entries.push(await signEntry(entry, { repository: firstCommit, incident }, identity.signer));
  }
  return entries;
}

/**
 * Seals an incident to its readers and the recovery key: encodes, decodes again, seals, opens again, and throws unless
 * both come back equal (DESIGN 4, "Writing"). Who reads it and what its body says follow from the document alone: blocks
 * that are sealed to fewer readers stay so, whoever seals it.
 *
 * @param to in place of those readers: members
 */
export async function sealDocument(
  document: IncidentDocument,
  {
    repository,
    held,
    me,
    identity,
  }: Pick<Writing, 'repository' | 'held' | 'me'> & { readonly identity: KeyHolder },
  to?: readonly string[],
): Promise<Uint8Array> {
  const { roster } = repository;
  const incident = view(document.id, document.entries, undefined, foldFacts(roster));
  const readers = to ?? incident.readers;
  assertOpens(roster, readers, held);
  const text = encodeDocument(document, renderBody(incident));
  if (!sameDocument(decodeDocument(text), document))
    throw new Error('an incident did not come back as it was written');
  const plaintext = pad(text);
  const recipients = recipientsOf(roster, readers, held);
  // One fewer after somebody was kept out would show that in this very commit.
  const atLeast = incident.everReaders.length + recoveryKeys(roster).slice(0, 1).length;
  const sealed = await seal(plaintext, recipients, { keyType: roster.keyType, atLeast });
  if (readers.includes(me.id) && !Buffer.from(await open(sealed, identity)).equals(plaintext))
    throw new Error('a seal did not open again');
  return sealed;
}

/** What is not sealed to somebody who may open it, since their keys wait to be confirmed, a sentence each. */
export function heldWords({ repository: { roster }, held }: Writing, readers: readonly string[]): string[] {
  const people = currentMembers(roster).filter(({ id }) => readers.includes(id) && held.members.has(id));
  const todo = 'They wait for your word: `coc team confirm`.';
  return [
    ...people.map(({ name }) => `Not sealed to ${name} yet: somebody else gave them new keys. ${todo}`),
    ...(held.recovery === undefined
      ? []
      : [
          `Not sealed to the new recovery key yet${held.recovery.inForce === null ? '' : ', but to the one before'}. It waits for your word: \`coc team confirm\`.`,
        ]),
  ];
}
