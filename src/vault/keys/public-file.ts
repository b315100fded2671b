import { createHash } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { extname } from 'node:path';
import { readOwn, writeAtomically } from '../../disk/private-file.ts';
import { UserError, undefinedIfGone } from '../../errors.ts';

/** What others may know of a member's keys. */
export interface PublicKeys {
  /** `age1…` */
  readonly recipient: string;
  /** `ssh-ed25519 AAAA…` */
  readonly signingKey: string;
}

/** Whether both halves are the same; of none and none as well. */
export function sameKeys(one: PublicKeys | null | undefined, other: PublicKeys | null | undefined): boolean {
  return one?.recipient === other?.recipient && one?.signingKey === other?.signingKey;
}

const ABOUT = '# The public keys of one member, for coc. Anybody may see them.';
const BELONGS_TO = '# Belongs to the identity file of this SHA-256: ';
const OWNER_ONLY = 0o600;

/** `identity.pub` beside `identity.txt`. */
export function publicFile(path: string): string {
  return `${withoutExtension(path)}.pub`;
}

/** What `identity.pub` names, or undefined where there is none. Throws a UserError where it is damaged. */
export async function publicKeysAt(path: string): Promise<PublicKeys | undefined> {
  const text = await textOf(publicFile(path));
  return text === undefined ? undefined : parsePublicKeys(text, publicFile(path));
}

/** Writes `identity.pub`. */
export async function writePublicKeys(path: string, keys: PublicKeys): Promise<void> {
  await write(publicFile(path), [ABOUT], keys);
}

/**
 * Says which keys `identity.pub` is to name once `identity.txt` is `file`: two files cannot change in one step, and
 * whoever is stopped between them need not have a passphrase at hand. `settlePublicKeys` does the rest.
 */
export async function announcePublicKeys(path: string, file: Uint8Array, keys: PublicKeys): Promise<void> {
  await write(announced(path), [ABOUT, `${BELONGS_TO}${digest(file)}`], keys);
}

/** The public keys that were announced for the identity file of this content, or undefined. */
export async function announcedKeys(path: string, file: Uint8Array): Promise<PublicKeys | undefined> {
  const text = await textOf(announced(path));
  return text?.split('\n').includes(`${BELONGS_TO}${digest(file)}`)
    ? parsePublicKeys(text, announced(path))
    : undefined;
}

/** Puts announced public keys in place where the identity file is the one that they belong to. */
export async function settlePublicKeys(path: string): Promise<void> {
  if ((await textOf(announced(path))) === undefined) return;
  const file = await readOwn(path).catch(undefinedIfGone);
  if (file === undefined || (await announcedKeys(path, file)) === undefined) return;
  // Where another coc was faster, there is nothing left to do.
  await rename(announced(path), publicFile(path)).catch(undefinedIfGone);
}

/** The public file cannot be used, and is not needed. */
export function unusable(message: string): UserError {
  return new UserError(message, { hints: ['Remove that file; coc writes it again from your keys.'] });
}

function parsePublicKeys(text: string, file: string): PublicKeys {
  const lines = text.split('\n').flatMap((line) => {
    const trimmed = line.trim();
    return trimmed === '' || trimmed.startsWith('#') ? [] : [trimmed];
  });
  const [recipient = '', signingKey = '', ...others] = lines;
  const wellFormed =
    /^age1[02-9ac-hj-np-z1]+$/.test(recipient) && /^ssh-ed25519 [A-Za-z0-9+/=]+$/.test(signingKey);
  if (!wellFormed || others.length > 0) throw unusable(`${file} is damaged.`);
  return { recipient, signingKey };
}

async function write(file: string, comments: readonly string[], keys: PublicKeys): Promise<void> {
  const text = [...comments, keys.recipient, keys.signingKey, ''].join('\n');
  await writeAtomically(file, new TextEncoder().encode(text), { mode: OWNER_ONLY });
}

function announced(path: string): string {
  return `${withoutExtension(path)}-next.pub`;
}

function withoutExtension(path: string): string {
  return path.slice(0, path.length - extname(path).length);
}

function digest(file: Uint8Array): string {
  return createHash('sha256').update(file).digest('hex');
}

async function textOf(path: string): Promise<string | undefined> {
  return readOwn(path).then((bytes) => bytes.toString('utf8'), undefinedIfGone);
}
