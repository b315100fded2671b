import { z } from 'zod';
import { UserError } from '../../errors.ts';
import type { Entry } from '../../incident/entry.ts';
import { isIncidentId } from '../../incident/id.ts';
import { readYaml, writeYaml } from '../../yaml.ts';
import { decodeUtf8, open, seal } from '../age/age.ts';
import { padBytes } from '../age/padding.ts';
import { FORMAT, newerFormat } from '../format/settings.ts';
import type { Identity } from '../keys/identity.ts';
import { recipientsOf } from '../team/recipients.ts';
import type { Roster } from '../team/roster.ts';
import { parseEntries } from './document.ts';
import { authorshipOf } from './entry-signature.ts';
import type { Writing } from './writing.ts';

/** Entries for an incident whose newest version their author could not open (DESIGN 4, "Merging"). */
export interface SealedNote {
  readonly incident: string;
  readonly entries: readonly Entry[];
}

const schema = z.looseObject({
  format: z.int().positive(),
  incident: z.string().refine(isIncidentId),
  entries: z.array(z.unknown()).min(1),
});

/** Seals a note to these members and the recovery key. */
export async function sealNote(
  { incident, entries }: SealedNote,
  to: readonly string[],
  { repository: { roster }, held }: Pick<Writing, 'repository' | 'held'>,
): Promise<Uint8Array> {
  const plaintext = padBytes(new TextEncoder().encode(writeYaml({ format: FORMAT, incident, entries })));
  return seal(plaintext, recipientsOf(roster, to, held), { keyType: roster.keyType });
}

/** Opens a note and checks that every entry is signed by its author. Throws CannotOpen, NewerCoc, or another UserError. */
export async function openNote(
  bytes: Uint8Array,
  { identity, roster, firstCommit }: { identity: Identity; roster: Roster; firstCommit: string },
): Promise<SealedNote> {
  const data = readYaml(decodeUtf8(await open(bytes, identity)), 'a sealed note');
  const ahead = z.looseObject({ format: z.int().gt(FORMAT) }).safeParse(data);
  if (ahead.success) throw newerFormat('It', ahead.data.format, 'Until then it waits where it is.');
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw new UserError('it is not a sealed note as it should be');
  const { incident } = parsed.data;
  const entries = parseEntries(parsed.data.entries);
  const binding = { repository: firstCommit, incident };
  if (entries.some((entry) => authorshipOf(entry, binding, roster) === 'not-verified'))
    throw new UserError('an entry in it is not signed by the member it names');
  return { incident, entries };
}
