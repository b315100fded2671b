import { describe, expect, it } from 'vitest';
import { UserError } from '../../../../src/errors.ts';
import {
  dearmor,
  keyTypeOf,
  makeKeys,
  open,
  seal,
  sealWithPassphrase,
} from '../../../../src/vault/age/age.ts';
import {
  formatIdentity,
  type HeldIdentity,
  makeIdentity,
  parseIdentity,
  publicPart,
  WrongPassphrase,
} from '../../../../src/vault/keys/identity.ts';
import { importIdentity } from '../../../../src/vault/keys/import-identity.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const neverAsked = (): Promise<never> => Promise.reject(new Error('asked for a passphrase'));
const [first, second] = [await makeKeys('x25519'), await makeKeys('x25519')];
const hybrid = await makeKeys('hybrid');
/** As `age-keygen` writes it. */
const STOCK = `# created: 2026-01-02T03:04:05Z\n# public key: ${first.recipient}\n${first.secret}\n`;

async function opens(identity: HeldIdentity, ...recipients: readonly string[]): Promise<boolean> {
  for (const recipient of recipients) {
    const sealed = await seal(bytes('x'), [recipient], { keyType: keyTypeOf(recipient) });
    expect(await open(sealed, identity)).toEqual(bytes('x'));
  }
  return true;
}

describe('importIdentity', () => {
  it('takes a file of stock age, and makes the signing key that it lacks', async () => {
    const identity = await importIdentity(bytes(STOCK), 'x25519', neverAsked);
    expect(identity.recipient).toBe(first.recipient);
    expect(await opens(identity, first.recipient)).toBe(true);
    const other = await importIdentity(bytes(STOCK), 'x25519', neverAsked);
    expect(other.signer.publicKey).not.toBe(identity.signer.publicKey);
    expect(publicPart(await parseIdentity(formatIdentity(identity)))).toEqual(publicPart(identity));
  });

  it('keeps the signing key of a file of ours', async () => {
    const ours = await makeIdentity('hybrid');
    const identity = await importIdentity(bytes(formatIdentity(ours)), 'hybrid', neverAsked);
    expect(formatIdentity(identity)).toBe(formatIdentity(ours));
  });

  it('takes CRLF, comments, blanks, a byte order mark and a key that stands twice', async () => {
    const text = `\ufeff# mine\r\n\r\n  ${first.secret}\t\r\n#\r\n${second.secret}\r\n${first.secret}`;
    const identity = await importIdentity(bytes(text), 'x25519', neverAsked);
    expect(identity.recipient).toBe(first.recipient);
    expect(await opens(identity, first.recipient, second.recipient)).toBe(true);
    expect(formatIdentity(identity).match(/AGE-SECRET-KEY-/g)).toHaveLength(2);
  });

  it('takes UTF-16 with its mark', async () => {
    const file = Buffer.from(`\ufeff${STOCK.replaceAll('\n', '\r\n')}`, 'utf16le');
    expect((await importIdentity(file, 'x25519', neverAsked)).recipient).toBe(first.recipient);
  });

  it('makes the first key of the wanted type the own one, and keeps the others', async () => {
    const text = `${first.secret}\n${hybrid.secret}\n${second.secret}\n`;
    const all = [first.recipient, hybrid.recipient, second.recipient];
    for (const [keyType, own] of [
      ['x25519', first.recipient],
      ['hybrid', hybrid.recipient],
    ] as const) {
      const identity = await importIdentity(bytes(text), keyType, neverAsked);
      expect(identity.recipient).toBe(own);
      expect(await opens(identity, ...all)).toBe(true);
      expect((await parseIdentity(formatIdentity(identity))).recipient).toBe(own);
    }
  });

  it('makes a key of the wanted type where there is none', async () => {
    const identity = await importIdentity(bytes(STOCK), 'hybrid', neverAsked);
    expect(keyTypeOf(identity.recipient)).toBe('hybrid');
    expect(await opens(identity, identity.recipient, first.recipient)).toBe(true);
  });

  it('takes a file that is sealed to a passphrase, armored or binary', async () => {
    const armored = await sealWithPassphrase(bytes(STOCK), 'four words', 10);
    for (const file of [bytes(armored), bytes(armored.replaceAll('\n', '\r\n')), await dearmor(armored)]) {
      const identity = await importIdentity(file, 'x25519', async () => 'four words');
      expect(identity.recipient).toBe(first.recipient);
      await expect(importIdentity(file, 'x25519', async () => 'other')).rejects.toBeInstanceOf(
        WrongPassphrase,
      );
    }
  });

  it.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'no age key'],
    ['comments alone', '# a\n# b\n', 'no age key'],
    ['a mistyped key', `${first.secret}\n${second.secret.slice(0, -4)}AAAA\n`, 'line 2'],
    ['a key in small letters', first.secret.toLowerCase(), 'line 1'],
    [
      'a plugin',
      `${first.secret}\n# x\nAGE-PLUGIN-YUBIKEY-1HUNTER2\n`,
      'line 2 that is not a comment names a key',
    ],
    ['an SSH key', '-----BEGIN OPENSSH PRIVATE KEY-----\nhunter2\n', 'begins an SSH key'],
    ['an SSH public key', 'ssh-ed25519 AAAAhunter2\n', 'begins an SSH key'],
    ['a public key', `${first.recipient}\n`, 'is a public key'],
    ['something else', Buffer.of(0x80, 0x81, 0x82), 'is not text'],
    [
      'two signing keys',
      `${STOCK}# coc-signing-key: x\n`,
      'signing key in the file with your keys is damaged',
    ],
  ])('refuses %s, and quotes nothing', async (_what, file, message) => {
    const content = typeof file === 'string' ? bytes(file) : file;
    const error = await importIdentity(content, 'x25519', neverAsked).catch((caught: unknown) => caught);
    if (!(error instanceof UserError)) throw error;
    const told = [error.message, ...error.hints, String(error.cause ?? '')].join('\n');
    expect(error.message).toContain(message);
    expect(error.hints).not.toEqual([]);
    for (const { secret, recipient } of [first, second]) {
      expect(told.toUpperCase()).not.toContain(secret.slice(20, 40));
      expect(told).not.toContain(recipient.slice(10, 30));
    }
    expect(told).not.toMatch(/hunter2/i);
  });
});

describe.each(['hybrid', 'x25519'] as const)('new keys in place of %s ones', (keyType) => {
  it('open what those before opened, and sign as somebody new', async () => {
    const before = await makeIdentity(keyType);
    const after = await (await before.rotated()).rotated();
    expect(keyTypeOf(after.recipient)).toBe(keyType);
    expect(after.recipient).not.toBe(before.recipient);
    expect(after.signer.publicKey).not.toBe(before.signer.publicKey);
    expect(await opens(after, after.recipient, before.recipient)).toBe(true);
    expect(after.keepsAllOf(before)).toBe(true);
    expect(before.keepsAllOf(after)).toBe(false);
    const again = await parseIdentity(formatIdentity(after));
    expect(publicPart(again)).toEqual(publicPart(after));
    expect(formatIdentity(after).match(/^AGE-SECRET-KEY-/gm)).toHaveLength(3);
    const seed = /coc-signing-key: (.*)/.exec(formatIdentity(before))?.[1] ?? '-';
    expect(formatIdentity(after)).not.toContain(seed);
  });

  it('of somewhere else keep what others opened', async () => {
    const [own, older] = [await makeIdentity(keyType), await makeIdentity('x25519')];
    const both = own.keeping(older);
    expect(publicPart(both)).toEqual(publicPart(own));
    expect(await opens(both, own.recipient, older.recipient)).toBe(true);
    expect(both.keeping(older).keepsAllOf(both)).toBe(true);
    expect(formatIdentity(both.keeping(older))).toBe(formatIdentity(both));
  });
});
