import { hkdfSync, randomBytes } from 'node:crypto';
import { UserError } from '../../errors.ts';
import {
  binaryForm,
  decodeSecret,
  decodeUtf8,
  encodeSecret,
  type KeyHolder,
  keyHolder,
  keyTypeOf,
  looksLikeAge,
  makeKeys,
  type OwnHolder,
  open,
  passphraseHolder,
  recipientOf,
  sealWithPassphrase,
} from '../age/age.ts';
import { CannotOpen, readHeader, undefinedIfNotShared } from '../age/age-header.ts';
import type { KeyType } from '../age/key-type.ts';
import { formsOf } from '../age/passphrase.ts';
import { workOf } from '../age/scrypt.ts';
import type { Stanza } from '../age/stanza.ts';
import { noIdentity, readIdentityText, signingKeyLine } from './identity-text.ts';
import type { PublicKeys } from './public-file.ts';
import { type Signer, signerFromSeed } from './sshsig.ts';

const ABOUT = 'The secret keys of one member, for coc. Whoever has them can read and sign in that name.';

/** The first byte of the compact form; their order is part of the format of shares. */
const IN_COMPACT: readonly KeyType[] = ['hybrid', 'x25519'];
/** Of an age key, and of an Ed25519 key. Bytes. */
const KEY_LENGTH = 32;
/** The key type, the age key, the signing key. */
export const COMPACT_LENGTH = 1 + 2 * KEY_LENGTH;

/** What is derived, as HKDF (RFC 5869) calls its info. */
const INDEX_KEY = 'coc index 1';

/** A member's keys at work: they open and sign, and cannot be read from it. */
export interface Identity extends KeyHolder {
  /** To whom one seals what this identity shall open. */
  readonly recipient: string;
  readonly signer: Signer;
  /**
   * A key of 32 bytes for what this member's coc remembers for them alone, which follows from their keys and tells nothing of
   * them; undefined where a key agent of an older coc holds them.
   *
   * @param salt what it is for, such as one clone: another one gets another key
   */
  indexKey(salt: Uint8Array): Promise<Uint8Array | undefined>;
  /**
   * The secret age keys, to be given by memory to a thread of this process that opens with them, and to nothing else. There is
   * none where a key agent holds them.
   */
  secrets?(): readonly string[];
}

/** What is said of somebody's keys elsewhere. Of a hybrid key it takes a while to make it of the secret one. */
export interface SaidRecipient {
  readonly recipient: string;
  /** What to throw where that is not so. */
  readonly otherwise: () => UserError;
}

/** Keys that this process holds itself, so that it can write them to an identity file. */
export class HeldIdentity implements Identity {
  readonly recipient: string;
  readonly signer: Signer;
  readonly #holder: OwnHolder;
  readonly #secrets: readonly string[];
  readonly #seed: Uint8Array;
  /** Looks, once, whether the recipient is that of the secret keys, where it was only said. */
  #check: (() => Promise<void>) | undefined;

  private constructor(
    secrets: readonly string[],
    recipient: string,
    seed: Uint8Array,
    holder = keyHolder(secrets),
  ) {
    this.recipient = recipient;
    this.signer = signerFromSeed(seed);
    this.#holder = holder;
    this.#secrets = secrets;
    this.#seed = seed;
  }

  /**
   * @param secrets `AGE-SECRET-KEY-…`; the first is the member's own, the others open what older keys were given
   * @param seed the Ed25519 signing key, 32 bytes
   * @param said to whom one is said to seal for them: it is looked at when something is first opened
   */
  static async of(secrets: readonly string[], seed: Uint8Array, said?: SaidRecipient): Promise<HeldIdentity> {
    const own = [...new Set(secrets)];
    if (own.length === 0) throw new Error('an identity without an age key');
    const holder = keyHolder(own);
    if (said === undefined) return new HeldIdentity(own, await holder.recipient(), seed, holder);
    const identity = new HeldIdentity(own, said.recipient, seed, holder);
    identity.#check = async () => {
      if ((await holder.recipient()) !== said.recipient) throw said.otherwise();
    };
    return identity;
  }

  /** This identity, once it is sure that its recipient is that of its secret keys. */
  async checked(): Promise<this> {
    await this.#check?.();
    this.#check = undefined;
    return this;
  }

  /** The identity that `compact` gave the bytes of. Throws where they are not of that form. */
  static async fromCompact(bytes: Uint8Array): Promise<HeldIdentity> {
    const keyType = IN_COMPACT[bytes[0] ?? -1];
    if (keyType === undefined || bytes.length !== COMPACT_LENGTH) throw new Error('no compact identity');
    const scalar = bytes.slice(1, 1 + KEY_LENGTH);
    return HeldIdentity.of([encodeSecret({ keyType, scalar })], bytes.slice(1 + KEY_LENGTH));
  }

  async openHeader(header: Uint8Array): Promise<Uint8Array> {
    await this.checked();
    return this.#holder.openHeader(header);
  }

  secrets(): readonly string[] {
    return this.#secrets;
  }

  async indexKey(salt: Uint8Array): Promise<Uint8Array> {
    const [own = ''] = this.#secrets;
    const both = Buffer.concat([decodeSecret(own).scalar, this.#seed]);
    return new Uint8Array(hkdfSync('sha256', both, salt, INDEX_KEY, KEY_LENGTH));
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
    return new Uint8Array([IN_COMPACT.indexOf(keyType), ...scalar, ...this.#seed]);
  }

  /**
   * The same keys with one of this type as the member's own: the first that there is, else a new one. The others stay
   * behind it, so that they still open what they opened.
   */
  async withOwnKey(keyType: KeyType): Promise<HeldIdentity> {
    for (const secret of this.#secrets) {
      const recipient = await recipientOf(secret);
      if (keyTypeOf(recipient) === keyType)
        return new HeldIdentity(first(secret, this.#secrets), recipient, this.#seed);
    }
    const { secret, recipient } = await makeKeys(keyType);
    return new HeldIdentity(first(secret, this.#secrets), recipient, this.#seed);
  }

  /** New keys to open with and to sign with in place of these; what these opened, the new ones open as well. */
  async rotated(): Promise<HeldIdentity> {
    const { secret, recipient } = await makeKeys(keyTypeOf(this.recipient));
    return new HeldIdentity(first(secret, this.#secrets), recipient, randomBytes(KEY_LENGTH));
  }

  /** The same keys, which open what `older` opened as well. */
  keeping(older: HeldIdentity): HeldIdentity {
    return new HeldIdentity([...new Set([...this.#secrets, ...older.#secrets])], this.recipient, this.#seed);
  }

  /** Whether these keys open all that `older` opens. */
  keepsAllOf(older: HeldIdentity): boolean {
    return older.#secrets.every((secret) => this.#secrets.includes(secret));
  }

  /** See `formatIdentity`. */
  format(about: string, publicKeys: boolean): string {
    if (/[\r\n]/.test(about)) throw new Error('a comment of more than one line');
    return [
      `# ${about}`,
      ...(publicKeys ? [`# public key: ${this.recipient}`, `# signing key: ${this.signer.publicKey}`] : []),
      signingKeyLine(this.#seed),
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
  return HeldIdentity.of([(await makeKeys(keyType)).secret], randomBytes(KEY_LENGTH));
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
export async function parseIdentity(text: string, said?: SaidRecipient): Promise<HeldIdentity> {
  const { secrets, seed } = readIdentityText(text);
  if (seed === undefined) throw noIdentity('The file with your keys has no signing key for coc in it.');
  return HeldIdentity.of(secrets, seed, said);
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
  return protectText(new TextEncoder().encode(formatIdentity(identity)), passphrase, workFactor);
}

/** The bytes of an identity file, whatever keys are in it, sealed to a passphrase. */
export async function protectText(
  text: Uint8Array,
  passphrase: string,
  workFactor?: number,
): Promise<Uint8Array> {
  return new TextEncoder().encode(await sealWithPassphrase(text, passphrase, workFactor));
}

/** Whether the bytes of an identity file are sealed to a passphrase. */
export function isProtected(file: Uint8Array): boolean {
  return looksLikeAge(file);
}

/** Opens a protected identity file. Throws WrongPassphrase, or a UserError where the file is damaged. */
export async function unprotect(
  file: Uint8Array,
  passphrase: string,
  said?: SaidRecipient,
): Promise<HeldIdentity> {
  return parseIdentity(await unprotectText(file, passphrase), said);
}

/** The text of a protected identity file, with the secret keys in it; throws as `unprotect`. */
export async function unprotectText(file: Uint8Array, passphrase: string): Promise<string> {
  try {
    const binary = await binaryForm(file);
    const [stanza, ...others] = readHeader(binary).stanzas;
    if (stanza?.args[0] !== 'scrypt' || others.length > 0) {
      throw noIdentity(
        'The file with your keys is an age file, and not one that is sealed with a passphrase.',
      );
    }
    assertReasonable(stanza);
    for (const form of formsOf(passphrase)) {
      const text = await open(binary, passphraseHolder(form)).catch(undefinedIfNotShared);
      if (text !== undefined) return decodeUtf8(text);
    }
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error;
    throw noIdentity('The file with your keys is damaged or cut off.');
  }
  throw new WrongPassphrase();
}

/** Another program may make each guess cost more than coc does. */
function assertReasonable(stanza: Stanza): void {
  const { memory = 0, refused } = workOf(stanza, process.availableMemory()) ?? {};
  if (refused === undefined) return;
  const gib = memory < 1024 ? `${memory} GiB` : 'more than 1,000 GiB';
  throw new UserError(
    `The file with your keys is whole. It was sealed so that opening it takes ${gib} of memory, and ${
      refused === 'always' ? 'coc takes 4 GiB at most' : 'so much is not free here'
    }.`,
    {
      hints: [
        ...(refused === 'here' ? ['Close other programs, then try again.'] : []),
        'Open it with the program that sealed it, and seal it anew with a work factor of 18.',
      ],
    },
  );
}

/** What others may know of an identity, as it stands in team.yaml. */
export function publicPart(identity: Identity): PublicKeys {
  return { recipient: identity.recipient, signingKey: identity.signer.publicKey };
}

function first(secret: string, all: readonly string[]): readonly string[] {
  return [...new Set([secret, ...all])];
}
