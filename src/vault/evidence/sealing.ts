import { createHash, randomBytes } from 'node:crypto';
import { constants, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensurePrivateFolder, syncFolder } from '../../disk/private-file.ts';
import { UserError } from '../../errors.ts';
import { makeEntryId } from '../../incident/id.ts';
import { makeKeys, sealStream } from '../age/age.ts';
import type { KeyType } from '../age/key-type.ts';
import { attachmentPath } from '../format/layout.ts';
import { TooLargeForServer } from '../git/failed.ts';
import type { Objects } from '../git/objects.ts';
import { arrivalName, placeOfArrivals } from './arrivals.ts';
import { openedPieces } from './opening.ts';
import { gathered, piecesIn, piecesOf } from './pieces.ts';

/** The largest file that is taken as an attachment (2 GiB). Bytes. */
export const LARGEST_ATTACHMENT = 2 * 1024 ** 3;
/** An attachment that is sealed to a key of its own and stored, and belongs to no incident yet. */
export interface SealedAttachment {
  /** Its path in the reports repository, once it is saved. */
  readonly file: string;
  /** Where it lies until it is saved. */
  readonly at: string;
  /** The ID that git gives the sealed bytes. */
  readonly id: string;
  /** What opens it; never to be shown or logged. */
  readonly key: string;
  /** Of the original. Bytes. */
  readonly size: number;
  /** Of the original, in hex. */
  readonly sha256: string;
  /** Of what is sealed. Bytes. */
  readonly sealedSize: number;
}

export interface SealingAttachment {
  /** Of the clone. */
  readonly folder: string;
  readonly objects: Pick<Objects, 'storeFile'>;
  readonly keyType: KeyType;
  /** The largest file that the server takes, where it said so once. Bytes. */
  readonly most?: number | undefined;
  /** Hears how much of the original is done. Bytes. */
  readonly told?: ((done: number) => void) | undefined;
  /** Ends it, and leaves nothing behind. Throws Cancelled then. */
  readonly stop?: AbortSignal | undefined;
}

/** What is sealed: pieces of known size, which nobody is to change meanwhile. */
interface Original {
  readonly size: number;
  pieces(stop: AbortSignal | undefined): AsyncIterable<Uint8Array>;
  /** Whether it is as it was. */
  isSame(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Seals a file of any size, or bytes that are in memory, to a key made for it alone, opens it again and compares, and stores it; what is
 * held in memory beyond that does not grow with it. Nothing of the history changes. Throws a UserError where it is no ordinary file, is
 * too large, is empty, or is changed meanwhile; the system's own error where it cannot be read; and leaves nothing behind then.
 *
 * @param source the path of a file, or bytes: of these nothing but what is sealed is ever on a disk
 */
export async function sealAttachment(
  source: string | Uint8Array,
  { folder, objects, keyType, most, told, stop }: SealingAttachment,
): Promise<SealedAttachment> {
  const { secret, recipient } = await makeKeys(keyType);
  const random = makeEntryId(randomBytes) + makeEntryId(randomBytes);
  const place = placeOfArrivals(folder);
  await ensurePrivateFolder(place);
  const at = join(place, arrivalName(random));
  const original = typeof source === 'string' ? await openOriginal(source) : inMemory(source);
  try {
    if (most !== undefined && original.size > most) throw new TooLargeForServer(most);
    const { size, sha256, sealedSize } = await sealPieces(original.pieces(stop), at, recipient, told);
    if (size !== original.size || !(await original.isSame()))
      throw new UserError('The file was changed while it was read, so it was not taken.', {
        hints: ['Try again once nothing writes to it any more.'],
      });
    if ((await digestOfSealed(at, secret, stop)) !== sha256)
      throw new UserError('An attachment did not come back from the disk as it was sealed.', {
        hints: ['The disk may be full or failing. Nothing was saved.'],
      });
    const id = await objects.storeFile(at);
    return { file: attachmentPath(random), at, id, key: secret, size, sha256, sealedSize };
  } catch (error) {
    await rm(at, { force: true });
    throw error;
  } finally {
    await original.close();
  }
}

/** Nothing is waited for: a pipe in its place is refused. */
async function openOriginal(path: string): Promise<Original> {
  const { O_RDONLY, O_NONBLOCK = 0 } = constants;
  const file = await open(path, O_RDONLY | O_NONBLOCK);
  try {
    const found = await file.stat();
    if (found.isDirectory())
      throw new UserError('That is a folder.', { hints: ['Name the files in it that are to be kept.'] });
    if (!found.isFile()) throw new UserError('That is no ordinary file.');
    assertFits(found.size);
    return {
      size: found.size,
      pieces: (stop) => piecesOf(file, stop),
      isSame: async () => {
        const now = await file.stat();
        return now.size === found.size && now.mtimeMs === found.mtimeMs;
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

function inMemory(bytes: Uint8Array): Original {
  assertFits(bytes.length);
  return {
    size: bytes.length,
    pieces: (stop) => piecesIn(bytes, stop),
    isSame: async () => true,
    close: async () => {},
  };
}

function assertFits(size: number): void {
  if (size === 0) throw new UserError('That file is empty.');
  if (size > LARGEST_ATTACHMENT)
    throw new UserError('That file is larger than 2 GB, which is more than coc takes.', {
      hints: ['Keep it where it is safe, and write down in a note where that is.'],
    });
}

/**
 * Seals pieces to a recipient of age, at a path where nothing is yet, and works out the SHA-256 of them on the way. Once it returns,
 * the sealed bytes are on the disk.
 */
export async function sealPieces(
  pieces: AsyncIterable<Uint8Array>,
  at: string,
  recipient: string,
  told?: (done: number) => void,
): Promise<Pick<SealedAttachment, 'size' | 'sha256' | 'sealedSize'>> {
  const hash = createHash('sha256');
  let size = 0;
  async function* read(): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      hash.update(piece);
      size += piece.length;
      yield piece;
      told?.(size);
    }
  }
  const sealedSize = await writeSealed(at, sealStream(read(), recipient));
  return { size, sha256: hash.digest('hex'), sealedSize };
}

/** Puts the sealed bytes on the disk. Returns how many there are. */
async function writeSealed(path: string, pieces: AsyncIterable<Uint8Array>): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  let size = 0;
  try {
    // While the next are sealed.
    let written: Promise<unknown> = Promise.resolve();
    for await (const some of gathered(pieces)) {
      await written;
      written = file.writev(some);
      written.catch(() => undefined);
      size += some.reduce((sum, { length }) => sum + length, 0);
    }
    await written;
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(join(path, '..'));
  return size;
}

async function digestOfSealed(path: string, key: string, stop: AbortSignal | undefined): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of openedPieces(path, key, stop)) hash.update(piece);
  return hash.digest('hex');
}
