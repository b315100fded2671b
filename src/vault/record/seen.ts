import { digestsIn } from '../../incident/coming-in.ts';
import type { Entry } from '../../incident/entry.ts';
import { order } from '../../incident/order.ts';
import { isRecord } from '../disk/is-record.ts';
import { readOwnJson, writeOwnJson } from '../disk/own-place.ts';

/** A commit by which an incident stopped going on from what it was (`succession.ts`). */
export interface Broken {
  readonly commit: string;
  /** The member who signed it. */
  readonly by: string;
  /** `gone`: entries are missing since then; `outsider`: whoever wrote it could not open the incident. */
  readonly why: 'gone' | 'outsider';
}

const NAME = 'seen.json';

/** A commit ends up among the arguments of git. */
const COMMIT = /^[0-9a-f]{40,64}$/;

/** Nothing waited any more to be sealed again since a generation of the team, at this commit. */
export interface NothingWaits {
  readonly since: number;
  readonly head: string;
}

interface State {
  checked: string | undefined;
  sealed: NothingWaits | undefined;
  readonly heads: Map<string, readonly string[]>;
  readonly broken: Map<string, Broken>;
}

/**
 * Which entries of which incidents this clone has seen: the digests of the last ones, which go back to all the others. An
 * incident that lacks them later was put back to an older version (DESIGN 7). And up to which commit each version was
 * held against the one before it. It stands in the person's own state: what lies in the clone may be somebody else's.
 */
export class SeenEntries {
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;
  #state: Promise<State> | undefined;
  #changed = false;

  /** @param folder the folder of the reports repository */
  constructor(folder: string, env: NodeJS.ProcessEnv) {
    this.#folder = folder;
    this.#env = env;
  }

  /** Whether every entry that was seen before is there. */
  async areIn(incident: string, entries: readonly Entry[]): Promise<boolean> {
    const before = (await this.#read()).heads.get(incident) ?? [];
    if (before.length === 0) return true;
    const present = digestsIn(entries);
    return before.every((one) => present.has(one));
  }

  /** The digests of the last entries that were seen, by incident. */
  async lasts(): Promise<ReadonlyMap<string, readonly string[]>> {
    return (await this.#read()).heads;
  }

  /** Whether anything of this incident was seen. */
  async knows(incident: string): Promise<boolean> {
    return (await this.#read()).heads.has(incident);
  }

  /** Whether an incident was open when it was looked at last. */
  async isOpen(incident: string): Promise<boolean> {
    const { heads } = await this.#read();
    return heads.has(incident) && !heads.has(closed(incident));
  }

  /** The incidents of which something was seen. */
  async incidents(): Promise<readonly string[]> {
    return [...(await this.#read()).heads.keys()].filter((key) => !isClosed(key));
  }

  /** Nothing of an incident counts as seen any more: it was lost here before anybody else had it. */
  async forget(incident: string): Promise<void> {
    const { heads } = await this.#read();
    heads.delete(incident);
    heads.delete(closed(incident));
    this.#changed = true;
  }

  /** Every version is held against the one before it once more, from the first on: the history here was put in place anew. */
  async lookAgain(): Promise<void> {
    const state = await this.#read();
    state.checked = undefined;
    state.sealed = undefined;
    this.#changed = true;
  }

  /** Notes that these entries were seen. Kept once `keep` is called. */
  async note(incident: string, entries: readonly Entry[]): Promise<void> {
    const { heads } = await this.#read();
    const now = order(entries).heads;
    const wasClosed = heads.delete(closed(incident));
    if (!wasClosed && heads.get(incident)?.join() === now.join()) return;
    heads.set(incident, now);
    this.#changed = true;
  }

  /** Whether an incident that was open before is found closed for the first time. What was seen of it stays noted. */
  async closes(incident: string): Promise<boolean> {
    const { heads } = await this.#read();
    const isNew = await this.isOpen(incident);
    if (isNew) heads.set(closed(incident), []);
    this.#changed ||= isNew;
    return isNew;
  }

  /** The commit up to which each version was held against the one before it. */
  async checked(): Promise<string | undefined> {
    return (await this.#read()).checked;
  }

  /** @param from only where it is this one that was checked last; without it, whichever was */
  async checkedUpTo(commit: string, from?: string): Promise<void> {
    const state = await this.#read();
    if (state.checked === commit || (from !== undefined && state.checked !== from)) return;
    state.checked = commit;
    this.#changed = true;
  }

  /** Where nothing waited any more to be sealed again. What comes after that commit is sealed to the team as it is. */
  async nothingWaits(): Promise<NothingWaits | undefined> {
    return (await this.#read()).sealed;
  }

  async noteNothingWaits(sealed: NothingWaits): Promise<void> {
    (await this.#read()).sealed = sealed;
    this.#changed = true;
  }

  /** The incidents that stopped going on from what they were, until they are put right. */
  async broken(): Promise<ReadonlyMap<string, Broken>> {
    return (await this.#read()).broken;
  }

  async breaks(incident: string, broken: Broken | undefined): Promise<void> {
    const state = await this.#read();
    if (state.broken.get(incident)?.commit === broken?.commit) return;
    if (broken === undefined) state.broken.delete(incident);
    else state.broken.set(incident, broken);
    this.#changed = true;
  }

  async keep(): Promise<void> {
    if (!this.#changed) return;
    this.#changed = false;
    const { checked, sealed, heads, broken } = await this.#read();
    const data = { checked, sealed, heads: Object.fromEntries(heads), broken: Object.fromEntries(broken) };
    await writeOwnJson(this.#folder, this.#env, NAME, data);
  }

  #read(): Promise<State> {
    this.#state ??= this.#load();
    return this.#state;
  }

  async #load(): Promise<State> {
    return parse(await readOwnJson(this.#folder, this.#env, NAME));
  }
}

/** Stands beside an incident that is closed to this member by now. */
function closed(incident: string): string {
  return `${incident}, closed`;
}

function isClosed(key: string): boolean {
  return key.endsWith(', closed');
}

/**
 * A file that a full disk cut off counts as empty: everything is looked at again. An older coc wrote the heads alone. Checked by hand:
 * every command reads it, and it has a line for each incident.
 */
function parse(data: unknown): State {
  const empty = { checked: undefined, sealed: undefined, heads: new Map(), broken: new Map() };
  if (!isRecord(data)) return empty;
  if (!('heads' in data)) return { ...empty, heads: headsIn(data) ?? empty.heads };
  const [heads, broken] = [headsIn(data.heads), brokenIn(data.broken)];
  if (heads === undefined || broken === undefined) return empty;
  return { checked: commitIn(data.checked), sealed: sealedIn(data.sealed), heads, broken };
}

function headsIn(data: unknown): Map<string, readonly string[]> | undefined {
  if (!isRecord(data)) return undefined;
  const heads = new Map<string, readonly string[]>();
  for (const [id, own] of Object.entries(data)) {
    if (!Array.isArray(own) || !own.every((one) => typeof one === 'string')) return undefined;
    heads.set(id, own);
  }
  return heads;
}

function brokenIn(data: unknown): Map<string, Broken> | undefined {
  if (!isRecord(data)) return undefined;
  const broken = new Map<string, Broken>();
  for (const [id, own] of Object.entries(data)) {
    const commit = isRecord(own) ? commitIn(own.commit) : undefined;
    if (!isRecord(own) || commit === undefined || typeof own.by !== 'string') return undefined;
    if (own.why !== 'gone' && own.why !== 'outsider') return undefined;
    broken.set(id, { commit, by: own.by, why: own.why });
  }
  return broken;
}

function sealedIn(data: unknown): NothingWaits | undefined {
  const head = isRecord(data) ? commitIn(data.head) : undefined;
  if (!isRecord(data) || head === undefined || typeof data.since !== 'number') return undefined;
  return { since: data.since, head };
}

function commitIn(data: unknown): string | undefined {
  return typeof data === 'string' && COMMIT.test(data) ? data : undefined;
}
