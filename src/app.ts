import { CATALOGUE, type Catalogue, waitsOf } from './catalogue.ts';
import type { AsRead } from './community/community.ts';
import { type Places, places } from './disk/places.ts';
import { EXIT, type ExitCode, NewerCoc, UserError } from './errors.ts';
import type { Prompter } from './interview/prompter.ts';
import { INVOCATION } from './invocation.ts';
import { type Io, isAtTerminal, widthOf } from './io.ts';
import type { Keys } from './keys/keys.ts';
import type { Playbook } from './policy/playbook.ts';
import type { Waits } from './policy/waiting.ts';
import { colorEnabled, render, table, wrap } from './screen/render.ts';
import type { Block } from './text/block.ts';
import { inert, inertJson } from './text/inert.ts';
import { localIso } from './text/moment.ts';
import type { Drafts } from './vault/drafts.ts';
import { DamagedCopy, NotAMember } from './vault/failures.ts';
import type { Found } from './vault/find.ts';
import type { PublicKeys } from './vault/keys.ts';
import type { Repository, Settings } from './vault/repository.ts';
import type { Member, Roster } from './vault/team.ts';
import type { FoundHistory } from './vault/trust.ts';
import type { Vault } from './vault/vault.ts';
import { wholePath } from './whole-path.ts';

/** So many of a list are read at a screen; more scroll away. */
const MOST_AT_A_SCREEN = 25;

/** The reports repository as a command works with it. */
export interface Desk {
  readonly vault: Vault;
  readonly repository: Repository;
  readonly playbook: Playbook;
  readonly me: Member;
  readonly drafts: Drafts;
  /** What the steps themselves say that waits. */
  readonly waits: readonly Waits[];
}

/** The community's policy and facts, of the repository or, before there is one, as shipped. */
export interface Community {
  readonly playbook: Playbook;
  readonly settings: Settings;
}

/**
 * The composition root: the only place that builds a vault, a prompter and a clock. What a command does not use is
 * not loaded.
 */
export class App {
  readonly io: Io;
  readonly places: Places;
  readonly steps: Catalogue;
  /** The exit code of a command that says nothing else: 3 where something was saved and not shared. */
  outcome: ExitCode = EXIT.done;
  readonly #repo: string | undefined;
  #prompter: Promise<Prompter> | undefined;
  /** What others did, while somebody may be looking on. */
  #waitingNews: string[] | undefined;
  #keys: Promise<Keys> | undefined;
  #toldShipped = false;
  #toldNewer = false;

  constructor(io: Io, repo: string | undefined, steps: Catalogue = CATALOGUE) {
    this.io = io;
    this.steps = steps;
    this.places = places(io.env);
    this.#repo = repo === undefined ? undefined : wholePath(this.io, repo);
  }

  /** Prints the answer of a command. */
  print(text: string): void {
    this.io.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  /** Prints a text that goes out: as it is, and for somebody who reads it on a screen with lines that fit. */
  printLetter(text: string): void {
    const { stdout } = this.io;
    const lines = stdout.isTTY
      ? text.split('\n').flatMap((line) => wrap(inert(line), widthOf(stdout)))
      : [text];
    this.print(lines.join('\n'));
  }

  printJson(data: unknown): void {
    this.print(inertJson(JSON.stringify(data, null, 2)));
  }

  /** Prints the answer of a command, laid out for whoever reads it. */
  printBlocks(blocks: readonly Block[]): void {
    this.print(apart(this.#render(blocks, this.io.stdout), this.io.stdout.isTTY === true));
  }

  printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
    this.print(table([head, ...rows], widthOf(this.io.stdout)));
  }

  /** How many of many are shown at once: at a screen no more than somebody reads. */
  get most(): number {
    return this.io.stdout.isTTY === true ? MOST_AT_A_SCREEN : Number.POSITIVE_INFINITY;
  }

  /** The same of one sentence, or a few. */
  printText(text: string): void {
    this.printBlocks([{ kind: 'text', text }]);
  }

  /** Says something to whoever sits there, apart from the answer. */
  tell(blocks: readonly Block[]): void {
    this.io.stderr.write(apart(this.#render(blocks, this.io.stderr), this.io.stderr.isTTY === true));
  }

  /** The same of one sentence, or a few, as while work goes on. */
  readonly notice = (text: string): void => this.tell([{ kind: 'text', text }]);

  /** The same of what others did, and what can wait: while somebody may be looking on, it does. */
  readonly news = (text: string): void => {
    if (this.#waitingNews === undefined) this.notice(text);
    else this.#waitingNews.push(text);
  };

  /** Does what somebody from outside the team may be looking on at: what others did meanwhile is told once it is over, however it ends. */
  async lookedOn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#waitingNews !== undefined) return work();
    this.#waitingNews = [];
    try {
      return await work();
    } finally {
      const waiting = this.#waitingNews;
      this.#waitingNews = undefined;
      waiting.forEach(this.notice);
    }
  }

  #render(blocks: readonly Block[], stream: Io['stdout']): string {
    return render(blocks, {
      width: widthOf(stream),
      color: colorEnabled(this.io.env, stream.isTTY === true),
    });
  }

  /** Does work that Ctrl-C ends in its own time. */
  async interruptible<T>(work: (stop: AbortSignal) => Promise<T>): Promise<T> {
    const stopping = new AbortController();
    const listenNoMore = this.io.onInterrupt?.(() => stopping.abort());
    try {
      return await work(stopping.signal);
    } finally {
      listenNoMore?.();
    }
  }

  now(): Date {
    return this.io.now();
  }

  /** The present moment, ISO 8601 with the offset of this place. */
  nowLocal(): string {
    return localIso(this.now());
  }

  random(length: number): Uint8Array {
    // As what node itself names it, it is loaded where it is used.
    return crypto.getRandomValues(new Uint8Array(length));
  }

  /** Removes what a coc left in memory that was killed while an editor had a text, and says so. */
  async sweep(): Promise<void> {
    const { sweepMemory } = await import('./interview/terminal/memory-file.ts');
    await sweepMemory(this.io.env);
    const { sweepEdits } = await import('./interview/terminal/edit-folder.ts');
    const swept = await sweepEdits(this.io.env);
    if (swept.removed === 0 && swept.left.length === 0) return;
    const { sweptBlocks } = await import('./interview/terminal/swept.ts');
    this.tell(sweptBlocks(swept));
  }

  /** Whoever sits at the terminal; undefined where there is none. */
  async prompter(): Promise<Prompter | undefined> {
    if (!isAtTerminal(this.io)) return undefined;
    this.#prompter ??= import('./interview/terminal/prompter.ts').then(
      ({ TerminalPrompter }) => new TerminalPrompter(this.io),
    );
    return this.#prompter;
  }

  /** This member's keys, unlocked once in a run. */
  keys(): Promise<Keys> {
    this.#keys ??= import('./keys/keys.ts').then(
      ({ Keys }) => new Keys(this.places.identity, this.io.env, () => this.prompter()),
    );
    return this.#keys;
  }

  async findRepository(): Promise<Found> {
    const { findRepository } = await import('./vault/find.ts');
    return findRepository(this.#repo, this.io.cwd, this.io.env, this.places);
  }

  /** The repository whose history is meant; it may be one without files, as on a server. */
  async findHistory(): Promise<FoundHistory> {
    const { findHistory } = await import('./vault/trust.ts');
    return findHistory(this.#repo, this.io.cwd, this.io.env, this.places);
  }

  async community(): Promise<Community> {
    const { defaultSettings, readPlaybook, shippedPlaybook } = await import('./community/community.ts');
    const found = await this.findRepository();
    if (found.exists) {
      const { newerSettings, openRepository } = await import('./vault/repository.ts');
      try {
        const repository = await openRepository(found.folder, this.io.env);
        const { playbook, newer } = await this.#read(repository, readPlaybook);
        this.#tellNewer(newer ?? newerSettings(repository.settings));
        return { playbook, settings: repository.settings };
      } catch (error) {
        // What to do where somebody is in danger is there whatever a disk has lost, or others have that is newer.
        if (!(error instanceof DamagedCopy || error instanceof NewerCoc)) throw error;
        if (!this.#toldShipped)
          this.warn(error, 'This is the policy that comes with coc, not that of your team.');
        this.#toldShipped = true;
      }
    }
    const playbook = await shippedPlaybook();
    return { playbook, settings: defaultSettings(playbook.defaults) };
  }

  /** The reports repository, its vault and the acting member. Throws where nothing is set up. */
  async desk(): Promise<Desk> {
    return this.deskAt(await this.#folder());
  }

  /** The desk of somebody who puts the playbook right: where it cannot be used, with the one that coc ships. */
  async deskForRepair(): Promise<Desk> {
    const { shippedPlaybook } = await import('./community/community.ts');
    const folder = await this.#folder();
    return this.deskAt(folder).catch(async (error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      return this.deskAt(folder, shippedPlaybook);
    });
  }

  async #folder(): Promise<string> {
    const found = await this.findRepository();
    if (found.exists) return found.folder;
    throw new UserError('There is no reports repository yet.', {
      hints: [
        '`coc report new` takes a report and makes one on the way.',
        '`coc join URL` takes part in that of your team.',
        '`coc init` makes a new one and asks for the rest.',
        'If you began a report here, `coc report resume` goes on with it.',
      ],
    });
  }

  /** @param alarmed hears of a history that cannot be trusted; without it, whoever sits there is told */
  async deskAt(
    folder: string,
    playbookOf?: (data: unknown) => Promise<Playbook>,
    alarmed: (alarm: UserError) => void = (alarm) => this.warn(alarm),
  ): Promise<Desk> {
    const [
      { Git, newerSettings, Objects, openRepository },
      { forgetIndex, Vault },
      { Drafts },
      { standingOf },
      { memberWithKeys },
      { readPlaybook, writtenByNewer },
    ] = await Promise.all([
      import('./vault/repository.ts'),
      import('./vault/vault.ts'),
      import('./vault/drafts.ts'),
      import('./vault/trust.ts'),
      import('./vault/joining.ts'),
      import('./community/community.ts'),
    ]);
    await Git.check(this.io.env);
    const keys = await this.#publicKeys();
    const { notice, news } = this;
    const standing = await standingOf(new Objects(folder, this.io.env), keys.signingKey, notice);
    // Of a history that cannot be trusted, only the part before that counts.
    const trusted = standing.alarm === undefined ? undefined : standing.verified;
    if (standing.alarm !== undefined) alarmed(standing.alarm);
    const repository = await openRepository(folder, this.io.env, trusted);
    const memberIn = (now: Roster) => this.#memberIn(now, memberWithKeys);
    const me = await memberIn(repository.roster).catch(async (error: unknown) => {
      // Who is not on the team any more keeps nothing that was remembered for them.
      if (error instanceof NotAMember) await forgetIndex(folder, this.io.env);
      throw error;
    });
    const { playbook, newer }: AsRead =
      playbookOf === undefined
        ? await this.#read(repository, readPlaybook)
        : { playbook: await playbookOf(repository.playbook) };
    if (playbookOf === undefined) this.#tellNewer(newer ?? newerSettings(repository.settings));
    const vault = new Vault({
      repository,
      me,
      memberIn,
      standing,
      writtenByNewer,
      env: this.io.env,
      invocation: INVOCATION,
      unlock: async () => (await this.keys()).unlock(),
      now: () => this.nowLocal(),
      notice,
      news,
      notShared: (why) => {
        this.outcome = EXIT.partial;
        this.warn(why, 'Saved here, not yet shared.');
      },
    });
    return {
      vault,
      repository,
      playbook,
      me,
      drafts: new Drafts(this.places.drafts, folder, me.recipient),
      waits: await waitsOf(this.steps),
    };
  }

  /** The playbook of the repository; what its check came to is remembered where this coc knows all of it. */
  async #read(
    { playbook: data, playbookText, playbookStamp: { digest } }: Repository,
    readPlaybook: (data: unknown) => Promise<AsRead>,
  ): Promise<AsRead> {
    const { checkedOf, rememberChecked } = await import('./checked-playbooks.ts');
    const isNew = checkedOf(data) === undefined;
    const read = await readPlaybook(data);
    const checked = read.playbook;
    if (isNew && read.newer === undefined)
      await rememberChecked(playbookText, { data, digest, checked }, this.places.playbooks);
    return read;
  }

  /** Says once in a run that a newer coc wrote what holds for everybody, while what only reads goes on. */
  #tellNewer(newer: NewerCoc | undefined): void {
    if (newer !== undefined && !this.#toldNewer) this.warn(newer);
    this.#toldNewer = this.#toldNewer || newer !== undefined;
  }

  /** Keys that a rotation had made ready are put in place where team.yaml names them already. */
  async #memberIn(
    roster: Roster,
    memberWithKeys: (roster: Roster, keys: PublicKeys) => Member,
  ): Promise<Member> {
    const current = await this.#publicKeys();
    const keys = await this.keys();
    const prepared = await keys.prepared();
    const isPrepared = roster.members.some((one) => one.signingKey === prepared?.signingKey);
    if (prepared === undefined || !isPrepared) return memberWithKeys(roster, current);
    const member = memberWithKeys(roster, prepared);
    await keys.adopt(this.nowLocal());
    return member;
  }

  /** Says what is wrong and what to do about it, while the command goes on. */
  warn({ message, hints }: UserError, lead?: string): void {
    this.tell([
      { kind: 'text', text: lead === undefined ? message : `${lead} ${message}` },
      ...(hints.length > 0 ? [{ kind: 'list', items: hints } as const] : []),
    ]);
  }

  async #publicKeys(): Promise<PublicKeys> {
    const keys = await (await this.keys()).public();
    if (keys !== undefined) return keys;
    throw new UserError(`Your keys are not on this machine: there is no ${this.places.identity}.`, {
      hints: [
        'If you were about to join this team: `coc join` goes on with that.',
        'Else bring the file and the one beside it back from a backup. If there is none, the recovery key opens the reports, if the team has one.',
      ],
    });
  }
}

/** On a terminal an empty line keeps what is said apart from what was typed. */
function apart(text: string, isTerminal: boolean): string {
  const rest = text.replace(/^\n/, '');
  return isTerminal && rest !== '' ? `\n${rest}` : rest;
}
