import { randomBytes } from 'node:crypto';
import { readdir, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { places } from '../../disk/places.ts';
import { ensurePrivateFolder, readOrdinary, writeAtomically } from '../../disk/private-file.ts';
import { isSystemError, UserError } from '../../errors.ts';

/** In a clone: which place in the person's own state is that of this clone. It goes where the folder goes. */
const NAME = '.git/coc-clone';
const ID = /^[0-9a-f]{32}$/;

/** In the place: the folder of the clone, as it was last used. */
const FOLDER = 'folder';

/**
 * The folder in the person's own state where coc keeps what it knows for sure of a clone; undefined where there is none yet.
 * Nothing of it is in the clone: that may come from somebody else, or be changed or put back by them (DESIGN 7, "Trust").
 * The name in the clone tells nothing that counts: with a name that was copied, one's own knowledge is found. A copy of a clone
 * that is still where it was has no place yet: each goes its own way. Where the name in a clone is gone or strange, it is known
 * by where it is.
 */
export async function ownPlace(folder: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const [id, here] = await Promise.all([idOf(folder), realpath(folder)]);
  const place = id === undefined ? undefined : join(places(env).clones, id);
  const known = place && (await textAt(join(place, FOLDER)));
  if (known === here) return place;
  if (known !== undefined && (await idOf(known)) !== id) return place;
  for (const other of await ownPlaces(env)) if ((await textAt(join(other, FOLDER))) === here) return other;
  return undefined;
}

/** As `ownPlace`; a clone that has none gets one. */
export async function makeOwnPlace(folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const place = (await ownPlace(folder, env)) ?? (await newPlace(folder, env));
  await ensurePrivateFolder(place);
  const id = basename(place);
  if ((await idOf(folder)) !== id)
    await writeAtomically(join(folder, NAME), new TextEncoder().encode(`${id}\n`), { mode: 0o600 });
  const [known, now] = await Promise.all([textAt(join(place, FOLDER)), realpath(folder)]);
  if (known !== now)
    await writeAtomically(join(place, FOLDER), new TextEncoder().encode(now), { mode: 0o600 });
  return place;
}

/** By the name that the clone has, if it is new to this person. */
async function newPlace(folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { clones } = places(env);
  const id = await idOf(folder);
  const isNew = id !== undefined && (await textAt(join(clones, id, FOLDER))) === undefined;
  return join(clones, isNew ? id : randomBytes(16).toString('hex'));
}

/** The places of all clones that were here. */
export async function ownPlaces(env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const { clones } = places(env);
  const names = await readdir(clones).catch((error: unknown) => {
    if (isSystemError(error)) return [];
    throw error;
  });
  return names.filter((name) => ID.test(name)).map((name) => join(clones, name));
}

async function idOf(folder: string): Promise<string | undefined> {
  const text = await textAt(join(folder, NAME));
  const id = text?.trim() ?? '';
  return ID.test(id) ? id : undefined;
}

/** What an ordinary file holds; undefined where there is none. */
export async function textAt(path: string): Promise<string | undefined> {
  try {
    return (await readOrdinary(path)).toString('utf8');
  } catch (error) {
    if (isSystemError(error) || error instanceof UserError) return undefined;
    throw error;
  }
}

/** What a file of JSON in the own place of a clone says; undefined where it is not there, or cannot be read. */
export async function readOwnJson(folder: string, env: NodeJS.ProcessEnv, name: string): Promise<unknown> {
  const place = await ownPlace(folder, env);
  const text = place && (await textAt(join(place, name)));
  try {
    return text && JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Writes a file of JSON there. */
export async function writeOwnJson(
  folder: string,
  env: NodeJS.ProcessEnv,
  name: string,
  data: unknown,
): Promise<void> {
  const text = new TextEncoder().encode(JSON.stringify(data));
  await writeAtomically(join(await makeOwnPlace(folder, env), name), text, { mode: 0o600 });
}
