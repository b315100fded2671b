import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entry } from '../../incident/entry.ts';
import { decodeUtf8, keyTypeOf, open, seal } from '../age/age.ts';
import { padBytes } from '../age/padding.ts';
import type { Identity } from '../keys/identity.ts';
import { ensurePrivateFolder, exists, writeAtomically } from '../private-file.ts';
import { parseEntries } from '../record/document.ts';
import { readYaml, writeYaml } from '../yaml.ts';

/**
 * Entries that a member wrote into an incident and cannot open there any more, as when they kept themselves out: sealed to
 * them, until they are shared. Without this, what happened on the server meanwhile could not be brought together with them.
 */
export class Outbox {
  readonly #folder: string;

  /** @param folder the folder of the reports repository */
  constructor(folder: string) {
    this.#folder = join(folder, '.git/coc-outbox');
  }

  async keep(incident: string, entries: readonly Entry[], identity: Identity): Promise<void> {
    const before = await this.read(incident, identity);
    await ensurePrivateFolder(this.#folder);
    const plaintext = padBytes(new TextEncoder().encode(writeYaml([...before, ...entries])));
    const sealed = await seal(plaintext, [identity.recipient], { keyType: keyTypeOf(identity.recipient) });
    await writeAtomically(this.#path(incident), sealed, { mode: 0o600 });
  }

  async read(incident: string, identity: Identity): Promise<readonly Entry[]> {
    const path = this.#path(incident);
    if (!(await exists(path))) return [];
    const text = decodeUtf8(await open(await readFile(path), identity));
    return parseEntries(readYaml(text, 'an entry that is not shared yet'));
  }

  /** Once everything is shared. */
  async clear(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  #path(incident: string): string {
    return join(this.#folder, `${incident}.age`);
  }
}
