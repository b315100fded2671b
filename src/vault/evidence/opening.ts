import { createHash } from 'node:crypto';
import { constants, open } from 'node:fs/promises';
import { join } from 'node:path';
import { isSystemError, UserError } from '../../errors.ts';
import { keyHolder, openStream } from '../age/age.ts';
import { isAttachmentPath } from '../format/layout.ts';
import { piecesOf } from './pieces.ts';

/** What of its entry opens an attachment. */
export interface AttachmentKey {
  /** Its path in the reports repository, as the entry has it. */
  readonly file: string;
  readonly key: string;
  /** Of the original, in hex. */
  readonly sha256: string;
}

/** What a sealed file holds, in pieces. That it is all of it is known once this has come to its end. Throws CannotOpen. */
export async function* openedPieces(
  path: string,
  key: string,
  stop?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
  const file = await open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
  try {
    if (!(await file.stat()).isFile()) throw new UserError('It is no ordinary file.');
    yield* openStream(piecesOf(file, stop), keyHolder([key]));
  } finally {
    await file.close();
  }
}

/**
 * The same of an attachment in the folder of a clone. Throws a UserError where it is missing, does not open, or is not what its entry
 * says.
 */
export async function* attachmentPieces(
  folder: string,
  { file, key, sha256 }: AttachmentKey,
  stop?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  if (!isAttachmentPath(file)) throw new UserError('It is not where attachments are.');
  const hash = createHash('sha256');
  try {
    for await (const piece of openedPieces(join(folder, file), key, stop)) {
      hash.update(piece);
      yield piece;
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new UserError(`${file} is missing, or cannot be read.`, {
      hints: [`\`git checkout -- ${file}\` in the reports repository brings back the one that was saved.`],
    });
  }
  if (hash.digest('hex') !== sha256)
    throw new UserError('It is another file than the one that was taken in.');
}
