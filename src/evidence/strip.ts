import { randomBytes } from 'node:crypto';
import { constants, copyFile, link, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isSystemError } from '../errors.ts';
import type { Hidden } from './found.ts';
import { hiddenIn } from './hidden.ts';
import { type Kind, kindOf } from './kind.ts';
import { isOfTheFile, look } from './look.ts';
import { partsOf, withFile } from './source.ts';

/**
 * What came of a copy. `stillHidden` is what coc finds when it looks at the finished copy; an empty one says that nothing is
 * left that coc knows of. `cannot` is why there is no copy, as a sentence: then nothing was written.
 */
export type Stripped = { readonly stillHidden: readonly Hidden[] } | { readonly cannot: string };

/**
 * Writes a copy of a file to `out` without what is hidden in it; the picture, the sound and the words stay as they are. It is
 * readable for its owner alone, and never replaces a file: where one is, that is an error of the system (`EEXIST`). After a
 * failure nothing is left behind. A kill can leave a file beside `out` whose name begins with a dot and ends in `.coc-tmp`, and
 * nothing under the name of `out` but the whole copy.
 */
export async function strip(path: string, kind: Kind, out: string): Promise<Stripped> {
  const temporary = join(dirname(out), `.coc.${randomBytes(6).toString('hex')}.coc-tmp`);
  try {
    const why = await written(path, kind, temporary);
    if (why !== undefined) return { cannot: why };
    const { mime } = await kindOf(temporary);
    if (mime !== kind.mime) return { cannot: 'What would be left of it is no longer a file of its kind.' };
    const stillHidden = await hiddenIn(temporary, kind);
    await place(temporary, out);
    return { stillHidden };
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Writes the copy, or says why there is none. */
async function written(path: string, { mime }: Kind, temporary: string): Promise<string | undefined> {
  return withFile(path, async (source) => {
    const copy = await (await look(source, mime)).copy();
    if ('cannot' in copy) return copy.cannot;
    const handle = await open(temporary, 'wx', 0o600);
    try {
      for await (const part of partsOf(source, copy)) await handle.appendFile(part);
      await handle.sync();
      return undefined;
    } catch (error) {
      if (!isOfTheFile(error)) throw error;
      return 'It is damaged or cut off.';
    } finally {
      await handle.close();
    }
  });
}

/** Gives the finished copy its name, where nothing has that yet. Some file systems know no second name for a file. */
async function place(temporary: string, out: string): Promise<void> {
  try {
    await link(temporary, out);
  } catch (error) {
    if (!isSystemError(error) || !['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'].includes(error.code ?? ''))
      throw error;
    await copyFile(temporary, out, constants.COPYFILE_EXCL).catch(async (cause) => {
      if (!isSystemError(cause) || cause.code !== 'EEXIST') await rm(out, { force: true });
      throw cause;
    });
  }
}
