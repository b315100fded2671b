import { lstatSync, mkdirSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { canOthersChange } from '../disk/owned.ts';

/** Of so many coc and node what was compiled is kept. */
const KEPT = 3;

/**
 * Where compiled code is remembered for this very build and this node: a folder of this user's that nobody else can write in,
 * since what is in it is executed. Makes it where it is missing.
 *
 * @param buildId says which coc this is
 * @returns undefined where there is no such folder, and all is compiled anew
 */
export function codeFolder(env: NodeJS.ProcessEnv, buildId: () => string): string | undefined {
  const me = process.getuid?.();
  const cache = cacheFolder(env);
  // Early releases of node 22 cannot tell whether a file is whole.
  if (me === undefined || cache === undefined || typeof crc32 !== 'function') return undefined;
  try {
    const above = join(cache, 'coc', 'code');
    const folder = join(above, `${buildId().slice(0, 16)}-${process.version}-${process.arch}`);
    if (!isFolder(folder)) make(above, folder);
    const real = realpathSync(folder);
    return isOwn(real, me) ? real : undefined;
  } catch {
    return undefined;
  }
}

function cacheFolder(env: NodeJS.ProcessEnv): string | undefined {
  if (env.NODE_DISABLE_COMPILE_CACHE === '1') return undefined;
  const { XDG_CACHE_HOME: named, HOME: home } = env;
  if (named !== undefined && isAbsolute(named)) return named;
  return home !== undefined && isAbsolute(home) ? join(home, '.cache') : undefined;
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Makes the folder, and lets go of those of other builds that were not made last. */
function make(above: string, folder: string): void {
  mkdirSync(above, { recursive: true, mode: 0o700 });
  const others = readdirSync(above).map((name) => join(above, name));
  const byAge = others.map((path) => ({ path, at: statSync(path).mtimeMs })).sort((a, b) => b.at - a.at);
  for (const { path } of byAge.slice(KEPT - 1)) rmSync(path, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** Whether this user alone, and the system, can change a folder and every folder above it. */
function isOwn(folder: string, me: number): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (canOthersChange(lstatSync(at), me, at !== folder)) return false;
    if (at === dirname(at)) return true;
  }
}
