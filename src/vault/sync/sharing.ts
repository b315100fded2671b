import { UserError, undefinedIfRefused } from '../../errors.ts';
import type { Entry } from '../../incident/entry.ts';
import { showId } from '../../incident/id.ts';
import { mayHaveMoved } from '../../incident/marks-moved.ts';
import type { IncidentView } from '../../incident/view.ts';
import { isNotShared } from '../age/age-header.ts';
import type { Clone } from '../clone/clone.ts';
import { readSettings } from '../clone/repository.ts';
import { committing, openCommitted, type Session } from '../clone/session.ts';
import type { SaveSealed } from '../clone/writer.ts';
import { INCIDENTS, incidentAt, ROSTER, SETTINGS } from '../format/layout.ts';
import { SUBJECT } from '../format/subjects.ts';
import { Unreachable } from '../git/failed.ts';
import type { Blob, Change } from '../git/objects.ts';
import { type Manner, Remote } from '../git/remote.ts';
import type { FileContent } from '../git/signed-commit.ts';
import { ForeignHistory } from '../history/alarm.ts';
import { forgetShared, readMarks, setMark } from '../history/marks.ts';
import { type Moment, notTakenBack, timelineOf } from '../history/timeline.ts';
import { whyClosed } from '../incidents/closed.ts';
import { type Damaged, damagedBy, openInFolder } from '../incidents/listing.ts';
import { lookThrough } from '../incidents/succession.ts';
import type { KeyOwner } from '../team/known-keys.ts';
import { type Choices, NOBODY_DECIDES } from './choices.ts';
import { type Exchanged, type Exchanging, exchange, putBack } from './exchange.ts';
import { noteExchanged, readExchanged } from './exchanged.ts';
import { foldNotes } from './fold-notes.ts';
import { markNews } from './mark-news.ts';
import type { Outbox } from './outbox.ts';
import { type SealedAgain, sealAgain, waitingToBeSealed } from './reseal.ts';
import { settingsNews } from './settings-news.ts';

/** What sharing came to: what went and came, and what was sealed again on the way. */
export interface Synced extends Exchanged, SealedAgain {
  /** Incidents that came and are not as they should be. */
  readonly damaged: readonly Damaged[];
}

/** For how long a server is waited for without a word. Milliseconds. */
const TOLD_AFTER = 2_000;
const ASKING = 'The server has not answered yet.';
const HANDING_OVER =
  'It is saved on this machine. The server has not answered yet. Ctrl-C leaves the sharing for later: `coc sync`.';

export const NOTHING_SEALED: SealedAgain = { done: 0, others: 0, failed: [] };

/** How a clone and the server it is shared through are kept together. All but what only asks needs the lock. */
export class Sharing {
  readonly #clone: Clone;
  readonly #outbox: Outbox;
  readonly #notShared: (why: UserError) => void;

  constructor(clone: Clone, outbox: Outbox, notShared: (why: UserError) => void) {
    this.#clone = clone;
    this.#outbox = outbox;
    this.#notShared = notShared;
  }

  /** The server that somebody asked for. Throws a UserError where there is none. */
  async server(): Promise<Remote> {
    const remote = await this.remote('asked');
    if (remote !== undefined) return remote;
    throw new UserError('This reports repository is on this machine alone.', {
      hints: ['`coc sync --remote URL` shares it through an empty, private git repository.'],
    });
  }

  remote(manner: Manner): Promise<Remote | undefined> {
    return Remote.of(this.#clone.repository.folder, this.#clone.env, manner);
  }

  async hasServer(): Promise<boolean> {
    return (await this.remote('bySelf')) !== undefined;
  }

  /** How many commits are not on the server yet; undefined where there is no server. Asks nobody. */
  async unshared(): Promise<number | undefined> {
    const { objects } = this.#clone.repository;
    if (!(await this.hasServer())) return undefined;
    const { shared, head } = await readMarks(objects);
    return head === undefined ? 0 : (await objects.revisions(shared, head)).length;
  }

  /**
   * When this clone last had all that the server had, ISO 8601; undefined where there is no server, or where nothing says. Asks
   * nobody.
   */
  async lastShared(): Promise<string | undefined> {
    if (!(await this.hasServer())) return undefined;
    return readExchanged(this.#clone.repository.folder, this.#clone.env);
  }

  /**
   * Whether the server has something that was not here when this clone was last shared; undefined where there is no server, or it does
   * not say so at once. Takes nothing over.
   */
  async hasNewer(): Promise<boolean | undefined> {
    const remote = await this.remote('inPassing');
    if (remote === undefined) return undefined;
    const { shared } = await readMarks(this.#clone.repository.objects);
    try {
      if ((await remote.head()) !== shared) return true;
    } catch (error) {
      if (error instanceof Unreachable) return undefined;
      throw error;
    }
    await this.#noteExchanged();
    return false;
  }

  /** The incidents that wait to be sealed again, whoever can open them. Asks nobody. */
  async waiting(): Promise<readonly string[]> {
    const { repository, standing } = this.#clone;
    const { objects, roster } = repository;
    const since = roster.sealAgainSince;
    if (since === undefined) return [];
    const known = await this.#clone.seen.nothingWaits();
    const looked = known?.since === since ? await objects.resolve(known.head) : undefined;
    if (looked !== undefined && (await objects.isAncestor(looked, standing.verified))) return [];
    const waiting = await waitingToBeSealed(objects, standing.verified, since);
    if (waiting.length === 0) await this.#clone.seen.noteNothingWaits({ since, head: standing.verified });
    return waiting;
  }

  /**
   * Shares what was saved. Whatever hinders it is told, unless quietly, and never undoes the save.
   *
   * @param cameLate hears of what counts for nothing, in place of whoever works here
   * @returns whether it is on the server now; undefined where there is none
   */
  async share({
    quietly = false,
    cameLate,
  }: {
    readonly quietly?: boolean;
    readonly cameLate?: Exchanging['cameLate'];
  } = {}): Promise<boolean | undefined> {
    const remote = await this.remote('bySelf');
    if (remote === undefined) return undefined;
    const waiting = setTimeout(() => this.#clone.notice(quietly ? ASKING : HANDING_OVER), TOLD_AFTER);
    try {
      await this.exchange(remote, NOBODY_DECIDES, cameLate && { cameLate });
      return true;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (!quietly) this.#notShared(error);
      return false;
    } finally {
      clearTimeout(waiting);
    }
  }

  /** Throws HistoryAlarm, Unreachable, or a UserError where somebody has to choose. */
  async exchange(
    remote: Remote,
    choices: Choices,
    { rewound = 'alarm', cameLate = this.tellLate }: Partial<Pick<Exchanging, 'rewound' | 'cameLate'>> = {},
  ): Promise<Synced> {
    let sealed = NOTHING_SEALED;
    const damaged: Damaged[] = [];
    const exchanged = await exchange({
      ...this.#exchanging(remote, choices),
      ...{ rewound, cameLate },
      settle: async (arrived) => {
        if (arrived === undefined) return;
        damaged.push(...(await this.#noteArrived(arrived)));
        sealed = await this.settle();
      },
    });
    await this.#outbox.clear();
    await this.#noteExchanged();
    return { ...exchanged, ...sealed, damaged };
  }

  /** Shares through another server. Throws, and stays with the one before, where that is not one of ours or empty. */
  async moveTo(url: string): Promise<void> {
    const { repository, env } = this.#clone;
    const { folder, objects } = repository;
    const [before, { shared }] = await Promise.all([this.remote('asked'), readMarks(objects)]);
    if (before?.url === url) return;
    const remote = await Remote.set(folder, env, url);
    if (shared !== undefined) await forgetShared(objects);
    try {
      await this.exchange(remote, NOBODY_DECIDES);
    } catch (error) {
      if (before === undefined) await Remote.unset(folder, env);
      else await Remote.set(folder, env, before.url);
      if (shared !== undefined) await setMark(objects, 'shared', shared);
      throw error instanceof ForeignHistory ? another(repository.roster.members.length === 1) : error;
    }
  }

  /**
   * Commits files on the server before they are committed here. Throws Unreachable, and then nothing is changed. Afterwards this
   * clone has to be read anew.
   */
  async publish(
    remote: Remote,
    files: ReadonlyMap<string, FileContent>,
    subject: string = SUBJECT.sealed,
  ): Promise<string> {
    const { writer, standing } = this.#clone;
    const session = await this.#clone.session();
    const commit = await writer.publish(remote, standing.verified, files, subject, committing(session));
    if (commit !== undefined) return commit;
    throw new Unreachable('Somebody else saved at the same moment, so nothing was changed.', ['Try again.']);
  }

  /** Puts the history of this clone on a server that was put back or replaced. */
  async putBack(): Promise<void> {
    await putBack(this.#exchanging(await this.server(), NOBODY_DECIDES));
    await this.#noteExchanged();
  }

  /** Tells that what was saved here counts for nothing in an incident, since it was closed before that came. */
  readonly tellLate = (incident: string): void => this.#clone.news(lateWords(showId(incident)));

  #noteExchanged(): Promise<void> {
    const { repository, env, now } = this.#clone;
    return noteExchanged(repository.folder, env, now());
  }

  /** Does what others left for this member: seals again what waits for it, and folds sealed notes in. */
  async settle(): Promise<SealedAgain> {
    const session = await this.#clone.session();
    const save: SaveSealed = (files) => this.#clone.save(files, session);
    const waiting = await this.waiting();
    const sealed =
      waiting.length === 0
        ? NOTHING_SEALED
        : await sealAgain(
            { session, seen: this.#clone.seen, save, head: this.#clone.standing.verified },
            waiting,
          );
    await foldNotes(session, this.#clone.seen, save, this.#clone.standing.verified);
    await this.#clone.seen.keep();
    return sealed;
  }

  /** Seals again what this member can open and the owner of these keys may. */
  async sealTo(owner: KeyOwner): Promise<SealedAgain> {
    const session = await this.#clone.session();
    const save: SaveSealed = (files) => this.#clone.save(files, session);
    const head = this.#clone.standing.verified;
    const paths = [...(await session.repository.objects.files(head, INCIDENTS)).keys()];
    const mayOpen = ({ readers }: IncidentView): boolean =>
      owner === 'recovery-key' || readers.includes(owner.member);
    const incidents = paths.filter((path) => incidentAt(path) !== undefined);
    const sealed = await sealAgain({ session, seen: this.#clone.seen, save, head }, incidents, mayOpen);
    await this.#clone.seen.keep();
    return sealed;
  }

  #exchanging(remote: Remote, choices: Choices): Omit<Exchanging, 'settle' | 'cameLate'> {
    const clone = this.#clone;
    return {
      objects: clone.repository.objects,
      remote,
      choices,
      outbox: this.#outbox,
      notice: clone.notice,
      sessionAt: (commit) => clone.sessionAt(commit),
      moveTo: (commit) => clone.moveTo(commit),
    };
  }

  /** Looks at what came: entries that were seen before must still be there, and those that are there count as seen. */
  async #noteArrived({
    from,
    to,
  }: {
    readonly from: string;
    readonly to: string;
  }): Promise<readonly Damaged[]> {
    const session = await this.#clone.session();
    const differing = await this.#clone.repository.objects.difference(from, to);
    const hidden = await this.#hiddenBefore(session, differing);
    await lookThrough(session, this.#clone.seen, to);
    const moments = await timelineOf(this.#clone.repository.objects, to, from);
    const standing = notTakenBack(moments);
    await this.#tellSettings(standing, session.me.id);
    const changed = standing.filter(({ changes }) => changes.some(({ path }) => path === ROSTER));
    if (changed.length > 0) {
      // The table of letters that look alike is large, and the team changes seldom.
      const { teamNews } = await import('./team-news.ts');
      const held = await this.#clone.unconfirmed();
      const waiting = new Set(held.map(({ of }) => (of === 'recovery-key' ? 'recovery' : of.member)));
      for (const { text, isWarning } of teamNews(changed, session.me.id, waiting))
        (isWarning ? this.#clone.notice : this.#clone.news)(text);
    }
    const damaged: Damaged[] = [];
    const news: string[] = [];
    for (const { path, before } of differing) {
      const id = incidentAt(path);
      if (id === undefined) continue;
      try {
        const { document } = await openInFolder(session, this.#clone.seen, id);
        await this.#clone.seen.note(id, document.entries);
        if (hidden.has(id)) this.#clone.news(openedWords(showId(id)));
        if (before === undefined && document.entries.every(({ by }) => by !== session.me.id))
          news.push(showId(id));
        if (before !== undefined && !hidden.has(id) && mayHaveMoved(document.entries))
          for (const words of markNews(
            await this.#entriesOf(session, before, id),
            document.entries,
            showId(id),
          ))
            this.#clone.notice(words);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        if (!isNotShared(error)) {
          damaged.push(damagedBy(path, error));
          this.#clone.notice(damagedWords(path, error));
        } else if (await this.#clone.seen.closes(id)) {
          const why = await whyClosed(session, id, to);
          this.#clone.news(
            [`You could open ${showId(id)} until now, and cannot any more.`, ...why].join(' '),
          );
        }
      }
    }
    if (news.length > 0) this.#clone.news(newWords(news));
    await this.#clone.seen.keep();
    return damaged;
  }

  /** What an incident had by these sealed bytes; nothing where they do not open. */
  async #entriesOf(session: Session, { id: blob }: Blob, id: string): Promise<readonly Entry[]> {
    const bytes = (await session.repository.objects.read([blob])).get(blob);
    const opened = await openCommitted(session, bytes, id).catch(undefinedIfRefused);
    return opened?.document.entries ?? [];
  }

  /** The incidents that were there before, and not open to this member. */
  async #hiddenBefore(session: Session, changes: readonly Change[]): Promise<ReadonlySet<string>> {
    const hidden = new Set<string>();
    for (const { path, before, after } of changes) {
      const id = incidentAt(path);
      if (id === undefined || before === undefined || after === undefined) continue;
      if (await this.#clone.seen.isOpen(id)) continue;
      const bytes = (await session.repository.objects.read([before.id])).get(before.id);
      // What is damaged was not hidden.
      const opens = await openCommitted(session, bytes, id).then(
        (opened) => opened !== undefined,
        () => true,
      );
      if (!opens) hidden.add(id);
    }
    return hidden;
  }

  /** Tells what others changed of the facts of the community. */
  async #tellSettings(moments: readonly Moment[], own: string): Promise<void> {
    const { objects } = this.#clone.repository;
    for (const { by, before: team, changes } of moments) {
      const { before, after } = changes.find(({ path }) => path === SETTINGS) ?? {};
      if (before === undefined || after === undefined || by === own) continue;
      const texts = await objects.read([before.id, after.id]);
      const read = async ({ id }: Blob) => readSettings(new TextDecoder().decode(texts.get(id)));
      const both = await Promise.all([read(before), read(after)]).catch(undefinedIfRefused);
      const who = team.members.find(({ id }) => id === by)?.name ?? 'Whoever has the recovery key';
      const told = both && settingsNews(who, ...both);
      if (told !== undefined) this.#clone.news(told);
    }
  }
}

function openedWords(incident: string): string {
  return `You can open ${incident} from now on, and could not before: \`coc show ${incident}\`.`;
}

function newWords(incidents: readonly string[]): string {
  const [one, ...more] = incidents;
  return more.length === 0
    ? `${one} is new, and you can open it: \`coc show ${one}\`.`
    : `${incidents.length} incidents are new that you can open: \`coc list\`.`;
}

function lateWords(incident: string): string {
  return `What you had saved in ${incident} and not shared came too late. It counts for nothing there. Whoever can open it can read it, as words of somebody who could not open it any more. If something of it has been done already, somebody who can open it has to hear that from you.`;
}

function damagedWords(path: string, { message, hints }: UserError): string {
  const todo = hints.at(-1) ?? 'Add nothing to it, and talk to the others who can open it.';
  return `${path} came, and is not as it should be: ${message}. ${todo}`;
}

/** That an address which somebody gave for sharing has another reports repository. */
function another(isAlone: boolean): UserError {
  const compare = 'Compare the address letter by letter. To share this one, it has to be empty.';
  return new UserError(
    'There is another reports repository at that address. Nothing was shared or changed.',
    {
      hints: isAlone
        ? [
            'If it is that of your team: `coc join URL` takes part in it, and brings along what you saved here.',
            compare,
          ]
        : [compare],
    },
  );
}
