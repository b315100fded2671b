import { createCipheriv, createDecipheriv } from 'node:crypto';

/** One recipient's part of an age header (age-encryption.org/v1, "Recipient stanza"). */
export interface Stanza {
  /** The type, then what that type needs. */
  args: string[];
  body: Uint8Array;
}

const TAG = 16;
const FILE_KEY = 16;
/** Every wrapping key is used once, so the nonce is fixed (age-encryption.org/v1) where it does not come with the key. */
const NONCE = new Uint8Array(12);

/** Encrypts a file key under the key that a stanza's recipient can derive. */
export function wrapFileKey(fileKey: Uint8Array, key: Uint8Array, nonce: Uint8Array = NONCE): Uint8Array {
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG });
  return new Uint8Array(Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]));
}

/** The file key in a stanza's body, or null where this is not its key. Throws where the body has the wrong size. */
export function unwrapFileKey(
  body: Uint8Array,
  key: Uint8Array,
  nonce: Uint8Array = NONCE,
): Uint8Array | null {
  if (body.length !== FILE_KEY + TAG) throw new Error('a stanza of the wrong size');
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG });
  decipher.setAuthTag(body.subarray(FILE_KEY));
  try {
    return new Uint8Array(Buffer.concat([decipher.update(body.subarray(0, FILE_KEY)), decipher.final()]));
  } catch {
    return null;
  }
}

/** Base64 without padding, as age writes it. */
export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}

/** The bytes of base64 without padding, or undefined where it is anything but the one spelling that age allows. */
export function fromBase64(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Buffer.from(text, 'base64'));
  return toBase64(bytes) === text ? bytes : undefined;
}
