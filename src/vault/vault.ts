import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from '../errors.ts';
import type { Entry, NewEntry } from '../incident/entry.ts';
import { matchId, showId } from '../incident/id.ts';
import { view } from '../incident/view.ts';
import { isNotShared } from './age/age-header.ts';
import { fitClone } from './git/clone.ts';
import { InterruptedSaves } from './git/interrupted.ts';
import { type Manner, Remote } from './git/remote.ts';
import { readMarks } from './history/marks.ts';
import { checkRosterChange } from './history/roster-rules.ts';
import { type Standing, standingOf } from './history/trust.ts';
import type { Identity } from './keys/identity.ts';
import { INCIDENTS, incidentAt, incidentPath, isOpenFile, PLAYBOOK, ROSTER } from './layout.ts';
import { incidentNames, type Listing, listIncidents, openInFolder } from './listing.ts';
import { type Lock, withLock } from './lock.ts';
import { exists, writeAtomically } from './private-file.ts';
import { assertWritable, type IncidentDocument } from './record/document.ts';
import { inspectIncident, type OpenedIncident, openIncident } from './record/incident-file.ts';
import { SeenEntries } from './record/seen.ts';
import { entriesTakenOver } from './record/take-over.ts';
import { sealDocument, signEntries } from './record/writing.ts';
import { openRepository, type Repository } from './repository.ts';
import { openBytes, type Session } from './session.ts';
import { FORMAT } from './settings.ts';
import { type Choices, NOBODY_DECIDES } from './sync/choices.ts';
import { type Exchanged, type Exchanging, exchange, putBack, type Rewound } from './sync/exchange.ts';
import { foldNotes } from './sync/fold-notes.ts';
import { Outbox } from './sync/outbox.ts';
import { type SealedAgain, sealAgain, waitingToBeSealed } from './sync/reseal.ts';
import { findRestorable, type Restorable, restore } from './sync/restore.ts';
import { onlyAdmins } from './team/admins.ts';
import { foldFacts, type Member, memberWithKeys, type Roster } from './team/roster.ts';
import { writeYaml } from './yaml.ts';

export interface Saved {
  readonly id: string;
  /** The full ID of the commit that holds it. */
  readonly commit: string;
  /** Whether it is on the server as well; undefined where there is no server. */
  readonly shared: boolean | undefined;
}

/** What sharing came to: what went and came, and what was sealed again on the way. */
export interface Synced extends Exchanged, SealedAgain {}

interface RosterOptions {
  /** Somebody leaves, or keys are replaced: what was sealed before is sealed again. */
  readonly sealAgain?: boolean;
  /** Only commit: sealing again and sharing come with the next step. */
  readonly alone?: boolean;
}

export interface VaultFacts {
  readonly repository: Repository;
  readonly me: Member;
  /** How far the history of this clone can be trusted. */
  readonly standing: Standing;
  readonly env: NodeJS.ProcessEnv;
  /** How git starts coc: the program and its first arguments. */
  readonly invocation: readonly string[];
  /** Opens the member's keys; may ask for a passphrase, once. */
  readonly unlock: () => Promise<Identity>;
  /** The present moment, ISO 8601 with an offset. */
  readonly now: () => string;
  /** Says something while work goes on: that it waits for another coc, how far it is. */
  readonly notice: (text: string) => void;
  /** Says that what was saved here is not on the server yet, and why. */
  readonly notShared: (why: UserError) => void;
}

/** The one door to the records: it throws, or the record is committed (DESIGN 4, "Writing"). */
export class Vault {
  readonly #facts: VaultFacts;
  readonly #seen: SeenEntries;
  readonly #outbox: Outbox;
  #repository: Repository;
  #me: Member;
  #standing: Standing;

  constructor(facts: VaultFacts) {
    this.#facts = facts;
    this.#repository = facts.repository;
    this.#me = facts.me;
    this.#standing = facts.standing;
    this.#seen = new SeenEntries(facts.repository.folder);
    this.#outbox = new Outbox(facts.repository.folder);
  }

  /** The reports repository as this vault last read it. */
  get repository(): Repository {
    return this.#repository;
  }

  /** The first commit, to which every entry is bound and every clone pinned. */
  get firstCommit(): string {
    return this.#standing.first;
  }

  /** The last commit that is verified. */
  get head(): string {
    return this.#standing.verified;
  }

  /** The incidents there are, whoever can open them. */
  async ids(): Promise<readonly string[]> {
    const names = await incidentNames(this.#repository.folder);
    return names.flatMap((name) => incidentAt(`${INCIDENTS}/${name}`) ?? []);
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
  read(id: string): Promise<OpenedIncident> {
    return this.#read(id, openIncident);
  }

  /**
   * As `read`, for somebody who only looks: entries that are not signed by the member they name are in the document and
   * do not count. Nothing may be written from it.
   */
  inspect(id: string): Promise<OpenedIncident> {
    return this.#read(id, inspectIncident);
  }

  async #read(id: string, open: typeof openIncident): Promise<OpenedIncident> {
    const session = await this.#session();
    try {
      return await openInFolder(session, this.#seen, id, open);
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
    return listIncidents(await this.#session(), this.#seen);
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
   * Writes and commits what `change` makes of the newest roster; its generation rises by one. Fetches before and shares
   * afterwards. Returns whether it is shared, as `Saved` has it, and what was sealed again.
   *
   * @param change throws where the roster does not allow it
   */
  async changeRoster(
    change: (roster: Roster) => Roster,
    { sealAgain: again = false, alone = false }: RosterOptions = {},
  ): Promise<{ readonly commit: string; readonly shared: boolean | undefined } & SealedAgain> {
    return this.#locked(async (lock, session) => {
      await this.#share({ quietly: true });
      const { roster, folder } = this.#repository;
      const generation = roster.generation + 1;
      const next = { ...change(roster), generation, ...(again && { sealAgainSince: generation }) };
      const harm = checkRosterChange(roster, next, { member: this.#me });
      if (harm !== undefined) throw new Error(`a change of the team that nobody would take: ${harm}`);
      lock.assertHeld();
      await writeAtomically(join(folder, ROSTER), new TextEncoder().encode(writeYaml(next)), { mode: 0o644 });
      const commit = await this.#commit([ROSTER], 'Change the team', session.identity);
      if (alone) return { commit, shared: undefined, ...NOTHING_SEALED };
      await this.#refresh();
      const sealed = await this.#settle();
      return { commit, shared: await this.#share(), ...sealed };
    });
  }

  /**
   * Writes and commits the text of a playbook, which has been checked, in place of the one it was made from. Returns the
   * full ID of the commit. Throws a UserError where somebody else saved another one meanwhile.
   */
  async changePlaybook(text: string, before: string): Promise<string> {
    return this.changeFile(PLAYBOOK, text, 'Change the policy', async (file) => {
      if ((await readFile(file, 'utf8')) !== before)
        throw new UserError('Somebody else has changed the policy meanwhile.');
    });
  }

  /**
   * Writes and commits a file that is not sealed, as only an admin may. Returns the full ID of the commit. Throws where the
   * path is one of sealed files or of the team.
   *
   * @param check looks at the file as it is, by its full path, under the lock; throws where it must stay so
   */
  async changeFile(
    path: string,
    text: string,
    subject: string,
    check: (file: string) => Promise<void> = async () => undefined,
  ): Promise<string> {
    if (!isOpenFile(path)) throw new Error('a file that is not changed like this');
    return this.#locked(async (lock, session) => {
      if (!session.me.admin) throw onlyAdmins(session.repository.roster, 'changes what holds for everybody');
      const file = join(session.repository.folder, path);
      await check(file);
      lock.assertHeld();
      await mkdir(dirname(file), { recursive: true });
      await writeAtomically(file, new TextEncoder().encode(text), { mode: 0o644 });
      const commit = await this.#commit([path], subject, session.identity);
      await this.#refresh();
      await this.#share();
      return commit;
    });
  }

  /** Looks here and on the server for commits that do not verify. Throws HistoryAlarm, Unreachable. */
  async restorable(): Promise<Restorable> {
    return this.#lockedAnyway(async () => {
      const { objects } = this.#repository;
      const { notice } = this.#facts;
      const remote = await this.#remote('asked');
      return findRestorable({ objects, remote, standing: this.#standing, notice });
    });
  }

  /**
   * Puts back what `restorable` found, and returns the full ID of the commit that does so on the server, where there is one.
   * What is not shared yet stays so until the next `sync`. Throws a UserError where that takes an admin.
   */
  async restore(found: Restorable): Promise<string | undefined> {
    return this.#lockedAnyway(async () => {
      const { objects, roster } = this.#repository;
      const me = this.#me;
      if (found.server !== undefined && !me.admin) throw onlyAdmins(roster, 'ends this on the server');
      const [identity, remote] = await Promise.all([this.#facts.unlock(), this.#remote('asked')]);
      const commit = await restore(found, { objects, remote, saves: this.#saves(), me, identity });
      await this.#refresh();
      return commit;
    });
  }

  /** Commits what a killed coc had put in place, if there is anything. */
  async finishInterrupted(): Promise<void> {
    await this.#locked(async () => undefined);
  }

  /**
   * Shares with the server: fetches, verifies, puts one's own on top, and hands it over (DESIGN 4). Throws HistoryAlarm,
   * Unreachable, or a UserError where there is no server or somebody has to choose.
   */
  async sync(choices: Choices, rewound: Rewound = 'alarm'): Promise<Synced> {
    return this.#locked(async () => {
      const server = await this.#server();
      const before = await this.#settle();
      const synced = await this.#exchange(server, choices, rewound);
      return { ...synced, ...(synced.done + synced.failed.length === 0 && before) };
    });
  }

  /** Puts the history of this clone on a server that was put back or replaced, whatever the server has now. */
  async putBack(): Promise<void> {
    await this.#locked(async () => putBack(this.#exchanging(await this.#server(), NOBODY_DECIDES)));
  }

  /** Does what others left for this member, and shares it, as every save does. */
  async settle(): Promise<SealedAgain> {
    return this.#locked(async () => {
      const sealed = await this.#settle();
      await this.#share();
      return sealed;
    });
  }

  /** How many commits are not on the server yet; undefined where there is no server. Asks nobody. */
  async unshared(): Promise<number | undefined> {
    const { objects } = this.#repository;
    if ((await this.#remote('bySelf')) === undefined) return undefined;
    const { shared, head } = await readMarks(objects);
    return head === undefined ? 0 : (await objects.revisions(shared, head)).length;
  }

  /** The incidents that wait to be sealed again, whoever can open them. */
  async waiting(): Promise<readonly string[]> {
    const { objects, roster } = this.#repository;
    return waitingToBeSealed(objects, this.#standing.verified, roster);
  }

  /**
   * Saves an incident of another reports repository, which its one member brings along. Throws where this one has an
   * incident with its ID.
   *
   * @param renamed how the member is called there and here
   */
  async takeOver(
    opened: OpenedIncident,
    renamed: { readonly from: string; readonly to: string },
  ): Promise<Saved> {
    return this.#locked(async (lock, session) => {
      const { id } = opened.document;
      await this.#assertFree(id);
      const entries = await entriesTakenOver(opened, renamed, session);
      return this.#save(lock, session, { ...opened.document, entries }, undefined);
    });
  }

  async #write(
    id: string,
    change: ((incident: OpenedIncident) => readonly NewEntry[]) | undefined,
    begin: () => readonly NewEntry[],
  ): Promise<Saved> {
    return this.#locked(async (lock, session) => {
      const before = change === undefined ? undefined : await openInFolder(session, this.#seen, id);
      if (before !== undefined) assertWritable(before.document);
      else await this.#assertFree(id);
      const added = before === undefined || change === undefined ? begin() : change(before);
      const entries = await signEntries(id, before?.document.entries ?? [], added, session);
      const document: IncidentDocument = {
        ...(before?.document ?? { format: FORMAT, id, playbook: session.repository.playbookStamp }),
        entries,
      };
      return this.#save(lock, session, document, before);
    });
  }

  async #save(
    lock: Lock,
    session: Session,
    document: IncidentDocument,
    before: OpenedIncident | undefined,
  ): Promise<Saved> {
    const { repository } = session;
    const { id, entries } = document;
    const path = incidentPath(id);
    const incident = view(id, entries, undefined, foldFacts(repository.roster));
    const sealed = await sealDocument(document, incident, session);
    if (!incident.readers.includes(session.me.id)) await this.#keepUnreadable(session, id, entries, before);
    lock.assertHeld();
    await mkdir(join(repository.folder, INCIDENTS), { recursive: true });
    await writeAtomically(join(repository.folder, path), sealed, { mode: 0o600 });
    const commit = await this.#commit([path], `Incident ${showId(id)}`, session.identity);
    await this.#seen.note(id, entries);
    await this.#seen.keep();
    await this.#refresh();
    await this.#settle();
    const shared = await this.#share();
    const isLast = this.#standing.verified === commit;
    return { id, commit: isLast ? commit : ((await repository.git.lastCommitOf(path)) ?? commit), shared };
  }

  async #assertFree(id: string): Promise<void> {
    if (await exists(join(this.#repository.folder, incidentPath(id))))
      throw new Error('an incident with this ID exists');
  }

  /** What a member adds and cannot open afterwards stays with them until it is shared. */
  async #keepUnreadable(
    { identity }: Session,
    id: string,
    entries: readonly Entry[],
    before: OpenedIncident | undefined,
  ): Promise<void> {
    await this.#outbox.keep(id, entries.slice(before?.document.entries.length ?? 0), identity);
  }

  /** Takes the lock, makes sure that history and team can be trusted, and ends what an interrupted coc left. */
  async #locked<T>(work: (lock: Lock, session: Session) => Promise<T>): Promise<T> {
    return this.#lockedAnyway(async (lock) => {
      const { folder } = this.#repository;
      const interrupted = this.#saves();
      if (this.#standing.alarm !== undefined) throw this.#standing.alarm;
      await fitClone(folder, this.#repository.roster, this.#me, this.#facts.invocation);
      await this.#assertRosterAsCommitted();
      await interrupted.sweep(INCIDENTS);
      const session = await this.#session();
      const open = (bytes: Uint8Array, id: string): Promise<OpenedIncident> => openBytes(session, bytes, id);
      for (const { id, path } of await interrupted.finishable(INCIDENTS, open)) {
        await this.#commit([path], `Incident ${showId(id)}`, session.identity);
      }
      await this.#refresh();
      return work(lock, session);
    });
  }

  /** Takes the lock, whether or not the history can be trusted. Nothing may be sealed under it. */
  async #lockedAnyway<T>(work: (lock: Lock) => Promise<T>): Promise<T> {
    await this.#facts.unlock();
    const waiting = (): void => this.#facts.notice('Another coc is saving; waiting for it.');
    return withLock(join(this.#repository.folder, '.git'), waiting, async (lock) => {
      const interrupted = this.#saves();
      await interrupted.clearLocks();
      await interrupted.finishMove();
      await this.#refresh();
      return work(lock);
    });
  }

  /** Reads again what may have changed: the standing, and with it community, team and policy. */
  async #refresh(): Promise<void> {
    const { folder, objects } = this.#repository;
    const { env, me, notice } = this.#facts;
    const before = this.#standing;
    this.#standing = await standingOf(objects, me.signingKey, notice);
    if (this.#standing.verified === before.verified) return;
    const { alarm, verified } = this.#standing;
    this.#repository = await openRepository(folder, env, alarm === undefined ? undefined : verified);
    this.#me = memberWithKeys(this.#repository.roster, me);
  }

  async #assertRosterAsCommitted(): Promise<void> {
    if ((await this.#repository.git.changed(ROSTER)).length === 0) return;
    throw new UserError(
      'team.yaml was changed and not by coc, so its keys cannot be trusted. Nothing was saved in the repository.',
      {
        hints: [
          'What you answered is kept.',
          '`git diff team.yaml` in the reports repository shows the change; `git checkout -- team.yaml` undoes it.',
        ],
      },
    );
  }

  /** Shares what was saved, if there is a server. Whatever hinders it is told, and never undoes the save. */
  async #share({ quietly = false } = {}): Promise<boolean | undefined> {
    const remote = await this.#remote('bySelf');
    if (remote === undefined) return undefined;
    try {
      await this.#exchange(remote, NOBODY_DECIDES);
      return true;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (!quietly) this.#facts.notShared(error);
      return false;
    }
  }

  async #server(): Promise<Remote> {
    const remote = await this.#remote('asked');
    if (remote !== undefined) return remote;
    throw new UserError('This reports repository is on this machine alone.', {
      hints: ['`coc sync --remote URL` shares it through an empty, private git repository.'],
    });
  }

  async #exchange(remote: Remote, choices: Choices, rewound: Rewound = 'alarm'): Promise<Synced> {
    let sealed = NOTHING_SEALED;
    const exchanged = await exchange({
      ...this.#exchanging(remote, choices),
      rewound,
      settle: async (arrived) => {
        if (arrived === undefined) return;
        await this.#noteArrived(arrived);
        sealed = await this.#settle();
      },
    });
    await this.#outbox.clear();
    return { ...exchanged, ...sealed };
  }

  #exchanging(remote: Remote, choices: Choices): Omit<Exchanging, 'settle'> {
    const { objects, folder } = this.#repository;
    return {
      objects,
      remote,
      choices,
      outbox: this.#outbox,
      notice: this.#facts.notice,
      sessionAt: async (commit) => {
        const repository = await openRepository(folder, this.#facts.env, commit);
        return this.#session(repository, memberWithKeys(repository.roster, this.#me));
      },
      moveTo: async (commit) => {
        await this.#saves().moveTo(commit);
        await this.#refresh();
      },
    };
  }

  /** Looks at what came: entries that were seen before must still be there, and those that are there count as seen. */
  async #noteArrived({ from, to }: { readonly from: string; readonly to: string }): Promise<void> {
    const session = await this.#session();
    for (const { path } of await this.#repository.objects.difference(from, to)) {
      const id = incidentAt(path);
      if (id === undefined) continue;
      try {
        const { document } = await openInFolder(session, this.#seen, id);
        await this.#seen.note(id, document.entries);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        if (!isNotShared(error)) this.#facts.notice(`${path} cannot be read: ${error.message}`);
      }
    }
    await this.#seen.keep();
  }

  /** Does what others left for this member: seals again what waits for it, and folds sealed notes in. */
  async #settle(): Promise<SealedAgain> {
    const { objects } = this.#repository;
    const session = await this.#session();
    const waiting = await this.waiting();
    const sealed = waiting.length === 0 ? NOTHING_SEALED : await sealAgain(session, this.#saves(), waiting);
    const folded = await foldNotes(session, objects, this.#saves(), this.#standing.verified);
    if (sealed.done + folded > 0) await this.#refresh();
    return sealed;
  }

  async #session(repository = this.#repository, me = this.#me): Promise<Session> {
    const { now, notice, unlock } = this.#facts;
    return { repository, me, identity: await unlock(), firstCommit: this.#standing.first, now, notice };
  }

  #remote(manner: Manner): Promise<Remote | undefined> {
    return Remote.of(this.#repository.folder, this.#facts.env, manner);
  }

  #saves(): InterruptedSaves {
    return new InterruptedSaves(this.#repository);
  }

  #commit(paths: readonly string[], subject: string, identity: Identity): Promise<string> {
    return this.#saves().commit(paths, subject, identity.signer);
  }
}

const NOTHING_SEALED: SealedAgain = { done: 0, others: 0, failed: [] };
