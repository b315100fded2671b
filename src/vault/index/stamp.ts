import { lstatSync } from 'node:fs';

/** A file that was changed so short before it was looked at can be changed again under the same stamp. Milliseconds. */
const RACY = 2000;
const SIGNS = 4;

/**
 * What the system says of a file without reading it, so that the same stamp means the same bytes; as git's index does it, with
 * the time of the last change of the inode, which nobody can set. Undefined where there is no ordinary file.
 */
export function stampOf(path: string): string | undefined {
  return new Stamps([path]).at(0);
}

/** The stamps of many files, in few bytes as long as nobody wants one. */
export class Stamps {
  /** Of each file its times in milliseconds since 1970, to a quarter of a microsecond, its size and inode; -1 where there is none. */
  readonly #signs: Float64Array;

  constructor(paths: readonly string[]) {
    this.#signs = new Float64Array(paths.length * SIGNS);
    for (const [at, path] of paths.entries()) {
      const found = lstatSync(path, { throwIfNoEntry: false });
      const signs = found?.isFile()
        ? [found.mtimeMs, found.ctimeMs, found.size, found.ino]
        : [-1, -1, -1, -1];
      this.#signs.set(signs, at * SIGNS);
    }
  }

  at(place: number): string | undefined {
    const signs = this.#signs.subarray(place * SIGNS, (place + 1) * SIGNS);
    return signs.includes(-1) ? undefined : signs.join('/');
  }

  /** All of them; undefined where there is none of some file. */
  get bytes(): Uint8Array | undefined {
    return this.#signs.includes(-1) ? undefined : new Uint8Array(this.#signs.buffer);
  }
}

/**
 * Whether a stamp can be trusted later: the file was not changed within the last two seconds before it was looked at, since some
 * file systems count no smaller.
 *
 * @param now milliseconds since 1970, by the clock of the machine
 */
export function isSettled(stamp: string, now: number): boolean {
  const [modified = 0, changed = 0] = stamp.split('/').map(Number);
  return now - Math.max(modified, changed) > RACY;
}
