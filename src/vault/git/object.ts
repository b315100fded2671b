import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createInflate, deflateSync, inflateSync } from 'node:zlib';
import { UserError } from '../../errors.ts';

/** Something that git stores under an ID. */
export interface GitObject {
  readonly type: 'blob' | 'tree' | 'commit';
  readonly content: Uint8Array;
}

/** The ID under which git stores it, in hex. A reports repository is one of SHA-1 objects. */
export function objectId({ type, content }: GitObject): string {
  return createHash('sha1').update(`${type} ${content.length}\0`).update(content).digest('hex');
}

/** The bytes of an object as git keeps it in a file of its own. Source: gitformat-loose. */
export function looseObject({ type, content }: GitObject): Uint8Array {
  return deflateSync(Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]));
}

/** The largest object that is looked at. Bytes. */
const LARGEST = 256 * 1024 * 1024;

/** Whether the bytes of a file of its own are the object with this ID, whole. */
export function isObject(file: Uint8Array, id: string): boolean {
  try {
    return (
      createHash('sha1')
        .update(inflateSync(file, { maxOutputLength: LARGEST }))
        .digest('hex') === id
    );
  } catch {
    return false;
  }
}

/** As `isObject`, of a file of any size. One that is gone meanwhile counts as whole. */
export async function isObjectAt(path: string, id: string): Promise<boolean> {
  const hash = createHash('sha1');
  try {
    await pipeline(createReadStream(path), createInflate(), async (pieces: AsyncIterable<Uint8Array>) => {
      for await (const piece of pieces) hash.update(piece);
    });
    return hash.digest('hex') === id;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
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
      throw new UserError('git has a folder that it did not write itself.');
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
