import { accessSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { sep } from 'node:path';

/** Exit codes of every command (DESIGN 6). */
export const EXIT = {
  done: 0,
  /** Refused or failed, and the person can act on it. */
  failed: 1,
  /** Wrong usage, or answers missing or bad. */
  usage: 2,
  /** Done in part: saved but not shared, or some files damaged. */
  partial: 3,
  /** A bug, or ended without finishing. */
  bug: 70,
  /** Cancelled by the person. */
  cancelled: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export interface UserErrorOptions {
  /** What to do about it, one step a line. */
  readonly hints?: readonly string[];
  /** The policy clause behind a refusal, as the playbook names it. */
  readonly clause?: string;
  readonly exitCode?: ExitCode;
}

/**
 * An error the person at the keyboard can act on: what is wrong, then what to do.
 * Its text never carries the content of an incident, a name from one, or a secret.
 * Anything else that is thrown counts as a bug and ends with exit code 70.
 */
export class UserError extends Error {
  readonly hints: readonly string[];
  readonly clause: string | undefined;
  readonly exitCode: ExitCode;

  constructor(message: string, options: UserErrorOptions = {}) {
    super(message);
    this.name = 'UserError';
    this.hints = options.hints ?? [];
    this.clause = options.clause;
    this.exitCode = options.exitCode ?? EXIT.failed;
  }
}

/** Wrong usage, or answers that are missing or bad: what is wrong, then what to do, one step a hint. */
export class UsageError extends UserError {
  constructor(message: string, ...hints: readonly string[]) {
    super(message, { hints, exitCode: EXIT.usage });
  }
}

/** How a line is taken out of the history of a shell, a sentence a shell; the line itself is not said again. */
export const OUT_OF_HISTORY = [
  'bash: `history` numbers the lines, and `history -d NUMBER` takes that one out; if ~/.bash_history has it already, take it out there as well.',
  'zsh: take it out of the file that `echo $HISTFILE` names, type `unset HISTFILE`, and close this window.',
  'fish: `history delete --prefix coc` lists what begins like that, and asks which.',
] as const;

/** Commands that go on with what a newer coc wrote, since they change nothing of it. */
const THAT_READ = '`coc list`, `coc show`, `coc search`, `coc status` and `coc guide`';

/** A newer coc wrote something, and this one does not know all of it: what to do about it, and what goes on meanwhile. */
export class NewerCoc extends UserError {
  /**
   * @param why how that shows: a part of the sentence, as it stands behind the name of what was written
   * @param meanwhile what still works; else everything that only reads
   */
  constructor(
    what: string,
    why: string,
    meanwhile = `Until then what only reads goes on, as far as this coc knows it: ${THAT_READ}. So does \`coc sync\`. What you answer is kept as a draft.`,
  ) {
    super(`${what} was written by a newer coc${why}.`, {
      hints: ['Install the newest coc. Nothing was changed.', meanwhile],
    });
    this.name = 'NewerCoc';
  }
}

/** Whether the machine refused something: a file that is gone, a full disk, no permission. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}

/** For a `catch`: nothing where a file is not there. Throws anything else. */
export function undefinedIfGone(error: unknown): undefined {
  if (!isSystemError(error) || error.code !== 'ENOENT') throw error;
}

/** For a `catch`: nothing where somebody is told what is wrong. Throws anything else. */
export function undefinedIfRefused(error: unknown): undefined {
  if (!(error instanceof UserError)) throw error;
}

const REFUSALS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not use it',
  EPERM: 'this user may not use it',
  ENOENT: 'it is not there',
  ENOTDIR: 'something on the way to it is not a folder',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EROFS: 'it can only be read',
};

/** What the machine refused, in a sentence. The path in it is to be made inert. */
export function refusalOf(error: NodeJS.ErrnoException): string {
  return `${error.path ?? 'Something'} cannot be used: ${reasonOf(error)}.`;
}

/** What to do about it. A folder for temporary files that is none is named: nobody thinks of it. */
export function cureOf({ path }: NodeJS.ErrnoException): string {
  const folder = tmpdir();
  const isInside = path === folder || path?.startsWith(`${folder}${sep}`) === true;
  try {
    if (isInside) accessSync(folder, constants.W_OK | constants.X_OK);
    return 'Put that right, then try again.';
  } catch {
    return `${folder} is where temporary files go, and nothing can be written there. Set TMPDIR to a folder that you can write in, or unset it.`;
  }
}

/** Why the machine refused something, in a few words. */
export function reasonOf({ code = '' }: NodeJS.ErrnoException): string {
  return REFUSALS[code] ?? `the machine says ${code}`;
}

/** The person pressed Ctrl-C or chose to stop. */
export class Cancelled extends Error {
  /** Whether what was answered is in a sealed draft. */
  readonly kept: boolean;

  constructor(options: { readonly kept: boolean } = { kept: false }) {
    super('cancelled');
    this.name = 'Cancelled';
    this.kept = options.kept;
  }
}
