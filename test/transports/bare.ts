import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../places/temporary-folder.ts';

/** A folder of a server's own, removed when all tests of the file are done. */
export function serverFolder(): Promise<string> {
  return temporaryFolder('coc-server-');
}

/**
 * An empty bare repository whose branch is to be `main`, as on a host.
 *
 * @param folder where it is made, if it is not to be removed when all tests of the file are done
 * @returns its absolute path, which is an address for git as well
 */
export async function makeBare(folder?: string): Promise<string> {
  const at = folder ?? (await serverFolder());
  await mkdir(at, { recursive: true });
  const path = join(at, 'reports.git');
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: at, env: serverEnvironment(at), stdio: 'pipe' });
  git('init', '--quiet', '--bare', '--initial-branch=main', '--template=', path);
  git('-C', path, 'config', 'receive.autoGc', 'false');
  return path;
}

/** The environment of a server: nothing of this machine's git configuration. */
export function serverEnvironment(home: string): NodeJS.ProcessEnv {
  return { HOME: home, PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1' };
}
