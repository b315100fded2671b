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
    parts.push(...sealChunk(key, count, chunk, at === plaintext.length));
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
    parts.push(...openChunk(key, count, chunk, at === sealed.length));
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** As `sealPayload`, of a content that comes in pieces of any length, without holding more than one of them. */
export async function* sealPieces(
  fileKey: Uint8Array,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const nonce = randomBytes(NONCE);
  yield nonce;
  const key = payloadKey(fileKey, nonce);
  for await (const { chunk, count, isLast } of chunksOf(pieces, CHUNK))
    yield* sealChunk(key, count, chunk, isLast);
}

/**
 * As `openPayload`, of a file that comes in pieces. What is given out is what was sealed, so far; that none of it is missing at
 * the end is known only once it has come to its end. Throws where a part was changed, or is cut off.
 */
export async function* openPieces(
  fileKey: Uint8Array,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let key: Uint8Array | undefined;
  for await (const { chunk, count, isLast } of chunksOf(pieces, CHUNK + TAG, NONCE)) {
    if (count < 0) key = payloadKey(fileKey, chunk);
    else if (key !== undefined) yield* openChunk(key, count, chunk, isLast);
  }
}

interface Chunk {
  readonly chunk: Uint8Array;
  /** -1 for what stands before the first one. */
  readonly count: number;
  readonly isLast: boolean;
}

/**
 * Cuts what comes in pieces into chunks of one length, but for the last, which is empty where all of it is.
 *
 * @param before so much stands before the first of them
 */
async function* chunksOf(
  pieces: AsyncIterable<Uint8Array>,
  length: number,
  before = 0,
): AsyncGenerator<Chunk> {
  let rest: Uint8Array = NOTHING;
  let count = before > 0 ? -1 : 0;
  for await (const piece of pieces) {
    for (let left = piece; left.length > 0; ) {
      const size = count < 0 ? before : length;
      // One that is full may be the last, as long as nothing follows it.
      if (rest.length === size) {
        yield { chunk: rest, count, isLast: false };
        count += 1;
        rest = NOTHING;
        continue;
      }
      const more = left.subarray(0, size - rest.length);
      rest = rest.length === 0 ? more : Buffer.concat([rest, more]);
      left = left.subarray(more.length);
    }
  }
  if (count < 0) throw new Error('an age file that is cut off');
  yield { chunk: rest, count, isLast: true };
}

function sealChunk(
  key: Uint8Array,
  count: number,
  chunk: Uint8Array,
  isLast: boolean,
): readonly [sealed: Uint8Array, tag: Uint8Array] {
  const cipher = createCipheriv(CIPHER, key, nonceOf(count, isLast), { authTagLength: TAG });
  const sealed = cipher.update(chunk);
  cipher.final();
  return [sealed, cipher.getAuthTag()];
}

function openChunk(
  key: Uint8Array,
  count: number,
  chunk: Uint8Array,
  isLast: boolean,
): readonly [Uint8Array] {
  // Only a file without content may end in a part without any.
  if (chunk.length < TAG || (isLast && count > 0 && chunk.length === TAG))
    throw new Error('an age file that is cut off');
  const decipher = createDecipheriv(CIPHER, key, nonceOf(count, isLast), { authTagLength: TAG });
  decipher.setAuthTag(chunk.subarray(chunk.length - TAG));
  const opened = decipher.update(chunk.subarray(0, chunk.length - TAG));
  decipher.final();
  return [opened];
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
