import { spawn } from 'node:child_process';
import { UserError } from '../errors.ts';
import type { Prompter } from '../interview/prompter.ts';
import { settledPassphrase } from '../vault/keys.ts';

const SHORTEST = 8;

/** A new passphrase: what `COC_PASSPHRASE_COMMAND` prints, else what somebody types twice. */
export async function choosePassphrase(
  env: NodeJS.ProcessEnv,
  prompter: Prompter | undefined,
): Promise<string> {
  const command = env.COC_PASSPHRASE_COMMAND;
  if (command) return longEnough(await passphraseFrom(command, env));
  if (prompter === undefined) throw unaskable('A new passphrase is to be chosen');
  prompter.show([
    {
      kind: 'text',
      text: 'A passphrase protects your keys if somebody gets this machine. Four or five words in a row are good. You will type it when you save or read.',
    },
  ]);
  for (;;) {
    const first = settledPassphrase(await prompter.secret('New passphrase'));
    if (first.length < SHORTEST) {
      prompter.show([{ kind: 'text', text: `At least ${SHORTEST} characters, please.` }]);
    } else if (first === settledPassphrase(await prompter.secret('The same once more'))) return first;
    else prompter.show([{ kind: 'text', text: 'The two were not the same.' }]);
  }
}

/** Runs the person's own command and takes what it prints, without the last newline. Nothing of it is ever shown. */
export function passphraseFrom(command: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { shell: true, env, stdio: ['ignore', 'pipe', 'inherit'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', () => reject(commandFailed()));
    child.on('close', (code) => {
      const passphrase = Buffer.concat(chunks)
        .toString('utf8')
        .replace(/\r?\n$/, '');
      if (code !== 0 || passphrase === '') reject(commandFailed());
      else resolve(passphrase);
    });
  });
}

/** The refusal to guess where nobody can type a passphrase. */
export function unaskable(why: string): UserError {
  return new UserError(`${why}, and there is no terminal to ask on.`, {
    hints: [
      'Set COC_PASSPHRASE_COMMAND to a command that prints it, for example one of your password manager.',
    ],
  });
}

function longEnough(passphrase: string): string {
  if (passphrase.length >= SHORTEST) return passphrase;
  throw new UserError(
    `The passphrase that COC_PASSPHRASE_COMMAND prints is too short: ${SHORTEST} characters at least.`,
  );
}

function commandFailed(): UserError {
  return new UserError('The command in COC_PASSPHRASE_COMMAND failed or printed nothing.', {
    hints: ['Run it by itself to see why, or unset it to be asked.'],
  });
}
