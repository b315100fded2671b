import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd } from './at-end.ts';

/** An empty folder, removed when all tests of the file are done: they run beside each other. */
export async function temporaryFolder(prefix = 'coc-test-'): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), prefix));
  atEnd(() => rm(path, { recursive: true, force: true, maxRetries: 3 }));
  return path;
}
