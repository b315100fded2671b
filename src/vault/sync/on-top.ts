import type { Objects } from '../git/objects.ts';
import { commitFiles, type FileContent } from '../git/signed-commit.ts';
import { committing, type Session } from '../session.ts';

/**
 * Makes a signed commit that changes these files of its parent, and touches nothing of the clone but new objects. Returns its
 * full ID.
 */
export async function commitOnTop(
  session: Session,
  objects: Objects,
  parent: string,
  files: ReadonlyMap<string, FileContent>,
  subject: string,
): Promise<string> {
  return (await commitFiles(objects, parent, files, subject, committing(session))).commit;
}
