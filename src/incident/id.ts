/** Crockford base32: no I, L, O or U, so an ID survives being read aloud or copied by hand. */
export const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Bytes that nobody can predict; handed in, since this folder has no randomness of its own. */
export type RandomBytes = (length: number) => Uint8Array;

const ID_LENGTH = 8;
const ENTRY_ID_LENGTH = 10;

/** A new incident ID: 8 characters, at least one of them a letter (DESIGN 4, "ID"). */
export function makeIncidentId(random: RandomBytes): string {
  for (;;) {
    const id = randomCharacters(ID_LENGTH, random);
    if (/[A-Z]/.test(id)) return id;
  }
}

/** A new entry ID: 10 characters, unique within its incident for all purposes. */
export function makeEntryId(random: RandomBytes): string {
  return randomCharacters(ENTRY_ID_LENGTH, random);
}

function randomCharacters(length: number, random: RandomBytes): string {
  return Array.from(random(length), (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
}

/** Whether this is an incident ID in its stored form. */
export function isIncidentId(text: string): boolean {
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(text) && /[A-Z]/.test(text);
}

/** The form people see: `K7F3-92QD`. */
export function showId(id: string): string {
  return `${id.slice(0, 4)}-${id.slice(4)}`;
}

/** What somebody typed, in the stored form: any case, dashes and blanks left out, I and L as 1, O as 0. */
export function normaliseId(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
}

export type IdMatch =
  | { readonly found: string }
  | { readonly problem: 'malformed' | 'too-short' | 'unknown' | 'ambiguous' };

/** Finds the one incident that `typed` names: a whole ID, or its first 4 characters and more. */
export function matchId(typed: string, ids: readonly string[]): IdMatch {
  const prefix = normaliseId(typed);
  if (!/^[0-9A-HJKMNP-TV-Z]{1,8}$/.test(prefix)) return { problem: 'malformed' };
  if (prefix.length < 4) return { problem: 'too-short' };
  const [first, ...others] = ids.filter((id) => id.startsWith(prefix));
  if (first === undefined) return { problem: 'unknown' };
  return others.length > 0 ? { problem: 'ambiguous' } : { found: first };
}
