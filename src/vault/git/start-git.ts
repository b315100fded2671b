import { spawn } from 'node:child_process';
import { access } from 'node:fs/promises';
import { UserError } from '../../errors.ts';
import { endProcess } from './end-process.ts';
import { ALWAYS, gitEnvironment, UNCHANGED } from './environment.ts';

/** After git has ended, how long to wait for something it left running that still holds its output. Milliseconds. */
const LINGERING = 500;

/** What git prints of a hundred thousand commits fits into this; what prints more is ended, as a failure. Bytes. */
const MOST_OUTPUT = 64 * 1024 * 1024;
/** What is kept of what git, or a server through it, complains of. Bytes. */
const MOST_COMPLAINTS = 1024 * 1024;

export interface GitRun {
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds; after that git and whatever it started are ended. */
  readonly timeLimit: number;
  /** For how long git may say nothing once it has said anything, as how far it is; then that counts in place of `timeLimit`. Milliseconds. */
  readonly silence?: number;
  /** What git reads on stdin; without it stdin is empty. */
  readonly input?: Uint8Array;
  /**
   * Whether git, ssh and credential helpers may ask the person at the terminal (a passphrase, an unknown host).
   * Without it they have no terminal at all, and a question is a failure.
   */
  readonly inheritTerminal?: boolean;
  /** Which of the variables that are usually kept from git go through: `FOR_NETWORK`, `FOR_HOOK`. */
  readonly passes?: RegExp;
}

export interface GitEnded {
  /** git's own exit code; -1 where a signal ended it, as where it takes too long or prints without end. */
  readonly code: number;
  readonly stdout: Buffer;
  /** In English, whatever the machine speaks. */
  readonly stderr: string;
  readonly timedOut: boolean;
}

/**
 * Runs one git command in `folder` and says exactly how it ended; a failure of git's is a result and not an error.
 * Throws a UserError where git is missing, and the system's own error where `folder` is.
 *
 * git goes by the settings of the folder, whatever they are, unless `settings` are variables that turn it from them: only for
 * what looks at nothing in a repository. `runGit` is for all else.
 *
 * Not simple-git, which has no exact exit code (a failure without words counts as success), no stdin, and a limit on
 * silence only.
 */
export async function startGit(
  folder: string,
  args: readonly string[],
  options: GitRun,
  settings: Readonly<Record<string, string>> = {},
): Promise<GitEnded> {
  try {
    const ended = await start(folder, args, options, settings);
    return ended.isHit ? await start(folder, args, options, settings) : ended;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await access(folder);
    throw gitMissing();
  }
}

/** What to say where there is no git. */
export function gitMissing(): UserError {
  return new UserError('git is not installed on this machine, or not on the PATH.', {
    hints: ['Install git (https://git-scm.com/downloads), then try again.'],
  });
}

/**
 * Whether a git in a session of its own was ended by a Ctrl-C at the terminal: it came before git had that session, so that git had not
 * begun. It was not meant for git, and git can be started once more.
 */
export function isHitByInterrupt(signal: NodeJS.Signals | null): boolean {
  return signal === 'SIGINT';
}

function start(
  folder: string,
  args: readonly string[],
  options: GitRun,
  settings: Readonly<Record<string, string>>,
): Promise<GitEnded & { readonly isHit: boolean }> {
  const { input, inheritTerminal = false, timeLimit } = options;
  const env = { ...gitEnvironment(options.env, options.passes), ...UNCHANGED, ...settings };
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...ALWAYS, ...args], {
      cwd: folder,
      env: inheritTerminal ? env : { ...env, GIT_TERMINAL_PROMPT: '0' },
      // A session of its own has no terminal, and ends as one. Whoever may ask stays in the foreground.
      detached: !inheritTerminal,
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let kill: (() => void) | undefined;
    let lingering: NodeJS.Timeout | undefined;
    let [printed, complained] = [0, 0];
    let [timedOut, hasEnded] = [false, false];
    const end = (): void => {
      kill ??= endProcess(child, !inheritTerminal, () => {
        child.stdout.destroy();
        child.stderr.destroy();
      });
    };
    const tooLong = (): void => {
      timedOut = true;
      end();
    };
    let limit = setTimeout(tooLong, timeLimit);
    const heard = (): void => {
      if (options.silence === undefined || timedOut || hasEnded) return;
      clearTimeout(limit);
      limit = setTimeout(tooLong, options.silence);
    };
    child.stdout.on('data', (bytes: Buffer) => {
      heard();
      printed += bytes.length;
      if (printed > MOST_OUTPUT) end();
      else stdout.push(bytes);
    });
    child.stderr.on('data', (bytes: Buffer) => {
      heard();
      complained += bytes.length;
      if (complained <= MOST_COMPLAINTS) stderr.push(bytes);
    });
    // git may end without reading all of it, and says so by its exit code.
    child.stdin.on('error', () => undefined).end(input);
    child.on('error', (error) => {
      clearTimeout(limit);
      reject(error);
    });
    // An ssh that keeps a shared connection open can hold these for as long as that lasts. What there is to read is read first.
    child.on('exit', () => {
      hasEnded = true;
      clearTimeout(limit);
      const letGo = (): void => void [child.stdout, child.stderr].map((stream) => stream.destroy());
      lingering = setTimeout(() => setImmediate(letGo), LINGERING);
    });
    child.on('close', (code, signal) => {
      clearTimeout(lingering);
      kill?.();
      resolve({
        code: code ?? -1,
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr).toString('utf8'),
        timedOut,
        isHit: !inheritTerminal && isHitByInterrupt(signal),
      });
    });
  });
}
