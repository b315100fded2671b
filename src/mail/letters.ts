/** What windows-1252 has where Latin 1 has controls, which no mail means. Node 20 gives the controls. */
const OF_WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const LIKE_LATIN =
  /^(?:windows-?1252|x-cp1252|cp-?1252|cp819|ibm819|iso[-_ ]?8859[-_]?1|latin-?1|l1|us-ascii|ascii|ansi_x3\.4-1968)$/;
const SEVERAL_BYTES =
  /^(?:gb|big5|cn-big5|euc|shift|sjis|x-sjis|ms_kanji|windows-(?:31j|949)|ks_?c|iso-2022|utf-?16|unicode)/;
/** Names that mail programs use for what the platform calls otherwise. */
const ALSO_CALLED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    utf8: 'utf-8',
    unicode: 'utf-16le',
    cp932: 'shift_jis',
    'windows-932': 'shift_jis',
    cp936: 'gbk',
    'windows-936': 'gbk',
    cp949: 'euc-kr',
    cp950: 'big5',
    'windows-950': 'big5',
    cp50220: 'iso-2022-jp',
    'iso-2022-jp-1': 'iso-2022-jp',
    'iso-2022-jp-2': 'iso-2022-jp',
    'iso-2022-jp-ms': 'iso-2022-jp',
  }),
);

export interface Letters {
  readonly text: string;
  /** Whether the bytes are not what the label says, or have none, so that letters may be wrong. */
  readonly isGuessed: boolean;
}

/**
 * Bytes as text. A label that the bytes contradict counts for less than they do.
 * @param label what the mail calls their charset
 * @param isPart whether they may end within a letter
 */
export function lettersOf(bytes: Uint8Array, label: string | undefined, isPart = false): Letters {
  const marked = byteOrder(bytes);
  if (marked !== undefined) return { text: decoded(bytes, marked) ?? '', isGuessed: false };
  const named =
    label
      ?.trim()
      .toLowerCase()
      .replace(/^["']+|["']+$/g, '')
      .replace(/\*.*$/, '') ?? '';
  const charset = ALSO_CALLED.get(named) ?? named;
  const saysNothing = charset === '' || /^(?:us-)?ascii$|^ansi_x3|^unknown|^x-unknown|^8bit$/.test(charset);
  if (isAscii(bytes)) {
    if (/^(?:iso-2022|utf-?16|utf-7|hz-)/.test(charset)) return labelled(bytes, charset);
    return saysNothing && hasJapaneseEscapes(bytes)
      ? { text: decoded(bytes, 'iso-2022-jp') ?? latin(bytes), isGuessed: false }
      : { text: latin(bytes), isGuessed: false };
  }
  const asUtf8 = utf8(isPart ? wholeLetters(bytes) : bytes);
  if (charset === 'utf-8') return asUtf8 === undefined ? guessed(bytes) : { text: asUtf8, isGuessed: false };
  if (asUtf8 !== undefined && !SEVERAL_BYTES.test(charset)) return { text: asUtf8, isGuessed: !saysNothing };
  if (saysNothing) return guessed(bytes);
  const said = labelled(bytes, charset);
  return said.isGuessed && asUtf8 !== undefined ? { text: asUtf8, isGuessed: true } : said;
}

/** The charset that HTML says for itself, at its beginning. */
export function charsetInHtml(bytes: Uint8Array): string | undefined {
  return /<meta[^>]{1,200}charset\s*=\s*["']?([\w-]{2,40})/i.exec(latin(bytes.subarray(0, 4_000)))?.[1];
}

/** In text that was decoded as Latin 1, what was meant in the place of the controls. */
export function withoutControlsOfLatin(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (letter) => OF_WINDOWS[letter.charCodeAt(0) - 0x80] ?? letter);
}

/** Each byte as the letter of that number, which is ASCII where the bytes are. */
export function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** Text that is valid UTF-8; else nothing. */
function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function labelled(bytes: Uint8Array, charset: string): Letters {
  if (LIKE_LATIN.test(charset)) return { text: withoutControlsOfLatin(latin(bytes)), isGuessed: false };
  const text = decoded(bytes, charset);
  return text === undefined ? guessed(bytes) : { text, isGuessed: text.includes('\ufffd') };
}

function guessed(bytes: Uint8Array): Letters {
  const wide = wideOf(bytes);
  const text = wide === undefined ? withoutControlsOfLatin(latin(bytes)) : (decoded(bytes, wide) ?? '');
  return { text, isGuessed: true };
}

function decoded(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return undefined;
  }
}

function byteOrder([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/** UTF-16 without a mark of its order has a zero at every other place, of what is written in Latin letters. */
function wideOf(bytes: Uint8Array): string | undefined {
  const length = Math.min(bytes.length, 400) & ~1;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) even++;
    if (bytes[at + 1] === 0) odd++;
  }
  if (odd > length / 6 && even < odd / 8) return 'utf-16le';
  return even > length / 6 && odd < even / 8 ? 'utf-16be' : undefined;
}

function isAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if ((bytes[at] ?? 0) > 0x7e || bytes[at] === 0) return false;
  return true;
}

/** `ESC $ B` and its like. */
function hasJapaneseEscapes(bytes: Uint8Array): boolean {
  return /\u001b\$[@B]/.test(latin(bytes));
}

/** Without the letter at the end that was begun and not ended. */
function wholeLetters(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= 4 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes;
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back);
  }
  return bytes;
}
