import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { App } from '../app.ts';
import { exists } from '../disk/private-file.ts';
import { isSystemError, UserError } from '../errors.ts';
import { Keys } from '../keys/keys.ts';
import { inert } from '../text/inert.ts';
import { CannotOpen, readHeader } from '../vault/failures.ts';
import { decodeUtf8, open } from '../vault/keys.ts';
import { wholePath } from '../whole-path.ts';

/**
 * What `git diff`, `git log -p` and `git show` print of a sealed file; git calls it, and nobody types it. Prints the
 * text where the keys open by themselves, else one line that says why not. Never asks, writes nothing, and does not
 * fail over a file or keys that cannot be read, so that git goes on (DESIGN 4).
 */
export async function textconv(app: App, [file]: readonly [string]): Promise<void> {
  const bytes = await readFile(wholePath(app.io, file)).catch((error: unknown) => {
    if (isSystemError(error)) return new Uint8Array();
    throw error;
  });
  app.print(await textOf(app, bytes));
}

async function textOf({ places, io }: App, bytes: Uint8Array): Promise<string> {
  try {
    readHeader(bytes);
    const keys = new Keys(places.identity, io.env, async () => undefined);
    const text = decodeUtf8(await open(bytes, await keys.unlock()));
    // The blanks at the end only hide how long it is, and would stand in every diff.
    return inert(text.trimEnd(), { lines: true });
  } catch (error) {
    if (!(error instanceof UserError) && !isSystemError(error)) throw error;
    return `${await whyNot(error, places.identity)} (${versionOf(bytes)})`;
  }
}

async function whyNot(error: unknown, identity: string): Promise<string> {
  if (error instanceof CannotOpen) {
    if (error.reason === 'not-shared')
      return 'sealed: not shared with you, or opened through its incident alone';
    return error.reason === 'not-text' ? 'sealed: it is no text' : 'damaged: it cannot be opened';
  }
  if (await exists(identity)) return 'sealed: your keys are locked; `coc unlock` opens them';
  return 'sealed: your keys are not on this machine';
}

/** Tells two versions apart: where both gave the same line, git would not show that anything changed. */
function versionOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 8);
}
