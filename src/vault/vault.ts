import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isSystemError, UserError } from '../errors.ts';
import type { NewEntry } from '../incident/entry.ts';
import { matchId, showId } from '../incident/id.ts';
import { view } from '../incident/view.ts';
import { isNotShared } from './age/age-header.ts';
import { fitClone } from './git/clone.ts';
import { InterruptedSaves } from './git/interrupted.ts';
import { assertRosterTrusted } from './history/trust.ts';
import type { Identity } from './keys/identity.ts';
import { INCIDENTS, incidentAt, incidentPath, PLAYBOOK } from './layout.ts';
import { type Lock, withLock } from './lock.ts';
import { exists, isTemporary, writeAtomically } from './private-file.ts';
import { assertWritable, type IncidentDocument } from './record/document.ts';
import { type OpenedIncident, openIncident } from './record/incident-file.ts';
import { sealDocument, signEntries } from './record/writing.ts';
import type { Repository } from './repository.ts';
import { FORMAT } from './settings.ts';
import { foldFacts, type Member, type Roster } from './team/roster.ts';
import { writeYaml } from './yaml.ts';

/** How many incidents are opened at once. */
const AT_ONCE = 25;
/** After how many one says how far it is. */
const TELL_EVERY = 500;

export interface Saved {
  readonly id: string;
  /** The full ID of the commit that holds it. */
  readonly commit: string;
}

interface Damaged {
  /** The path within the reports repository. */
  readonly path: string;
  readonly why: string;
}

export interface Listing {
  readonly incidents: readonly OpenedIncident[];
  /** How many incidents there are that this member is not a reader of. */
  readonly notShared: number;
  readonly damaged: readonly Damaged[];
}

export interface VaultFacts {
  readonly repository: Repository;
  readonly me: Member;
  /** The ID of the repository's first commit, to which every entry is bound. */
  readonly firstCommit: string;
  /** Opens the member's keys; may ask for a passphrase, once. */
  readonly unlock: () => Promise<Identity>;
  /** The present moment, ISO 8601 with an offset. */
  readonly now: () => string;
  /** Says something while work goes on: that it waits for another coc, how far it is. */
  readonly notice: (text: string) => void;
}

/** The one door to the records: it throws, or the record is committed (DESIGN 4, "Writing"). */
export class Vault {
  readonly #facts: VaultFacts;

  constructor(facts: VaultFacts) {
    this.#facts = facts;
  }

  /** The incidents there are, whoever can open them. */
  async ids(): Promise<readonly string[]> {
    return (await this.#names()).flatMap((name) => incidentAt(`${INCIDENTS}/${name}`) ?? []);
  }

  /** The one incident that somebody means by a whole ID or the beginning of one. */
  async find(typed: string): Promise<string> {
    const match = matchId(typed, await this.ids());
    if ('found' in match) return match.found;
    const why = {
      malformed: 'That is not an incident ID. One looks like K7F3-92QD.',
      'too-short': 'That is too short: at least the first 4 characters of the ID are needed.',
      unknown: 'There is no incident with that ID in this reports repository.',
      ambiguous: 'More than one incident begins like that.',
    }[match.problem];
    throw new UserError(why, { hints: ['`coc list` shows the incidents that you can open.'] });
  }

  /** Opens one incident. Throws a UserError where it is damaged or not shared with this member. */
  async read(id: string): Promise<OpenedIncident> {
    const identity = await this.#facts.unlock();
    try {
      return await this.#open(id, identity);
    } catch (error) {
      if (!(error instanceof UserError) || isNotShared(error)) throw error;
      const path = incidentPath(id);
      throw new UserError(`${path} cannot be read: ${error.message}`, {
        hints: [
          ...error.hints,
          `\`git checkout -- ${path}\` in the reports repository brings back the last saved one.`,
        ],
      });
    }
  }

  /** Opens every incident that this member can open; what is wrong with the others is told, not thrown. */
  async list(): Promise<Listing> {
    const identity = await this.#facts.unlock();
    const incidents: OpenedIncident[] = [];
    const damaged: Damaged[] = [];
    let notShared = 0;
    const names = await this.#names();
    for (let from = 0; from < names.length; from += AT_ONCE) {
      if (from > 0 && from % TELL_EVERY === 0)
        this.#facts.notice(`${from} of ${names.length} incidents are read.`);
      const looked = await Promise.all(
        names.slice(from, from + AT_ONCE).map((name) => this.#look(name, identity)),
      );
      for (const found of looked) {
        if (found === 'not-shared') notShared += 1;
        else if ('why' in found) damaged.push(found);
        else incidents.push(found);
      }
    }
    const present = new Set(names.map((name) => `${INCIDENTS}/${name}`));
    for (const path of await this.#facts.repository.git.tracked(INCIDENTS)) {
      if (!present.has(path))
        damaged.push({ path, why: 'it is missing here, though the last commit has it' });
    }
    return { incidents, notShared, damaged };
  }

  async #look(name: string, identity: Identity): Promise<OpenedIncident | Damaged | 'not-shared'> {
    const path = `${INCIDENTS}/${name}`;
    const id = incidentAt(path);
    if (id === undefined) return { path, why: 'it is not an incident file of this repository' };
    try {
      return await this.#open(id, identity);
    } catch (error) {
      if (isNotShared(error)) return 'not-shared';
      if (error instanceof UserError) return { path, why: error.message };
      throw error;
    }
  }

  /** Saves a new incident under this ID, which must be free. */
  create(id: string, entries: readonly NewEntry[]): Promise<Saved> {
    return this.#write(id, undefined, () => entries);
  }

  /** Adds to an incident what `decide` makes of its newest state, which is read under the lock. */
  append(id: string, decide: (incident: OpenedIncident) => readonly NewEntry[]): Promise<Saved> {
    return this.#write(id, decide, () => []);
  }

  /**
   * Seals every incident that one can open to a recovery key as well, and writes the key into the roster last: when
   * that is there, all of them are. Can be begun again after a kill.
   */
  async adoptRecovery(recovery: Roster['recovery']): Promise<void> {
    const { repository, notice } = this.#facts;
    const sealing = new Vault({
      ...this.#facts,
      repository: { ...repository, roster: { ...repository.roster, recovery } },
    });
    const { incidents } = await this.list();
    for (const [index, { view: incident }] of incidents.entries()) {
      if (index > 0 && index % 25 === 0)
        notice(`${index} of ${incidents.length} incidents are sealed again.`);
      await sealing.append(incident.id, () => []);
    }
    await this.changeRoster({ recovery });
  }

  /** Writes and commits a roster with these changes; its generation rises by one. */
  async changeRoster(changes: Partial<Roster>): Promise<void> {
    const { repository } = this.#facts;
    const identity = await this.#facts.unlock();
    await this.#locked(identity, async (lock) => {
      const { roster } = repository;
      const text = writeYaml({ ...roster, ...changes, generation: roster.generation + 1 });
      lock.assertHeld();
      await writeAtomically(join(repository.folder, 'team.yaml'), new TextEncoder().encode(text), {
        mode: 0o644,
      });
      await this.#commit(['team.yaml'], 'Change the team', identity);
    });
  }

  /**
   * Writes and commits the text of a playbook, which has been checked, in place of the one it was made from. Returns the
   * full ID of the commit. Throws a UserError where somebody else saved another one meanwhile.
   */
  async changePlaybook(text: string, before: string): Promise<string> {
    const { repository } = this.#facts;
    const identity = await this.#facts.unlock();
    return this.#locked(identity, async (lock) => {
      if ((await readFile(join(repository.folder, PLAYBOOK), 'utf8')) !== before)
        throw new UserError('Somebody else has changed the policy meanwhile.');
      lock.assertHeld();
      await writeAtomically(join(repository.folder, PLAYBOOK), new TextEncoder().encode(text), {
        mode: 0o644,
      });
      return this.#commit([PLAYBOOK], 'Change the policy', identity);
    });
  }

  /** Commits what a killed coc had put in place, if there is anything. */
  async finishInterrupted(): Promise<void> {
    await this.#locked(await this.#facts.unlock(), async () => undefined);
  }

  async #write(
    id: string,
    change: ((incident: OpenedIncident) => readonly NewEntry[]) | undefined,
    begin: () => readonly NewEntry[],
  ): Promise<Saved> {
    const { repository } = this.#facts;
    const identity = await this.#facts.unlock();
    return this.#locked(identity, async (lock) => {
      const path = incidentPath(id);
      const before = change === undefined ? undefined : await this.#open(id, identity);
      if (before !== undefined) assertWritable(before.document);
      else if (await exists(join(repository.folder, path)))
        throw new Error('an incident with this ID exists');
      const added = before === undefined || change === undefined ? begin() : change(before);
      const writing = { ...this.#facts, identity };
      const entries = await signEntries(id, before?.document.entries ?? [], added, writing);
      const document: IncidentDocument = {
        ...(before?.document ?? { format: FORMAT, id, playbook: repository.playbookStamp }),
        entries,
      };
      const sealed = await sealDocument(
        document,
        view(id, entries, undefined, foldFacts(repository.roster)),
        writing,
      );
      lock.assertHeld();
      await mkdir(join(repository.folder, INCIDENTS), { recursive: true });
      await writeAtomically(join(repository.folder, path), sealed, { mode: 0o600 });
      return { id, commit: await this.#commit([path], `Incident ${showId(id)}`, identity) };
    });
  }

  /** Takes the lock, ends what an interrupted coc left, and makes sure that the roster is one to seal to. */
  async #locked<T>(identity: Identity, work: (lock: Lock) => Promise<T>): Promise<T> {
    const { repository, me, notice } = this.#facts;
    const waiting = (): void => notice('Another coc is saving; waiting for it.');
    return withLock(join(repository.folder, '.git'), waiting, async (lock) => {
      await fitClone(repository.folder, repository.roster, me);
      await assertRosterTrusted(repository, me);
      const interrupted = new InterruptedSaves(repository);
      await interrupted.clearLocks();
      await interrupted.sweep(INCIDENTS);
      const open = (bytes: Uint8Array, id: string): Promise<OpenedIncident> =>
        this.#openBytes(bytes, id, identity);
      for (const { id, path } of await interrupted.finishable(INCIDENTS, open)) {
        await this.#commit([path], `Incident ${showId(id)}`, identity);
      }
      return work(lock);
    });
  }

  #commit(paths: readonly string[], subject: string, identity: Identity): Promise<string> {
    return new InterruptedSaves(this.#facts.repository).commit(paths, subject, identity.signer);
  }

  async #open(id: string, identity: Identity): Promise<OpenedIncident> {
    const path = join(this.#facts.repository.folder, incidentPath(id));
    const bytes = await readFile(path).catch((error: unknown) => {
      throw isSystemError(error) ? new UserError(`it is no file that can be read (${error.code})`) : error;
    });
    return this.#openBytes(bytes, id, identity);
  }

  #openBytes(bytes: Uint8Array, id: string, identity: Identity): Promise<OpenedIncident> {
    const { repository, firstCommit } = this.#facts;
    return openIncident(bytes, { id, identity, roster: repository.roster, firstCommit });
  }

  async #names(): Promise<readonly string[]> {
    const folder = join(this.#facts.repository.folder, INCIDENTS);
    return (await exists(folder)) ? (await readdir(folder)).filter((name) => !isTemporary(name)).sort() : [];
  }
}
