import { LARGEST_HEADER } from '../age/age-header.ts';
import { isInEvidence, ROSTER } from '../format/layout.ts';
import { type Commit, parseCommit } from '../git/commit.ts';
import type { Objects } from '../git/objects.ts';
import { verifySshsig } from '../keys/sshsig.ts';
import type { Content, Step } from './commit-rules.ts';
import type { Finding } from './finding.ts';

/** A link to another repository: it has no content here. */
const REPOSITORY = '160000';

/** A commit with all that the rules look at. */
export interface ReadStep extends Step {
  readonly content: Content;
}

/**
 * Reads these commits, what each changed, and the contents that the rules look at. Where git cannot read one, that is what
 * is found out about it.
 */
export async function readSteps(
  objects: Objects,
  ids: readonly string[],
): Promise<readonly (ReadStep | Finding)[]> {
  try {
    return await readAll(objects, ids);
  } catch (error) {
    const [only, ...others] = ids;
    if (only === undefined) throw error;
    if (others.length === 0) return [{ commit: only, harm: 'damaged' }];
    const middle = Math.ceil(ids.length / 2);
    return [
      ...(await readSteps(objects, ids.slice(0, middle))),
      ...(await readSteps(objects, ids.slice(middle))),
    ];
  }
}

/** A commit whose signature is an SSH signature for git. */
export function parseSigned(id: string, bytes: Uint8Array = new Uint8Array()): Commit {
  return parseCommit(id, bytes, (key, payload, signature) => verifySshsig(key, 'git', payload, signature));
}

async function readAll(objects: Objects, ids: readonly string[]): Promise<readonly ReadStep[]> {
  const [commits, changes] = await Promise.all([objects.read(ids), objects.changes(ids)]);
  const all = [...changes.values()].flat();
  const wanted = (isWanted: (path: string) => boolean): readonly string[] =>
    all.flatMap(({ path, after }) =>
      after && after.mode !== REPOSITORY && isWanted(path) ? [after.id] : [],
    );
  const [read, begun] = await Promise.all([
    objects.read(wanted(isRead)),
    objects.beginnings(wanted(isInEvidence), LARGEST_HEADER),
  ]);
  const content: Content = (id) => read.get(id) ?? begun.get(id) ?? new Uint8Array();
  return ids.map((id) => ({
    commit: parseSigned(id, commits.get(id)),
    changes: changes.get(id) ?? [],
    content,
  }));
}

/** Of the other files it is enough to know who changed them. */
function isRead(path: string): boolean {
  return path === ROSTER || (path.endsWith('.age') && !isInEvidence(path));
}
