import { bytes } from './written.ts';

/** A property of Outlook's: its number, and text, a number, bytes or a moment. */
type Property = readonly [id: number, value: string | number | Uint8Array | Date];

/** A mail as Outlook keeps it, to be written as a `.msg` or as a `winmail.dat`. */
export interface Kept {
  readonly properties: readonly Property[];
  readonly people?: readonly (readonly Property[])[];
  readonly attachments?: readonly { readonly properties: readonly Property[]; readonly mail?: Kept }[];
}

const SECTOR = 512;
const NONE = 0xffffffff;
const LAST = 0xfffffffe;
const OF_TABLE = 0xfffffffd;

interface Node {
  readonly name: string;
  readonly content?: Uint8Array;
  readonly below?: readonly Node[];
}

/** As a `.msg`: a compound file, whose small streams stand in sectors of 64 bytes. */
export function msg(kept: Kept): Uint8Array {
  return compound({ name: 'Root Entry', below: nodesOf(kept, 32) });
}

function compound(root: Node): Uint8Array {
  const nodes: { node: Node; left: number; right: number; child: number; start: number; size: number }[] = [];
  const place = (node: Node): number => {
    const nr = nodes.length;
    const row = { node, left: NONE, right: NONE, child: NONE, start: LAST, size: node.content?.length ?? 0 };
    nodes.push(row);
    // A chain to the right is a tree as well.
    let before: typeof row | undefined;
    for (const below of node.below ?? []) {
      const at = place(below);
      if (before === undefined) row.child = at;
      else before.right = at;
      before = nodes[at];
    }
    return nr;
  };
  place(root);
  const sectors: Uint8Array[] = [];
  const next: number[] = [];
  const laid = (content: Uint8Array): number => {
    if (content.length === 0) return LAST;
    const first = sectors.length;
    for (let at = 0; at < content.length; at += SECTOR) {
      const sector = new Uint8Array(SECTOR);
      sector.set(content.subarray(at, at + SECTOR));
      sectors.push(sector);
      next.push(at + SECTOR < content.length ? sectors.length : LAST);
    }
    return first;
  };
  const small: Uint8Array[] = [];
  const nextSmall: number[] = [];
  for (const row of nodes) {
    const content = row.node.content;
    if (content === undefined || content.length === 0) continue;
    if (content.length >= 4096) {
      row.start = laid(content);
      continue;
    }
    row.start = nextSmall.length;
    for (let at = 0; at < content.length; at += 64) {
      const piece = new Uint8Array(64);
      piece.set(content.subarray(at, at + 64));
      small.push(piece);
      nextSmall.push(at + 64 < content.length ? nextSmall.length + 1 : LAST);
    }
  }
  const container = bytes(...small);
  const [top] = nodes;
  if (top !== undefined) Object.assign(top, { start: laid(container), size: container.length });
  const smallTable = laid(words32(nextSmall, Math.ceil(nextSmall.length / 128) * 128));
  const rows = laid(bytes(...nodes.map((row, nr) => rowOf(row, nr))));
  const tables = Math.ceil((sectors.length + Math.ceil(sectors.length / 100) + 1) / 128);
  const firstTable = sectors.length;
  for (let nr = 0; nr < tables; nr++) next.push(OF_TABLE);
  const table = words32(next, tables * 128);
  const header = Buffer.alloc(SECTOR, 0xff);
  header.fill(0, 0, 76);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(tables, 44);
  header.writeUInt32LE(rows, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(smallTable, 60);
  header.writeUInt32LE(Math.ceil(nextSmall.length / 128), 64);
  header.writeUInt32LE(LAST, 68);
  for (let nr = 0; nr < tables; nr++) header.writeUInt32LE(firstTable + nr, 76 + nr * 4);
  return bytes(header, ...sectors, table);
}

/** As a `winmail.dat`. */
export function winmail(kept: Kept): Uint8Array {
  const attribute = (level: number, id: number, data: Uint8Array): Uint8Array => {
    const head = Buffer.alloc(9);
    head.writeUInt8(level, 0);
    head.writeUInt32LE(id, 1);
    head.writeUInt32LE(data.length, 5);
    const sum = data.reduce((all, byte) => (all + byte) & 0xffff, 0);
    return bytes(head, data, [sum & 0xff, sum >> 8]);
  };
  return bytes(
    [0x78, 0x9f, 0x3e, 0x22, 1, 0],
    attribute(1, 0x00069003, listOf(kept.properties)),
    ...(kept.attachments ?? []).flatMap(({ properties, mail }) => [
      attribute(2, 0x00069002, new Uint8Array(14)),
      attribute(2, 0x00018010, bytes('A~1.BIN\0')),
      attribute(
        2,
        0x00069005,
        listOf(
          mail === undefined
            ? properties
            : [...properties, [0x3701, bytes(new Uint8Array(16), winmail(mail))]],
          mail !== undefined,
        ),
      ),
    ]),
  );
}

function nodesOf({ properties, people = [], attachments = [] }: Kept, fixedFrom: number): readonly Node[] {
  return [
    ...streamsOf(properties, fixedFrom),
    ...people.map((one, nr) => ({ name: `__recip_version1.0_#${hex8(nr)}`, below: streamsOf(one, 8) })),
    ...attachments.map((one, nr) => ({
      name: `__attach_version1.0_#${hex8(nr)}`,
      below: [
        ...streamsOf(one.properties, 8),
        ...(one.mail === undefined ? [] : [{ name: '__substg1.0_3701000D', below: nodesOf(one.mail, 24) }]),
      ],
    })),
  ];
}

function streamsOf(properties: readonly Property[], fixedFrom: number): readonly Node[] {
  const fixed = [new Uint8Array(fixedFrom)];
  const nodes: Node[] = [];
  for (const [id, value] of properties) {
    const [type, content] = written(value);
    if (typeof value === 'string' || value instanceof Uint8Array) {
      nodes.push({ name: `__substg1.0_${hex4(id)}${hex4(type)}`, content });
      continue;
    }
    const row = Buffer.alloc(16);
    row.writeUInt16LE(type, 0);
    row.writeUInt16LE(id, 2);
    row.writeUInt32LE(6, 4);
    row.set(content, 8);
    fixed.push(row);
  }
  return [{ name: '__properties_version1.0', content: bytes(...fixed) }, ...nodes];
}

function listOf(properties: readonly Property[], isMail = false): Uint8Array {
  const count = Buffer.alloc(4);
  count.writeUInt32LE(properties.length);
  const rows = properties.map(([id, value]) => {
    const [type, content] = written(value);
    const head = Buffer.alloc(4);
    head.writeUInt16LE(isMail && id === 0x3701 ? 0x000d : type, 0);
    head.writeUInt16LE(id, 2);
    if (typeof value === 'number' || value instanceof Date) return bytes(head, content);
    const sizes = Buffer.alloc(8);
    sizes.writeUInt32LE(1, 0);
    sizes.writeUInt32LE(content.length, 4);
    return bytes(head, sizes, content, new Uint8Array((4 - (content.length % 4)) % 4));
  });
  return bytes(count, ...rows);
}

function written(value: Property[1]): readonly [type: number, content: Uint8Array] {
  if (typeof value === 'string') return [0x001f, Buffer.from(value, 'utf16le')];
  if (value instanceof Uint8Array) return [0x0102, value];
  const number = Buffer.alloc(typeof value === 'number' ? 4 : 8);
  if (typeof value === 'number') number.writeUInt32LE(value);
  else number.writeBigUInt64LE((BigInt(value.getTime()) + 11_644_473_600_000n) * 10_000n);
  return [typeof value === 'number' ? 0x0003 : 0x0040, number];
}

function rowOf(
  {
    node,
    left,
    right,
    child,
    start,
    size,
  }: { node: Node; left: number; right: number; child: number; start: number; size: number },
  nr: number,
): Uint8Array {
  const row = Buffer.alloc(128);
  row.write(node.name, 'utf16le');
  row.writeUInt16LE(node.name.length * 2 + 2, 64);
  row.writeUInt8(nr === 0 ? 5 : node.content === undefined ? 1 : 2, 66);
  row.writeUInt32LE(left, 68);
  row.writeUInt32LE(right, 72);
  row.writeUInt32LE(child, 76);
  row.writeUInt32LE(start, 116);
  row.writeUInt32LE(size, 120);
  return row;
}

function words32(numbers: readonly number[], count: number): Uint8Array {
  const all = Buffer.alloc(count * 4, 0xff);
  for (const [at, number] of numbers.entries()) all.writeUInt32LE(number, at * 4);
  return all;
}

function hex4(number: number): string {
  return number.toString(16).toUpperCase().padStart(4, '0');
}

function hex8(number: number): string {
  return number.toString(16).toUpperCase().padStart(8, '0');
}

/** RTF as Outlook compresses it: what stood in the last 4,096 letters is said by where. */
export function compressed(rtf: string): Uint8Array {
  const known =
    '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';
  const all = known + rtf;
  const tokens: (readonly number[])[] = [];
  const pair = (from: number, length: number): readonly number[] => [
    ((from % 4096) >> 4) & 0xff,
    ((from & 15) << 4) | (length - 2),
  ];
  for (let at = known.length; at < all.length; ) {
    let length = Math.min(17, all.length - at);
    while (length > 1 && all.lastIndexOf(all.slice(at, at + length), at - length) < 0) length--;
    tokens.push(
      length > 1
        ? pair(all.lastIndexOf(all.slice(at, at + length), at - length), length)
        : [all.charCodeAt(at)],
    );
    at += length;
  }
  tokens.push(pair(all.length, 2));
  const body: number[] = [];
  for (let at = 0; at < tokens.length; at += 8) {
    const eight = tokens.slice(at, at + 8);
    body.push(
      eight.reduce((flags, token, bit) => flags | (token.length > 1 ? 1 << bit : 0), 0),
      ...eight.flat(),
    );
  }
  const head = Buffer.alloc(16);
  head.writeUInt32LE(body.length + 12, 0);
  head.writeUInt32LE(rtf.length, 4);
  head.write('LZFu', 8);
  return bytes(head, body);
}
