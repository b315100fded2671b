import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer as readAll } from 'node:stream/consumers';
import type { App } from '../app.ts';
import { UsageError } from '../errors.ts';

/** It can be read once, and is asked for again. */
const stdins = new WeakMap<App, Promise<Uint8Array>>();

function stdinOf(app: App): Promise<Uint8Array> {
  const bytes = stdins.get(app) ?? readAll(app.io.stdin);
  stdins.set(app, bytes);
  return bytes;
}

/**
 * The text of a file that somebody named, or of stdin where they named `-`. Throws a UserError where it is not there or
 * is not UTF-8 text.
 *
 * @param what what is read, for the error: "the answers file"
 */
export async function readSource(app: App, source: string, what: string): Promise<string> {
  const bytes =
    source === '-' ? await stdinOf(app) : await readFile(resolve(app.io.cwd, source)).catch(unreadable);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError(`coc cannot read ${what}: it is not UTF-8 text.`);
  }

  function unreadable(): never {
    throw new UsageError(`coc cannot read ${what}: it is not there, or may not be read.`);
  }
}
