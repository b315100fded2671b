import type { Prompter } from '../interview/prompter.ts';
import {
  formatIdentity,
  type HeldIdentity,
  isProtected,
  makeIdentity,
  parseIdentity,
  protect,
  publicPart,
  unprotect,
  WrongPassphrase,
} from '../vault/identity.ts';
import {
  assertPublicKeys,
  type PublicKeys,
  readIdentityFile,
  readPublicKeys,
  rewriteIdentityFile,
  writeIdentityFile,
} from '../vault/identity-file.ts';
import type { KeyType } from '../vault/roster.ts';
import { passphraseFrom, unaskable } from './passphrase.ts';

const TRIES = 3;

/** This member's keys: the identity file, and the passphrase that opens it. Unlocked once in a run of coc. */
export class Keys {
  readonly path: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #prompter: () => Promise<Prompter | undefined>;
  #unlocked: Promise<HeldIdentity> | undefined;

  constructor(path: string, env: NodeJS.ProcessEnv, prompter: () => Promise<Prompter | undefined>) {
    this.path = path;
    this.#env = env;
    this.#prompter = prompter;
  }

  /** The public half, without unlocking; undefined before there are any keys. */
  public(): Promise<PublicKeys | undefined> {
    return readPublicKeys(this.path, () => this.unlock());
  }

  /** The keys: as they are, or opened with what `COC_PASSPHRASE_COMMAND` prints, or with what somebody types. */
  unlock(): Promise<HeldIdentity> {
    this.#unlocked ??= this.#open();
    this.#unlocked.catch(() => {
      this.#unlocked = undefined;
    });
    return this.#unlocked;
  }

  /** Whether unlocking needs nobody to type. */
  async unlocksByItself(): Promise<boolean> {
    return Boolean(this.#env.COC_PASSPHRASE_COMMAND) || !(await this.isProtected());
  }

  async isProtected(): Promise<boolean> {
    return isProtected(await readIdentityFile(this.path));
  }

  /** Makes keys and writes them down; throws where there are some. */
  async make(type: KeyType, passphrase: string | undefined): Promise<HeldIdentity> {
    const identity = await makeIdentity(type);
    await writeIdentityFile(this.path, await fileOf(identity, passphrase), publicPart(identity));
    this.#unlocked = Promise.resolve(identity);
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
    const identity = await this.unlock();
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
