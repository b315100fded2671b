import ExifReader from 'exifreader';
import { describe, expect, it } from 'vitest';
import { listed, seen } from './at-hand.ts';
import * as made from './made.ts';

/** What is in the EXIF of every picture here. */
const OF_EXIF = [
  'place: 52.516939, 13.377700',
  'person: Owner Someone',
  'person: Artist Someone',
  'person: Author Wide',
  'serial-number: SERIAL-1234567',
  "device: Someone's phone",
  'device: Model 9',
  'program: CameraApp 3.1',
  'time: 2026:11:27 14:10:05',
  'comment: in the second row',
  'small-picture: A small picture of it, which may show what was cut away or covered later.',
];

describe('a JPEG', () => {
  it('shows what is hidden in it, and a copy has nothing of it', async () => {
    const { kind, hidden, stripped, copy } = await seen(made.jpeg());
    expect(kind).toEqual({ mime: 'image/jpeg', words: 'a photo (JPEG)' });
    expect(listed(hidden)).toEqual(
      expect.arrayContaining([
        ...OF_EXIF,
        'person: Creator Someone',
        'person: Byline Someone',
        'caption: A caption of IPTC',
        'place: Somewhere',
        'program: Editor 7',
        'comment: A comment of the picture',
      ]),
    );
    expect(hidden.find(({ what }) => what === 'place')?.words).toBe('Where it was taken, to a few metres.');
    expect(hidden.map(({ what }) => what)).toContain('embedded-file');
    expect(stripped).toEqual({ stillHidden: [] });
    for (const word of ['Someone', 'SERIAL', 'Makerphone', 'JP unknown', 'short film'])
      expect(copy.includes(word), word).toBe(false);
  });

  it('keeps the picture byte for byte, and which way up it is', async () => {
    const { copy } = await seen(made.jpeg());
    expect(copy.includes(made.PICTURE)).toBe(true);
    const tags = ExifReader.load(copy, { expanded: true });
    expect(Object.keys(tags.exif ?? {})).toEqual(['Orientation']);
    expect(tags.exif?.Orientation?.value).toBe(6);
    expect(tags.file?.['Image Width']?.value).toBe(8);
    expect(tags.xmp ?? tags.iptc ?? tags.gps).toBe(undefined);
  });

  it('needs no EXIF where it is the usual way up', async () => {
    const { copy } = await seen(made.jpeg(made.exif(1)));
    expect(copy.equals(made.bytes([0xff, 0xd8], copy.subarray(2, 20), made.PICTURE, [0xff, 0xd9]))).toBe(
      true,
    );
    expect(copy.includes('Exif')).toBe(false);
  });

  it('with nothing hidden says so', async () => {
    const { hidden, stripped, copy } = await seen(made.plainJpeg());
    expect(hidden).toEqual([]);
    expect(stripped).toEqual({ stillHidden: [] });
    expect(copy.equals(made.plainJpeg())).toBe(true);
  });

  it('of which the end is missing tells what was found before, and has no copy', async () => {
    const { hidden, stripped } = await seen(made.jpeg().subarray(0, -60));
    expect(listed(hidden)).toContain('place: 52.516939, 13.377700');
    expect(hidden.at(-1)?.what).toBe('not-looked');
    expect(stripped).toEqual({ cannot: 'It is damaged or cut off.' });
  });
});

describe('a PNG', () => {
  it('shows what is hidden in it, and a copy has the same pixels and nothing of it', async () => {
    const { kind, hidden, stripped, copy } = await seen(made.png());
    expect(kind.words).toBe('a picture (PNG)');
    expect(listed(hidden)).toEqual(
      expect.arrayContaining([
        ...OF_EXIF,
        'person: Author Someone',
        'comment: A packed comment',
        'person: Creator Someone',
        'time: 2026-11-27 14:10',
      ]),
    );
    expect(hidden.map(({ what }) => what)).toContain('earlier-version');
    expect(stripped).toEqual({ stillHidden: [] });
    expect(copy.subarray(0, 8).equals(made.png().subarray(0, 8))).toBe(true);
    expect(copy.indexOf(made.IDAT)).toBe(copy.lastIndexOf(made.IDAT));
    expect(copy.includes('Someone')).toBe(false);
    expect(ExifReader.load(copy).Orientation?.value).toBe(6);
  });

  it('with nothing hidden stays as it is', async () => {
    const { hidden, copy } = await seen(made.plainPng());
    expect(hidden).toEqual([]);
    expect(copy.equals(made.plainPng())).toBe(true);
  });

  it('with a part that a viewer needs and coc does not know has no copy', async () => {
    const strange = made.bytes(
      made.plainPng().subarray(0, 33),
      made.chunk('CgXX', 'x'),
      made.plainPng().subarray(33),
    );
    const { hidden, stripped } = await seen(strange);
    expect(hidden.map(({ what }) => what)).toEqual(['not-looked']);
    expect(stripped).toHaveProperty('cannot');
  });
});

describe('a WebP', () => {
  it('shows what is hidden in it, and a copy has the same pixels and nothing of it', async () => {
    const { kind, hidden, stripped, copy } = await seen(made.webp());
    expect(kind.mime).toBe('image/webp');
    expect(listed(hidden)).toEqual(expect.arrayContaining([...OF_EXIF, 'person: Creator Someone']));
    expect(stripped).toEqual({ stillHidden: [] });
    expect(copy.includes(made.VP8L)).toBe(true);
    expect(copy.includes('Someone')).toBe(false);
    expect(copy.readUInt32LE(4)).toBe(copy.length - 8);
    const tags = ExifReader.load(copy, { expanded: true });
    expect(tags.exif?.Orientation?.value).toBe(6);
    expect(tags.gps).toBe(undefined);
  });

  it('with nothing hidden stays as it is', async () => {
    const { hidden, copy } = await seen(made.plainWebp());
    expect(hidden).toEqual([]);
    expect(copy.equals(made.plainWebp())).toBe(true);
  });
});

describe('a GIF', () => {
  it('shows what is hidden in it, and a copy has the same pictures and nothing of it', async () => {
    const { hidden, stripped, copy } = await seen(made.gif());
    expect(listed(hidden)).toEqual(
      expect.arrayContaining([
        'comment: A comment of the GIF',
        'person: Creator Someone',
        'program: Editor 7',
      ]),
    );
    expect(hidden.at(-1)?.what).toBe('embedded-file');
    expect(stripped).toEqual({ stillHidden: [] });
    expect(copy.equals(made.plainGif())).toBe(true);
  });
});

describe('a TIFF', () => {
  it('shows what is hidden in it, and a copy has the same pixels in the same place', async () => {
    const { kind, hidden, stripped, copy } = await seen(made.tiff());
    expect(kind.mime).toBe('image/tiff');
    expect(listed(hidden)).toEqual([
      'caption: A caption of the TIFF',
      'person: Artist Someone',
      'serial-number: SERIAL-1234567',
    ]);
    expect(stripped).toEqual({ stillHidden: [] });
    expect(copy.length).toBe(made.tiff().length);
    expect([...copy.subarray(8, 12)]).toEqual([7, 7, 7, 7]);
    for (const word of ['Someone', 'SERIAL', 'caption']) expect(copy.includes(word), word).toBe(false);
    const tags = ExifReader.load(copy);
    expect(tags.ImageWidth?.value).toBe(1);
    expect(tags.Artist).toBe(undefined);
  });
});

describe('a TIFF with a smaller picture beside it', () => {
  it('is said to have it, in a copy as well', async () => {
    const page = (at: number, next: number, small: number): Buffer =>
      made.directory(at, [made.long(0x00fe, small), made.long(0x0111, 8), made.long(0x0117, 4)], next);
    const first = page(12, 12 + 42, 0);
    const { stripped } = await seen(
      made.bytes('MM', made.u16(42), made.u32(12), [7, 7, 7, 7], first, page(54, 0, 1)),
    );
    expect('stillHidden' in stripped && stripped.stillHidden.map(({ what }) => what)).toEqual([
      'small-picture',
    ]);
  });
});

describe('a HEIC', () => {
  it('shows what is hidden in it, and a copy has all in the same place', async () => {
    const { kind, hidden, stripped, copy } = await seen(made.heic());
    expect(kind).toEqual({ mime: 'image/heic', words: 'a photo (HEIC)' });
    expect(listed(hidden)).toEqual(expect.arrayContaining([...OF_EXIF, 'person: Creator Someone']));
    expect(stripped).toEqual({ stillHidden: [] });
    expect(copy.length).toBe(made.heic().length);
    expect(copy.includes('the picture itself')).toBe(true);
    for (const word of ['Someone', 'SERIAL', 'Editor']) expect(copy.includes(word), word).toBe(false);
    expect(ExifReader.load(made.heic()).BodySerialNumber?.value).toBeDefined();
  });
});
