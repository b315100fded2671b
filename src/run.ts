import { writeSync } from 'node:fs';
import { CommanderError } from 'commander';
import type { Catalogue } from './catalogue.ts';
import {
  Cancelled,
  cureOf,
  EXIT,
  type ExitCode,
  isSystemError,
  reasonOf,
  refusalOf,
  UserError,
} from './errors.ts';
import { type Io, processIo, watchOutput, widthOf } from './io.ts';
import { program } from './program.ts';
import { READY_WIDTH, readyHelp } from './start/ready-help.ts';
import { placesOf } from './start/source-place.ts';
import { inert } from './text/inert.ts';

/**
 * Runs coc with these arguments and returns its exit code (DESIGN 6). The only place that catches: it turns every
 * error into words on stderr. Never throws.
 */
export async function run(argv: readonly string[], given?: Io, steps?: Catalogue): Promise<ExitCode> {
  if (given === undefined) guard();
  const io = given ?? processIo();
  const printed = watchOutput(io);
  const code = await attempt(argv, io, steps);
  const refused = await printed();
  if (refused === undefined) return code;
  const say = await sayer(io);
  say(`coc: What it prints could not be written: ${reasonOf(refused)}.`);
  if (code !== EXIT.done) return code;
  say('hint: All the rest is done: what it was to save is saved.');
  return EXIT.failed;
}

async function attempt(argv: readonly string[], io: Io, steps?: Catalogue): Promise<ExitCode> {
  const ready = steps === undefined ? readyHelp(argv, io.stdout.columns ?? READY_WIDTH) : undefined;
  if (ready !== undefined) {
    io.stdout.write(ready);
    return EXIT.done;
  }
  try {
    return await program(io, argv, steps);
  } catch (error) {
    return await explain(error, io);
  }
}

/**
 * Ends the process in words also where nobody could catch what went wrong: node itself would print the whole error, which
 * may hold words of an incident.
 */
function guard(): void {
  const end = (error: unknown): void => {
    const isRefused = isSystemError(error);
    const lines = isRefused
      ? [`coc: ${inert(refusalOf(error))}`]
      : ['coc: something went wrong inside coc itself.', ...placeOf(error)];
    try {
      writeSync(process.stderr.fd, `${lines.join('\n')}\n`);
    } catch {
      // Nobody can be told.
    }
    process.exit(isRefused ? EXIT.failed : EXIT.bug);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}

/** Says sentences on stderr, with lines that fit where somebody sits there. */
async function sayer(io: Io): Promise<(text: string) => void> {
  const lines = io.stderr.isTTY ? (await import('./screen/render.ts')).wrap : (text: string) => [text];
  return (text) => {
    for (const paragraph of text.split('\n')) {
      for (const line of lines(paragraph, widthOf(io.stderr))) io.stderr.write(`${line}\n`);
    }
  };
}

async function explain(error: unknown, io: Io): Promise<ExitCode> {
  const say = await sayer(io);
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
    say(`coc: ${inert(refusalOf(error))}`);
    say(`hint: ${inert(cureOf(error))}`);
    return EXIT.failed;
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  say('coc: something went wrong inside coc itself.');
  say('hint: `coc report resume` has what was kept. Try again.');
  say('hint: If it happens again, pass on these lines; nothing from an incident is in them:');
  for (const line of placeOf(error)) say(line);
  return EXIT.bug;
}

/** Where it happened, without the error's own message, which may hold what must not be printed. */
function placeOf(error: unknown): readonly string[] {
  return error instanceof Error ? [error.name, ...placesOf(error)] : [typeof error];
}
