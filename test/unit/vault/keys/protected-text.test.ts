import { describe, expect, it } from 'vitest';
import { isProtected, makeIdentity, protect, unprotect } from '../../../../src/vault/keys/identity.ts';
import { importIdentity } from '../../../../src/vault/keys/import-identity.ts';

const identity = await makeIdentity('x25519');
const armored = new TextDecoder().decode(await protect(identity, 'four words', 10));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`, 'utf16le');

const WRITTEN: Readonly<Record<string, Uint8Array>> = {
  'as it is': utf8(armored),
  'a byte order mark': utf8(`\uFEFF${armored}`),
  'a comment above': utf8(`# My keys, for coc\n${armored}`),
  'a mark, blanks and comments above': utf8(
    `\uFEFF\r\n# one\r\n\r\n  # two\r\n${armored.replaceAll('\n', '\r\n')}`,
  ),
  'a long comment above': utf8(`${`# ${'x'.repeat(70)}\n`.repeat(40)}${armored}`),
  'UTF-16, as a shell of Windows writes it': utf16(armored),
};

describe('a protected identity file', () => {
  it.each(Object.entries(WRITTEN))('is known for one and opens with %s', async (_, file) => {
    expect(isProtected(file)).toBe(true);
    expect((await unprotect(file, 'four words')).recipient).toBe(identity.recipient);
    const brought = await importIdentity(file, 'x25519', async () => 'four words');
    expect(brought.recipient).toBe(identity.recipient);
  });

  it('is not what only speaks of one', () => {
    expect(isProtected(utf8('# -----BEGIN AGE ENCRYPTED FILE-----\nAGE-SECRET-KEY-1'))).toBe(false);
    expect(isProtected(utf8(`x ${armored}`))).toBe(false);
    expect(isProtected(new Uint8Array())).toBe(false);
  });
});
