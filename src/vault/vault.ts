import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { writeYaml } from '../yaml.ts';
import type { Compared, Unconfirmed } from './clone/acquaintance.ts';
import { readSettings } from './clone/repository.ts';
import { committing } from './clone/session.ts';
import { isOpenFile, PLAYBOOK, ROSTER, SETTINGS } from './format/layout.ts';
import { newerSettings, type Settings } from './format/settings.ts';
import { SUBJECT } from './format/subjects.ts';
import { checkRosterChange } from './history/roster-rules.ts';
import type { Identity } from './keys/identity.ts';
import { type Regained, regain } from './recovery/regain.ts';
import { endRepair, type Repaired } from './repair/repair.ts';
import { type FromFolder, saveFromFolder } from './repair/save-from-folder.ts';
import { type Choices, NOBODY_DECIDES } from './sync/choices.ts';
import type { Rewound } from './sync/exchange.ts';
import type { SealedAgain } from './sync/reseal.ts';
import { findRestorable, type Restorable, restore } from './sync/restore.ts';
import { NOTHING_SEALED, type Synced } from './sync/sharing.ts';
import { Writing } from './sync/writing.ts';
import { onlyAdmins } from './team/admins.ts';
import type { Roster } from './team/roster.ts';

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
export { OFTEN_TOO_LARGE, type Saved, type WritingFacts as VaultFacts } from './sync/writing.ts';

interface RosterOptions {
  /** Somebody leaves, or keys are replaced: what was sealed before is sealed again. */
  readonly sealAgain?: boolean;
  /**
   * The keys of whoever works here, or that they leave: on the server first, or not at all, since after it they could put
   * nothing on top of what others do meanwhile. Sealing again comes with the next step, or is for the others.
   */
  readonly alone?: boolean;
}

/** The one door to the records: to what `Reading` reads and `Writing` writes, and to what holds for all of them. */
export class Vault extends Writing {
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
      const server = alone ? await this.sharing.remote('asked') : undefined;
      if (server === undefined) await this.sharing.share({ quietly: true });
      else await this.sharing.exchange(server, NOBODY_DECIDES);
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
        const commit = await this.sharing.publish(server, new Map([[file.path, file.content]]), file.subject);
        return { commit, shared: true, ...NOTHING_SEALED };
      }
      const leaves = next.members.some((one) => one.id === session.me.id && one.left !== undefined);
      const commit = await this.clone.replace(file, session, leaves);
      if (alone) return { commit, shared: undefined, ...NOTHING_SEALED };
      const sealed = await this.sharing.settle();
      const shared = await this.sharing.share();
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
      await this.sharing.share();
      return commit;
    });
  }

  /** Looks here and on the server for commits that do not verify. Throws HistoryAlarm, Unreachable. */
  async restorable(): Promise<Restorable> {
    return this.clone.lockedAnyway(async () => {
      const { objects } = this.repository;
      const { standing, notice } = this.clone;
      const remote = await this.sharing.remote('asked');
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
      const remote = await this.sharing.remote('asked');
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
        ...{ session, seen: this.seen, outbox: this.outbox, repaired },
        save: (files) => this.clone.save(files, session),
        head: () => this.head,
      });
      await endRepair(session.repository.folder);
      return { ...from, shared: await this.sharing.share() };
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
      const server = await this.sharing.server();
      const before = await this.sharing.settle();
      const synced = await this.sharing.exchange(server, choices, { rewound });
      return { ...synced, ...(synced.done + synced.failed.length === 0 && before) };
    });
  }

  /**
   * Shares through this server from now on. Throws, and leaves everything as it was, where it has something else than this
   * reports repository, or cannot be reached.
   */
  async shareThrough(url: string): Promise<void> {
    await this.clone.locked(() => this.sharing.moveTo(url));
  }

  /** Puts the history of this clone on a server that was put back or replaced, whatever the server has now. */
  async putBack(): Promise<void> {
    await this.clone.locked(() => this.sharing.putBack());
  }

  /** Does what others left for this member, and shares it, as every save does. */
  async settle(): Promise<SealedAgain> {
    return this.clone.locked(async () => {
      const sealed = await this.sharing.settle();
      await this.sharing.share();
      return sealed;
    });
  }

  /**
   * With the recovery key in hand, seals to this member what is theirs and what nobody else on the team can open. Can be
   * killed anywhere and begun again.
   */
  async regain(recovery: Identity): Promise<Regained & { readonly shared: boolean | undefined }> {
    return this.clone.locked(async () => {
      await this.sharing.share({ quietly: true });
      const session = await this.clone.session();
      const regained = await regain({
        ...{ session, recovery, seen: this.seen },
        save: (files) => this.clone.save(files, session),
        head: this.clone.standing.verified,
        random: randomBytes,
      });
      await this.sharing.settle();
      return { ...regained, shared: await this.sharing.share() };
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
      const sealed = await this.sharing.sealTo(compared.of);
      await this.sharing.share();
      return sealed;
    });
  }

  /** How many commits are not on the server yet; undefined where there is no server. Asks nobody. */
  unshared(): Promise<number | undefined> {
    return this.sharing.unshared();
  }

  /** When this clone last had all that the server had, ISO 8601; undefined where there is no server, or where nothing says. */
  lastShared(): Promise<string | undefined> {
    return this.sharing.lastShared();
  }

  /**
   * Whether the server has something that is not here, as far as it says so at once: it is waited for two seconds, and where it does
   * not answer, or there is none, this is undefined. Takes nothing over.
   */
  hasNewer(): Promise<boolean | undefined> {
    return this.sharing.hasNewer();
  }

  /** Shares as every save does, without a word of what hinders it. Returns whether all that the server has is here now. */
  async catchUp(): Promise<boolean> {
    return this.clone.locked(async () => (await this.sharing.share({ quietly: true })) === true);
  }

  override hasServer(): Promise<boolean> {
    return this.sharing.hasServer();
  }

  /** The incidents that wait to be sealed again, whoever can open them. */
  waiting(): Promise<readonly string[]> {
    return this.sharing.waiting();
  }
}
