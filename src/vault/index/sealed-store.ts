import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensurePrivateFolder, readOrdinary, writeAtomically } from '../../disk/private-file.ts';
import { isSystemError, UserError } from '../../errors.ts';

const FOLDER = 'index';
const CIPHER = 'aes-256-gcm';
const MAGIC = Buffer.from('coc-index 1\n');
const NONCE = 12;
const TAG = 16;
const LENGTH = 4;
/** No part is smaller. Bytes. */
const SMALLEST = 4096;

/**
 * What a member's coc remembers of a clone, sealed with a key that follows from their identity (AES-256-GCM of the platform; the
 * name of the part and the format are bound to it). It stands in the person's own place, and is never the truth: a part that is
 * gone, damaged, of another coc or of other keys counts as never written.
 */
export class SealedStore {
  readonly #folder: string;
  readonly #key: Uint8Array;
  /** What else the parts are bound to: what another coc wrote is not read. */
  readonly #format: string;

  /**
   * @param place the person's own place for the clone
   * @param key 32 bytes, for this clone alone
   */
  constructor(place: string, key: Uint8Array, format: string) {
    this.#folder = join(place, FOLDER);
    this.#key = key;
    this.#format = format;
  }

  /** What a part holds; undefined where it holds nothing that can be read. */
  async read(part: string): Promise<unknown> {
    const sealed = await readOrdinary(this.#path(part)).catch(undefinedIfSystem);
    if (sealed === undefined || !sealed.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
    const [start, end] = [MAGIC.length + NONCE, sealed.length - TAG];
    if (end < start) return undefined;
    const opener = createDecipheriv(CIPHER, this.#key, sealed.subarray(MAGIC.length, start));
    opener.setAAD(this.#bound(part));
    opener.setAuthTag(sealed.subarray(end));
    try {
      const padded = Buffer.concat([opener.update(sealed.subarray(start, end)), opener.final()]);
      return JSON.parse(padded.toString('utf8', LENGTH, LENGTH + padded.readUInt32LE(0)));
    } catch {
      return undefined;
    }
  }

  /**
   * Puts a part in place whole or not at all. Where it cannot be put there, as when the disk is full or another coc throws all of
   * it away at that moment, it is not remembered, and nothing else is wrong.
   */
  async write(part: string, data: unknown): Promise<void> {
    const text = Buffer.from(JSON.stringify(data));
    const padded = Buffer.alloc(paddedLength(LENGTH + text.length), 0);
    padded.writeUInt32LE(text.length, 0);
    text.copy(padded, LENGTH);
    const nonce = randomBytes(NONCE);
    const sealer = createCipheriv(CIPHER, this.#key, nonce);
    sealer.setAAD(this.#bound(part));
    const sealed = [MAGIC, nonce, sealer.update(padded), sealer.final(), sealer.getAuthTag()];
    try {
      await ensurePrivateFolder(this.#folder);
      await writeAtomically(this.#path(part), Buffer.concat(sealed), { mode: 0o600 });
    } catch (error) {
      undefinedIfSystem(error);
    }
  }

  /** The parts that there are, whoever wrote them. */
  async parts(): Promise<readonly string[]> {
    return (await readdir(this.#folder).catch(undefinedIfSystem)) ?? [];
  }

  async remove(part: string): Promise<void> {
    await rm(this.#path(part), { force: true }).catch(undefinedIfSystem);
  }

  #path(part: string): string {
    return join(this.#folder, part);
  }

  #bound(part: string): Buffer {
    return Buffer.concat([MAGIC, Buffer.from(`${this.#format}\n${part}`)]);
  }
}

/** Throws away all that is remembered of a clone; whoever's it is. */
export function forgetAll(place: string): Promise<void> {
  // Another coc may put something there meanwhile.
  return rm(join(place, FOLDER), { recursive: true, force: true, maxRetries: 10 });
}

/** The next of few lengths, at most an eighth more: it tells about how much there is, and not how much. */
function paddedLength(length: number): number {
  if (length <= SMALLEST) return SMALLEST;
  const step = 2 ** (Math.floor(Math.log2(length)) - 3);
  return Math.ceil(length / step) * step;
}

function undefinedIfSystem(error: unknown): undefined {
  if (isSystemError(error) || error instanceof UserError) return undefined;
  throw error;
}
