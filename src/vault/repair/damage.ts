import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { isSystemError, undefinedIfGone } from '../../errors.ts';
import { isObjectAt } from '../git/object.ts';

/** A file of git's own that is empty, cut off or changed; what it is part of, and its path below `.git`. */
export interface DamagedFile {
  readonly part: Part;
  readonly path: string;
}

/** `history`: what was saved; `names`: the names of commits; `derived`: what git makes anew from the rest. */
type Part = 'history' | 'pack' | 'names' | 'head' | 'index' | 'settings' | 'derived';

const ID = /^[0-9a-f]{40}\n?$/;
const SYMBOLIC = /^ref: refs\/\S+\n?$/;
const DIGEST_BYTES = 20;

/**
 * The files in the `.git` of a clone that are not as git wrote them: an object whose content is not what its name says, a
 * reference without a commit, an index or a pack whose own digest is another one. Starts no git, which reads none of it where
 * `HEAD` alone is empty. Changes nothing.
 */
export async function damagedFiles(inGit: string): Promise<readonly DamagedFile[]> {
  const found: DamagedFile[] = [];
  const look = async (part: Part, path: string, isSound: (bytes: Buffer) => boolean): Promise<void> => {
    const bytes = await readFile(join(inGit, path)).catch(undefinedIfGone);
    if (bytes !== undefined && !isSound(bytes)) found.push({ part, path });
  };
  await look('head', 'HEAD', isReference);
  await look('settings', 'config', isText);
  await look('index', 'index', endsInItsDigest);
  await look('names', 'packed-refs', (bytes) => isText(bytes) || bytes.length === 0);
  for (const path of await below(inGit, 'refs')) await look('names', path, isReference);
  for (const path of await below(inGit, 'objects')) {
    const [, folder, rest] = /^objects\/([0-9a-f]{2})\/([0-9a-f]{38})$/.exec(path) ?? [];
    // These two can be of any size.
    if (rest !== undefined) {
      if (!(await isObjectAt(join(inGit, path), `${folder}${rest}`))) found.push({ part: 'history', path });
    } else if (/^objects\/pack\/pack-[0-9a-f]+\.(?:pack|idx)$/.test(path)) {
      if (!(await fileEndsInItsDigest(join(inGit, path)))) found.push({ part: 'pack', path });
    } else if (/(?:multi-pack-index|\.rev|\.bitmap|commit-graph|\.graph)$/.test(path))
      await look('derived', path, endsInItsDigest);
  }
  return found;
}

/** The files below a folder of `.git`, by their paths below `.git`. */
export async function below(inGit: string, folder: string): Promise<readonly string[]> {
  const rows = await readdir(join(inGit, folder), { recursive: true, withFileTypes: true }).catch(
    (error: unknown) => {
      if (isSystemError(error)) return [];
      throw error;
    },
  );
  return rows
    .filter((row) => row.isFile())
    .map((row) => relative(inGit, join(row.parentPath, row.name)).replaceAll('\\', '/'))
    .sort();
}

function isReference(bytes: Buffer): boolean {
  const text = bytes.toString('latin1');
  return ID.test(text) || SYMBOLIC.test(text);
}

function isText(bytes: Buffer): boolean {
  return bytes.length > 0 && !bytes.includes(0);
}

/** As `endsInItsDigest`, of a file of any size. One that is gone meanwhile is not damaged. */
async function fileEndsInItsDigest(path: string): Promise<boolean> {
  const hash = createHash('sha1');
  let last = Buffer.alloc(0);
  try {
    for await (const piece of createReadStream(path)) {
      const all = Buffer.concat([last, piece]);
      last = all.subarray(Math.max(0, all.length - DIGEST_BYTES));
      hash.update(all.subarray(0, all.length - last.length));
    }
  } catch (error) {
    return undefinedIfGone(error) === undefined;
  }
  return last.length === DIGEST_BYTES && hash.digest().equals(last);
}

/** As the files end that git writes in one go; zeros where somebody has git leave the digest out. */
function endsInItsDigest(bytes: Buffer): boolean {
  const end = bytes.length - DIGEST_BYTES;
  if (end <= 0) return false;
  const kept = bytes.subarray(end);
  if (createHash('sha1').update(bytes.subarray(0, end)).digest().equals(kept)) return true;
  return bytes.toString('latin1', 0, 4) === 'DIRC' && kept.every((byte) => byte === 0);
}
