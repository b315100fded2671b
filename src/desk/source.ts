import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { App } from '../app.ts';
import { UsageError } from '../errors.ts';

/** It can be read once, and is asked for again. */
const stdins = new WeakMap<App, Promise<Uint8Array>>();

function stdinOf(app: App): Promise<Uint8Array> {
  const bytes = stdins.get(app) ?? readAll(app.io.stdin);
  stdins.set(app, bytes);
  return bytes;
}

/** The most that is read of it into memory. Bytes. */
const MOST_OF_STDIN = 256 * 1024 * 1024;

async function readAll(stdin: App['io']['stdin']): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stdin) {
    const bytes = Buffer.from(piece);
    size += bytes.length;
    if (size > MOST_OF_STDIN) throw new UsageError('What came from stdin is larger than coc takes.');
    pieces.push(bytes);
  }
  return Buffer.concat(pieces);
}

/** The bytes of a file that somebody named, or of stdin where they named `-`. Throws a UserError where they cannot be read. */
export async function readBytes(app: App, source: string, what: string): Promise<Uint8Array> {
  if (source === '-') return stdinOf(app);
  return readFile(resolve(app.io.cwd, source)).catch(() => {
    throw new UsageError(`coc cannot read ${what}: it is not there, or may not be read.`);
  });
}

/**
 * The text of a file that somebody named, or of stdin where they named `-`. Throws a UserError where it is not there or
 * is not UTF-8 text.
 *
 * @param what what is read, for the error: "the answers file"
 */
export async function readSource(app: App, source: string, what: string): Promise<string> {
  const bytes = await readBytes(app, source, what);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError(`coc cannot read ${what}: it is not UTF-8 text.`);
  }
}
