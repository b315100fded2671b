import { isRecord } from '../disk/is-record.ts';
import { readOwnJson, writeOwnJson } from '../disk/own-place.ts';
import { Remote } from '../git/remote.ts';

const NAME = 'largest-for-server.json';

/** The largest file that the server of a clone takes, as it once said, in bytes; undefined where it never refused one. Asks nobody. */
export async function largestForServer(folder: string, env: NodeJS.ProcessEnv): Promise<number | undefined> {
  const server = await Remote.of(folder, env, 'bySelf');
  const known = server && (await readOwnJson(folder, env, NAME));
  if (!isRecord(known) || known.url !== server?.url || typeof known.largest !== 'number') return undefined;
  return known.largest;
}

/**
 * Notes that a server refused these for their size.
 *
 * @param said the largest that it takes, in bytes; 0 where it did not say, and then it is less than the largest of these
 */
export async function noteLargestForServer(
  folder: string,
  env: NodeJS.ProcessEnv,
  { url }: Remote,
  refused: readonly { readonly sealedSize: number }[],
  said: number,
): Promise<void> {
  const largest = said > 0 ? said : Math.max(...refused.map(({ sealedSize }) => sealedSize)) - 1;
  await writeOwnJson(folder, env, NAME, { url, largest });
}
