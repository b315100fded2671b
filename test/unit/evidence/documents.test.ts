import { decodePDFRawStream, PDFArray, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { bytesSource } from '../../../src/evidence/source.ts';
import { contentOf, entriesOf } from '../../../src/evidence/zip.ts';
import { listed, seen } from './at-hand.ts';
import { PICTURE, zip } from './made.ts';
import { CONTENT, docx, odt, pdf, pdfOf, pptx, stream, WORDS, xlsx } from './made-documents.ts';

/** The parts of a zip, by their names. */
async function partsOf(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const source = bytesSource(bytes);
  const parts = new Map<string, Buffer>();
  for (const entry of await entriesOf(source)) parts.set(entry.name, await contentOf(source, entry, 1e6));
  return parts;
}
const words = (parts: ReadonlyMap<string, Buffer>, name: string): string => parts.get(name)?.toString() ?? '';
const EVERYTHING = /Someone|someone|Company Ltd|2026-11-27|Custom words/;

describe('a Word document', () => {
  it('shows who wrote it and changed it, what is in its photos, and what is kept of earlier', async () => {
    const { kind, hidden } = await seen(docx());
    expect(kind.words).toBe('a Word document');
    expect(listed(hidden)).toEqual(
      expect.arrayContaining([
        'person: Writer Someone',
        'person: Saver Someone',
        'person: Company Ltd',
        'time: 2026-11-27T13:00:00Z',
        'person: Deleter Someone',
        'person: Commenter Someone',
        'person: someone@example.org',
        'other: Custom words',
        'place: 52.516939, 13.377700',
        'comment: Comments beside the text.',
        'hidden-part: Words that are set not to be shown.',
        'embedded-file: A file or a program within the document, which coc did not look into.',
        'small-picture: A small picture of the first page, which may show what was changed later.',
      ]),
    );
    expect(hidden.map(({ what }) => what)).toEqual(expect.arrayContaining(['change', 'serial-number']));
  });

  it('in a copy names nobody, and says what is still in it', async () => {
    const { stripped, copy } = await seen(docx());
    expect('stillHidden' in stripped && stripped.stillHidden.map(({ what }) => what).sort()).toEqual([
      'change',
      'comment',
      'embedded-file',
      'hidden-part',
    ]);
    const parts = await partsOf(copy);
    const before = await partsOf(docx());
    expect(EVERYTHING.test([...parts.values()].join('\n'))).toBe(false);
    expect([...parts.keys()]).toEqual([...before.keys()].filter((name) => !name.includes('thumbnail')));
    expect(words(parts, '_rels/.rels')).not.toContain('thumbnail');
    expect(words(parts, 'word/document.xml')).toContain(`<w:t>${WORDS}</w:t>`);
    expect(words(parts, 'word/document.xml')).toContain('<w:delText>struck out</w:delText>');
    expect(parts.get('word/media/image1.jpg')?.includes(PICTURE)).toBe(true);
    expect(parts.get('word/embeddings/oleObject1.bin')?.toString()).toBe('a file');
    // Nothing of the zip itself either: no days, no comment.
    expect(copy.includes('a comment of the zip')).toBe(false);
    for await (const { lastModFileDate } of (
      await fromBufferPromise(copy, { lazyEntries: true })
    ).eachEntry())
      expect(lastModFileDate).toBe(0x21);
  });

  it('in a copy differs from the words before in nothing but names and days', async () => {
    const { copy } = await seen(docx());
    const same = (text: string): string =>
      text.replace(/(w:author|w:initials|w:date|w:rsidR)="[^"]*"/g, '$1=""');
    expect(same(words(await partsOf(copy), 'word/document.xml'))).toBe(
      same(words(await partsOf(docx()), 'word/document.xml')),
    );
  });
});

describe('an Excel workbook', () => {
  it('shows hidden sheets, rows, paths and people; a copy keeps its figures and its tables', async () => {
    const { kind, hidden, stripped, copy } = await seen(xlsx());
    expect(kind.words).toBe('an Excel workbook');
    expect(listed(hidden)).toEqual(
      expect.arrayContaining([
        'hidden-part: Secret sheet',
        'hidden-part: Rows or columns that are hidden.',
        'person: C:\\Users\\someone\\Desktop\\',
        'person: Commenter Someone',
        'person: Person Someone',
      ]),
    );
    expect('stillHidden' in stripped && listed(stripped.stillHidden)).toEqual([
      'hidden-part: Secret sheet',
      'hidden-part: Rows or columns that are hidden.',
      'comment: Comments beside the text.',
    ]);
    const parts = await partsOf(copy);
    expect(EVERYTHING.test([...parts.values()].join('\n'))).toBe(false);
    expect(words(parts, 'xl/tables/table1.xml')).toContain('displayName="Table1"');
    expect(parts.get('xl/worksheets/sheet1.xml')).toEqual(
      (await partsOf(xlsx())).get('xl/worksheets/sheet1.xml'),
    );
  });
});

describe('a presentation', () => {
  it('shows hidden slides, notes and people', async () => {
    const { kind, hidden, stripped } = await seen(pptx());
    expect(kind.words).toBe('a PowerPoint presentation');
    expect(listed(hidden)).toEqual(
      expect.arrayContaining([
        'hidden-part: A slide that is hidden.',
        'comment: Notes for whoever speaks to the slides.',
        'person: Commenter Someone',
      ]),
    );
    expect('stillHidden' in stripped && stripped.stillHidden.map(({ what }) => what)).toEqual([
      'hidden-part',
      'comment',
    ]);
  });
});

describe('slides without notes', () => {
  it.each([
    ['ppt/slides/slide1.xml', 'ppt/notesSlides/notesSlide1.xml', '<p:notes><a:t>1</a:t></p:notes>'],
    [
      'content.xml',
      'styles.xml',
      '<a><style:master-page><presentation:notes><text:p>a date</text:p></presentation:notes></style:master-page><presentation:notes><text:p/></presentation:notes><text:p>words</text:p></a>',
    ],
  ])('are not said to have any, as in %s', async (name, notes, xml) => {
    const first = name.startsWith('ppt')
      ? { name: '[Content_Types].xml', data: '<Types/>' }
      : { name: 'mimetype', data: 'application/vnd.oasis.opendocument.presentation', stored: true };
    const { kind, hidden } = await seen(zip([first, { name, data: '<a/>' }, { name: notes, data: xml }]));
    expect(kind.words).toMatch(/presentation/);
    expect(hidden).toEqual([]);
  });
});

describe('an OpenDocument text', () => {
  it('shows people, days and changes; a copy keeps its words, and what it begins with', async () => {
    const { kind, hidden, stripped, copy } = await seen(odt());
    expect(kind.words).toBe('a text document (ODT)');
    expect(listed(hidden)).toEqual(
      expect.arrayContaining([
        'person: Writer Someone',
        'program: Office 7',
        'person: Deleter Someone',
        'person: Commenter Someone',
        'device: Printer of Someone',
      ]),
    );
    expect('stillHidden' in stripped && stripped.stillHidden.map(({ what }) => what)).toEqual([
      'change',
      'comment',
    ]);
    const parts = await partsOf(copy);
    expect(EVERYTHING.test([...parts.values()].join('\n'))).toBe(false);
    expect([...parts.keys()][0]).toBe('mimetype');
    expect(copy.toString('latin1', 38, 77)).toBe('application/vnd.oasis.opendocument.text');
    expect(words(parts, 'content.xml')).toContain(WORDS);
    expect(words(parts, 'META-INF/manifest.xml')).not.toContain('Thumbnails');
  });
});

describe('a PDF', () => {
  it('shows who wrote it, what was there before, what is within it and in its photos', async () => {
    const { kind, hidden } = await seen(pdf());
    expect(kind.words).toBe('a PDF document');
    expect(listed(hidden)).toEqual(
      expect.arrayContaining([
        'person: Author Someone',
        'program: Wide words',
        "time: D:20261127141005+01'00'",
        'program: Notes of the PDF',
        'comment: a comment',
        'person: Commenter Someone',
        'place: 52.516939, 13.377700',
      ]),
    );
    expect(hidden.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['embedded-file', 'earlier-version']),
    );
  });

  it('in a copy has its page, its photo and its comment, and nothing else', async () => {
    const { stripped, copy } = await seen(pdf());
    expect('stillHidden' in stripped && listed(stripped.stillHidden)).toEqual(['comment: a comment']);
    for (const word of ['Someone', 'before', 'inner', 'a file in the file', 'xmpmeta', 'D:2026', 'SERIAL'])
      expect(copy.includes(word), word).toBe(false);
    expect(copy.includes(PICTURE)).toBe(true);
    const document = await PDFDocument.load(copy, { throwOnInvalidObject: true, updateMetadata: false });
    expect(document.getPageCount()).toBe(1);
    expect(document.getAuthor()).toBe(undefined);
    const content = document.getPage(0).node.Contents();
    expect(content instanceof PDFRawStream && Buffer.from(content.contents).equals(CONTENT)).toBe(true);
    expect(document.catalog.get(PDFName.of('Metadata'))).toBe(undefined);
  });

  it('of another program, with objects packed in streams, is read the same way', async () => {
    const made = await PDFDocument.create();
    made.addPage([100, 100]).drawText('Words on the page');
    made.setAuthor('Author Someone');
    const before = Buffer.from(await made.save({ useObjectStreams: true }));
    const { hidden, stripped, copy } = await seen(before);
    expect(listed(hidden)).toContain('person: Author Someone');
    expect(stripped).toEqual({ stillHidden: [] });
    const after = await PDFDocument.load(copy, { throwOnInvalidObject: true, updateMetadata: false });
    const drawn = (document: PDFDocument): string => {
      const contents = document.getPage(0).node.Contents();
      const parts = contents instanceof PDFArray ? contents.asArray() : [contents];
      return parts
        .map((part) => document.context.lookup(part))
        .map((part) => (part instanceof PDFRawStream ? decodePDFRawStream(part).decode() : new Uint8Array()))
        .map((part) => Buffer.from(part).toString())
        .join();
    };
    expect(drawn(after)).toContain('Tj');
    expect(drawn(after)).toBe(drawn(await PDFDocument.load(before)));
    expect(after.getAuthor()).toBe(undefined);
  });

  it('that is locked is said to be so', async () => {
    const locked = pdfOf([[1, '<< /Type /Catalog >>']], '/Root 1 0 R /Encrypt << /Filter /Standard >>');
    const { hidden, stripped } = await seen(locked);
    expect(hidden.map(({ what }) => what)).toEqual(['not-looked']);
    expect(stripped).toEqual({ cannot: 'It is locked.' });
    const packed = stream(
      '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode',
      Buffer.from('not what it says'),
    );
    const both = await seen(pdfOf([[2, packed]], '/Root 1 0 R /Encrypt 3 0 R'));
    expect(both.stripped).toEqual({ cannot: 'It is locked.' });
  });

  it('with a photo that nothing is hidden in, and parts that are only pointed to beside the pages, has no earlier parts', async () => {
    const { hidden, stripped } = await seen(
      pdfOf(
        [
          [1, '<< /Type /Catalog /Pages 2 0 R /PieceInfo 4 0 R >>'],
          [2, '<< /Type /Pages /Kids [] /Count 0 >>'],
          [3, `[<00> <00> ${'1 '.repeat(100_000)}]`],
          [4, '<< /A << /Private 5 0 R >> >>'],
          [5, '(of the program)'],
        ],
        '/Root 1 0 R /ID 3 0 R',
      ),
    );
    expect(listed(hidden)).toEqual(['other: Notes of a program of its own.']);
    expect(stripped).toEqual({ stillHidden: [] });
  });

  it('with a box over a page is said to have what is beneath it', async () => {
    const { stripped } = await seen(
      pdfOf(
        [
          [1, '<< /Type /Catalog /Pages 2 0 R >>'],
          [2, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
          [3, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 8 8] /Annots [4 0 R] >>'],
          [4, '<< /Type /Annot /Subtype /Square /Rect [0 0 8 8] /IC [0 0 0] >>'],
        ],
        '/Root 1 0 R',
      ),
    );
    expect('stillHidden' in stripped && listed(stripped.stillHidden)).toEqual([
      'hidden-part: A box was put over a page: what is beneath it is still there.',
      'comment: A comment on a page.',
    ]);
  });

  it('with a part that no page shows is said to have it, and a copy has not', async () => {
    const { hidden, copy } = await seen(
      pdfOf(
        [
          [1, '<< /Type /Catalog /Pages 2 0 R >>'],
          [2, '<< /Type /Pages /Kids [] /Count 0 >>'],
          [3, stream('', Buffer.from('(left over) Tj'))],
        ],
        '/Root 1 0 R',
      ),
    );
    expect(listed(hidden)).toEqual(['earlier-version: 1']);
    expect(copy.includes('left over')).toBe(false);
  });

  it('whose stream says where it ends only later is read to its end', async () => {
    const odd = Buffer.from('a stream that says endstream within');
    const body = stream('', odd)
      .toString('latin1')
      .replace(/\/Length \d+/, '/Length 4 0 R');
    const { copy } = await seen(
      pdfOf(
        [
          [1, '<< /Type /Catalog /Pages 2 0 R >>'],
          [2, `<< /Type /Pages /Kids [] /Count 0 /X 3 0 R >>`],
          [4, String(odd.length)],
          [3, body],
        ],
        '/Root 1 0 R',
      ),
    );
    expect(copy.includes(odd)).toBe(true);
  });
});

describe('a document with parts that programs put beside it', () => {
  it('is said to have them', async () => {
    const { hidden, stripped } = await seen(
      zip([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'xl/workbook.xml', data: '<workbook/>' },
        { name: 'xl/printerSettings/printerSettings1.bin', data: 'P' },
        { name: 'docMetadata/LabelInfo.xml', data: '<clbl:labelList/>' },
        { name: 'xl/media/image1.emf', data: 'E' },
        { name: 'odd/part.xml', data: '<a/>' },
      ]),
    );
    expect(hidden.map(({ what }) => what)).toEqual(['device', 'person', 'not-looked']);
    expect(stripped).toEqual({ stillHidden: hidden });
  });
});

describe('a zip', () => {
  it('whose names lead out of it is read, and nothing is put anywhere', async () => {
    const { kind, hidden } = await seen(
      zip([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: '../../word/evil.xml', data: '<a author="Someone"/>' },
        { name: 'word/document.xml', data: '<a/>' },
        { name: '/etc/odd.xml', data: '<a/>' },
      ]),
    );
    expect(kind.words).toBe('a Word document');
    expect(listed(hidden)).toEqual([
      'not-looked: A part of a kind that coc does not know.',
      'person: Someone',
    ]);
  });

  it('that is no document is one that coc cannot look into', async () => {
    const { kind, hidden, stripped } = await seen(zip([{ name: 'a.txt', data: 'x' }]));
    expect(kind.words).toBe('a zip file');
    expect(hidden.map(({ what }) => what)).toEqual(['not-looked']);
    expect(stripped).toEqual({ cannot: 'coc cannot look into this kind of file.' });
  });
});
