import { createHash, createHmac, randomBytes } from 'node:crypto';
import { ML_KEM, type MlKem, mlKem } from './ml-kem.ts';
import { fromBase64, type Stanza, toBase64, unwrapFileKey, wrapFileKey } from './stanza.ts';
import { x25519Key, x25519PublicKey, x25519Secret, x25519Share } from './x25519.ts';

/*
 * The post-quantum type of key of age: X-Wing (draft-connolly-cfrg-xwing-kem), which is ML-KEM-768 and X25519 together, as the
 * key encapsulation of HPKE (RFC 9180) with HKDF-SHA256 and ChaCha20-Poly1305.
 */

const TYPE = 'mlkem768x25519';
const X25519 = 32;
const SECRET = 32;
const CIPHERTEXT = ML_KEM.ciphertext + X25519;
const XWING_LABEL = Buffer.from('\\.//^\\');
const SUITE = Buffer.from('HPKE\x64\x7a\x00\x01\x00\x03', 'latin1');
const VERSION = Buffer.from('HPKE-v1');
const CONTEXT = Buffer.concat([
  Buffer.of(0),
  extract('', 'psk_id_hash', ''),
  extract('', 'info_hash', 'age-encryption.org/mlkem768x25519'),
]);

/**
 * A hybrid recipient of age. Sealing throws where it is no usable key.
 *
 * @param publicKey 1216 bytes
 */
export function hybridRecipient(publicKey: Uint8Array): {
  wrapFileKey(fileKey: Uint8Array): Promise<Stanza[]>;
} {
  const own = publicKey.subarray(ML_KEM.publicKey);
  return {
    async wrapFileKey(fileKey) {
      const { secret: first, ciphertext } = (await mlKem()).encapsulate(
        publicKey.subarray(0, ML_KEM.publicKey),
      );
      const { secret: second, share } = x25519Share(own);
      const { key, nonce } = hpkeKey(combined(first, second, share, own));
      return [
        {
          args: [TYPE, toBase64(Buffer.concat([ciphertext, share]))],
          body: wrapFileKey(fileKey, key, nonce),
        },
      ];
    },
  };
}

/**
 * A hybrid identity of age. Opening gives null where no stanza is for this key, and throws where a hybrid stanza is not as it
 * should be.
 *
 * @param seed the secret key, 32 bytes
 */
export function hybridIdentity(seed: Uint8Array): {
  unwrapFileKey(stanzas: Stanza[]): Promise<Uint8Array | null>;
  /** The public key that belongs to it, 1216 bytes. */
  publicKey(): Promise<Uint8Array>;
} {
  // Making the keys of the seed takes longer than opening something with them.
  let made: Promise<ReturnType<typeof keysOf>> | undefined;
  const keys = (): Promise<ReturnType<typeof keysOf>> => {
    made ??= mlKem().then((kem) => keysOf(seed, kem));
    return made;
  };
  return {
    async publicKey() {
      const { post, own } = await keys();
      return new Uint8Array(Buffer.concat([post.publicKey, own]));
    },
    async unwrapFileKey(stanzas) {
      for (const { args, body } of stanzas) {
        if (args[0] !== TYPE) continue;
        const sent = fromBase64(args[1] ?? '');
        if (args.length !== 2 || sent?.length !== CIPHERTEXT)
          throw new Error('not a hybrid stanza as it should be');
        const { post, classic, own } = await keys();
        const share = sent.subarray(ML_KEM.ciphertext);
        const first = post.decapsulate(sent.subarray(0, ML_KEM.ciphertext));
        const { key, nonce } = hpkeKey(combined(first, x25519Secret(classic, share), share, own));
        const fileKey = unwrapFileKey(body, key, nonce);
        if (fileKey !== null) return fileKey;
      }
      return null;
    },
  };
}

/** A new secret key, 32 bytes. */
export function makeHybridSeed(): Uint8Array {
  return new Uint8Array(randomBytes(SECRET));
}

/** The public key that belongs to a secret one, 1216 bytes. */
export function hybridPublicKey(seed: Uint8Array): Promise<Uint8Array> {
  return hybridIdentity(seed).publicKey();
}

function keysOf(seed: Uint8Array, kem: MlKem) {
  const expanded = createHash('shake256', { outputLength: ML_KEM.seed + X25519 })
    .update(seed)
    .digest();
  const scalar = expanded.subarray(ML_KEM.seed);
  return {
    post: kem.keyOf(expanded.subarray(0, ML_KEM.seed)),
    classic: x25519Key(scalar),
    own: x25519PublicKey(scalar),
  };
}

function combined(
  first: Uint8Array,
  second: Uint8Array,
  share: Uint8Array,
  publicKey: Uint8Array,
): Uint8Array {
  const hash = createHash('sha3-256');
  for (const part of [first, second, share, publicKey, XWING_LABEL]) hash.update(part);
  return hash.digest();
}

function hpkeKey(shared: Uint8Array): { readonly key: Uint8Array; readonly nonce: Uint8Array } {
  const secret = extract(shared, 'secret', '');
  return { key: expand(secret, 'key', 32), nonce: expand(secret, 'base_nonce', 12) };
}

/** `LabeledExtract` of RFC 9180, 4. */
function extract(salt: Uint8Array | string, label: string, input: string): Uint8Array {
  return createHmac('sha256', salt).update(VERSION).update(SUITE).update(label).update(input).digest();
}

/** `LabeledExpand` of RFC 9180, 4, for what one block of the hash is enough for. */
function expand(secret: Uint8Array, label: string, length: number): Uint8Array {
  return createHmac('sha256', secret)
    .update(Buffer.of(0, length))
    .update(VERSION)
    .update(SUITE)
    .update(label)
    .update(CONTEXT)
    .update(Buffer.of(1))
    .digest()
    .subarray(0, length);
}
