import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names of which git has a file each, and nothing that means something else to git. */
const PLAIN = /^refs\/(?:heads|coc)\/[A-Za-z0-9-]+$/;
const ID = /^[0-9a-f]{40}$/;
/** No file of references that is looked at here is larger. Bytes. */
const LARGEST = 1024 * 1024;

/**
 * The ID that a reference of a clone stands for, as git's files have it; undefined where they do not tell it in the plainest way,
 * which does not mean that there is none: then git is to be asked. Source: gitrepository-layout.
 *
 * @param name `HEAD`, or a whole name
 */
export function referenceIn(folder: string, name: string): string | undefined {
  const git = join(folder, '.git');
  if (name !== 'HEAD') return named(git, name);
  const head = textOf(join(git, name))?.trimEnd() ?? '';
  return ID.test(head) ? head : named(git, /^ref: (\S+)$/.exec(head)?.[1] ?? '');
}

function named(git: string, name: string): string | undefined {
  if (!PLAIN.test(name)) return undefined;
  const own = textOf(join(git, name));
  const id = own === undefined ? packed(git, name) : own.trimEnd();
  return id !== undefined && ID.test(id) ? id : undefined;
}

/** One that has a file of its own stands before one of these. */
function packed(git: string, name: string): string | undefined {
  const line = textOf(join(git, 'packed-refs'))
    ?.split('\n')
    .find((one) => one.endsWith(` ${name}`));
  return line?.slice(0, -name.length - 1);
}

/** Undefined where there is nothing of that name; empty where there is something that tells nothing. */
function textOf(path: string): string | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (!found.isFile() || found.size > LARGEST) return '';
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
