import { join } from 'node:path';
import { z } from 'zod';
import { exists } from '../../disk/private-file.ts';
import { ownPlace, readOwnJson, writeOwnJson } from '../disk/own-place.ts';
import type { KnownKeys } from './known-keys.ts';

/** What is known, and up to which commit the history of the team was looked at for it. */
export interface KnownUpTo extends KnownKeys {
  readonly commit: string;
}

const pair = z.object({ recipient: z.string(), signingKey: z.string() });
const schema = z.object({
  commit: z.string(),
  members: z.array(pair.extend({ id: z.string() })),
  recovery: pair.nullable(),
});

const NAME = 'known-keys.json';

/** The keys that this member knows, as their own state has them for a clone. */
export class KnownKeysFile {
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;

  /** @param folder the folder of the reports repository */
  constructor(folder: string, env: NodeJS.ProcessEnv) {
    this.#folder = folder;
    this.#env = env;
  }

  /** Undefined where nothing is remembered: then the team is seen for the first time; `damaged` where it cannot be read. */
  async read(): Promise<KnownUpTo | 'damaged' | undefined> {
    const place = await ownPlace(this.#folder, this.#env);
    if (place === undefined || !(await exists(join(place, NAME)))) return undefined;
    const { data } = schema.safeParse(await readOwnJson(this.#folder, this.#env, NAME));
    if (data === undefined) return 'damaged';
    const { commit, members, recovery } = data;
    return { commit, recovery, members: new Map(members.map(({ id, ...keys }) => [id, keys])) };
  }

  async write({ commit, members, recovery }: KnownUpTo): Promise<void> {
    const data = { commit, members: [...members].map(([id, keys]) => ({ id, ...keys })), recovery };
    await writeOwnJson(this.#folder, this.#env, NAME, data);
  }
}
