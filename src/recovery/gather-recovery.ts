import { readFile } from 'node:fs/promises';
import type { App } from '../app.ts';
import { UsageError, UserError } from '../errors.ts';
import { type Asked, type Prompter, single } from '../interview/prompter.ts';
import { unaskable } from '../keys/passphrase.ts';
import { type HeldIdentity, isProtected, parseIdentity, unprotect } from '../vault/keys.ts';
import { assertRecoveryKey, combineShares, parseShares, recoveryOf, type Share } from '../vault/recovery.ts';
import type { Roster } from '../vault/team.ts';
import { wholePath } from '../whole-path.ts';

/** Where the recovery key comes from. Without any of these it is asked for. */
export interface RecoverySource {
  /** An identity file. */
  readonly recoveryFile?: string;
  /** Files with shares. */
  readonly share?: readonly string[];
}

/** What was gathered. It lives in memory alone. */
export interface Gathered {
  readonly recovery: HeldIdentity;
  /** Whether it was put together of shares, so that one place knows all of it now. */
  readonly fromShares: boolean;
}

/**
 * The recovery key of this team: from a file, from shares in files, or typed and pasted at the terminal. Files are read and
 * never written. Throws a UserError, which quotes nothing, where it cannot be read or is not the one of team.yaml.
 */
export async function gatherRecovery(app: App, roster: Roster, source: RecoverySource): Promise<Gathered> {
  const { recoveryFile, share = [] } = source;
  const { shares } = recoveryOf(roster);
  if (recoveryFile !== undefined && share.length > 0) {
    throw new UsageError('Only one of --recovery-file and --share can be used.');
  }
  if (recoveryFile !== undefined) return checked(roster, await fromFile(app, recoveryFile), false);
  const fromFiles = await sharesIn(app, share);
  const prompter = await app.prompter();
  if (share.length > 0 && (prompter === undefined || enough(fromFiles)))
    return checked(roster, await combineShares(fromFiles), true);
  if (prompter === undefined) {
    throw new UsageError(
      'The recovery key is needed, and there is no terminal to ask for it.',
      'Name its file with --recovery-file FILE, or files with shares with --share FILE, one for each.',
    );
  }
  if (shares !== undefined || share.length > 0)
    return checked(roster, await combineShares(await askShares(prompter, fromFiles)), true);
  return checked(roster, await askWhole(prompter), false);
}

function checked(roster: Roster, recovery: HeldIdentity, fromShares: boolean): Gathered {
  assertRecoveryKey(roster, recovery);
  return { recovery, fromShares };
}

async function fromFile(app: App, name: string): Promise<HeldIdentity> {
  const bytes = await readNamed(app, name);
  if (!isProtected(bytes)) return whole(new TextDecoder().decode(bytes));
  const prompter = await app.prompter();
  if (prompter === undefined) throw unaskable('The recovery key is locked with a passphrase');
  return unprotect(bytes, await prompter.secret('The passphrase of the recovery key'));
}

/** The text of a whole recovery key. */
async function whole(text: string): Promise<HeldIdentity> {
  try {
    return await parseIdentity(text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError('This is not a recovery key, or it is not whole.', {
      hints: [
        'It has a line that begins with AGE-SECRET-KEY- and one with # coc-signing-key.',
        ...(/coc.share/i.test(text) ? ['It looks like a share: name it with --share FILE.'] : []),
      ],
    });
  }
}

async function sharesIn(app: App, names: readonly string[]): Promise<readonly Share[]> {
  const shares: Share[] = [];
  for (const [index, name] of names.entries()) {
    const text = new TextDecoder().decode(await readNamed(app, name));
    try {
      shares.push(...parseShares(text));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new UserError(`In file ${index + 1} of those with shares: ${error.message}`, {
        hints: error.hints,
      });
    }
  }
  return shares;
}

function enough(shares: readonly Share[]): boolean {
  return new Set(shares.map(({ number }) => number)).size >= (shares[0]?.needed ?? Number.POSITIVE_INFINITY);
}

/** Asks for one share after the other until there are enough, and takes each from the screen. */
async function askShares(prompter: Prompter, before: readonly Share[]): Promise<readonly Share[]> {
  const shares = [...before];
  while (!enough(shares)) {
    const have = new Set(shares.map(({ number }) => number)).size;
    const needed = shares[0]?.needed;
    const of = needed === undefined ? '' : ` of ${needed}`;
    let taken: readonly Share[] = [];
    await prompter.ask(
      question('share', `Share ${have + 1}${of}`, 'Any one that is not here yet, in any order.', (text) => {
        taken = parseShares(text);
        const doubled = taken.filter(({ number, set }) =>
          shares.some((one) => one.number === number && one.set === set),
        );
        return doubled.length > 0 ? 'is here already; another one is needed' : undefined;
      }),
    );
    shares.push(...taken);
    prompter.clear();
    prompter.show([
      { kind: 'text', text: `${shares.length} of ${shares[0]?.needed ?? ''} shares are here.` },
    ]);
  }
  return shares;
}

/** Asks until it can be read: what was typed by hand stays there, since one letter of it is soon put right. */
async function askWhole(prompter: Prompter): Promise<HeldIdentity> {
  const asked = question(
    'recovery-key',
    'The recovery key',
    'Its lines, as they were copied.',
    () => undefined,
  );
  for (let typed = ''; ; ) {
    typed = String(await prompter.ask(typed === '' ? asked : { ...asked, initial: typed }));
    prompter.clear();
    try {
      return await whole(typed);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      prompter.show([
        { kind: 'text', text: [error.message, ...error.hints].join(' ') },
        { kind: 'text', text: 'Look for the letter that is wrong; :line 2 changes the second line.' },
      ]);
    }
  }
}

/** @param problemWith what is wrong with what was typed; may throw a UserError */
function question(
  id: string,
  ask: string,
  hint: string,
  problemWith: (text: string) => string | undefined,
): Asked {
  const withoutThrowing = (text: string): string | undefined => {
    try {
      return problemWith(text);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return `cannot be used yet. ${[error.message, ...error.hints].join(' ')}`;
    }
  };
  return single(id, ask, { hint, type: 'text', problemWith: withoutThrowing });
}

async function readNamed(app: App, name: string): Promise<Uint8Array> {
  return readFile(wholePath(app.io, name)).catch(() => {
    throw new UsageError('A file of the recovery key is not there, or may not be read.');
  });
}
