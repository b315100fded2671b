import * as platform from 'node:crypto';

/** ML-KEM-768 (FIPS 203). All sizes in bytes. */
export const ML_KEM = { seed: 64, publicKey: 1184, ciphertext: 1088 } as const;

/** A secret key at work. */
interface MlKemKey {
  readonly publicKey: Uint8Array;
  /** What was encapsulated; of anything else something that nobody knows. */
  decapsulate(ciphertext: Uint8Array): Uint8Array;
}

export interface MlKem {
  /** @param seed `d` and `z`, one behind the other */
  keyOf(seed: Uint8Array): MlKemKey;
  /** Throws where it is no public key. */
  encapsulate(publicKey: Uint8Array): { readonly secret: Uint8Array; readonly ciphertext: Uint8Array };
}

/** What stands before a seed, and before a public key, in DER (RFC 9935). */
const PKCS8 = Buffer.from('3054020100300b060960864801650304040204428040', 'hex');
const SPKI = Buffer.from('308204b2300b0609608648016503040402038204a100', 'hex');

/** That of the platform, which Node has from version 24.7 on, and which is 20 times faster; where it is missing, a library's. */
export async function mlKem(): Promise<MlKem> {
  return platformMlKem() ?? libraryMlKem();
}

/** Undefined where the platform has none. */
export function platformMlKem(): MlKem | undefined {
  const decapsulate: unknown = Reflect.get(platform, 'decapsulate');
  const encapsulate: unknown = Reflect.get(platform, 'encapsulate');
  if (typeof decapsulate !== 'function' || typeof encapsulate !== 'function') return undefined;
  return {
    keyOf(seed) {
      const key = platform.createPrivateKey({
        key: Buffer.concat([PKCS8, seed]),
        format: 'der',
        type: 'pkcs8',
      });
      const spki = platform.createPublicKey(key).export({ format: 'der', type: 'spki' });
      return {
        publicKey: new Uint8Array(spki.subarray(SPKI.length)),
        decapsulate: (ciphertext) => bytes(decapsulate(key, ciphertext)),
      };
    },
    encapsulate(publicKey) {
      const key = platform.createPublicKey({
        key: Buffer.concat([SPKI, publicKey]),
        format: 'der',
        type: 'spki',
      });
      const made: unknown = encapsulate(key);
      const part = (name: string): Uint8Array =>
        bytes(typeof made === 'object' && made !== null ? Reflect.get(made, name) : undefined);
      return { secret: part('sharedKey'), ciphertext: part('ciphertext') };
    },
  };
}

export async function libraryMlKem(): Promise<MlKem> {
  const { ml_kem768: library } = await import('@noble/post-quantum/ml-kem.js');
  return {
    keyOf(seed) {
      const { publicKey, secretKey } = library.keygen(seed);
      return { publicKey, decapsulate: (ciphertext) => library.decapsulate(ciphertext, secretKey) };
    },
    encapsulate(publicKey) {
      const { sharedSecret, cipherText } = library.encapsulate(publicKey);
      return { secret: sharedSecret, ciphertext: cipherText };
    },
  };
}

function bytes(given: unknown): Uint8Array {
  if (!(given instanceof Uint8Array)) throw new Error('the platform gave no bytes');
  return new Uint8Array(given);
}
