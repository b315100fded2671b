import { randomBytes } from 'node:crypto';
import { EXIT, UserError } from './errors.ts';
import type { Prompter } from './interview/prompter.ts';
import { type Io, isAtTerminal, widthOf } from './io.ts';
import { type Playbook, parsePlaybook } from './policy/playbook.ts';
import type { Block } from './screen/block.ts';
import { colorEnabled, render } from './screen/render.ts';
import { readTemplate } from './templates.ts';
import type { Identity, PublicKeys } from './vault/identity.ts';
import { type Places, places } from './vault/places.ts';
import type { Found, Repository } from './vault/repository.ts';
import type { Member } from './vault/roster.ts';
import type { Settings } from './vault/settings.ts';
import type { Vault } from './vault/vault.ts';

/** The reports repository as a command works with it. */
export interface Desk {
  readonly vault: Vault;
  readonly repository: Repository;
  readonly playbook: Playbook;
  readonly me: Member;
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
  readonly #repo: string | undefined;
  #identity: Promise<Identity> | undefined;
  #prompter: Promise<Prompter> | undefined;

  constructor(io: Io, repo: string | undefined) {
    this.io = io;
    this.places = places(io.env);
    this.#repo = repo;
  }

  /** Prints the answer of a command. */
  print(text: string): void {
    this.io.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  printJson(data: unknown): void {
    this.print(JSON.stringify(data, null, 2));
  }

  /** Prints the answer of a command, laid out for whoever reads it. */
  printBlocks(blocks: readonly Block[]): void {
    this.print(this.#render(blocks, this.io.stdout));
  }

  /** Says something to whoever sits there, apart from the answer. */
  tell(blocks: readonly Block[]): void {
    this.io.stderr.write(this.#render(blocks, this.io.stderr));
  }

  #render(blocks: readonly Block[], stream: Io['stdout']): string {
    return render(blocks, { width: widthOf(stream), color: colorEnabled(this.io.env, stream.isTTY === true) });
  }

  now(): Date {
    return this.io.now();
  }

  random(length: number): Uint8Array {
    return randomBytes(length);
  }

  /** Whoever sits at the terminal; undefined where there is none. */
  async prompter(): Promise<Prompter | undefined> {
    if (!isAtTerminal(this.io)) return undefined;
    this.#prompter ??= import('./interview/terminal.ts').then(({ TerminalPrompter }) => new TerminalPrompter(this.io));
    return this.#prompter;
  }

  async findRepository(): Promise<Found> {
    const { findRepository } = await import('./vault/repository.ts');
    return findRepository(this.#repo, this.io.cwd, this.io.env, this.places);
  }

  async community(): Promise<Community> {
    const found = await this.findRepository();
    if (found.exists) {
      const { openRepository } = await import('./vault/repository.ts');
      const { playbook, settings } = await openRepository(found.folder, this.io.env);
      return { playbook: parsePlaybook(playbook), settings };
    }
    const { defaultCommunity } = await import('./vault/founding.ts');
    const shipped = parsePlaybook(await defaultCommunity.playbook());
    return { playbook: shipped, settings: defaultCommunity.settings(shipped.defaults) };
  }

  /** The public half of this member's keys, or undefined before there are any. */
  async publicKeys(): Promise<PublicKeys | undefined> {
    const { readPublicKeys } = await import('./vault/identity.ts');
    return readPublicKeys(this.places.identity);
  }

  /** This member's keys; asks for the passphrase where they have one, once. */
  unlock(): Promise<Identity> {
    this.#identity ??= import('./vault/unlock.ts').then(async ({ unlock }) =>
      unlock(this.places.identity, this.io.env, await this.prompter()),
    );
    this.#identity.catch(() => {
      this.#identity = undefined;
    });
    return this.#identity;
  }

  /** The reports repository, its vault and the acting member. Throws where nothing is set up. */
  async desk(): Promise<Desk> {
    const found = await this.findRepository();
    if (!found.exists) {
      throw new UserError('There is no reports repository yet.', {
        hints: ['`coc init` makes one.', '`coc report new` makes one too, and takes the report first.'],
      });
    }
    return this.deskAt(found.folder);
  }

  async deskAt(folder: string): Promise<Desk> {
    const [{ openRepository }, { Vault }, { Git }] = await Promise.all([
      import('./vault/repository.ts'),
      import('./vault/vault.ts'),
      import('./vault/git.ts'),
    ]);
    await Git.check(this.io.env);
    const repository = await openRepository(folder, this.io.env);
    const keys = await this.publicKeys();
    const me = repository.roster.members.find((member) => member.recipient === keys?.recipient);
    if (keys === undefined) throw noKeys(this.places.identity);
    if (me === undefined) throw notAMember(folder, this.places.identity);
    const vault = new Vault({
      repository,
      me,
      firstCommit: await repository.git.firstCommit(),
      unlock: () => this.unlock(),
      now: () => localIso(this.now()),
      notice: (text) => this.tell([{ kind: 'text', text }]),
    });
    return { vault, repository, playbook: parsePlaybook(repository.playbook), me };
  }
}
