import { Damaged, exactly, type Source } from './source.ts';
import { guessed } from './strings.ts';

/** A field of a directory in a TIFF or in EXIF, which is one. */
export interface IfdEntry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Where its value stands, and how long it is. It may lie outside of what is there. */
  readonly at: number;
  readonly length: number;
  /** Where the entry itself stands. */
  readonly entryAt: number;
}

export interface Ifd {
  readonly at: number;
  readonly entries: readonly IfdEntry[];
  /** Where the next one is; 0 where there is none. */
  readonly next: number;
}

export type Endian = 'little' | 'big';

const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];
export const ENTRY = 12;
const LONGEST_TEXT = 2048;

/** How a TIFF is written, and where its first directory is. Undefined where it is none that coc knows. */
export async function tiffHeader(source: Source): Promise<{ endian: Endian; first: number } | undefined> {
  const head = await exactly(source, 0, 8);
  const mark = head.toString('latin1', 0, 2);
  if (mark !== 'II' && mark !== 'MM') return undefined;
  const endian = mark === 'II' ? 'little' : 'big';
  if (u16(head, 2, endian) !== 42) return undefined;
  return { endian, first: u32(head, 4, endian) };
}

/** One directory. Its values are not read. */
export async function readIfd(source: Source, at: number, endian: Endian): Promise<Ifd> {
  const count = u16(await exactly(source, at, 2), 0, endian);
  const bytes = await exactly(source, at + 2, count * ENTRY);
  const end = await source.read(at + 2 + count * ENTRY, 4);
  const entries = Array.from({ length: count }, (_, index): IfdEntry => {
    const from = index * ENTRY;
    const type = u16(bytes, from + 2, endian);
    const count = u32(bytes, from + 4, endian);
    const length = (SIZES[type] ?? 1) * count;
    const entryAt = at + 2 + from;
    const valueAt = length <= 4 ? entryAt + 8 : u32(bytes, from + 8, endian);
    return { tag: u16(bytes, from, endian), type, count, at: valueAt, length, entryAt };
  });
  return { at, entries, next: end.length < 4 ? 0 : u32(end, 0, endian) };
}

/** The beginning of a value, as bytes. What lies outside is not there. */
export async function bytesOfEntry(source: Source, entry: IfdEntry, most = LONGEST_TEXT): Promise<Buffer> {
  if (entry.at >= source.size) return Buffer.alloc(0);
  return source.read(entry.at, Math.min(entry.length, most));
}

export async function textOf(source: Source, entry: IfdEntry): Promise<string> {
  const bytes = await bytesOfEntry(source, entry);
  return guessed(bytes).replace(/\0[\s\S]*$/, '');
}

/** Numbers of the whole types, at most so many. Throws `Damaged` where there are more, or where they are not there. */
export async function numbersOf(
  source: Source,
  entry: IfdEntry,
  endian: Endian,
  most: number,
): Promise<readonly number[]> {
  const size = SIZES[entry.type] ?? 0;
  if (entry.count > most || ![1, 3, 4, 13].includes(entry.type)) throw new Damaged();
  const bytes = await exactly(source, entry.at, entry.length);
  return Array.from({ length: entry.count }, (_, index) => {
    const at = index * size;
    if (size === 1) return bytes[at] ?? 0;
    return size === 2 ? u16(bytes, at, endian) : u32(bytes, at, endian);
  });
}

/** Pairs of numbers that are a fraction each. */
export async function fractionsOf(
  source: Source,
  entry: IfdEntry,
  endian: Endian,
): Promise<readonly (readonly [number, number])[]> {
  if (entry.type !== 5) return [];
  const bytes = await bytesOfEntry(source, entry, 24);
  return Array.from({ length: Math.floor(bytes.length / 8) }, (_, index) => [
    u32(bytes, index * 8, endian),
    u32(bytes, index * 8 + 4, endian),
  ]);
}

function u16(bytes: Buffer, at: number, endian: Endian): number {
  return endian === 'little' ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
}

function u32(bytes: Buffer, at: number, endian: Endian): number {
  return endian === 'little' ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
}
