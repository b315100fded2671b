import { UserError } from '../../errors.ts';
import { matchId } from '../../incident/id.ts';
import { CannotOpen, isNotShared } from '../age/age-header.ts';
import type { Clone } from '../clone/clone.ts';
import type { Repository } from '../clone/repository.ts';
import type { Session } from '../clone/session.ts';
import { type AttachmentKey, attachmentPieces } from '../evidence/opening.ts';
import { EVIDENCE, INCIDENTS, incidentAt, incidentPath } from '../format/layout.ts';
import { OpenedIndex } from '../index/opened-index.ts';
import { ownStore } from '../index/own-index.ts';
import type { Identity } from '../keys/identity.ts';
import type { OpenedIncident } from '../record/incident-file.ts';
import type { Broken, SeenEntries } from '../record/seen.ts';
import { missingAttachments } from './attached.ts';
import { whyClosed } from './closed.ts';
import { incidentNames, type Listing, listIncidents, openInFolder } from './listing.ts';
import { lookInFolder } from './looked-at.ts';
import { type AnswerOrRows, answerOrRows, listRows, type Making, type Rows, rowsAtHand } from './rows.ts';
import { Searchable, type Searching } from './searchable.ts';
import { lookThrough } from './succession.ts';
import { type IncidentVersions, versionsIn } from './versions.ts';

/** What is read in a clone and changes nothing of the records: one incident or all, as they are now, as they were when they were opened last, or as they once were. */
export class Reading {
  protected readonly clone: Clone;

  constructor(clone: Clone) {
    this.clone = clone;
  }

  /** What this member has seen of the incidents. */
  protected get seen(): SeenEntries {
    return this.clone.seen;
  }

  /** The reports repository as this vault last read it. */
  get repository(): Repository {
    return this.clone.repository;
  }

  /** The first commit, to which every entry is bound and every clone pinned. */
  get firstCommit(): string {
    return this.clone.standing.first;
  }

  /** The last commit that is verified. */
  get head(): string {
    return this.clone.standing.verified;
  }

  /** The incidents there are, whoever can open them. */
  async ids(): Promise<readonly string[]> {
    const names = await incidentNames(this.repository.folder);
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
    const mayBeElsewhere = match.problem === 'unknown' && (await this.hasServer());
    throw new UserError(why, {
      hints: [
        '`coc list` shows the incidents that you can open.',
        ...(mayBeElsewhere ? ['`coc sync` fetches what others have saved.'] : []),
      ],
    });
  }

  /** Whether others may have saved what is not here. */
  async hasServer(): Promise<boolean> {
    return false;
  }

  /** Opens one incident. Throws a UserError where it is damaged or not shared with this member. */
  read(id: string): Promise<OpenedIncident> {
    return this.opened(id, openInFolder);
  }

  /**
   * As `read`, for somebody who only looks: entries that are not signed by the member they name are in the document and
   * do not count; where the file has not changed, it is as it was when it was opened last. Nothing may be written from it, and
   * nothing about keys, trust or permission is to follow from it.
   */
  inspect(id: string): Promise<OpenedIncident> {
    return this.opened(id, lookInFolder);
  }

  private async opened(
    id: string,
    open: (session: Session, seen: SeenEntries, id: string) => Promise<OpenedIncident>,
  ): Promise<OpenedIncident> {
    const session = await this.looked();
    try {
      return await open(session, this.seen, id);
    } catch (error) {
      if (isNotShared(error)) throw new CannotOpen('not-shared', await whyClosed(session, id, this.head));
      if (!(error instanceof UserError)) throw error;
      const path = incidentPath(id);
      throw new UserError(`${path} cannot be read: ${error.message}`, {
        hints:
          error.hints.length > 0
            ? error.hints
            : [`\`git checkout -- ${path}\` in the reports repository brings back the last saved one.`],
      });
    }
  }

  /**
   * What an attachment holds, in pieces. That it is all of it, and what its entry says, is known once this has come to its end. Throws a
   * UserError where it is missing, does not open, or is something else.
   */
  attachment(entry: AttachmentKey, stop?: AbortSignal): AsyncGenerator<Uint8Array> {
    return attachmentPieces(this.repository.folder, entry, stop);
  }

  /** The paths of all attachments that the verified history has, whosever they are. */
  async attachmentFiles(): Promise<readonly string[]> {
    return [...(await this.repository.objects.files(this.head, EVIDENCE)).keys()];
  }

  /** A session in which each version of each incident was held against the one before it. */
  protected async looked(): Promise<Session> {
    const session = await this.clone.session();
    await lookThrough(session, this.seen, this.head);
    return session;
  }

  /** The incidents that stopped going on from what they were, and by which commit. */
  async broken(): Promise<ReadonlyMap<string, Broken>> {
    await this.looked();
    return this.seen.broken();
  }

  /**
   * Every incident that this member can open, of those that have not changed as they were when they were opened last; what is
   * wrong with the others is told, not thrown. For whoever looks: nothing about keys, trust or permission is to follow from it.
   */
  async list(): Promise<Listing> {
    const session = await this.looked();
    const store = await ownStore(session);
    return listIncidents(session, this.seen, store && new OpenedIndex(store, session));
  }

  /**
   * As `list`, a row for each incident in place of the incident: made of those that changed, remembered of the others.
   *
   * @param stop ends it once what was opened is remembered. Throws Cancelled then
   */
  async rows<T>(making: Making<T>, stop?: AbortSignal): Promise<Rows<T>> {
    return listRows(await this.looked(), this.seen, making, stop);
  }

  /** As `rows`, where something is wanted that is made of all of them: what is remembered of that, or the rows. */
  async answerOrRows<T>(making: Making<T>, name: string, stop?: AbortSignal): Promise<AnswerOrRows<T>> {
    return answerOrRows(await this.looked(), this.seen, making, name, stop);
  }

  /** As `rows`, where they are at hand: at once, or undefined. */
  async rowsAtHand<T>(making: Making<T>): Promise<Rows<T> | undefined> {
    return rowsAtHand(await this.looked(), this.seen, making);
  }

  /** As `rows`, all of them ready to be searched. */
  async searchable<F, T>(searching: Searching<F, T>, stop?: AbortSignal): Promise<Searchable<F, T>> {
    return Searchable.of(await this.looked(), this.seen, searching, stop);
  }

  /** As `list`, each incident opened now, and looked whether what is attached to it is there. */
  async listAnew(): Promise<Listing> {
    const session = await this.looked();
    const listing = await listIncidents(session, this.seen);
    const views = listing.incidents.map(({ view }) => view);
    return { ...listing, damaged: [...listing.damaged, ...(await missingAttachments(session, views))] };
  }

  /** Opens what this member can of every version that the verified history has, one incident after the other. */
  async *versions(): AsyncGenerator<IncidentVersions> {
    yield* versionsIn(await this.clone.session(), this.clone.standing.verified);
  }

  /** Opens an incident with the recovery key, for `letInAgain`. */
  async readWith(recovery: Identity, id: string): Promise<OpenedIncident> {
    return openInFolder({ ...(await this.looked()), identity: recovery }, this.seen, id);
  }
}
