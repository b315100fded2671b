import { isRecord } from '../disk/is-record.ts';
import { readOwnJson, writeOwnJson } from '../disk/own-place.ts';
import { Remote } from '../git/remote.ts';

/** What is sealed is a little larger, and goes out with something besides. */
const AS_SEALED = 0.999;
const NAME = 'largest-for-server.json';

/** The largest file that the server of a clone takes once it is sealed, as it once said, in bytes; undefined where it never refused one. Asks nobody. */
export async function largestForServer(folder: string, env: NodeJS.ProcessEnv): Promise<number | undefined> {
  const server = await Remote.of(folder, env, 'bySelf');
  const known = server && (await readOwnJson(folder, env, NAME));
  if (!isRecord(known) || known.url !== server?.url || typeof known.largest !== 'number') return undefined;
  return known.largest;
}

/**
 * Notes that a server refused these for their size. What is noted is the size before it is sealed.
 *
 * @param said the largest that it takes, in bytes; 0 where it did not say, and then it is less than the largest of these
 */
export async function noteLargestForServer(
  folder: string,
  env: NodeJS.ProcessEnv,
  { url }: Remote,
  refused: readonly { readonly size: number }[],
  said: number,
): Promise<void> {
  const largest = said > 0 ? Math.floor(said * AS_SEALED) : Math.max(...refused.map(({ size }) => size)) - 1;
  await writeOwnJson(folder, env, NAME, { url, largest });
}
