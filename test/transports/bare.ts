import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const made: string[] = [];
afterAll(async () => {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A folder of a server's own, removed when all tests of the file are done. */
export async function serverFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'coc-server-'));
  made.push(folder);
  return folder;
}

/**
 * An empty bare repository whose branch is to be `main`, as on a host; removed when all tests of the file are done.
 *
 * @returns its absolute path, which is an address for git as well
 */
export async function makeBare(): Promise<string> {
  const folder = await serverFolder();
  const path = join(folder, 'reports.git');
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: folder, env: serverEnvironment(folder), stdio: 'pipe' });
  git('init', '--quiet', '--bare', '--initial-branch=main', '--template=', path);
  git('-C', path, 'config', 'gc.auto', '0');
  return path;
}

/** The environment of a server: nothing of this machine's git configuration. */
export function serverEnvironment(home: string): NodeJS.ProcessEnv {
  return { HOME: home, PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1' };
}
