import { createHash } from 'node:crypto';
import { ALPHABET, normaliseId } from '../../incident/id.ts';

/** What one line of a share carries, in bytes. */
export const LINE_BYTES = 10;

/** 80 bits of the share and 20 of the check, 5 to a character. */
const CHARACTERS = 20;
const HEX_DIGITS = 25;
const GROUP = /.{4}(?=.)/g;

/** One line as it was typed. */
export interface TypedLine {
  /** The number before the colon, where there was one. */
  readonly number: number | undefined;
  /** In capitals, without blanks and dashes, O as 0, I and L as 1. */
  readonly characters: string;
}

/**
 * One line of a share for paper: its number, four groups of four characters of Crockford base32, and a fifth group
 * that checks the line and its number.
 */
export function formatLine(number: number, bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex') + checkOf(number, bytes);
  const digits = BigInt(`0x${hex}`).toString(32).padStart(CHARACTERS, '0');
  const characters = digits.replace(/./g, (digit) => ALPHABET.charAt(Number.parseInt(digit, 32)));
  return `${number}: ${characters.replace(GROUP, '$& ')}`;
}

/** Takes apart what somebody typed; whether it is right, `readLine` tells. */
export function splitLine(line: string): TypedLine {
  const [, number, rest = line] = /^\s*([\dOIL]{1,2})\s*[:.)](.*)$/i.exec(line) ?? [];
  return {
    number: number === undefined ? undefined : Number(normaliseId(number)),
    characters: normaliseId(rest.replace(/\p{Pd}/gu, '-')),
  };
}

/** The bytes of line `number`, or what is wrong with it, in words that follow "line 3" and do not quote it. */
export function readLine(
  number: number,
  characters: string,
): { readonly bytes: Uint8Array } | { readonly problem: string } {
  if (characters.length !== CHARACTERS) {
    return { problem: `has ${characters.length} letters and digits in place of ${CHARACTERS}` };
  }
  const digits = Array.from(characters, (character) => ALPHABET.indexOf(character));
  if (digits.includes(-1)) return { problem: 'has a slip: a character that no share has' };
  const value = digits.reduce((sum, digit) => sum * 32n + BigInt(digit), 0n);
  const hex = value.toString(16).padStart(HEX_DIGITS, '0');
  const bytes = new Uint8Array(Buffer.from(hex.slice(0, 2 * LINE_BYTES), 'hex'));
  return hex.slice(2 * LINE_BYTES) === checkOf(number, bytes) ? { bytes } : { problem: 'has a slip' };
}

function checkOf(number: number, bytes: Uint8Array): string {
  const hash = createHash('sha256').update(`coc share line ${number}:`).update(bytes).digest('hex');
  return hash.slice(0, HEX_DIGITS - 2 * LINE_BYTES);
}
