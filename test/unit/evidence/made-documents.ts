import { deflateSync } from 'node:zlib';
import { jpeg, zip } from './made.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const CORE = `<?xml version="1.0"?><cp:coreProperties xmlns:cp="x" xmlns:dc="y" xmlns:dcterms="z"><dc:creator>Writer Someone</dc:creator><cp:lastModifiedBy>Saver Someone</cp:lastModifiedBy><dcterms:created>2026-11-27T13:00:00Z</dcterms:created></cp:coreProperties>`;
const APP = `<?xml version="1.0"?><Properties xmlns="x"><Application>Word Processor</Application><Company>Company Ltd</Company><Pages>1</Pages></Properties>`;
const ABOUT = [
  { name: 'docProps/core.xml', data: CORE },
  { name: 'docProps/app.xml', data: APP },
  {
    name: 'docProps/custom.xml',
    data: '<Properties><property name="Ref"><vt:lpwstr>Custom words</vt:lpwstr></property></Properties>',
  },
];
const TYPES = {
  name: '[Content_Types].xml',
  data: '<Types><Default Extension="xml" ContentType="application/xml"/></Types>',
};

export const WORDS = 'The words of the document &amp; more';
export const docx = (): Buffer =>
  zip(
    [
      TYPES,
      {
        name: '_rels/.rels',
        data: '<Relationships><Relationship Id="r1" Target="word/document.xml"/><Relationship Id="r2" Target="docProps/thumbnail.jpeg"/></Relationships>',
      },
      {
        name: 'word/document.xml',
        data: `<?xml version="1.0"?><w:document ${W}><w:body><w:p w:rsidR="00AB12CD"><w:r><w:t>${WORDS}</w:t></w:r><w:del w:id="1" w:author="Deleter Someone" w:date="2026-11-27T13:00:00Z"><w:r><w:delText>struck out</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>not shown</w:t></w:r></w:p></w:body></w:document>`,
      },
      {
        name: 'word/comments.xml',
        data: `<w:comments ${W}><w:comment w:id="0" w:author="Commenter Someone" w:initials="CS" w:date="2026-11-27T13:00:00Z"><w:p><w:r><w:t>a comment</w:t></w:r></w:p></w:comment></w:comments>`,
      },
      {
        name: 'word/people.xml',
        data: '<w15:people xmlns:w15="x"><w15:person w15:author="Commenter Someone"><w15:presenceInfo w15:providerId="AD" w15:userId="someone@example.org"/></w15:person></w15:people>',
      },
      { name: 'word/media/image1.jpg', data: jpeg(), stored: true },
      { name: 'word/embeddings/oleObject1.bin', data: 'a file' },
      { name: 'docProps/thumbnail.jpeg', data: jpeg() },
      ...ABOUT,
    ],
    'a comment of the zip',
  );

export const xlsx = (): Buffer =>
  zip([
    TYPES,
    {
      name: 'xl/workbook.xml',
      data: '<workbook xmlns:x15ac="x"><x15ac:absPath url="C:\\Users\\someone\\Desktop\\"/><sheets><sheet name="Shown" sheetId="1"/><sheet name="Secret sheet" sheetId="2" state="veryHidden"/></sheets></workbook>',
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      data: '<worksheet><sheetData><row r="1"><c r="A1"><v>41</v></c></row><row r="2" hidden="1"/></sheetData></worksheet>',
    },
    { name: 'xl/tables/table1.xml', data: '<table id="1" name="Table1" displayName="Table1"/>' },
    {
      name: 'xl/comments1.xml',
      data: '<comments><authors><author>Commenter Someone</author></authors><commentList><comment ref="A1" authorId="0"><text><t>a comment</t></text></comment></commentList></comments>',
    },
    {
      name: 'xl/persons/person.xml',
      data: '<personList><person displayName="Person Someone" id="{1}" userId="someone@example.org" providerId="AD"/></personList>',
    },
    ...ABOUT,
  ]);

export const pptx = (): Buffer =>
  zip([
    TYPES,
    { name: 'ppt/slides/slide1.xml', data: '<p:sld xmlns:p="x" show="0"><a:t>a slide</a:t></p:sld>' },
    { name: 'ppt/notesSlides/notesSlide1.xml', data: '<p:notes xmlns:p="x"><a:t>say this</a:t></p:notes>' },
    {
      name: 'ppt/commentAuthors.xml',
      data: '<p:cmAuthorLst xmlns:p="x"><p:cmAuthor id="0" name="Commenter Someone" initials="CS"/></p:cmAuthorLst>',
    },
    ...ABOUT,
  ]);

export const odt = (): Buffer =>
  zip([
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.text', stored: true },
    {
      name: 'content.xml',
      data: `<office:document-content><office:body><text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Deleter Someone</dc:creator><dc:date>2026-11-27T13:00:00</dc:date></office:change-info></text:deletion></text:changed-region></text:tracked-changes><text:p>${WORDS}<office:annotation><dc:creator>Commenter Someone</dc:creator><dc:date>2026-11-27T13:00:00</dc:date><meta:creator-initials>CS</meta:creator-initials><text:p>a comment</text:p></office:annotation></text:p></office:body></office:document-content>`,
    },
    {
      name: 'settings.xml',
      data: '<config><config:config-item config:name="PrinterName">Printer of Someone</config:config-item></config>',
    },
    {
      name: 'meta.xml',
      data: '<office:document-meta><office:meta><meta:initial-creator>Writer Someone</meta:initial-creator><meta:generator>Office 7</meta:generator><meta:print-date>2026-11-27</meta:print-date></office:meta></office:document-meta>',
    },
    { name: 'Thumbnails/thumbnail.png', data: 'png' },
    {
      name: 'META-INF/manifest.xml',
      data: '<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"/><manifest:file-entry manifest:full-path="Thumbnails/thumbnail.png"/></manifest:manifest>',
    },
  ]);

/** Objects with their numbers, as a file with a table; the trailer has what is given. */
export function pdfOf(
  objects: readonly (readonly [number, string | Buffer])[],
  trailer: string,
  before = '%PDF-1.7\n',
): Buffer {
  const parts: Buffer[] = [Buffer.from(before, 'latin1')];
  let at = parts[0]?.length ?? 0;
  const places: string[] = [];
  for (const [number, body] of objects) {
    const part = Buffer.concat([
      Buffer.from(`${number} 0 obj\n`),
      Buffer.from(body as string, 'latin1'),
      Buffer.from('\nendobj\n'),
    ]);
    places.push(`${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`);
    parts.push(part);
    at += part.length;
  }
  parts.push(
    Buffer.from(
      `xref\n0 1\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size 50 ${trailer} >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
export const stream = (dict: string, data: Uint8Array): Buffer =>
  Buffer.concat([
    Buffer.from(`<< ${dict} /Length ${data.length} >>\nstream\n`),
    data,
    Buffer.from('\nendstream'),
  ]);

export const CONTENT = deflateSync(Buffer.from('q 8 0 0 8 0 0 cm /Im Do Q'));
/** A page with a photo and a comment, a file within it, notes, and an earlier version of the page. */
export const pdf = (): Buffer => {
  const first = pdfOf(
    [
      [
        1,
        '<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R /Names << /EmbeddedFiles << /Names [(f) 9 0 R] >> >> >>',
      ],
      [2, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
      [
        3,
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 8 8] /Contents 4 0 R /Annots [8 0 R] /Resources << /XObject << /Im 5 0 R >> >> >>',
      ],
      [4, stream('', Buffer.from('(what was there before) Tj'))],
      [
        5,
        stream(
          '/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode',
          jpeg(),
        ),
      ],
      [
        6,
        stream(
          '/Type /Metadata /Subtype /XML',
          Buffer.from('<x:xmpmeta><rdf:Description xmp:CreatorTool="Notes of the PDF"/></x:xmpmeta>'),
        ),
      ],
      [
        7,
        "<< /Author (Author Someone) /Producer <FEFF005700690064006500200077006F007200640073> /CreationDate (D:20261127141005+01'00') >>",
      ],
      [
        8,
        '<< /Type /Annot /Subtype /Text /Rect [0 0 1 1] /Contents (a comment) /T (Commenter Someone) /M (D:20261127) >>',
      ],
      [9, '<< /Type /Filespec /F (inner.txt) /EF << /F 10 0 R >> >>'],
      [10, stream('/Type /EmbeddedFile', Buffer.from('a file in the file'))],
    ],
    '/Root 1 0 R /Info 7 0 R',
  );
  const second = pdfOf([[4, stream('/Filter /FlateDecode', CONTENT)]], '/Root 1 0 R /Info 7 0 R /Prev 9', '');
  return Buffer.concat([first, second]);
};
