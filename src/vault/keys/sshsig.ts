import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { SshReader, sshString, sshUint32 } from './ssh-wire.ts';

/** Source: PROTOCOL.sshsig of OpenSSH. */
const MAGIC = 'SSHSIG';
const VERSION = 1;
const HASH = 'sha512';
const KEY_TYPE = 'ssh-ed25519';
const KEY = 32;
const SIGNATURE = 64;
const BEGIN = '-----BEGIN SSH SIGNATURE-----';
const END = '-----END SSH SIGNATURE-----';
/** What stands before the 32 bytes of a key in DER (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** Signs with one Ed25519 key, wherever that key is. */
export interface Signer {
  /** `ssh-ed25519 AAAA…`, without a comment. */
  readonly publicKey: string;
  /** The raw Ed25519 signature (64 bytes) over exactly these bytes. */
  sign(blob: Uint8Array): Promise<Uint8Array>;
}

/** The signer for a secret Ed25519 key of 32 bytes; the key cannot be read from it. */
export function signerFromSeed(seed: Uint8Array): Signer {
  if (seed.length !== KEY) throw new Error('an Ed25519 key of the wrong length');
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const raw = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(SPKI.length);
  return {
    publicKey: `${KEY_TYPE} ${Buffer.concat([sshString(KEY_TYPE), sshString(raw)]).toString('base64')}`,
    sign: async (blob) => new Uint8Array(sign(null, blob, key)),
  };
}

/** The raw Ed25519 signature (64 bytes) that SSHSIG makes of a message in a namespace. */
export function signSshsig(signer: Signer, namespace: string, message: Uint8Array): Promise<Uint8Array> {
  return signer.sign(signedBlob(namespace, message));
}

/**
 * Whether this is a signature of `message` in `namespace` by this key. False, not an error, for anything malformed.
 *
 * @param publicKey `ssh-ed25519 AAAA…`, with or without a comment
 * @param signature the raw 64 bytes
 */
export function verifySshsig(
  publicKey: string,
  namespace: string,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const key = keyOf(publicKey);
  if (key === undefined || signature.length !== SIGNATURE) return false;
  return verify(null, signedBlob(namespace, message), key, signature);
}

/** Reading a key takes longer than a check with it, and a team has few. */
const known = new Map<string, KeyObject>();

function keyOf(publicKey: string): KeyObject | undefined {
  const before = known.get(publicKey);
  if (before !== undefined) return before;
  const raw = rawPublicKey(publicKey);
  if (raw === undefined) return undefined;
  const key = createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' });
  known.set(publicKey, key);
  return key;
}

/** The signature in the form that `ssh-keygen -Y verify` reads. Throws where the public key is not an Ed25519 key. */
export function armorSshsig(publicKey: string, namespace: string, signature: Uint8Array): string {
  const blob = keyBlob(publicKey);
  if (blob === undefined) throw new Error('not an ssh-ed25519 public key');
  const base64 = Buffer.concat([
    Buffer.from(MAGIC),
    sshUint32(VERSION),
    sshString(blob),
    sshString(namespace),
    sshString(''),
    sshString(HASH),
    sshString(Buffer.concat([sshString(KEY_TYPE), sshString(signature)])),
  ]).toString('base64');
  return [BEGIN, ...(base64.match(/.{1,70}/g) ?? []), END, ''].join('\n');
}

/**
 * The raw signature in an armored one, or undefined where it is not an Ed25519 signature over SHA-512, which is what
 * git and `coc` make. Who made it and for which namespace is for `verifySshsig` to say.
 */
export function readSshsigArmor(text: string): Uint8Array | undefined {
  const lines = text.trim().split(/\r?\n/);
  if (lines.shift() !== BEGIN || lines.pop() !== END) return undefined;
  return untilTooShort(() => {
    const reader = new SshReader(Buffer.from(lines.join(''), 'base64'));
    const magic = reader.take(MAGIC.length).toString('latin1');
    const version = reader.uint32();
    const [, , , hash, signature] = [1, 2, 3, 4, 5].map(() => reader.string());
    reader.end();
    if (magic !== MAGIC || version !== VERSION || hash?.toString('latin1') !== HASH) return undefined;
    const inner = new SshReader(signature ?? Buffer.alloc(0));
    const type = inner.string().toString('latin1');
    const raw = inner.string();
    inner.end();
    return type === KEY_TYPE && raw.length === SIGNATURE ? new Uint8Array(raw) : undefined;
  });
}

/** The namespace of a blob that SSHSIG is asked to have signed, or undefined where it is not such a blob. */
export function namespaceOf(blob: Uint8Array): string | undefined {
  return untilTooShort(() => {
    const reader = new SshReader(blob);
    const magic = reader.take(MAGIC.length).toString('latin1');
    const [namespace, reserved, hash, digest] = [1, 2, 3, 4].map(() => reader.string());
    reader.end();
    const wellFormed =
      magic === MAGIC && reserved?.length === 0 && hash?.toString('latin1') === HASH && digest?.length === 64;
    return wellFormed ? namespace?.toString('utf8') : undefined;
  });
}

/** The key of `ssh-ed25519 AAAA…` as SSH sends it, or undefined where it is not an Ed25519 key. */
export function keyBlob(publicKey: string): Uint8Array | undefined {
  const blob = Buffer.from(publicKey.split(' ')[1] ?? '', 'base64');
  return rawPublicKey(publicKey) && new Uint8Array(blob);
}

function signedBlob(namespace: string, message: Uint8Array): Uint8Array {
  const digest = createHash(HASH).update(message).digest();
  return Buffer.concat([
    Buffer.from(MAGIC),
    sshString(namespace),
    sshString(''),
    sshString(HASH),
    sshString(digest),
  ]);
}

function rawPublicKey(publicKey: string): Uint8Array | undefined {
  const [type, base64 = ''] = publicKey.split(' ');
  if (type !== KEY_TYPE) return undefined;
  return untilTooShort(() => {
    const reader = new SshReader(Buffer.from(base64, 'base64'));
    const inner = reader.string().toString('latin1');
    const raw = reader.string();
    reader.end();
    return inner === KEY_TYPE && raw.length === KEY ? raw : undefined;
  });
}

function untilTooShort<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
