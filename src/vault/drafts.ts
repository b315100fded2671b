import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ensurePrivateFolder, exists, writeAtomically } from '../disk/private-file.ts';
import { UserError, undefinedIfGone, undefinedIfRefused } from '../errors.ts';
import { hasEnded, isRunning, stampOf } from '../processes.ts';
import { readYaml, writeYaml } from '../yaml.ts';
import { decodeUtf8, keyTypeOf, open, seal } from './age/age.ts';
import { CannotOpen } from './age/age-header.ts';
import { padBytes } from './age/padding.ts';
import type { Identity } from './keys/identity.ts';

const SUFFIX = '.age';

const draftSchema = z.looseObject({
  /** Names the file; random. */
  id: z.string(),
  /** The command that asks: `report new`. */
  command: z.string(),
  /** The incident that it will be, or is, saved under. */
  incident: z.string(),
  /** The ID of the first entry that saving it makes: whether it is there tells whether it was saved. */
  entry: z.string(),
  startedAt: z.string(),
  answers: z.record(z.string(), z.union([z.string(), z.array(z.string()).readonly(), z.null()])).readonly(),
  passed: z.array(z.string()).readonly(),
  /** Questions whose answer is what coc proposed, word for word. */
  proposed: z.array(z.string()).readonly().optional(),
  /** What answers were given on, as far as they rest on others. */
  grounds: z.record(z.string(), z.string()).readonly().optional(),
  /** Rules that somebody goes on in spite of. */
  overrides: z.array(z.string()).readonly().optional(),
  /** A digest of the answers file that it came from: the same file once more is the same draft. */
  given: z.string().optional(),
  /** Whether its answers went to the others after the incident was closed to their writer, and count for nothing there. */
  late: z.boolean().optional(),
  /** Whether somebody said of a report that it belongs to no other incident. */
  alone: z.boolean().optional(),
  /** What it was begun with, a mail or a chat: where that is, what it is by its SHA-256, and what it proposes. */
  intake: z
    .looseObject({
      kind: z.enum(['mail', 'text']),
      source: z.string(),
      sha256: z.string(),
      /** Of a file with several mails, which. */
      which: z.array(z.number()).readonly().optional(),
      proposed: z.record(z.string(), z.string()).readonly(),
      sender: z.looseObject({ name: z.string().optional(), address: z.string().optional() }).optional(),
      said: z.string().optional(),
    })
    .optional(),
  /** Text of an answer that was not finished, and the end of it that had no Enter yet. */
  partial: z.looseObject({ id: z.string(), text: z.string(), open: z.string().optional() }).optional(),
});

export type Draft = z.infer<typeof draftSchema>;

export interface DraftFile {
  readonly id: string;
  /** When an answer was last kept. */
  readonly keptAt: Date;
}

/**
 * Answers that were given and are not committed yet, sealed to their writer (DESIGN 4, "Plaintext never touches
 * a disk"). Keeping needs no unlocking; reading does. File names and sizes tell nothing.
 */
export class Drafts {
  readonly #own: string;
  /** Where drafts are that were begun before there was any reports repository: they belong to whichever comes. */
  readonly #early: string;
  readonly #recipient: string;
  /** Those that were kept here since this was made. */
  readonly #begunNow = new Set<string>();

  /** @param repository the folder of the reports repository that the drafts are for; undefined before there is one */
  constructor(folder: string, repository: string | undefined, recipient: string) {
    this.#early = join(folder, 'early');
    this.#own =
      repository === undefined
        ? this.#early
        : join(folder, createHash('sha256').update(repository).digest('hex').slice(0, 16));
    this.#recipient = recipient;
  }

  /** Returns once the draft is on the disk, sealed. */
  async keep(draft: Draft): Promise<void> {
    const path = await this.#path(draft.id);
    if (!(await exists(path))) this.#begunNow.add(draft.id);
    await ensurePrivateFolder(dirname(path));
    const plaintext = padBytes(new TextEncoder().encode(writeYaml(draft)));
    const sealed = await seal(plaintext, [this.#recipient], {
      keyType: keyTypeOf(this.#recipient),
      exactly: true,
    });
    await writeAtomically(path, sealed, { mode: 0o600 });
  }

  /** The drafts there are, the newest first; nothing is opened. */
  async list(): Promise<readonly DraftFile[]> {
    const found = await Promise.all([...new Set([this.#own, this.#early])].map(draftsIn));
    return found.flat().sort((a, b) => b.keptAt.getTime() - a.keptAt.getTime());
  }

  /** Whether there is such a draft from before: somebody who has it now goes on where they stopped. */
  async isOfBefore(id: string): Promise<boolean> {
    return !this.#begunNow.has(id) && (await exists(await this.#path(id)));
  }

  async read(id: string, identity: Identity): Promise<Draft> {
    const sealed = await readFile(await this.#path(id));
    const text = decodeUtf8(await open(sealed, identity).catch(unreadable));
    const parsed = draftSchema.safeParse(readYaml(text, 'the draft'));
    if (!parsed.success)
      throw new UserError('A draft was written by another version of coc, and this one cannot read it.');
    return parsed.data;
  }

  /**
   * What is in a draft; undefined where it cannot be read: gone, cut off, sealed to keys that are lost, or of another version. Such a one
   * stands in nobody's way; whoever asks for it by itself is told why. Throws where the disk fails: what is in it is not known then.
   */
  readIfItOpens(id: string, identity: Identity): Promise<Draft | undefined> {
    return this.read(id, identity).catch(undefinedIfGone).catch(undefinedIfRefused);
  }

  /** The same of several, in their order. */
  readAll(listed: readonly DraftFile[], identity: Identity): Promise<readonly (Draft | undefined)[]> {
    return Promise.all(listed.map(({ id }) => this.readIfItOpens(id, identity)));
  }

  /** Once its incident is committed. */
  async remove(id: string): Promise<void> {
    for (const path of [await this.#path(id), await this.#claimed(id)]) await rm(path, { force: true });
  }

  /** Whether another coc has a draft open, or is saving it. */
  async isHeld(id: string): Promise<boolean> {
    const holder = await readFile(await this.#claimed(id), 'utf8').catch(() => '');
    return holder !== ownStamp() && isHolding(holder);
  }

  /** Takes a draft for this process, until it is saved. Throws a UserError where another coc has it open. */
  async claim(id: string): Promise<void> {
    const path = await this.#claimed(id);
    if (await this.isHeld(id)) {
      throw new UserError('That is open in another window.', {
        hints: ['Go on there, or stop it there first with Ctrl-C.'],
      });
    }
    await ensurePrivateFolder(dirname(path));
    await writeAtomically(path, new TextEncoder().encode(ownStamp()), { mode: 0o600 });
  }

  /** Lets another coc have it. */
  async release(id: string): Promise<void> {
    await rm(await this.#claimed(id), { force: true });
  }

  async #claimed(id: string): Promise<string> {
    return `${(await this.#path(id)).slice(0, -SUFFIX.length)}.pid`;
  }

  async #path(id: string): Promise<string> {
    const early = join(this.#early, `${id}${SUFFIX}`);
    return (await exists(early)) ? early : join(this.#own, `${id}${SUFFIX}`);
  }
}

function unreadable(error: unknown): never {
  if (!(error instanceof CannotOpen)) throw error;
  throw new UserError(
    'What you had begun cannot be read any more: its file is cut off or damaged, or sealed to keys that you no longer have.',
    { hints: ['It changes nothing else. In a terminal, `coc report resume` throws it away.'] },
  );
}

function ownStamp(): string {
  return stampOf(process.pid) ?? String(process.pid);
}

/** An older coc wrote the number of its process alone. */
function isHolding(holder: string): boolean {
  if (/^[1-9]\d*$/.test(holder)) return Number(holder) !== process.pid && isRunning(Number(holder));
  return !hasEnded(holder);
}

async function draftsIn(folder: string): Promise<readonly DraftFile[]> {
  const names = await readdir(folder).catch(undefinedIfGone);
  const files = (names ?? [])
    .filter((name) => /^[0-9A-Z]+\.age$/.test(name))
    .map(async (name) => ({
      id: name.slice(0, -SUFFIX.length),
      keptAt: (await stat(join(folder, name))).mtime,
    }));
  return Promise.all(files);
}
