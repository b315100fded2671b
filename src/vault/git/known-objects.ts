import { join } from 'node:path';
import { isOwnFolder, readOrdinary, writeAtomically } from '../../disk/private-file.ts';
import { isSystemError, UserError } from '../../errors.ts';
import { type GitObject, objectId } from './object.ts';
import { referenceIn } from './reference-file.ts';

/** What a name stands for: a commit, a tree, or the content of a file. */
export interface Found {
  readonly id: string;
  readonly type: string;
  readonly content: Uint8Array;
}

/** In a clone. */
const NAME = '.git/coc-objects';
const ID = /^[0-9a-f]{40}$/;
/** What is remembered is a commit, its folders and what stands in it beside the incidents. Bytes, and objects. */
const LARGEST = 256 * 1024;
const LARGEST_OF_ALL = 1024 * 1024;
const MOST = 64;

/**
 * Objects that git gave the last time, so that a command that finds everything as it was needs no git: starting one takes longer
 * than most such commands. An object is looked at again when it is read, and is what its name says or is not there; so it makes no
 * difference who wrote the file. What a reference stands for is never remembered.
 */
export class KnownObjects {
  readonly #folder: string;
  #objects: Promise<ReadonlyMap<string, Found>> | undefined;
  readonly #given = new Map<string, Found>();
  #size = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What these names stand for; undefined where one of them is not known. */
  async answer(names: readonly string[]): Promise<readonly Found[] | undefined> {
    this.#objects ??= this.#read();
    const objects = await this.#objects;
    if (objects.size === 0) return undefined;
    const found = names.flatMap((name) => objects.get(ID.test(name) ? name : this.#idOf(name)) ?? []);
    return found.length === names.length ? found : undefined;
  }

  #idOf(name: string): string {
    return referenceIn(this.#folder, name) ?? '';
  }

  /** Takes in what git gave. */
  note(found: Found): void {
    const size = found.content.length;
    if (!isType(found.type) || !ID.test(found.id) || size > LARGEST || this.#given.has(found.id)) return;
    if (this.#given.size >= MOST || this.#size + size > LARGEST_OF_ALL) return;
    this.#size += size;
    this.#given.set(found.id, found);
  }

  /** Remembers what git gave so far, where it was asked for anything. */
  async keep(): Promise<void> {
    if (this.#given.size === 0 || !(await isOwnFolder(join(this.#folder, '.git')))) return;
    const parts = [...this.#given.values()].flatMap(({ id, type, content }) => [
      Buffer.from(`${id} ${type} ${content.length}\n`),
      content,
    ]);
    try {
      await writeAtomically(join(this.#folder, NAME), Buffer.concat(parts), { mode: 0o600 });
    } catch (error) {
      // A folder in which this person may not write, or a full disk: git is asked again.
      if (!isSystemError(error)) throw error;
    }
  }

  async #read(): Promise<ReadonlyMap<string, Found>> {
    const objects = new Map<string, Found>();
    const bytes = await readOrdinary(join(this.#folder, NAME)).catch((error: unknown) => {
      if (isSystemError(error) || error instanceof UserError) return Buffer.alloc(0);
      throw error;
    });
    for (let at = 0; at < bytes.length; ) {
      const end = bytes.indexOf(0x0a, at);
      const [id = '', type = '', size = ''] = bytes.toString('latin1', at, end < 0 ? at : end).split(' ');
      const content = bytes.subarray(end + 1, end + 1 + Number(size));
      // What is damaged counts as not there, and so does what stands behind it.
      if (!isType(type) || objectId({ type, content }) !== id) break;
      objects.set(id, { id, type, content });
      at = end + 1 + content.length;
    }
    return objects;
  }
}

function isType(type: string): type is GitObject['type'] {
  return type === 'blob' || type === 'tree' || type === 'commit';
}
