import type { Attachment } from './mail.ts';
import { rtfWords } from './rtf.ts';

/** What stands in a `winmail.dat` (MS-OXTNEF), which Outlook sends in place of the parts of a mail. */
export interface Winmail {
  readonly text?: string;
  readonly html?: string;
  readonly attachments: readonly Attachment[];
  /** Whether it ended in the middle of something. */
  readonly isBroken: boolean;
  /** Whether its words are in a form that is not read. */
  readonly isRichOnly: boolean;
}

const SIGNATURE = 0x223e9f78;
const ATTRIBUTE = {
  text: 0x0002800c,
  title: 0x00018010,
  data: 0x0006800f,
  begins: 0x00069002,
  properties: 0x00069003,
  ofAttachment: 0x00069005,
} as const;
const PROPERTY = {
  text: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  content: 0x3701,
  name: 0x3707,
  type: 0x370e,
} as const;
const TYPE = { ansi: 0x1e, wide: 0x1f, object: 0x0d } as const;
const SIZES: Readonly<Record<number, number>> = {
  ...{ 1: 0, 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16 },
};
const MOST_PROPERTIES = 5_000;
const MOST_ATTACHMENTS = 1_000;

interface Property {
  readonly type: number;
  readonly bytes: Uint8Array;
}
type Properties = ReadonlyMap<number, Property>;

export function isWinmail(bytes: Uint8Array): boolean {
  return bytes.length > 6 && Buffer.from(bytes.subarray(0, 4)).readUInt32LE(0) === SIGNATURE;
}

/** Unpacks it; nothing where it is none. */
export function openWinmail(source: Uint8Array): Winmail | undefined {
  if (!isWinmail(source)) return undefined;
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  let own: Properties = new Map();
  let plain: string | undefined;
  const found: { title: string; data?: Uint8Array; properties: Properties }[] = [];
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
    const last = found.at(-1);
    if (attribute === ATTRIBUTE.text) plain = ansi(data);
    else if (attribute === ATTRIBUTE.properties) own = propertiesOf(data);
    else if (attribute === ATTRIBUTE.begins && found.length < MOST_ATTACHMENTS)
      found.push({ title: '', properties: new Map() });
    else if (last !== undefined && attribute === ATTRIBUTE.title) last.title = ansi(data);
    else if (last !== undefined && attribute === ATTRIBUTE.data) last.data = data;
    else if (last !== undefined && attribute === ATTRIBUTE.ofAttachment) last.properties = propertiesOf(data);
    at += 9 + size + 2;
  }
  const rtf = own.get(PROPERTY.rtf)?.bytes;
  const inRtf = rtf && rtfWords(rtf);
  const text = textOf(own, PROPERTY.text) ?? plain ?? inRtf?.text;
  const html = textOf(own, PROPERTY.html) ?? inRtf?.html;
  return {
    ...(text === undefined ? {} : { text }),
    ...(html === undefined ? {} : { html }),
    attachments: found.map(attachmentOf),
    isBroken,
    isRichOnly: rtf !== undefined && text === undefined && html === undefined,
  };
}

function attachmentOf(one: { title: string; data?: Uint8Array; properties: Properties }): Attachment {
  const { title, data, properties } = one;
  const content = properties.get(PROPERTY.content);
  // A mail within it follows the name of its interface.
  const inner = content?.type === TYPE.object ? content.bytes.subarray(16) : content?.bytes;
  return {
    name: textOf(properties, PROPERTY.name) ?? title,
    type: textOf(properties, PROPERTY.type)?.trim().toLowerCase() || 'application/octet-stream',
    content: new Uint8Array(inner ?? data ?? []),
  };
}

/** As many as can be made out: the first that is not whole ends it. */
function propertiesOf(data: Buffer): Properties {
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
        if (turn === 0) all.set(id, { type: base, bytes: data.subarray(at, at + length) });
        at += padded(length);
        if (length === 0 && left > MOST_PROPERTIES) throw new RangeError('no end');
      }
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return all;
}

function textOf(all: Properties, id: number): string | undefined {
  const found = all.get(id);
  if (found === undefined) return undefined;
  if (found.type === TYPE.wide) return new TextDecoder('utf-16le').decode(found.bytes).split('\0', 1)[0];
  return ansi(found.bytes);
}

/** Bytes that are UTF-8, or else what Windows writes in the West. */
function ansi(bytes: Uint8Array): string {
  const zero = bytes.indexOf(0);
  const words = zero < 0 ? bytes : bytes.subarray(0, zero);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(words);
  } catch {
    return new TextDecoder('windows-1252').decode(words);
  }
}

function padded(length: number): number {
  return (length + 3) & ~3;
}
