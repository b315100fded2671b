import type { Prompter } from '../interview/prompter.ts';
import {
  adoptIdentityFile,
  agentIdentity,
  agentSocket,
  assertPublicKeys,
  forgetKeys,
  formatIdentity,
  type HeldIdentity,
  type Identity,
  isProtected,
  KeysGone,
  type KeyType,
  makeIdentity,
  openEarlierFiles,
  type PublicKeys,
  parseIdentity,
  preparedKeys,
  prepareIdentityFile,
  protect,
  protectText,
  publicPart,
  readIdentityFile,
  readPublicKeys,
  rewriteIdentityFile,
  type SaidRecipient,
  saidRecipient,
  sealEarlierFiles,
  unprotect,
  WrongPassphrase,
  writeIdentityFile,
} from '../vault/keys.ts';
import { openByCommand, unaskable } from './passphrase.ts';

const TRIES = 3;

/** An identity file, and the passphrase that opens it where it has one. */
interface Opened {
  readonly file: Uint8Array;
  readonly passphrase: string | undefined;
}

/** This member's keys: the identity file, and the passphrase that opens it. Unlocked once in a run of coc. */
export class Keys {
  readonly path: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #prompter: () => Promise<Prompter | undefined>;
  #unlocked: Promise<Identity> | undefined;
  #opening: Promise<HeldIdentity> | undefined;
  #held: Promise<HeldIdentity> | undefined;
  /** Of the last file that was opened or written, so that nobody types a passphrase twice in a run. */
  #opened: Opened | undefined;

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
    this.#unlocked ??= this.#agent().then((identity) =>
      identity === undefined ? this.#openOnce() : this.#lasting(identity),
    );
    this.#unlocked.catch(() => {
      this.#unlocked = undefined;
    });
    return this.#unlocked;
  }

  /** The keys themselves: as they are, or opened with what `COC_PASSPHRASE_COMMAND` prints, or with what is typed. */
  hold(): Promise<HeldIdentity> {
    this.#held ??= this.#openOnce().then((identity) => identity.checked());
    this.#held.catch(() => {
      this.#held = undefined;
    });
    return this.#held;
  }

  #openOnce(): Promise<HeldIdentity> {
    this.#opening ??= this.#open();
    this.#opening.catch(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  /** Before work that nobody is to wait for: where the agent has gone since this run unlocked, the keys are opened again. */
  async stayUnlocked(): Promise<void> {
    const identity = await this.#unlocked;
    if (identity !== undefined && this.#opening === undefined && (await this.#agent()) === undefined)
      await this.#openAgain();
  }

  /** The keys as an agent holds them, for the whole run: once it is gone, they are opened as if it had never been there. */
  #lasting(agent: Identity): Identity {
    const through = async <T>(use: (one: Identity) => Promise<T>): Promise<T> => {
      if (this.#opening !== undefined) return use(await this.#opening);
      try {
        return await use(agent);
      } catch (error) {
        if (!(error instanceof KeysGone)) throw error;
      }
      return use(await this.#openAgain());
    };
    const { recipient, signer } = agent;
    return {
      recipient,
      openHeader: (header) => through((one) => one.openHeader(header)),
      indexKey: (salt) => through((one) => one.indexKey(salt)),
      signer: {
        publicKey: signer.publicKey,
        sign: (blob) => through((one) => one.signer.sign(blob)),
      },
    };
  }

  /** Throws KeysGone where nobody can be asked. */
  async #openAgain(): Promise<Identity> {
    if (this.#opening === undefined && !this.#env.COC_PASSPHRASE_COMMAND && (await this.isProtected())) {
      const prompter = await this.#prompter();
      if (prompter === undefined) throw new KeysGone();
      // Others may have begun to open them meanwhile, and they say it once.
      if (this.#opening === undefined)
        prompter.show([
          { kind: 'text', text: 'Your keys were locked meanwhile. With your passphrase it goes on.' },
        ]);
    }
    return this.#openOnce();
  }

  /** Whether unlocking needs nobody to type, or to type again. */
  async unlocksByItself(): Promise<boolean> {
    if (this.#opened !== undefined) return true;
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
    const isOwn = identity?.recipient === own?.recipient && identity?.signer.publicKey === own?.signingKey;
    return isOwn ? identity : undefined;
  }

  async isProtected(): Promise<boolean> {
    return isProtected(await readIdentityFile(this.path));
  }

  /** Makes keys and writes them down; throws where there are some. */
  async make(type: KeyType, passphrase: string | undefined): Promise<HeldIdentity> {
    return this.bring(await makeIdentity(type), passphrase);
  }

  /** Writes down keys that somebody brought along; throws where there are some. */
  async bring(identity: HeldIdentity, passphrase: string | undefined): Promise<HeldIdentity> {
    const file = await fileOf(identity, passphrase);
    await writeIdentityFile(this.path, file, publicPart(identity));
    this.#use(identity, { file, passphrase });
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

  /** Writes the keys again, under this passphrase, and with them earlier ones beside them that nothing protects. */
  async protect(passphrase: string): Promise<void> {
    const identity = await this.hold();
    const file = await fileOf(identity, passphrase);
    await rewriteIdentityFile(this.path, file, publicPart(identity));
    this.#opened = { file, passphrase };
    await sealEarlierFiles(this.path, (earlier) => protectText(earlier, passphrase));
  }

  /** Earlier keys beside these that no passphrase protects, by their files. */
  openEarlier(): Promise<readonly string[]> {
    return openEarlierFiles(this.path);
  }

  /**
   * Writes down keys that are to take the place of these, under the passphrase that these have, and goes on with
   * these: so the new ones are safe before team.yaml names them. They must open all that these open.
   */
  async prepare(identity: HeldIdentity): Promise<Opened> {
    const [before, { passphrase }] = await this.#current();
    if (!identity.keepsAllOf(before)) throw new Error('keys that would open less than those before');
    const file = await fileOf(identity, passphrase);
    await prepareIdentityFile(this.path, file, publicPart(identity), publicPart(before));
    return { file, passphrase };
  }

  /** The public half of prepared keys, without unlocking; a run that was stopped may have left some. */
  prepared(): Promise<PublicKeys | undefined> {
    return preparedKeys(this.path);
  }

  /**
   * Puts prepared keys in place, without unlocking; those before stay beside them, and the agent forgets them.
   *
   * @param at the present moment, ISO 8601
   */
  async adopt(at: string): Promise<void> {
    await adoptIdentityFile(this.path, at);
    await forgetKeys(await this.socket());
    this.#opening = undefined;
    this.#held = undefined;
    this.#unlocked = undefined;
  }

  /** `prepare` and `adopt`, and this run goes on with the new keys. */
  async replace(identity: HeldIdentity, at: string): Promise<void> {
    const opened = await this.prepare(identity);
    await this.adopt(at);
    this.#use(identity, opened);
  }

  /** The keys in the file as it is now, and its passphrase, asked for again only where another run changed the file. */
  async #current(): Promise<readonly [HeldIdentity, Opened]> {
    const identity = await this.hold();
    const file = await readIdentityFile(this.path);
    const opened = this.#opened;
    if (opened !== undefined && Buffer.from(opened.file).equals(file)) return [identity, opened];
    const again = await (await this.#open()).checked();
    if (this.#opened === undefined) throw new Error('keys without a file');
    return [again, this.#opened];
  }

  #use(identity: HeldIdentity, opened: Opened): void {
    this.#opened = opened;
    this.#opening = Promise.resolve(identity);
    this.#held = this.#opening;
    this.#unlocked = this.#opening;
  }

  async #open(): Promise<HeldIdentity> {
    const file = await readIdentityFile(this.path);
    const [identity, passphrase] = await this.#read(file, await saidRecipient(this.path));
    await assertPublicKeys(this.path, publicPart(identity));
    this.#opened = { file, passphrase };
    return identity;
  }

  /** @param said what `identity.pub` says; it is held against the keys when they first open something */
  async #read(
    file: Uint8Array,
    said: SaidRecipient | undefined,
  ): Promise<readonly [HeldIdentity, passphrase: string | undefined]> {
    if (!isProtected(file)) return [await parseIdentity(new TextDecoder().decode(file), said), undefined];
    const opened = async (passphrase: string) =>
      [await unprotect(file, passphrase, said), passphrase] as const;
    const command = this.#env.COC_PASSPHRASE_COMMAND;
    if (command) return openByCommand(command, this.#env, opened);
    const prompter = await this.#prompter();
    if (prompter === undefined) throw unaskable('Your keys are locked with a passphrase');
    for (let tried = 1; ; tried += 1) {
      try {
        return await opened(
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
