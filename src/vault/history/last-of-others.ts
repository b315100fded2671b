import { authoredAt, parseCommit } from '../git/commit.ts';
import type { Objects } from '../git/objects.ts';

/** How many commits are read at once. */
const AT_ONCE = 64;

/**
 * When the last commit of somebody else is from, by the clock of its author, ISO 8601; undefined where there is none. A server
 * that stands still for one of the team shows by that alone.
 *
 * @param head a verified commit: in such a history the author of each is whoever signed it
 * @param own the e-mail address of whoever asks
 */
export async function lastOfOthers(objects: Objects, head: string, own: string): Promise<string | undefined> {
  const ids = (await objects.revisions(undefined, head)).map(({ id }) => id).reverse();
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE);
    const contents = await objects.read(some);
    for (const id of some) {
      const bytes = contents.get(id) ?? new Uint8Array();
      if (parseCommit(id, bytes, () => false).author.email !== own) return authoredAt(bytes);
    }
  }
  return undefined;
}
