import type { FileHandle } from 'node:fs/promises';
import { Cancelled } from '../../errors.ts';

/** So much is read, and written, at a time. Bytes. */
const AT_A_TIME = 1024 * 1024;

/** What a file holds, in pieces, from its beginning on. Throws Cancelled where it is stopped. */
export async function* piecesOf(file: FileHandle, stop?: AbortSignal): AsyncGenerator<Uint8Array> {
  const read = (position: number) => file.read(Buffer.allocUnsafe(AT_A_TIME), 0, AT_A_TIME, position);
  let next = read(0);
  for (let position = 0; ; ) {
    const { buffer, bytesRead } = await next;
    if (stop?.aborted) throw new Cancelled();
    if (bytesRead === 0) return;
    position += bytesRead;
    // While this one is worked on.
    next = read(position);
    next.catch(() => undefined);
    yield buffer.subarray(0, bytesRead);
  }
}

/** The same of what is in memory. */
export async function* piecesIn(bytes: Uint8Array, stop?: AbortSignal): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += AT_A_TIME) {
    if (stop?.aborted) throw new Cancelled();
    yield bytes.subarray(at, at + AT_A_TIME);
  }
}

/** The same pieces, several at a time where they are small. */
export async function* gathered(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array[]> {
  let some: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    some.push(piece);
    size += piece.length;
    if (size < AT_A_TIME) continue;
    yield some;
    [some, size] = [[], 0];
  }
  if (some.length > 0) yield some;
}
