import { inflateSync } from 'node:zlib';
import { behindSpace, type PdfDict, PdfReader, type PdfValue } from './pdf-syntax.ts';
import { Damaged, TooMuch } from './source.ts';

/** An object of a PDF: a value, and the bytes that follow it where it is a stream. */
export interface PdfObject {
  readonly value: PdfValue;
  readonly stream?: { readonly from: number; readonly to: number };
}

interface Stored {
  readonly bytes: Buffer;
  readonly at: number;
  readonly isOne: boolean;
  readonly stream?: { readonly from: number; readonly to: number };
}

const MOST_OBJECTS = 300_000;
const MOST_UNPACKED = 64 * 1024 * 1024;
const OBJECT = Buffer.from('obj');
const END = Buffer.from('endstream');

/**
 * The objects of a PDF, found by going through the file from its beginning, so that no table in it can lead anywhere. Where a number
 * is there twice the later one counts, as for everybody who shows the file.
 */
export class PdfFile {
  readonly trailer = new Map<string, PdfValue>();
  /** How many times it was written, the first included. */
  versions = 0;
  /** Whether something stands before or behind the document. */
  hasMore = false;
  /** How often an object was written again: the earlier one is still there. */
  rewritten = 0;
  readonly #bytes: Buffer;
  readonly #reader = new PdfReader();
  readonly #objects = new Map<number, Stored>();
  #unpacked = 0;
  /** Where streams end that are longer than up to the next `endstream`, by where they begin. */
  readonly #known = new Map<number, number>();
  #isLinear = false;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    const start = bytes.indexOf('%PDF-');
    if (start < 0 || start > 1024) throw new Damaged();
    this.hasMore = start > 0;
    this.#scan(start);
    if (this.#known.size > 0) {
      // Something in a stream looked like its end, so what follows was read wrongly.
      this.#objects.clear();
      this.trailer.clear();
      [this.versions, this.rewritten, this.#unpacked, this.hasMore] = [0, 0, 0, start > 0];
      this.#scan(start);
    }
    if (this.#isLinear) this.versions -= 1;
  }

  get version(): string {
    const start = this.#bytes.indexOf('%PDF-');
    return /^\d\.\d/.exec(this.#bytes.toString('latin1', start + 5, start + 8))?.[0] ?? '1.7';
  }

  get numbers(): readonly number[] {
    return [...this.#objects.keys()];
  }

  object(number: number): PdfObject | undefined {
    const stored = this.#objects.get(number);
    if (stored === undefined) return undefined;
    const { value } = this.#reader.valueAt(stored.bytes, stored.at, stored.isOne);
    return stored.stream === undefined ? { value } : { value, stream: stored.stream };
  }

  /** What a value is, where it only refers to it. */
  resolved(value: PdfValue | undefined): PdfValue | undefined {
    let at = value;
    for (let steps = 0; at?.kind === 'reference'; steps += 1) {
      if (steps > 20) return undefined;
      at = this.object(at.number)?.value;
    }
    return at;
  }

  dict(value: PdfValue | undefined): PdfDict | undefined {
    const found = this.resolved(value);
    return found?.kind === 'dict' ? found : undefined;
  }

  bytesOf({ from, to }: { readonly from: number; readonly to: number }): Buffer {
    return this.#bytes.subarray(from, to);
  }

  #scan(start: number): void {
    const late: { number: number; length: number; stored: Stored }[] = [];
    let behind = start;
    for (let at = this.#bytes.indexOf(OBJECT, start); at >= 0; at = this.#bytes.indexOf(OBJECT, at)) {
      const head = /(\d{1,10})[\0\s]+\d{1,10}[\0\s]+$/.exec(
        this.#bytes.toString('latin1', Math.max(behind, at - 40), at),
      );
      if (head === null) {
        at += OBJECT.length;
        continue;
      }
      this.#between(behind, at);
      const number = Number(head[1]);
      const bytes = this.#bytes;
      const { value, end, isStream } = this.#reader.newValueAt(bytes, at + OBJECT.length);
      const from = at + OBJECT.length;
      at = end;
      if (!isStream) this.#store(number, { bytes, at: from, isOne: false }, value);
      else {
        const stream = this.#streamAt(end, value);
        const stored = { bytes, at: from, isOne: false, stream };
        const length = value.kind === 'dict' ? value.entries.get('Length') : undefined;
        if (length?.kind === 'reference') late.push({ number, length: length.number, stored });
        at = stream.to;
        this.#store(number, stored, value);
      }
      behind = at;
    }
    this.#between(behind, this.#bytes.length);
    for (const { number, length, stored } of late) this.#correct(number, length, stored);
  }

  /** Where the bytes of a stream stand: as long as it says, where `endstream` follows, else up to the next one. */
  #streamAt(word: number, value: PdfValue): { from: number; to: number } {
    let from = word + 'stream'.length;
    if (this.#bytes[from] === 13) from += 1;
    if (this.#bytes[from] === 10) from += 1;
    const length = value.kind === 'dict' ? value.entries.get('Length') : undefined;
    const said = length?.kind === 'atom' ? Number(length.written) : Number.NaN;
    const known = this.#known.get(from);
    if (known !== undefined) return { from, to: known };
    if (this.#endsAt(from + said)) return { from, to: from + said };
    const end = this.#bytes.indexOf(END, from);
    if (end < 0) throw new Damaged();
    const isAfterLine = this.#bytes[end - 1] === 10 || this.#bytes[end - 1] === 13;
    const both = this.#bytes[end - 1] === 10 && this.#bytes[end - 2] === 13;
    return { from, to: Math.max(from, end - (both ? 2 : isAfterLine ? 1 : 0)) };
  }

  #endsAt(at: number): boolean {
    if (!(at >= 0 && at <= this.#bytes.length)) return false;
    const next = behindSpace(this.#bytes.subarray(0, Math.min(this.#bytes.length, at + 16)), at);
    return this.#bytes.subarray(next, next + END.length).equals(END);
  }

  /** A length that stands further on in the file is known only at its end. */
  #correct(number: number, length: number, stored: Stored): void {
    if (stored.stream === undefined || this.#objects.get(number) !== stored) return;
    const value = this.object(length)?.value;
    const said = value?.kind === 'atom' ? Number(value.written) : Number.NaN;
    const { from, to } = stored.stream;
    if (from + said === to || !this.#endsAt(from + said)) return;
    if (from + said > to) this.#known.set(from, from + said);
    else this.#objects.set(number, { ...stored, stream: { from, to: from + said } });
  }

  #store(number: number, stored: Stored, value: PdfValue): void {
    const type = value.kind === 'dict' ? value.entries.get('Type') : undefined;
    if (value.kind === 'dict' && value.entries.has('Linearized')) this.#isLinear = true;
    if (stored.stream !== undefined && value.kind === 'dict' && type?.kind === 'name') {
      if (type.name === 'XRef') this.#trailer(value);
      else if (type.name === 'ObjStm') this.#unpack(value, stored.stream);
      else this.#put(number, stored);
    } else this.#put(number, stored);
  }

  #put(number: number, stored: Stored): void {
    if (this.#objects.has(number)) this.rewritten += 1;
    this.#objects.set(number, stored);
    if (this.#objects.size > MOST_OBJECTS) throw new TooMuch();
  }

  /** Objects that are packed together in a stream: pairs of a number and a place, then the objects. */
  #unpack({ entries }: PdfDict, stream: { from: number; to: number }): void {
    const number = (name: string): number => {
      const value = this.resolved(entries.get(name));
      const read = value?.kind === 'atom' ? Number(value.written) : Number.NaN;
      if (!Number.isSafeInteger(read) || read < 0) throw new Damaged();
      return read;
    };
    const bytes = this.unpacked(stream, filtersOf(entries.get('Filter')));
    const first = number('First');
    const count = number('N');
    if (count > MOST_OBJECTS || entries.has('DecodeParms')) throw new Damaged();
    const head = bytes
      .toString('latin1', 0, first)
      .trim()
      .split(/[\0\s]+/);
    for (let index = 0; index < count; index += 1) {
      const [which, at] = [Number(head[index * 2]), first + Number(head[index * 2 + 1])];
      if (!Number.isSafeInteger(which) || !(at <= bytes.length)) throw new Damaged();
      this.#put(which, { bytes, at, isOne: true });
    }
  }

  /** What a stream holds, where it is packed in the one usual way or not at all. There is a limit for all of a file together. */
  unpacked(stream: { readonly from: number; readonly to: number }, filters: readonly string[]): Buffer {
    const bytes = this.bytesOf(stream);
    if (filters.length === 0) return bytes;
    if (filters.length > 1 || !/^(?:FlateDecode|Fl)$/.test(filters[0] ?? '')) throw new Damaged();
    try {
      const out = inflateSync(bytes, { maxOutputLength: Math.max(1, MOST_UNPACKED - this.#unpacked) });
      this.#unpacked += out.length;
      this.#reader.more(out.length);
      return out;
    } catch {
      throw new Damaged();
    }
  }

  #trailer({ entries }: PdfDict): void {
    for (const name of ['Root', 'Info', 'Encrypt', 'ID']) {
      const value = entries.get(name);
      if (value !== undefined) this.trailer.set(name, value);
    }
  }

  /** What stands between two objects: trailers, and the ends of the versions. */
  #between(from: number, to: number): void {
    const between = this.#bytes.subarray(from, to);
    for (let at = between.indexOf('trailer'); at >= 0; at = between.indexOf('trailer', at + 7)) {
      const { value } = this.#reader.valueAt(this.#bytes, from + at + 7, true);
      if (value.kind === 'dict') this.#trailer(value);
    }
    let last = -1;
    for (let at = between.indexOf('%%EOF'); at >= 0; at = between.indexOf('%%EOF', at + 5)) {
      this.versions += 1;
      last = at;
    }
    const isLast = to === this.#bytes.length;
    if (
      isLast &&
      last >= 0 &&
      between.subarray(last + 5).some((byte) => byte !== 10 && byte !== 13 && byte !== 32 && byte !== 0)
    )
      this.hasMore = true;
  }
}

/** The names of what a stream is packed with, outermost first. */
export function filtersOf(value: PdfValue | undefined): readonly string[] {
  if (value === undefined) return [];
  if (value.kind === 'name') return [value.name];
  if (value.kind !== 'list') throw new Damaged();
  return value.items.map((item) => {
    if (item.kind !== 'name') throw new Damaged();
    return item.name;
  });
}
