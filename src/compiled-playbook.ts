import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { frozen } from './frozen.ts';

/** The playbook that coc ships, as `tools/build.js` read and checked it: reading it takes longer than all else of a start. */
export interface CompiledPlaybook {
  /** SHA-256 of its text, in hex. */
  readonly textDigest: string;
  /** SHA-256 of its data as canonical JSON, in hex. */
  readonly digest: string;
  /** What the text says, before and after the check. */
  readonly data: unknown;
  readonly checked: unknown;
}

let read: Promise<CompiledPlaybook | undefined> | undefined;

/** What the build laid beside this code; undefined where coc runs from its source. Frozen. */
export function compiledPlaybook(): Promise<CompiledPlaybook | undefined> {
  read ??= readFile(new URL('./playbook.json', import.meta.url), 'utf8').then(
    (text) => frozen(JSON.parse(text) as CompiledPlaybook),
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return undefined;
    },
  );
  return read;
}

/** The shipped playbook, if that is what this text is, to the byte. */
export async function compiledFrom(text: string): Promise<CompiledPlaybook | undefined> {
  const compiled = await compiledPlaybook();
  return compiled?.textDigest === textDigest(text) ? compiled : undefined;
}

export function textDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
