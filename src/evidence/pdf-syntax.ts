import { Damaged, TooMuch } from './source.ts';

/** A value of a PDF. Words and numbers stay as they were written. */
export type PdfValue =
  | { readonly kind: 'atom'; readonly written: string }
  | { readonly kind: 'text'; readonly written: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly PdfValue[] }
  | PdfDict
  | { readonly kind: 'reference'; readonly number: number };
export interface PdfDict {
  readonly kind: 'dict';
  readonly entries: ReadonlyMap<string, PdfValue>;
}

interface Open {
  readonly isDict: boolean;
  readonly items: PdfValue[];
}

/** How many values of a file may be read: more than any document has, each of them several times. */
const MOST = 12_000_000;
/** How often all of a file may be read, where it is short: what refers to one long object many times is no document. */
const OFTEN = 12;
const LEAST = 64 * 1024;
const DEEPEST = 200;
const [SPACE, REGULAR] = [new Uint8Array(256), new Uint8Array(256).fill(1)];
for (const byte of [0, 9, 10, 12, 13, 32]) SPACE[byte] = 1;
for (const byte of [0, 9, 10, 12, 13, 32, ...Buffer.from('()<>[]{}/%')]) REGULAR[byte] = 0;

/** Reads values in time that grows with their length alone, and stops when a file has had more read than any real one has. */
export class PdfReader {
  #read = 0;
  #values = 0;
  #there = LEAST;

  /** That there is so much more to be read. */
  more(length: number): void {
    this.#there += length;
  }

  /** As `valueAt`, of a value that is met for the first time. */
  newValueAt(bytes: Buffer, from: number): ReturnType<PdfReader['valueAt']> {
    const read = this.valueAt(bytes, from, false, true);
    this.more(read.end - from);
    return read;
  }

  /**
   * The value at a place, and where what follows it begins: behind `endobj`, or at the word `stream`. `isOne`: the value ends
   * with itself, as one within a stream does.
   */
  valueAt(
    bytes: Buffer,
    from: number,
    isOne = false,
    isNew = false,
  ): { value: PdfValue; end: number; isStream: boolean } {
    const open: Open[] = [{ isDict: false, items: [] }];
    let at = from;
    let items: PdfValue[] = open[0]?.items ?? [];
    let values = 0;
    const done = (isStream: boolean): { value: PdfValue; end: number; isStream: boolean } => {
      this.#read += at - from + 16;
      this.#values += values;
      if (this.#values > MOST || (!isNew && this.#read > this.#there * OFTEN)) throw new TooMuch();
      if (open.length !== 1) throw new Damaged();
      return { value: open[0]?.items[0] ?? { kind: 'atom', written: 'null' }, end: at, isStream };
    };
    for (;;) {
      at = behindSpace(bytes, at);
      if (isOne && open.length === 1 && open[0]?.items.length === 1) return done(false);
      const byte = bytes[at];
      values += 1;
      if (values > MOST) throw new TooMuch();
      if (byte === undefined) {
        if (isOne) return done(false);
        throw new Damaged();
      }
      if (byte === 0x5b) {
        open.push({ isDict: false, items: [] });
        items = open.at(-1)?.items ?? [];
        at += 1;
      } else if (byte === 0x3c && bytes[at + 1] === 0x3c) {
        open.push({ isDict: true, items: [] });
        items = open.at(-1)?.items ?? [];
        at += 2;
      } else if (byte === 0x5d || (byte === 0x3e && bytes[at + 1] === 0x3e)) {
        at += byte === 0x5d ? 1 : 2;
        close(open, byte !== 0x5d);
        items = open.at(-1)?.items ?? [];
      } else if (byte === 0x28 || byte === 0x3c) {
        const end = byte === 0x28 ? behindText(bytes, at) : behindByte(bytes, at, 0x3e);
        items.push({ kind: 'text', written: bytes.toString('latin1', at, end) });
        at = end;
      } else if (byte === 0x2f) {
        const end = behindRegular(bytes, at + 1);
        items.push({ kind: 'name', name: nameOf(bytes.toString('latin1', at + 1, end)) });
        at = end;
      } else {
        const end = behindRegular(bytes, at);
        if (end === at) throw new Damaged();
        const word = bytes.toString('latin1', at, Math.min(end, at + 64));
        if (!isOne && open.length === 1 && word === 'stream') return done(true);
        at = end;
        if (!isOne && open.length === 1 && word === 'endobj') return done(false);
        if (word === 'R') refer(items);
        else if (word === 'obj' || word === 'endobj') throw new Damaged();
        else items.push({ kind: 'atom', written: word });
      }
      if (open.length > DEEPEST) throw new Damaged();
    }
  }
}

function close(open: Open[], isDict: boolean): void {
  const last = open.pop();
  const outer = open.at(-1);
  if (last === undefined || outer === undefined || last.isDict !== isDict) throw new Damaged();
  if (!isDict) {
    outer.items.push({ kind: 'list', items: last.items });
    return;
  }
  const entries = new Map<string, PdfValue>();
  for (let index = 0; index < last.items.length; index += 2) {
    const [key, value] = [last.items[index], last.items[index + 1]];
    if (key?.kind !== 'name' || value === undefined) throw new Damaged();
    entries.set(key.name, value);
  }
  outer.items.push({ kind: 'dict', entries });
}

/** Two numbers and an R: the two were read as numbers. */
function refer(items: PdfValue[]): void {
  const generation = items.pop();
  const number = items.pop();
  if (generation?.kind !== 'atom' || number?.kind !== 'atom' || !/^\d{1,10}$/.test(number.written))
    throw new Damaged();
  items.push({ kind: 'reference', number: Number(number.written) });
}

export function behindSpace(bytes: Buffer, from: number): number {
  let at = from;
  for (;;) {
    while (SPACE[bytes[at] ?? 255] === 1) at += 1;
    if (bytes[at] !== 0x25) return at;
    while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at += 1;
  }
}

function behindRegular(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && REGULAR[bytes[at] ?? 0] === 1) at += 1;
  return at;
}

function behindByte(bytes: Buffer, from: number, byte: number): number {
  const at = bytes.indexOf(byte, from);
  if (at < 0) throw new Damaged();
  return at + 1;
}

function behindText(bytes: Buffer, from: number): number {
  let depth = 0;
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === 0x5c) at += 1;
    else if (byte === 0x28) depth += 1;
    else if (byte === 0x29) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  throw new Damaged();
}

function nameOf(written: string): string {
  return written.includes('#')
    ? written.replace(/#([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : written;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** What a text says. */
export function wordsOf(value: PdfValue | undefined): string {
  if (value?.kind === 'name') return value.name;
  if (value?.kind === 'atom') return value.written;
  if (value?.kind !== 'text') return '';
  const written = value.written.slice(1, -1);
  const bytes = value.written.startsWith('<')
    ? Buffer.from(written.replace(/\s/g, ''), 'hex')
    : Buffer.from(
        written.replace(/\\(?:([0-7]{1,3})|\r?\n|\r|([\s\S]))/g, (_, octal, character) =>
          octal === undefined
            ? character === undefined
              ? ''
              : (ESCAPES[character] ?? character)
            : String.fromCharCode(Number.parseInt(octal, 8) & 255),
        ),
        'latin1',
      );
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes.subarray(2));
  if (bytes[0] === 0xef && bytes[1] === 0xbb) return new TextDecoder().decode(bytes);
  return bytes.toString('latin1');
}

/** A value as it is written in a file, with other numbers for what it refers to: of what is gone there is nothing. */
export function write(value: PdfValue, numberOf: (number: number) => number | undefined): string {
  if (value.kind === 'atom' || value.kind === 'text') return value.written;
  if (value.kind === 'name') return writtenName(value.name);
  if (value.kind === 'list') return `[${value.items.map((one) => write(one, numberOf)).join(' ')}]`;
  if (value.kind === 'reference') {
    const number = numberOf(value.number);
    return number === undefined ? 'null' : `${number} 0 R`;
  }
  const entries = [...value.entries].map(([name, one]) => `${writtenName(name)} ${write(one, numberOf)}`);
  return `<<${entries.join('\n')}>>`;
}

function writtenName(name: string): string {
  return `/${name.replace(/[^!-~]|[#()<>[\]{}/%]/g, (character) => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;
}
