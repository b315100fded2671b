const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const EQUALS = 0x3d;
const AS_IT_IS = /^[\s"']*(?:(?:7-?bit|8-?bit|binary)s?)?[\s"';]*(?:\([^)]*\))?$/i;

export interface Decoded {
  readonly bytes: Uint8Array;
  /** Whether there is something among them that the encoding does not have. */
  readonly isBroken: boolean;
}

/** The bytes of a part. Of what is not encoded, or in a way that nobody uses any more, they are these very ones. @param encoding its Content-Transfer-Encoding */
export function decodedPart(bytes: Uint8Array, encoding: string): Decoded {
  if (/base64/i.test(encoding)) return fromBase64(bytes);
  if (/quoted-printable/i.test(encoding)) return fromQuotedPrintable(bytes);
  return { bytes, isBroken: !AS_IT_IS.test(encoding) };
}

const VALUES = new Int8Array(256).fill(-1);
for (const [index, letter] of [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
].entries())
  VALUES[letter.charCodeAt(0)] = index;

/** Whatever is no letter of it is left out; a `=` ends a group, and another may begin after it. */
function fromBase64(source: Uint8Array): Decoded {
  const target = new Uint8Array(Math.floor((source.length * 3) / 4) + 3);
  let length = 0;
  let bits = 0;
  let held = 0;
  let isBroken = false;
  for (let at = 0; at < source.length; at++) {
    const byte = source[at] ?? 0;
    const value = VALUES[byte] ?? -1;
    if (value >= 0) {
      bits = ((bits << 6) | value) & 0xffffff;
      held += 6;
      if (held >= 8) {
        held -= 8;
        target[length++] = (bits >> held) & 0xff;
      }
    } else if (byte === EQUALS) {
      held = 0;
    } else if (byte > 0x20) isBroken = true;
  }
  return { bytes: target.subarray(0, length), isBroken: isBroken || held >= 6 };
}

/** A `=` that stands before no number stays as it is. */
function fromQuotedPrintable(source: Uint8Array): Decoded {
  const target = new Uint8Array(source.length);
  let length = 0;
  let isBroken = false;
  for (let at = 0; at < source.length; ) {
    const byte = source[at] ?? 0;
    if (byte !== EQUALS) {
      target[length++] = byte;
      at++;
      continue;
    }
    const high = hexOf(source[at + 1]);
    const low = hexOf(source[at + 2]);
    if (high >= 0 && low >= 0) {
      target[length++] = high * 16 + low;
      at += 3;
      continue;
    }
    const next = afterSoftBreak(source, at + 1);
    if (next > 0) at = next;
    else {
      isBroken = true;
      target[length++] = byte;
      at++;
    }
  }
  return { bytes: target.subarray(0, length), isBroken };
}

/** Where the next line begins if nothing but a line end stands here; else 0. Few blanks are looked past: more are words. */
function afterSoftBreak(source: Uint8Array, from: number): number {
  let at = from;
  while (at < from + 80 && (source[at] === 0x20 || source[at] === 0x09)) at++;
  if (at >= source.length) return source.length;
  if (source[at] === RETURN && source[at + 1] === LINE_FEED) return at + 2;
  return source[at] === LINE_FEED ? at + 1 : 0;
}

function hexOf(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte & ~0x20;
  return letter >= 0x41 && letter <= 0x46 ? letter - 0x41 + 10 : -1;
}
