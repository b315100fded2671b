import type { App } from '../app.ts';
import { OUT_OF_HISTORY, UsageError } from '../errors.ts';

/** What somebody looks for, as a command speaks of it. */
interface LookedFor {
  /** The command as one types it. */
  readonly command: string;
  /** What it asks for, as “the name”. */
  readonly what: string;
}

/**
 * Takes nothing of what stands behind a command that looks for words or names, and says so without repeating it: at a terminal it
 * is then asked for. Throws where nobody can be asked.
 */
export function takeNoWords(
  app: App,
  typed: readonly string[],
  canAsk: boolean,
  { command, what }: LookedFor,
): void {
  if (typed.length === 0) return;
  const why = `${what} does not go behind \`${command}\`: others on this machine can see it there while it runs, and your shell keeps it. Nothing was done with what you typed.`;
  const kept = 'It stands in the history of your shell now, and can be taken out there.';
  if (!canAsk)
    throw new UsageError(
      why,
      `Type \`${command}\` alone; it asks. In a script it comes on stdin.`,
      kept,
      ...OUT_OF_HISTORY,
    );
  app.tell([
    { kind: 'text', text: why },
    { kind: 'list', title: kept, items: OUT_OF_HISTORY },
  ]);
}
