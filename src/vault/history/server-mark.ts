import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../../disk/private-file.ts';
import { isSystemError } from '../../errors.ts';

/** What a bare repository was verified up to, and with which first commit. */
export interface ServerMark {
  readonly first: string;
  readonly verified: string;
}

/**
 * A file, and not a reference such as a clone has: whoever may push could push a reference, and with it name a forged
 * commit as verified. This file is only for whoever owns the server, and they could put another coc there as well.
 */
const FILE = 'coc-verified';

/** The mark of a bare repository, or undefined where it has none that can be read. */
export async function readServerMark(folder: string): Promise<ServerMark | undefined> {
  const text = await readFile(join(folder, FILE), 'utf8').catch((error: unknown) => {
    if (isSystemError(error)) return '';
    throw error;
  });
  const [, first, verified] = /^first ([0-9a-f]{40,64})\nverified ([0-9a-f]{40,64})\n$/.exec(text) ?? [];
  return first === undefined || verified === undefined ? undefined : { first, verified };
}

/** Moves the mark of a bare repository. Where the folder may not be written to, the next run looks at more; no harm. */
export async function writeServerMark(folder: string, { first, verified }: ServerMark): Promise<void> {
  const text = `first ${first}\nverified ${verified}\n`;
  try {
    await writeAtomically(join(folder, FILE), new TextEncoder().encode(text), { mode: 0o644 });
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}
