import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../../disk/private-file.ts';
import { makeOwnPlace, ownPlace, ownPlaces, textAt } from '../disk/own-place.ts';
import type { Objects } from '../git/objects.ts';

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})\n$/;

/** Marks as the person's own state has them, by name: a file each, which holds a commit. One that is damaged is not there. */
export async function readOwnMarks<N extends string>(
  objects: Objects,
  names: readonly N[],
): Promise<Partial<Record<N, string>>> {
  const place = await ownPlace(objects.folder, objects.env);
  if (place === undefined) return {};
  const found = await Promise.all(names.map(async (name) => [name, await commitAt(place, name)] as const));
  return Object.fromEntries(found.filter(([, commit]) => commit !== undefined)) as Partial<Record<N, string>>;
}

export async function setOwnMark(objects: Objects, name: string, commit: string): Promise<void> {
  const place = await makeOwnPlace(objects.folder, objects.env);
  if ((await commitAt(place, name)) === commit) return;
  await writeAtomically(join(place, name), new TextEncoder().encode(`${commit}\n`), { mode: 0o600 });
}

export async function removeOwnMark(objects: Objects, name: string): Promise<void> {
  const place = await ownPlace(objects.folder, objects.env);
  if (place !== undefined) await rm(join(place, name), { force: true });
}

/** Up to where each clone that was here, and that begins with this commit, is verified. */
export async function verifiedElsewhere(env: NodeJS.ProcessEnv, first: string): Promise<readonly string[]> {
  const all = (await ownPlaces(env)).map(async (place) =>
    (await commitAt(place, 'first')) === first ? ((await commitAt(place, 'verified')) ?? first) : undefined,
  );
  return (await Promise.all(all)).filter((commit) => commit !== undefined);
}

async function commitAt(place: string, name: string): Promise<string | undefined> {
  const text = await textAt(join(place, name));
  return text !== undefined && COMMIT.test(text) ? text.trim() : undefined;
}
