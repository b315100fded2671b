import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';

const made: string[] = [];

afterEach(async () => {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** An empty folder of this test's own, removed after it. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'coc-test-'));
  made.push(folder);
  return folder;
}

/** An environment with an empty HOME and nothing of the machine's git configuration. */
export function emptyHome(home: string): NodeJS.ProcessEnv {
  return { HOME: home, PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1', TZ: 'UTC' };
}
