import { randomBytes } from 'node:crypto';
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from '../disk/private-file.ts';
import { UserError } from '../errors.ts';
import type { NewEntry } from '../incident/entry.ts';
import { makeEntryId } from '../incident/id.ts';
import { view } from '../incident/view.ts';
import { writeYaml } from '../yaml.ts';
import { CannotOpen, isNotShared } from './age/age-header.ts';
import type { Compared, Unconfirmed } from './clone/acquaintance.ts';
import { Clone, type CloneFacts } from './clone/clone.ts';
import { type Repository, readSettings } from './clone/repository.ts';
import { committing, type Session } from './clone/session.ts';
import type { Lock } from './disk/lock.ts';
import { copyArrival, sweepArrivals } from './evidence/arrivals.ts';
import { largestForServer, noteLargestForServer } from './evidence/largest.ts';
import { type SealedAttachment, type SealingAttachment, sealAttachment } from './evidence/sealing.ts';
import { incidentPath, isAttachmentPath, isOpenFile, PLAYBOOK, ROSTER, SETTINGS } from './format/layout.ts';
import { FORMAT, newerSettings, type Settings } from './format/settings.ts';
import { SUBJECT } from './format/subjects.ts';
import { TooLargeForServer, Unreachable } from './git/failed.ts';
import type { Remote } from './git/remote.ts';
import { checkRosterChange } from './history/roster-rules.ts';
import { timelineOf } from './history/timeline.ts';
import { whyClosed } from './incidents/closed.ts';
import { listIncidents, openToWrite } from './incidents/listing.ts';
import { putTogether } from './incidents/put-together.ts';
import { Reading } from './incidents/reading.ts';
import { lookThrough, versionsByIncident } from './incidents/succession.ts';
import type { Identity } from './keys/identity.ts';
import { assertWritable, type IncidentDocument } from './record/document.ts';
import { type Binding, proveLetInAgain } from './record/entry-signature.ts';
import type { OpenedIncident } from './record/incident-file.ts';
import { entriesTakenOver } from './record/take-over.ts';
import { heldWords, sealDocument, signEntries } from './record/writing.ts';
import { type Regained, regain } from './recovery/regain.ts';
import { endRepair, type Repaired } from './repair/repair.ts';
import { type FromFolder, saveFromFolder } from './repair/save-from-folder.ts';
import { type Choices, NOBODY_DECIDES } from './sync/choices.ts';
import type { Rewound } from './sync/exchange.ts';
import { Outbox } from './sync/outbox.ts';
import type { SealedAgain } from './sync/reseal.ts';
import { findRestorable, type Restorable, restore } from './sync/restore.ts';
import { NOTHING_SEALED, Sharing, type Synced } from './sync/sharing.ts';
import { onlyAdmins } from './team/admins.ts';
import { foldFacts, type Roster } from './team/roster.ts';

export type { Unconfirmed } from './clone/acquaintance.ts';
export { LARGEST_ATTACHMENT, type SealedAttachment } from './evidence/sealing.ts';
export { type Listing, listIncidents } from './incidents/listing.ts';
export type { Answers, Made, Making, Rows } from './incidents/rows.ts';
export type { Searchable, Searching } from './incidents/searchable.ts';
export { brokenIncident } from './incidents/succession.ts';
export type { IncidentVersions, Version } from './incidents/versions.ts';
export { forgetIndex } from './index/own-index.ts';
export type { OpenedIncident } from './record/incident-file.ts';
export type { SealedAgain } from './sync/reseal.ts';
export { asideReference, type Restorable } from './sync/restore.ts';
export type { Synced } from './sync/sharing.ts';

export interface Saved {
  readonly id: string;
  /** The full ID of the commit that holds it. */
  readonly commit: string;
  /** Whether it is on the server as well; undefined where there is no server. */
  readonly shared: boolean | undefined;
  /** Whether it counts for nothing: others had closed the incident to whoever saved it before it reached the server. */
  readonly isLate?: boolean;
}

interface RosterOptions {
  /** Somebody leaves, or keys are replaced: what was sealed before is sealed again. */
  readonly sealAgain?: boolean;
  /**
   * The keys of whoever works here, or that they leave: on the server first, or not at all, since after it they could put
   * nothing on top of what others do meanwhile. Sealing again comes with the next step, or is for the others.
   */
  readonly alone?: boolean;
}

/** What of an attachment counts where it is saved. */
type Attaching = Pick<SealedAttachment, 'file' | 'at' | 'id' | 'size'>;

interface Saving {
  /** Whether whoever works here could open it before with their own keys, or only with the recovery key. */
  readonly was?: 'theirs' | 'not-theirs';
  readonly attached?: readonly Attaching[];
  /** Where it has to be before it is here. */
  readonly server?: Remote | undefined;
}

/** Of so much at once a server may say that it is too large, and of so much many do. Bytes. */
const MAY_BE_TOO_LARGE = 5 * 1024 ** 2;
export const OFTEN_TOO_LARGE = 50 * 1024 ** 2;

export interface VaultFacts extends CloneFacts {
  /** Says that what was saved here is not on the server yet, and why. */
  readonly notShared: (why: UserError) => void;
  /** Why nothing may be saved by this policy and these facts: a newer coc wrote them, and this one does not know all of it. */
  readonly writtenByNewer: (repository: Repository) => Promise<UserError | undefined>;
}

/** The one door to the records: to what `Reading` reads, and what is written, where it throws or is committed (DESIGN 4, "Writing"). */
export class Vault extends Reading {
  readonly #sharing: Sharing;
  readonly #outbox: Outbox;
  readonly #writtenByNewer: VaultFacts['writtenByNewer'];

  constructor(facts: VaultFacts) {
    super(new Clone(facts));
    const { folder } = facts.repository;
    this.#writtenByNewer = facts.writtenByNewer;
    this.#outbox = new Outbox(folder);
    this.#sharing = new Sharing(this.clone, this.#outbox, facts.notShared);
  }

  /**
   * Puts right what `broken` found, as far as this member can open it, each in a commit of its own, seals again what shows
   * all readers what is for few, and shares it.
   *
   * @returns those that are put right; the others wait for somebody who can open them
   */
  async putTogether(): Promise<{ readonly done: readonly string[]; readonly shared: boolean | undefined }> {
    return this.clone.locked(async (lock, session) => {
      await this.#sharing.share({ quietly: true });
      await lookThrough(session, this.seen, this.head);
      const versions = versionsByIncident(await timelineOf(this.repository.objects, this.head));
      const done: string[] = [];
      for (const id of [...(await this.seen.broken()).keys()]) {
        const document = await putTogether(session, id, versions.get(id) ?? []);
        if (document === undefined) continue;
        const { readers } = view(id, document.entries, undefined, foldFacts(session.repository.roster));
        if (!readers.includes(session.me.id)) continue;
        await this.seen.breaks(id, undefined);
        await this.#save(lock, session, document);
        done.push(id);
      }
      for (const { view: incident, shown } of (await listIncidents(session, this.seen)).incidents) {
        if (!shown) continue;
        const { document } = await openToWrite(session, this.seen, incident.id, this.head);
        await this.#save(lock, session, document);
        done.push(document.id);
      }
      return { done, shared: await this.#sharing.share() };
    });
  }

  /**
   * Saves a new incident under this ID, which must be free.
   *
   * @param attached what entries of it name; in the same commit
   */
  create(
    id: string,
    entries: readonly NewEntry[],
    attached: readonly SealedAttachment[] = [],
  ): Promise<Saved> {
    return this.#write(id, undefined, () => entries, attached);
  }

  /**
   * Adds to an incident what `decide` makes of its newest state, which is read under the lock.
   *
   * @param attached what the new entries may name; those that they do are in the same commit
   */
  append(
    id: string,
    decide: (incident: OpenedIncident) => readonly NewEntry[],
    attached: readonly SealedAttachment[] = [],
  ): Promise<Saved> {
    return this.#write(id, decide, () => [], attached);
  }

  /**
   * Seals a file, or bytes that are in memory, to a key of its own and keeps it aside until an entry that names it is saved. Throws a
   * UserError where it cannot be taken, also where it is larger than the server takes.
   */
  async attach(
    source: string | Uint8Array,
    options: Pick<SealingAttachment, 'told' | 'stop'> = {},
  ): Promise<SealedAttachment> {
    const { folder, objects, roster } = this.repository;
    await sweepArrivals(folder);
    const most = await largestForServer(folder, this.clone.env, this.clone.now());
    return sealAttachment(source, { folder, objects, keyType: roster.keyType, most, ...options });
  }

  /** Lets go of attachments that are not to be saved after all. */
  async letGo(attached: readonly Pick<SealedAttachment, 'at'>[]): Promise<void> {
    for (const { at } of attached) await rm(at, { force: true });
  }

  /**
   * Writes and commits what `change` makes of the newest roster; its generation rises by one. Fetches before and shares
   * afterwards. Returns the full ID of the commit that holds it then, whether it is shared, as `Saved` has it, and what was
   * sealed again.
   *
   * @param change throws where the roster does not allow it
   */
  async changeRoster(
    change: (roster: Roster) => Roster,
    { sealAgain: again = false, alone = false }: RosterOptions = {},
  ): Promise<{ readonly commit: string; readonly shared: boolean | undefined } & SealedAgain> {
    return this.clone.locked(async (lock, session) => {
      const server = alone ? await this.#sharing.remote('asked') : undefined;
      if (server === undefined) await this.#sharing.share({ quietly: true });
      else await this.#sharing.exchange(server, NOBODY_DECIDES);
      const { roster } = this.repository;
      const generation = roster.generation + 1;
      const next = { ...change(roster), generation, ...(again && { sealAgainSince: generation }) };
      const harm = checkRosterChange(roster, next, { member: session.me });
      if (harm === 'not-admin') throw onlyAdmins(roster, 'changes the team');
      if (harm !== undefined) throw new Error(`a change of the team that nobody would take: ${harm}`);
      lock.assertHeld();
      const content = new TextEncoder().encode(writeYaml(next));
      const file = { path: ROSTER, content, subject: SUBJECT.team };
      if (server !== undefined) {
        const commit = await this.#sharing.publish(
          server,
          new Map([[file.path, file.content]]),
          file.subject,
        );
        return { commit, shared: true, ...NOTHING_SEALED };
      }
      const leaves = next.members.some((one) => one.id === session.me.id && one.left !== undefined);
      const commit = await this.clone.replace(file, session, leaves);
      if (alone) return { commit, shared: undefined, ...NOTHING_SEALED };
      const sealed = await this.#sharing.settle();
      const shared = await this.#sharing.share();
      // What somebody else shared at that moment is below it by then: it is in another commit.
      const last = await this.repository.git.lastCommitOf(ROSTER);
      return { commit: last ?? commit, shared, ...sealed };
    });
  }

  /**
   * Writes and commits the text of a playbook, which has been checked, in place of the one it was made from. Returns the
   * full ID of the commit. Throws a UserError where somebody else saved another one meanwhile.
   */
  changePlaybook(text: string, before: string): Promise<string> {
    return this.#changeFrom(before, { path: PLAYBOOK, text, subject: SUBJECT.policy }, [
      'Copy it to another place; `coc policy edit --file COPY` saves it.',
    ]);
  }

  /** As `changePlaybook`, what the community says about itself. */
  async changeSettings(change: (settings: Settings) => Settings): Promise<string> {
    const before = await this.#inForce(SETTINGS);
    const settings = readSettings(before);
    const newer = newerSettings(settings);
    if (newer !== undefined) throw newer;
    const text = writeYaml(change(settings));
    return this.#changeFrom(before, { path: SETTINGS, text, subject: SUBJECT.community }, [
      'What you answered is kept. Look first at what was changed there: `git diff coc.yaml`.',
    ]);
  }

  async #inForce(path: string): Promise<string> {
    return Buffer.from((await this.repository.objects.file(this.head, path)) ?? []).toString('utf8');
  }

  #changeFrom(
    before: string,
    { path, text, subject }: { readonly path: string; readonly text: string; readonly subject: string },
    hints: readonly string[],
  ): Promise<string> {
    return this.changeFile(path, text, subject, async (file) => {
      if ((await this.#inForce(path)) !== before)
        throw new UserError(`Somebody else has changed ${path} meanwhile.`);
      if ((await readFile(file, 'utf8')) === before) return;
      throw new UserError(`${path} was changed in the folder, and not by coc. That is not saved.`, {
        hints: [
          ...hints,
          `\`git checkout -- ${path}\` in the reports repository then brings back the one in force.`,
        ],
      });
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
    return this.clone.locked(async (lock, session) => {
      if (!session.me.admin) throw onlyAdmins(session.repository.roster, 'changes what holds for everybody');
      const file = join(session.repository.folder, path);
      await check(file);
      lock.assertHeld();
      const content = new TextEncoder().encode(text);
      const commit = await this.clone.replace({ path, content, subject }, session);
      await this.#sharing.share();
      return commit;
    });
  }

  /** Looks here and on the server for commits that do not verify. Throws HistoryAlarm, Unreachable. */
  async restorable(): Promise<Restorable> {
    return this.clone.lockedAnyway(async () => {
      const { objects } = this.repository;
      const { standing, notice } = this.clone;
      const remote = await this.#sharing.remote('asked');
      return findRestorable({ objects, remote, standing, notice });
    });
  }

  /**
   * Puts back what `restorable` found, and returns the full ID of the commit that does so on the server, where there is one.
   * What is not shared yet stays so until the next `sync`. Throws a UserError where that takes an admin.
   */
  async restore(found: Restorable): Promise<string | undefined> {
    return this.clone.lockedAnyway(async () => {
      const { objects, roster } = this.repository;
      const session = await this.clone.session();
      if (found.server !== undefined && !session.me.admin)
        throw onlyAdmins(roster, 'ends this on the server');
      const remote = await this.#sharing.remote('asked');
      const commit = await restore(found, {
        objects,
        remote,
        writer: this.clone.writer,
        by: committing(session),
      });
      await this.clone.refresh();
      return commit;
    });
  }

  /** Saves what is in the folder alone, once what git keeps was brought back, and shares it. Ends the repair. */
  async saveFromFolder(repaired: Repaired): Promise<FromFolder & { readonly shared: boolean | undefined }> {
    return this.clone.locked(async (_lock, session) => {
      const from = await saveFromFolder({
        ...{ session, seen: this.seen, outbox: this.#outbox, repaired },
        save: (files) => this.clone.save(files, session),
        head: () => this.head,
      });
      await endRepair(session.repository.folder);
      return { ...from, shared: await this.#sharing.share() };
    });
  }

  /** Commits what a killed coc had put in place, if there is anything. */
  async finishInterrupted(): Promise<void> {
    await this.clone.locked(async () => undefined);
  }

  /**
   * Shares with the server: fetches, verifies, puts one's own on top, and hands it over (DESIGN 4). Throws HistoryAlarm,
   * Unreachable, or a UserError where there is no server or somebody has to choose.
   */
  async sync(choices: Choices, rewound: Rewound = 'alarm'): Promise<Synced> {
    return this.clone.locked(async () => {
      const server = await this.#sharing.server();
      const before = await this.#sharing.settle();
      const synced = await this.#sharing.exchange(server, choices, { rewound });
      return { ...synced, ...(synced.done + synced.failed.length === 0 && before) };
    });
  }

  /**
   * Shares through this server from now on. Throws, and leaves everything as it was, where it has something else than this
   * reports repository, or cannot be reached.
   */
  async shareThrough(url: string): Promise<void> {
    await this.clone.locked(() => this.#sharing.moveTo(url));
  }

  /** Puts the history of this clone on a server that was put back or replaced, whatever the server has now. */
  async putBack(): Promise<void> {
    await this.clone.locked(() => this.#sharing.putBack());
  }

  /** Does what others left for this member, and shares it, as every save does. */
  async settle(): Promise<SealedAgain> {
    return this.clone.locked(async () => {
      const sealed = await this.#sharing.settle();
      await this.#sharing.share();
      return sealed;
    });
  }

  /**
   * With the recovery key in hand, seals to this member what is theirs and what nobody else on the team can open. Can be
   * killed anywhere and begun again.
   */
  async regain(recovery: Identity): Promise<Regained & { readonly shared: boolean | undefined }> {
    return this.clone.locked(async () => {
      await this.#sharing.share({ quietly: true });
      const session = await this.clone.session();
      const regained = await regain({
        ...{ session, recovery, seen: this.seen },
        save: (files) => this.clone.save(files, session),
        head: this.clone.standing.verified,
        random: randomBytes,
      });
      await this.#sharing.settle();
      return { ...regained, shared: await this.#sharing.share() };
    });
  }

  /** Keys of others that wait for this member's word; until then nothing is sealed to them here. Asks nobody. */
  unconfirmed(): Promise<readonly Unconfirmed[]> {
    return this.clone.unconfirmed();
  }

  /**
   * Takes keys for somebody's, which this member has compared, and seals to them what this member can open and they may.
   * Throws a UserError where they are other keys by now.
   */
  async confirm(compared: Compared): Promise<SealedAgain> {
    return this.clone.locked(async () => {
      await this.clone.confirm(compared);
      const sealed = await this.#sharing.sealTo(compared.of);
      await this.#sharing.share();
      return sealed;
    });
  }

  /**
   * With the recovery key in hand, adds to an incident that is closed to everybody what `decide` makes of its newest state:
   * recusals that are undone, each with a proof of that key.
   */
  letInAgain(
    recovery: Identity,
    id: string,
    decide: (incident: OpenedIncident) => readonly NewEntry[],
  ): Promise<Saved> {
    return this.clone.locked(async (lock, session) => {
      await this.#sharing.share({ quietly: true });
      await lookThrough(session, this.seen, this.head);
      const before = await openToWrite({ ...session, identity: recovery }, this.seen, id, this.head);
      assertWritable(before.document);
      const binding = { repository: this.firstCommit, incident: id };
      const added = await Promise.all(decide(before).map((one) => withProof(one, binding, recovery)));
      const entries = await signEntries(id, before.document.entries, added, session);
      return this.#save(lock, session, { ...before.document, entries }, { was: 'not-theirs' });
    });
  }

  /** How many commits are not on the server yet; undefined where there is no server. Asks nobody. */
  unshared(): Promise<number | undefined> {
    return this.#sharing.unshared();
  }

  /** When this clone last had all that the server had, ISO 8601; undefined where there is no server, or where nothing says. */
  lastShared(): Promise<string | undefined> {
    return this.#sharing.lastShared();
  }

  /**
   * Whether the server has something that is not here, as far as it says so at once: it is waited for two seconds, and where it does
   * not answer, or there is none, this is undefined. Takes nothing over.
   */
  hasNewer(): Promise<boolean | undefined> {
    return this.#sharing.hasNewer();
  }

  /** Shares as every save does, without a word of what hinders it. Returns whether all that the server has is here now. */
  async catchUp(): Promise<boolean> {
    return this.clone.locked(async () => (await this.#sharing.share({ quietly: true })) === true);
  }

  override hasServer(): Promise<boolean> {
    return this.#sharing.hasServer();
  }

  /** The incidents that wait to be sealed again, whoever can open them. */
  waiting(): Promise<readonly string[]> {
    return this.#sharing.waiting();
  }

  /**
   * Saves an incident of another reports repository, which its one member brings along. Throws where this one has an
   * incident with its ID.
   *
   * @param folder the folder of the other one, with what is attached to it
   * @param renamed how the member is called there and here
   */
  async takeOver(
    opened: OpenedIncident,
    folder: string,
    renamed: { readonly from: string; readonly to: string },
  ): Promise<Saved> {
    return this.clone.locked(async (lock, session) => {
      const { id } = opened.document;
      await this.#assertFree(id);
      const entries = await entriesTakenOver(opened, renamed, session);
      const attached = await this.#copied(opened, folder);
      return this.#save(lock, session, { ...opened.document, entries }, { attached });
    });
  }

  /** The attachments of an incident of another reports repository: each is sealed to a key of its own, which comes with the incident. */
  async #copied(
    { view: { evidence, closedEvidence = [] } }: OpenedIncident,
    other: string,
  ): Promise<readonly Attaching[]> {
    const { folder, objects } = this.repository;
    const copies = [...evidence, ...closedEvidence].filter(({ file }) => isAttachmentPath(file));
    return Promise.all(
      copies.map(async ({ file }) => {
        const at = await copyArrival(folder, join(other, file), makeEntryId(randomBytes));
        return { file, at, id: await objects.storeFile(at), size: (await stat(at)).size };
      }),
    );
  }

  async #write(
    id: string,
    change: ((incident: OpenedIncident) => readonly NewEntry[]) | undefined,
    begin: () => readonly NewEntry[],
    attached: readonly SealedAttachment[],
  ): Promise<Saved> {
    return this.clone.locked(async (lock, before) => {
      const server = await this.#firstOnServer(attached);
      const session = server === undefined ? before : await this.clone.session();
      const newer = await this.#writtenByNewer(session.repository);
      if (newer !== undefined) throw newer;
      await lookThrough(session, this.seen, this.head);
      const opened = change === undefined ? undefined : await this.#openedNow(session, id);
      if (opened !== undefined) assertWritable(opened.document);
      else await this.#assertFree(id);
      const added = opened === undefined || change === undefined ? begin() : change(opened);
      const present = opened?.document.entries ?? [];
      // An earlier try came to its end after all, such as one that was killed.
      if (present.some((entry) => entry.id === added[0]?.id)) return this.#savedBefore(id);
      const entries = await signEntries(id, present, added, session);
      const document: IncidentDocument = {
        ...(opened?.document ?? { format: FORMAT, id, playbook: session.repository.playbookStamp }),
        entries,
      };
      const named = attached.filter(({ file }) => namesFile(added, file));
      return this.#save(lock, session, document, { attached: named, server });
    });
  }

  /**
   * The server on which these have to be before they are saved here: it may never take them, and then nothing that is saved after them
   * could be shared any more. Afterwards this clone has all that is there. Undefined where they are small, or there is none, or it
   * cannot be reached now and takes them in all likelihood. Throws a UserError where that is not likely.
   */
  async #firstOnServer(attached: readonly SealedAttachment[]): Promise<Remote | undefined> {
    const size = attached.reduce((sum, { sealedSize }) => sum + sealedSize, 0);
    const server = size < MAY_BE_TOO_LARGE ? undefined : await this.#sharing.remote('asked');
    if (server === undefined) return undefined;
    try {
      await this.#sharing.exchange(server, NOBODY_DECIDES);
      return server;
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      if (size < OFTEN_TOO_LARGE) return undefined;
      throw new UserError(
        'Many servers take no file of this size, and yours cannot be asked now. So nothing was saved.',
        { hints: [error.message, 'Try again once it can be reached, or leave the file out for now.'] },
      );
    }
  }

  /** As it is at this moment, to be written. Throws why it is closed by now, where it is. */
  async #openedNow(session: Session, id: string): Promise<OpenedIncident> {
    try {
      return await openToWrite(session, this.seen, id, this.head);
    } catch (error) {
      if (!isNotShared(error)) throw error;
      throw new CannotOpen('not-shared', await whyClosed(session, id, this.head));
    }
  }

  async #savedBefore(id: string): Promise<Saved> {
    const commit = await this.repository.git.lastCommitOf(incidentPath(id));
    return { id, commit: commit ?? this.head, shared: await this.#sharing.share() };
  }

  async #save(
    lock: Lock,
    session: Session,
    document: IncidentDocument,
    { was = 'theirs', attached = [], server }: Saving = {},
  ): Promise<Saved> {
    const { repository } = session;
    const { id, entries } = document;
    const path = incidentPath(id);
    const incident = view(id, entries, undefined, foldFacts(repository.roster));
    const sealed = await sealDocument(document, session);
    for (const text of heldWords(session, incident.readers)) session.notice(text);
    const staysOpen = incident.readers.includes(session.me.id);
    if (!staysOpen && was === 'theirs') await this.#outbox.keep(document, session.identity);
    lock.assertHeld();
    const arrived = attached.map((one) => [one.file, one] as const);
    const files = new Map<string, Uint8Array | Attaching>([...arrived, [path, sealed]]);
    const commit =
      server === undefined
        ? await this.clone.save(files, session)
        : await this.#saveOnServer(server, files, attached);
    // What closes it to its writer may still end up in a note beside it.
    if (staysOpen) await this.seen.note(id, entries);
    await this.seen.keep();
    await this.#sharing.settle();
    const late = new Set<string>();
    const cameLate = (incident: string): void => {
      if (incident === id) late.add(incident);
      else this.#sharing.tellLate(incident);
    };
    const shared = await this.#sharing.share({ cameLate });
    const isLast = this.clone.standing.verified === commit;
    const last = isLast ? commit : ((await repository.git.lastCommitOf(path)) ?? commit);
    return { id, commit: last, shared, ...(staysOpen && late.has(id) && { isLate: true }) };
  }

  async #saveOnServer(
    server: Remote,
    files: ReadonlyMap<string, Uint8Array | Attaching>,
    attached: readonly Attaching[],
  ): Promise<string> {
    try {
      const commit = await this.#sharing.publish(server, files);
      await this.clone.refresh();
      await this.letGo(attached);
      return commit;
    } catch (error) {
      if (error instanceof TooLargeForServer) {
        const { env, now } = this.clone;
        await noteLargestForServer(this.repository.folder, env, server, attached, error.largest, now());
      }
      throw error;
    }
  }

  async #assertFree(id: string): Promise<void> {
    if (await exists(join(this.repository.folder, incidentPath(id))))
      throw new Error('an incident with this ID exists');
  }
}

async function withProof(entry: NewEntry, binding: Binding, recovery: Identity): Promise<NewEntry> {
  const { content } = entry;
  if (content.kind !== 'recusal-undone') return entry;
  return {
    ...entry,
    content: { ...content, proof: await proveLetInAgain(content, binding, recovery.signer) },
  };
}

/** Whether one of these entries names an attachment. */
function namesFile(entries: readonly NewEntry[], file: string): boolean {
  return entries.some(({ content }) => 'file' in content && content.file === file);
}
