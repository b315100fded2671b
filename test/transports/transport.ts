import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A bare repository as it is reached over the network, on this machine alone. */
export interface Served {
  readonly url: string;
  /**
   * Sets up somebody's HOME for it, as they would: their own git configuration, keys, passwords. Stock git with that
   * HOME then reaches it.
   */
  setUp(home: string): Promise<void>;
  /** As if the network were gone; again and again is fine. Happens by itself when all tests of the file are done. */
  stop(): Promise<void>;
}

/** Whether this machine's git has one of its parts that come separately on some systems. */
export function hasGitPart(name: string): boolean {
  try {
    const folder = execFileSync('git', ['--exec-path'], { encoding: 'utf8', stdio: 'pipe' }).trim();
    return existsSync(join(folder, name)) || existsSync(join(folder, `${name}.exe`));
  } catch {
    return false;
  }
}

/** Adds to the git configuration in somebody's HOME. */
export function configure(home: string, key: string, value: string): void {
  execFileSync('git', ['config', '--file', join(home, '.gitconfig'), key, value], { stdio: 'pipe' });
}
