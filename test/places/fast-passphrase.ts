import { readFile, writeFile } from 'node:fs/promises';
import { parseIdentity, protect } from '../../src/vault/keys/identity.ts';

/** One step in place of 2^8: a test that is not about how long a guess takes need not wait for it. */
const WORK_FACTOR = 10;

/** Puts keys that lie open under a passphrase which opens them at once. */
export async function protectFast(identityFile: string, passphrase: string): Promise<void> {
  const identity = await parseIdentity(await readFile(identityFile, 'utf8'));
  await writeFile(identityFile, await protect(identity, passphrase, WORK_FACTOR));
}
