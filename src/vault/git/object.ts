import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** Something that git stores under an ID. */
export interface GitObject {
  readonly type: keyof typeof PACK_TYPES;
  readonly content: Uint8Array;
}

/** Source: gitformat-pack. */
const PACK_TYPES = { commit: 1, tree: 2, blob: 3 } as const;
const PACK_VERSION = 2;

/** The ID under which git stores it, in hex. A reports repository is one of SHA-1 objects. */
export function objectId({ type, content }: GitObject): string {
  return createHash('sha1').update(`${type} ${content.length}\0`).update(content).digest('hex');
}

/** These objects as one pack, each whole, as `git unpack-objects` reads it. */
export function packOf(objects: readonly GitObject[]): Uint8Array {
  const head = Buffer.alloc(12);
  head.write('PACK', 'latin1');
  head.writeUInt32BE(PACK_VERSION, 4);
  head.writeUInt32BE(objects.length, 8);
  const body = objects.flatMap(({ type, content }) => [
    packedSize(PACK_TYPES[type], content.length),
    deflateSync(content),
  ]);
  const pack = Buffer.concat([head, ...body]);
  return Buffer.concat([pack, createHash('sha1').update(pack).digest()]);
}

/** The type in three bits, and the length: four bits in the first byte, seven in each one after it. */
function packedSize(type: number, length: number): Buffer {
  const bytes = [(type << 4) | (length & 0b1111)];
  for (let rest = Math.floor(length / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80;
    bytes.push(rest & 0x7f);
  }
  return Buffer.from(bytes);
}

/** A file or folder in a tree. */
export interface TreeRow {
  /** `100644` is an ordinary file, `40000` a folder. */
  readonly mode: string;
  readonly name: string;
  readonly id: string;
}

const ID_BYTES = 20;
export const FOLDER = '40000';

/** Takes the content of a tree apart. Names are kept as the bytes they are, a character a byte. */
export function readTree(content: Uint8Array): readonly TreeRow[] {
  const bytes = Buffer.from(content);
  const rows: TreeRow[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [space, end] = [bytes.indexOf(0x20, at), bytes.indexOf(0, at)];
    if (space < 0 || end < space || end + ID_BYTES >= bytes.length + 1)
      throw new Error('a tree that git did not write');
    rows.push({
      mode: bytes.toString('latin1', at, space),
      name: bytes.toString('latin1', space + 1, end),
      id: bytes.toString('hex', end + 1, end + 1 + ID_BYTES),
    });
    at = end + 1 + ID_BYTES;
  }
  return rows;
}

/** The content of a tree with these rows, in git's order. */
export function writeTree(rows: readonly TreeRow[]): Uint8Array {
  const place = ({ mode, name }: TreeRow): Buffer =>
    Buffer.from(mode === FOLDER ? `${name}/` : name, 'latin1');
  return Buffer.concat(
    [...rows]
      .sort((a, b) => Buffer.compare(place(a), place(b)))
      .flatMap(({ mode, name, id }) => [Buffer.from(`${mode} ${name}\0`, 'latin1'), Buffer.from(id, 'hex')]),
  );
}
