import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chunks, type Require } from './chunks.ts';
import { codeFolder } from './code-folder.ts';

/**
 * What the build made of a file exports: loaded with what of it this user's node compiled before, where that can be trusted.
 *
 * @param folder where the build put it
 * @param own loads as node itself does
 */
export function load(folder: string, entry: string, own: Require): unknown {
  const remembered = codeFolder(process.env, () => readFileSync(join(folder, 'build-id'), 'utf8'));
  if (remembered === undefined) return own(join(folder, entry));
  return new Chunks(folder, remembered, own).load(`./${entry}`);
}
