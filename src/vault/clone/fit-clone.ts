import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../../disk/private-file.ts';
import { undefinedIfGone } from '../../errors.ts';
import { COC_CONFIG } from '../format/layout.ts';
import { quoted, UPSTREAM } from '../git/config-file.ts';
import { allowedSigners, type Member, type Roster } from '../team/roster.ts';
import { layHooks } from './hooks.ts';

/** Relative to the top folder, where git runs, so that the clone can be moved. */
const ALLOWED_SIGNERS = '.git/coc-allowed-signers';
const INCLUDE = `[include]\n\tpath = ${COC_CONFIG}\n`;

/** What git prints where the coc that laid this down has gone, so that `git diff` goes on. */
const NO_COC = 'sealed: the coc that reads it is not where it was';

/**
 * Fits a clone to one member, whatever the machine's own git configuration says: their name, the key that stock git signs
 * with where an agent has it, the allowed-signers file for stock git, linear history, hooks that hold it, and
 * `git diff` that reads. Writes only what differs.
 *
 * @param invocation how coc is started: the program and its first arguments
 * @returns the names of coc's hooks that are not in force, because the member's own stand there
 */
export async function fitClone(
  folder: string,
  roster: Roster,
  member: Member,
  invocation: readonly string[],
): Promise<readonly string[]> {
  await writeIfChanged(join(folder, ALLOWED_SIGNERS), allowedSigners(roster));
  await writeIfChanged(join(folder, '.git', COC_CONFIG), configFor(member, invocation));
  const config = join(folder, '.git/config');
  const settings = await readFile(config, 'utf8');
  const hasUpstream = !settings.includes('[remote "origin"]') || settings.includes('[branch "main"]');
  const missing = [...(settings.includes(INCLUDE) ? [] : [INCLUDE]), ...(hasUpstream ? [] : [UPSTREAM])];
  if (missing.length > 0) await appendFile(config, missing.join(''));
  return layHooks(folder);
}

function configFor({ name, email, signingKey }: Member, invocation: readonly string[]): string {
  const sections = {
    user: { name, email, signingkey: `key::${signingKey}` },
    gpg: { format: 'ssh' },
    'gpg "ssh"': { program: 'ssh-keygen', allowedSignersFile: ALLOWED_SIGNERS },
    commit: { gpgsign: 'true' },
    core: { autocrlf: 'false', hooksPath: '.git/hooks' },
    pull: { ff: 'only' },
    merge: { ff: 'only' },
    fetch: { prune: 'false' },
    // What it prints is never to be kept: git would write it into its objects.
    'diff "coc"': { textconv: textconv(invocation), cachetextconv: 'false' },
  };
  return Object.entries(sections)
    .map(([section, values]) => `[${section}]\n${Object.entries(values).map(setting).join('')}`)
    .join('');
}

/** How git has an incident shown: a command line for the shell through which git calls it; git adds the file. */
export function textconv(invocation: readonly string[]): string {
  const command = [...invocation, 'textconv'].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  return `show() { ${command} "$1" || echo '${NO_COC}'; }; show`;
}

function setting([key, value]: readonly [string, string]): string {
  return `\t${key} = ${quoted(value)}\n`;
}

async function writeIfChanged(path: string, text: string): Promise<void> {
  const before = await readFile(path, 'utf8').catch(undefinedIfGone);
  if (before !== text) await writeAtomically(path, new TextEncoder().encode(text), { mode: 0o600 });
}
