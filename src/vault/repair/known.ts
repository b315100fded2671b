import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Objects } from '../git/objects.ts';
import { MAIN } from '../history/marks.ts';
import { readOwnMarks } from '../history/own-marks.ts';
import { below } from './damage.ts';

/** What is still known of where a clone was, read without git: commits that may be gone. */
export interface Known {
  /** The commit at which the branch is said to be. */
  readonly branch: string | undefined;
  /** The first commit, which was compared with the team. */
  readonly first: string | undefined;
  /** What the server had when it was last looked at. */
  readonly shared: string | undefined;
  /** The commit up to which this clone had verified its own history. */
  readonly verified: string | undefined;
  /** Every commit at which the branch ever was, as far as it is noted: the newest first. */
  readonly earlier: readonly string[];
}

const ID = /^[0-9a-f]{40}$/;
/** So many of the commits at which the branch was before are tried. */
const EARLIER = 50;

export async function readKnown(inGit: string, objects: Objects): Promise<Known> {
  const [names, own] = await Promise.all([
    referencesIn(inGit),
    readOwnMarks(objects, ['first', 'verified', 'shared']),
  ]);
  const logs = await Promise.all([MAIN, 'HEAD'].map((name) => logged(join(inGit, 'logs', name))));
  return {
    branch: names.get(MAIN),
    ...{ first: own.first, shared: own.shared, verified: own.verified },
    earlier: [...new Set(logs.flat())].slice(0, EARLIER),
  };
}

/** The references of a clone and what they say, whether or not there is such a commit. */
export async function referencesIn(inGit: string): Promise<ReadonlyMap<string, string>> {
  const packed = await textAt(join(inGit, 'packed-refs'));
  const found = new Map<string, string>();
  for (const line of packed.split('\n')) {
    const [, id, name] = /^([0-9a-f]{40}) (refs\/\S+)$/.exec(line) ?? [];
    if (id !== undefined && name !== undefined) found.set(name, id);
  }
  for (const name of await below(inGit, 'refs')) {
    const id = (await textAt(join(inGit, name))).trim();
    if (ID.test(id)) found.set(name, id);
  }
  return found;
}

/** The newest first. */
async function logged(path: string): Promise<readonly string[]> {
  const ids = (await textAt(path)).split('\n').flatMap((line) => line.split(' ')[1] ?? []);
  return ids.filter((id) => ID.test(id) && !/^0+$/.test(id)).reverse();
}

function textAt(path: string): Promise<string> {
  return readFile(path, 'latin1').catch(() => '');
}
