import { access, constants, readFile, rm, stat } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import type { SimpleGit } from 'simple-git';
import { places } from '../../disk/places.ts';
import { ensurePrivateFolder, writeAtomically } from '../../disk/private-file.ts';
import { isSystemError, UserError } from '../../errors.ts';
import { AS_IT_IS, gitEnvironment, STREAMED, WITHOUT_HOOKS } from './environment.ts';
import { gitFailed } from './failed.ts';
import { OWN_SETTINGS, ownSettings } from './own-settings.ts';
import { gitMissing } from './start-git.ts';

/** The first git with SSH signatures. */
const OLDEST_GIT = [2, 34] as const;
/** A git command that prints nothing for so long has failed. Milliseconds. */
const SILENCE_LIMIT = 60_000;
/*
 * simple-git waits 50 ms for more after a command that printed nothing; `add --verbose` and `status --branch` print.
 */

export interface Author {
  readonly name: string;
  readonly email: string;
}

/** One git working tree; the only place that runs git through simple-git. Paths are relative to its top folder. */
export class Git {
  readonly folder: string;
  readonly #env: NodeJS.ProcessEnv;

  constructor(folder: string, env: NodeJS.ProcessEnv) {
    this.folder = folder;
    this.#env = env;
  }

  /**
   * Throws a UserError where git is missing or too old to sign commits with SSH keys, or cannot for want of ssh. A git that was
   * good once is not asked again, as long as it is the same file.
   */
  static async check(env: NodeJS.ProcessEnv): Promise<void> {
    if (Git.#soundPaths.has(env.PATH ?? '')) return;
    const { soundGit } = places(env);
    const [git, keygen] = await Promise.all([
      onPath(env, ['git', 'git.exe']),
      onPath(env, ['ssh-keygen', 'ssh-keygen.exe']),
    ]);
    if (git === undefined || git !== (await readFile(soundGit, 'utf8').catch(() => undefined))) {
      await Git.#checkVersion(env);
      if (git !== undefined) await rememberSound(soundGit, git);
    }
    if (keygen === undefined) throw noSshKeygen();
    Git.#soundPaths.add(env.PATH ?? '');
  }

  /** Where git and ssh-keygen were found in this run. */
  static readonly #soundPaths = new Set<string>();

  static async #checkVersion(env: NodeJS.ProcessEnv): Promise<void> {
    const version = await new Git('.', env).#run((git) => git.raw(['--version']), { asItIs: true });
    const [, major, minor] = /(\d+)\.(\d+)/.exec(version) ?? [];
    const [oldestMajor, oldestMinor] = OLDEST_GIT;
    const fits =
      Number(major) > oldestMajor || (Number(major) === oldestMajor && Number(minor) >= oldestMinor);
    if (!fits) {
      throw new UserError(
        `This machine's git is too old: coc needs ${OLDEST_GIT.join('.')} or newer to sign what it saves.`,
        {
          hints: ['Install a newer git, then try again.'],
        },
      );
    }
  }

  /** The name and e-mail address that git itself is set up with, as far as it is. */
  static async identity(folder: string, env: NodeJS.ProcessEnv): Promise<Partial<Author>> {
    const git = new Git(folder, env);
    const [name, email] = await Promise.all([git.#config('user.name'), git.#config('user.email')]);
    return { ...(name && { name }), ...(email && { email }) };
  }

  /** Makes an empty repository here, with the branch `main` and without the hooks of the machine's template. */
  async init(): Promise<void> {
    await this.#run(
      (git) => git.raw(['init', '--initial-branch=main', '--object-format=sha1', '--template=', '.']),
      {
        unsafe: { allowUnsafeTemplateDir: true },
      },
    );
  }

  /** Moves the branch and all files to a commit; what was not committed is gone. */
  async checkOut(commit: string): Promise<void> {
    await this.#raw(['reset', '--hard', commit]);
  }

  /** Makes a file what the last commit holds, here and in the index; one that it does not hold is gone. */
  async putBack(path: string): Promise<void> {
    await this.#raw(['reset', '--quiet', 'HEAD', '--', path]);
    const tracked = await this.#raw(['ls-tree', '-z', '--name-only', 'HEAD', '--', path]);
    if (tracked !== '') await this.#raw(['checkout', 'HEAD', '--', path]);
    else await rm(join(this.folder, path), { force: true });
  }

  /** Paths that are one of these or below one that differ from the last commit; with `untracked`, also those not in it. */
  async changed(paths: readonly string[], untracked: 'all' | 'no' = 'all'): Promise<readonly string[]> {
    const status = await this.#raw([
      'status',
      '--porcelain=v1',
      '--branch',
      '-z',
      '--no-renames',
      `--untracked-files=${untracked}`,
      '--',
      ...paths,
    ]);
    return status.split('\0').flatMap((row) => (row === '' || row.startsWith('## ') ? [] : [row.slice(3)]));
  }

  /** The last commit that changed this path, or undefined where none did. */
  async lastCommitOf(path: string): Promise<string | undefined> {
    return lines(await this.#raw(['rev-list', '--max-count=1', 'HEAD', '--', path]))[0];
  }

  async #config(key: string): Promise<string | undefined> {
    // Of whatever folder somebody stands in; it starts nothing. git ends with 1 where it is not set at all, but for a default.
    const value = await this.#run((git) => git.raw(['config', '--default', '', '--get', key]), {
      asItIs: true,
    });
    return value.trim() || undefined;
  }

  #raw(args: readonly string[]): Promise<string> {
    return this.#run((git) => git.raw([...args]));
  }

  async #run<T>(
    task: (git: SimpleGit) => PromiseLike<T>,
    options: { readonly asItIs?: boolean; readonly unsafe?: Record<string, boolean> } = {},
  ): Promise<T> {
    const { GitError, simpleGit } = await import('simple-git');
    const settings = options.asItIs ? {} : await ownSettings(this.folder, this.#env);
    const git = simpleGit({
      baseDir: this.folder,
      timeout: { block: SILENCE_LIMIT },
      config: [WITHOUT_HOOKS, STREAMED, ...AS_IT_IS],
      errors: failureOf,
      unsafe: { allowUnsafeHooksPath: true, ...options.unsafe },
      allowEnvironment: OWN_SETTINGS,
    }).env({ ...gitEnvironment(this.#env), ...settings });
    try {
      return await task(git);
    } catch (error) {
      if (error instanceof Error && /\bENOENT\b/.test(error.message)) {
        throw gitMissing();
      }
      if (error instanceof GitError) throw gitFailed(error.message);
      throw error;
    }
  }
}

/** By itself simple-git takes an end without words for success, also that of a git that was killed. */
function failureOf(
  error: Buffer | Error | undefined,
  { exitCode, stdErr }: { readonly exitCode: number; readonly stdErr: readonly Buffer[] },
): Buffer | Error | undefined {
  return exitCode === 0 ? error : (error ?? Buffer.concat([...stdErr, Buffer.from('\n')]));
}

function noSshKeygen(): UserError {
  return new UserError(
    'ssh-keygen is not on this machine, or not on the PATH; git checks signatures with it.',
    { hints: ['Install OpenSSH (the package openssh-client), then try again.'] },
  );
}

/** The first program of one of these names on the PATH, by what tells it from another; undefined where there is none. */
async function onPath(env: NodeJS.ProcessEnv, names: readonly string[]): Promise<string | undefined> {
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name);
      const found = await stat(path).catch(() => undefined);
      if (found?.isFile() !== true || !(await isExecutable(path))) continue;
      return [path, found.dev, found.ino, found.size, found.mtimeMs, found.ctimeMs].join(' ');
    }
  }
  return undefined;
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Where it cannot be written, git is asked again the next time. */
async function rememberSound(path: string, git: string): Promise<void> {
  try {
    await ensurePrivateFolder(dirname(path));
    await writeAtomically(path, new TextEncoder().encode(git), { mode: 0o600 });
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

function lines(text: string): readonly string[] {
  return text.split('\n').filter(Boolean);
}
