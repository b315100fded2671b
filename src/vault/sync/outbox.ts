import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensurePrivateFolder, exists, writeAtomically } from '../../disk/private-file.ts';
import { decodeUtf8, keyTypeOf, open, seal } from '../age/age.ts';
import { pad } from '../age/padding.ts';
import type { Identity } from '../keys/identity.ts';
import { decodeDocument, encodeDocument, type IncidentDocument } from '../record/document.ts';

/**
 * Incidents as a member last saved them who cannot open that version any more, as when they kept themselves out: sealed to
 * them, until they are shared. Without this, what happened on the server meanwhile could not be brought together with them,
 * and what they had added before and not shared would be lost.
 */
export class Outbox {
  readonly #folder: string;

  /** @param folder the folder of the reports repository */
  constructor(folder: string) {
    this.#folder = join(folder, '.git/coc-outbox');
  }

  /** Keeps an incident, in place of what was kept of it before. */
  async keep(document: IncidentDocument, identity: Identity): Promise<void> {
    await ensurePrivateFolder(this.#folder);
    const plaintext = pad(encodeDocument(document, ''));
    const sealed = await seal(plaintext, [identity.recipient], { keyType: keyTypeOf(identity.recipient) });
    await writeAtomically(this.#path(document.id), sealed, { mode: 0o600 });
  }

  /** What is kept of an incident; undefined where there is nothing. */
  async read(incident: string, identity: Identity): Promise<IncidentDocument | undefined> {
    const path = this.#path(incident);
    if (!(await exists(path))) return undefined;
    return decodeDocument(decodeUtf8(await open(await readFile(path), identity)));
  }

  /** Once everything is shared. */
  async clear(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  #path(incident: string): string {
    return join(this.#folder, `${incident}.age`);
  }
}
