const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const CHECKSUM = 6;

/**
 * Decodes Bech32 of any length (BIP 173; age keys are longer than BIP 173 allows), all lower case or all upper case.
 * Gives undefined where it is not Bech32, and never an error text, since the input may be a secret key.
 */
export function decodeBech32(
  text: string,
): { readonly prefix: string; readonly bytes: Uint8Array } | undefined {
  const lower = text.toLowerCase();
  const separator = lower.lastIndexOf('1');
  if ((text !== lower && text !== text.toUpperCase()) || separator < 1) return undefined;
  const prefix = lower.slice(0, separator);
  const words = Array.from(lower.slice(separator + 1), (letter) => ALPHABET.indexOf(letter));
  if (words.length < CHECKSUM || words.includes(-1) || !/^[!-~]+$/.test(prefix)) return undefined;
  const codes = Array.from(prefix, (letter) => letter.charCodeAt(0));
  if (checksum([...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...words]) !== 1) {
    return undefined;
  }
  const bytes = toBytes(words.slice(0, -CHECKSUM));
  return bytes && { prefix, bytes };
}

function checksum(values: readonly number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    GENERATOR.forEach((generator, bit) => {
      if ((top >>> bit) & 1) sum ^= generator;
    });
  }
  return sum;
}

/** Regroups words of five bits into bytes; what is left over must be fewer than five bits, all zero. */
function toBytes(words: readonly number[]): Uint8Array | undefined {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const word of words) {
    held = ((held << 5) | word) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 0xff);
    }
  }
  return bits < 5 && (held & ((1 << bits) - 1)) === 0 ? new Uint8Array(bytes) : undefined;
}
