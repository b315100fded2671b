import { lettersOf } from './letters.ts';
import { MOST } from './mail.ts';
import { charsetOf, PROPERTY, Properties, type Property, TYPE } from './properties.ts';

/** What stands in a `winmail.dat` (MS-OXTNEF). */
export interface Winmail {
  readonly properties: Properties;
  readonly subject?: string;
  /** What it calls plain words itself, besides those of the properties. */
  readonly text?: string;
  readonly attachments: readonly {
    readonly name: string;
    readonly data?: Uint8Array;
    readonly properties: Properties;
  }[];
  /** Whether it ended in the middle of something. */
  readonly isBroken: boolean;
}

const SIGNATURE = 0x223e9f78;
const ATTRIBUTE = {
  subject: 0x00018004,
  text: 0x0002800c,
  title: 0x00018010,
  data: 0x0006800f,
  begins: 0x00069002,
  properties: 0x00069003,
  ofAttachment: 0x00069005,
  charset: 0x00069007,
} as const;
const SIZES: Readonly<Record<number, number>> = {
  1: 0,
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
};
const MOST_PROPERTIES = 5_000;

export function isWinmail(bytes: Uint8Array): boolean {
  return bytes.length > 6 && Buffer.from(bytes.subarray(0, 4)).readUInt32LE(0) === SIGNATURE;
}

/** Unpacks it; nothing where it is none. */
export function openWinmail(source: Uint8Array): Winmail | undefined {
  if (!isWinmail(source)) return undefined;
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  let charset: string | undefined;
  let own = new Properties(new Map());
  const texts: { subject?: string; text?: string } = {};
  const attachments: { name: string; data?: Uint8Array; properties: Properties }[] = [];
  let at = 6;
  let isBroken = false;
  while (at < bytes.length) {
    const size = at + 9 <= bytes.length ? bytes.readUInt32LE(at + 5) : bytes.length;
    if (at + 9 + size > bytes.length) {
      isBroken = true;
      break;
    }
    const attribute = bytes.readUInt32LE(at + 1);
    const data = bytes.subarray(at + 9, at + 9 + size);
    const last = attachments.at(-1);
    const words = (most: number): string => lettersOf(beforeZero(data.subarray(0, most)), charset, true).text;
    if (attribute === ATTRIBUTE.charset && size >= 4) charset = charsetOf(data.readUInt32LE(0));
    else if (attribute === ATTRIBUTE.subject) texts.subject = words(MOST.field);
    else if (attribute === ATTRIBUTE.text) texts.text = words(MOST.text);
    else if (attribute === ATTRIBUTE.properties) own = propertiesOf(data, charset);
    else if (attribute === ATTRIBUTE.begins && attachments.length < MOST.parts)
      attachments.push({ name: '', properties: new Properties(new Map()) });
    else if (last !== undefined && attribute === ATTRIBUTE.title) last.name = words(MOST.field);
    else if (last !== undefined && attribute === ATTRIBUTE.data) last.data = data;
    else if (last !== undefined && attribute === ATTRIBUTE.ofAttachment)
      last.properties = propertiesOf(data, charset);
    at += 9 + size + 2;
  }
  return { properties: own, ...texts, attachments, isBroken };
}

/** As many as can be made out: the first that is not whole ends it. */
function propertiesOf(data: Buffer, charset: string | undefined): Properties {
  const all = new Map<number, Property>();
  let at = 4;
  const number = (): number => {
    at += 4;
    return data.readUInt32LE(at - 4);
  };
  try {
    const count = Math.min(data.readUInt32LE(0), MOST_PROPERTIES);
    for (let nr = 0; nr < count; nr++) {
      const type = data.readUInt16LE(at);
      const id = data.readUInt16LE(at + 2);
      at += 4;
      if (id >= 0x8000) {
        at += 16;
        if (number() === 0) at += 4;
        else at += padded(number());
      }
      const base = type & 0x0fff;
      const size = SIZES[base];
      const isSeveral = (type & 0x1000) !== 0;
      for (let left = isSeveral || size === undefined ? number() : 1, turn = 0; turn < left; turn++) {
        const length = size ?? number();
        if (at + length > data.length) throw new RangeError('it ends');
        const value = data.subarray(at, at + length);
        if (turn === 0)
          all.set(id, { type: base, size: length, read: (most = length) => value.subarray(0, most) });
        at += padded(length);
        if (length === 0 && left > MOST_PROPERTIES) throw new RangeError('no end');
      }
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return new Properties(all, charset);
}

/** The mail within an attachment that is one: it follows the name of its interface. */
export function mailWithin(properties: Properties): Uint8Array | undefined {
  const content = properties.get(PROPERTY.content);
  const data = content?.type === TYPE.object ? content.read().subarray(16) : undefined;
  return data !== undefined && isWinmail(data) ? data : undefined;
}

function padded(length: number): number {
  return (length + 3) & ~3;
}

function beforeZero(bytes: Uint8Array): Uint8Array {
  const zero = bytes.indexOf(0);
  return zero < 0 ? bytes : bytes.subarray(0, zero);
}
