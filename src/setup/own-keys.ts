import type { App } from '../app.ts';
import { UserError } from '../errors.ts';
import { keyTypeOf } from '../vault/age/age.ts';
import type { Identity } from '../vault/keys/identity.ts';
import type { KeyType } from '../vault/team/roster.ts';
import { choosePassphrase } from './passphrase.ts';

/** The member's keys: new ones, or those that a report begun before made already. */
export async function keysFor(
  app: App,
  { keyType, passphrase }: { readonly keyType?: KeyType; readonly passphrase?: boolean },
): Promise<Identity> {
  const choose = async (): Promise<string> => choosePassphrase(app.io.env, await app.prompter());
  const keys = await app.keys();
  const there = await keys.public();
  if (there === undefined)
    return keys.make(keyType ?? 'hybrid', passphrase === false ? undefined : await choose());
  if (keyType !== undefined && keyTypeOf(there.recipient) !== keyType) {
    throw new UserError(
      `There are keys on this machine already, in ${keys.path}, and they are of another type.`,
      {
        hints: ['Leave out --key-type to use them.'],
      },
    );
  }
  app.tell([{ kind: 'text', text: `Using the keys in ${keys.path}.` }]);
  const identity = await keys.unlock();
  if (passphrase !== false && !(await keys.isProtected())) await keys.protect(await choose());
  return identity;
}
