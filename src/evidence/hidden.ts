import type { Hidden } from './found.ts';
import type { Kind } from './kind.ts';
import { look } from './look.ts';
import { withFile } from './source.ts';

export type { Hidden } from './found.ts';

/**
 * What is hidden in a file that nobody sees who looks at it. What could not be looked into is told of as `not-looked`, so an
 * empty answer says that coc knows this kind, looked at all of it, and found nothing. What the picture, the sound or the words
 * themselves show is not looked at. Reads a film in parts; never writes.
 */
export async function hiddenIn(path: string, { mime }: Kind): Promise<readonly Hidden[]> {
  return withFile(path, async (source) => (await look(source, mime)).hidden);
}
