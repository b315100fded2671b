import type { Span } from './page.ts';

/** A text as it is shown, and where each place of it is in what was written. */
interface Shown {
  readonly text: string;
  readonly spanOf: (span: Span) => Span;
}

const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/giu;
const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  zwnj: '',
  zwj: '',
  shy: '',
  lrm: '',
  rlm: '',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  hyphen: '-',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  aacute: 'á',
  agrave: 'à',
  iacute: 'í',
  oacute: 'ó',
  uacute: 'ú',
  ccedil: 'ç',
  ntilde: 'ñ',
  oslash: 'ø',
  aring: 'å',
  aelig: 'æ',
};
const TAG = /<\/?[a-z][a-z\d]{0,12}(?:\s[^<>]{0,200})?\/?>|<!--[\s\S]{0,200}?-->/giu;
const LINK = /!?\[([^\]\n]{1,80})\]\([^)\s]{0,300}\)/gu;
const PERCENT = /(?:%[\da-f]{2})+/giu;

/** A text with its entities, tags, links and percent signs read as a browser reads them; undefined where it has none. */
export function shownOf(text: string): Shown | undefined {
  let [shown, places]: [string, number[]] = [text, []];
  for (let unit = 0; unit <= text.length; unit += 1) places.push(unit);
  const replace = (pattern: RegExp, read: (found: RegExpExecArray) => string | undefined): void => {
    let [rest, from]: [string, number] = ['', 0];
    const kept: number[] = [];
    for (const found of shown.matchAll(pattern)) {
      const instead = read(found);
      if (instead === undefined) continue;
      rest += shown.slice(from, found.index) + instead;
      kept.push(
        ...places.slice(from, found.index),
        ...new Array<number>(instead.length).fill(places[found.index] ?? 0),
      );
      from = found.index + found[0].length;
    }
    [shown, places] = [rest + shown.slice(from), [...kept, ...places.slice(from)]];
  };
  replace(LINK, ([, inside]) => inside);
  replace(TAG, () => '');
  replace(ENTITY, ([, decimal, hex, name]) =>
    name === undefined
      ? character(decimal ?? String(Number.parseInt(hex ?? '', 16)))
      : ENTITIES[name.toLowerCase()],
  );
  replace(PERCENT, ([found]) => unescaped(found));
  if (shown === text) return undefined;
  return {
    text: shown,
    spanOf: ({ start, end }) => ({
      start: places[start] ?? text.length,
      end: (places[end - 1] ?? text.length - 1) + 1,
    }),
  };
}

/** A stretch of a text that is written in a code, and what it says. */
export interface Decoded extends Span {
  readonly says: string;
}

const BASE64 =
  /(?<![\p{L}\p{N}+/=_-])(?=[A-Za-z+/_-]*(?:\d|[a-z][A-Z]|=))[A-Za-z\d+/_-]{8,400}={0,2}(?![\p{L}\p{N}+/=])/gu;
const HEX = /(?<![\p{L}\p{N}])(?:0x)?(?:[\da-f]{2}[\s:,-]?){4,200}(?![\p{L}\p{N}])/giu;
const CODES = /(?<!\d)\d{2,3}(?:[\s,;.-]{1,2}\d{2,3}){3,200}(?!\d)/gu;
const BITS = /(?<!\d)[01]{8}(?:\s?[01]{8}){2,100}(?!\d)/gu;
const MORSE = /(?<![\p{L}\p{N}.-])[.·−–-]{1,5}(?:[ /|]{1,3}[.·−–-]{1,5}){3,100}/gu;
const LETTERS_IN_MORSE = new Map(
  '.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..'
    .split(' ')
    .map((signs, index) => [signs, String.fromCharCode(97 + index)]),
);

/** What stands in a text as base64, as codes of letters in any base, or as Morse, where it says words. */
export function decodedIn(text: string): readonly Decoded[] {
  const all: readonly (readonly [RegExp, (found: string) => string | undefined])[] = [
    [BASE64, fromBase64],
    [HEX, (found) => fromCodes(found.replace(/^0x/i, '').match(/[\da-f]{2}/giu) ?? [], 16)],
    [CODES, (found) => fromCodes(found.match(/\d+/g) ?? [], 10)],
    [BITS, (found) => fromCodes(found.match(/[01]{8}/g) ?? [], 2)],
    [MORSE, fromMorse],
  ];
  return all.flatMap(([pattern, read]) =>
    [...text.matchAll(pattern)].flatMap(({ 0: found, index }) => {
      const says = read(found);
      return says === undefined ||
        !/^[\p{L}\p{M}\p{N}\s.,;:@'’_+&/()-]{4,}$/u.test(says) ||
        !/\p{L}{3}/u.test(says)
        ? []
        : [{ start: index, end: index + found.length, says }];
    }),
  );
}

function fromBase64(found: string): string | undefined {
  const bare = found.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
  if (bare.length % 4 === 1) return undefined;
  return utf8([...atob(bare)].map((one) => one.charCodeAt(0)));
}

function fromCodes(codes: readonly string[], base: number): string | undefined {
  return utf8(codes.map((code) => Number.parseInt(code, base)));
}

function fromMorse(found: string): string | undefined {
  const signs = found
    .replaceAll('·', '.')
    .replace(/[−–]/g, '-')
    .split(/[ /|]+/);
  const letters = signs.map((one) => LETTERS_IN_MORSE.get(one));
  return letters.includes(undefined) ? undefined : letters.join('');
}

function utf8(bytes: readonly number[]): string | undefined {
  if (bytes.some((byte) => byte > 255)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}

function character(code: string): string | undefined {
  const number = Number(code);
  return number > 8 && number < 0x110000 && !(number >= 0xd800 && number < 0xe000)
    ? String.fromCodePoint(number)
    : undefined;
}

function unescaped(found: string): string | undefined {
  try {
    return decodeURIComponent(found);
  } catch {
    return undefined;
  }
}
