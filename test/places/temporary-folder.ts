import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { atEnd } from './at-end.ts';

const folders: string[] = [];

/** An empty folder, removed when all tests of the file are done: they run beside each other. */
export async function temporaryFolder(prefix = 'coc-test-'): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), prefix));
  if (folders.length === 0) atEnd(removeAll);
  folders.push(path);
  return path;
}

/** In one go: node's own removes file by file. */
async function removeAll(): Promise<void> {
  await promisify(execFile)('rm', ['-rf', '--', ...folders.splice(0)]);
}
