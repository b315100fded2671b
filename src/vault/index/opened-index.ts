import type { Authors, Authorship } from '../../incident/authors.ts';
import { digest } from '../../incident/canonical.ts';
import { type Unsealed, view } from '../../incident/view.ts';
import type { Session } from '../clone/session.ts';
import type { IncidentDocument } from '../record/document.ts';
import { authorsOf, type OpenedIncident } from '../record/incident-file.ts';
import { foldFacts } from '../team/roster.ts';
import type { SealedStore } from './sealed-store.ts';
import { shelfOf } from './shelves.ts';
import { isSettled } from './stamp.ts';
import { forgetWords } from './words.ts';

/** What is remembered of an incident file. */
interface Remembered {
  /** What the system said of the file; left out where that could not be trusted. */
  readonly stamp?: string | undefined;
  /** The ID that git gives its bytes. */
  readonly bytes: string;
  /** What it opened to; left out where this member cannot open it. */
  readonly opened?: Opened;
}

interface Opened {
  readonly document: IncidentDocument;
  /** In the order of the entries, for the team of this digest. */
  readonly authors: readonly Authorship[];
  readonly roster: string;
  readonly unsealed: readonly (readonly [string, Readonly<Record<string, string>>])[];
  readonly shown: boolean;
}

/** A file as it stands in the folder, by its stamp or by its bytes. */
export type At = { readonly stamp: string | undefined } | { readonly bytes: string };

/** What a file with these bytes opened to: `closed` where this member could not open it. */
export interface Recalled {
  readonly bytes: string;
  readonly opened: OpenedIncident | 'closed';
}

interface Part {
  readonly incidents: Map<string, Remembered>;
  changed: boolean;
}

/**
 * What this member could open when it was opened last, bound to the exact bytes of each file, to their keys, and to the team by
 * whose keys the signatures were checked. Opening a file gives the same; this is only faster. Nothing is written from it.
 */
export class OpenedIndex {
  readonly #store: SealedStore;
  readonly #session: Session;
  readonly #roster: string;
  readonly #parts = new Map<string, Promise<Part>>();
  /** Incidents that are gone, damaged or closed to this member by now, of which something was remembered. */
  readonly #lost = new Set<string>();

  constructor(store: SealedStore, session: Session) {
    this.#store = store;
    this.#session = session;
    this.#roster = digest(session.repository.roster);
  }

  /**
   * What a file opened to when it stood there as it does now; undefined where it has to be opened.
   */
  async recall(id: string, at: At): Promise<Recalled | undefined> {
    const known = (await this.#part(id)).incidents.get(id);
    if (known === undefined) return undefined;
    const isSame =
      'bytes' in at ? at.bytes === known.bytes : at.stamp !== undefined && at.stamp === known.stamp;
    if (!isSame) return undefined;
    const opened = known.opened === undefined ? 'closed' : this.#restored(id, known.opened);
    return opened && { bytes: known.bytes, opened };
  }

  /** Remembers what these bytes open to. */
  async note(
    id: string,
    stamp: string | undefined,
    bytes: string,
    opened: OpenedIncident | 'closed',
  ): Promise<void> {
    const part = await this.#part(id);
    if (opened === 'closed' && part.incidents.get(id)?.opened !== undefined) this.#lost.add(id);
    const isSure = stamp !== undefined && isSettled(stamp, Date.parse(this.#session.now()));
    part.incidents.set(id, {
      ...(isSure && { stamp }),
      bytes,
      ...(opened !== 'closed' && { opened: this.#kept(opened) }),
    });
    part.changed = true;
  }

  /** The ID of the bytes of which something is remembered. */
  async bytesOf(id: string): Promise<string | undefined> {
    return (await this.#part(id)).incidents.get(id)?.bytes;
  }

  /** Nothing of an incident is remembered any more, its words included. */
  async forget(id: string): Promise<void> {
    this.#lost.add(id);
    await this.leaveOut(id);
  }

  /** What follows from the whole file is not remembered any more. */
  async leaveOut(id: string): Promise<void> {
    const part = await this.#part(id);
    if (part.incidents.delete(id)) part.changed = true;
  }

  /**
   * Writes what changed.
   *
   * @param present forgets what is not among these, as far as it was looked at
   * @param parts these alone; what they hold is not kept in memory any longer
   */
  async keep(present?: ReadonlySet<string>, parts?: ReadonlySet<string>): Promise<void> {
    for (const [name, loading] of [...this.#parts]) {
      if (parts?.has(name) === false) continue;
      const part = await loading;
      this.#parts.delete(name);
      for (const id of part.incidents.keys()) {
        if (present?.has(id) !== false) continue;
        part.incidents.delete(id);
        part.changed = true;
        this.#lost.add(id);
      }
      if (!part.changed) continue;
      await this.#store.write(name, Object.fromEntries(part.incidents));
      part.changed = false;
    }
    await forgetWords(this.#store, [...this.#lost]);
    this.#lost.clear();
  }

  #kept({ document, authors, unsealed, shown }: OpenedIncident): Opened {
    return {
      document,
      authors: document.entries.map((entry) => authors.get(entry) ?? 'not-verified'),
      roster: this.#roster,
      unsealed: [...unsealed],
      shown,
    };
  }

  /** Undefined where it was opened for another team and what follows from that is more than who signed. */
  #restored(
    id: string,
    { document, authors, roster: of, unsealed: blocks, shown }: Opened,
  ): OpenedIncident | undefined {
    const { roster } = this.#session.repository;
    const isSameTeam = of === this.#roster;
    if (!isSameTeam && blocks.length > 0) return undefined;
    const known: Authors = isSameTeam
      ? new Map(document.entries.map((entry, index) => [entry, authors[index] ?? 'not-verified']))
      : authorsOf(document, { ...this.#session, id, roster });
    if ([...known.values()].includes('not-verified')) return undefined;
    const unsealed: Unsealed = new Map(blocks);
    return {
      document,
      authors: known,
      unsealed,
      shown,
      view: view(id, document.entries, unsealed, foldFacts(roster)),
    };
  }

  #part(id: string): Promise<Part> {
    return this.#load(partOf(id));
  }

  #load(name: string): Promise<Part> {
    const loaded = this.#parts.get(name) ?? this.#read(name);
    this.#parts.set(name, loaded);
    return loaded;
  }

  async #read(name: string): Promise<Part> {
    const data = await this.#store.read(name);
    // Sealed by this very format with this member's keys: it is what was written.
    return { incidents: new Map(Object.entries((data ?? {}) as Record<string, Remembered>)), changed: false };
  }
}

/** The name of the part that has an incident. */
export function partOf(id: string): string {
  return `opened-${shelfOf(id)}`;
}
