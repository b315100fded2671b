import { type Findings, type LookInside, type MakeCopy, TOO_LARGE, type What } from './found.ts';
import { filtersOf, PdfFile, type PdfObject } from './pdf-file.ts';
import { type PdfDict, type PdfValue, wordsOf, write } from './pdf-syntax.ts';
import { bytesSource, Damaged, joined, type Piece, type Source } from './source.ts';
import { lookAtXmp } from './xmp.ts';

const LARGEST = 64 * 1024 * 1024;
const INFO: Readonly<Record<string, readonly [What, string]>> = {
  Author: ['person', 'Who wrote it.'],
  Creator: ['program', 'The program that it was written with.'],
  Producer: ['program', 'The program that made the PDF.'],
  CreationDate: ['time', 'When it was made, with the time zone.'],
  ModDate: ['time', 'When it was changed, with the time zone.'],
  Title: ['caption', 'A title.'],
  Subject: ['caption', 'A subject.'],
  Keywords: ['caption', 'Keywords.'],
  Company: ['person', 'The company of whoever wrote it.'],
};
/** What a copy leaves out of every dictionary. */
const DROPPED = ['Metadata', 'PieceInfo', 'Thumb', 'EF', 'AF', 'LastModified'];
/** What a copy leaves out of a comment: who wrote it, and when. */
const OF_A_COMMENT = ['T', 'M', 'CreationDate', 'NM'];
const COMMENTS = new Set(
  (
    'Text FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut ' +
    'Stamp Caret Ink FileAttachment Redact Sound Popup'
  ).split(' '),
);
/** Comments that people draw over what nobody is to read. */
const COVERS = new Set(['Square', 'Circle', 'Polygon']);
const SMALL = 'A small picture of a page, which may show what was changed later.';

/**
 * A PDF, by what can be reached from its first page on. A copy has that and nothing else, each object once, without what is said
 * beside the pages; what the pages show stays byte for byte. What the words on a page lie under, or what lies under them, is not looked at.
 */
export async function lookAtPdf(source: Source, found: Findings, inside: LookInside): Promise<MakeCopy> {
  if (source.size > LARGEST) {
    found.addAll([TOO_LARGE]);
    return async () => ({ cannot: 'It is too large.' });
  }
  const bytes = await source.read(0, source.size);
  const file = opened(bytes);
  if (file === undefined || file.trailer.has('Encrypt')) {
    found.add('not-looked', 'It is locked, so coc cannot look into it.');
    return async () => ({ cannot: 'It is locked.' });
  }
  const root = file.trailer.get('Root');
  if (root?.kind !== 'reference' || file.dict(root) === undefined) throw new Damaged();
  const look = new PdfLook(file, found, inside);
  look.info();
  look.catalog(file.dict(root));
  await look.all(root.number);
  look.versions();
  if (look.isPortfolio) return async () => ({ cannot: 'It is a folder of other files.' });
  return async () => look.copy(root.number);
}

/** Nothing where it cannot be read, and says that it is locked: what is packed in it cannot be unpacked then. */
function opened(bytes: Buffer): PdfFile | undefined {
  try {
    return new PdfFile(bytes);
  } catch (error) {
    if (error instanceof Damaged && bytes.includes('/Encrypt')) return undefined;
    throw error;
  }
}

class PdfLook {
  isPortfolio = false;
  readonly #file: PdfFile;
  readonly #found: Findings;
  readonly #inside: LookInside;
  /** The objects that a copy has, with their numbers in it. */
  readonly #numbers = new Map<number, number>();
  /** Pictures in it that a copy has without what is hidden in them. */
  readonly #pictures = new Map<number, readonly Piece[]>();

  constructor(file: PdfFile, found: Findings, inside: LookInside) {
    this.#file = file;
    this.#found = found;
    this.#inside = inside;
  }

  info(): void {
    for (const [name, value] of this.#file.dict(this.#file.trailer.get('Info'))?.entries ?? []) {
      const [what, words] = INFO[name] ?? ['other', 'A note of the program.'];
      this.#found.add(what, words, wordsOf(this.#file.resolved(value)));
    }
  }

  catalog(root: PdfDict | undefined): void {
    this.isPortfolio = root?.entries.has('Collection') === true;
    const layers = this.#file.dict(this.#file.dict(root?.entries.get('OCProperties'))?.entries.get('D'));
    const off = this.#file.resolved(layers?.entries.get('OFF'));
    if (off?.kind === 'list' && off.items.length > 0)
      this.#found.add('hidden-part', 'Layers that are not shown.');
  }

  /** Goes through all that can be reached. */
  async all(root: number): Promise<void> {
    const waiting = [root];
    for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
      if (this.#numbers.has(number)) continue;
      const object = this.#file.object(number);
      if (object === undefined) continue;
      this.#numbers.set(number, this.#numbers.size + 1);
      this.#look(object.value, waiting);
      await this.#stream(number, object);
    }
  }

  /** What a value says that no page shows, and what it refers to. */
  #look(value: PdfValue, waiting: number[]): void {
    if (value.kind === 'reference') waiting.push(value.number);
    else if (value.kind === 'list') for (const one of value.items) this.#look(one, waiting);
    else if (value.kind === 'dict') {
      this.#dict(value);
      for (const [, one] of kept(value)) this.#look(one, waiting);
    }
  }

  #dict({ entries }: PdfDict): void {
    const type = wordsOf(entries.get('Subtype'));
    const words = (name: string): string => wordsOf(this.#file.resolved(entries.get(name)));
    const notes = entries.get('Metadata');
    if (notes?.kind === 'reference') this.#notes(notes.number);
    if (entries.has('PieceInfo')) this.#found.add('other', 'Notes of a program of its own.');
    if (entries.has('Thumb')) this.#found.add('small-picture', SMALL);
    if (entries.has('EF'))
      this.#found.add('embedded-file', 'A file within the file.', words('UF') || words('F') || undefined);
    if (entries.has('JS')) this.#found.add('other', 'A small program that can run when it is opened.');
    if (entries.has('Alt')) this.#found.add('caption', 'Words that say what a picture shows.', words('Alt'));
    if (wordsOf(entries.get('Type')) === 'Sig')
      this.#found.add('person', 'A signature with the name of whoever signed.', words('Name') || undefined);
    if (!entries.has('Rect') || !COMMENTS.has(type)) return;
    if (type === 'Redact' || (COVERS.has(type) && entries.has('IC')))
      this.#found.add('hidden-part', 'A box was put over a page: what is beneath it is still there.');
    this.#found.add('comment', 'A comment on a page.', words('Contents') || undefined);
    if (entries.has('T')) this.#found.add('person', 'Who wrote a comment.', words('T'));
    if (entries.has('M') || entries.has('CreationDate'))
      this.#found.add('time', 'When a comment was written.', words('CreationDate') || words('M'));
  }

  #notes(number: number): void {
    const object = this.#file.object(number);
    if (object?.stream === undefined || object.value.kind !== 'dict') return;
    try {
      lookAtXmp(
        this.#file.unpacked(object.stream, filtersOf(object.value.entries.get('Filter'))),
        this.#found,
      );
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      this.#found.add('not-looked', 'Notes (XMP) that coc could not read.');
    }
  }

  /** A photo on a page has what any photo has. */
  async #stream(number: number, { value, stream }: PdfObject): Promise<void> {
    if (stream === undefined || value.kind !== 'dict') return;
    const filter = this.#file.resolved(value.entries.get('Filter'));
    const filters = filtersOf(filter);
    if (filters.includes('JPXDecode'))
      this.#found.add('not-looked', 'A picture of a kind that coc cannot look into (JPEG 2000).');
    if (!filters.some((name) => name === 'DCTDecode' || name === 'DCT')) return;
    if (filters.length > 1) {
      this.#found.add(
        'not-looked',
        'A photo on a page that is packed once more, so that coc did not look into it.',
      );
      return;
    }
    const { hidden, copy } = await this.#inside(bytesSource(this.#file.bytesOf(stream)), 'image/jpeg');
    this.#found.addAll(
      hidden.map((one) => ({ ...one, words: `In a photo on a page: ${lowerFirst(one.words)}` })),
    );
    if (hidden.length === 0) return;
    const pieces = await copy();
    if (!('cannot' in pieces)) this.#pictures.set(number, pieces);
  }

  versions(): void {
    const { versions, rewritten, hasMore } = this.#file;
    if (versions > 1 || rewritten > 0)
      this.#found.add('earlier-version', 'Earlier versions of it, with what was changed or taken out since.');
    if (hasMore) this.#found.add('embedded-file', 'More data before or behind the document.');
    const reached = this.#reached();
    const left = this.#file.numbers.filter((number) => !reached.has(number) && !this.#isOfTheFile(number));
    if (left.length > 0)
      this.#found.add('earlier-version', 'Parts of it that no page shows any more.', String(left.length));
  }

  /** What can be reached by any way, those included that a copy has not. */
  #reached(): ReadonlySet<number> {
    const reached = new Set<number>();
    const waiting = [...this.#file.trailer.values()];
    for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
      if (value.kind === 'list') for (const one of value.items) waiting.push(one);
      else if (value.kind === 'dict') for (const one of value.entries.values()) waiting.push(one);
      else if (value.kind === 'reference' && !reached.has(value.number)) {
        reached.add(value.number);
        const object = this.#file.object(value.number);
        if (object !== undefined) waiting.push(object.value);
      }
    }
    return reached;
  }

  /** Whether something that is not reached only says how the file is stored: a length, or how its first page is found. */
  #isOfTheFile(number: number): boolean {
    const value = this.#file.object(number)?.value;
    return (
      value === undefined ||
      value.kind === 'atom' ||
      (value.kind === 'dict' && value.entries.has('Linearized'))
    );
  }

  async copy(root: number): Promise<readonly Piece[]> {
    const numberOf = (number: number): number | undefined => this.#numbers.get(number);
    const pieces: Piece[] = [];
    const places: number[] = [];
    let at = 0;
    const put = (piece: Piece, length: number): void => {
      pieces.push(piece);
      at += length;
    };
    const say = (text: string): void => put(Buffer.from(text, 'latin1'), text.length);
    say(`%PDF-${this.#file.version}\n%\xe2\xe3\xcf\xd3\n`);
    for (const [number, own] of this.#numbers) {
      const { value, stream } = this.#file.object(number) ?? {};
      if (value === undefined) throw new Damaged();
      places.push(at);
      const clean = cleanedValue(value);
      if (stream === undefined || clean.kind !== 'dict') {
        say(`${own} 0 obj\n${write(clean, numberOf)}\nendobj\n`);
        continue;
      }
      const picture = this.#pictures.get(number);
      const bytes =
        picture === undefined ? undefined : await joined(bytesSource(this.#file.bytesOf(stream)), picture);
      const length = bytes?.length ?? stream.to - stream.from;
      const entries = new Map(clean.entries).set('Length', { kind: 'atom', written: String(length) });
      say(`${own} 0 obj\n${write({ kind: 'dict', entries }, numberOf)}\nstream\n`);
      put(bytes ?? stream, length);
      say('\nendstream\nendobj\n');
    }
    const lines = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`);
    const start = at;
    say(`xref\n0 ${places.length + 1}\n0000000000 65535 f \n${lines.join('')}`);
    say(`trailer\n<</Size ${places.length + 1} /Root ${numberOf(root)} 0 R>>\nstartxref\n${start}\n%%EOF\n`);
    return pieces;
  }
}

/** What a copy has of a dictionary. */
function kept({ entries }: PdfDict): readonly (readonly [string, PdfValue])[] {
  const isComment = entries.has('Rect') && COMMENTS.has(wordsOf(entries.get('Subtype')));
  return [...entries].filter(
    ([name]) =>
      !DROPPED.includes(name) && !(isComment && OF_A_COMMENT.includes(name)) && name !== 'EmbeddedFiles',
  );
}

function cleaned(dict: PdfDict): PdfDict {
  return { kind: 'dict', entries: new Map(kept(dict).map(([name, value]) => [name, cleanedValue(value)])) };
}

function cleanedValue(value: PdfValue): PdfValue {
  if (value.kind === 'dict') return cleaned(value);
  return value.kind === 'list' ? { kind: 'list', items: value.items.map(cleanedValue) } : value;
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
