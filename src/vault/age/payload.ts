import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

const CIPHER = 'chacha20-poly1305';
const NONCE = 16;
const TAG = 16;
/** So much plaintext is sealed at a time (age-encryption.org/v1, "Payload"). */
const CHUNK = 64 * 1024;
const NOTHING = new Uint8Array();

/** The MAC of a header, 32 bytes (age-encryption.org/v1, "Header MAC"). */
export function headerMac(fileKey: Uint8Array, unsigned: Uint8Array): Uint8Array {
  const key = new Uint8Array(hkdfSync('sha256', fileKey, NOTHING, 'header', 32));
  return createHmac('sha256', key).update(unsigned).digest();
}

/** Whether a header is what was written with this file key. */
export function isHeaderOf(fileKey: Uint8Array, unsigned: Uint8Array, mac: Uint8Array): boolean {
  return timingSafeEqual(headerMac(fileKey, unsigned), mac);
}

/** What stands behind the header of an age file with this content. */
export function sealPayload(fileKey: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE);
  const key = payloadKey(fileKey, nonce);
  const parts: Uint8Array[] = [nonce];
  for (let [at, count] = [0, 0]; at < plaintext.length || count === 0; count += 1) {
    const chunk = plaintext.subarray(at, at + CHUNK);
    at += chunk.length;
    const cipher = createCipheriv(CIPHER, key, nonceOf(count, at === plaintext.length), {
      authTagLength: TAG,
    });
    parts.push(cipher.update(chunk), cipher.final(), cipher.getAuthTag());
  }
  return Buffer.concat(parts);
}

/**
 * What stands behind the header of an age file, opened through the platform's own crypto; nothing of it is given where a part
 * was changed, or is cut off. Throws then.
 */
export function openPayload(fileKey: Uint8Array, payload: Uint8Array): Uint8Array {
  const sealed = payload.subarray(NONCE);
  const key = payloadKey(fileKey, payload.subarray(0, NONCE));
  const parts: Uint8Array[] = [];
  for (let [at, count] = [0, 0]; at < sealed.length || count === 0; count += 1) {
    const chunk = sealed.subarray(at, at + CHUNK + TAG);
    at += chunk.length;
    const isLast = at === sealed.length;
    // Only a file without content may end in a part without any.
    if (chunk.length < TAG || (isLast && count > 0 && chunk.length === TAG))
      throw new Error('an age file that is cut off');
    const decipher = createDecipheriv(CIPHER, key, nonceOf(count, isLast), {
      authTagLength: TAG,
    });
    decipher.setAuthTag(chunk.subarray(chunk.length - TAG));
    parts.push(decipher.update(chunk.subarray(0, chunk.length - TAG)), decipher.final());
  }
  return new Uint8Array(Buffer.concat(parts));
}

function payloadKey(fileKey: Uint8Array, nonce: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', fileKey, nonce, 'payload', 32));
}

/** The number of the part in eleven bytes, and whether it is the last. */
function nonceOf(count: number, isLast: boolean): Uint8Array {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(count, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}
