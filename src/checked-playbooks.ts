import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildId, UNBUILT } from './build-id.ts';
import { type CompiledPlaybook, compiledFrom, textDigest } from './compiled-playbook.ts';
import { ensurePrivateFolder, writeAtomically } from './disk/private-file.ts';
import { isSystemError } from './errors.ts';
import { frozen } from './frozen.ts';

/** So many are kept: those of a few teams, with what they were before. */
const KEPT = 8;

/** What is known of playbooks that were read in this run, by their data, which nobody can change. */
const known = new WeakMap<object, CompiledPlaybook>();

/**
 * What a text of a playbook says, as this very coc read and checked it before: the one that is shipped, or one that was remembered.
 * Undefined where it has to be read.
 *
 * @param folder the person's own, where checked playbooks are remembered
 */
export async function checkedFrom(text: string, folder: string): Promise<CompiledPlaybook | undefined> {
  const found = (await compiledFrom(text)) ?? (await rememberedFrom(text, folder));
  if (found !== undefined) known.set(found.data as object, found);
  return found;
}

/** What is known of the playbook that this data is; undefined where it was not read by `checkedFrom`. */
export function checkedOf(data: unknown): CompiledPlaybook | undefined {
  return typeof data === 'object' && data !== null ? known.get(data) : undefined;
}

/** Remembers what the check of a text came to. Where that cannot be written, it is checked again the next time. */
export async function rememberChecked(
  text: string,
  playbook: Omit<CompiledPlaybook, 'textDigest'>,
  folder: string,
): Promise<void> {
  const checked = { textDigest: textDigest(text), ...playbook };
  known.set(playbook.data as object, checked);
  if ((await buildId()) === UNBUILT) return;
  try {
    await ensurePrivateFolder(folder);
    const names = await readdir(folder);
    if (names.length >= KEPT) await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
    const bytes = new TextEncoder().encode(JSON.stringify(checked));
    await writeAtomically(join(folder, await nameOf(text)), bytes, { mode: 0o600 });
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

async function rememberedFrom(text: string, folder: string): Promise<CompiledPlaybook | undefined> {
  try {
    const kept = JSON.parse(await readFile(join(folder, await nameOf(text)), 'utf8')) as CompiledPlaybook;
    return kept.textDigest === textDigest(text) ? frozen(kept) : undefined;
  } catch {
    return undefined;
  }
}

/** Of this coc alone: another one may check otherwise, and has other words to fill in. */
async function nameOf(text: string): Promise<string> {
  return `${textDigest(`${await buildId()}\n${text}`)}.json`;
}
