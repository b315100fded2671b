import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * A path that somebody typed, whole. “~” at its beginning is their home also where no shell has read it: in quotes, behind `--to=`, or in
 * a file.
 */
export function wholePath(
  { cwd, env }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
  typed: string,
): string {
  return resolve(cwd, /^~(?=\/|$)/.test(typed) ? join(env.HOME || homedir(), typed.slice(1)) : typed);
}
