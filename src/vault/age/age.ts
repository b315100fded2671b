import { randomBytes } from 'node:crypto';
import type { Identity as AgeIdentity, Recipient } from 'age-encryption';
import { UserError } from '../../errors.ts';
import { CannotOpen, LARGEST_HEADER, readHeader, writeHeader } from './age-header.ts';
import { decodeBech32, encodeBech32 } from './bech32.ts';
import { hybridIdentity, hybridPublicKey, hybridRecipient, makeHybridSeed } from './hybrid.ts';
import type { KeyType } from './key-type.ts';
import { settledPassphrase } from './passphrase.ts';
import { headerMac, isHeaderOf, openPayload, openPieces, sealPayload, sealPieces } from './payload.ts';
import { scryptIdentity, scryptRecipient } from './scrypt.ts';
import { type Stanza, toBase64 } from './stanza.ts';
import { makeX25519Keys, x25519Identity, x25519PublicKey, x25519Recipient } from './x25519.ts';

/** Bytes. */
const FILE_KEY = 16;

/** The number of stanzas in a file is a multiple of this, so that it tells little about the number of readers. */
const STANZAS_IN_STEPS_OF = 4;

const HYBRID_PREFIX = 'age1pq';
const X25519_PREFIX = 'age';
const HYBRID_PUBLIC_KEY = 1216;
const X25519_KEY = 32;
const SECRET_PREFIX = { hybrid: 'age-secret-key-pq-', x25519: 'age-secret-key-' } as const;

/** Opens age files for somebody without showing their keys to whoever asks. */
export interface KeyHolder {
  /**
   * The file key in a header, whose MAC has been checked. Throws CannotOpen: `not-shared` where no stanza is for
   * these keys, `damaged-header` where one is malformed or the header was changed after it was written.
   *
   * @param header a binary age header, from the version line to the newline after the MAC
   */
  openHeader(header: Uint8Array): Promise<Uint8Array>;
}

export interface SealOptions {
  /** The one type of key that this reports repository uses (DESIGN 4, "Sealing"). */
  readonly keyType: KeyType;
  /** As if there were so many recipients at least. */
  readonly atLeast?: number;
  /** Without throwaway recipients: for what is always sealed to one and stays on this machine. */
  readonly exactly?: boolean;
}

export interface AgeKeys {
  /** `AGE-SECRET-KEY-…`, never to be shown or logged. */
  readonly secret: string;
  /** `age1…`, public. */
  readonly recipient: string;
}

/**
 * Seals to these recipients, in this order and each once; behind them come throwaway ones, whose keys nobody has, up
 * to a multiple of four unless `exactly` so many are wanted. Throws where there is no recipient or one is not of the repository's key type.
 */
export async function seal(
  plaintext: Uint8Array,
  recipients: readonly string[],
  { keyType, atLeast = 0, exactly = false }: SealOptions,
): Promise<Uint8Array> {
  const wanted = [...new Set(recipients)];
  if (wanted.length === 0) throw new Error('sealing to nobody');
  if (wanted.some((recipient) => keyTypeOf(recipient) !== keyType)) {
    throw new UserError('Somebody on the team has a key of another type than this reports repository uses.', {
      hints: [`Every key in team.yaml has to be of the type ${keyType}. Nothing was sealed.`],
    });
  }
  const steps = exactly ? 1 : STANZAS_IN_STEPS_OF;
  const count = Math.ceil(Math.max(wanted.length, atLeast) / steps) * steps;
  const throwaway = wanted.length < count ? [await throwawayRecipient(keyType)] : [];
  const others = Array.from({ length: count - wanted.length }, () => throwaway).flat();
  const sealed = await encrypt(
    plaintext,
    [...wanted, ...others].map((recipient) => recipientFor(recipient, keyType)),
  );
  if (readHeader(sealed).stanzas.length !== count)
    throw new Error('a sealed file does not have the stanzas it should');
  return sealed;
}

const throwaways = new Map<KeyType, Promise<string>>();

/** One in a run: its secret key is with nobody, and no stanza tells to whom it is, nor whether two are to the same. */
async function throwawayRecipient(keyType: KeyType): Promise<string> {
  const made = throwaways.get(keyType) ?? makeKeys(keyType).then(({ recipient }) => recipient);
  throwaways.set(keyType, made);
  return made;
}

/** As `seal` to exactly one, of a content that comes in pieces: whatever its size, it takes no more memory. */
export async function* sealStream(
  pieces: AsyncIterable<Uint8Array>,
  recipient: string,
): AsyncGenerator<Uint8Array> {
  const { fileKey, header } = await beginning([recipientFor(recipient, keyTypeOf(recipient))]);
  yield header;
  yield* sealPieces(fileKey, pieces);
}

/** The same to a passphrase alone, in the form that it settles to. */
export async function* sealStreamWithPassphrase(
  pieces: AsyncIterable<Uint8Array>,
  passphrase: string,
): AsyncGenerator<Uint8Array> {
  const { fileKey, header } = await beginning([scryptRecipient(settledPassphrase(passphrase))]);
  yield header;
  yield* sealPieces(fileKey, pieces);
}

/**
 * Opens a binary age file that comes in pieces. What is given out was sealed so, but is the whole of it only once this has come to its
 * end. Throws CannotOpen, with the reason, and what the source of the pieces throws as it is.
 */
export async function* openStream(
  pieces: AsyncIterable<Uint8Array>,
  holder: KeyHolder,
): AsyncGenerator<Uint8Array> {
  const source = pieces[Symbol.asyncIterator]();
  const { fileKey, rest } = await fileKeyIn(source, holder);
  let ofTheSource: unknown;
  const noted = following(rest, source, (error) => {
    ofTheSource = error;
  });
  try {
    yield* openPieces(fileKey, noted);
  } catch (error) {
    throw error === ofTheSource ? error : new CannotOpen('damaged-body');
  }
}

/** The file key in the header that these pieces begin with, and what of them is behind it. */
async function fileKeyIn(
  source: AsyncIterator<Uint8Array>,
  holder: KeyHolder,
): Promise<{ readonly fileKey: Uint8Array; readonly rest: Uint8Array }> {
  let read: Uint8Array = new Uint8Array();
  for (;;) {
    const { value, done } = await source.next();
    if (value !== undefined && !done) read = Buffer.concat([read, value]);
    try {
      const { size } = readHeader(read);
      return { fileKey: await holder.openHeader(read.subarray(0, size)), rest: read.subarray(size) };
    } catch (error) {
      const isCutOff = error instanceof CannotOpen && ['empty', 'damaged-header'].includes(error.reason);
      if (done || !isCutOff || read.length > LARGEST_HEADER) throw error;
    }
  }
}

async function* following(
  first: Uint8Array,
  source: AsyncIterator<Uint8Array>,
  failed: (error: unknown) => void,
): AsyncGenerator<Uint8Array> {
  yield first;
  try {
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
  } catch (error) {
    failed(error);
    throw error;
  }
}

/** Opens a binary age file. Throws CannotOpen, with the reason. */
export async function open(file: Uint8Array, holder: KeyHolder): Promise<Uint8Array> {
  const { size } = readHeader(file);
  const fileKey = await holder.openHeader(file.subarray(0, size));
  try {
    return openPayload(fileKey, file.subarray(size));
  } catch {
    throw new CannotOpen('damaged-body');
  }
}

/** As `seal`, in the ASCII armor of age. */
export async function sealArmored(
  plaintext: Uint8Array,
  recipients: readonly string[],
  options: SealOptions,
): Promise<string> {
  return armored(await seal(plaintext, recipients, options));
}

/** As `open`, from the ASCII armor of age, with either kind of line ending. */
export async function openArmored(text: string, holder: KeyHolder): Promise<Uint8Array> {
  return open(await dearmor(text), holder);
}

/**
 * Seals to a passphrase alone, in the form that it settles to, in the ASCII armor of age. Takes a second or so, off the main thread.
 *
 * @param workFactor for tests, which may use a smaller one
 */
export async function sealWithPassphrase(
  plaintext: Uint8Array,
  passphrase: string,
  workFactor?: number,
): Promise<string> {
  return armored(await encrypt(plaintext, [scryptRecipient(settledPassphrase(passphrase), workFactor)]));
}

/** The opener of a file that is sealed to a passphrase; `not-shared` then means that it is not this passphrase. */
export function passphraseHolder(passphrase: string): KeyHolder {
  return holderOf([scryptIdentity(passphrase)]);
}

/** A secret key of age without its spelling. */
export interface AgeSecret {
  readonly keyType: KeyType;
  /** 32 bytes. */
  readonly scalar: Uint8Array;
}

/** A holder of secret keys. */
export interface OwnHolder extends KeyHolder {
  /** To whom one seals what the first of them opens. Of a hybrid key it takes as long to make as opening with it. */
  recipient(): Promise<string>;
}

/** The opener for these secret keys, tried in turn. Throws a UserError where one is not a key that coc can use. */
export function keyHolder(secrets: readonly string[]): OwnHolder {
  const pairs = secrets.map((secret) => {
    const { keyType, scalar } = decodeSecret(secret);
    if (keyType === 'x25519')
      return {
        identity: x25519Identity(scalar),
        recipient: async () => encodeBech32(X25519_PREFIX, x25519PublicKey(scalar)),
      };
    const identity = hybridIdentity(scalar);
    return { identity, recipient: async () => encodeBech32(HYBRID_PREFIX, await identity.publicKey()) };
  });
  const [own] = pairs;
  if (own === undefined) throw new Error('a holder of no keys');
  return { ...holderOf(pairs.map(({ identity }) => identity)), recipient: own.recipient };
}

/** Makes a new pair of keys. */
export async function makeKeys(keyType: KeyType): Promise<AgeKeys> {
  if (keyType === 'x25519') {
    const { scalar, publicKey } = makeX25519Keys();
    return { secret: encodeSecret({ keyType, scalar }), recipient: encodeBech32(X25519_PREFIX, publicKey) };
  }
  const scalar = makeHybridSeed();
  return {
    secret: encodeSecret({ keyType, scalar }),
    recipient: encodeBech32(HYBRID_PREFIX, await hybridPublicKey(scalar)),
  };
}

/** The public half of a secret key. Throws a UserError, which does not quote it, where it is not one. */
export async function recipientOf(secret: string): Promise<string> {
  const { keyType, scalar } = decodeSecret(secret);
  return keyType === 'x25519'
    ? encodeBech32(X25519_PREFIX, x25519PublicKey(scalar))
    : encodeBech32(HYBRID_PREFIX, await hybridPublicKey(scalar));
}

/** Takes `AGE-SECRET-KEY-…` apart. Throws a UserError, which does not quote it, where it is not one. */
export function decodeSecret(secret: string): AgeSecret {
  const decoded = secret === secret.toUpperCase() ? decodeBech32(secret) : undefined;
  if (decoded?.bytes.length === X25519_KEY) {
    if (decoded.prefix === SECRET_PREFIX.hybrid) return { keyType: 'hybrid', scalar: decoded.bytes };
    if (decoded.prefix === SECRET_PREFIX.x25519) return { keyType: 'x25519', scalar: decoded.bytes };
  }
  throw new UserError('A secret key is not an age key of a kind that coc uses.', {
    hints: ['It begins with AGE-SECRET-KEY-. A letter may be missing or mistyped.'],
  });
}

/** The text of a secret key, letter for letter as age writes it. */
export function encodeSecret({ keyType, scalar }: AgeSecret): string {
  return encodeBech32(SECRET_PREFIX[keyType], scalar).toUpperCase();
}

/** Which type of key this recipient is. Throws a UserError where it is none that coc uses. */
export function keyTypeOf(recipient: string): KeyType {
  const decoded = recipient === recipient.toLowerCase() ? decodeBech32(recipient) : undefined;
  if (decoded?.prefix === HYBRID_PREFIX && decoded.bytes.length === HYBRID_PUBLIC_KEY) return 'hybrid';
  if (decoded?.prefix === X25519_PREFIX && decoded.bytes.length === X25519_KEY) return 'x25519';
  throw new UserError('A public key is not an age recipient of a kind that coc uses.', {
    hints: [
      'It begins with age1pq1 (post-quantum hybrid) or age1 (X25519). A letter may be missing or mistyped.',
    ],
  });
}

/**
 * Whether one can seal to this key in a repository of this type. A key of another type, a mistyped one, or a point that
 * everybody would share a secret with would make every seal to its holder fail.
 */
export function canSealTo(recipient: string, keyType: KeyType): boolean {
  try {
    if (keyTypeOf(recipient) !== keyType) return false;
    if (keyType === 'x25519') x25519Recipient(publicKeyIn(recipient)).wrapFileKey(new Uint8Array(16));
    return true;
  } catch {
    // The platform's own texts can quote a key.
    return false;
  }
}

/** What may stand above an armored file: a byte order mark, empty lines, comments. */
const ARMORED = /^\uFEFF?(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*[ \t]*(?=-----BEGIN AGE ENCRYPTED FILE-----)/;
/** So much of a file is looked through for where it begins. Bytes. */
const BEGINNING = 64 * 1024;

/** Whether these bytes are an age file, binary or armored, by how they begin. */
export function looksLikeAge(bytes: Uint8Array): boolean {
  const start = textOf(bytes.subarray(0, BEGINNING));
  return start.trimStart().startsWith('age-encryption.org/') || ARMORED.test(start);
}

/** The binary form of an age file that may be armored, below comments, in the encoding of any system. Throws CannotOpen. */
export async function binaryForm(file: Uint8Array): Promise<Uint8Array> {
  const above = ARMORED.exec(textOf(file.subarray(0, BEGINNING)))?.[0];
  return above === undefined ? file : dearmor(textOf(file).slice(above.length));
}

/** Armor is ASCII; a shell of Windows writes it as UTF-16. */
function textOf(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return Buffer.from(bytes).toString(isUtf16 ? 'utf16le' : 'utf8');
}

/** The binary form of an armored age file. Throws CannotOpen. */
export async function dearmor(text: string): Promise<Uint8Array> {
  const { armor } = await import('age-encryption');
  try {
    return armor.decode(text);
  } catch {
    throw new CannotOpen(text.trim() === '' ? 'empty' : 'not-age');
  }
}

/** UTF-8 to text, a byte order mark kept. Throws CannotOpen where it is not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CannotOpen('not-text');
  }
}

function holderOf(identities: readonly AgeIdentity[]): KeyHolder {
  return {
    async openHeader(header) {
      const { stanzas, unsigned, mac } = readHeader(header);
      const fileKey = await unwrapped(stanzas, identities);
      if (!isHeaderOf(fileKey, unsigned, mac)) throw new CannotOpen('damaged-header');
      return fileKey;
    },
  };
}

/** The file key that the first of these opens. Throws CannotOpen. */
async function unwrapped(
  stanzas: readonly Stanza[],
  identities: readonly AgeIdentity[],
): Promise<Uint8Array> {
  for (const identity of identities) {
    try {
      const fileKey = await identity.unwrapFileKey([...stanzas]);
      if (fileKey !== null) return fileKey;
    } catch {
      throw new CannotOpen('damaged-header');
    }
  }
  throw new CannotOpen('not-shared');
}

function recipientFor(recipient: string, keyType: KeyType): Recipient {
  const publicKey = publicKeyIn(recipient);
  return keyType === 'hybrid' ? hybridRecipient(publicKey) : x25519Recipient(publicKey);
}

function publicKeyIn(recipient: string): Uint8Array {
  return decodeBech32(recipient)?.bytes ?? new Uint8Array();
}

async function armored(file: Uint8Array): Promise<string> {
  const { armor } = await import('age-encryption');
  return armor.encode(file);
}

async function encrypt(plaintext: Uint8Array, recipients: readonly Recipient[]): Promise<Uint8Array> {
  const { fileKey, header } = await beginning(recipients);
  return new Uint8Array(Buffer.concat([header, sealPayload(fileKey, plaintext)]));
}

/** A new file key, and the header that gives it to these. */
async function beginning(
  recipients: readonly Recipient[],
): Promise<{ readonly fileKey: Uint8Array; readonly header: Uint8Array }> {
  const fileKey = randomBytes(FILE_KEY);
  const stanzas: Stanza[] = [];
  try {
    for (const recipient of recipients) stanzas.push(...(await recipient.wrapFileKey(fileKey)));
  } catch {
    // The texts of libraries can quote a key.
    throw new Error('age could not seal: a recipient is not usable');
  }
  const unsigned = writeHeader(stanzas);
  const mac = ` ${toBase64(headerMac(fileKey, unsigned))}\n`;
  return { fileKey, header: new Uint8Array(Buffer.concat([unsigned, Buffer.from(mac)])) };
}
