import { randomBytes } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from '../../disk/private-file.ts';
import { UserError } from '../../errors.ts';
import type { NewEntry } from '../../incident/entry.ts';
import { makeEntryId } from '../../incident/id.ts';
import { view } from '../../incident/view.ts';
import { CannotOpen, isNotShared } from '../age/age-header.ts';
import { Clone, type CloneFacts } from '../clone/clone.ts';
import type { Repository } from '../clone/repository.ts';
import type { Session } from '../clone/session.ts';
import type { Lock } from '../disk/lock.ts';
import { copyArrival, sweepArrivals } from '../evidence/arrivals.ts';
import { largestForServer, noteLargestForServer } from '../evidence/largest.ts';
import { type SealedAttachment, type SealingAttachment, sealAttachment } from '../evidence/sealing.ts';
import { incidentPath, isAttachmentPath } from '../format/layout.ts';
import { FORMAT } from '../format/settings.ts';
import { TooLargeForServer, Unreachable } from '../git/failed.ts';
import type { Remote } from '../git/remote.ts';
import { timelineOf } from '../history/timeline.ts';
import { whyClosed } from '../incidents/closed.ts';
import { listIncidents, openToWrite } from '../incidents/listing.ts';
import { putTogether } from '../incidents/put-together.ts';
import { Reading } from '../incidents/reading.ts';
import { lookThrough, versionsByIncident } from '../incidents/succession.ts';
import type { Identity } from '../keys/identity.ts';
import { assertWritable, type IncidentDocument } from '../record/document.ts';
import { type Binding, proveLetInAgain } from '../record/entry-signature.ts';
import type { OpenedIncident } from '../record/incident-file.ts';
import { entriesTakenOver } from '../record/take-over.ts';
import { heldWords, sealDocument, signEntries } from '../record/writing.ts';
import { foldFacts } from '../team/roster.ts';
import { NOBODY_DECIDES } from './choices.ts';
import { Outbox } from './outbox.ts';
import { Sharing } from './sharing.ts';

export interface Saved {
  readonly id: string;
  /** The full ID of the commit that holds it. */
  readonly commit: string;
  /** Whether it is on the server as well; undefined where there is no server. */
  readonly shared: boolean | undefined;
  /** Whether it counts for nothing: others had closed the incident to whoever saved it before it reached the server. */
  readonly isLate?: boolean;
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

export interface WritingFacts extends CloneFacts {
  /** Says that what was saved here is not on the server yet, and why. */
  readonly notShared: (why: UserError) => void;
  /** Why nothing may be saved by this policy and these facts: a newer coc wrote them, and this one does not know all of it. */
  readonly writtenByNewer: (repository: Repository) => Promise<UserError | undefined>;
}

/** What is read, and what is written into incidents, where it throws or is committed (DESIGN 4, "Writing"). */
export class Writing extends Reading {
  protected readonly sharing: Sharing;
  protected readonly outbox: Outbox;
  readonly #writtenByNewer: WritingFacts['writtenByNewer'];

  constructor(facts: WritingFacts) {
    super(new Clone(facts));
    const { folder } = facts.repository;
    this.#writtenByNewer = facts.writtenByNewer;
    this.outbox = new Outbox(folder);
    this.sharing = new Sharing(this.clone, this.outbox, facts.notShared);
  }

  /**
   * Puts right what `broken` found, as far as this member can open it, each in a commit of its own, seals again what shows
   * all readers what is for few, and shares it.
   *
   * @returns those that are put right; the others wait for somebody who can open them
   */
  async putTogether(): Promise<{ readonly done: readonly string[]; readonly shared: boolean | undefined }> {
    return this.clone.locked(async (lock, session) => {
      await this.sharing.share({ quietly: true });
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
      return { done, shared: await this.sharing.share() };
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
   * With the recovery key in hand, adds to an incident that is closed to everybody what `decide` makes of its newest state:
   * recusals that are undone, each with a proof of that key.
   */
  letInAgain(
    recovery: Identity,
    id: string,
    decide: (incident: OpenedIncident) => readonly NewEntry[],
  ): Promise<Saved> {
    return this.clone.locked(async (lock, session) => {
      await this.sharing.share({ quietly: true });
      await lookThrough(session, this.seen, this.head);
      const before = await openToWrite({ ...session, identity: recovery }, this.seen, id, this.head);
      assertWritable(before.document);
      const binding = { repository: this.firstCommit, incident: id };
      const added = await Promise.all(decide(before).map((one) => withProof(one, binding, recovery)));
      const entries = await signEntries(id, before.document.entries, added, session);
      return this.#save(lock, session, { ...before.document, entries }, { was: 'not-theirs' });
    });
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
    const server = size < MAY_BE_TOO_LARGE ? undefined : await this.sharing.remote('asked');
    if (server === undefined) return undefined;
    try {
      await this.sharing.exchange(server, NOBODY_DECIDES);
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
    return { id, commit: commit ?? this.head, shared: await this.sharing.share() };
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
    if (!staysOpen && was === 'theirs') await this.outbox.keep(document, session.identity);
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
    await this.sharing.settle();
    const late = new Set<string>();
    const cameLate = (incident: string): void => {
      if (incident === id) late.add(incident);
      else this.sharing.tellLate(incident);
    };
    const shared = await this.sharing.share({ cameLate });
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
      const commit = await this.sharing.publish(server, files);
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
