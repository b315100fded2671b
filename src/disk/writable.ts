import { lstat, realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { canOthersChange } from './owned.ts';

/** Others can go through to what is in it. */
const OTHERS_ENTER = 0o011;

/**
 * Of each path the uppermost of it and the folders above it that somebody else than whoever works here, and the system,
 * can change; whoever can change a folder can put something else in the place of what is in it. Access lists are not
 * looked at. Nothing where the system has no such owners.
 */
export async function writableByOthers(paths: readonly string[]): Promise<readonly string[]> {
  const me = process.getuid?.();
  if (me === undefined) return [];
  const found = await Promise.all(paths.map((path) => uppermost(path, me)));
  return [...new Set(found.flat())];
}

async function uppermost(path: string, me: number): Promise<readonly string[]> {
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined) return [];
  // Who can change a link, or a folder that one is in, can have it lead elsewhere.
  const ways = [...new Set([path, real])];
  return (await Promise.all(ways.map((way) => onTheWay(way, me)))).flat();
}

async function onTheWay(path: string, me: number): Promise<readonly string[]> {
  for (const at of chain(path)) {
    const found = await lstat(at).catch(() => undefined);
    if (found === undefined) return [];
    if (found.isSymbolicLink()) continue;
    if (canOthersChange(found, me, at !== path)) return [at];
    if ((found.mode & OTHERS_ENTER) === 0 && found.isDirectory()) return [];
  }
  return [];
}

/** From the top of the file system down to the path itself. */
function chain(path: string): readonly string[] {
  const above = dirname(path);
  return above === path ? [path] : [...chain(above), path];
}
