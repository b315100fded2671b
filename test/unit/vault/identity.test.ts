import { inspect } from 'node:util';
import { Encrypter } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { dearmor, open, seal } from '../../../src/vault/age/age.ts';
import { formsOf } from '../../../src/vault/age/passphrase.ts';
import { scryptRecipient, workOf } from '../../../src/vault/age/scrypt.ts';
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

  const NFC = 'gemu\u0308tlich fu\u00fcr \uac00'.normalize('NFC');
  it.each([
    ['the same letters, put together otherwise', NFC, NFC.normalize('NFD')],
    ['other blanks, as Option-Space types them', 'zwei drei wörter', 'zwei\u00a0drei\u3000wörter'],
    ['letters of full width', 'correct horse', 'ｃｏｒｒｅｃｔ ｈｏｒｓｅ'],
  ])('takes %s', async (_what, plain, other) => {
    const identity = await makeIdentity('x25519');
    const recipientBy = async (file: Uint8Array, passphrase: string) =>
      (await unprotect(file, passphrase)).recipient;
    expect(await recipientBy(await protect(identity, plain, 10), other)).toBe(identity.recipient);
    await expect(unprotect(await protect(identity, plain, 10), `${other}x`)).rejects.toBeInstanceOf(
      WrongPassphrase,
    );
  });

  it.each(['gemu\u0308tlich', 'zwei\u00a0wörter', 'ｃｏｒｒｅｃｔ', 'Stra\u00dfe \ufb01'])(
    'opens what an older coc, or stock age, sealed to a passphrase as it was typed: %s',
    async (typed) => {
      const identity = await makeIdentity('x25519');
      const sealer = new Encrypter();
      sealer.addRecipient(scryptRecipient(typed, 10));
      const file = await sealer.encrypt(formatIdentity(identity));
      expect((await unprotect(file, typed)).recipient).toBe(identity.recipient);
      expect(isProtected(file)).toBe(true);
    },
  );

  it('guesses once where the passphrase is ASCII, or written as keyboards write it', () => {
    expect(formsOf('four words in a row')).toEqual(['four words in a row']);
    expect(formsOf('drei Wörter')).toEqual(['drei Wörter', 'drei Wörter'.normalize('NFD')]);
  });

  it.each([
    ['23', /takes 8 GiB of memory, and coc takes 4 GiB at most/],
    ['30', /takes 1024 GiB|more than 1,000 GiB/],
    ['99', /more than 1,000 GiB/],
  ])('says what a file is that asks for too much work: 2^%s rounds', async (factor, said) => {
    const file = await dearmor(
      new TextDecoder().decode(await protect(await makeIdentity('x25519'), 'p', 10)),
    );
    const asking = Buffer.from(file)
      .toString('latin1')
      .replace(/^(-> scrypt \S+) 10$/m, `$1 ${factor}`);
    const error = await unprotect(Buffer.from(asking, 'latin1'), 'p').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toMatch(said);
    expect(String(error)).toContain('is whole');
  });

  it('opens what asks for as much work as age takes, if there is the memory for it', () => {
    const asking = (factor: string) => ({ args: ['scrypt', 'x', factor], body: new Uint8Array(32) });
    expect(workOf(asking('18'), 0)).toEqual({ memory: 0.25, refused: undefined });
    expect(workOf(asking('20'), 0)).toEqual({ memory: 1, refused: undefined });
    expect(workOf(asking('22'), 2 ** 33)).toEqual({ memory: 4, refused: undefined });
    expect(workOf(asking('22'), 2 ** 31)).toEqual({ memory: 4, refused: 'here' });
    expect(workOf(asking('23'), 2 ** 40)).toEqual({ memory: 8, refused: 'always' });
    for (const factor of ['0', '018', '1e1', '-1', '', '100'])
      expect(workOf(asking(factor), 0)).toBeUndefined();
  });

  it('names an age file that is sealed to keys', async () => {
    const { recipient } = await makeIdentity('x25519');
    const file = await seal(bytes('x'), [recipient], { keyType: 'x25519' });
    await expect(unprotect(file, 'p')).rejects.toThrow('not one that is sealed with a passphrase');
  });
});
