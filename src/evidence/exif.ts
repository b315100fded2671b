import type { Findings, What } from './found.ts';
import {
  bytesOfEntry,
  type Endian,
  fractionsOf,
  type Ifd,
  type IfdEntry,
  numbersOf,
  readIfd,
  textOf,
  tiffHeader,
} from './ifd.ts';
import { lookAtIptc } from './iptc.ts';
import { exactness, fromFractions } from './place.ts';
import { bytesSource, Damaged, type Source } from './source.ts';
import { guessed, utf16 } from './strings.ts';
import { lookAtXmp } from './xmp.ts';

type Read = 'text' | 'utf16' | 'comment';
type Meaning = readonly [what: What, words: string, read?: Read];

const TAKEN: Meaning = ['time', 'When it was taken or changed.'];
const ZONE: Meaning = ['time', 'The time zone of the camera.'];
const LENS: Meaning = ['device', 'With which lens it was taken.'];
const SERIAL: Meaning = [
  'serial-number',
  'The serial number of the camera or its lens: it is the same in every picture of it.',
];

/** What the fields mean that say something of people, places, times and devices. */
const MEANINGS: Readonly<Record<number, Meaning>> = {
  269: ['caption', 'The name of the document it comes from.'],
  270: ['caption', 'A caption.'],
  271: ['device', 'The maker of the camera or phone.'],
  272: ['device', 'Which camera or phone it was taken with.'],
  305: ['program', 'The program that it was made or changed with.'],
  306: TAKEN,
  315: ['person', 'Who made it.'],
  316: ['device', 'The name of the phone or computer, which often has the name of its owner in it.'],
  33432: ['person', 'Whose picture it is.'],
  36867: TAKEN,
  36868: TAKEN,
  36880: ZONE,
  36881: ZONE,
  36882: ZONE,
  37510: ['comment', 'A comment.', 'comment'],
  40091: ['caption', 'A title.', 'utf16'],
  40092: ['comment', 'A comment.', 'utf16'],
  40093: ['person', 'Who made it.', 'utf16'],
  40094: ['caption', 'Keywords.', 'utf16'],
  40095: ['caption', 'A subject.', 'utf16'],
  42016: ['serial-number', 'A number that this picture alone has.'],
  42032: ['person', 'The name of the owner of the camera.'],
  42033: SERIAL,
  42035: LENS,
  42036: LENS,
  42037: SERIAL,
  42038: ['caption', 'A title.'],
  42039: ['person', 'Who took it.'],
  42040: ['person', 'Who changed it.'],
  50708: ['device', 'Which camera it was taken with.'],
  50735: SERIAL,
};
/** What only says how the picture is laid out. */
const TECHNICAL = new Set([
  ...[0x00fe, 0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0112, 0x0115, 0x011a, 0x011b, 0x011c, 0x0128],
  ...[0x0213, 0x9000, 0x9101, 0xa000, 0xa001, 0xa002, 0xa003],
]);
/** What a TIFF has besides, of how it is stored. */
const STORED = new Set([
  ...[0x0111, 0x0116, 0x0117, 0x010a, 0x013d, 0x0140, 0x0142, 0x0143, 0x0144, 0x0145, 0x0152, 0x0153, 0x015b],
  ...[0x0211, 0x0212, 0x0214, 0x8773, 0x011d, 0x0118, 0x0119, 0x0129, 0x013e, 0x013f, 0x0107, 0x012d],
  ...[0x0122, 0x0123, 0x0124, 0x0125, 0x014c, 0x014e, 0x0154, 0x0155, 0x0200, 0x0207, 0x0208, 0x0209],
]);
const INSIDE = new Set([0x8769, 0x8825, 0xa005, 0x014a]);
const MOST_ENTRIES = 5000;
const MOST_VALUES = 400;
const ORIENTATION = 0x0112;

/** What is hidden in a block of EXIF; which way up the picture is shown (1 to 8). */
async function lookAtExif(source: Source, found: Findings): Promise<number> {
  const header = await tiffHeader(source).catch(nothingIfDamaged);
  if (header === undefined) {
    found.add('other', 'Notes of the camera (EXIF) that coc cannot read.');
    return 1;
  }
  const look = new ExifLook(source, header.endian, found);
  await look.at(header.first);
  return look.orientation;
}

/** One look through the directories of a block, each once, with limits on how many there may be. */
export class ExifLook {
  orientation = 1;
  #entries = 0;
  #values = 0;
  #settings = 0;
  readonly #seen = new Set<number>();
  readonly #source: Source;
  readonly #endian: Endian;
  readonly #found: Findings;

  constructor(source: Source, endian: Endian, found: Findings) {
    this.#source = source;
    this.#endian = endian;
    this.#found = found;
  }

  /** Looks at the first directory, the one behind it, which is of a smaller picture, and at all within them. */
  async at(first: number): Promise<void> {
    const main = await this.#directory(first);
    if (main === undefined) return;
    if (main.next !== 0) {
      const second = await this.#directory(main.next);
      if (second?.entries.some(({ tag }) => tag === 0x0201 || tag === 0x0111))
        this.#found.add(
          'small-picture',
          'A small picture of it, which may show what was cut away or covered later.',
        );
    }
    if (this.#settings > 0)
      this.#found.add('device', `How the camera was set, and the like: ${this.#settings} details.`);
  }

  /** The same of one directory alone, for a TIFF, which has a whole picture in each. */
  async page(ifd: Ifd): Promise<void> {
    await this.#entriesOf(ifd);
    if (this.#settings > 0) this.#found.add('other', 'Details that do not belong to the picture.');
  }

  async #directory(at: number): Promise<Ifd | undefined> {
    if (at === 0 || this.#seen.has(at)) return undefined;
    this.#seen.add(at);
    const ifd = await readIfd(this.#source, at, this.#endian).catch(nothingIfDamaged);
    if (ifd === undefined) {
      this.#found.add('other', 'Notes of the camera (EXIF) that are damaged, so coc cannot read them all.');
      return undefined;
    }
    await this.#entriesOf(ifd);
    return ifd;
  }

  async #entriesOf({ entries }: Ifd): Promise<void> {
    for (const entry of entries) {
      this.#entries += 1;
      if (this.#entries > MOST_ENTRIES) {
        this.#found.add(
          'not-looked',
          'It has more notes than a camera writes. coc did not look at all of them.',
        );
        return;
      }
      await this.#entry(entry);
    }
  }

  async #entry(entry: IfdEntry): Promise<void> {
    const { tag } = entry;
    if (tag === ORIENTATION) {
      const [value = 1] = await numbersOf(this.#source, entry, this.#endian, 4).catch(noneIfDamaged);
      if (value >= 1 && value <= 8) this.orientation = value;
    } else if (tag === 0x8825) await this.#place(entry);
    else if (INSIDE.has(tag)) {
      const starts = await numbersOf(this.#source, entry, this.#endian, 8).catch(noneIfDamaged);
      for (const at of starts) await this.#directory(at);
      if (tag === 0x014a) this.#found.add('small-picture', 'Further pictures that are not shown.');
    } else if (tag === 0x927c)
      this.#found.add('serial-number', 'Notes in the camera’s own form, which often hold its serial number.');
    else if (tag === 0x02bc) lookAtXmp(await bytesOfEntry(this.#source, entry, 1024 * 1024), this.#found);
    else if (tag === 0x83bb || tag === 0x8649)
      lookAtIptc(await bytesOfEntry(this.#source, entry, 1024 * 1024), this.#found, tag === 0x8649);
    else if (MEANINGS[tag] !== undefined) await this.#meaning(entry, MEANINGS[tag]);
    else if (!TECHNICAL.has(tag) && !STORED.has(tag)) this.#settings += 1;
  }

  async #meaning(entry: IfdEntry, [what, words, read = 'text']: Meaning): Promise<void> {
    this.#values += 1;
    if (this.#values > MOST_VALUES) return;
    const bytes = await bytesOfEntry(this.#source, entry);
    if (read === 'utf16') this.#found.add(what, words, utf16(bytes));
    else if (read === 'comment') this.#found.add(what, words, commentOf(bytes, this.#endian));
    else this.#found.add(what, words, await textOf(this.#source, entry));
  }

  async #place(pointer: IfdEntry): Promise<void> {
    const [at = 0] = await numbersOf(this.#source, pointer, this.#endian, 1).catch(noneIfDamaged);
    const ifd =
      at === 0 || this.#seen.has(at)
        ? undefined
        : await readIfd(this.#source, at, this.#endian).catch(nothingIfDamaged);
    this.#seen.add(at);
    this.#entries += ifd?.entries.length ?? 0;
    const of = (tag: number): IfdEntry | undefined => ifd?.entries.find((one) => one.tag === tag);
    const [north, east, error] = [of(2), of(4), of(31)];
    if (ifd?.entries.length === 0) return;
    if (north === undefined || east === undefined) {
      this.#found.add('place', 'Something about the place (GPS).');
      return;
    }
    const degrees = [];
    for (const [entry, sign, minus] of [
      [north, of(1), 'S'],
      [east, of(3), 'W'],
    ] as const) {
      const number = fromFractions(await fractionsOf(this.#source, entry, this.#endian));
      const letter = sign === undefined ? '' : await textOf(this.#source, sign);
      if (number !== undefined)
        degrees.push({ ...number, degrees: letter === minus ? -number.degrees : number.degrees });
    }
    const [first, second] = degrees;
    if (first === undefined || second === undefined) {
      this.#found.add('place', 'Something about the place (GPS).');
      return;
    }
    const [[over, under] = [0, 0]] =
      error === undefined ? [] : await fractionsOf(this.#source, error, this.#endian);
    const metres = Math.max(first.metres, second.metres, under === 0 ? 0 : over / under);
    this.#found.add(
      'place',
      `Where it was taken, ${exactness(metres)}.`,
      `${first.degrees.toFixed(6)}, ${second.degrees.toFixed(6)}`,
    );
  }
}

/** A comment begins with the name of its encoding, in eight bytes. */
function commentOf(bytes: Buffer, endian: Endian): string {
  const text = bytes.subarray(8);
  return bytes.toString('latin1', 0, 7) === 'UNICODE'
    ? utf16(text, endian === 'little' ? 'le' : 'be')
    : guessed(text);
}

function noneIfDamaged(error: unknown): readonly number[] {
  if (!(error instanceof Damaged)) throw error;
  return [];
}

function nothingIfDamaged(error: unknown): undefined {
  if (!(error instanceof Damaged)) throw error;
}

/** A block of EXIF that says which way up the picture is shown, and nothing else. */
export function onlyOrientation(orientation: number): Buffer {
  const block = Buffer.alloc(26);
  block.write('MM', 0, 'latin1');
  block.writeUInt16BE(42, 2);
  block.writeUInt32BE(8, 4);
  block.writeUInt16BE(1, 8);
  block.writeUInt16BE(ORIENTATION, 10);
  block.writeUInt16BE(3, 12);
  block.writeUInt32BE(1, 14);
  block.writeUInt16BE(orientation, 18);
  return block;
}

/** The same of bytes that are in memory. */
export async function lookAtExifBytes(bytes: Uint8Array, found: Findings): Promise<number> {
  return lookAtExif(bytesSource(bytes), found);
}
