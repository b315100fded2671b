import type { Objects } from '../git/objects.ts';
import { timelineOf } from './timeline.ts';

/**
 * Who ever wrote these files: for each path the IDs of the members whose commits changed it. Whoever wrote an incident could
 * open it then.
 *
 * @param head a verified commit
 */
export async function writersOf(
  objects: Objects,
  head: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const writers = new Map(paths.map((path) => [path, new Set<string>()]));
  if (paths.length === 0) return writers;
  for (const { by, changes } of await timelineOf(objects, head))
    for (const { path } of changes) if (by !== undefined) writers.get(path)?.add(by);
  return writers;
}
