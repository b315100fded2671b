import { UserError } from '../../errors.ts';

const SIGNING_KEY = '# coc-signing-key: ';
const SEED = 32;

/** The secrets that stand in an identity file, in its order. Never to be shown or logged. */
export interface IdentityLines {
  /** Lines that are to be age keys; whether they are is for others to say. */
  readonly secrets: readonly string[];
  /** The Ed25519 signing key, 32 bytes; none in a file that stock age made. */
  readonly seed: Uint8Array | undefined;
}

/**
 * Takes the text of an identity file apart; takes CRLF, blanks around, comments, a byte order mark, and several age
 * keys. Throws a UserError, which quotes nothing, where there is no age key, or a signing key that cannot be used.
 */
export function readIdentityText(text: string): IdentityLines {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => line.trim());
  const secrets = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (secrets.length === 0) throw noIdentity('There is no age key in the file with your keys.');
  const seeds = lines.flatMap((line) => (line.startsWith(SIGNING_KEY.trim()) ? [decodeSeed(line)] : []));
  if (seeds.length > 1) throw noIdentity('The file with your keys has more than one signing key in it.');
  return { secrets, seed: seeds[0] };
}

/** The line of a signing key, which stock age takes for a comment. */
export function signingKeyLine(seed: Uint8Array): string {
  return `${SIGNING_KEY}${Buffer.from(seed).toString('base64')}`;
}

/** An identity file that cannot be used as it is. */
export function noIdentity(message: string): UserError {
  return new UserError(message, {
    hints: ['Put back a copy of the file, if you have one; coc does not change it.'],
  });
}

function decodeSeed(line: string): Uint8Array {
  const base64 = line.slice(SIGNING_KEY.trim().length).trim();
  const seed = Buffer.from(base64, 'base64');
  if (seed.length !== SEED || seed.toString('base64') !== base64) {
    throw noIdentity('The signing key in the file with your keys is damaged.');
  }
  return new Uint8Array(seed);
}
