import { Decrypter, Encrypter } from 'age-encryption';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type AgeKeys,
  decodeUtf8,
  keyHolder,
  keyTypeOf,
  makeKeys,
  open,
  openArmored,
  passphraseHolder,
  recipientOf,
  seal,
  sealArmored,
  sealWithPassphrase,
} from '../../../src/vault/age/age.ts';
import { CannotOpen, readHeader } from '../../../src/vault/age/age-header.ts';
import { scryptIdentity, scryptRecipient } from '../../../src/vault/age/scrypt.ts';
import { toBase64 } from '../../../src/vault/age/stanza.ts';
import { x25519Recipient } from '../../../src/vault/age/x25519.ts';

const KEY_TYPES = ['hybrid', 'x25519'] as const;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const PLAINTEXT = bytes('said on the floor \u202e \u0000 é\r\n');

async function reasonOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof CannotOpen) return error.reason;
    throw error;
  }
  return 'opened';
}

describe.each(KEY_TYPES)('sealing with %s keys', (keyType) => {
  let keys: readonly AgeKeys[];
  let stranger: AgeKeys;
  const recipients = (count: number): string[] => keys.slice(0, count).map(({ recipient }) => recipient);
  const holder = (index: number) => keyHolder([keys[index]?.secret ?? '']);

  beforeAll(async () => {
    keys = await Promise.all(Array.from({ length: 5 }, () => makeKeys(keyType)));
    stranger = await makeKeys(keyType);
  });

  it.each([
    [1, 4],
    [4, 4],
    [5, 8],
  ])('opens for each of %i recipients, with %i stanzas of one type', async (count, stanzas) => {
    const sealed = await seal(PLAINTEXT, recipients(count), { keyType });
    const { stanzas: found } = readHeader(sealed);
    expect(found).toHaveLength(stanzas);
    expect(new Set(found.map(({ args }) => args[0])).size).toBe(1);
    for (let reader = 0; reader < count; reader += 1) {
      expect(await open(sealed, holder(reader))).toEqual(PLAINTEXT);
    }
    expect(await reasonOf(open(sealed, keyHolder([stranger.secret])))).toBe('not-shared');
  });

  it('puts the real recipients first, in the given order, each once', async () => {
    const sealed = await seal(PLAINTEXT, [...recipients(2), ...recipients(2)], { keyType });
    expect(readHeader(sealed).stanzas).toHaveLength(4);
    const position = async (secret: string): Promise<number> => {
      const { stanzas } = readHeader(sealed);
      for (const [index, stanza] of stanzas.entries()) {
        const alone = await reasonOf(keyHolder([secret]).openHeader(headerOf([stanza])));
        // The MAC cannot be right for a stanza alone; that it was reached tells that the key fitted.
        if (alone === 'damaged-header') return index;
      }
      return -1;
    };
    expect(await position(keys[0]?.secret ?? '')).toBe(0);
    expect(await position(keys[1]?.secret ?? '')).toBe(1);
  });

  it('opens with any of several keys', async () => {
    const sealed = await seal(PLAINTEXT, recipients(1), { keyType });
    expect(await open(sealed, keyHolder([stranger.secret, keys[0]?.secret ?? '']))).toEqual(PLAINTEXT);
  });

  it('is read by typage, and reads what typage writes', async () => {
    const decrypter = new Decrypter();
    decrypter.addIdentity(keys[2]?.secret ?? '');
    expect(await decrypter.decrypt(await seal(PLAINTEXT, recipients(3), { keyType }))).toEqual(PLAINTEXT);
    const encrypter = new Encrypter();
    for (const recipient of recipients(3)) encrypter.addRecipient(recipient);
    expect(await open(await encrypter.encrypt(PLAINTEXT), holder(1))).toEqual(PLAINTEXT);
  });

  it('seals nothing, and more than one chunk', async () => {
    for (const size of [0, 65536, 65537, 200_000]) {
      const plaintext = new Uint8Array(size).fill(7);
      expect(await open(await seal(plaintext, recipients(1), { keyType }), holder(0))).toEqual(plaintext);
    }
  });

  it('refuses nobody, and keys of another type', async () => {
    await expect(seal(PLAINTEXT, [], { keyType })).rejects.toThrow('nobody');
    const other = await makeKeys(keyType === 'hybrid' ? 'x25519' : 'hybrid');
    await expect(seal(PLAINTEXT, [...recipients(1), other.recipient], { keyType })).rejects.toThrow(
      'another type',
    );
    await expect(seal(PLAINTEXT, [other.recipient], { keyType })).rejects.toThrow('another type');
  });

  it('opens its armored form, CRLF or not', async () => {
    const armored = await sealArmored(PLAINTEXT, recipients(1), { keyType });
    expect(await openArmored(armored, holder(0))).toEqual(PLAINTEXT);
    expect(await openArmored(armored.replaceAll('\n', '\r\n'), holder(0))).toEqual(PLAINTEXT);
    expect(await reasonOf(openArmored(armored.slice(0, -40), holder(0)))).toBe('not-age');
  });

  it('says what is wrong with a file', async () => {
    const sealed = await seal(PLAINTEXT, recipients(1), { keyType });
    const { size } = readHeader(sealed);
    const text = Buffer.from(sealed).toString('latin1');
    const asBytes = (changed: string): Uint8Array => Buffer.from(changed, 'latin1');
    const flipped = (position: number): Uint8Array => {
      const changed = sealed.slice();
      changed[position] = (changed[position] ?? 0) ^ 1;
      return changed;
    };
    const cases: readonly (readonly [Uint8Array, string])[] = [
      [new Uint8Array(), 'empty'],
      [bytes('# Incident\n'), 'not-age'],
      [bytes('age-encryption.org/v2\n'), 'not-age'],
      [sealed.subarray(0, 10), 'damaged-header'],
      [sealed.subarray(0, 300), 'damaged-header'],
      [sealed.subarray(0, size - 1), 'damaged-header'],
      [asBytes(text.replaceAll('\n', '\r\n')), 'line-endings'],
      [asBytes(text.replace('\n--- ', '\n-> extra x\n\n--- ')), 'damaged-header'],
      [asBytes(text.replace(/--- .{43}/, `--- ${toBase64(new Uint8Array(32))}`)), 'damaged-header'],
      [sealed.subarray(0, size), 'damaged-body'],
      [sealed.subarray(0, size + 5), 'damaged-body'],
      [sealed.subarray(0, size + 16), 'damaged-body'],
      [sealed.subarray(0, sealed.length - 1), 'damaged-body'],
      [flipped(sealed.length - 1), 'damaged-body'],
      [flipped(size + 3), 'damaged-body'],
      [Buffer.concat([sealed, Buffer.of(0)]), 'damaged-body'],
    ];
    for (const [file, reason] of cases) expect(await reasonOf(open(file, holder(0)))).toBe(reason);
  });

  it('tells the public half, and the type', async () => {
    expect(await recipientOf(stranger.secret)).toBe(stranger.recipient);
    expect(keyTypeOf(stranger.recipient)).toBe(keyType);
  });

  it('never quotes a key in an error', async () => {
    const damaged = `${stranger.secret.slice(0, -1)}${stranger.secret.endsWith('Q') ? 'P' : 'Q'}`;
    for (const secret of [damaged, stranger.secret.toLowerCase(), `${stranger.secret}X`]) {
      const error = await recipientOf(secret).catch((caught: Error) => caught);
      expect(String(error)).toMatch(/^UserError/);
      expect(`${error} ${JSON.stringify(error)}`.toUpperCase()).not.toContain(
        secret.slice(20, 30).toUpperCase(),
      );
      expect(() => keyHolder([secret])).toThrow('not an age key');
    }
  });
});

describe('what a file may ask for', () => {
  const stanza = { args: ['X25519', toBase64(new Uint8Array(32).fill(9))], body: new Uint8Array(32) };

  it('accepts 256 stanzas and refuses 257, before trying any', async () => {
    const holder = { openHeader: async () => Promise.reject(new Error('tried')) };
    await expect(open(headerOf(Array(256).fill(stanza)), holder)).rejects.toThrow('tried');
    expect(await reasonOf(open(headerOf(Array(257).fill(stanza)), holder))).toBe('too-large');
    const long = { args: ['x'], body: new Uint8Array(1024 * 1024) };
    expect(await reasonOf(open(headerOf([long]), holder))).toBe('too-large');
  });

  it.each([
    ['a share that is too short', ['X25519', 'AAAA'], 32],
    ['padded base64', ['X25519', `${stanza.args[1]}=`], 32],
    ['a point of low order', ['X25519', toBase64(new Uint8Array(32))], 32],
    ['a body that is too short', stanza.args, 31],
    ['one argument too many', [...stanza.args, 'x'], 32],
  ])('calls %s a damaged header', async (_, args, size) => {
    const { secret } = await makeKeys('x25519');
    const file = headerOf([{ args, body: new Uint8Array(size) }]);
    expect(await reasonOf(open(file, keyHolder([secret])))).toBe('damaged-header');
  });

  it('passes over stanzas of types it does not know', async () => {
    const { secret } = await makeKeys('hybrid');
    const file = headerOf([stanza, { args: ['example.com/new', 'a', 'b'], body: new Uint8Array(48) }]);
    expect(await reasonOf(open(file, keyHolder([secret])))).toBe('not-shared');
  });

  it('refuses to seal to a point of low order', () => {
    expect(() => x25519Recipient(new Uint8Array(32)).wrapFileKey(new Uint8Array(16))).toThrow();
  });
});

describe.each([
  'age1tag1qwe0kafsjrar4txm6heqnhpfuggzr0gvznz7fvygxrlq90u5mq2pysxtw6h',
  'AGE1',
  'ssh-ed25519 AAAA',
  '',
])('the recipient %j', (recipient) => {
  it('is refused', () => {
    expect(() => keyTypeOf(recipient)).toThrow('not an age recipient');
  });
});

describe('a passphrase', () => {
  it('opens what it sealed, and what typage sealed, and the other way round', async () => {
    const armored = await sealWithPassphrase(PLAINTEXT, 'correct horse', 10);
    expect(await openArmored(armored, passphraseHolder('correct horse'))).toEqual(PLAINTEXT);
    expect(await reasonOf(openArmored(armored, passphraseHolder('Correct horse')))).toBe('not-shared');

    const encrypter = new Encrypter();
    encrypter.setPassphrase('pässword');
    encrypter.setScryptWorkFactor(10);
    expect(await open(await encrypter.encrypt(PLAINTEXT), passphraseHolder('pässword'))).toEqual(PLAINTEXT);

    const decrypter = new Decrypter();
    decrypter.addPassphrase('pässword');
    const sealer = new Encrypter();
    sealer.addRecipient(scryptRecipient('pässword', 10));
    expect(await decrypter.decrypt(await sealer.encrypt(PLAINTEXT))).toEqual(PLAINTEXT);
  });

  it('uses work factor 18 unless told otherwise', async () => {
    const [stanza] = await scryptRecipient('x').wrapFileKey(new Uint8Array(16));
    expect(stanza?.args[2]).toBe('18');
  });

  it.each(['23', '99', '0', '018', '1e1', '-1'])(
    'refuses the work factor %s before any work',
    async (factor) => {
      const stanza = { args: ['scrypt', toBase64(new Uint8Array(16)), factor], body: new Uint8Array(32) };
      await expect(scryptIdentity('x').unwrapFileKey([stanza])).rejects.toThrow(/work factor|scrypt stanza/);
    },
  );

  it('wants to be alone', async () => {
    const [stanza] = await scryptRecipient('x', 10).wrapFileKey(new Uint8Array(16));
    if (stanza === undefined) throw new Error('no stanza');
    await expect(scryptIdentity('x').unwrapFileKey([stanza, stanza])).rejects.toThrow('alone');
  });
});

describe('decodeUtf8', () => {
  it('keeps a byte order mark and refuses what is not UTF-8', async () => {
    expect(decodeUtf8(bytes('\ufeffa\r\n'))).toBe('\ufeffa\r\n');
    expect(await reasonOf((async () => decodeUtf8(Buffer.of(0x4d, 0xfc)))())).toBe('not-text');
  });
});

function headerOf(stanzas: readonly { args: readonly string[]; body: Uint8Array }[]): Uint8Array {
  const lines = stanzas.flatMap(({ args, body }) => {
    const base64 = toBase64(body);
    const full = base64.match(/.{1,64}/g) ?? [];
    return [`-> ${args.join(' ')}`, ...full, ...(base64.length % 64 === 0 ? [''] : [])];
  });
  return bytes(['age-encryption.org/v1', ...lines, `--- ${toBase64(new Uint8Array(32))}`, ''].join('\n'));
}
