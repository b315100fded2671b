import { crc32, deflateRaw, inflateRaw } from 'node:zlib';
import { Damaged, exactly, type Piece, type Source, TooMuch } from './source.ts';

/** Something in a zip. Its name is words: nothing is ever put in a place that it names. */
export interface ZipEntry {
  readonly name: string;
  readonly nameBytes: Buffer;
  readonly packed: number;
  readonly size: number;
  readonly crc: number;
  /** 0 as it is, 8 packed; others coc does not read. */
  readonly method: number;
  readonly isLocked: boolean;
  /** Where its bytes begin in the zip. */
  data(): Promise<number>;
}

const MOST_ENTRIES = 10_000;
/** A list of what is in a zip that is longer than this is no document. */
const LONGEST_LIST = 8 * 1024 * 1024;

/** What is in a zip, by the list at its end. Throws `Damaged` where that cannot be read, or is longer than in any document. */
export async function entriesOf(source: Source): Promise<readonly ZipEntry[]> {
  const { fromRandomAccessReaderPromise, RandomAccessReader } = await import('yauzl');
  let read = 0;
  class Reader extends RandomAccessReader {
    override _readStreamForRange(): never {
      throw new Damaged();
    }

    override read(
      bytes: Buffer,
      offset: number,
      length: number,
      position: number,
      done: (error: Error | null) => void,
    ): void {
      read += length;
      const wanted = read > LONGEST_LIST ? Promise.reject(new Damaged()) : exactly(source, position, length);
      wanted.then((some) => {
        some.copy(bytes, offset);
        done(null);
      }, done);
    }
  }
  const zip = await fromRandomAccessReaderPromise(new Reader(), source.size, {
    lazyEntries: true,
    autoClose: false,
    // Names are bytes here: they are never paths, and a strange one is no reason to stop.
    decodeStrings: false,
  }).catch(damaged);
  if (zip.entryCount > MOST_ENTRIES) throw new TooMuch();
  const entries: ZipEntry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      const nameBytes = Buffer.from(entry.fileName as unknown as Buffer);
      entries.push({
        name: nameBytes.toString('utf8'),
        nameBytes,
        packed: entry.compressedSize,
        size: entry.uncompressedSize,
        crc: entry.crc32,
        method: entry.compressionMethod,
        isLocked: (entry.generalPurposeBitFlag & 0x41) !== 0,
        data: async () => {
          const head = await exactly(source, entry.relativeOffsetOfLocalHeader, 30);
          if (head.readUInt32LE() !== LOCAL) throw new Damaged();
          return entry.relativeOffsetOfLocalHeader + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
        },
      });
      if (entries.length > MOST_ENTRIES) throw new Damaged();
    }
  } catch (error) {
    damaged(error);
  }
  return entries;
}

/** What the library says of a zip is that it is damaged; what the machine refused goes on as it is. */
function damaged(error: unknown): never {
  if (error instanceof Error && 'syscall' in error) throw error;
  throw new Damaged();
}

/** What an entry holds. Throws `Damaged` where that is more than it says, or than `most`, or something else than it says. */
export async function contentOf(source: Source, entry: ZipEntry, most: number): Promise<Buffer> {
  if (entry.size > most || entry.packed > most || entry.isLocked) throw new Damaged();
  const packed = await exactly(source, await entry.data(), entry.packed, most);
  const bytes =
    entry.method === 0 ? packed : entry.method === 8 ? await unpacked(packed, entry.size) : undefined;
  if (bytes === undefined || bytes.length !== entry.size || crc32(bytes) !== entry.crc) throw new Damaged();
  return bytes;
}

async function unpacked(bytes: Buffer, size: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    inflateRaw(bytes, { maxOutputLength: Math.max(size, 1) }, (error, out) => {
      if (error === null) resolve(out);
      else reject(new Damaged());
    });
  });
}

const [LOCAL, CENTRAL, LAST] = [0x04034b50, 0x02014b50, 0x06054b50];
const UTF8 = 0x0800;
/** The first day that a zip can name: it says nothing. */
const NO_DAY = 0x21;

/** An entry for a new zip: one of an old one as it is, or bytes under a name of one. */
export interface NewEntry {
  readonly entry: ZipEntry;
  readonly bytes?: Buffer;
}

/** A zip with these entries of one of that size, in this order, and nothing else: no days, no comments, nothing between them. */
export async function zipOf(entries: readonly NewEntry[], size: number): Promise<readonly Piece[]> {
  const pieces: Piece[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const { entry, bytes } of entries) {
    const packed = bytes === undefined ? undefined : entry.method === 0 ? bytes : await deflated(bytes);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(UTF8, 2);
    fields.writeUInt16LE(entry.method, 4);
    fields.writeUInt16LE(NO_DAY, 8);
    fields.writeUInt32LE(bytes === undefined ? entry.crc : crc32(bytes), 10);
    fields.writeUInt32LE(packed?.length ?? entry.packed, 14);
    fields.writeUInt32LE(bytes?.length ?? entry.size, 18);
    fields.writeUInt16LE(entry.nameBytes.length, 22);
    const head = Buffer.concat([u32(LOCAL), fields, entry.nameBytes]);
    const from = packed === undefined ? await entry.data() : 0;
    if (packed === undefined && from + entry.packed > size) throw new Damaged();
    pieces.push(head, packed ?? { from, to: from + entry.packed });
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    list.push(u32(CENTRAL), Buffer.from([20, 0]), fields, rest, entry.nameBytes);
    at += head.length + (packed?.length ?? entry.packed);
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return [...pieces, directory, u32(LAST), end];
}

async function deflated(bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    deflateRaw(bytes, (error, out) => (error === null ? resolve(out) : reject(error))),
  );
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
