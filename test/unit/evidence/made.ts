import { crc32, deflateRawSync, deflateSync } from 'node:zlib';

/** Files made by hand for these tests: as small as can be, with everything in them that people do not see. */
const PLACE = { north: [52, 31, 0.98], east: [13, 22, 39.72] } as const;

type Parts = readonly (string | number | readonly number[] | Uint8Array)[];
export const bytes = (...parts: Parts): Buffer =>
  Buffer.concat(
    parts.map((part) =>
      typeof part === 'string'
        ? Buffer.from(part, 'latin1')
        : typeof part === 'number'
          ? Buffer.from([part])
          : Buffer.from(part as Uint8Array),
    ),
  );
export const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
export const u32 = (value: number): Buffer => {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value);
  return out;
};
const le16 = (value: number): Buffer => Buffer.from([value & 255, value >> 8]);
const le32 = (value: number): Buffer => Buffer.from(u32(value)).reverse();

/** One field of a directory: its tag, its type, and its value; what is longer than four bytes stands behind the directory. */
type Field = readonly [
  tag: number,
  type: number,
  value: Uint8Array | ((at: number) => Buffer),
  count?: number,
];
const ascii = (tag: number, text: string): Field => [tag, 2, bytes(text, 0)];
const short = (tag: number, value: number): Field => [tag, 3, bytes(u16(value), 0, 0), 1];
export const long = (tag: number, value: number): Field => [tag, 4, u32(value), 1];
const fractions = (tag: number, values: readonly number[]): Field => [
  tag,
  5,
  bytes(...values.flatMap((value) => [u32(Math.round(value * 100)), u32(100)])),
  values.length,
];

/** A directory at a place, with the values and the directories behind it that it points to. */
export function directory(at: number, fields: readonly Field[], next = 0): Buffer {
  let behind = at + 2 + fields.length * 12 + 4;
  const table: Buffer[] = [];
  const values: Buffer[] = [];
  for (const [tag, type, value, count] of fields) {
    if (typeof value === 'function') {
      const inner = value(behind);
      table.push(bytes(u16(tag), u16(type), u32(1), u32(behind)));
      values.push(inner);
      behind += inner.length;
      continue;
    }
    const size = type === 5 ? 8 : type === 3 ? 2 : type === 4 ? 4 : 1;
    table.push(bytes(u16(tag), u16(type), u32(count ?? value.length / size)));
    if (value.length <= 4) table.push(bytes(value, Buffer.alloc(4 - value.length)));
    else {
      table.push(u32(behind));
      values.push(Buffer.from(value));
      behind += value.length;
    }
  }
  return bytes(u16(fields.length), ...table, u32(next === -1 ? behind : next), ...values);
}

/** EXIF of a phone: a place, an owner, a serial number, a comment, a thumbnail, and the picture lies on its side. */
export function exif(orientation = 6): Buffer {
  const gps = (at: number): Buffer =>
    directory(at, [
      ascii(1, 'N'),
      fractions(2, PLACE.north),
      ascii(3, 'E'),
      fractions(4, PLACE.east),
      ascii(29, '2026:11:27'),
    ]);
  const details = (at: number): Buffer =>
    directory(at, [
      ascii(0x9003, '2026:11:27 14:10:05'),
      [0x927c, 7, bytes('NOTES OF THE MAKER')],
      [0x9286, 7, bytes('ASCII\0\0\0', 'in the second row')],
      ascii(0xa430, 'Owner Someone'),
      ascii(0xa431, 'SERIAL-1234567'),
      short(0x9209, 16),
    ]);
  const main = directory(
    8,
    [
      ascii(0x010f, 'Makerphone'),
      ascii(0x0110, 'Model 9'),
      short(0x0112, orientation),
      ascii(0x0131, 'CameraApp 3.1'),
      ascii(0x013b, 'Artist Someone'),
      ascii(0x013c, "Someone's phone"),
      [0x8769, 4, details],
      [0x8825, 4, gps],
      [0x9c9d, 1, Buffer.from('Author Wide\0', 'utf16le')],
    ],
    -1,
  );
  const thumbnail = directory(8 + main.length, [long(0x0201, 8 + main.length + 30), long(0x0202, 4)]);
  return bytes('MM', u16(42), u32(8), main, thumbnail, [0xff, 0xd8, 0xff, 0xd9]);
}

const XMP =
  '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmp:CreatorTool="Editor 7" exif:GPSLatitude="52,31.0163N" exif:GPSLongitude="13,22.6620E"><dc:creator><rdf:Seq><rdf:li>Creator Someone</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>';
const dataset = (number: number, text: string): Buffer => bytes(0x1c, 2, number, u16(text.length), text);
const IPTC = bytes(
  dataset(80, 'Byline Someone'),
  dataset(120, 'A caption of IPTC'),
  dataset(90, 'Somewhere'),
);
const BLOCKS = bytes('8BIM', u16(0x0404), 0, 0, u32(IPTC.length), IPTC, IPTC.length % 2 === 1 ? [0] : []);

const segment = (marker: number, ...data: Parts): Buffer => {
  const all = bytes(...data);
  return bytes(0xff, marker, u16(all.length + 2), all);
};
const QUANTA = segment(0xdb, 0, new Uint8Array(64).fill(1));
const FRAME = segment(0xc0, 8, u16(8), u16(8), 1, 1, 0x11, 0);
const CODES = bytes(
  segment(0xc4, 0x00, 1, new Uint8Array(15), 0),
  segment(0xc4, 0x10, 1, new Uint8Array(15), 0),
);
const SCAN = bytes(segment(0xda, 1, 1, 0, 0, 63, 0), 0x3f);
/** What makes the picture: tables, frame and scan. */
export const PICTURE = bytes(QUANTA, FRAME, CODES, SCAN);
const JFIF = segment(0xe0, 'JFIF\0', 1, 1, 0, u16(1), u16(1), 0, 0);

export const plainJpeg = (): Buffer => bytes(0xff, 0xd8, JFIF, PICTURE, 0xff, 0xd9);
export const jpeg = (notes = exif()): Buffer =>
  bytes(
    [0xff, 0xd8],
    segment(0xe0, 'JFIF\0', 1, 1, 0, u16(1), u16(1), 1, 1, [9, 9, 9]),
    segment(0xe1, 'Exif\0\0', notes),
    segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', XMP),
    segment(0xed, 'Photoshop 3.0\0', BLOCKS),
    segment(0xeb, 'JP unknown'),
    segment(0xfe, 'A comment of the picture'),
    PICTURE,
    [0xff, 0xd9],
    'ftypmp42 a short film',
  );

export const chunk = (type: string, ...data: Parts): Buffer => {
  const all = bytes(...data);
  return bytes(u32(all.length), type, all, u32(crc32(bytes(type, all))));
};
const SIGNATURE = bytes(0x89, 'PNG\r\n\x1a\n');
const HEADER = chunk('IHDR', u32(1), u32(1), 8, 2, 0, 0, 0);
export const IDAT = chunk('IDAT', deflateSync(Buffer.from([0, 200, 100, 50])));
const IEND = chunk('IEND');
export const plainPng = (): Buffer => bytes(SIGNATURE, HEADER, chunk('pHYs', u32(1), u32(1), 0), IDAT, IEND);
export const png = (): Buffer =>
  bytes(
    SIGNATURE,
    HEADER,
    chunk('eXIf', exif()),
    chunk('tEXt', 'Author\0Author Someone'),
    chunk('zTXt', 'Comment\0\0', deflateSync(Buffer.from('A packed comment'))),
    chunk('iTXt', 'XML:com.adobe.xmp\0\0\0\0\0', XMP),
    chunk('tIME', u16(2026), 11, 27, 14, 10, 5),
    chunk('prVt', 'something private'),
    IDAT,
    IEND,
    IDAT,
  );

const riffChunk = (id: string, ...data: Parts): Buffer => {
  const all = bytes(...data);
  return bytes(id, le32(all.length), all, all.length % 2 === 1 ? [0] : []);
};
const riff = (form: string, ...chunks: readonly Buffer[]): Buffer => {
  const all = bytes(form, ...chunks);
  return bytes('RIFF', le32(all.length), all);
};
/** The pixels of a WebP of one pixel, without loss. */
export const VP8L = riffChunk('VP8L', [0x2f, 0, 0, 0, 0x10, 0x07, 0x10, 0x11, 0x11, 0x88, 0x88, 0xfe, 7, 0]);
export const webp = (): Buffer =>
  riff(
    'WEBP',
    riffChunk('VP8X', 0x0c, [0, 0, 0], [0, 0, 0], [0, 0, 0]),
    VP8L,
    riffChunk('EXIF', exif()),
    riffChunk('XMP ', XMP),
    riffChunk('wHAT', 'unknown'),
  );
export const plainWebp = (): Buffer => riff('WEBP', VP8L);
const SOUND = bytes(
  riffChunk('fmt ', le16(1), le16(1), le32(8000), le32(8000), le16(1), le16(8)),
  riffChunk('data', [128, 129, 130]),
);
export const wav = (): Buffer =>
  riff(
    'WAVE',
    SOUND,
    riffChunk('LIST', 'INFO', riffChunk('IART', 'Artist Someone\0'), riffChunk('ISFT', 'Recorder 2\0')),
    riffChunk(
      'bext',
      'A description'.padEnd(256, '\0'),
      'Originator Someone'.padEnd(32, '\0'),
      new Uint8Array(300),
    ),
    riffChunk('JUNK', 'not blank'),
  );
export const plainWav = (): Buffer => riff('WAVE', SOUND);

const subBlocks = (data: Uint8Array): Buffer => {
  const parts: Buffer[] = [];
  for (let at = 0; at < data.length; at += 255) {
    const part = data.subarray(at, at + 255);
    parts.push(bytes(part.length, part));
  }
  return bytes(...parts, 0);
};
const SCREEN = bytes('GIF89a', le16(1), le16(1), 0x80, 0, 0, [0, 0, 0], [255, 255, 255]);
const IMAGE = bytes(
  0x21,
  0xf9,
  4,
  0,
  0,
  0,
  0,
  0,
  0x2c,
  le16(0),
  le16(0),
  le16(1),
  le16(1),
  0,
  2,
  2,
  0x44,
  1,
  0,
);
const LOOP = bytes(0x21, 0xff, 11, 'NETSCAPE2.0', 3, 1, 0, 0, 0);
export const plainGif = (): Buffer => bytes(SCREEN, LOOP, IMAGE, 0x3b);
export const gif = (): Buffer =>
  bytes(
    SCREEN,
    LOOP,
    bytes(0x21, 0xfe, subBlocks(Buffer.from('A comment of the GIF'))),
    bytes(
      0x21,
      0xff,
      11,
      'XMP DataXMP',
      XMP,
      1,
      Uint8Array.from({ length: 256 }, (_, index) => 255 - index),
      0,
    ),
    IMAGE,
    0x3b,
    'behind the end',
  );

/** A TIFF of one grey pixel, with notes of a camera between what it is made of. */
export const tiff = (): Buffer => {
  const details = (at: number): Buffer => directory(at, [ascii(0xa431, 'SERIAL-1234567')]);
  const fields: readonly Field[] = [
    short(0x0100, 1),
    short(0x0101, 1),
    short(0x0102, 8),
    short(0x0103, 1),
    short(0x0106, 1),
    ascii(0x010e, 'A caption of the TIFF'),
    long(0x0111, 8),
    short(0x0115, 1),
    short(0x0116, 1),
    long(0x0117, 4),
    [0x011a, 5, bytes(u32(72), u32(1)), 1],
    ascii(0x013b, 'Artist Someone'),
    [0x8769, 4, details],
  ];
  return bytes('MM', u16(42), u32(12), [7, 7, 7, 7], directory(12, fields));
};

export const box = (type: string, ...data: Parts): Buffer => {
  const all = bytes(...data);
  return bytes(u32(all.length + 8), type, all);
};
const full = (type: string, ...data: Parts): Buffer => box(type, u32(0), ...data);
const info = (id: number, type: string, rest = '\0'): Buffer =>
  box('infe', 2, [0, 0, 0], u16(id), u16(0), type, rest);

/** A HEIC whose picture is not one: its bytes are there, and stay; the items of EXIF and XMP have theirs behind it. */
export const heic = (): Buffer => {
  const pixels = bytes('the picture itself');
  const notes = bytes(u32(6), 'Exif\0\0', exif());
  const make = (at: number): Buffer => {
    const place = (id: number, from: number, length: number): Buffer =>
      bytes(u16(id), u16(0), u16(1), u32(from), u32(length));
    return bytes(
      box('ftyp', 'heic', u32(0), 'mif1heic'),
      full(
        'meta',
        full('hdlr', u32(0), 'pict', new Uint8Array(12), 0),
        full('pitm', u16(1)),
        full('iinf', u16(3), info(1, 'hvc1'), info(2, 'Exif'), info(3, 'mime', '\0application/rdf+xml\0')),
        full('iref', box('cdsc', u16(2), u16(1), u16(1))),
        box('iprp', box('ipco'), full('ipma', u32(0))),
        full(
          'iloc',
          u16(0x4400),
          u16(3),
          place(1, at, pixels.length),
          place(2, at + pixels.length, notes.length),
          place(3, at + pixels.length + notes.length, XMP.length),
        ),
      ),
    );
  };
  const at = make(0).length + 8;
  return bytes(make(at), box('mdat', pixels, notes, XMP));
};

const track = (kind: string, at: number, length: number): Buffer =>
  box(
    'trak',
    full('tkhd', u32(3_870_000_000), u32(3_870_000_001), u32(1), new Uint8Array(68)),
    box(
      'mdia',
      full('mdhd', u32(3_870_000_000), u32(3_870_000_001), u32(600), u32(600), u16(0), u16(0)),
      full('hdlr', u32(0), kind, new Uint8Array(12), 'HandlerOfSomeone\0'),
      box(
        'minf',
        full('vmhd', new Uint8Array(8)),
        box(
          'stbl',
          full('stsd', u32(0)),
          full('stts', u32(1), u32(1), u32(600)),
          full('stsc', u32(1), u32(1), u32(1), u32(1)),
          full('stsz', u32(0), u32(1), u32(length)),
          full('stco', u32(1), u32(at)),
        ),
      ),
    ),
  );
export const FRAMES = 'frames of the film';
const TELEMETRY = 'place, second by second';

/** A film of a phone, with where it was, and a track beside it that nobody sees. */
export const film = (brand = 'qt  '): Buffer => {
  const keys = [
    'com.apple.quicktime.location.ISO6709',
    'com.apple.quicktime.make',
    'com.apple.quicktime.creationdate',
  ];
  const values = ['+52.5169+013.3777+034.000/', 'Makerphone', '2026-11-27T14:10:05+0100'];
  const make = (at: number): Buffer =>
    bytes(
      box('ftyp', brand, u32(0), brand),
      box(
        'moov',
        full('mvhd', u32(3_870_000_000), u32(3_870_000_001), u32(600), u32(600), new Uint8Array(80)),
        track('vide', at, FRAMES.length),
        track('meta', at + FRAMES.length, TELEMETRY.length),
        box(
          'udta',
          box('\xa9xyz', u16(18), u16(0), '+52.5163+013.3777/'),
          box('\xa9mod', u16(7), u16(0), 'Model 9'),
        ),
        box(
          'meta',
          full('hdlr', u32(0), 'mdta', new Uint8Array(12)),
          full('keys', u32(keys.length), ...keys.map((key) => box('mdta', key))),
          box(
            'ilst',
            ...values.map((value, index) => {
              const item = box('\0\0\0\0', box('data', u32(1), u32(0), value));
              item.writeUInt32BE(index + 1, 4);
              return item;
            }),
          ),
        ),
        box('uuid', new Uint8Array(16), '<x:xmpmeta/>'),
        box('udta', full('loci', u16(0), 'Somewhere\0', 0, u32(13.5 * 65_536), u32(52.25 * 65_536), u32(0))),
      ),
      box('free', 'not blank'),
    );
  const at = make(0).length + 8;
  return bytes(make(at), box('mdat', FRAMES, TELEMETRY));
};

const frame = (id: string, ...data: Parts): Buffer => {
  const all = bytes(...data);
  return bytes(id, u32(all.length), [0, 0], all);
};
const FRAME_OF_SOUND = bytes([0xff, 0xfb, 0x90, 0x64], new Uint8Array(413));
export const mp3 = (): Buffer => {
  const frames = bytes(
    frame('TPE1', 3, 'Artist Someone'),
    frame('TSSE', 1, Buffer.from('\ufeffRecorder wide', 'utf16le')),
    frame('COMM', 3, 'eng', 0, 'A comment'),
    frame('TXXX', 3, 'location', 0, '+52.5163+013.3777/'),
    frame('APIC', 3, 'image/jpeg\0', 3, 0, plainJpeg()),
    frame('GEOB', 0, 'a file'),
  );
  const tag = bytes('TAG', 'Title'.padEnd(30, '\0'), 'Old Artist'.padEnd(30, '\0'), new Uint8Array(65));
  return bytes(
    'ID3',
    [3, 0, 0],
    [0, 0, frames.length >> 7, frames.length & 127],
    frames,
    FRAME_OF_SOUND,
    FRAME_OF_SOUND,
    tag,
  );
};
export const plainMp3 = (): Buffer => bytes(FRAME_OF_SOUND, FRAME_OF_SOUND);

function oggPage(flags: number, sequence: number, packets: readonly Buffer[]): Buffer {
  const lacing = packets.flatMap((packet) => [
    ...Array.from({ length: Math.floor(packet.length / 255) }, () => 255),
    packet.length % 255,
  ]);
  const page = bytes(
    'OggS',
    0,
    flags,
    new Uint8Array(8),
    le32(77),
    le32(sequence),
    u32(0),
    lacing.length,
    lacing,
    ...packets,
  );
  le32(oggChecksum(page)).copy(page, 22);
  return page;
}

/** Bit by bit, unlike what is tested. */
export function oggChecksum(page: Uint8Array): number {
  let value = 0n;
  for (const byte of page) {
    value ^= BigInt(byte) << 24n;
    for (let bit = 0; bit < 8; bit += 1)
      value = (value & 0x8000_0000n ? (value << 1n) ^ 0x04c1_1db7n : value << 1n) & 0xffff_ffffn;
  }
  return Number(value);
}
export const OPUS_SOUND = bytes('packets of the sound');
const counted = (text: string): Buffer => bytes(le32(text.length), text);
export const opus = (): Buffer =>
  bytes(
    oggPage(2, 0, [bytes('OpusHead', 1, 1, le16(0), le32(48000), le16(0), 0)]),
    oggPage(0, 1, [
      bytes(
        'OpusTags',
        counted('Recorder 2'),
        le32(3),
        counted('ARTIST=Artist Someone'),
        counted('LOCATION=Somewhere'),
        counted(`DESCRIPTION=${'long '.repeat(80)}`),
      ),
    ]),
    oggPage(4, 2, [OPUS_SOUND]),
  );
export const VORBIS_SETUP = bytes('\x05vorbis', 'the setup of the sound');
export const vorbis = (): Buffer =>
  bytes(
    oggPage(2, 0, [bytes('\x01vorbis', new Uint8Array(23))]),
    oggPage(0, 1, [
      bytes('\x03vorbis', counted('Recorder 2'), le32(1), counted('TITLE=A title'), 1),
      VORBIS_SETUP,
    ]),
    oggPage(4, 2, [OPUS_SOUND]),
  );

interface Part {
  readonly name: string;
  readonly data: Uint8Array | string;
  readonly stored?: boolean;
}
/** A zip with the day and the comment that some programs write. */
export function zip(parts: readonly Part[], comment = ''): Buffer {
  const bodies: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const { name, data, stored = false } of parts) {
    const raw = Buffer.from(data as string);
    const packed = stored ? raw : deflateRawSync(raw);
    const title = Buffer.from(name);
    const fields = bytes(
      le16(20),
      le16(0),
      le16(stored ? 0 : 8),
      le16(0x6000),
      le16(0x5b7b),
      le32(crc32(raw)),
      le32(packed.length),
      le32(raw.length),
      le16(title.length),
      le16(0),
    );
    const local = bytes('PK\x03\x04', fields, title, packed);
    bodies.push(local);
    list.push(bytes('PK\x01\x02', le16(20), fields, le16(0), le16(0), le16(0), le32(0), le32(at), title));
    at += local.length;
  }
  const directory = bytes(...list);
  return bytes(
    ...bodies,
    directory,
    'PK\x05\x06',
    new Uint8Array(4),
    le16(parts.length),
    le16(parts.length),
    le32(directory.length),
    le32(at),
    le16(comment.length),
    comment,
  );
}
