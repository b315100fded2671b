/** A file that goes into an archive. */
export interface Packed {
  /** ASCII, at most 100 letters. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly pieces: () => AsyncIterable<Uint8Array>;
}

const BLOCK = 512;

/**
 * A tar archive (POSIX ustar) of these files, in pieces: every system of today opens one. It tells nothing of this machine or of whoever made
 * it.
 *
 * @param at when they were made
 */
export async function* tarOf(files: readonly Packed[], at: Date): AsyncGenerator<Uint8Array> {
  for (const { name, size, pieces } of files) {
    yield headerOf(name, size, at);
    let given = 0;
    for await (const piece of pieces()) {
      given += piece.length;
      yield piece;
    }
    if (given !== size) throw new Error('a file changed while it was packed');
    yield new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);
  }
  yield new Uint8Array(2 * BLOCK);
}

function headerOf(name: string, size: number, at: Date): Uint8Array {
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, '0')}\0`;
  const put = (words: string, place: number): void => void header.write(words, place, 'latin1');
  put(name, 0);
  put(octal(0o600, 8), 100);
  put(octal(0, 8), 108);
  put(octal(0, 8), 116);
  put(octal(size, 12), 124);
  put(octal(Math.floor(at.getTime() / 1000), 12), 136);
  put(' '.repeat(8), 148);
  put('0', 156);
  put('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}
