import { readdir, rename } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { readOwn, writeAtomically } from '../../disk/private-file.ts';
import { undefinedIfGone } from '../../errors.ts';
import { isProtected } from './identity.ts';
import { assertPublicKeys, readIdentityFile } from './identity-file.ts';
import type { PublicKeys } from './public-file.ts';
import { announcedKeys, announcePublicKeys, settlePublicKeys } from './public-file.ts';

const OWNER_ONLY = 0o600;

/**
 * Writes an identity file that is to take the place of the one there, and leaves that as it is: `identity-next.txt`.
 * So new keys are safe before team.yaml names them. One that was prepared before and never adopted is replaced.
 * Throws a UserError, and changes nothing, where the keys there are not those that `identity.pub` names.
 *
 * @param file is to hold the age keys before as well; that is for the caller to see to
 * @param before the public keys of the file that is there
 */
export async function prepareIdentityFile(
  path: string,
  file: Uint8Array,
  keys: PublicKeys,
  before: PublicKeys,
): Promise<void> {
  await assertPublicKeys(path, before);
  await writeAtomically(besides(path, '-next'), file, { mode: OWNER_ONLY });
  await announcePublicKeys(path, file, keys);
}

/** The public keys of a prepared identity file, without unlocking; undefined where none is wholly there. */
export async function preparedKeys(path: string): Promise<PublicKeys | undefined> {
  const file = await readOwn(besides(path, '-next')).catch(undefinedIfGone);
  return file && (await announcedKeys(path, file));
}

/**
 * Puts the prepared identity file in place. The file before stays beside it, as `identity-before-2026-11-23.txt`, or
 * with a number behind the date where that is taken. Wherever this is stopped, `identity.txt` and `identity.pub`
 * belong together at the next start. Throws where nothing is prepared.
 *
 * @param at the present moment, ISO 8601
 */
export async function adoptIdentityFile(path: string, at: string): Promise<void> {
  if ((await preparedKeys(path)) === undefined) throw new Error('no identity file that was prepared');
  await keepCopy(path, at.slice(0, 'YYYY-MM-DD'.length));
  await rename(besides(path, '-next'), path);
  await settlePublicKeys(path);
}

/** The identity files from before beside this one that no passphrase protects. */
export async function openEarlierFiles(path: string): Promise<readonly string[]> {
  const { dir, name, ext } = parse(path);
  const names = await readdir(dir).catch(() => []);
  const earlier = names.filter((one) => one.startsWith(`${name}-before-`) && one.endsWith(ext)).sort();
  const isOpen = await Promise.all(
    earlier.map((one) =>
      readOwn(join(dir, one)).then(
        (file) => !isProtected(file),
        () => false,
      ),
    ),
  );
  return earlier.filter((_, index) => isOpen[index]).map((one) => join(dir, one));
}

/** Seals what `openEarlierFiles` finds: what these keys open stays as secret as what the present ones do. */
export async function sealEarlierFiles(
  path: string,
  seal: (file: Uint8Array) => Promise<Uint8Array>,
): Promise<void> {
  for (const file of await openEarlierFiles(path))
    await writeAtomically(file, await seal(await readOwn(file)), { mode: OWNER_ONLY });
}

/** A copy that replaces none; one that a stopped replacement made of the same file will do. */
async function keepCopy(path: string, day: string): Promise<void> {
  const file = await readIdentityFile(path);
  for (let number = 1; ; number += 1) {
    const copy = besides(path, `-before-${day}${number === 1 ? '' : `-${number}`}`);
    try {
      return await writeAtomically(copy, file, { mode: OWNER_ONLY, exclusive: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if ((await readOwn(copy).catch(() => undefined))?.equals(file)) return;
  }
}

function besides(path: string, ending: string): string {
  const { dir, name, ext } = parse(path);
  return join(dir, `${name}${ending}${ext}`);
}
