import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '../private-file.ts';
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

/** The keys that this member knows, as this clone remembers them. */
export class KnownKeysFile {
  readonly #path: string;

  /** @param folder the folder of the reports repository */
  constructor(folder: string) {
    this.#path = join(folder, '.git/coc-known-keys.json');
  }

  /** Undefined where nothing is remembered: then the team is seen for the first time. */
  async read(): Promise<KnownUpTo | undefined> {
    const text = await readFile(this.#path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    const { data } = schema.safeParse(jsonIn(text));
    if (data === undefined) return undefined;
    const { commit, members, recovery } = data;
    return { commit, recovery, members: new Map(members.map(({ id, ...keys }) => [id, keys])) };
  }

  async write({ commit, members, recovery }: KnownUpTo): Promise<void> {
    const text = JSON.stringify({
      commit,
      members: [...members].map(([id, keys]) => ({ id, ...keys })),
      recovery,
    });
    await writeAtomically(this.#path, new TextEncoder().encode(text), { mode: 0o600 });
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
