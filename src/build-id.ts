import { readFile } from 'node:fs/promises';

let read: Promise<string> | undefined;

/** Names the code that runs, as `tools/build.js` laid it down: of another coc what was remembered is not taken. */
export function buildId(): Promise<string> {
  read ??= readFile(new URL('./build-id', import.meta.url), 'utf8').catch(() => 'source');
  return read;
}
