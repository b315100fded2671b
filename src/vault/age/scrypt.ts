import { randomBytes, scrypt } from 'node:crypto';
import { fromBase64, type Stanza, toBase64, unwrapFileKey, wrapFileKey } from './stanza.ts';

const TYPE = 'scrypt';
const LABEL = 'age-encryption.org/v1/scrypt';
const SALT = 16;
/** How hard guessing is made: 2^18 rounds, about a second and 256 MiB for each guess. */
const WORK_FACTOR = 18;
/** A file that asks for more than 2^20 rounds (1 GiB of memory) is refused before any work. */
const HIGHEST_WORK_FACTOR = 20;

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
      const [type, salt64 = '', factor = ''] = stanza.args;
      const salt = fromBase64(salt64);
      const wellFormed = type === TYPE && stanza.args.length === 3 && /^[1-9][0-9]?$/.test(factor);
      if (!wellFormed || salt?.length !== SALT) throw new Error('not a scrypt stanza as it should be');
      if (Number(factor) > HIGHEST_WORK_FACTOR) throw new Error('a scrypt work factor that is too high');
      return unwrapFileKey(stanza.body, await derive(passphrase, salt, Number(factor)));
    },
  };
}

function derive(passphrase: string, salt: Uint8Array, workFactor: number): Promise<Uint8Array> {
  const N = 2 ** workFactor;
  const r = 8;
  const salted = Buffer.concat([Buffer.from(LABEL), salt]);
  return new Promise((resolve, reject) => {
    scrypt(passphrase, salted, 32, { N, r, p: 1, maxmem: 128 * r * (N + 4) + 1024 }, (error, key) => {
      if (error) reject(error);
      else resolve(new Uint8Array(key));
    });
  });
}
