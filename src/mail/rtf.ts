import { lettersOf } from './letters.ts';
import { charsetOf } from './properties.ts';

const COMPRESSED = 0x75465a4c;
const UNCOMPRESSED = 0x414c454d;
const RING = 4096;
/** With which the ring begins (MS-OXRTFCP). */
const BEGINNING =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';
/** Groups without words of the writer. */
const WITHOUT_WORDS = new Set(
  'fonttbl colortbl stylesheet info pict object header footer headerl headerr footerl footerr listtable listoverridetable rsidtbl themedata generator xmlnstbl latentstyles datastore mmathPr'.split(
    ' ',
  ),
);
const LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    par: '\n',
    line: '\n',
    sect: '\n',
    page: '\n',
    row: '\n',
    tab: '\t',
    cell: '\t',
    lquote: '‘',
    rquote: '’',
    ldblquote: '“',
    rdblquote: '”',
    bullet: '•',
    endash: '–',
    emdash: '—',
    emspace: ' ',
    enspace: ' ',
    qmspace: ' ',
  }),
);

/** RTF as Outlook compresses it; of a long one so many letters. Nothing where it is none. */
export function decompressed(bytes: Uint8Array, most: number): string | undefined {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (source.length < 16) return undefined;
  const kind = source.readUInt32LE(8);
  const size = Math.min(source.readUInt32LE(4), most);
  if (kind === UNCOMPRESSED) return source.toString('latin1', 16, 16 + size);
  if (kind !== COMPRESSED) return undefined;
  const ring = Buffer.alloc(RING);
  let place = ring.write(BEGINNING, 'latin1');
  const out = Buffer.alloc(size);
  let length = 0;
  const put = (byte: number): void => {
    if (length < size) out[length++] = byte;
    ring[place] = byte;
    place = (place + 1) % RING;
  };
  for (let at = 16; at < source.length && length < size; ) {
    const flags = source[at++] ?? 0;
    for (let bit = 0; bit < 8 && at < source.length && length < size; bit++) {
      if ((flags & (1 << bit)) === 0) {
        put(source[at++] ?? 0);
        continue;
      }
      const pair = ((source[at] ?? 0) << 8) | (source[at + 1] ?? 0);
      at += 2;
      const from = pair >> 4;
      if (from === place) return out.toString('latin1', 0, length);
      for (let index = 0; index < (pair & 15) + 2; index++) put(ring[(from + index) % RING] ?? 0);
    }
  }
  return out.toString('latin1', 0, length);
}

interface Group {
  isSilent: boolean;
  isHtmlTag: boolean;
  isOnlyRtf: boolean;
  /** How many letters stand for one that is written as a number. */
  instead: number;
}

/** What an RTF says: HTML where Outlook laid that in it, else words. */
export function rtfWords(rtf: string): { readonly isHtml: boolean; readonly text: string } {
  const isHtml = rtf.slice(0, 4_000).includes('\\fromhtml1');
  const charset = charsetOf(Number(/\\ansicpg(\d{1,5})/.exec(rtf.slice(0, 4_000))?.[1] ?? 1252));
  const out: string[] = [];
  let bytes: number[] = [];
  const groups: Group[] = [];
  let group: Group = { isSilent: false, isHtmlTag: false, isOnlyRtf: false, instead: 1 };
  let skip = 0;
  const isSaid = (): boolean => !group.isSilent && !(isHtml && group.isOnlyRtf && !group.isHtmlTag);
  const flush = (): void => {
    if (bytes.length > 0) out.push(lettersOf(Uint8Array.from(bytes), charset).text);
    bytes = [];
  };
  const put = (text: string): void => {
    flush();
    if (isSaid()) out.push(text);
  };
  const token =
    /\\([a-zA-Z]{1,40})(-?\d{1,9})? ?|\\'([\da-fA-F]{2})|\\([^a-zA-Z])|([{}])|([\r\n]+)|([^\\{}\r\n]+)/y;
  for (let found = token.exec(rtf); found !== null; found = token.exec(rtf)) {
    const [whole, word, number, hex, symbol, brace, , plain] = found;
    if (hex !== undefined) {
      if (skip > 0) skip--;
      else if (isSaid()) bytes.push(Number.parseInt(hex, 16));
    } else if (plain !== undefined) {
      put(plain.slice(skip));
      skip = Math.max(0, skip - plain.length);
    } else if (brace === '{') {
      flush();
      skip = 0;
      groups.push(group);
      group = { ...group };
    } else if (brace === '}') {
      flush();
      skip = 0;
      group = groups.pop() ?? group;
    } else if (symbol === '*') group.isSilent = true;
    else if (symbol !== undefined)
      put(symbol === '~' ? '\u00a0' : symbol === '_' ? '‑' : '{}\\'.includes(symbol) ? symbol : '');
    else if (word === 'u') {
      put(String.fromCharCode(Number(number ?? 0) & 0xffff));
      skip = group.instead;
    } else if (word === 'uc') group.instead = Math.max(0, Math.min(Number(number ?? 1), 10));
    else if (word === 'htmltag') Object.assign(group, { isSilent: !isHtml, isHtmlTag: true });
    else if (word === 'htmlrtf') group.isOnlyRtf = number !== '0';
    else if (word !== undefined && WITHOUT_WORDS.has(word)) group.isSilent = true;
    else if (word === 'bin') token.lastIndex += Math.max(0, Number(number ?? 0));
    else if (word !== undefined) {
      const letter = LETTERS.get(word);
      if (letter !== undefined) put(letter);
    }
    if (whole === '') break;
  }
  flush();
  return { isHtml, text: out.join('') };
}
