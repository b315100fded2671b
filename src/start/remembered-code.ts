import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { canOthersChange } from '../disk/owned.ts';

/** Bytes of the checksum at the head of a file. */
const CHECKSUM = 4;

/**
 * The compiled code of a chunk; undefined where there is none that is whole and that only this user can have written. Node
 * itself does not look whether it was damaged.
 *
 * @param folder one that `codeFolder` named
 */
export function rememberedCode(folder: string, chunk: string): Buffer | undefined {
  try {
    const file = openSync(pathOf(folder, chunk), constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const found = fstatSync(file);
      if (!found.isFile() || canOthersChange(found, process.getuid?.() ?? -1, false)) return undefined;
      const bytes = readFileSync(file);
      const code = bytes.subarray(CHECKSUM);
      return crc32(code) === bytes.readUInt32LE(0) ? code : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/** Remembers it, whole or not at all. Where it cannot be written, it is compiled again the next time. */
export function rememberCode(folder: string, chunk: string, code: Uint8Array): void {
  const path = pathOf(folder, chunk);
  const aside = `${path}.${process.pid}`;
  try {
    const checksum = Buffer.alloc(CHECKSUM);
    checksum.writeUInt32LE(crc32(code));
    writeFileSync(aside, Buffer.concat([checksum, code]), { mode: 0o600, flag: 'wx' });
    renameSync(aside, path);
  } catch {
    rmSync(aside, { force: true });
  }
}

function pathOf(folder: string, chunk: string): string {
  return join(folder, `${basename(chunk)}.code`);
}
