import { join } from 'node:path';
import { exists } from '../../disk/private-file.ts';
import { isRecord } from '../disk/is-record.ts';
import { ownPlace, readOwnJson, writeOwnJson } from '../disk/own-place.ts';
import type { KnownKeys } from './known-keys.ts';

/** What is known, and up to which commit the history of the team was looked at for it. */
export interface KnownUpTo extends KnownKeys {
  readonly commit: string;
}

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
    return knownIn(await readOwnJson(this.#folder, this.#env, NAME)) ?? 'damaged';
  }

  async write({ commit, members, recovery }: KnownUpTo): Promise<void> {
    const data = { commit, members: [...members].map(([id, keys]) => ({ id, ...keys })), recovery };
    await writeOwnJson(this.#folder, this.#env, NAME, data);
  }
}

/** By hand: it is read by every command, most of which load nothing that checks the shape of data. */
function knownIn(data: unknown): KnownUpTo | undefined {
  if (!isRecord(data) || !Array.isArray(data.members) || typeof data.commit !== 'string') return undefined;
  const members = data.members.map((one: unknown) => {
    const keys = keysIn(one);
    return isRecord(one) && typeof one.id === 'string' && keys ? ([one.id, keys] as const) : undefined;
  });
  const recovery = data.recovery === null ? null : keysIn(data.recovery);
  if (members.includes(undefined) || recovery === undefined) return undefined;
  return { commit: data.commit, recovery, members: new Map(members.filter((one) => one !== undefined)) };
}

function keysIn(data: unknown): KnownUpTo['recovery'] | undefined {
  if (!isRecord(data) || typeof data.recipient !== 'string' || typeof data.signingKey !== 'string')
    return undefined;
  return { recipient: data.recipient, signingKey: data.signingKey };
}
