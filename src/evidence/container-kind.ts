import { Damaged, type Source } from './source.ts';
import { contentOf, entriesOf } from './zip.ts';

const OOXML = 'application/vnd.openxmlformats-officedocument';
const FOLDERS: Readonly<Record<string, string>> = {
  'word/': `${OOXML}.wordprocessingml.document`,
  'xl/': `${OOXML}.spreadsheetml.sheet`,
  'ppt/': `${OOXML}.presentationml.presentation`,
};
const ODF = /^application\/vnd\.oasis\.opendocument\.(?:text|spreadsheet|presentation)(?=-template$|$)/;

/** What a zip is: an Office document is one, with names of its own in it. Undefined where the bytes are no zip. */
export async function containerKind(source: Source, head: Buffer): Promise<string | undefined> {
  if (head.length < 4 || !['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'].includes(head.toString('latin1', 0, 4)))
    return undefined;
  try {
    const entries = await entriesOf(source);
    if (entries.some(({ name }) => name === '[Content_Types].xml'))
      for (const [folder, mime] of Object.entries(FOLDERS))
        if (entries.some(({ name }) => name.startsWith(folder))) return mime;
    const written = entries.find(({ name }) => name === 'mimetype');
    if (written !== undefined) {
      const [mime] = ODF.exec((await contentOf(source, written, 200)).toString('latin1').trim()) ?? [];
      if (mime !== undefined) return mime;
    }
  } catch (error) {
    if (!(error instanceof Damaged)) throw error;
  }
  return 'application/zip';
}
