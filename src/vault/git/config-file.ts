import { parse } from 'node:path';
import { readOrdinary } from '../../disk/private-file.ts';
import { isSystemError, UserError } from '../../errors.ts';
import { gitFailed } from './failed.ts';
import { startGit } from './start-git.ts';

/** That `git pull` and `git push` without more mean the server. */
export const UPSTREAM = '[branch "main"]\n\tremote = origin\n\tmerge = refs/heads/main\n';

/** One setting of git: `section.key` or `section.Subsection.key`, as `git config --list` has it, and its value. */
export type Setting = readonly [key: string, value: string];

/** git is quick to read a file. Milliseconds. */
const TIME_LIMIT = 10_000;

const SECTION = /^\[([a-z][a-z0-9-]*)(?: "([A-Za-z0-9._/-]+)")?\]$/i;
/** Without quotes, escapes, comments and blanks that git would leave out. */
const PLAIN_VALUE = /[^\s"\\#;](?:[^"\\#;\r\n]*[^\s"\\#;])?/;
const PLAIN = new RegExp(`^[ \\t]*([a-z][a-z0-9-]*) = (${PLAIN_VALUE.source})$`, 'i');

/** The bytes of a file of settings; undefined where there is none. Throws a UserError where it is no ordinary file. */
export async function configBytes(path: string): Promise<Buffer | undefined> {
  try {
    return await readOrdinary(path);
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return undefined;
    if (!(error instanceof UserError) && !isSystemError(error)) throw error;
    throw new UserError(`${path} is no ordinary file that can be read, so git was not started.`, {
      hints: ['`ls -l` there shows what it is. Somebody may have changed the folder.'],
    });
  }
}

/**
 * What a file of settings says, in its order, without what it includes. Nothing is started by reading it. Throws a UserError
 * where git cannot make sense of it.
 */
export async function settingsIn(path: string, env: NodeJS.ProcessEnv): Promise<readonly Setting[]> {
  const bytes = await configBytes(path);
  if (bytes === undefined) return [];
  return plainSettings(bytes.toString('utf8')) ?? readByGit(path, env);
}

/** As git reads it, where it is as git itself writes it; undefined where only git knows. */
export function plainSettings(text: string): readonly Setting[] | undefined {
  const settings: Setting[] = [];
  let section: string | undefined;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [head, name = '', within] = SECTION.exec(line) ?? [];
    if (head !== undefined) {
      section = within === undefined ? name.toLowerCase() : `${name.toLowerCase()}.${within}`;
      continue;
    }
    const [whole, key = '', value = ''] = PLAIN.exec(line) ?? [];
    if (whole === undefined || section === undefined) return undefined;
    settings.push([`${section}.${key.toLowerCase()}`, value]);
  }
  return settings;
}

async function readByGit(path: string, env: NodeJS.ProcessEnv): Promise<readonly Setting[]> {
  const args = ['config', '--file', path, '--no-includes', '--list', '-z'];
  // Not in the folder: git would look at its settings before it reads the file.
  const { code, stdout, stderr } = await startGit(parse(path).root, args, { env, timeLimit: TIME_LIMIT });
  if (code !== 0) throw gitFailed(stderr);
  return stdout
    .toString('utf8')
    .split('\0')
    .filter(Boolean)
    .map((row) => {
      const end = row.indexOf('\n');
      return end < 0 ? [row, ''] : [row.slice(0, end), row.slice(end + 1)];
    });
}

/** A value of a setting as git reads it, without quotes where it needs none. */
export function quoted(value: string): string {
  if (new RegExp(`^${PLAIN_VALUE.source}$`).test(value)) return value;
  return `"${value.replace(/[\\"]/g, '\\$&').replace(/[\r\n\0]/g, ' ')}"`;
}
