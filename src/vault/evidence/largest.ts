import { isRecord } from '../disk/is-record.ts';
import { readOwnJson, writeOwnJson } from '../disk/own-place.ts';
import { Remote } from '../git/remote.ts';

/** What is sealed is a little larger, and goes out with something besides. */
const AS_SEALED = 0.999;
const NAME = 'largest-for-server.json';
/** A refusal counts for so long, in ms: whoever looks after the server may allow more, and nobody's word stands for good. */
const COUNTS_FOR = 60 * 60 * 1000;

/**
 * The largest file that the server of a clone takes once it is sealed, as it said within the last hour, in bytes; undefined where it
 * refused none since. Asks nobody.
 *
 * @param now as RFC 3339
 */
export async function largestForServer(
  folder: string,
  env: NodeJS.ProcessEnv,
  now: string,
): Promise<number | undefined> {
  const server = await Remote.of(folder, env, 'bySelf');
  const known = server && (await readOwnJson(folder, env, NAME));
  if (!isRecord(known) || known.url !== server?.url || typeof known.largest !== 'number') return undefined;
  const ago = Date.parse(now) - Date.parse(String(known.at));
  return ago >= 0 && ago < COUNTS_FOR ? known.largest : undefined;
}

/**
 * Notes that a server refused these for their size. What is noted is the size before it is sealed.
 *
 * @param now as RFC 3339
 * @param said the largest that it takes, in bytes; 0 where it did not say, and then it is less than the largest of these
 */
export async function noteLargestForServer(
  folder: string,
  env: NodeJS.ProcessEnv,
  { url }: Remote,
  refused: readonly { readonly size: number }[],
  said: number,
  now: string,
): Promise<void> {
  const largest = said > 0 ? Math.floor(said * AS_SEALED) : Math.max(...refused.map(({ size }) => size)) - 1;
  await writeOwnJson(folder, env, NAME, { url, largest, at: now });
}
