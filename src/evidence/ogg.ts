import type { Findings, MakeCopy } from './found.ts';
import { Damaged, exactly, type Patch, patched, type Source } from './source.ts';
import { guessed } from './strings.ts';

interface Page {
  readonly at: number;
  readonly head: Buffer;
  readonly lengths: Buffer;
  readonly data: number;
  readonly end: number;
}

const HEAD = 27;
/** How the packet begins that has the comments, and whether something stands behind them that must stay. */
const COMMENTS: readonly (readonly [start: string, framed: boolean])[] = [
  ['\x03vorbis', true],
  ['OpusTags', false],
  ['\x81theora', false],
];
const MEANINGS: readonly (readonly [RegExp, 'person' | 'place' | 'time' | 'program' | 'caption', string])[] =
  [
    [
      /^(?:ARTIST|PERFORMER|AUTHOR|COMPOSER|COPYRIGHT|CONTACT|ORGANIZATION|OWNER)$/,
      'person',
      'Who made it, or whose it is.',
    ],
    [/^(?:LOCATION|GEO_LOCATION)$/, 'place', 'Where it was made.'],
    [/^(?:DATE|CREATION_TIME|YEAR)$/, 'time', 'When it was made.'],
    [/^(?:ENCODER|ENCODED_BY|ENCODER_OPTIONS)$/, 'program', 'The program that it was made with.'],
    [/^(?:TITLE|ALBUM|DESCRIPTION)$/, 'caption', 'A title.'],
  ];
const LONGEST_PACKET = 8 * 1024 * 1024;
const MOST_COMMENTS = 1000;
const MOST_PAGES = 300_000;
const MOST_PAGES_OF_NOTES = 2000;
const STREAMS = 32;

interface Packet {
  readonly pages: readonly Page[];
  readonly bytes: Buffer;
}

/**
 * An Ogg: of each stream in it the second packet has the comments. In a copy it is as long as it was, with nothing but blanks in it,
 * so that every page stays where it is.
 */
export async function lookAtOgg(source: Source, found: Findings): Promise<MakeCopy> {
  const patches: Patch[] = [];
  const streams = new Map<number, Page[]>();
  let count = 0;
  for (let at = 0; at < source.size; count += 1) {
    if (count > MOST_PAGES) {
      found.add('not-looked', 'It is too long for coc to look at all of it.');
      break;
    }
    const page = await pageAt(source, at);
    at = page.end;
    const serial = page.head.readUInt32LE(14);
    if (((page.head[5] ?? 0) & 2) !== 0) {
      if (streams.size >= STREAMS) throw new Damaged();
      streams.set(serial, []);
      continue;
    }
    const pages = streams.get(serial);
    if (pages === undefined) continue;
    pages.push(page);
    if (pages.length > MOST_PAGES_OF_NOTES) throw new Damaged();
    if (!isComplete(page)) continue;
    streams.delete(serial);
    patches.push(...(await withoutComments(await packetOf(source, pages), found)));
  }
  if (streams.size > 0) throw new Damaged();
  return async () => patched(source.size, patches);
}

async function pageAt(source: Source, at: number): Promise<Page> {
  const head = await exactly(source, at, HEAD);
  if (head.toString('latin1', 0, 4) !== 'OggS') throw new Damaged();
  const lengths = await exactly(source, at + HEAD, head[26] ?? 0);
  const data = at + HEAD + lengths.length;
  const end = data + lengths.reduce((sum, length) => sum + length, 0);
  if (end > source.size) throw new Damaged();
  return { at, head, lengths, data, end };
}

/** The parts of a page that belong to the first packet in it. */
function lengthsOfFirst({ lengths }: Page): readonly number[] {
  const last = lengths.findIndex((length) => length < 255);
  return [...(last < 0 ? lengths : lengths.subarray(0, last + 1))];
}

function isComplete({ lengths }: Page): boolean {
  return lengths.some((length) => length < 255);
}

function firstLength(page: Page): number {
  return lengthsOfFirst(page).reduce((sum, length) => sum + length, 0);
}

async function packetOf(source: Source, pages: readonly Page[]): Promise<Packet> {
  const parts: Buffer[] = [];
  let length = 0;
  for (const page of pages) {
    length += firstLength(page);
    if (length > LONGEST_PACKET) throw new Damaged();
    parts.push(Buffer.from(await exactly(source, page.data, page.end - page.data)));
  }
  return { pages, bytes: Buffer.concat(parts) };
}

/** What a packet of comments says; the pages it stands in with blanks in place of that. */
async function withoutComments({ pages, bytes }: Packet, found: Findings): Promise<readonly Patch[]> {
  const length = pages.reduce((sum, page) => sum + firstLength(page), 0);
  // Of pages that are not the last, all belongs to the packet; behind it on the last is what follows.
  const packet = bytes.subarray(0, length);
  const [start, framed] = COMMENTS.find(([name]) => packet.toString('latin1', 0, name.length) === name) ?? [];
  if (start === undefined) {
    found.add('not-looked', 'A stream in it that coc does not know.');
    return [];
  }
  if (!lookInto(packet.subarray(start.length), found)) return [];
  const rest = length - start.length - 8 - (framed ? 1 : 0);
  if (rest < 0) throw new Damaged();
  packet.fill(0x20, start.length);
  packet.writeUInt32LE(rest, start.length);
  packet.writeUInt32LE(0, start.length + 4 + rest);
  if (framed) packet[length - 1] = 1;
  let at = 0;
  return pages.map((page) => {
    const data = bytes.subarray(at, at + page.end - page.data);
    at += data.length;
    const whole = Buffer.concat([page.head, page.lengths, data]);
    whole.writeUInt32LE(0, 22);
    whole.writeUInt32LE(checksum(whole), 22);
    return { at: page.at, bytes: whole };
  });
}

/** Whether comments say anything. */
function lookInto(comments: Buffer, found: Findings): boolean {
  const vendorLength = comments.readUInt32LE();
  const vendor = guessed(comments.subarray(4, 4 + vendorLength));
  const count = comments.readUInt32LE(4 + vendorLength);
  if (vendor.trim() !== '') found.add('program', 'The program that it was made with.', vendor);
  let at = 8 + vendorLength;
  for (let index = 0; index < count && index < MOST_COMMENTS; index += 1) {
    const length = comments.readUInt32LE(at);
    const [name = '', ...value] = guessed(comments.subarray(at + 4, at + 4 + Math.min(length, 4096))).split(
      '=',
    );
    at += 4 + length;
    if (name.toUpperCase() === 'METADATA_BLOCK_PICTURE') {
      found.add('small-picture', 'A picture that goes with the sound.');
      continue;
    }
    const known = MEANINGS.find(([pattern]) => pattern.test(name.toUpperCase()));
    found.add(
      known?.[1] ?? 'comment',
      known?.[2] ?? 'A note that goes with the sound.',
      known === undefined ? [name, ...value].join('=') : value.join('='),
    );
  }
  const behind = comments.subarray(at);
  const isSaying = behind.some((byte) => byte !== 0 && byte !== 1 && byte !== 0x20);
  if (isSaying) found.add('other', 'Data behind the notes, which nothing shows.');
  return vendor.trim() !== '' || count > 0 || isSaying;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24;
  for (let bit = 0; bit < 8; bit += 1) value = value & 0x8000_0000 ? (value << 1) ^ 0x04c1_1db7 : value << 1;
  return value >>> 0;
});

function checksum(bytes: Uint8Array): number {
  let value = 0;
  for (const byte of bytes) value = ((value << 8) ^ (TABLE[((value >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0;
  return value;
}
