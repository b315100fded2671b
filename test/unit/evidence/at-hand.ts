import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Hidden, hiddenIn } from '../../../src/evidence/hidden.ts';
import { type Kind, kindOf } from '../../../src/evidence/kind.ts';
import { type Stripped, strip } from '../../../src/evidence/strip.ts';
import { temporaryFolder } from '../../places/temporary-folder.ts';

let folder: Promise<string> | undefined;
let count = 0;

/** A file with these bytes, whose name says nothing. */
export async function fileOf(bytes: Uint8Array): Promise<string> {
  folder ??= temporaryFolder('coc-evidence-');
  count += 1;
  const path = join(await folder, String(count));
  await writeFile(path, bytes);
  return path;
}

interface Seen {
  readonly kind: Kind;
  readonly hidden: readonly Hidden[];
  readonly stripped: Stripped;
  /** The bytes of the copy; none where there is no copy. */
  readonly copy: Buffer;
  readonly copyPath: string;
}

/** What coc says of these bytes, and the copy that it makes. */
export async function seen(bytes: Uint8Array): Promise<Seen> {
  const path = await fileOf(bytes);
  const kind = await kindOf(path);
  const hidden = await hiddenIn(path, kind);
  const copyPath = `${path}-copy`;
  const stripped = await strip(path, kind, copyPath);
  const copy = 'cannot' in stripped ? Buffer.alloc(0) : await readFile(copyPath);
  return { kind, hidden, stripped, copy, copyPath };
}

/** What was found, as `what: value`, or as the words where it has no value. */
export function listed(hidden: readonly Hidden[]): readonly string[] {
  return hidden.map(({ what, words, value }) => `${what}: ${value ?? words}`);
}
