import { appendFile, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UserError } from '../../errors.ts';
import { quoted, UPSTREAM } from './config-file.ts';
import { FOR_NETWORK } from './environment.ts';
import { gitFailed, TooLargeForServer, Unreachable } from './failed.ts';
import { foreignSettings } from './foreign-settings.ts';
import { runGit } from './process.ts';
import { type Address, firstLine, noAnswer, refusalOf, sizeRefusalIn, withoutProgress } from './reasons.ts';

const ORIGIN = 'origin';
/** What coc itself has in the settings of a clone; it names no server. */
const INCLUDE = /\[include\]\s*path = coc\.gitconfig\s/;
const MAIN = 'refs/heads/main';
/** Where stock git keeps what the server's branch is at. */
export const TRACKING = `refs/remotes/${ORIGIN}/main`;
/** git then notes by itself what the server has, once it has taken something. */
const TRACKED = `remote.${ORIGIN}.fetch=+${MAIN}:${TRACKING}`;
const FETCH = ['fetch', '--progress', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head'];
const CONFIG = '.git/config';
/** What asks no server is quick. Milliseconds. */
const LOCAL = 10_000;

/** How long the server may take to answer. Milliseconds. */
const PATIENCE: Readonly<Record<Manner, number>> = { inPassing: 2_000, bySelf: 20_000, asked: 120_000 };

/**
 * Whether coc only looks, while somebody waits for something else; or shares by itself after a save; or somebody asked for it and can
 * be asked in turn, say for a passphrase.
 */
export type Manner = 'inPassing' | 'bySelf' | 'asked';

/** How long it may take over what it was handed without a word: of a large file it says nothing until it has stored it. Milliseconds. */
const AT_WORK = 15 * 60_000;

/** What git says of objects that are not as git writes them, or not all there. */
const BROKEN =
  /fsck error|badly formed|invalid index-pack|did not send all necessary objects|bad object|inflate|unpack-objects failed|index-pack failed|nonexistent object|broken link|corrupt/i;

/** What git says where the server has something newer. */
const OVERTAKEN =
  /\[rejected\].*(fetch first|non-fast-forward|stale info)|cannot lock ref|incorrect old value/i;

/** What came of handing a commit to the server. */
export type Pushed = 'taken' | 'behind';

/** The server that a reports repository is shared through; reached with whatever git itself is set up with. */
export class Remote {
  readonly url: string;
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #manner: Manner;
  readonly #address: Address;

  private constructor(
    url: string,
    folder: string,
    env: NodeJS.ProcessEnv,
    manner: Manner,
    address: Address = 'kept',
  ) {
    this.#address = address;
    this.url = url;
    this.#folder = folder;
    this.#env = env;
    this.#manner = manner;
  }

  /** The server of a clone; undefined where it has none. */
  static async of(folder: string, env: NodeJS.ProcessEnv, manner: Manner): Promise<Remote | undefined> {
    const settings = await readFile(join(folder, CONFIG), 'utf8').catch(() => undefined);
    if (settings !== undefined && !/\[\s*(remote|include)/i.test(settings.replace(INCLUDE, '')))
      return undefined;
    const key = JSON.stringify([folder, settings, env]);
    const known =
      addresses.get(key) ?? runGit(folder, ['remote', 'get-url', ORIGIN], { env, timeLimit: LOCAL });
    addresses.set(key, known);
    const { code, stdout, stderr } = await known;
    if (code === 0) return new Remote(stdout.toString('utf8').trim(), folder, env, manner);
    // Whatever else went wrong: somebody would be told that there is nothing to share with.
    if (/No such remote/i.test(stderr)) return undefined;
    addresses.delete(key);
    throw gitFailed(stderr);
  }

  /** Notes which server a clone is shared through. */
  static async set(folder: string, env: NodeJS.ProcessEnv, url: string): Promise<Remote> {
    const config = join(folder, CONFIG);
    if ((await Remote.of(folder, env, 'asked')) === undefined) await appendFile(config, sectionsFor(url));
    else await configure(folder, env, ['--replace-all', `remote.${ORIGIN}.url`, url]);
    return new Remote(url, folder, env, 'asked', 'typed');
  }

  /** Forgets which server a clone is shared through. */
  static async unset(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
    for (const section of [`remote.${ORIGIN}`, 'branch.main'])
      await configure(folder, env, ['--remove-section', section]);
  }

  /** How many branches and tags there are at an address. Throws Unreachable. */
  static async referencesAt(url: string, folder: string, env: NodeJS.ProcessEnv): Promise<number> {
    return (await new Remote(url, folder, env, 'asked', 'typed').#references(url, [])).size;
  }

  /**
   * Fetches the server's branch into a reference of ours.
   *
   * @returns false where the server has no such branch. Throws Unreachable.
   */
  async fetch(into: string): Promise<boolean> {
    const gc = this.#manner === 'asked' ? [] : ['--no-auto-maintenance'];
    const args = ['-c', 'fetch.fsckObjects=true', ...FETCH, ...gc, ORIGIN, `+${MAIN}:${into}`];
    const { code, stderr } = await this.#run(args);
    if (code === 0) return true;
    if (/couldn't find remote ref/i.test(stderr)) return false;
    if (BROKEN.test(stderr)) throw this.#broken();
    throw await this.#unreachable(stderr);
  }

  /**
   * Hands a commit to the server as its branch.
   *
   * @param over what may be overwritten: the commit that the server has now. Without it, only what goes on from there.
   * @returns `behind` where the server has something newer. Throws Unreachable, or a UserError with the server's reason.
   */
  async push(commit: string, over?: string): Promise<Pushed> {
    const force = over === undefined ? [] : [`--force-with-lease=${MAIN}:${over}`];
    const to = [ORIGIN, `${commit}:${MAIN}`];
    const args = ['-c', TRACKED, 'push', '--porcelain', '--progress', '--no-verify', ...force, ...to];
    const { code, stdout, stderr } = await this.#run(args);
    if (code === 0) return 'taken';
    const said = `${stdout}\n${stderr}`;
    if (OVERTAKEN.test(said)) return 'behind';
    const largest = sizeRefusalIn(said);
    if (largest !== undefined) throw new TooLargeForServer(largest);
    const refused = refusalOf(said);
    throw refused === undefined
      ? await this.#unreachable(stderr)
      : new Unreachable(refused.what, refused.hints);
  }

  /** The commit that the server's branch is at; undefined where it has no such branch. Throws Unreachable. */
  async head(): Promise<string | undefined> {
    return (await this.list(MAIN)).get(MAIN);
  }

  /** The references of the server that match a pattern, with their commits. */
  list(pattern: string): Promise<ReadonlyMap<string, string>> {
    return this.#references(ORIGIN, [pattern]);
  }

  async #references(from: string, patterns: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { code, stdout, stderr } = await this.#run(['ls-remote', '--', from, ...patterns]);
    if (code !== 0) throw await this.#unreachable(stderr);
    const rows = stdout.toString('utf8').split('\n').filter(Boolean);
    return new Map(rows.map((row) => [row.slice(row.indexOf('\t') + 1), row.slice(0, row.indexOf('\t'))]));
  }

  /** Fetches references as they are, below names of ours. */
  async fetchReferences(from: string, into: string): Promise<void> {
    const { code, stderr } = await this.#run([...FETCH, ORIGIN, `+${from}:${into}`]);
    if (code !== 0) throw await this.#unreachable(stderr);
  }

  /** Hands something to the server under a name of its own. False where the server does not take it. */
  async pushReference(commit: string, name: string): Promise<boolean> {
    const { code } = await this.#run(['push', '--porcelain', '--no-verify', ORIGIN, `+${commit}:${name}`]);
    return code === 0;
  }

  async #run(args: readonly string[]) {
    const result = await runGit(this.#folder, args, {
      env: this.#env,
      timeLimit: PATIENCE[this.#manner],
      ...(this.#manner !== 'inPassing' && { silence: AT_WORK }),
      passes: FOR_NETWORK,
      inheritTerminal: this.#manner === 'asked',
    });
    if (result.timedOut)
      throw new Unreachable('The server took too long to answer.', ['Is there a network? Try again later.']);
    return { ...result, stderr: withoutProgress(result.stderr) };
  }

  /** Not Unreachable: to try again later does not help. */
  #broken(): UserError {
    return new UserError(
      'What the server has is damaged or made up: git itself refuses it. Nothing of it was taken over, nothing was sent, and your own copy is whole.',
      {
        hints: [
          'You can go on working here. What you save is shared once this is cleared up.',
          'Tell the others on the team, by another way than this server, and whoever looks after the server.',
          '`git fetch` in the reports repository shows what git says. Do not clone anew.',
          'If `coc verify` finds your own copy damaged, `coc verify --repair` comes first.',
        ],
      },
    );
  }

  async #unreachable(stderr: string): Promise<Unreachable> {
    const { what, hints } = noAnswer(stderr, this.#address);
    const unused = (await foreignSettings(this.#folder, this.#env)).filter((key) => FOR_REACHING.test(key));
    return new Unreachable(what, [
      ...hints,
      ...(unused.length === 0
        ? []
        : [
            `coc goes by your own settings of git, and not by those of this repository alone: ${unused.join(', ')}. If they are yours, \`git config --global\` makes them count.`,
          ]),
    ]);
  }
}

/** What `git clone` would write. */
function sectionsFor(url: string): string {
  const fetched = `+refs/heads/*:refs/remotes/${ORIGIN}/*`;
  return `[remote "${ORIGIN}"]\n\turl = ${quoted(url)}\n\tfetch = ${fetched}\n${UPSTREAM}`;
}

/** Changes the settings of a clone itself. Throws where git cannot. */
async function configure(folder: string, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<void> {
  const file = resolve(folder, CONFIG);
  const { code, stderr } = await runGit(folder, ['config', '--file', file, ...args], {
    env,
    timeLimit: LOCAL,
  });
  if (code !== 0) throw new UserError(`git could not note the server: ${firstLine(stderr)}`);
}

/** Settings by which people have git reach a server. */
const FOR_REACHING = /^(core\.(sshcommand|gitproxy|askpass)|credential|http|https|ssh|url|remote|protocol)\b/;

/** What git said of the server of a clone, by the clone, its settings and the environment: asked several times in a run. */
const addresses = new Map<string, ReturnType<typeof runGit>>();
