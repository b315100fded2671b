import { z } from 'zod';

/** The parts that the fields of entries are made of (DESIGN 4, "Entries"). */

/** A moment, ISO 8601 with seconds and an offset. */
export const instant = z.iso.datetime({ offset: true });
/**
 * Of which moments of an entry no more is known than the day (`day`) or a part of it (`morning`, `afternoon`, `evening`,
 * `night`), by field. The moment itself is where that begins; of what is due, where it ends.
 */
export const precision = z.record(z.string(), z.string()).optional();
/** A day without a time: `2027-03-31`. */
export const day = z.iso.date();
export const words = z.string();
export const memberId = z.string().min(1);
/** A role in the incident with a number: R1, P1, A1, W1, H1, S1. */
export const personRef = z.string().regex(/^[RPAWHS][1-9][0-9]*$/);
/** Somebody who acts: a member by ID, or somebody else by their role in the incident. */
export const actor = z.string().min(1);
export const entryId = z.string().min(1);
/** An ID of the playbook: a sanction, a ground, a reason. */
export const playbookId = z.string().min(1);

/** Whether a text is a moment as entries have it: ISO 8601 with seconds and an offset, of a day that there is. */
export function isInstant(text: string): boolean {
  return instant.safeParse(text).success;
}

/** Whether a text is a day that there is, as entries have it. */
export function isDay(text: string): boolean {
  return day.safeParse(text).success;
}

/** What dates, chains and signs an entry, whatever it says. */
export const stamp = {
  id: entryId,
  /** When its author's clock said it was written. Never used for order. */
  at: instant,
  by: memberId,
  /** Digests of the entries that had no successor when this one was written. */
  after: z.array(z.string()),
  /** 1 + the highest `seq` seen. */
  seq: z.int().positive(),
  /** Base64 of the author's Ed25519 signature. */
  sig: z.string().min(1),
};

/** An armored age file inside the incident, for fewer readers than the incident has. */
export const sealedBlock = z.string().startsWith('-----BEGIN AGE ENCRYPTED FILE-----');
