import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { exists, writeAtomically } from '../disk/private-file.ts';
import { UsageError, type UserError } from '../errors.ts';

/** Throws where a new file could not be made at this path, before anything else is done. */
export async function assertNewFile(path: string): Promise<void> {
  if (await exists(path)) throw taken(path);
  await access(dirname(path), constants.W_OK);
}

/** Writes a file that only its owner can read. Throws a UserError where something is there already. */
export async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeAtomically(path, new TextEncoder().encode(text), { mode: 0o600, exclusive: true });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? taken(path) : error;
  }
}

function taken(path: string): UserError {
  return new UsageError(`There is something at ${path} already; the recovery key goes into a new file only.`);
}
