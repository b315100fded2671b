import { type Box, BoxReader } from './boxes.ts';
import { lookAtExifBytes } from './exif.ts';
import type { Findings, MakeCopy } from './found.ts';
import { lookAtProfile } from './profile.ts';
import { Damaged, isBlank, type Patch, patched, type Source } from './source.ts';
import { guessed } from './strings.ts';
import { lookAtXmp } from './xmp.ts';

interface Item {
  readonly id: number;
  readonly type: string;
  readonly name: string;
}

interface Place {
  readonly id: number;
  readonly extents: readonly { readonly from: number; readonly to: number }[];
}

/** What the picture is made of. */
const PICTURE = new Set(['hdlr', 'pitm', 'iinf', 'iref', 'iprp', 'iloc', 'idat', 'dinf', 'grpl', 'ipro']);
const TOP = new Set(['ftyp', 'meta', 'mdat']);
/** Kinds of items that are pictures, or parts of one. */
const SHOWN = new Set([
  'hvc1',
  'hvc2',
  'av01',
  'avc1',
  'jpeg',
  'vvc1',
  'grid',
  'iovl',
  'iden',
  'tmap',
  'unci',
  'lhv1',
]);
const LONGEST = 4 * 1024 * 1024;
const MOST_ITEMS = 10_000;
const SMALL = 'A small picture of it, which may show what was cut away or covered later.';

/** A HEIC or AVIF: an item each for the picture, for EXIF, for XMP. In a copy the notes are blank, and all stays where it is. */
export async function lookAtHeif(source: Source, found: Findings): Promise<MakeCopy> {
  const boxes = new BoxReader(source);
  const patches: Patch[] = [];
  const top = await boxes.within(0, source.size);
  const meta = top.find(({ type }) => type === 'meta');
  if (meta === undefined) throw new Damaged();
  const inside = await boxes.within(meta.data + 4, meta.end);
  for (const box of [
    ...top.filter(({ type }) => !TOP.has(type)),
    ...inside.filter(({ type }) => !PICTURE.has(type)),
  ]) {
    if (await isBlank(source, box.data, box.end)) continue;
    found.add(
      box.type === 'moov' ? 'not-looked' : 'other',
      box.type === 'moov'
        ? 'A moving picture beside the still one, which coc did not look into.'
        : 'Data of a program or a camera that coc does not know.',
    );
    if (box.type !== 'moov')
      patches.push(
        { at: box.from + 4, bytes: Buffer.from('free') },
        { at: box.data, bytes: box.end - box.data },
      );
  }
  const end = top.at(-1)?.end ?? 0;
  if (end < source.size && !(await isBlank(source, end, source.size))) {
    found.add('embedded-file', 'More data behind the end of the picture: often a short film.');
    patches.push({ at: end, bytes: source.size - end });
  }
  const items = await itemsOf(boxes, inside);
  const places = await placesOf(boxes, inside);
  for (const { id, type, name } of items) {
    if (SHOWN.has(type)) continue;
    const extents = places.find((place) => place.id === id)?.extents ?? [];
    const bytes = await bytesOf(source, extents);
    if (bytes === undefined) found.add('not-looked', 'Long notes, which coc did not read.');
    else if (bytes.every((byte) => byte === 0)) continue;
    else if (type === 'Exif') await lookAtExifBytes(bytes.subarray(exifStart(bytes)), found);
    else if (type === 'mime' && name.includes('rdf+xml')) lookAtXmp(bytes, found);
    else found.add('other', 'Data of a program or a camera that coc does not know.');
    for (const patch of blanked(type, extents)) patches.push(patch);
  }
  await references(boxes, inside, found);
  await profiles(boxes, inside, found);
  return async () => patched(source.size, patches);
}

/** EXIF that says nothing: how far it is away, a head, and a directory without entries. */
const EMPTY_EXIF = Buffer.from('000000004d4d002a00000008000000000000', 'hex');

/** Zeros in place of a note. Of EXIF many programs want a head at least. */
function blanked(type: string, extents: Place['extents']): readonly Patch[] {
  const [first] = extents;
  const hasRoom = type === 'Exif' && first !== undefined && first.to - first.from >= EMPTY_EXIF.length;
  return extents.flatMap(({ from, to }, index): Patch[] =>
    hasRoom && index === 0
      ? [
          { at: from, bytes: EMPTY_EXIF },
          { at: from + EMPTY_EXIF.length, bytes: to - from - EMPTY_EXIF.length },
        ]
      : [{ at: from, bytes: to - from }],
  );
}

/** Before EXIF stands how many bytes it is away, and often its name. */
function exifStart(bytes: Buffer): number {
  const start = 4 + (bytes.length >= 4 ? bytes.readUInt32BE() : 0);
  return bytes.toString('latin1', start, start + 4) === 'Exif' ? start + 6 : start;
}

async function bytesOf(source: Source, extents: Place['extents']): Promise<Buffer | undefined> {
  const length = extents.reduce((sum, { from, to }) => sum + to - from, 0);
  if (length > LONGEST) return undefined;
  return Buffer.concat(
    await Promise.all(extents.map(async ({ from, to }) => Buffer.from(await source.read(from, to - from)))),
  );
}

async function itemsOf(boxes: BoxReader, inside: readonly Box[]): Promise<readonly Item[]> {
  const iinf = inside.find(({ type }) => type === 'iinf');
  if (iinf === undefined) throw new Damaged();
  const version = (await boxes.content({ ...iinf, end: iinf.data + 1 }))[0];
  const entries = await boxes.within(iinf.data + (version === 0 ? 6 : 8), iinf.end);
  if (entries.length > MOST_ITEMS) throw new Damaged();
  return Promise.all(
    entries.map(async (box): Promise<Item> => {
      const bytes = await boxes.content(box, 64 * 1024);
      const wide = bytes[0] === 3 ? 4 : 2;
      if ((bytes[0] ?? 0) < 2) throw new Damaged();
      const at = 4 + wide + 2;
      return {
        id: bytes.readUIntBE(4, wide),
        type: bytes.toString('latin1', at, at + 4),
        name: guessed(bytes.subarray(at + 4)),
      };
    }),
  );
}

/** Where the bytes of each item stand in the file. */
async function placesOf(boxes: BoxReader, inside: readonly Box[]): Promise<readonly Place[]> {
  const iloc = inside.find(({ type }) => type === 'iloc');
  if (iloc === undefined) throw new Damaged();
  const bytes = await boxes.content(iloc);
  const version = bytes[0] ?? 0;
  const sizes = bytes.readUInt16BE(4);
  const [offset, length, base, index] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, sizes & 15];
  let at = 6;
  const number = (size: number): number => {
    if (![0, 2, 4, 8].includes(size) || at + size > bytes.length) throw new Damaged();
    const value =
      size === 0 ? 0 : size === 8 ? Number(bytes.readBigUInt64BE(at)) : bytes.readUIntBE(at, size);
    at += size;
    return value;
  };
  const idat = inside.find(({ type }) => type === 'idat')?.data ?? 0;
  const count = number(version < 2 ? 2 : 4);
  if (count > MOST_ITEMS) throw new Damaged();
  return Array.from({ length: count }, (): Place => {
    const id = number(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : number(2) & 15;
    at += 2;
    const start = number(base) + (method === 1 ? idat : 0);
    const extents = Array.from({ length: number(2) }, () => {
      if (version > 0) number(index);
      const from = start + number(offset);
      const size = number(length);
      const to = size === 0 && length === 0 ? boxes.source.size : from + size;
      if (to > boxes.source.size && method < 2) throw new Damaged();
      return { from, to };
    });
    // What is made of other items has no bytes of its own.
    return { id, extents: method < 2 ? extents : [] };
  });
}

async function references(boxes: BoxReader, inside: readonly Box[], found: Findings): Promise<void> {
  const iref = inside.find(({ type }) => type === 'iref');
  if (iref === undefined) return;
  const types = (await boxes.within(iref.data + 4, iref.end)).map(({ type }) => type);
  if (types.includes('thmb')) found.add('small-picture', SMALL);
}

async function profiles(boxes: BoxReader, inside: readonly Box[], found: Findings): Promise<void> {
  const iprp = inside.find(({ type }) => type === 'iprp');
  const ipco =
    iprp === undefined
      ? undefined
      : (await boxes.within(iprp.data, iprp.end)).find(({ type }) => type === 'ipco');
  if (ipco === undefined) return;
  for (const box of await boxes.within(ipco.data, ipco.end)) {
    if (box.type !== 'colr') continue;
    const bytes = await boxes.content(box, LONGEST);
    if (['prof', 'rICC'].includes(bytes.toString('latin1', 0, 4))) lookAtProfile(bytes.subarray(4), found);
  }
}
