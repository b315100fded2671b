import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readOrdinary } from '../../disk/private-file.ts';
import { UserError } from '../../errors.ts';
import { showId } from '../../incident/id.ts';
import { type Lock, withLock } from '../disk/lock.ts';
import { INCIDENTS, ROSTER } from '../format/layout.ts';
import type { MarksAndHead } from '../history/marks.ts';
import { type Standing, standingOf } from '../history/trust.ts';
import type { Identity } from '../keys/identity.ts';
import type { OpenedIncident } from '../record/incident-file.ts';
import { SeenEntries } from '../record/seen.ts';
import { heldIn } from '../team/known-keys.ts';
import type { Member, Roster } from '../team/roster.ts';
import { Acquaintance, type Compared, type Unconfirmed } from './acquaintance.ts';
import { fitClone } from './fit-clone.ts';
import { clearLocks, finishable, finished, finishMove, sweep, unfinishedAttachments } from './interrupted.ts';
import { assertOnMain } from './on-main.ts';
import { openRepository, type Repository } from './repository.ts';
import { committing, openBytes, type Session } from './session.ts';
import { type Arrived, type OpenFile, type Placing, Writer } from './writer.ts';

export interface CloneFacts {
  readonly repository: Repository;
  readonly me: Member;
  /** The member of a roster who works here; takes keys into use that a rotation had made ready and the roster names. */
  readonly memberIn: (roster: Roster) => Promise<Member>;
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
  /** The same of what others did, which is no warning and can wait. */
  readonly news: (text: string) => void;
}

/** This machine's clone of the reports repository: what of it is verified, and who works in it. */
export class Clone {
  readonly #facts: CloneFacts;
  #repository: Repository;
  #me: Member;
  #standing: Standing;
  readonly #acquaintance: Acquaintance;
  /** What this member has seen of the incidents. */
  readonly seen: SeenEntries;
  /** The commit of which community, team and policy were read. */
  #readAt: string;

  constructor(facts: CloneFacts) {
    this.#facts = facts;
    this.#repository = facts.repository;
    this.#me = facts.me;
    this.#standing = facts.standing;
    this.#readAt = facts.standing.verified;
    this.seen = new SeenEntries(facts.repository.folder, facts.env);
    this.#acquaintance = new Acquaintance(facts.repository.objects, facts.notice);
  }

  /** Community, team and policy as they were last read. */
  get repository(): Repository {
    return this.#repository;
  }

  get standing(): Standing {
    return this.#standing;
  }

  get env(): NodeJS.ProcessEnv {
    return this.#facts.env;
  }

  get now(): CloneFacts['now'] {
    return this.#facts.now;
  }

  get notice(): CloneFacts['notice'] {
    return this.#facts.notice;
  }

  get news(): CloneFacts['news'] {
    return this.#facts.news;
  }

  /** Whoever works here, unlocked, with the team and the policy as they are now. */
  async session(): Promise<Session> {
    return this.#sessionWith(this.#repository, this.#me, this.#standing.verified);
  }

  /** As `session`, with team and policy as a commit has them. Throws NotAMember. */
  async sessionAt(commit: string): Promise<Session> {
    const repository = await openRepository(this.#repository.folder, this.#facts.env, commit);
    return this.#sessionWith(repository, await this.#facts.memberIn(repository.roster), commit);
  }

  /**
   * Runs `work` under the lock, once history and team are sure to be trusted, and what an interrupted coc left is ended.
   * Throws HistoryAlarm, NotAMember, or a UserError where team.yaml was changed by another hand.
   */
  async locked<T>(work: (lock: Lock, session: Session) => Promise<T>): Promise<T> {
    return this.lockedAnyway(async (lock, wasKilled) => {
      const { folder, roster } = this.#repository;
      if (this.#standing.alarm !== undefined) throw this.#standing.alarm;
      await assertOnMain(folder);
      await fitClone(folder, roster, this.#me, this.#facts.invocation);
      await this.#assertRosterAsCommitted();
      const session = await this.session();
      if (wasKilled) await this.#finish(session);
      return work(lock, session);
    });
  }

  /** Ends what a coc that was killed had put in place and not committed. */
  async #finish(session: Session): Promise<void> {
    await sweep(join(this.#repository.folder, INCIDENTS));
    const open = (bytes: Uint8Array, id: string): Promise<OpenedIncident> => openBytes(session, bytes, id);
    for (const { id, path, bytes, attached } of await finishable(this.#repository, open)) {
      await this.#put(
        new Map<string, Uint8Array | Arrived>([...(await this.#inPlace(attached)), [path, bytes]]),
        session,
      );
      session.notice(
        `coc was stopped while it saved something in ${showId(id)}. That is saved now; you need not add it again.`,
      );
    }
    // The keys of the others went with the coc that was killed.
    for (const path of await unfinishedAttachments(this.#repository))
      if ((await this.#repository.objects.idAt(this.#standing.verified, path)) === undefined)
        await rm(join(this.#repository.folder, path), { force: true });
    await finished(this.#repository);
  }

  /** Attachments that lie where they belong, and are not committed. */
  async #inPlace(paths: readonly string[]): Promise<ReadonlyMap<string, Arrived>> {
    const { folder, objects } = this.#repository;
    const stored = paths.map(async (path) => {
      const at = join(folder, path);
      return [path, { at, id: await objects.storeFile(at) }] as const;
    });
    return new Map(await Promise.all(stored));
  }

  /** What is in the folder is what people see; it must not differ from what is used. */
  async #assertRosterAsCommitted(): Promise<void> {
    const { folder, objects } = this.#repository;
    const [there, committed] = await Promise.all([
      readOrdinary(join(folder, ROSTER)).catch(() => undefined),
      objects.file(this.#standing.verified, ROSTER),
    ]);
    if (committed === undefined || there?.equals(committed) !== true) throw rosterNotAsCommitted();
  }

  /** Takes the lock, whether or not the history can be trusted. Nothing may be sealed under it. */
  async lockedAnyway<T>(work: (lock: Lock, wasKilled: boolean) => Promise<T>): Promise<T> {
    await this.#facts.unlock();
    const waiting = (): void => this.#facts.notice('Another coc is saving; waiting for it.');
    return withLock(join(this.#repository.folder, '.git'), waiting, async (lock) => {
      this.#repository.objects.askGit();
      const wasKilled = await clearLocks(this.#repository);
      await this.refresh(await finishMove(this.#repository));
      return work(lock, wasKilled);
    });
  }

  /**
   * Reads again what may have changed: the standing, and with it community, team and policy.
   *
   * @param marks what the references say, where that was just read
   */
  async refresh(marks?: MarksAndHead): Promise<void> {
    const { folder, objects } = this.#repository;
    const { env, me, notice } = this.#facts;
    this.#standing = await standingOf(objects, me.signingKey, notice, marks);
    const { alarm, verified } = this.#standing;
    if (verified === this.#readAt) return;
    this.#readAt = verified;
    this.#repository = await openRepository(folder, env, alarm === undefined ? undefined : verified);
    this.#me = await this.#facts.memberIn(this.#repository.roster);
  }

  /**
   * Puts sealed files in place and commits them, signed, on top of the verified history; where all before was looked at, so
   * is this. Returns the full ID of the commit, or throws. Only under the lock.
   */
  async save(files: Placing, session: Session): Promise<string> {
    const { verified } = this.#standing;
    const commit = await this.#put(files, session);
    await this.seen.checkedUpTo(commit, verified);
    return commit;
  }

  async #put(files: Placing, session: Session): Promise<string> {
    const { first, verified } = this.#standing;
    const commit = await this.writer.save(verified, files, committing(session));
    this.#standing = { first, verified: commit };
    // Community, team and policy are not sealed files.
    this.#readAt = commit;
    return commit;
  }

  /**
   * Replaces a file that is not sealed, and commits it. Returns the full ID of the commit, or throws. Only under the lock.
   *
   * @param isLast nothing comes after it, as where whoever works here leaves the team by it
   */
  async replace(file: OpenFile, session: Session, isLast = false): Promise<string> {
    const commit = await this.writer.replace(this.#standing.verified, file, committing(session));
    if (!isLast) await this.refresh();
    return commit;
  }

  /** Checks out another verified commit. Only under the lock. */
  async moveTo(commit: string): Promise<void> {
    await this.writer.moveTo(commit);
    await this.refresh();
  }

  /** The hand that writes here. Only under the lock. */
  get writer(): Writer {
    return new Writer(this.#repository);
  }

  /** The keys that wait for this member's word. */
  unconfirmed(): Promise<readonly Unconfirmed[]> {
    return this.#acquaintance.unconfirmed(this.#standing.verified, this.#repository.roster, this.#me);
  }

  /** Takes keys for somebody's from now on, on this member's word. */
  confirm(compared: Compared): Promise<void> {
    const { roster } = this.#repository;
    return this.#acquaintance.confirm(compared, this.#standing.verified, roster, this.#me);
  }

  async #sessionWith(repository: Repository, me: Member, commit: string): Promise<Session> {
    const { now, notice, unlock } = this.#facts;
    const { roster } = repository;
    const held = heldIn(roster, await this.#acquaintance.at(commit, roster, me));
    const firstCommit = this.#standing.first;
    return { repository, me, held, identity: await unlock(), firstCommit, now, notice };
  }
}

function rosterNotAsCommitted(): UserError {
  return new UserError(
    'team.yaml was changed and not by coc, so its keys cannot be trusted. Nothing was saved in the repository.',
    {
      hints: [
        'What you answered is kept.',
        '`git diff team.yaml` in the reports repository shows the change; `git checkout -- team.yaml` undoes it.',
      ],
    },
  );
}
