import { latin, lettersOf, withoutControlsOfLatin } from './letters.ts';
import { MOST, type Reading } from './mail.ts';

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const COLON = 0x3a;
/** Charsets in which no header can be. */
const WIDE = /utf-?(?:16|32|7)|ucs|^\W*(?:cs)?unicode/i;

/** The header of a mail or of a part of it. */
export interface Header {
  /** The values of a field, in order; unfolded, and not decoded any further. */
  all(name: string): readonly string[];
  /** The first of them; '' where there is none. */
  first(name: string): string;
  /** Where what stands below it begins. */
  readonly end: number;
}

/** A value with parameters, such as that of Content-Type. */
export interface Valued {
  /** In small letters. */
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Reads the header that begins at a place. Where a line cannot be of a header, what stands below begins. */
export function readHeader(bytes: Uint8Array, from: number, to: number, reading: Reading): Header {
  const found: { readonly name: string; readonly value: Uint8Array }[] = [];
  let left: number = MOST.header;
  let count = 0;
  let at = from;
  while (at < to) {
    if (bytes[at] === LINE_FEED || (bytes[at] === RETURN && bytes[at + 1] === LINE_FEED)) {
      at += bytes[at] === LINE_FEED ? 1 : 2;
      break;
    }
    const colon = colonOf(bytes, at, to);
    if (colon < 0) break;
    const end = endOfField(bytes, at, to);
    const kept = Math.min(end, colon + MOST.field, colon + left);
    if (kept < end || count >= MOST.fields) reading.said.add('cut');
    if (count < MOST.fields) {
      const name = latin(bytes.subarray(at, colon)).trim().toLowerCase();
      found.push({ name, value: bytes.subarray(colon + 1, Math.max(kept, colon + 1)) });
    }
    count++;
    left = Math.max(0, left - (kept - at));
    at = end;
  }
  // Letters that stand in a header as they are have the charset of the words below it, if they say which.
  const type = found.find(({ name }) => name === 'content-type');
  const named = type && valued(unfolded(latin(type.value))).parameters.get('charset');
  const charset = named !== undefined && WIDE.test(named) ? undefined : named;
  const fields = new Map<string, string[]>();
  for (const { name, value } of found) {
    const values = fields.get(name) ?? [];
    values.push(unfolded(lettersOf(value, charset, true).text));
    fields.set(name, values);
  }
  const all = (name: string): readonly string[] => fields.get(name) ?? [];
  return { all, first: (name) => all(name)[0] ?? '', end: at };
}

/** The value of a field and its parameters, those that go on in several and those that name their charset (RFC 2231) too. */
export function valued(field: string): Valued {
  const [value = '', ...rest] = pieces(field);
  const parameters = new Map<string, string>();
  const inPieces = new Map<
    string,
    { readonly nr: number; readonly text: string; readonly isEncoded: boolean }[]
  >();
  for (const piece of rest.slice(0, 500)) {
    const equals = piece.indexOf('=');
    if (equals < 0) continue;
    const [, name = '', nr, star] =
      /^([^*]*)(?:\*(\d{1,3}))?(\*)?$/.exec(piece.slice(0, equals).trim().toLowerCase()) ?? [];
    const text = unquoted(piece.slice(equals + 1).trim());
    if (name === '') continue;
    if (nr === undefined && star === undefined) {
      if (!parameters.has(name)) parameters.set(name, text);
      continue;
    }
    const all = inPieces.get(name) ?? [];
    all.push({ nr: Number(nr ?? 0), text, isEncoded: star !== undefined });
    inPieces.set(name, all);
  }
  for (const [name, all] of inPieces) parameters.set(name, joined(all));
  return { value: value.trim().toLowerCase(), parameters };
}

function joined(all: { readonly nr: number; readonly text: string; readonly isEncoded: boolean }[]): string {
  let charset: string | undefined;
  const bytes: number[] = [];
  for (const { text, isEncoded } of all.sort((one, other) => one.nr - other.nr)) {
    const [, named, encoded = text] =
      charset === undefined && isEncoded ? (/^([^']*)'[^']*'([\s\S]*)$/.exec(text) ?? []) : [];
    charset ??= named;
    bytes.push(...(isEncoded ? percentDecoded(encoded) : new TextEncoder().encode(text)));
  }
  return lettersOf(Uint8Array.from(bytes), charset === '' ? undefined : charset).text;
}

function percentDecoded(text: string): readonly number[] {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const hex = text[at] === '%' ? text.slice(at + 1, at + 3) : '';
    if (/^[\da-f]{2}$/i.test(hex)) {
      bytes.push(Number.parseInt(hex, 16));
      at += 2;
    } else bytes.push(...new TextEncoder().encode(text[at]));
  }
  return bytes;
}

/** What stands between semicolons, but for those in quotes; comments in brackets are left out in front of the first one. */
function pieces(field: string): readonly string[] {
  const all: string[] = [];
  let isQuoted = false;
  let start = 0;
  for (let at = 0; at < field.length; at++) {
    if (field[at] === '\\' && isQuoted) at++;
    else if (field[at] === '"') isQuoted = !isQuoted;
    else if (field[at] === ';' && !isQuoted) {
      all.push(field.slice(start, at));
      start = at + 1;
    }
  }
  all.push(field.slice(start));
  const [first = '', ...rest] = all;
  return [first.replace(/\([^()]*\)/g, ' '), ...rest];
}

function unquoted(text: string): string {
  if (!text.startsWith('"')) return text.replace(/\s\([^()]*\)$/, '').trimEnd();
  let inside = '';
  for (let at = 1; at < text.length && text[at] !== '"'; at++)
    inside += text[at] === '\\' ? (text[++at] ?? '') : text[at];
  return inside;
}

/** Where the name of a field ends; -1 where no field begins. */
function colonOf(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < Math.min(to, from + 200); at++) {
    const byte = bytes[at] ?? 0;
    if (byte === COLON) return at > from ? at : -1;
    if (byte < 0x20 && byte !== 0x09) return -1;
    if (byte === 0x20 || byte === 0x09) {
      let next = at;
      while (next < to && next < at + 20 && (bytes[next] === 0x20 || bytes[next] === 0x09)) next++;
      return bytes[next] === COLON && at > from ? next : -1;
    }
  }
  return -1;
}

/** Where the next field begins: after the first line end that no blank follows. */
function endOfField(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; ) {
    const end = bytes.indexOf(LINE_FEED, at);
    if (end < 0 || end + 1 >= to) return to;
    const next = bytes[end + 1];
    if (next !== 0x20 && next !== 0x09) return end + 1;
    at = end + 1;
  }
  return to;
}

function unfolded(value: string): string {
  return withoutControlsOfLatin(value.replace(/\r?\n/g, '')).trim();
}
