import { deflateRawSync, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { kindOfSource } from '../../../src/evidence/kind.ts';
import { look } from '../../../src/evidence/look.ts';
import { bytesSource, joined } from '../../../src/evidence/source.ts';
import { contentOf, entriesOf } from '../../../src/evidence/zip.ts';
import { seen } from './at-hand.ts';
import * as made from './made.ts';
import * as documents from './made-documents.ts';

const EVERY: Readonly<Record<string, () => Buffer>> = {
  jpeg: made.jpeg,
  png: made.png,
  webp: made.webp,
  gif: made.gif,
  tiff: made.tiff,
  heic: made.heic,
  film: made.film,
  mp3: made.mp3,
  wav: made.wav,
  opus: made.opus,
  vorbis: made.vorbis,
  docx: documents.docx,
  xlsx: documents.xlsx,
  odt: documents.odt,
  pdf: documents.pdf,
};

/** Looks into bytes and makes the copy, without a disk; then looks into the copy. */
async function through(bytes: Uint8Array, mime?: string): Promise<void> {
  const source = bytesSource(bytes);
  const kind = mime ?? (await kindOfSource(source)).mime;
  const { hidden, copy } = await look(source, kind);
  const pieces = await copy();
  if ('cannot' in pieces) return;
  // What was not looked at may break off a copy; what was looked at may not be in it.
  const again = await look(bytesSource(await joined(source, pieces)), kind);
  const before = new Set(hidden.map(({ what }) => what));
  for (const { what } of again.hidden) if (what !== 'not-looked') expect(before).toContain(what);
}

const RUNS = Number(process.env.COC_PROPERTY_RUNS ?? 30);

describe.each(Object.entries(EVERY))('a %s that somebody damaged', (_name, make) => {
  const whole = make();

  it('is looked into without an error, whatever was changed in it', async () => {
    const mime = (await kindOfSource(bytesSource(whole))).mime;
    const place = fc.nat(whole.length - 1);
    const value = fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(place, value), { minLength: 1, maxLength: 8 }), async (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, byte] of changes) bytes[at] = byte;
        await through(bytes, mime);
      }),
      { numRuns: RUNS },
    );
  });

  it('is looked into wherever it is cut off, or has something put in', async () => {
    const mime = (await kindOfSource(bytesSource(whole))).mime;
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), fc.uint8Array({ maxLength: 20 }), async (at, more) => {
        await through(whole.subarray(0, at), mime);
        await through(made.bytes(whole.subarray(0, at), more, whole.subarray(at)), mime);
      }),
      { numRuns: Math.ceil(RUNS / 2) },
    );
  });
});

describe('a document whose parts somebody damaged', () => {
  it.each([
    ['Word', documents.docx],
    ['Excel', documents.xlsx],
    ['OpenDocument', documents.odt],
  ])('of %s is looked into without an error', async (_name, make) => {
    const whole = bytesSource(make());
    const parts: { name: string; data: Buffer }[] = [];
    for (const entry of await entriesOf(whole))
      parts.push({ name: entry.name, data: await contentOf(whole, entry, 1e6) });
    const mark = fc.constantFrom(
      '<',
      '>',
      '/',
      '"',
      '&',
      '=',
      '<a ',
      ' author="x"',
      '<!DOCTYPE',
      '<![CDATA[',
      '\0',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.nat(parts.length - 1),
        fc.nat(2000),
        fc.nat(9),
        mark,
        async (which, at, less, more) => {
          const changed = parts.map(({ name, data }, index) => {
            const from = at % (data.length + 1);
            return index === which
              ? { name, data: made.bytes(data.subarray(0, from), more, data.subarray(from + less)) }
              : { name, data };
          });
          await through(made.zip(changed));
        },
      ),
      { numRuns: RUNS },
    );
  });
});

describe('a file made to keep coc busy', () => {
  const zeros = Buffer.alloc(30_000_000);

  it.each<readonly [string, () => Buffer]>([
    ['a hundred thousand fields of EXIF', () => manyFields()],
    [
      'directories that lead in a circle',
      () =>
        made.jpeg(
          made.bytes(
            'MM',
            made.u16(42),
            made.u32(8),
            made.directory(8, [made.long(0x8769, 8), made.long(0x8825, 8)], 8),
          ),
        ),
    ],
    [
      'a chunk of 4 GB',
      () => made.bytes(made.plainPng().subarray(0, 33), made.u32(0xffff_fff0), 'tEXt', 'x'),
    ],
    [
      'a packed comment that grows',
      () =>
        made.bytes(
          made.plainPng().subarray(0, 33),
          made.chunk('zTXt', 'Comment\0\0', deflateSync(zeros)),
          made.plainPng().subarray(33),
        ),
    ],
    [
      'a box that is as long as nothing is',
      () => made.bytes(made.film(), made.u32(1), 'free', [0x7f, 255, 255, 255, 255, 255, 255, 255]),
    ],
    ['boxes in boxes', () => made.bytes(made.box('ftyp', 'isom'), nested(5000))],
    [
      'a hundred thousand boxes',
      () => made.bytes(made.box('ftyp', 'isom'), ...Array.from({ length: 100_000 }, () => made.box('uuid'))),
    ],
    [
      'a zip that grows',
      () =>
        made.zip([
          { name: '[Content_Types].xml', data: '<a/>' },
          { name: 'word/document.xml', data: zeros },
        ]),
    ],
    ['a zip that lies about how it grows', () => lying()],
    ['entities of XML that grow', () => documentOf(entities())],
    [
      'entities of XML that lead outside',
      () => documentOf('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a author="&x;">&x;</a>'),
    ],
    ['a tag without an end', () => documentOf(`<a ${'b '.repeat(2_000_000)}`)],
    ['quotes without an end', () => documentOf(`<a ${'b="'.repeat(300_001)}`)],
    ['tags in tags', () => documentOf('<a>'.repeat(200_000))],
    [
      'ten thousand parts',
      () => made.zip(Array.from({ length: 10_001 }, (_, index) => ({ name: `word/${index}.xml`, data: '' }))),
    ],
    [
      'a million objects',
      () =>
        documents.pdfOf(
          [[1, '<< /Type /Catalog >>']],
          '/Root 1 0 R',
          `%PDF-1.7\n${Array.from({ length: 1_000_000 }, (_, index) => `${index + 10} 0 obj 1 endobj\n`).join('')}`,
        ),
    ],
    [
      'a list of very many',
      () => documents.pdfOf([[1, `<< /Type /Catalog /A [${'1 '.repeat(400_000)}] >>`]], '/Root 1 0 R'),
    ],
    ['a document of digits', () => Buffer.from(`%PDF-1.7\n${'1'.repeat(5_000_000)}`)],
    ['lists in lists', () => documents.pdfOf([[1, `<< /A ${'['.repeat(500_000)}`]], '/Root 1 0 R')],
    [
      'streams without an end',
      () =>
        documents
          .pdfOf(
            Array.from({ length: 20_000 }, (_, index) => [index + 1, '<< /Length 9 >>\nstream\n'] as const),
            '/Root 1 0 R',
          )
          .subarray(0, -20),
    ],
    [
      'objects that refer in a circle',
      () =>
        documents.pdfOf(
          [
            [1, '<< /Type /Catalog /Metadata 2 0 R >>'],
            [2, '2 0 R'],
            [3, '1 0 R'],
          ],
          '/Root 3 0 R /Info 2 0 R',
        ),
    ],
    [
      'packed objects that grow',
      () =>
        documents.pdfOf(
          [
            [
              1,
              documents.stream(
                '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode',
                deflateSync(Buffer.alloc(80_000_000)),
              ),
            ],
          ],
          '/Root 1 0 R',
        ),
    ],
    ['packed objects that are all the same long one', () => sameObject()],
    [
      'a scan of a photo without an end',
      () => made.bytes(made.plainJpeg().subarray(0, -2), Buffer.alloc(20_000_000, 0xff)),
    ],
    [
      'a GIF of the smallest parts',
      () =>
        made.bytes(made.plainGif().subarray(0, -1), Buffer.alloc(300_000, made.bytes(0x21, 0xfe, 0)), 0x3b),
    ],
    [
      'a sound of the smallest pages',
      () => made.bytes(made.opus(), Buffer.alloc(27 * 310_000, made.bytes('OggS', new Uint8Array(22), 0))),
    ],
    ['a text of one line', () => Buffer.alloc(30_000_000, 0x61)],
  ])('with %s takes neither long nor much', async (_name, make) => {
    const bytes = make();
    const before = process.memoryUsage().rss;
    const start = process.cpuUsage();
    await seen(bytes).catch((error) => {
      if (!(error instanceof UserError)) throw error;
    });
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(5);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  });

  function manyFields(): Buffer {
    const count = 65_535;
    const fields = made.bytes(made.u16(0x010e), made.u16(2), made.u32(60_000), made.u32(8));
    const table = made.bytes(made.u16(count), Buffer.alloc(count * 12, fields), made.u32(0));
    return made.bytes(
      made.plainPng().subarray(0, 33),
      made.chunk('eXIf', 'MM', made.u16(42), made.u32(8), table),
      made.chunk('eXIf', 'MM', made.u16(42), made.u32(8), table),
      made.plainPng().subarray(33),
    );
  }

  function nested(depth: number): Buffer {
    const all = Buffer.alloc(depth * 8);
    for (let index = 0; index < depth; index += 1) {
      all.writeUInt32BE(all.length - index * 8, index * 8);
      all.write('moov', index * 8 + 4, 'latin1');
    }
    return all;
  }

  function documentOf(xml: string): Buffer {
    return made.zip([
      { name: '[Content_Types].xml', data: '<Types/>' },
      { name: 'word/document.xml', data: xml },
    ]);
  }

  function lying(): Buffer {
    const zip = documentOf('<a/>');
    const packed = deflateRawSync(zeros);
    const at = zip.lastIndexOf(deflateRawSync(Buffer.from('<a/>')));
    return made.bytes(zip.subarray(0, at), packed.subarray(0, 4), zip.subarray(at + 4));
  }

  function entities(): string {
    const lines = Array.from(
      { length: 12 },
      (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`,
    );
    return `<!DOCTYPE a [<!ENTITY e0 "ha">${lines.join('')}]><a>&e12;</a>`;
  }

  function sameObject(): Buffer {
    const count = 20_000;
    const long = `[${'1 '.repeat(100_000)}]`;
    const head = Array.from({ length: count }, (_, index) => `${index + 10} 0`).join(' ');
    const all = Buffer.from(`${head} ${long}`);
    const refers = Array.from({ length: count }, (_, index) => `${index + 10} 0 R`).join(' ');
    return documents.pdfOf(
      [
        [1, `<< /Type /Catalog /All [${refers}] >>`],
        [
          2,
          documents.stream(
            `/Type /ObjStm /N ${count} /First ${head.length + 1} /Filter /FlateDecode`,
            deflateSync(all),
          ),
        ],
      ],
      '/Root 1 0 R',
    );
  }
});
