import { Damaged } from './source.ts';

interface Attribute {
  readonly name: string;
  readonly value: string;
  /** Where its value stands in the text, without the quotes. */
  readonly from: number;
  readonly to: number;
}

/** A part of an XML text: a tag, or the words between two. Its place in the text is from `from` to before `to`. */
export type Token =
  | {
      readonly kind: 'open' | 'empty' | 'close';
      /** With what stands before the colon. */
      readonly name: string;
      readonly attributes: readonly Attribute[];
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: 'text'; readonly text: string; readonly from: number; readonly to: number };

const NAME = /[^\s<>/"'=]+/y;
const BLANK = /\s*/y;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * The parts of an XML text, one after another, in time that grows with its length alone. Nothing is expanded but the five
 * entities that XML begins with, and numbers; a text that declares more (DOCTYPE) is `Damaged`, as is one that breaks off.
 * Unlike the usual parsers it says where each value stands, so that a copy can differ there and nowhere else.
 */
export function* tokens(xml: string): Generator<Token> {
  let at = 0;
  while (at < xml.length) {
    const open = xml.indexOf('<', at);
    const end = open < 0 ? xml.length : open;
    if (end > at) yield { kind: 'text', text: decoded(xml.slice(at, end)), from: at, to: end };
    if (open < 0) return;
    if (xml.startsWith('<!--', open)) at = behind(xml, '-->', open + 4);
    else if (xml.startsWith('<?', open)) at = behind(xml, '?>', open + 2);
    else if (xml.startsWith('<![CDATA[', open)) {
      at = behind(xml, ']]>', open + 9);
      yield { kind: 'text', text: xml.slice(open + 9, at - 3), from: open, to: at };
    } else if (xml.startsWith('<!', open)) throw new Damaged();
    else {
      const tag = tagAt(xml, open);
      at = tag.to;
      yield tag;
    }
  }
}

function tagAt(xml: string, from: number): Token {
  const closes = xml[from + 1] === '/';
  const name = match(NAME, xml, closes ? from + 2 : from + 1);
  if (name === '') throw new Damaged();
  const attributes: Attribute[] = [];
  let at = from + (closes ? 2 : 1) + name.length;
  for (;;) {
    at += match(BLANK, xml, at).length;
    if (xml[at] === '>') return { kind: closes ? 'close' : 'open', name, attributes, from, to: at + 1 };
    if (xml[at] === '/' && xml[at + 1] === '>') return { kind: 'empty', name, attributes, from, to: at + 2 };
    const key = match(NAME, xml, at);
    if (key === '') throw new Damaged();
    at += key.length;
    at += match(BLANK, xml, at).length;
    if (xml[at] !== '=') throw new Damaged();
    at += 1;
    at += match(BLANK, xml, at).length;
    const quote = xml[at];
    if (quote !== '"' && quote !== "'") throw new Damaged();
    const to = xml.indexOf(quote, at + 1);
    if (to < 0) throw new Damaged();
    attributes.push({ name: key, value: decoded(xml.slice(at + 1, to)), from: at + 1, to });
    at = to + 1;
  }
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function behind(xml: string, end: string, from: number): number {
  const at = xml.indexOf(end, from);
  if (at < 0) throw new Damaged();
  return at + end.length;
}

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (all, hex, decimal, name) => {
    if (name !== undefined) return NAMED[name] ?? all;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

/** The name of a tag or an attribute, without what stands before the colon. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export interface Change {
  readonly from: number;
  readonly to: number;
  readonly by: string;
}

/** A text with some parts changed, which do not overlap and stand in their order. */
export function changed(text: string, changes: readonly Change[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { from, to, by } of changes) {
    if (from < at) continue;
    parts.push(text.slice(at, from), by);
    at = to;
  }
  return `${parts.join('')}${text.slice(at)}`;
}
