import type { Prompter } from '../interview/prompter.ts';
import {
  formatIdentity,
  type HeldIdentity,
  type Identity,
  isProtected,
  makeIdentity,
  parseIdentity,
  protect,
  publicPart,
  unprotect,
  WrongPassphrase,
} from '../vault/keys/identity.ts';
import {
  assertPublicKeys,
  type PublicKeys,
  readIdentityFile,
  readPublicKeys,
  rewriteIdentityFile,
  writeIdentityFile,
} from '../vault/keys/identity-file.ts';
import { agentIdentity, agentSocket } from '../vault/keys/key-agent.ts';
import type { KeyType } from '../vault/team/roster.ts';
import { passphraseFrom, unaskable } from './passphrase.ts';

const TRIES = 3;

/** This member's keys: the identity file, and the passphrase that opens it. Unlocked once in a run of coc. */
export class Keys {
  readonly path: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #prompter: () => Promise<Prompter | undefined>;
  #unlocked: Promise<Identity> | undefined;
  #held: Promise<HeldIdentity> | undefined;

  constructor(path: string, env: NodeJS.ProcessEnv, prompter: () => Promise<Prompter | undefined>) {
    this.path = path;
    this.#env = env;
    this.#prompter = prompter;
  }

  /** The public half, without unlocking; undefined before there are any keys. */
  public(): Promise<PublicKeys | undefined> {
    return readPublicKeys(this.path, () => this.hold());
  }

  /** The keys at work: through the agent of `coc unlock` where it is there, else as `hold` opens them. */
  unlock(): Promise<Identity> {
    this.#unlocked ??= this.#agent().then((identity) => identity ?? this.hold());
    this.#unlocked.catch(() => {
      this.#unlocked = undefined;
    });
    return this.#unlocked;
  }

  /** The keys themselves: as they are, or opened with what `COC_PASSPHRASE_COMMAND` prints, or with what is typed. */
  hold(): Promise<HeldIdentity> {
    this.#held ??= this.#open();
    this.#held.catch(() => {
      this.#held = undefined;
    });
    return this.#held;
  }

  /** Whether unlocking needs nobody to type. */
  async unlocksByItself(): Promise<boolean> {
    if (this.#env.COC_PASSPHRASE_COMMAND || !(await this.isProtected())) return true;
    return (await this.#agent()) !== undefined;
  }

  /** Where the agent of `coc unlock` answers for these keys. */
  socket(): Promise<string> {
    return agentSocket(this.#env, this.path);
  }

  async #agent(): Promise<Identity | undefined> {
    if (!(await this.isProtected())) return undefined;
    const identity = await agentIdentity(await this.socket());
    const own = await this.public();
    return identity?.recipient === own?.recipient ? identity : undefined;
  }

  async isProtected(): Promise<boolean> {
    return isProtected(await readIdentityFile(this.path));
  }

  /** Makes keys and writes them down; throws where there are some. */
  async make(type: KeyType, passphrase: string | undefined): Promise<HeldIdentity> {
    const identity = await makeIdentity(type);
    await writeIdentityFile(this.path, await fileOf(identity, passphrase), publicPart(identity));
    this.#held = Promise.resolve(identity);
    this.#unlocked = this.#held;
    return identity;
  }

  /** Makes keys without a passphrase, unless another coc made some at the same moment; then those. */
  async makeOnce(type: KeyType): Promise<PublicKeys> {
    try {
      return publicPart(await this.make(type, undefined));
    } catch (error) {
      const made = await this.public();
      if (made === undefined) throw error;
      return made;
    }
  }

  /** Writes the keys again, under this passphrase. */
  async protect(passphrase: string): Promise<void> {
    const identity = await this.hold();
    await rewriteIdentityFile(this.path, await fileOf(identity, passphrase), publicPart(identity));
  }

  async #open(): Promise<HeldIdentity> {
    const identity = await this.#read(await readIdentityFile(this.path));
    await assertPublicKeys(this.path, publicPart(identity));
    return identity;
  }

  async #read(file: Uint8Array): Promise<HeldIdentity> {
    if (!isProtected(file)) return parseIdentity(new TextDecoder().decode(file));
    const command = this.#env.COC_PASSPHRASE_COMMAND;
    if (command) return unprotect(file, await passphraseFrom(command, this.#env));
    const prompter = await this.#prompter();
    if (prompter === undefined) throw unaskable('Your keys are locked with a passphrase');
    for (let tried = 1; ; tried += 1) {
      try {
        return await unprotect(
          file,
          await prompter.secret(tried === 1 ? 'Your passphrase' : 'That was not it. Your passphrase'),
        );
      } catch (error) {
        if (!(error instanceof WrongPassphrase) || tried === TRIES) throw error;
      }
    }
  }
}

async function fileOf(identity: HeldIdentity, passphrase: string | undefined): Promise<Uint8Array> {
  return passphrase === undefined
    ? new TextEncoder().encode(formatIdentity(identity))
    : protect(identity, passphrase);
}
