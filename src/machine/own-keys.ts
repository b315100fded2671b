import type { App } from '../app.ts';
import { UserError } from '../errors.ts';
import { ASKED_ONCE, choosePassphraseOrNone, openByCommand, unaskable } from '../keys/passphrase.ts';
import {
  type HeldIdentity,
  type Identity,
  importIdentity,
  isProtected,
  type KeyType,
  keyTypeOf,
  WrongPassphrase,
} from '../vault/keys.ts';

/** The member's keys: new ones, or those that a report begun before made already. */
export async function keysFor(
  app: App,
  { keyType, passphrase }: { readonly keyType?: KeyType; readonly passphrase?: boolean },
): Promise<Identity> {
  const keys = await app.keys();
  const there = await keys.public();
  if (there === undefined)
    return keys.make(keyType ?? 'hybrid', passphrase === false ? undefined : await chosen(app));
  if (keyType !== undefined && keyTypeOf(there.recipient) !== keyType) {
    throw new UserError(
      `There are keys on this machine already, in ${keys.path}, and they are of another type.`,
      {
        hints: ['Leave out --key-type to use them.'],
      },
    );
  }
  app.notice(`Using the keys in ${keys.path}.`);
  const identity = await keys.unlock();
  if (passphrase !== false && !(await keys.isProtected())) {
    const now = await chosen(app);
    if (now !== undefined) await keys.protect(now);
  }
  return identity;
}

export interface ToJoinWith {
  /** Whether the keys get one; undefined where nothing was said. */
  readonly passphrase: boolean | undefined;
  /** The bytes of an identity file that somebody brings along. */
  readonly file: Uint8Array | undefined;
}

/**
 * The keys to join a team with: those that are there, with one of the team's type in front, those of a file that somebody
 * brings along, or new ones.
 */
export async function keysToJoinWith(
  app: App,
  keyType: KeyType,
  { passphrase, file }: ToJoinWith,
): Promise<Identity> {
  const keys = await app.keys();
  const there = await keys.public();
  if (file !== undefined) {
    const brought = await broughtAlong(app, file, keyType);
    if (there !== undefined) await keys.replace(brought.keeping(await keys.hold()), app.nowLocal());
    else await keys.bring(brought, passphrase === false ? undefined : await chosen(app));
    return keys.unlock();
  }
  if (there !== undefined && keyTypeOf(there.recipient) !== keyType)
    await keys.replace(await (await keys.hold()).withOwnKey(keyType), app.nowLocal());
  return keysFor(app, { keyType, ...(passphrase !== undefined && { passphrase }) });
}

/** New keys in place of those that are there, which open all that those open. */
export async function newKeys(app: App): Promise<Identity> {
  const keys = await app.keys();
  await keys.replace(await (await keys.hold()).rotated(), app.nowLocal());
  return keys.unlock();
}

/** How one gets on with the passphrase that is typed; nothing where there is none, or a command prints it. */
export async function passphraseHints(app: App): Promise<readonly string[]> {
  if (app.io.env.COC_PASSPHRASE_COMMAND) return [];
  return (await (await app.keys()).isProtected()) ? [ASKED_ONCE] : [];
}

/** Asks for the passphrase of the file up to three times, unless a command prints it. */
async function broughtAlong(app: App, file: Uint8Array, keyType: KeyType): Promise<HeldIdentity> {
  const { env } = app.io;
  const command = env.COC_PASSPHRASE_COMMAND;
  if (command && isProtected(file))
    return openByCommand(command, env, (passphrase) => importIdentity(file, keyType, async () => passphrase));
  const prompter = await app.prompter();
  for (let tried = 1; ; tried += 1) {
    try {
      return await importIdentity(file, keyType, async () => {
        if (prompter === undefined) throw unaskable('The identity file is locked with a passphrase');
        return prompter.secret('The passphrase of the file');
      });
    } catch (error) {
      if (!(error instanceof WrongPassphrase) || tried === 3) throw error;
    }
  }
}

async function chosen(app: App): Promise<string | undefined> {
  return choosePassphraseOrNone(app.io.env, await app.prompter());
}
