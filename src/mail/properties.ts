import { charsetInHtml, lettersOf } from './letters.ts';
import { utcIso } from './when.ts';

/** Names of what Outlook keeps of a mail, of somebody in it and of an attachment (MS-OXPROPS). */
export const PROPERTY = {
  kind: 0x001a,
  subject: 0x0037,
  sentAt: 0x0039,
  representedName: 0x0042,
  representedAddress: 0x0065,
  header: 0x007d,
  role: 0x0c15,
  senderName: 0x0c1a,
  senderAddress: 0x0c1f,
  deliveredAt: 0x0e06,
  text: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  messageId: 0x1035,
  references: 0x1039,
  follows: 0x1042,
  name: 0x3001,
  address: 0x3003,
  content: 0x3701,
  shortFileName: 0x3704,
  method: 0x3705,
  fileName: 0x3707,
  type: 0x370e,
  contentId: 0x3712,
  mailAddress: 0x39fe,
  charset: 0x3fde,
  ansiCharset: 0x3ffd,
  senderMail: 0x5d01,
  representedMail: 0x5d02,
} as const;

/** A value, by what Outlook calls its type. */
export interface Property {
  readonly type: number;
  readonly size: number;
  read(most?: number): Uint8Array;
}

export const TYPE = { bytes: 0x0102, ansi: 0x001e, wide: 0x001f, object: 0x000d, time: 0x0040 } as const;

/** Between 1601, from which Windows counts, and 1970, in milliseconds. */
const SINCE_1601 = 11_644_473_600_000;

/** What is kept of one thing. */
export class Properties {
  readonly #all: ReadonlyMap<number, Property>;
  readonly #charset: string | undefined;

  /** @param charset that of letters of one byte, where it does not say so itself */
  constructor(all: ReadonlyMap<number, Property>, charset?: string) {
    this.#all = all;
    this.#charset = this.#named(PROPERTY.ansiCharset) ?? charset;
  }

  get charset(): string | undefined {
    return this.#charset;
  }

  get(id: number): Property | undefined {
    return this.#all.get(id);
  }

  /** Text, or nothing where there is none; of a long one so many bytes. */
  text(id: number, most = 64 * 1024): string | undefined {
    const found = this.#all.get(id);
    if (found === undefined) return undefined;
    const bytes = found.read(most);
    if (found.type === TYPE.wide) return new TextDecoder('utf-16le').decode(bytes).split('\0', 1)[0];
    if (found.type === TYPE.ansi) return lettersOf(beforeZero(bytes), this.#charset, true).text;
    if (found.type !== TYPE.bytes) return undefined;
    return lettersOf(bytes, this.#named(PROPERTY.charset) ?? charsetInHtml(bytes) ?? this.#charset, true)
      .text;
  }

  number(id: number): number | undefined {
    const bytes = this.#all.get(id)?.read(8);
    return bytes === undefined || bytes.length < 4 ? undefined : Buffer.from(bytes).readUInt32LE(0);
  }

  time(id: number): string | undefined {
    const found = this.#all.get(id);
    const bytes = found?.type === TYPE.time ? Buffer.from(found.read(8)) : undefined;
    if (bytes === undefined || bytes.length < 8) return undefined;
    return utcIso(Number(bytes.readBigUInt64LE(0) / 10_000n) - SINCE_1601);
  }

  #named(id: number): string | undefined {
    const page = this.number(id);
    return page === undefined ? undefined : charsetOf(page);
  }
}

/** What Windows calls a charset by its number. */
export function charsetOf(page: number): string | undefined {
  const OTHERS: Readonly<Record<number, string>> = {
    65001: 'utf-8',
    1200: 'utf-16le',
    20127: 'us-ascii',
    20866: 'koi8-r',
    21866: 'koi8-u',
    936: 'gbk',
    54936: 'gb18030',
    932: 'shift_jis',
    949: 'euc-kr',
    950: 'big5',
    51932: 'euc-jp',
    50220: 'iso-2022-jp',
    50221: 'iso-2022-jp',
  };
  if (page >= 28591 && page <= 28605) return `iso-8859-${page - 28590}`;
  if ((page >= 1250 && page <= 1258) || page === 874) return `windows-${page}`;
  return OTHERS[page];
}

function beforeZero(bytes: Uint8Array): Uint8Array {
  const zero = bytes.indexOf(0);
  return zero < 0 ? bytes : bytes.subarray(0, zero);
}
