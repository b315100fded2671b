import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../private-file.ts';
import { allowedSigners, type Member, type Roster } from '../team/roster.ts';

/** Relative to the top folder, where git runs, so that the clone can be moved. */
const ALLOWED_SIGNERS = '.git/coc-allowed-signers';
const CONFIG = 'coc.gitconfig';
const INCLUDE = `[include]\n\tpath = ${CONFIG}\n`;

/**
 * Fits a clone to one member, whatever the machine's own git configuration says: their name, signatures through the
 * agent that coc answers itself, the allowed-signers file for stock git, linear history.
 */
export async function fitClone(folder: string, roster: Roster, member: Member): Promise<void> {
  await writeIfChanged(join(folder, ALLOWED_SIGNERS), allowedSigners(roster));
  await writeIfChanged(join(folder, '.git', CONFIG), configFor(member));
  const config = join(folder, '.git/config');
  if (!(await readFile(config, 'utf8')).includes(INCLUDE)) await appendFile(config, INCLUDE);
}

function configFor({ name, email, signingKey }: Member): string {
  const sections = {
    user: { name, email, signingkey: `key::${signingKey}` },
    gpg: { format: 'ssh' },
    'gpg "ssh"': { program: 'ssh-keygen', allowedSignersFile: ALLOWED_SIGNERS },
    commit: { gpgsign: 'true' },
    core: { autocrlf: 'false', hooksPath: '.git/hooks' },
    pull: { ff: 'only' },
  };
  return Object.entries(sections)
    .map(([section, values]) => `[${section}]\n${Object.entries(values).map(setting).join('')}`)
    .join('');
}

function setting([key, value]: readonly [string, string]): string {
  return `\t${key} = "${value.replace(/[\\"]/g, '\\$&').replace(/[\r\n\0]/g, ' ')}"\n`;
}

async function writeIfChanged(path: string, text: string): Promise<void> {
  const before = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (before !== text) await writeAtomically(path, new TextEncoder().encode(text), { mode: 0o600 });
}
