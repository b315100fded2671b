import type { App } from '../app.ts';
import { Objects } from '../vault/repository.ts';
import { Remote } from '../vault/server.ts';
import {
  emptyHistory,
  type FoundHistory,
  type Known,
  namedFirst,
  noteVerified,
  type Outside,
  readMarks,
  readServerMark,
  verifyFromOutside,
  writeServerMark,
} from '../vault/trust.ts';

export interface Looked {
  readonly found: FoundHistory;
  readonly outside: Outside;
  /** Whether it is shared through a server. */
  readonly hasServer: boolean;
}

/**
 * Verifies the history of the repository that is meant, from outside. What is verified is marked where a mark means
 * something: in a clone whose first commit was compared, and on a server, whose owner alone can write the mark. In any other
 * clone nobody has said which first commit is meant, and a mark would pass for that.
 */
export async function lookAtHistory(
  app: App,
  { all = false, first: named }: { readonly all?: boolean; readonly first?: string },
): Promise<Looked> {
  const found = await app.findHistory();
  const { folder, bare } = found;
  const objects = new Objects(folder, app.io.env);
  objects.askGit();
  const { head, known: before } = await knownIn(objects, found);
  const first = named === undefined ? before.first : await namedFirst(objects, head, named);
  const known = { ...before, ...(first !== undefined && { first }) };
  const outside = await verifyFromOutside({ objects, head, known, all, notice: app.notice });
  if (outside.problem === undefined) {
    if (!bare && before.mark === undefined) await objects.assertSound();
    if (bare) await writeServerMark(folder, { first: outside.first, verified: head });
    else if (before.mark !== undefined && before.mark !== head)
      await noteVerified(objects, head, before.inClone);
  }
  const remote = bare ? undefined : await Remote.of(folder, app.io.env, 'bySelf');
  return { found, outside, hasServer: remote !== undefined };
}

interface Before extends Known {
  /** The mark of a clone that is pinned, to be moved on. */
  readonly mark?: string;
  readonly inClone?: string;
}

/** What is known of a history before it is looked at; the marks of a clone only where it is pinned. */
async function knownIn(
  objects: Objects,
  { folder, bare }: FoundHistory,
): Promise<{ readonly head: string; readonly known: Before }> {
  const { head: main, first, verified, moving, inClone } = await readMarks(objects);
  // A CI job checks out a commit, and no branch.
  const head = main ?? (await objects.resolve('HEAD'));
  if (head === undefined) throw emptyHistory();
  if (bare) return { head, known: (await readServerMark(folder)) ?? {} };
  if (first === undefined || verified === undefined) return { head, known: {} };
  const mark = { mark: verified, ...(inClone && { inClone }) };
  return { head, known: { first, verified: head === moving ? moving : verified, ...mark } };
}
