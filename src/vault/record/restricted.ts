import { z } from 'zod';
import { UserError } from '../../errors.ts';
import type { Entry, Restricted } from '../../incident/entry.ts';
import { countingWidenings } from '../../incident/fold-access.ts';
import { order } from '../../incident/order.ts';
import { byUniqueId } from '../../incident/unique-id.ts';
import type { Unsealed } from '../../incident/view.ts';
import { readYaml, writeYaml } from '../../yaml.ts';
import { decodeUtf8, type KeyHolder, openArmored, sealArmored } from '../age/age.ts';
import { padBytes } from '../age/padding.ts';
import type { HeldKeys } from '../team/known-keys.ts';
import { recipientsOf } from '../team/recipients.ts';
import type { Roster } from '../team/roster.ts';

const fieldsSchema = z.record(z.string(), z.string());

/** Seals the fields to their few readers, as an armored age file that stands in the entry. */
export async function sealRestricted(
  { to, fields }: Restricted,
  roster: Roster,
  held: HeldKeys,
): Promise<string> {
  const plaintext = padBytes(new TextEncoder().encode(writeYaml(fields)));
  return sealArmored(plaintext, recipientsOf(roster, to, held), { keyType: roster.keyType });
}

/**
 * Opens what of the sealed blocks this identity can open, by the ID of their entry. A block that was widened gives the
 * fields of the entry that it names as well, where that one stays closed. One that opens to something else than fields stays
 * closed: it must not close the incident with it.
 */
export async function openRestricted(entries: readonly Entry[], identity: KeyHolder): Promise<Unsealed> {
  const unsealed = new Map<string, Readonly<Record<string, string>>>();
  const counting = byUniqueId(order(entries).entries).entries;
  for (const entry of counting) {
    if (!('sealed' in entry) || typeof entry.sealed !== 'string') continue;
    try {
      const text = decodeUtf8(await openArmored(entry.sealed, identity));
      const fields = fieldsSchema.safeParse(readYaml(text, 'a sealed block'));
      if (fields.success) unsealed.set(entry.id, fields.data);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  for (const { id, entry } of countingWidenings(counting)) {
    const fields = unsealed.get(id);
    if (fields !== undefined && !unsealed.has(entry)) unsealed.set(entry, fields);
  }
  return unsealed;
}
