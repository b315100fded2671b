import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chunks, type Names, type Require } from './chunks.ts';
import { codeFolder } from './code-folder.ts';

/**
 * What the build made of a file exports: loaded with what of it this user's node compiled before, where that can be trusted.
 *
 * @param folder where the build put it
 * @param own loads as node itself does
 */
export function load(folder: string, entry: string, own: Require): unknown {
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const names = JSON.parse(text('exports.json')) as Names;
  return new Chunks(
    folder,
    names,
    codeFolder(process.env, () => text('build-id')),
    own,
  ).load(`./${entry}`);
}
