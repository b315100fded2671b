import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { open, seal } from '../../../src/vault/age/age.ts';
import {
  formatIdentity,
  type HeldIdentity,
  isProtected,
  makeIdentity,
  parseIdentity,
  protect,
  publicPart,
  unprotect,
  WrongPassphrase,
} from '../../../src/vault/keys/identity.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const secretOf = (identity: HeldIdentity): string =>
  /^AGE-SECRET-KEY-.*$/m.exec(formatIdentity(identity))?.[0] ?? '';
const seedOf = (identity: HeldIdentity): string =>
  /coc-signing-key: (.*)/.exec(formatIdentity(identity))?.[1] ?? '';

describe.each(['hybrid', 'x25519'] as const)('an identity with %s keys', (keyType) => {
  it('comes back from its text, and from its protected form', async () => {
    const identity = await makeIdentity(keyType);
    const sealed = await seal(bytes('x'), [identity.recipient], { keyType });
    const file = await protect(identity, 'four words in a row', 10);
    expect(isProtected(file)).toBe(true);
    expect(isProtected(bytes(formatIdentity(identity)))).toBe(false);
    for (const again of [
      await parseIdentity(formatIdentity(identity)),
      await unprotect(file, 'four words in a row'),
    ]) {
      expect(publicPart(again)).toEqual(publicPart(identity));
      expect(await open(sealed, again)).toEqual(bytes('x'));
      expect(await again.signer.sign(bytes('m'))).toEqual(await identity.signer.sign(bytes('m')));
    }
  });

  it('shows no secret when it is printed', async () => {
    const identity = await makeIdentity(keyType);
    const printed = inspect(identity, { depth: null, showHidden: true }) + JSON.stringify(identity);
    expect(printed).not.toContain('AGE-SECRET-KEY');
    expect(printed).not.toContain(seedOf(identity));
  });
});

describe('parseIdentity', () => {
  it('takes CRLF, blanks, a byte order mark, comments, and older keys behind the own one', async () => {
    const [own, older] = [await makeIdentity('x25519'), await makeIdentity('x25519')];
    const text = `\ufeff# created: long ago\r\n\r\n  ${secretOf(own)}  \r\n#x\r\n${secretOf(older)}\r\n# coc-signing-key: ${seedOf(own)}\r\n`;
    const identity = await parseIdentity(text);
    expect(publicPart(identity)).toEqual(publicPart(own));
    const forOlder = await seal(bytes('x'), [older.recipient], { keyType: 'x25519' });
    expect(await open(forOlder, identity)).toEqual(bytes('x'));
    expect(formatIdentity(identity)).toContain(secretOf(older));
  });

  it('says what is missing or wrong, and quotes nothing', async () => {
    const identity = await makeIdentity('hybrid');
    const [secret, seed] = [secretOf(identity), seedOf(identity)];
    const signing = `# coc-signing-key: ${seed}\n`;
    const cases: readonly (readonly [string, string])[] = [
      ['', 'no age key'],
      [signing, 'no age key'],
      [`${secret}\n`, 'no signing key'],
      [`${secret}\n${signing}${signing}`, 'more than one'],
      [
        `${secret}\n# coc-signing-key: ${seed.slice(2)}\n`,
        'signing key in the file with your keys is damaged',
      ],
      [`${secret.slice(0, -3)}\n${signing}`, 'not an age key'],
      [`hunter2\n${signing}`, 'not an age key'],
    ];
    for (const [text, message] of cases) {
      const error = await parseIdentity(text).catch((caught: Error) => caught);
      expect(String(error)).toMatch(/^UserError/);
      expect(String(error)).toContain(message);
      for (const hidden of [secret.slice(20, 40), seed.slice(5, 20), 'hunter2'])
        expect(String(error)).not.toContain(hidden);
    }
  });
});

describe('unprotect', () => {
  it('tells a wrong passphrase from a damaged file', async () => {
    const file = await protect(await makeIdentity('x25519'), 'right', 10);
    const text = new TextDecoder().decode(file);
    await expect(unprotect(file, 'wrong')).rejects.toBeInstanceOf(WrongPassphrase);
    await expect(unprotect(file, '')).rejects.toBeInstanceOf(WrongPassphrase);
    const lines = text.split('\n');
    const damaged = [
      text.slice(0, 200),
      lines.toSpliced(-4, 1).join('\n'),
      lines.toSpliced(2, 1).join('\n'),
      text.replace('-----END', '-----ENDE'),
    ];
    for (const each of damaged)
      await expect(unprotect(bytes(each), 'right')).rejects.toThrow('damaged or cut off');
  });

  it('opens the armor with CRLF', async () => {
    const identity = await makeIdentity('x25519');
    const text = new TextDecoder().decode(await protect(identity, 'p', 10)).replaceAll('\n', '\r\n');
    expect((await unprotect(bytes(text), 'p')).recipient).toBe(identity.recipient);
  });

  it('names an age file that is sealed to keys', async () => {
    const { recipient } = await makeIdentity('x25519');
    const file = await seal(bytes('x'), [recipient], { keyType: 'x25519' });
    await expect(unprotect(file, 'p')).rejects.toThrow('not one that is sealed with a passphrase');
  });
});
