/** A compound file (MS-CFB), in which Outlook keeps a mail: folders, and streams of bytes in them. */
export interface Folder {
  readonly name: string;
  readonly streams: ReadonlyMap<string, Stream>;
  readonly folders: readonly Folder[];
}

interface Stream {
  readonly size: number;
  /** Its bytes, or the first of them. @param most how many at most */
  read(most?: number): Uint8Array;
}

interface Row {
  readonly name: string;
  readonly kind: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
}

const MAGIC = 'd0cf11e0a1b11ae1';
/** Above this, numbers of sectors mean something else: that a chain ends, that there is none. */
const LAST_SECTOR = 0xfffffffa;
const SMALL = 64;
const STREAM = 2;
const ROOM_IN_HEADER = 109;
const MOST_ROWS = 20_000;

export function isCompound(bytes: Buffer): boolean {
  return bytes.subarray(0, 8).toString('hex') === MAGIC;
}

/**
 * The outermost folder; nothing where there is none. Chains that go round, or lead out of the file, end there: whatever it
 * says, reading takes a time that goes with its size.
 */
export function openCompound(bytes: Buffer): Folder | undefined {
  if (!isCompound(bytes) || bytes.length < 512) return undefined;
  const size = bytes.readUInt16LE(30) === 12 ? 4096 : 512;
  const count = Math.ceil(bytes.length / size);
  const numberAt = (at: number): number =>
    at + 4 <= bytes.length ? bytes.readUInt32LE(at) : LAST_SECTOR + 1;
  const sectorAt = (sector: number): number => (sector + 1) * size;
  const table = sectorsOfTable(numberAt, sectorAt, size, count);
  const nextOf = (sector: number): number => {
    const within = table[Math.floor(sector / (size / 4))];
    return within === undefined ? LAST_SECTOR + 1 : numberAt(sectorAt(within) + (sector % (size / 4)) * 4);
  };
  const chain = (start: number, most: number, next: (sector: number) => number): readonly number[] => {
    const sectors: number[] = [];
    for (let at = start; at < LAST_SECTOR && sectors.length < most; at = next(at)) sectors.push(at);
    return sectors;
  };
  const gathered = (
    sectors: readonly number[],
    length: number,
    each: number,
    at: (sector: number) => number,
  ): Uint8Array => {
    const whole = new Uint8Array(Math.min(length, sectors.length * each));
    for (const [index, sector] of sectors.entries()) {
      const from = at(sector);
      if (from < bytes.length && index * each < whole.length)
        whole.set(
          bytes.subarray(from, Math.min(from + each, from + whole.length - index * each)),
          index * each,
        );
    }
    return whole;
  };
  const rows = chain(numberAt(48), Math.min(count, Math.ceil((MOST_ROWS * 128) / size)), nextOf).flatMap(
    (sector) => rowsAt(bytes, sectorAt(sector), size),
  );
  const root = rows[0];
  if (root === undefined) return undefined;
  const smallTable = chain(numberAt(60), count, nextOf);
  const smallSectors = chain(root.start, count, nextOf);
  const smallAt = (sector: number): number => {
    const at = sector * SMALL;
    const within = smallSectors[Math.floor(at / size)];
    return within === undefined ? bytes.length : sectorAt(within) + (at % size);
  };
  const nextSmall = (sector: number): number => {
    const within = smallTable[Math.floor(sector / (size / 4))];
    return within === undefined ? LAST_SECTOR + 1 : numberAt(sectorAt(within) + (sector % (size / 4)) * 4);
  };
  const cutoff = numberAt(56);
  const streamOf = (row: Row): Stream => ({
    size: Math.min(row.size, bytes.length),
    read: (most = bytes.length) => {
      const length = Math.min(row.size, most, bytes.length);
      return row.size < cutoff
        ? gathered(chain(row.start, Math.ceil(length / SMALL), nextSmall), length, SMALL, smallAt)
        : gathered(chain(row.start, Math.ceil(length / size), nextOf), length, size, sectorAt);
    },
  });
  return folderOf(rows, root, new Set([0]), streamOf, 0);
}

/** Where the table of what follows on each sector stands: the first places are in the header, others in sectors of their own. */
function sectorsOfTable(
  numberAt: (at: number) => number,
  sectorAt: (sector: number) => number,
  size: number,
  count: number,
): readonly number[] {
  const all: number[] = [];
  const most = Math.min(numberAt(44), Math.ceil(count / (size / 4)) + 1);
  for (let index = 0; index < ROOM_IN_HEADER && all.length < most; index++)
    all.push(numberAt(76 + index * 4));
  let further = numberAt(68);
  for (let turn = 0; turn < count && further < LAST_SECTOR && all.length < most; turn++) {
    for (let index = 0; index < size / 4 - 1 && all.length < most; index++)
      all.push(numberAt(sectorAt(further) + index * 4));
    further = numberAt(sectorAt(further) + size - 4);
  }
  return all;
}

function rowsAt(bytes: Buffer, from: number, size: number): readonly Row[] {
  const rows: Row[] = [];
  for (let at = from; at + 128 <= Math.min(from + size, bytes.length); at += 128) {
    const length = Math.min(bytes.readUInt16LE(at + 64), 64);
    rows.push({
      name: bytes.subarray(at, at + Math.max(0, length - 2)).toString('utf16le'),
      kind: bytes[at + 66] ?? 0,
      left: bytes.readUInt32LE(at + 68),
      right: bytes.readUInt32LE(at + 72),
      child: bytes.readUInt32LE(at + 76),
      start: bytes.readUInt32LE(at + 116),
      size: bytes.readUInt32LE(at + 120),
    });
  }
  return rows;
}

/** Each row stands in one folder: one that was seen before is not gone into again. */
function folderOf(
  rows: readonly Row[],
  row: Row,
  seen: Set<number>,
  streamOf: (row: Row) => Stream,
  depth: number,
): Folder {
  const streams = new Map<string, Stream>();
  const below: Row[] = [];
  const waiting = [row.child];
  for (let nr = waiting.pop(); nr !== undefined; nr = waiting.pop()) {
    const one = rows[nr];
    if (one === undefined || seen.has(nr)) continue;
    seen.add(nr);
    if (one.kind === STREAM) streams.set(one.name.toLowerCase(), streamOf(one));
    else if (one.kind === 1) below.push(one);
    waiting.push(one.right, one.left);
  }
  below.sort((one, other) => (one.name < other.name ? -1 : 1));
  const folders = depth > 60 ? [] : below.map((one) => folderOf(rows, one, seen, streamOf, depth + 1));
  return { name: row.name.toLowerCase(), streams, folders };
}
