import { lookAtExifBytes, onlyOrientation } from './exif.ts';
import type { Copy, Findings, MakeCopy } from './found.ts';
import { lookAtIptc } from './iptc.ts';
import { lookAtProfile } from './profile.ts';
import { Damaged, exactly, isBlank, type Piece, type Source, TooMuch } from './source.ts';
import { guessed } from './strings.ts';
import { lookAtXmp } from './xmp.ts';

const CHUNK = 128 * 1024;
const [APP0, APP15, COM, EOI, SOS] = [0xe0, 0xef, 0xfe, 0xd9, 0xda];
/** What the picture itself is made of, besides the frames: tables, the scan, and how they are laid out. */
const PICTURE = new Set([0xc4, 0xcc, 0xda, 0xdb, 0xdc, 0xdd, 0xde, 0xdf]);
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf;
const MOST_SEGMENTS = 20_000;

/**
 * A JPEG, marker by marker. What makes the picture stays, byte for byte; everything else is named and left out, whether coc knows
 * it or not. Of EXIF a copy keeps which way up it is shown, where that is not the usual one.
 */
export async function lookAtJpeg(source: Source, found: Findings): Promise<MakeCopy> {
  const pieces: Piece[] = [];
  let orientation = 1;
  let end = 2;
  if ((await exactly(source, 0, 2)).readUInt16BE() !== 0xffd8) throw new Damaged();
  for (let count = 0; ; count += 1) {
    if (count > MOST_SEGMENTS) throw new TooMuch();
    const marker = await markerAt(source, end);
    if (marker.code === EOI) {
      end = marker.at + 2;
      break;
    }
    const length = (await exactly(source, marker.at + 2, 2)).readUInt16BE();
    if (length < 2) throw new Damaged();
    const segment = await exactly(source, marker.at + 4, length - 2);
    end = marker.at + 2 + length;
    if (PICTURE.has(marker.code) || isFrame(marker.code)) {
      if (marker.code === SOS) end = await endOfScan(source, end);
      pieces.push({ from: marker.at, to: end });
    } else if (marker.code >= APP0 && marker.code <= APP15) {
      const kept = keptOf(marker.code, segment, found);
      if (kept === 'whole') pieces.push({ from: marker.at, to: end });
      else if (kept !== 'nothing') pieces.push(kept);
      else orientation = (await lookInto(marker.code, segment, found)) ?? orientation;
    } else if (marker.code === COM) found.add('comment', 'A comment.', guessed(segment));
    else found.add('other', 'Data that coc does not know.');
  }
  if (end < source.size && !(await isBlank(source, end, source.size)))
    found.add(
      'embedded-file',
      'More data behind the end of the picture: often a short film, a second picture, or what was cut away.',
    );
  return async (): Promise<Copy> => [
    Buffer.from([0xff, 0xd8]),
    ...(orientation > 1 ? [segmentOf(0xe1, Buffer.concat([EXIF, onlyOrientation(orientation)]))] : []),
    ...pieces,
    Buffer.from([0xff, 0xd9]),
  ];
}

/** The marker that stands next, behind any bytes that only fill up. */
async function markerAt(source: Source, from: number): Promise<{ at: number; code: number }> {
  for (let at = from; ; at += 1) {
    const bytes = await exactly(source, at, 2);
    if (bytes[0] !== 0xff) throw new Damaged();
    if (bytes[1] !== 0xff) return { at, code: bytes[1] ?? 0 };
    if (at - from > 4096) throw new Damaged();
  }
}

/** Where the bytes of a scan end: at the first marker that is no part of them. */
async function endOfScan(source: Source, from: number): Promise<number> {
  for (let at = from; at < source.size; ) {
    const chunk = await source.read(at, CHUNK);
    for (let found = chunk.indexOf(0xff); found >= 0; found = chunk.indexOf(0xff, found + 1)) {
      const next = chunk[found + 1];
      if (next === undefined) break;
      if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at + found;
    }
    at += Math.max(1, chunk.length - 1);
  }
  throw new Damaged();
}

const EXIF = Buffer.from('Exif\0\0', 'latin1');
const SMALL = 'A small picture of it, which may show what was cut away or covered later.';

/** What of a segment is needed to show the picture as it is: how its colours are meant. */
function keptOf(marker: number, segment: Buffer, found: Findings): 'whole' | 'nothing' | Buffer {
  const name = segment.toString('latin1', 0, 14);
  if (marker === 0xe0 && name.startsWith('JFIF\0')) {
    if (segment.length === 14 && segment[12] === 0 && segment[13] === 0) return 'whole';
    if (segment.length < 14) return 'nothing';
    found.add('small-picture', SMALL);
    const bare = Buffer.from(segment.subarray(0, 14));
    bare.fill(0, 12);
    return segmentOf(marker, bare);
  }
  if (marker === 0xee && name.startsWith('Adobe') && segment.length === 12) return 'whole';
  if (marker === 0xe2 && name.startsWith('ICC_PROFILE\0')) {
    // A long one goes on in further segments; its name stands in the first.
    if (segment[12] === 1) lookAtProfile(segment.subarray(14), found);
    return 'whole';
  }
  return 'nothing';
}

/** What a segment says that a copy leaves out. Gives which way up the picture is, where it says that. */
async function lookInto(marker: number, segment: Buffer, found: Findings): Promise<number | undefined> {
  const text = segment.toString('latin1', 0, 40);
  if (marker === 0xe1 && text.startsWith('Exif\0')) return lookAtExifBytes(segment.subarray(6), found);
  const xmp = /^http:\/\/ns\.adobe\.com\/xap\/1\.0\/\0/.exec(text);
  if (marker === 0xe1 && xmp !== null) lookAtXmp(segment.subarray(xmp[0].length), found);
  else if (marker === 0xe1 && text.startsWith('http://ns.adobe.com/xmp/ext'))
    found.add('not-looked', 'Long notes (XMP), which coc did not read to the end.');
  else if (marker === 0xed && text.startsWith('Photoshop 3.0\0'))
    lookAtIptc(segment.subarray(14), found, true);
  else if (marker === 0xe2 && text.startsWith('MPF\0'))
    found.add('embedded-file', 'A list of further pictures in the same file.');
  else if (marker === 0xe0 && text.startsWith('JFXX\0')) found.add('small-picture', SMALL);
  else found.add('other', 'Data of a program or a camera that coc does not know.');
  return undefined;
}

function segmentOf(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}
