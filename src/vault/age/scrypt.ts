import { randomBytes, scrypt } from 'node:crypto';
import { fromBase64, type Stanza, toBase64, unwrapFileKey, wrapFileKey } from './stanza.ts';

const TYPE = 'scrypt';
const LABEL = 'age-encryption.org/v1/scrypt';
const SALT = 16;
/** How hard guessing is made: 2^18 rounds, about a second and 256 MiB for each guess. */
const WORK_FACTOR = 18;
/** A file that asks for more than 2^22 rounds (4 GiB of memory, about 16 s) is refused before any work, as age does. */
const HIGHEST_WORK_FACTOR = 22;
/** Up to here it is tried wherever it is, without a look at the memory that is free. */
const ALWAYS_TRIED = 20;
const BLOCK_SIZE = 8;
const GIB = 2 ** 30;

/**
 * A passphrase as the recipient of an age file; it must be the file's only one. The work is done off the main thread.
 *
 * @param workFactor log2 of the number of rounds; tests use a smaller one
 */
export function scryptRecipient(
  passphrase: string,
  workFactor = WORK_FACTOR,
): { wrapFileKey(fileKey: Uint8Array): Promise<Stanza[]> } {
  return {
    async wrapFileKey(fileKey) {
      const salt = randomBytes(SALT);
      const key = await derive(passphrase, salt, workFactor);
      return [{ args: [TYPE, toBase64(salt), String(workFactor)], body: wrapFileKey(fileKey, key) }];
    },
  };
}

/**
 * A passphrase as the identity that opens an age file. Opening gives null where it is not the passphrase, and throws
 * where the file is not sealed with one passphrase alone, or asks for more work than is reasonable.
 */
export function scryptIdentity(passphrase: string): {
  unwrapFileKey(stanzas: Stanza[]): Promise<Uint8Array | null>;
} {
  return {
    async unwrapFileKey(stanzas) {
      const [stanza] = stanzas;
      if (stanzas.length !== 1 || stanza === undefined) throw new Error('not sealed with a passphrase alone');
      const salt = fromBase64(stanza.args[1] ?? '');
      const factor = workFactorOf(stanza);
      if (factor === undefined || salt?.length !== SALT)
        throw new Error('not a scrypt stanza as it should be');
      if (factor > HIGHEST_WORK_FACTOR) throw new Error('a scrypt work factor that is too high');
      return unwrapFileKey(stanza.body, await derive(passphrase, salt, factor));
    },
  };
}

/** What it takes to open a file that is sealed to a passphrase. */
export interface ScryptWork {
  /** Gibibytes of memory. */
  readonly memory: number;
  readonly refused: 'always' | 'here' | undefined;
}

/**
 * What the stanza of a passphrase asks for, and whether coc refuses that: `always`, or `here` where so much memory is not
 * free. Undefined where it is no such stanza, or is damaged.
 *
 * @param free memory that is free, in bytes
 */
export function workOf(stanza: Stanza, free: number): ScryptWork | undefined {
  const factor = workFactorOf(stanza);
  if (factor === undefined) return undefined;
  const bytes = 128 * BLOCK_SIZE * 2 ** factor;
  const isTooMuch = factor > ALWAYS_TRIED && bytes > free;
  return {
    memory: bytes / GIB,
    refused: factor > HIGHEST_WORK_FACTOR ? 'always' : isTooMuch ? 'here' : undefined,
  };
}

/** Log2 of the number of rounds. */
function workFactorOf({ args: [type, , factor = '', ...more] }: Stanza): number | undefined {
  return type === TYPE && more.length === 0 && /^[1-9][0-9]?$/.test(factor) ? Number(factor) : undefined;
}

function derive(passphrase: string, salt: Uint8Array, workFactor: number): Promise<Uint8Array> {
  const N = 2 ** workFactor;
  const r = BLOCK_SIZE;
  const salted = Buffer.concat([Buffer.from(LABEL), salt]);
  return new Promise((resolve, reject) => {
    scrypt(passphrase, salted, 32, { N, r, p: 1, maxmem: 128 * r * (N + 4) + 1024 }, (error, key) => {
      if (error) reject(error);
      else resolve(new Uint8Array(key));
    });
  });
}
