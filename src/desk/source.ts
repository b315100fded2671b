import { createReadStream } from 'node:fs';
import type { App } from '../app.ts';
import { isSystemError, UsageError } from '../errors.ts';
import { inert } from '../text/inert.ts';
import { wholePath } from '../whole-path.ts';

/** It can be read once, and is asked for again. */
const stdins = new WeakMap<App, Promise<Uint8Array>>();

function stdinOf(app: App): Promise<Uint8Array> {
  const bytes = stdins.get(app) ?? collected(app.io.stdin);
  stdins.set(app, bytes);
  return bytes;
}

/** The most that is read into memory of what has no size. Bytes. */
const MOST = 256 * 1024 * 1024;

async function collected(stream: AsyncIterable<unknown>): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stream) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : (piece as Buffer);
    size += bytes.length;
    if (size > MOST) throw new UsageError('That is larger than what coc reads.');
    pieces.push(bytes);
  }
  return Buffer.concat(pieces);
}

/** The bytes of a file that somebody named, or of stdin where they named `-`. Throws a UserError where they cannot be read. */
export async function readBytes(app: App, source: string, what: string): Promise<Uint8Array> {
  if (source === '-') return stdinOf(app);
  return collected(createReadStream(wholePath(app.io, source))).catch((error: unknown) => {
    if (!isSystemError(error)) throw error;
    throw new UsageError(`coc cannot read ${what} (${inert(source)}): it is not there, or may not be read.`);
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
