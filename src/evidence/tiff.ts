import { ExifLook } from './exif.ts';
import type { Findings, MakeCopy } from './found.ts';
import { ENTRY, type Endian, type Ifd, type IfdEntry, numbersOf, readIfd, tiffHeader } from './ifd.ts';
import { lookAtProfile } from './profile.ts';
import { Damaged, exactly, isBlank, type Patch, patched, type Source, TooMuch } from './source.ts';

interface Range {
  readonly from: number;
  readonly to: number;
}

/** How a picture is stored: what a copy keeps of a directory. */
const PICTURE = new Set([
  ...[0x00fe, 0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0107, 0x010a, 0x0111, 0x0112, 0x0115, 0x0116, 0x0117],
  ...[0x0118, 0x0119, 0x011a, 0x011b, 0x011c, 0x0122, 0x0123, 0x0124, 0x0125, 0x0128, 0x0129, 0x012d, 0x013d],
  ...[0x013e, 0x013f, 0x0140, 0x0141, 0x0142, 0x0143, 0x0144, 0x0145, 0x014c, 0x014e, 0x0150, 0x0152, 0x0153],
  ...[0x0154, 0x0155, 0x015b, 0x0200, 0x0203, 0x0205, 0x0207, 0x0208, 0x0209, 0x0211, 0x0212, 0x0213, 0x0214],
  ...[0x8773],
]);
const SUBFILE = 0x00fe;
const [STRIPS, STRIP_SIZES, TILES, TILE_SIZES, PROFILE] = [0x0111, 0x0117, 0x0144, 0x0145, 0x8773];
const RAW = [0xc612, 0x014a];
const MOST_PAGES = 500;
const MOST_PARTS = 200_000;
const LARGEST = 512 * 1024 * 1024;
const LONGEST_VALUE = 16 * 1024 * 1024;

/**
 * A TIFF. Its parts can stand anywhere in it, so a copy keeps its size: where nothing stands that the picture needs there are zeros
 * in the copy. Each page is kept.
 */
export async function lookAtTiff(source: Source, found: Findings): Promise<MakeCopy> {
  if (source.size > LARGEST) throw new TooMuch();
  const header = await tiffHeader(source);
  if (header === undefined) throw new Damaged();
  const { endian } = header;
  const pages = await pagesOf(source, header.first, endian);
  const keep: Range[] = [{ from: 0, to: 8 }];
  const tables: Patch[] = [];
  for (const page of pages) {
    await new ExifLook(source, endian, found).page(page);
    const kept = page.entries.filter(({ tag }) => PICTURE.has(tag));
    for (const entry of kept) if (entry.length > 4) keep.push(rangeOf(source, entry));
    for (const part of await partsOf(source, kept, endian)) keep.push(part);
    const subfile = kept.find(({ tag }) => tag === SUBFILE);
    if (subfile !== undefined && ((await numbersOf(source, subfile, endian, 1))[0] ?? 0) % 2 === 1)
      found.add('small-picture', 'A small picture of it, which may show what was cut away or covered later.');
    const profile = kept.find(({ tag }) => tag === PROFILE);
    if (profile !== undefined)
      lookAtProfile(await exactly(source, profile.at, profile.length, LONGEST_VALUE), found);
    tables.push(await tableOf(source, page, kept, endian));
  }
  const gaps = await gapsBetween(source, [...keep, ...pages.map(tableRange)]);
  const isUnclaimed = gaps.length > 0 && found.isEmpty;
  if (isUnclaimed) found.add('other', 'Data that no part of the picture claims.');
  const isRaw = pages.some(({ entries }) => entries.some(({ tag }) => RAW.includes(tag)));
  return async () => {
    if (isRaw) return { cannot: 'It has pictures within the picture, as raw photos of a camera have.' };
    const blanks = await gapsBetween(source, [...keep, ...pages.map(tableRange)]);
    return patched(source.size, [
      ...tables,
      ...blanks.map(({ from, to }) => ({ at: from, bytes: to - from })),
    ]);
  };
}

async function pagesOf(source: Source, first: number, endian: Endian): Promise<readonly Ifd[]> {
  const pages = new Map<number, Ifd>();
  for (let at = first; at !== 0; ) {
    if (pages.has(at) || pages.size >= MOST_PAGES) throw new Damaged();
    const page = await readIfd(source, at, endian);
    if (page.entries.length > 1000) throw new Damaged();
    pages.set(at, page);
    at = page.next;
  }
  return [...pages.values()];
}

function rangeOf(source: Source, { at, length }: IfdEntry): Range {
  if (at + length > source.size || length > LONGEST_VALUE) throw new Damaged();
  return { from: at, to: at + length };
}

/** Where the picture itself stands: in strips or in tiles. */
async function partsOf(source: Source, kept: readonly IfdEntry[], endian: Endian): Promise<readonly Range[]> {
  const numbers = async (tag: number): Promise<readonly number[]> => {
    const entry = kept.find((one) => one.tag === tag);
    return entry === undefined ? [] : numbersOf(source, entry, endian, MOST_PARTS);
  };
  const starts = [...(await numbers(STRIPS)), ...(await numbers(TILES))];
  const sizes = [...(await numbers(STRIP_SIZES)), ...(await numbers(TILE_SIZES))];
  if (starts.length === 0 || starts.length !== sizes.length) throw new Damaged();
  return starts.map((from, index) => ({ from, to: Math.min(from + (sizes[index] ?? 0), source.size) }));
}

function tableRange({ at, entries }: Ifd): Range {
  return { from: at, to: at + 2 + entries.length * ENTRY + 4 };
}

/** A directory of the same length in which only these entries stand; behind them are zeros. */
async function tableOf(source: Source, page: Ifd, kept: readonly IfdEntry[], endian: Endian): Promise<Patch> {
  const { from, to } = tableRange(page);
  const table = Buffer.alloc(Math.min(to, source.size) - from);
  const next = Buffer.alloc(4);
  if (endian === 'little') {
    table.writeUInt16LE(kept.length, 0);
    next.writeUInt32LE(page.next, 0);
  } else {
    table.writeUInt16BE(kept.length, 0);
    next.writeUInt32BE(page.next, 0);
  }
  for (const [index, { entryAt }] of kept.entries())
    (await exactly(source, entryAt, ENTRY)).copy(table, 2 + index * ENTRY);
  next.copy(table, 2 + kept.length * ENTRY);
  return { at: from, bytes: table };
}

/** What no range covers, and is not blank. */
async function gapsBetween(source: Source, ranges: readonly Range[]): Promise<readonly Range[]> {
  const gaps: Range[] = [];
  let at = 0;
  for (const { from, to } of [...ranges, { from: source.size, to: source.size }].sort(
    (a, b) => a.from - b.from,
  )) {
    if (from > at && !(await isBlank(source, at, from))) gaps.push({ from: at, to: from });
    at = Math.max(at, to);
  }
  return gaps;
}
