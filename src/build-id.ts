import { readFile } from 'node:fs/promises';

/** What runs from its source has no name of its own: it can be another one at any moment. */
export const UNBUILT = 'source';

let read: Promise<string> | undefined;

/** Names the code that runs, as `tools/build.js` laid it down: of another coc what was remembered is not taken. */
export function buildId(): Promise<string> {
  read ??= readFile(new URL('./build-id', import.meta.url), 'utf8').catch(() => UNBUILT);
  return read;
}
