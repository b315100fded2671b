/** What a part of S/MIME holds (RFC 5652). */
export type Cms =
  | { readonly kind: 'signed'; readonly content: Uint8Array }
  | { readonly kind: 'encrypted' | 'other' };

const SIGNED = '2a864886f70d010702';
const COMPRESSED = '2a864886f70d0109100109';
const SEQUENCE = 0x30;
const IDENTIFIER = 0x06;
const OCTETS = 0x04;
const OCTETS_IN_PIECES = 0x24;
const FIRST = 0xa0;
const MOST_PIECES = 100_000;

interface Value {
  readonly tag: number;
  readonly start: number;
  /** Behind it; of one without a length, behind all. */
  readonly end: number;
}

/** Whether it is signed, with what stands in it; or encrypted. It is not checked by whom. */
export function cmsOf(bytes: Uint8Array): Cms {
  const outer = valueAt(bytes, 0, bytes.length);
  const identifier = outer?.tag === SEQUENCE ? valueAt(bytes, outer.start, outer.end) : undefined;
  if (outer === undefined || identifier?.tag !== IDENTIFIER) return { kind: 'other' };
  const named = Buffer.from(bytes.subarray(identifier.start, identifier.end)).toString('hex');
  if (named !== SIGNED) return { kind: named === COMPRESSED ? 'other' : 'encrypted' };
  // ContentInfo [0] -> SignedData -> version, algorithms, what is signed { identifier, [0] octets }
  const explicit = valueAt(bytes, identifier.end, outer.end);
  const data = explicit?.tag === FIRST ? valueAt(bytes, explicit.start, explicit.end) : undefined;
  const version = data && valueAt(bytes, data.start, data.end);
  const algorithms = data && version && valueAt(bytes, version.end, data.end);
  const inner = data && algorithms && valueAt(bytes, endOf(bytes, algorithms), data.end);
  const type = inner && valueAt(bytes, inner.start, inner.end);
  const wrapped = inner && type && valueAt(bytes, type.end, inner.end);
  const content = wrapped?.tag === FIRST ? valueAt(bytes, wrapped.start, wrapped.end) : undefined;
  return content === undefined ? { kind: 'other' } : { kind: 'signed', content: octetsOf(bytes, content) };
}

function octetsOf(bytes: Uint8Array, value: Value): Uint8Array {
  if (value.tag === OCTETS) return bytes.subarray(value.start, value.end);
  if (value.tag !== OCTETS_IN_PIECES) return new Uint8Array();
  const pieces: Uint8Array[] = [];
  for (let at = value.start; at < value.end && pieces.length < MOST_PIECES; ) {
    const piece = valueAt(bytes, at, value.end);
    if (piece?.tag !== OCTETS) break;
    pieces.push(bytes.subarray(piece.start, piece.end));
    at = piece.end;
  }
  return Buffer.concat(pieces);
}

/** Where one ends. Of those without a length none stands in front of what is read here, but for empty ones. */
function endOf(bytes: Uint8Array, value: Value): number {
  if (value.end < bytes.length || bytes[value.start - 1] !== 0x80) return value.end;
  let at = value.start;
  while (at + 1 < value.end && !(bytes[at] === 0 && bytes[at + 1] === 0)) {
    const inner = valueAt(bytes, at, value.end);
    if (inner === undefined) return value.end;
    at = inner.end;
  }
  return Math.min(at + 2, value.end);
}

function valueAt(bytes: Uint8Array, at: number, limit: number): Value | undefined {
  const tag = bytes[at];
  const length = bytes[at + 1];
  if (tag === undefined || length === undefined || at + 2 > limit || (tag & 0x1f) === 0x1f) return undefined;
  if (length < 0x80) return { tag, start: at + 2, end: Math.min(at + 2 + length, limit) };
  // Without a length: it goes on until two zeros, which whoever reads it comes to.
  if (length === 0x80) return { tag, start: at + 2, end: limit };
  const count = length & 0x7f;
  if (count > 5) return undefined;
  let size = 0;
  for (let index = 0; index < count; index++) size = size * 256 + (bytes[at + 2 + index] ?? 0);
  const start = at + 2 + count;
  return start > limit ? undefined : { tag, start, end: Math.min(start + size, limit) };
}
