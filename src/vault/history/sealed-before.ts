import { SEALED_FOLDERS } from '../format/layout.ts';
import type { Change, Objects } from '../git/objects.ts';

/**
 * The sealed contents that a history had so far. None comes twice: sealing the same once more gives other bytes, so one that
 * does was copied, from an earlier version or from another file.
 */
export class SealedBefore {
  readonly #objects: Objects;
  readonly #upTo: string | undefined;
  #ids: Promise<Set<string>> | undefined;

  /** @param upTo the commit up to which it is asked of git; without it, the history begins here */
  constructor(objects: Objects, upTo: string | undefined) {
    this.#objects = objects;
    this.#upTo = upTo;
  }

  /** What tells whether a content was there before these changes. Asks git only where they are of sealed files. */
  async before(changes: readonly Change[]): Promise<(id: string) => boolean> {
    if (!changes.some(isSealed)) return () => false;
    const ids = await this.#read();
    return (id) => ids.has(id);
  }

  /** Counts these changes among what was there. */
  async note(changes: readonly Change[]): Promise<void> {
    if (!changes.some(isSealed)) return;
    const ids = await this.#read();
    for (const change of changes) if (isSealed(change) && change.after) ids.add(change.after.id);
  }

  #read(): Promise<Set<string>> {
    this.#ids ??=
      this.#upTo === undefined
        ? Promise.resolve(new Set())
        : this.#objects.contentsBelow(this.#upTo, SEALED_FOLDERS).then((ids) => new Set(ids));
    return this.#ids;
  }
}

function isSealed({ path }: Change): boolean {
  return SEALED_FOLDERS.some((folder) => path.startsWith(`${folder}/`));
}
