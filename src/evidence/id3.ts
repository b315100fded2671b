import type { Findings, MakeCopy, What } from './found.ts';
import { Damaged, exactly, isBlank, type Piece, type Source } from './source.ts';
import { field, guessed, utf16 } from './strings.ts';

type Meaning = readonly [what: What, words: string];
const MADE: Meaning = ['person', 'Who made it, or whose it is.'];
const TIME: Meaning = ['time', 'When it was made.'];
const TITLE: Meaning = ['caption', 'A title.'];
const PROGRAM: Meaning = ['program', 'The program or the device that it was made with.'];
const COMMENT: Meaning = ['comment', 'A comment.'];
const PLACE: Meaning = ['place', 'Where it was recorded.'];
const OTHER: Meaning = ['other', 'A note that goes with the sound.'];

/** By the name of a frame, of all versions: the older have names of three letters. */
const MEANINGS: readonly (readonly [RegExp, Meaning])[] = [
  [/^(?:TPE\d|TP\d|TCOM|TCM|TOPE|TOWN|TCOP|TCR|TENC|TEN|TPUB|TEXT)$/, MADE],
  [/^(?:TIT\d|TT\d|TALB|TAL)$/, TITLE],
  [/^(?:TDRC|TYER|TYE|TDAT|TDA|TIME|TDEN|TDTG|TDOR|TRDA)$/, TIME],
  [/^(?:TSSE|TSS)$/, PROGRAM],
  [/^(?:COMM|COM|TXXX|TXX|USLT|ULT)$/, COMMENT],
];
const MOST_FRAMES = 2000;
const LONGEST = 32 * 1024 * 1024;

/** What is hidden in one tag of ID3. */
export function lookAtId3(tag: Buffer, found: Findings): void {
  const version = tag[3] ?? 0;
  const [nameSize, headSize] = version === 2 ? [3, 6] : [4, 10];
  let at = 10;
  for (let count = 0; count < MOST_FRAMES && at + headSize <= tag.length; count += 1) {
    const name = tag.toString('latin1', at, at + nameSize);
    if (!/^[A-Z][A-Z0-9]{2,3}$/.test(name)) break;
    const size =
      version === 2
        ? tag.readUIntBE(at + 3, 3)
        : version === 4
          ? syncSafe(tag, at + 4)
          : tag.readUInt32BE(at + 4);
    const data = tag.subarray(at + headSize, at + headSize + size);
    frame(name, data, found);
    at += headSize + size;
  }
  if (found.isEmpty) found.add(...OTHER);
}

function frame(name: string, data: Buffer, found: Findings): void {
  if (/^(?:APIC|PIC)$/.test(name)) found.add('small-picture', 'A picture that goes with the sound.');
  else if (/^(?:GEOB|GEO)$/.test(name)) found.add('embedded-file', 'A file within the file.');
  else if (/^(?:UFID|UFI|PRIV|MCDI)$/.test(name))
    found.add('serial-number', 'A number that a program put in, which can point to this recording alone.');
  else {
    const isDescribed = /^(?:COMM?|TXXX?|USLT|ULT)$/.test(name);
    const text = isDescribed ? described(name, data) : textOf(data);
    const isPlace = isDescribed && /^\S*(?:location|gps)/i.test(text);
    const [what, words] = isPlace ? PLACE : (MEANINGS.find(([pattern]) => pattern.test(name))?.[1] ?? OTHER);
    found.add(what, words, text);
  }
}

function textOf(data: Buffer): string {
  const text = data.subarray(1, 1025);
  if (data[0] === 1) return utf16(text, text[0] === 0xfe ? 'be' : 'le').replace(/^\ufeff/, '');
  return data[0] === 2 ? utf16(text, 'be') : guessed(text);
}

/** A comment stands behind a language and a short description. */
function described(name: string, data: Buffer): string {
  const text = name.startsWith('TX') ? data : Buffer.concat([data.subarray(0, 1), data.subarray(4)]);
  return textOf(text).replace(/\0+/g, ' ');
}

function syncSafe(bytes: Buffer, at: number): number {
  let value = 0;
  for (const byte of bytes.subarray(at, at + 4)) value = value * 128 + (byte & 0x7f);
  return value;
}

/** An MP3: the sound stays, byte for byte; the tags before and behind it are named and left out. */
export async function lookAtMp3(source: Source, found: Findings): Promise<MakeCopy> {
  let from = 0;
  for (;;) {
    const head = await source.read(from, 10);
    if (head.length < 10 || head.toString('latin1', 0, 3) !== 'ID3') break;
    const size = 10 + syncSafe(head, 6) + ((head[5] ?? 0) & 0x10 ? 10 : 0);
    if (from + size > source.size) throw new Damaged();
    if (size > LONGEST) found.add('not-looked', 'Long notes, which coc did not read.');
    else lookAtId3(await exactly(source, from, size), found);
    from += size;
  }
  const sync = await source.read(from, 4096);
  const start = sync.findIndex((byte, index) => byte === 0xff && ((sync[index + 1] ?? 0) & 0xe0) === 0xe0);
  if (start < 0) throw new Damaged();
  if (start > 0 && !(await isBlank(source, from, from + start)))
    found.add('other', 'Data before the sound that coc does not know.');
  const to = await startOfTail(source, from + start, found);
  const pieces: Piece[] = [{ from: from + start, to }];
  return async () => pieces;
}

/** Where the sound ends, and the tags at the end begin. */
async function startOfTail(source: Source, from: number, found: Findings): Promise<number> {
  let end = source.size;
  const last = end - from >= 128 ? await exactly(source, end - 128, 128) : Buffer.alloc(0);
  if (last.toString('latin1', 0, 3) === 'TAG') {
    end -= 128;
    found.add(...TITLE, field(last.subarray(3, 33)));
    found.add(...MADE, field(last.subarray(33, 63)));
    found.add(...TIME, field(last.subarray(93, 97)));
    found.add(...COMMENT, field(last.subarray(97, 127)));
    found.add(...OTHER);
  }
  const foot = end - from >= 32 ? await exactly(source, end - 32, 32) : Buffer.alloc(0);
  if (foot.toString('latin1', 0, 8) === 'APETAGEX') {
    const head = foot.readUInt32LE(20) & 0x8000_0000 ? 32 : 0;
    const size = foot.readUInt32LE(12) + head;
    if (size < 32 || size > end - from) throw new Damaged();
    end -= size;
    found.add('other', 'Notes that go with the sound (APE).');
  }
  const lyrics = end - from >= 15 ? await exactly(source, end - 15, 15) : Buffer.alloc(0);
  if (/^\d{6}LYRICS200$/.test(lyrics.toString('latin1'))) {
    const size = Number(lyrics.toString('latin1', 0, 6)) + 15;
    if (size > end - from) throw new Damaged();
    end -= size;
    found.add('other', 'Notes that go with the sound (Lyrics3).');
  }
  return end;
}
