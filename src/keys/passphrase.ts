import { spawn } from 'node:child_process';
import { UserError } from '../errors.ts';
import type { Prompter } from '../interview/prompter.ts';
import { settledPassphrase, WrongPassphrase } from '../vault/keys.ts';

const SHORTEST = 8;
/** After the command has ended, how long to wait for something it left running that still holds its output. Milliseconds. */
const LINGERING = 500;
/** What nobody can type at the terminal as part of a passphrase, and what stands for bytes that are not UTF-8. */
const UNTYPABLE = /[\u0000-\u001f\u007f-\u009f\ufffd]/;

/** How one gets on with a passphrase from day to day. */
export const ASKED_ONCE =
  'So that your passphrase is asked for once, and not each time: `coc unlock`. `coc lock` when you leave the machine';

/** A new passphrase: what `COC_PASSPHRASE_COMMAND` prints, else what somebody types twice. */
export async function choosePassphrase(
  env: NodeJS.ProcessEnv,
  prompter: Prompter | undefined,
): Promise<string> {
  for (;;) {
    const chosen = await passphraseOrNone(env, prompter);
    if (chosen !== undefined) return chosen;
    say(prompter, `Nothing was typed. ${AT_LEAST} Ctrl-C leaves your keys as they are.`);
  }
}

/** The same where there can be none; undefined where somebody passes it over and says so once more. */
export async function choosePassphraseOrNone(
  env: NodeJS.ProcessEnv,
  prompter: Prompter | undefined,
): Promise<string | undefined> {
  for (;;) {
    const chosen = await passphraseOrNone(env, prompter);
    if (chosen !== undefined || prompter === undefined) return chosen;
    say(
      prompter,
      'Without one, whoever gets this machine can read the reports. `coc passphrase` sets one at any time.',
    );
    if (await prompter.confirm('Go on without a passphrase for now', false)) return undefined;
  }
}

const AT_LEAST = `At least ${SHORTEST} characters: four or five words in a row are easy to keep.`;

/** Undefined where Enter alone was typed. */
async function passphraseOrNone(
  env: NodeJS.ProcessEnv,
  prompter: Prompter | undefined,
): Promise<string | undefined> {
  const command = env.COC_PASSPHRASE_COMMAND;
  if (command) return usable(await passphraseFrom(command, env));
  if (prompter === undefined) throw unaskable('A new passphrase is to be chosen');
  say(
    prompter,
    'A passphrase protects your keys if somebody gets this machine. Four or five words in a row are good. You will type it when you save or read. Nobody can tell it to you again, so keep it somewhere safe.',
  );
  for (;;) {
    const first = settledPassphrase(await prompter.secret('New passphrase'));
    if (first === '') return undefined;
    if (first.length < SHORTEST) say(prompter, `That is too short. ${AT_LEAST}`);
    else if (first === settledPassphrase(await prompter.secret('The same once more'))) return first;
    else say(prompter, 'The two were not the same.');
  }
}

function say(prompter: Prompter | undefined, text: string): void {
  prompter?.show([{ kind: 'text', text }]);
}

/** Runs the person's own command and takes what it prints, without the last newline. Nothing of it is ever shown. */
export function passphraseFrom(command: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { shell: true, env, stdio: ['ignore', 'pipe', 'inherit'] });
    const chunks: Buffer[] = [];
    let lingering: NodeJS.Timeout | undefined;
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', () => reject(commandFailed()));
    // What there is to read is read before that.
    child.on('exit', () => {
      lingering = setTimeout(() => setImmediate(() => child.stdout.destroy()), LINGERING);
    });
    child.on('close', (code) => {
      clearTimeout(lingering);
      const passphrase = Buffer.concat(chunks)
        .toString('utf8')
        .replace(/\r?\n$/, '');
      if (code !== 0 || passphrase === '') reject(commandFailed());
      else resolve(passphrase);
    });
  });
}

/**
 * Opens keys with what the person's own command prints. Several lines are tried as they are, as an older coc sealed to them.
 * Throws a UserError, which tells of the command and not of keys that nobody pressed, where that is not the passphrase.
 */
export async function openByCommand<T>(
  command: string,
  env: NodeJS.ProcessEnv,
  open: (passphrase: string) => Promise<T>,
): Promise<T> {
  const passphrase = await passphraseFrom(command, env);
  try {
    return await open(passphrase);
  } catch (error) {
    if (!(error instanceof WrongPassphrase)) throw error;
    throw new UserError(
      'The passphrase does not open your keys: it is what the command in COC_PASSPHRASE_COMMAND prints.',
      {
        hints: [
          ...(/[\r\n]/.test(passphrase) ? [ONE_LINE] : []),
          'Run it by itself to see what it prints, or unset it to be asked for your passphrase.',
        ],
      },
    );
  }
}

const ONE_LINE =
  'It prints more than one line, and a passphrase is one. Have it print the one alone, as with `| head -n 1` behind it.';

/** The refusal to guess where nobody can type a passphrase. */
export function unaskable(why: string): UserError {
  return new UserError(`${why}, and there is no terminal to ask on.`, {
    hints: [
      'Set COC_PASSPHRASE_COMMAND to a command that prints it, for example one of your password manager.',
    ],
  });
}

/** A passphrase can be typed as well, wherever the command is not. */
function usable(passphrase: string): string {
  const [what, hint] =
    passphrase.length < SHORTEST
      ? [`a passphrase that is too short: ${SHORTEST} characters at least`]
      : /[\r\n]/.test(passphrase)
        ? ['more than one line', ONE_LINE]
        : UNTYPABLE.test(passphrase)
          ? ['something that nobody could type', 'A passphrase is letters, digits, signs and blanks.']
          : [];
  if (what === undefined) return passphrase;
  throw new UserError(`COC_PASSPHRASE_COMMAND prints ${what}. Nothing was sealed with it.`, {
    hints: hint === undefined ? [] : [hint],
  });
}

function commandFailed(): UserError {
  return new UserError('The command in COC_PASSPHRASE_COMMAND failed or printed nothing.', {
    hints: ['Run it by itself to see why, or unset it to be asked.'],
  });
}
