import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { digest } from '../../incident/canonical.ts';
import type { Entry } from '../../incident/entry.ts';
import { order } from '../../incident/order.ts';
import { writeAtomically } from '../private-file.ts';

const schema = z.record(z.string(), z.array(z.string()));

/**
 * Which entries of which incidents this clone has seen: the digests of the last ones, which go back to all the others. An
 * incident that lacks them later was put back to an older version (DESIGN 7).
 */
export class SeenEntries {
  readonly #path: string;
  #heads: Promise<Map<string, readonly string[]>> | undefined;
  #changed = false;

  /** @param folder the folder of the reports repository */
  constructor(folder: string) {
    this.#path = join(folder, '.git/coc-seen.json');
  }

  /** Whether every entry that was seen before is there. */
  async areIn(incident: string, entries: readonly Entry[]): Promise<boolean> {
    const before = (await this.#read()).get(incident) ?? [];
    if (before.length === 0) return true;
    const present = new Set(entries.map(digest));
    return before.every((one) => present.has(one));
  }

  /** Notes that these entries were seen. Kept once `keep` is called. */
  async note(incident: string, entries: readonly Entry[]): Promise<void> {
    const heads = await this.#read();
    const now = order(entries).heads;
    const wasClosed = heads.delete(closed(incident));
    if (!wasClosed && heads.get(incident)?.join() === now.join()) return;
    heads.set(incident, now);
    this.#changed = true;
  }

  /** Whether an incident that was open before is found closed for the first time. What was seen of it stays noted. */
  async closes(incident: string): Promise<boolean> {
    const heads = await this.#read();
    const isNew = heads.has(incident) && !heads.has(closed(incident));
    if (isNew) heads.set(closed(incident), []);
    this.#changed ||= isNew;
    return isNew;
  }

  async keep(): Promise<void> {
    if (!this.#changed) return;
    this.#changed = false;
    const text = JSON.stringify(Object.fromEntries(await this.#read()));
    await writeAtomically(this.#path, new TextEncoder().encode(text), { mode: 0o600 });
  }

  #read(): Promise<Map<string, readonly string[]>> {
    this.#heads ??= readFile(this.#path, 'utf8').then(
      (text) => new Map(Object.entries(parse(text))),
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return new Map();
        throw error;
      },
    );
    return this.#heads;
  }
}

/** Stands beside an incident that is closed to this member by now. */
function closed(incident: string): string {
  return `${incident}, closed`;
}

/** A file that a full disk cut off counts as empty: everything is seen again. */
function parse(text: string): Record<string, string[]> {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return {};
  }
}
