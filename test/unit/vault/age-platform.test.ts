import { randomBytes } from 'node:crypto';
import { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  keyHolder,
  makeKeys,
  open,
  openStream,
  recipientOf,
  seal,
  sealStream,
} from '../../../src/vault/age/age.ts';
import { libraryMlKem, ML_KEM, platformMlKem } from '../../../src/vault/age/ml-kem.ts';

const CHUNK = 64 * 1024;

/** What opens a file without the library: the same bytes, or a refusal. */
async function opened(file: Uint8Array, secret: string): Promise<Uint8Array | undefined> {
  return open(file, keyHolder([secret])).catch(() => undefined);
}

/** The same by the library. */
async function openedByLibrary(file: Uint8Array, secret: string): Promise<Uint8Array | undefined> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(secret);
  return decrypter.decrypt(file).catch(() => undefined);
}

async function sealedByLibrary(plaintext: Uint8Array, recipient: string): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(plaintext);
}

async function* inPieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

async function joined(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return new Uint8Array(Buffer.concat(all));
}

describe("age files through the platform's own crypto", () => {
  it.each([0, 1, 4096, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1])(
    'opens %i bytes as the library does, and whatever was cut off nowhere',
    async (length) => {
      const { secret, recipient } = await makeKeys('x25519');
      const plaintext = randomBytes(length);
      const file = await sealedByLibrary(plaintext, recipient);
      expect(Buffer.from((await opened(file, secret)) ?? []).equals(plaintext)).toBe(true);
      for (const less of [1, 16, 17, length, length + 16, CHUNK + 16, CHUNK + 17]) {
        if (less <= 0 || less >= file.length) continue;
        const cut = file.subarray(0, file.length - less);
        const [ours, theirs] = [await opened(cut, secret), await openedByLibrary(cut, secret)];
        expect(ours).toEqual(theirs);
        expect(ours).toBeUndefined();
      }
      const own = await seal(plaintext, [recipient], { keyType: 'x25519' });
      expect(Buffer.from((await openedByLibrary(own, secret)) ?? []).equals(plaintext)).toBe(true);
      const longer = new Uint8Array(Buffer.concat([file, randomBytes(16)]));
      expect(await opened(longer, secret)).toBeUndefined();
    },
  );

  it('seals and opens in pieces of any length as it does at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(0, 1, 4095, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK - 5),
        fc.integer({ min: 1, max: 2 * CHUNK + 7 }),
        fc.nat(4 * CHUNK),
        fc.constantFrom('x25519', 'hybrid') as fc.Arbitrary<'x25519' | 'hybrid'>,
        async (length, any, less, keyType) => {
          const { secret, recipient } = await makeKeys(keyType);
          // Of much, bytes one by one would take long and tell no more than of little.
          const piece = length < CHUNK - 1 ? any : Math.max(any, 500);
          const plaintext = randomBytes(length);
          const file = await joined(sealStream(inPieces(plaintext, piece), recipient));
          expect(Buffer.from((await openedByLibrary(file, secret)) ?? []).equals(plaintext)).toBe(true);
          const again = await joined(openStream(inPieces(file, piece), keyHolder([secret])));
          expect(Buffer.from(again).equals(plaintext)).toBe(true);
          for (const other of [
            file.subarray(0, Math.max(0, file.length - 1 - less)),
            new Uint8Array(Buffer.concat([file, randomBytes(1 + (less % 99))])),
          ])
            await expect(joined(openStream(inPieces(other, piece), keyHolder([secret])))).rejects.toThrow();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('takes nothing that the source of a stream throws for damage of the file', async () => {
    const { secret, recipient } = await makeKeys('x25519');
    const file = await joined(sealStream(inPieces(randomBytes(3 * CHUNK), CHUNK), recipient));
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length), fc.integer({ min: 1, max: CHUNK }), async (at, piece) => {
        const stopped = new Error('stopped');
        async function* broken(): AsyncGenerator<Uint8Array> {
          yield* inPieces(file.subarray(0, at), piece);
          throw stopped;
        }
        await expect(joined(openStream(broken(), keyHolder([secret])))).rejects.toBe(stopped);
      }),
      { numRuns: 40 },
    );
  });

  it.each(['x25519', 'hybrid'] as const)('opens no byte that was changed (%s)', async (keyType) => {
    const { secret, recipient } = await makeKeys(keyType);
    const file = await sealedByLibrary(new TextEncoder().encode('words'), recipient);
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Uint8Array.from(file);
        changed[at] = (changed[at] ?? 0) ^ by;
        expect(await opened(changed, secret)).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  it('makes the public key of a hybrid one as the library does', async () => {
    const secret = await generateHybridIdentity();
    expect(await recipientOf(secret)).toBe(await identityToRecipient(secret));
  });
});

describe.skipIf(platformMlKem() === undefined)('ML-KEM of the platform', () => {
  it("is the library's: keys, what is opened, and what opens to nothing that anybody knows", async () => {
    const [ours, theirs] = [platformMlKem(), await libraryMlKem()];
    const seed = randomBytes(ML_KEM.seed);
    const [own, other] = [ours?.keyOf(seed), theirs.keyOf(seed)];
    expect(own?.publicKey).toEqual(other.publicKey);
    for (const made of [ours?.encapsulate(other.publicKey), theirs.encapsulate(other.publicKey)]) {
      const { secret, ciphertext = new Uint8Array() } = made ?? {};
      expect(own?.decapsulate(ciphertext)).toEqual(secret);
      expect(other.decapsulate(ciphertext)).toEqual(secret);
    }
    const noise = randomBytes(ML_KEM.ciphertext);
    expect(own?.decapsulate(noise)).toEqual(other.decapsulate(noise));
  });
});
