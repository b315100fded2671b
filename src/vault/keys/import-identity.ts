import { randomBytes } from 'node:crypto';
import { UserError, undefinedIfRefused } from '../../errors.ts';
import { recipientOf } from '../age/age.ts';
import type { KeyType } from '../age/key-type.ts';
import { HeldIdentity, isProtected, unprotectText } from './identity.ts';
import { readIdentityText } from './identity-text.ts';

const SEED = 32;

/** What people have in such files that coc cannot use, by how the line begins. */
const UNUSABLE: readonly (readonly [start: RegExp, what: string, hint: string])[] = [
  [
    /^AGE-PLUGIN-/i,
    'names a key that needs a plugin of age, such as one on a hardware key',
    'coc cannot use those. Bring along a copy of the file without that line.',
  ],
  [
    /^(?:-----BEGIN|ssh-)/,
    'begins an SSH key',
    'coc wants age keys, as `age-keygen` makes them. They begin with AGE-SECRET-KEY-.',
  ],
  [/^age1/i, 'is a public key', 'The file with the secret keys is wanted; those begin with AGE-SECRET-KEY-.'],
];

/**
 * Reads an identity file of stock age or of coc, so that somebody brings the keys along that they have: with comments,
 * CRLF, any byte order mark, several keys of either type, sealed to a passphrase or not. The member's own key is the
 * first of the wanted type; where there is none, a new one is made and the others stay behind it. So it is with the
 * signing key. Throws a UserError, which never quotes a key, and WrongPassphrase.
 *
 * @param askPassphrase called only where the file is sealed to one
 */
export async function importIdentity(
  file: Uint8Array,
  wanted: KeyType,
  askPassphrase: () => Promise<string>,
): Promise<HeldIdentity> {
  const text = isProtected(file) ? await unprotectText(file, await askPassphrase()) : decode(file);
  const { secrets, seed } = readIdentityText(text);
  for (const [index, secret] of secrets.entries()) await checkSecret(secret, index + 1);
  return (await HeldIdentity.of(secrets, seed ?? randomBytes(SEED))).withOwnKey(wanted);
}

/** A shell of Windows writes UTF-16 where somebody redirects what `age-keygen` prints. */
function decode(file: Uint8Array): string {
  const isUtf16 = file[0] === 0xff && file[1] === 0xfe;
  try {
    return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(file);
  } catch {
    throw new UserError('The file with the keys to bring along is not text.', {
      hints: ['It is a file as `age-keygen -o FILE` writes it. Is it the right one?'],
    });
  }
}

async function checkSecret(secret: string, number: number): Promise<void> {
  if ((await recipientOf(secret).catch(undefinedIfRefused)) !== undefined) return;
  const where = `In the file with the keys to bring along, line ${number} that is not a comment`;
  const [, what, hint] = UNUSABLE.find(([start]) => start.test(secret)) ?? [];
  throw new UserError(`${where} ${what ?? 'is not an age key of a kind that coc uses'}.`, {
    hints: [hint ?? 'A key begins with AGE-SECRET-KEY-. A letter may be missing or mistyped.'],
  });
}
