import { lookAtExifBytes, onlyOrientation } from './exif.ts';
import type { Copy, Findings, MakeCopy } from './found.ts';
import { lookAtId3 } from './id3.ts';
import { lookAtProfile } from './profile.ts';
import { Damaged, exactly, isBlank, type Piece, type Source, TooMuch } from './source.ts';
import { field, guessed } from './strings.ts';
import { lookAtXmp } from './xmp.ts';

interface Chunk {
  readonly id: string;
  readonly from: number;
  /** Where its data begins and ends; it itself ends at an even number. */
  readonly data: number;
  readonly end: number;
}

const MOST_CHUNKS = 100_000;
const LONGEST = 1024 * 1024;

/** The chunks of a range. Where the last says that it is longer than what is there, it ends there. */
async function chunksOf(source: Source, from: number, to: number): Promise<readonly Chunk[]> {
  const chunks: Chunk[] = [];
  for (let at = from; at + 8 <= to; ) {
    const head = await exactly(source, at, 8);
    const data = at + 8;
    const end = Math.min(data + head.readUInt32LE(4), to);
    chunks.push({ id: head.toString('latin1', 0, 4), from: at, data, end });
    if (chunks.length > MOST_CHUNKS) throw new TooMuch();
    at = end + (end % 2 === from % 2 ? 0 : 1);
  }
  return chunks;
}

/** Where a RIFF ends that says its own length, which a recorder that was cut off has not written. */
async function endOf(source: Source): Promise<number> {
  const size = (await exactly(source, 0, 12)).readUInt32LE(4);
  return size === 0 || size === 0xffff_ffff ? source.size : Math.min(source.size, size + 8);
}

async function behindTheEnd(source: Source, end: number, found: Findings): Promise<void> {
  if (end < source.size && !(await isBlank(source, end, source.size)))
    found.add('embedded-file', 'More data behind the end of it, which nothing shows.');
}

/** The data of a chunk, where it is not too long to be read. */
async function short(source: Source, { data, end }: Chunk): Promise<Buffer | undefined> {
  return end - data > LONGEST ? undefined : exactly(source, data, end - data);
}

/** A chunk as it was, with its length as what is there. */
function kept({ id, data, end }: Chunk): readonly Piece[] {
  const filling = (end - data) % 2 === 1 ? [Buffer.alloc(1)] : [];
  const range = end > data ? [{ from: data, to: end }] : [];
  return [header(id, end - data), ...range, ...filling];
}

function header(id: string, length: number): Buffer {
  const head = Buffer.alloc(8);
  head.write(id, 0, 'latin1');
  head.writeUInt32LE(length, 4);
  return head;
}

function riffOf(form: string, pieces: readonly Piece[]): readonly Piece[] {
  return [header('RIFF', 4 + lengthOf(pieces)), Buffer.from(form, 'latin1'), ...pieces];
}

function lengthOf(pieces: readonly Piece[]): number {
  let length = 0;
  for (const piece of pieces)
    length +=
      piece instanceof Uint8Array ? piece.length : 'zeros' in piece ? piece.zeros : piece.to - piece.from;
  return length;
}

const PICTURE = ['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP'];
const IN_A_FRAME = ['ALPH', 'VP8 ', 'VP8L'];
const FRAME_HEAD = 16;
const [HAS_EXIF, HAS_XMP] = [8, 4];

/** A WebP, chunk by chunk: what makes the picture stays, byte for byte. */
export async function lookAtWebp(source: Source, found: Findings): Promise<MakeCopy> {
  const end = await endOf(source);
  const pieces: Piece[] = [];
  let orientation = 1;
  let flags: Buffer | undefined;
  for (const chunk of await chunksOf(source, 12, end)) {
    if (chunk.id === 'VP8X') {
      flags = Buffer.from(await exactly(source, chunk.data, chunk.end - chunk.data, 64));
      if (flags.length < 10) throw new Damaged();
      flags[0] = (flags[0] ?? 0) & ~HAS_EXIF & ~HAS_XMP;
      pieces.push(header('VP8X', flags.length), flags);
    } else if (chunk.id === 'ANMF') for (const piece of await frame(source, chunk, found)) pieces.push(piece);
    else if (PICTURE.includes(chunk.id)) {
      if (chunk.id === 'ICCP') lookAtProfile((await short(source, chunk)) ?? Buffer.alloc(0), found);
      pieces.push(...kept(chunk));
    } else {
      const data = await short(source, chunk);
      if (data === undefined) found.add('not-looked', 'Long notes, which coc did not read.');
      else if (chunk.id === 'EXIF')
        orientation = await lookAtExifBytes(
          data.toString('latin1', 0, 4) === 'Exif' ? data.subarray(6) : data,
          found,
        );
      else if (chunk.id === 'XMP ') lookAtXmp(data, found);
      else found.add('other', 'Data of a program that coc does not know.');
    }
  }
  await behindTheEnd(source, end + (end % 2), found);
  return async (): Promise<Copy> => {
    if (orientation === 1 || flags === undefined) return riffOf('WEBP', pieces);
    flags[0] = (flags[0] ?? 0) | HAS_EXIF;
    const exif = onlyOrientation(orientation);
    return riffOf('WEBP', [...pieces, header('EXIF', exif.length), exif]);
  };
}

/** A picture of a moving WebP: a head, and chunks of its own. */
async function frame(source: Source, chunk: Chunk, found: Findings): Promise<readonly Piece[]> {
  const inside = chunk.data + FRAME_HEAD;
  const pieces: Piece[] = [await exactly(source, chunk.data, FRAME_HEAD)];
  for (const part of await chunksOf(source, inside, chunk.end)) {
    if (IN_A_FRAME.includes(part.id)) pieces.push(...kept(part));
    else found.add('other', 'Data of a program that coc does not know.');
  }
  return [header('ANMF', lengthOf(pieces)), ...pieces];
}

const SOUND = ['fmt ', 'fact', 'data', 'PEAK', 'wavl', 'slnt'];
const MADE = ['person', 'Who made it, or whose it is.'] as const;
const INFO: Readonly<
  Record<string, readonly ['person' | 'caption' | 'comment' | 'time' | 'program', string]>
> = {
  IART: MADE,
  IENG: MADE,
  ITCH: MADE,
  ICOP: MADE,
  ICMS: MADE,
  INAM: ['caption', 'A title.'],
  ISBJ: ['caption', 'A subject.'],
  IKEY: ['caption', 'Keywords.'],
  ICMT: ['comment', 'A comment.'],
  ICRD: ['time', 'When it was made.'],
  ISFT: ['program', 'The program that it was made with.'],
};

/** A WAV, chunk by chunk: the sound stays, byte for byte. */
export async function lookAtWav(source: Source, found: Findings): Promise<MakeCopy> {
  const end = await endOf(source);
  const pieces: Piece[] = [];
  for (const chunk of await chunksOf(source, 12, end)) {
    if (SOUND.includes(chunk.id)) pieces.push(...kept(chunk));
    else if (/^(?:JUNK|junk|PAD |FLLR)$/.test(chunk.id)) {
      if (!(await isBlank(source, chunk.data, chunk.end)))
        found.add('other', 'Data in a place that is only there to fill up.');
    } else {
      const data = await short(source, chunk);
      if (data === undefined) found.add('not-looked', 'Long notes, which coc did not read.');
      else await lookIntoWav(chunk.id, data, found);
    }
  }
  await behindTheEnd(source, end + (end % 2), found);
  return async () => riffOf('WAVE', pieces);
}

async function lookIntoWav(id: string, data: Buffer, found: Findings): Promise<void> {
  if (id === 'LIST' && data.toString('latin1', 0, 4) === 'INFO') {
    for (let at = 4; at + 8 <= data.length; ) {
      const size = data.readUInt32LE(at + 4);
      const meaning = INFO[data.toString('latin1', at, at + 4)] ?? (['comment', 'A note.'] as const);
      found.add(meaning[0], meaning[1], field(data.subarray(at + 8, at + 8 + size)));
      at += 8 + size + (size % 2);
    }
  } else if (id === 'bext') {
    found.add('caption', 'A caption.', field(data.subarray(0, 256)));
    found.add('person', 'Who made it, or on which device.', field(data.subarray(256, 288)));
    found.add('serial-number', 'A number that this recording alone has.', field(data.subarray(288, 320)));
    found.add('time', 'When it was made.', guessed(data.subarray(320, 338)));
  } else if (id === '_PMX') lookAtXmp(data, found);
  else if (/^(?:id3|ID3) $/.test(id)) lookAtId3(data, found);
  else if (id === 'iXML') found.add('device', 'Notes of the recorder.');
  else found.add('other', 'Notes that go with the sound: marks, names of parts, or data of a program.');
}
