import { createHash } from 'node:crypto';
import { newerShare, SHARE_LENGTH, type Share } from './shares.ts';

const VERSION = 1;
const SET_AT = 2;
const DATA_AT = SET_AT + 4;
const CHECK_AT = DATA_AT + SHARE_LENGTH;
const CHECK_LENGTH = 3;

/** The length of a share in bytes. */
export const ENCODED_LENGTH = CHECK_AT + CHECK_LENGTH;

/**
 * A share in bytes: version and number, needed and total, in half a byte each and counted from 1; the set; the data; a
 * check over all of it.
 */
export function encodeShare({ set, number, needed, total, data }: Share): Uint8Array {
  const bytes = new Uint8Array(ENCODED_LENGTH);
  bytes.set([(VERSION << 4) | (number - 1), ((needed - 1) << 4) | (total - 1)]);
  bytes.set(Buffer.from(set, 'hex'), SET_AT);
  bytes.set(data, DATA_AT);
  bytes.set(checkOf(bytes), CHECK_AT);
  return bytes;
}

/** The share of these bytes; undefined where the check fails. Throws a UserError where a newer coc made it. */
export function decodeShare(bytes: Uint8Array): Share | undefined {
  if (!Buffer.from(bytes.subarray(CHECK_AT)).equals(checkOf(bytes))) return undefined;
  const [first = 0, second = 0] = bytes;
  if (first >> 4 !== VERSION) throw newerShare();
  return {
    set: Buffer.from(bytes.subarray(SET_AT, DATA_AT)).toString('hex'),
    number: (first & 15) + 1,
    needed: (second >> 4) + 1,
    total: (second & 15) + 1,
    data: bytes.slice(DATA_AT, CHECK_AT),
  };
}

function checkOf(bytes: Uint8Array): Uint8Array {
  const hash = createHash('sha256').update('coc share:').update(bytes.subarray(0, CHECK_AT));
  return hash.digest().subarray(0, CHECK_LENGTH);
}
