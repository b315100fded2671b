import { CommanderError } from 'commander';
import { Cancelled, EXIT, type ExitCode, isSystemError, UserError } from './errors.ts';
import { type Io, processIo, widthOf } from './io.ts';
import { program } from './program.ts';
import { inert } from './screen/inert.ts';

/**
 * Runs coc with these arguments and returns its exit code (DESIGN 6). The only place that catches: it turns every
 * error into words on stderr. Never throws.
 */
export async function run(argv: readonly string[], io: Io = processIo()): Promise<ExitCode> {
  try {
    return await program(io, argv);
  } catch (error) {
    return await explain(error, io);
  }
}

async function explain(error: unknown, io: Io): Promise<ExitCode> {
  const lines = io.stderr.isTTY ? (await import('./screen/render.ts')).wrap : (text: string) => [text];
  const say = (text: string): void => {
    for (const paragraph of text.split('\n')) {
      for (const line of lines(paragraph, widthOf(io.stderr))) io.stderr.write(`${line}\n`);
    }
  };
  if (error instanceof Cancelled) {
    say(error.kept ? 'Stopped. What you had answered is kept.' : 'Stopped.');
    if (error.kept) say('hint: `coc report resume` goes on where you stopped.');
    return EXIT.cancelled;
  }
  if (error instanceof UserError) {
    say(`coc: ${inert(error.message, { lines: true })}`);
    for (const hint of error.hints) say(`hint: ${inert(hint)}`);
    if (error.clause !== undefined) say(`clause: ${inert(error.clause)}`);
    return error.exitCode;
  }
  if (isSystemError(error)) {
    say(`coc: ${whatTheMachineRefused(error)}`);
    say('hint: Put that right, then try again. What you had answered about a report is kept.');
    return EXIT.failed;
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  say('coc: something went wrong inside coc itself. What you had answered about a report is kept.');
  say('hint: Try again. If it happens again, pass on these lines; nothing from an incident is in them.');
  for (const line of placeOf(error)) say(line);
  return EXIT.bug;
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

function whatTheMachineRefused({ code = '', path }: NodeJS.ErrnoException): string {
  return `${inert(path ?? 'something')} cannot be used: ${REFUSALS[code] ?? `the machine says ${code}`}.`;
}

/** Where it happened, without the error's own message, which may hold what must not be printed. */
function placeOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [typeof error];
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames.slice(0, 8).map((line) => line.replace(/\(?file:\/\/\S*\//, '('))];
}
