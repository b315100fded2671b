import { randomBytes } from 'node:crypto';
import { UserError } from '../../errors.ts';
import {
  dearmor,
  decodeSecret,
  decodeUtf8,
  encodeSecret,
  type KeyHolder,
  keyHolder,
  looksLikeAge,
  makeKeys,
  open,
  passphraseHolder,
  recipientOf,
  sealWithPassphrase,
} from '../age/age.ts';
import { CannotOpen, readHeader } from '../age/age-header.ts';
import type { KeyType } from '../team/roster.ts';
import type { PublicKeys } from './identity-file.ts';
import { type Signer, signerFromSeed } from './sshsig.ts';

const ABOUT = 'The secret keys of one member, for coc. Whoever has them can read and sign in that name.';
const SIGNING_KEY = '# coc-signing-key: ';

/** The first byte of the compact form; their order is part of the format of shares. */
const KEY_TYPES: readonly KeyType[] = ['hybrid', 'x25519'];
const KEY_LENGTH = 32;
/** The key type, the age key, the signing key. */
export const COMPACT_LENGTH = 1 + 2 * KEY_LENGTH;

/** A member's keys at work: they open and sign, and cannot be read from it. */
export interface Identity extends KeyHolder {
  /** To whom one seals what this identity shall open. */
  readonly recipient: string;
  readonly signer: Signer;
}

/** Keys that this process holds itself, so that it can write them to an identity file. */
export class HeldIdentity implements Identity {
  readonly recipient: string;
  readonly signer: Signer;
  readonly #holder: KeyHolder;
  readonly #secrets: readonly string[];
  readonly #seed: Uint8Array;

  private constructor(secrets: readonly string[], recipient: string, seed: Uint8Array) {
    this.recipient = recipient;
    this.signer = signerFromSeed(seed);
    this.#holder = keyHolder(secrets);
    this.#secrets = secrets;
    this.#seed = seed;
  }

  /**
   * @param secrets `AGE-SECRET-KEY-…`; the first is the member's own, the others open what older keys were given
   * @param seed the Ed25519 signing key, 32 bytes
   */
  static async of(secrets: readonly string[], seed: Uint8Array): Promise<HeldIdentity> {
    const [own] = secrets;
    if (own === undefined) throw new Error('an identity without an age key');
    return new HeldIdentity(secrets, await recipientOf(own), seed);
  }

  /** The identity that `compact` gave the bytes of. Throws where they are not of that form. */
  static async fromCompact(bytes: Uint8Array): Promise<HeldIdentity> {
    const keyType = KEY_TYPES[bytes[0] ?? -1];
    if (keyType === undefined || bytes.length !== COMPACT_LENGTH) throw new Error('no compact identity');
    const scalar = bytes.slice(1, 1 + KEY_LENGTH);
    return HeldIdentity.of([encodeSecret({ keyType, scalar })], bytes.slice(1 + KEY_LENGTH));
  }

  openHeader(header: Uint8Array): Promise<Uint8Array> {
    return this.#holder.openHeader(header);
  }

  /**
   * Both secret keys in `COMPACT_LENGTH` bytes, for the shares of a recovery key and nothing else. Throws a UserError
   * where there are older keys as well, which would be lost.
   */
  compact(): Uint8Array {
    const [own, ...older] = this.#secrets;
    if (own === undefined || older.length > 0) {
      throw new UserError('Only a recovery key that is one age key can be made into shares.', {
        hints: ['Make a new recovery key, and shares of that.'],
      });
    }
    const { keyType, scalar } = decodeSecret(own);
    return new Uint8Array([KEY_TYPES.indexOf(keyType), ...scalar, ...this.#seed]);
  }

  /** See `formatIdentity`. */
  format(about: string, publicKeys: boolean): string {
    if (/[\r\n]/.test(about)) throw new Error('a comment of more than one line');
    return [
      `# ${about}`,
      ...(publicKeys ? [`# public key: ${this.recipient}`, `# signing key: ${this.signer.publicKey}`] : []),
      `${SIGNING_KEY}${Buffer.from(this.#seed).toString('base64')}`,
      ...this.#secrets,
      '',
    ].join('\n');
  }
}

/** The passphrase does not open the identity file. */
export class WrongPassphrase extends UserError {
  constructor() {
    super('That passphrase does not open your keys.', {
      hints: ['Try it again; look at caps lock and at the keyboard layout.'],
    });
    this.name = 'WrongPassphrase';
  }
}

/** Makes new keys: one to open with, one to sign with. */
export async function makeIdentity(keyType: KeyType): Promise<HeldIdentity> {
  return HeldIdentity.of([(await makeKeys(keyType)).secret], randomBytes(32));
}

/**
 * The text of an identity file, with the secret keys in it. Stock age takes it with `-i`.
 *
 * @param about one line for whoever comes across it
 * @param publicKeys left out where the text is to be short enough for paper; they follow from the secret ones
 */
export function formatIdentity(
  identity: HeldIdentity,
  { about = ABOUT, publicKeys = true }: { readonly about?: string; readonly publicKeys?: boolean } = {},
): string {
  return identity.format(about, publicKeys);
}

/**
 * Reads the text of an identity file; takes CRLF, blanks around, comments, and several age keys.
 * Throws a UserError, which quotes nothing, where a line is no key or a key is missing.
 */
export async function parseIdentity(text: string): Promise<HeldIdentity> {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => line.trim());
  const secrets = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (secrets.length === 0) throw noIdentity('There is no age key in the file with your keys.');
  const seeds = lines.flatMap((line) => (line.startsWith(SIGNING_KEY.trim()) ? [decodeSeed(line)] : []));
  const [seed] = seeds;
  if (seed === undefined) throw noIdentity('The file with your keys has no signing key for coc in it.');
  if (seeds.length > 1) throw noIdentity('The file with your keys has more than one signing key in it.');
  return HeldIdentity.of(secrets, seed);
}

/**
 * The identity file sealed to a passphrase, armored, which stock age takes with `-i` as well and asks for the
 * passphrase.
 *
 * @param workFactor for tests, which may use a smaller one
 */
export async function protect(
  identity: HeldIdentity,
  passphrase: string,
  workFactor?: number,
): Promise<Uint8Array> {
  const text = new TextEncoder().encode(formatIdentity(identity));
  return new TextEncoder().encode(await sealWithPassphrase(text, passphrase, workFactor));
}

/** Whether the bytes of an identity file are sealed to a passphrase. */
export function isProtected(file: Uint8Array): boolean {
  return looksLikeAge(file);
}

/** Opens a protected identity file. Throws WrongPassphrase, or a UserError where the file is damaged. */
export async function unprotect(file: Uint8Array, passphrase: string): Promise<HeldIdentity> {
  try {
    const start = Buffer.from(file).toString('latin1');
    const binary = start.trimStart().startsWith('-----BEGIN') ? dearmor(start) : file;
    const [stanza, ...others] = readHeader(binary).stanzas;
    if (stanza?.args[0] !== 'scrypt' || others.length > 0) {
      throw noIdentity(
        'The file with your keys is an age file, and not one that is sealed with a passphrase.',
      );
    }
    return await parseIdentity(decodeUtf8(await open(binary, passphraseHolder(passphrase))));
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error;
    if (error.reason === 'not-shared') throw new WrongPassphrase();
    throw noIdentity('The file with your keys is damaged or cut off.');
  }
}

/** What others may know of an identity, as it stands in team.yaml. */
export function publicPart(identity: Identity): PublicKeys {
  return { recipient: identity.recipient, signingKey: identity.signer.publicKey };
}

function decodeSeed(line: string): Uint8Array {
  const base64 = line.slice(SIGNING_KEY.trim().length).trim();
  const seed = Buffer.from(base64, 'base64');
  if (seed.length !== KEY_LENGTH || seed.toString('base64') !== base64) {
    throw noIdentity('The signing key in the file with your keys is damaged.');
  }
  return new Uint8Array(seed);
}

function noIdentity(message: string): UserError {
  return new UserError(message, {
    hints: ['Put back a copy of the file, if you have one; coc does not change it.'],
  });
}
