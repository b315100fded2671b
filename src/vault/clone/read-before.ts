import { createHash } from 'node:crypto';
import { buildId, UNBUILT } from '../../build-id.ts';
import { isSystemError } from '../../errors.ts';
import { frozen } from '../../frozen.ts';
import { ownPlace, readOwnJson, writeOwnJson } from '../disk/own-place.ts';
import type { Settings } from '../format/settings.ts';
import type { Roster } from '../team/roster.ts';

/** In the own place of a clone. */
const READ = 'read';

/** What the texts beside the incidents say, once they were read and checked. */
export interface Read {
  readonly settings: Settings;
  readonly roster: Roster;
  readonly playbook: { readonly name: string; readonly version: number };
}

/**
 * What these texts said when this very coc read them last in this clone; else what `read` makes of them, which is remembered. It
 * stands where the marks do that say up to where a history is verified, and is as good as they are.
 *
 * @param texts as the verified commit has them
 */
export async function readOnce(
  folder: string,
  env: NodeJS.ProcessEnv,
  texts: readonly string[],
  read: () => Read | Promise<Read>,
): Promise<Read> {
  const build = await buildId();
  // What was never compared has no place, and gets none by being read.
  if (build === UNBUILT || (await ownPlace(folder, env)) === undefined) return read();
  const of = digestOf([build, ...texts]);
  const before = (await readOwnJson(folder, env, READ)) as { of?: unknown; read: Read } | undefined;
  if (before?.of === of) return frozen(before.read);
  const now = await read();
  try {
    await writeOwnJson(folder, env, READ, { of, read: now });
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
  return now;
}

function digestOf(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length}\n`).update(text);
  return hash.digest('hex');
}
