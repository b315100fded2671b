import { spawn } from 'node:child_process';
import { UserError } from './errors.ts';
import type { Prompter } from './interview/prompter.ts';
import { type Identity, isProtected, parseIdentity, readIdentityFile, unprotect, WrongPassphrase } from './vault/identity.ts';

const TRIES = 3;

/**
 * Opens the member's keys: as they are where they have no passphrase, else with what `COC_PASSPHRASE_COMMAND`
 * prints, else by asking. Throws a UserError that says how to go on.
 */
export async function unlock(path: string, env: NodeJS.ProcessEnv, prompter: Prompter | undefined): Promise<Identity> {
  const file = await readIdentityFile(path);
  if (!isProtected(file)) return parseIdentity(new TextDecoder().decode(file));
  const command = env['COC_PASSPHRASE_COMMAND'];
  if (command) return unprotect(file, await passphraseFrom(command, env));
  if (prompter === undefined) {
    throw new UserError('Your keys are locked with a passphrase, and there is no terminal to ask for it.', {
      hints: ['Set COC_PASSPHRASE_COMMAND to a command that prints it, for example one of your password manager.'],
    });
  }
  for (let tried = 1; ; tried += 1) {
    try {
      return await unprotect(file, await prompter.secret(tried === 1 ? 'Your passphrase' : 'That was not it. Your passphrase'));
    } catch (error) {
      if (!(error instanceof WrongPassphrase) || tried === TRIES) throw error;
    }
  }
}

/** Runs the person's own command and takes what it prints, without the last newline. */
export function passphraseFrom(command: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { shell: true, env, stdio: ['ignore', 'pipe', 'inherit'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', () => reject(failed()));
    child.on('close', (code) => {
      const passphrase = Buffer.concat(chunks).toString('utf8').replace(/\r?\n$/, '');
      if (code !== 0 || passphrase === '') reject(failed());
      else resolve(passphrase);
    });
  });
}

function failed(): UserError {
  return new UserError('The command in COC_PASSPHRASE_COMMAND failed or printed nothing.', {
    hints: ['Run it by itself to see why, or unset it to be asked for the passphrase.'],
  });
}
