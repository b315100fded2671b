import type { Readable, Writable } from 'node:stream';

/** What a run of coc reads from and writes to; tests hand in their own. */
export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean | undefined };
  readonly stdout: Writable & { readonly isTTY?: boolean | undefined; readonly columns?: number | undefined };
  readonly stderr: Writable & {
    readonly isTTY?: boolean | undefined;
    readonly columns?: number | undefined;
    readonly rows?: number | undefined;
  };
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** The clock. */
  readonly now: () => Date;
  /** Hears Ctrl-C until what it returns is called; a second one ends the process. */
  readonly onInterrupt?: (heard: () => void) => () => void;
}

/** As `EXIT.cancelled`. */
const CANCELLED = 130;

/** The streams, the environment and the clock of this process. */
export function processIo(): Io {
  process.on('SIGINT', stopped);
  return {
    // Made when they are asked for: what only prints does not open what it would be typed into.
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      return process.stdout;
    },
    get stderr() {
      return process.stderr;
    },
    env: process.env,
    cwd: process.cwd(),
    now: () => new Date(),
    onInterrupt,
  };
}

/** Between two questions nobody else hears Ctrl-C. */
function stopped(): void {
  if (process.listenerCount('SIGINT') > 1) return;
  process.stderr.write('\nStopped. `coc report resume` goes on with what was begun, if anything was.\n');
  process.exit(CANCELLED);
}

function onInterrupt(heard: () => void): () => void {
  process.once('SIGINT', heard);
  return () => process.removeListener('SIGINT', heard);
}

/**
 * Lets a run go on that cannot print, so that a save is never cut short by a full disk or a terminal that is gone.
 *
 * @returns what says, once all is printed, why the answer could not be, if so. Whoever reads may stop early, as `head` does:
 * that is no failure. Where stderr takes nothing, nobody can be told.
 */
export function watchOutput({ stdout, stderr }: Io): () => Promise<NodeJS.ErrnoException | undefined> {
  let refused: NodeJS.ErrnoException | undefined;
  stderr.on('error', () => undefined);
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') refused ??= error;
  });
  return async () => {
    await new Promise<void>((resolve) => stdout.write('', () => resolve()));
    return refused;
  };
}

/** Whether somebody sits at a terminal: questions can be drawn and keys read. */
export function isAtTerminal(io: Io): boolean {
  return io.stdin.isTTY === true && io.stderr.isTTY === true;
}

const NARROWEST = 20;
const USUAL_WIDTH = 80;
/** Lines longer than this are hard to read. */
const WIDEST = 100;

/** How many columns text may take. */
export function widthOf(stream: { readonly columns?: number | undefined }): number {
  return Math.min(WIDEST, Math.max(NARROWEST, stream.columns ?? USUAL_WIDTH));
}
