import { constants, type FileHandle, open } from 'node:fs/promises';
import { UserError } from '../errors.ts';

/** Bytes that are read a part at a time: those of a file, or of something within one. */
export interface Source {
  readonly size: number;
  /** What is there of this range: fewer bytes at the end. Nobody changes what comes back. */
  read(from: number, length: number): Promise<Buffer>;
}

/** What a copy consists of, one after another: bytes of its own, a range of what is copied, or zeros. */
export type Piece = Uint8Array | { readonly from: number; readonly to: number } | { readonly zeros: number };

/** The bytes are not what they say they are: cut off, or put together wrongly. Says nothing of what they hold. */
export class Damaged extends Error {
  constructor() {
    super('damaged');
    this.name = 'Damaged';
  }
}

/** There is more of it than coc looks at, and more than real files have. */
export class TooMuch extends Damaged {}

const WINDOW = 256 * 1024;
const AT_ONCE = 1024 * 1024;

/** Opens a file to be read in parts, and closes it behind `use`. Refuses what is no file: nothing waits for a pipe. */
export async function withFile<T>(path: string, use: (source: Source) => Promise<T>): Promise<T> {
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw new UserError('That is not a file.', { hints: ['Name one file.'] });
    return await use(fileSource(handle, stats.size));
  } finally {
    await handle.close();
  }
}

/** Reads a file through a window, so that many small parts in a row cost one read. */
function fileSource(handle: FileHandle, size: number): Source {
  let window: Buffer = Buffer.alloc(0);
  let windowFrom = 0;
  const load = async (from: number, length: number): Promise<Buffer> => {
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - from)));
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, from + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  };
  return {
    size,
    async read(from, length) {
      if (length > WINDOW) return load(from, length);
      if (from < windowFrom || from + length > windowFrom + window.length) {
        window = await load(from, WINDOW);
        windowFrom = from;
      }
      return window.subarray(from - windowFrom, from - windowFrom + length);
    },
  };
}

/** Bytes that are in memory. */
export function bytesSource(bytes: Uint8Array): Source {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return { size: all.length, read: async (from, length) => all.subarray(from, from + length) };
}

/** So many bytes from there, all of them. Throws `Damaged` where there are fewer, or where more is wanted than `most`. */
export async function exactly(
  source: Source,
  from: number,
  length: number,
  most = AT_ONCE * 64,
): Promise<Buffer> {
  if (!(from >= 0 && length >= 0 && length <= most && from + length <= source.size)) throw new Damaged();
  const bytes = await source.read(from, length);
  if (bytes.length < length) throw new Damaged();
  return bytes;
}

/** The whole of a copy in memory. */
export async function joined(source: Source, pieces: readonly Piece[]): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of partsOf(source, pieces)) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

/** The bytes of a copy, in parts that are small. */
export async function* partsOf(source: Source, pieces: readonly Piece[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    if (piece instanceof Uint8Array) yield piece;
    else if ('zeros' in piece) yield* zeros(piece.zeros);
    else
      for (let at = piece.from; at < piece.to; at += AT_ONCE)
        yield await exactly(source, at, Math.min(AT_ONCE, piece.to - at));
  }
}

function* zeros(count: number): Generator<Uint8Array> {
  const some = new Uint8Array(Math.min(count, AT_ONCE));
  for (let left = count; left > 0; left -= some.length) yield some.subarray(0, Math.min(left, some.length));
}

export interface Patch {
  readonly at: number;
  /** What stands there in the copy; so many zeros where it is a number. */
  readonly bytes: Uint8Array | number;
}

/** A copy of the same size, in which other bytes stand in some places. Where two meet, the first in the file wins. */
export function patched(size: number, patches: readonly Patch[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const patch of [...patches].sort((a, b) => a.at - b.at)) {
    const length = typeof patch.bytes === 'number' ? patch.bytes : patch.bytes.length;
    const end = Math.min(patch.at + length, size);
    const from = Math.max(patch.at, at);
    if (end <= from) continue;
    if (from > at) pieces.push({ from: at, to: from });
    pieces.push(
      typeof patch.bytes === 'number'
        ? { zeros: end - from }
        : patch.bytes.subarray(from - patch.at, end - patch.at),
    );
    at = end;
  }
  if (at < size) pieces.push({ from: at, to: size });
  return pieces;
}

/** Whether nothing but zeros stands in a range. */
export async function isBlank(source: Source, from: number, to: number): Promise<boolean> {
  for (let at = from; at < to; at += WINDOW) {
    const some = await source.read(at, Math.min(WINDOW, to - at));
    if (some.length === 0) return true;
    if (some.some((byte) => byte !== 0)) return false;
  }
  return true;
}
