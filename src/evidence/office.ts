import { Findings, type LookInside, type MakeCopy, type What } from './found.ts';
import { lookAtWords } from './office-words.ts';
import { bytesSource, Damaged, joined, type Source, TooMuch } from './source.ts';
import { guessed } from './strings.ts';
import { type Change, changed, localName, tokens } from './xml.ts';
import { contentOf, entriesOf, type NewEntry, type ZipEntry, zipOf } from './zip.ts';

type Meaning = readonly [what: What, words: string];
const WROTE: Meaning = ['person', 'Who wrote it.'];
const TIME: Meaning = ['time', 'When it was written, changed or printed.'];
const PROGRAM: Meaning = ['program', 'The program that it was written with.'];
const WORDS: Meaning = ['caption', 'A title, or words about it.'];
const WORK: Meaning = ['other', 'How often and how long it was worked on.'];

/** By the name of a property, without its family. */
const PROPERTIES: Readonly<Record<string, Meaning>> = {
  creator: WROTE,
  'initial-creator': WROTE,
  lastModifiedBy: ['person', 'Who saved it last.'],
  'printed-by': ['person', 'Who printed it.'],
  Company: ['person', 'The company of whoever wrote it.'],
  Manager: ['person', 'The manager of whoever wrote it.'],
  created: TIME,
  modified: TIME,
  lastPrinted: TIME,
  'creation-date': TIME,
  date: TIME,
  'print-date': TIME,
  Application: PROGRAM,
  AppVersion: PROGRAM,
  generator: PROGRAM,
  title: WORDS,
  subject: WORDS,
  description: WORDS,
  keywords: WORDS,
  keyword: WORDS,
  category: WORDS,
  Template: ['other', 'The name of the template.'],
  revision: WORK,
  TotalTime: WORK,
  'editing-cycles': WORK,
  'editing-duration': WORK,
  lpwstr: ['other', 'A property that somebody or a program added.'],
  'user-defined': ['other', 'A property that somebody or a program added.'],
};
const PACKAGE = 'http://schemas.openxmlformats.org';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Parts that are about the document, and what stands in their place in a copy. */
const ABOUT: Readonly<Record<string, string>> = {
  'docProps/core.xml': `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/package/2006/metadata/core-properties"/>`,
  'docProps/app.xml': `${HEAD}<Properties xmlns="${PACKAGE}/officeDocument/2006/extended-properties"/>`,
  'docProps/custom.xml': `${HEAD}<Properties xmlns="${PACKAGE}/officeDocument/2006/custom-properties"/>`,
  'meta.xml':
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"><office:meta/></office:document-meta>',
};
const SMALL_PICTURE = /^(?:docProps\/thumbnail\.\w+|Thumbnails\/.+)$/i;
const REFERRING = ['_rels/.rels', 'META-INF/manifest.xml'];
const WITHIN =
  /^(?:(?:word|xl|ppt)\/(?:embeddings|activeX|vbaProject)|Object \d+\/|ObjectReplacements\/)|vbaProject\.bin$|^(?:Basic|Scripts)\//i;
/** What other programs put beside the document. */
const BESIDE: readonly (readonly [RegExp, Meaning])[] = [
  [/^customXml\/item\d+\.xml$/i, ['other', 'Data that a program put beside the text.']],
  [/^xl\/pivotCache\/pivotCacheRecords/i, ['hidden-part', 'A copy of the figures that a table was made of.']],
  [/^xl\/externalLinks\/externalLink/i, ['other', 'Figures from another file.']],
  [/^xl\/printerSettings\//i, ['device', 'How a printer was set, with its name.']],
  [/^docMetadata\//i, ['person', 'A label of the organisation that it was written in.']],
  [/^xl\/revisions\//i, ['change', 'Changes that are kept track of.']],
  [
    /^(?:_xmlsignatures\/|META-INF\/documentsignatures)/i,
    ['person', 'A signature, with the name of whoever signed.'],
  ],
  [/^(?:Versions\/|VersionList\.xml)/i, ['earlier-version', 'Earlier versions of it.']],
];
const KINDS: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  jfif: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  heic: 'image/heic',
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  mov: 'video/quicktime',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
};
/** Where the parts of a document stand. */
const KNOWN =
  /^(?:\[Content_Types\]\.xml$|mimetype$|(?:content|styles|meta|settings)\.xml$|manifest\.rdf$|layout-cache$|(?:_rels|docProps|customXml|word|xl|ppt|META-INF|Pictures|Media|Configurations2|ObjectReplacements|Object \d+)\/)/;
const XML = /\.(?:xml|rels|vml|rdf)$/i;
/** What says nothing but how the document looks. */
const QUIET = /(?:\/|^)(?:mimetype|layout-cache|[^/]*\.(?:ttf|odttf|otf|fntdata))$|\/$/i;
const UNKNOWN = 'A part of a kind that coc does not know.';
const DEEPEST = 100;
const LONGEST_PART = 24 * 1024 * 1024;
const MOST = 64 * 1024 * 1024;

/**
 * An Office document, of Microsoft’s form or the open one: a zip of parts. What is about it goes in a copy; in the parts with its
 * words nobody’s name is left beside a comment or a change, and what the words are stays. The pictures in it are looked into as
 * any picture.
 */
export async function lookAtOffice(source: Source, found: Findings, inside: LookInside): Promise<MakeCopy> {
  const entries = await entriesOf(source);
  const look = new OfficeLook(source, found, inside);
  for (const entry of entries) await look.at(entry);
  if (entries.some(({ isLocked }) => isLocked)) return async () => ({ cannot: 'It is locked.' });
  return async () => look.copy(entries);
}

class OfficeLook {
  readonly #source: Source;
  readonly #found: Findings;
  readonly #inside: LookInside;
  #left = MOST;

  constructor(source: Source, found: Findings, inside: LookInside) {
    this.#source = source;
    this.#found = found;
    this.#inside = inside;
  }

  async at(entry: ZipEntry): Promise<void> {
    const { name } = entry;
    if (SMALL_PICTURE.test(name)) {
      this.#found.add(
        'small-picture',
        'A small picture of the first page, which may show what was changed later.',
      );
      return;
    }
    const isKnown = KNOWN.test(name) || name.endsWith('/');
    const beside = BESIDE.find(([pattern]) => pattern.test(name));
    if (beside !== undefined) this.#found.add(...beside[1]);
    else if (WITHIN.test(name) && !name.endsWith('/') && !XML.test(name))
      this.#found.add(
        'embedded-file',
        'A file or a program within the document, which coc did not look into.',
      );
    else if (!isKnown) this.#found.add('not-looked', UNKNOWN);
    if (beside === undefined || XML.test(name)) await this.#part(entry, this.#found);
  }

  /** What a part is in a copy, where it is not as it was. */
  async #part(entry: ZipEntry, found: Findings): Promise<Buffer | undefined> {
    const { name, size } = entry;
    if (size === 0 || QUIET.test(name)) return undefined;
    const kind = KINDS[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''];
    if (!XML.test(name) && kind === undefined) {
      if (!WITHIN.test(name)) found.add('not-looked', UNKNOWN);
      return undefined;
    }
    if (size > LONGEST_PART || size > this.#left) {
      found.add('not-looked', 'A part that is too large for coc to look into.');
      return undefined;
    }
    this.#left -= size;
    try {
      const bytes = await contentOf(this.#source, entry, LONGEST_PART);
      return kind === undefined ? words(name, bytes, found) : await this.#picture(kind, bytes, found);
    } catch (error) {
      if (!(error instanceof Damaged) || error instanceof TooMuch) throw error;
      found.add('not-looked', 'A part that is damaged or locked, so that coc could not look into it.');
      return undefined;
    }
  }

  async #picture(kind: string, bytes: Buffer, found: Findings): Promise<Buffer | undefined> {
    const source = bytesSource(bytes);
    const { hidden, copy } = await this.#inside(source, kind);
    found.addAll(
      hidden.map((one) => ({
        ...one,
        words: `In a picture, sound or film within it: ${one.words.charAt(0).toLowerCase()}${one.words.slice(1)}`,
      })),
    );
    if (hidden.length === 0) return undefined;
    const pieces = await copy();
    return 'cannot' in pieces ? undefined : joined(source, pieces);
  }

  async copy(entries: readonly ZipEntry[]): ReturnType<MakeCopy> {
    if (new Set(entries.map(({ name }) => name)).size < entries.length)
      return { cannot: 'It has two parts of the same name.' };
    if (entries.some(({ method }) => method !== 0 && method !== 8))
      return { cannot: 'It is packed in a way that coc does not know.' };
    this.#left = MOST;
    const copied: NewEntry[] = [];
    for (const entry of entries) {
      if (SMALL_PICTURE.test(entry.name)) continue;
      const bytes = await this.#part(entry, new Findings());
      copied.push(bytes === undefined ? { entry } : { entry, bytes });
    }
    return zipOf(copied, this.#source.size);
  }
}

/** What a part with words says beside them, and the part as a copy has it. */
function words(name: string, bytes: Buffer, found: Findings): Buffer | undefined {
  const xml =
    bytes[0] === 0xff || bytes[0] === 0xfe
      ? new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes)
      : guessed(bytes).replace(/^\ufeff/, '');
  const about = ABOUT[name];
  if (about !== undefined) {
    properties(xml, found);
    return xml === about ? undefined : Buffer.from(about);
  }
  const own = REFERRING.includes(name) ? withoutSmallPicture(xml) : lookAtWords(xml, found);
  return own === xml ? undefined : Buffer.from(own.replace(/^(<\?xml[^>]*encoding=["'])utf-16/i, '$1UTF-8'));
}

function properties(xml: string, found: Findings): void {
  const path: string[] = [];
  for (const token of tokens(xml)) {
    if (token.kind === 'close') path.pop();
    else if (token.kind === 'open') {
      if (path.length > DEEPEST) throw new Damaged();
      path.push(localName(token.name));
    } else if (token.kind === 'text' && token.text.trim() !== '') {
      const meaning = path.map((name) => PROPERTIES[name]).findLast((one) => one !== undefined);
      if (meaning !== undefined) found.add(...meaning, token.text);
      else if (
        !/^(?:Pages|Words|Characters|Lines|Paragraphs|\w*Spaces|DocSecurity|ScaleCrop|LinksUpToDate|SharedDoc|HyperlinksChanged|Slides|Notes|HiddenSlides|MMClips|PresentationFormat|lpstr|i4)$/.test(
          path.at(-1) ?? '',
        )
      )
        found.add('other', 'A property that somebody or a program added.', token.text);
    }
    if (token.kind === 'empty' && token.name === 'meta:template')
      found.add(
        'other',
        'The name of the template.',
        token.attributes.find(({ name }) => name === 'xlink:href')?.value,
      );
  }
}

/** A list of parts without the one that a copy has not. */
function withoutSmallPicture(xml: string): string {
  const changes: Change[] = [];
  for (const token of tokens(xml)) {
    if (token.kind !== 'empty') continue;
    const refers = token.attributes.some(
      ({ name, value }) =>
        /^(?:Target|manifest:full-path)$/.test(name) &&
        /^\/?(?:docProps\/thumbnail\.|Thumbnails\/)/i.test(value),
    );
    if (refers) changes.push({ from: token.from, to: token.to, by: '' });
  }
  return changed(xml, changes);
}
