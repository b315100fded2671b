import { crc32, inflateSync } from 'node:zlib';
import { lookAtExifBytes, onlyOrientation } from './exif.ts';
import type { Copy, Findings, MakeCopy } from './found.ts';
import { lookAtIptc } from './iptc.ts';
import { lookAtProfile } from './profile.ts';
import { Damaged, exactly, isBlank, type Piece, type Source, TooMuch } from './source.ts';
import { guessed } from './strings.ts';
import { lookAtXmp } from './xmp.ts';

const SIGNATURE = 8;
/** What the picture is made of, moving ones included, and how its colours are meant. */
const PICTURE = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'hIST'],
  ...['pHYs', 'sPLT', 'acTL', 'fcTL', 'fdAT', 'cICP', 'mDCV', 'mDCv', 'cLLI', 'cLLi'],
]);
const MOST_CHUNKS = 200_000;
const LONGEST = 1024 * 1024;

/** A PNG, chunk by chunk. What makes the picture stays, byte for byte; everything else is named and left out. */
export async function lookAtPng(source: Source, found: Findings): Promise<MakeCopy> {
  const pieces: Piece[] = [{ from: 0, to: SIGNATURE }];
  let orientation = 1;
  let cannot: string | undefined;
  let end = SIGNATURE;
  for (let count = 0, type = ''; type !== 'IEND'; count += 1) {
    const head = await exactly(source, end, 8);
    const length = head.readUInt32BE();
    type = head.toString('latin1', 4);
    const from = end;
    end += 12 + length;
    if (count > MOST_CHUNKS) throw new TooMuch();
    if (end > source.size || !/^[A-Za-z]{4}$/.test(type)) throw new Damaged();
    if (PICTURE.has(type)) {
      pieces.push({ from, to: end });
      if (type === 'iCCP') lookAtProfile(await packed(source, from + 8, length), found);
    } else if (/^[A-Z]/.test(type)) {
      cannot = 'It is a kind of PNG that coc does not know.';
      pieces.push({ from, to: end });
      found.add('not-looked', 'A part of the picture that coc does not know.');
    } else if (length > LONGEST) found.add('not-looked', 'A long note, which coc did not read.');
    else orientation = (await lookInto(type, await exactly(source, from + 8, length), found)) ?? orientation;
  }
  if (end < source.size && !(await isBlank(source, end, source.size)))
    found.add(
      'earlier-version',
      'More data behind the end of the picture: some phones leave there what was cut away.',
    );
  return async (): Promise<Copy> => {
    if (cannot !== undefined) return { cannot };
    if (orientation === 1) return pieces;
    // It stands before the picture, behind the signature and the head.
    return [...pieces.slice(0, 2), chunk('eXIf', onlyOrientation(orientation)), ...pieces.slice(2)];
  };
}

/** What a colour profile holds, which stands behind its name, packed. Empty where that cannot be read. */
async function packed(source: Source, from: number, length: number): Promise<Buffer> {
  const bytes = await source.read(from, Math.min(length, LONGEST));
  return unpacked(bytes.subarray(bytes.indexOf(0) + 2));
}

function unpacked(bytes: Buffer): Buffer {
  try {
    return inflateSync(bytes, { maxOutputLength: LONGEST });
  } catch {
    return Buffer.alloc(0);
  }
}

/** What a chunk says that a copy leaves out. */
async function lookInto(type: string, data: Buffer, found: Findings): Promise<number | undefined> {
  if (type === 'eXIf') return lookAtExifBytes(data, found);
  if (type === 'tIME') found.add('time', 'When it was changed.', timeOf(data));
  else if (type === 'tEXt' || type === 'zTXt' || type === 'iTXt') return words(type, data, found);
  else found.add('other', 'Data of a program that coc does not know.');
  return undefined;
}

function timeOf(data: Buffer): string {
  if (data.length < 7) return '';
  const [month, day, hour, minute] = data.subarray(2);
  const two = (number = 0): string => String(number).padStart(2, '0');
  return `${data.readUInt16BE()}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}

const MEANINGS: Readonly<Record<string, readonly ['person' | 'program' | 'time' | 'device', string]>> = {
  Author: ['person', 'Who made it.'],
  Copyright: ['person', 'Whose picture it is.'],
  Artist: ['person', 'Who made it.'],
  Software: ['program', 'The program that it was made or changed with.'],
  Source: ['device', 'What it was made with.'],
  'Creation Time': ['time', 'When it was made.'],
  'date:create': ['time', 'When it was made.'],
  'date:modify': ['time', 'When it was changed.'],
};

/** Words with a keyword. Some programs put what other kinds of picture have into them. */
async function words(type: string, data: Buffer, found: Findings): Promise<number | undefined> {
  const [keyword, text] = split(type, data);
  if (keyword === 'XML:com.adobe.xmp') lookAtXmp(text, found);
  else if (/^Raw profile type (?:exif|APP1)$/.test(keyword)) {
    const raw = rawProfile(text);
    const exif = raw.toString('latin1', 0, 4) === 'Exif' ? raw.subarray(6) : raw;
    return lookAtExifBytes(exif, found);
  } else if (/^Raw profile type (?:iptc|8bim)$/.test(keyword)) lookAtIptc(rawProfile(text), found, true);
  else if (/^Raw profile type xmp$/.test(keyword)) lookAtXmp(rawProfile(text), found);
  else {
    const [what, sentence] = MEANINGS[keyword] ?? ['comment', 'Words that go with the picture.'];
    const known = MEANINGS[keyword] !== undefined || keyword === 'Comment';
    found.add(what, sentence, known ? guessed(text) : `${keyword}: ${guessed(text)}`);
  }
  return undefined;
}

function split(type: string, data: Buffer): readonly [string, Buffer] {
  const end = data.indexOf(0);
  if (end < 0) return ['', data];
  const keyword = guessed(data.subarray(0, end));
  if (type === 'tEXt') return [keyword, data.subarray(end + 1)];
  if (type === 'zTXt') return [keyword, unpacked(data.subarray(end + 2))];
  const language = data.indexOf(0, end + 3);
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
  const text = translated < 0 ? Buffer.alloc(0) : data.subarray(translated + 1);
  return [keyword, data[end + 1] === 1 ? unpacked(text) : text];
}

/** What ImageMagick writes as hexadecimal digits, behind a name and a length. */
function rawProfile(text: Buffer): Buffer {
  const [, digits = ''] = /^\s*[\w:]+\s+\d+\s+([0-9a-fA-F\s]*)/.exec(text.toString('latin1')) ?? [];
  return Buffer.from(digits.replace(/\s/g, ''), 'hex');
}

function chunk(type: string, data: Buffer): Buffer {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length);
  bytes.write(type, 4, 'latin1');
  data.copy(bytes, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}
