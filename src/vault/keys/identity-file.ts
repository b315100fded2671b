import { dirname } from 'node:path';
import { ensurePrivateFolder, exists, withOwnFile, writeAtomically } from '../../disk/private-file.ts';
import { isSystemError, UserError } from '../../errors.ts';
import type { Identity, SaidRecipient } from './identity.ts';
import {
  type PublicKeys,
  publicFile,
  publicKeysAt,
  sameKeys,
  settlePublicKeys,
  unusable,
  writePublicKeys,
} from './public-file.ts';

const OWNER_ONLY = 0o600;
const ANYBODY_ELSE = 0o077;

/**
 * The bytes of the identity file. Throws a UserError where there is none, or where others on this machine could
 * read it too.
 */
export async function readIdentityFile(path: string): Promise<Uint8Array> {
  try {
    return await withOwnFile(path, async (file) => {
      const { mode } = await file.stat();
      if (process.platform !== 'win32' && (mode & ANYBODY_ELSE) !== 0) {
        throw new UserError(`Others on this machine could read the file with your keys, ${path}.`, {
          hints: [`\`chmod 600 ${path}\` makes it yours alone.`],
        });
      }
      return new Uint8Array(await file.readFile());
    });
  } catch (error) {
    if (!isSystemError(error) || error.code !== 'ENOENT') throw error;
    throw new UserError(`There are no keys of yours on this machine: ${path} is missing.`, {
      hints: (await exists(publicFile(path)))
        ? [
            `${publicFile(path)} is there, so there were keys. Put the file back from a copy.`,
            'If there is none, move both away; new keys open nothing of what the old ones did.',
          ]
        : ['`coc init` makes them.'],
    });
  }
}

/**
 * Writes a new identity file, which only its owner can read, and the public keys beside it.
 * Throws a UserError where there is one already: keys are never replaced by other keys.
 */
export async function writeIdentityFile(path: string, file: Uint8Array, keys: PublicKeys): Promise<void> {
  await ensurePrivateFolder(dirname(path));
  try {
    await writeAtomically(path, file, { mode: OWNER_ONLY, exclusive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new UserError(`There are keys on this machine already, in ${path}; they were left as they are.`);
  }
  await writePublicKeys(path, keys);
}

/**
 * Writes the same keys anew, as when they get a passphrase. Throws a UserError, and changes nothing, where the keys
 * are not those that `identity.pub` names.
 */
export async function rewriteIdentityFile(path: string, file: Uint8Array, keys: PublicKeys): Promise<void> {
  await assertPublicKeys(path, keys);
  await writeAtomically(path, file, { mode: OWNER_ONLY });
}

/**
 * The public keys that stand beside the identity file in `identity.pub`, so that drafts are sealed without unlocking;
 * undefined before there are any keys. Where only the public file is missing, it is written again.
 *
 * @param path of the identity file
 * @param unlock opens the identity file; called only where `identity.pub` is missing
 */
export async function readPublicKeys(
  path: string,
  unlock: () => Promise<Identity>,
): Promise<PublicKeys | undefined> {
  await settlePublicKeys(path);
  const there = await publicKeysAt(path);
  if (there !== undefined || !(await exists(path))) return there;
  const { recipient, signer } = await unlock();
  const keys = { recipient, signingKey: signer.publicKey };
  await writePublicKeys(path, keys);
  return keys;
}

/** Throws a UserError where `identity.pub` does not name these keys, since drafts would be sealed to somebody else. */
export async function assertPublicKeys(path: string, keys: PublicKeys): Promise<void> {
  await settlePublicKeys(path);
  const there = await publicKeysAt(path);
  if (there !== undefined && !sameKeys(there, keys)) throw notYours(path);
}

/** To whom `identity.pub` says that one seals for these keys; undefined where it is missing. */
export async function saidRecipient(path: string): Promise<SaidRecipient | undefined> {
  await settlePublicKeys(path);
  const there = await publicKeysAt(path);
  return there && { recipient: there.recipient, otherwise: () => notYours(path) };
}

function notYours(path: string): UserError {
  return unusable(`${publicFile(path)} does not belong to your keys.`);
}
