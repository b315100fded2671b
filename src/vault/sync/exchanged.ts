import { z } from 'zod';
import { readOwnJson, writeOwnJson } from '../disk/own-place.ts';

/** In the person's own state for a clone: when it last had all that the server had. */
const NAME = 'exchanged.json';

const schema = z.object({ at: z.iso.datetime({ offset: true }) });

export async function readExchanged(folder: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  return schema.safeParse(await readOwnJson(folder, env, NAME)).data?.at;
}

export function noteExchanged(folder: string, env: NodeJS.ProcessEnv, at: string): Promise<void> {
  return writeOwnJson(folder, env, NAME, { at });
}
