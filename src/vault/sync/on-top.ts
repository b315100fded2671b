import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Objects } from '../git/objects.ts';
import { withAgent } from '../keys/ssh-agent.ts';
import type { Session } from '../session.ts';

/**
 * Makes a signed commit that changes these files of its parent, and touches nothing of the clone but new objects. Returns its
 * full ID.
 *
 * @param files the IDs of their new content, by path
 */
export async function commitOnTop(
  { me, identity, repository }: Session,
  objects: Objects,
  parent: string,
  files: ReadonlyMap<string, string>,
  subject: string,
): Promise<string> {
  const index = join(repository.folder, '.git', `coc-index-${randomBytes(6).toString('hex')}`);
  try {
    const tree = await objects.treeWith(parent, files, index);
    return await withAgent(identity.signer, (socket) =>
      objects.commitTree(tree, [parent], subject, {
        publicKey: identity.signer.publicKey,
        socket,
        author: me,
      }),
    );
  } finally {
    await rm(index, { force: true });
  }
}
