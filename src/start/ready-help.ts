import { existsSync, readFileSync } from 'node:fs';

/** The width for which the build writes down what `--help` prints: that of a terminal nobody has changed. */
export const READY_WIDTH = 80;

/** Where the build puts it, and by which name. Seen from the built code. */
const FOLDER = new URL('./help/', import.meta.url);

/**
 * What these arguments print that ask for help or the version and nothing else, as the build has written it down; undefined for
 * all others. Nothing of the commands is loaded for it.
 *
 * @param width how many columns there are
 */
export function readyHelp(argv: readonly string[], width: number): string | undefined {
  const name = nameOf(argv);
  if (name === undefined || width !== READY_WIDTH) return undefined;
  const file = new URL(`${name}.txt`, FOLDER);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** The name of the file for these arguments, if there may be one. */
function nameOf(argv: readonly string[]): string | undefined {
  const asked = argv.at(-1);
  const command = argv.slice(0, -1);
  if (!command.every((word) => /^[a-z][a-z-]*$/.test(word))) return undefined;
  if (asked === '--help' || asked === '-h') return ['coc', ...command].join('_');
  return command.length === 0 && (asked === '--version' || asked === '-V') ? 'version' : undefined;
}
