import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatIdentity, makeIdentity, publicPart } from '../../../src/vault/keys/identity.ts';
import {
  assertPublicKeys,
  readPublicKeys,
  rewriteIdentityFile,
  writeIdentityFile,
} from '../../../src/vault/keys/identity-file.ts';
import {
  adoptIdentityFile,
  preparedKeys,
  prepareIdentityFile,
} from '../../../src/vault/keys/replace-identity.ts';

let home: string;
let path: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'coc-test-'));
  path = join(home, 'identity.txt');
  await writeIdentityFile(path, old, publicPart(before));
});
afterEach(() => rm(home, { recursive: true }));

const AT = '2026-11-23T15:00:00Z';
const before = await makeIdentity('x25519');
const after = await before.rotated();
const old = new TextEncoder().encode(formatIdentity(before));
const next = new TextEncoder().encode(formatIdentity(after));

const neverUnlocked = (): Promise<never> => Promise.reject(new Error('unlocked'));
const content = async (name: string): Promise<Uint8Array> => new Uint8Array(await readFile(join(home, name)));
const prepare = (): Promise<void> => prepareIdentityFile(path, next, publicPart(after), publicPart(before));

describe('an identity file that takes the place of another', () => {
  it('is prepared, then adopted, and the one before stays beside it', async () => {
    await prepare();
    expect(await content('identity.txt')).toEqual(old);
    expect(await readPublicKeys(path, neverUnlocked)).toEqual(publicPart(before));
    expect(await preparedKeys(path)).toEqual(publicPart(after));
    await adoptIdentityFile(path, AT);
    expect(await content('identity.txt')).toEqual(next);
    expect(await content('identity-before-2026-11-23.txt')).toEqual(old);
    expect(await readPublicKeys(path, neverUnlocked)).toEqual(publicPart(after));
    expect(await preparedKeys(path)).toBeUndefined();
    const names = (await readdir(home)).sort();
    expect(names).toEqual(['identity-before-2026-11-23.txt', 'identity.pub', 'identity.txt']);
    for (const name of names) expect((await stat(join(home, name))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(home, 'identity.pub'), 'utf8')).not.toContain('SECRET');
  });

  it('never replaces a copy that is there', async () => {
    await writeFile(join(home, 'identity-before-2026-11-23.txt'), 'of this morning');
    await prepare();
    await adoptIdentityFile(path, AT);
    expect(await readFile(join(home, 'identity-before-2026-11-23.txt'), 'utf8')).toBe('of this morning');
    expect(await content('identity-before-2026-11-23-2.txt')).toEqual(old);
  });

  it('is not prepared in place of keys that are not there', async () => {
    const other = publicPart(await makeIdentity('x25519'));
    await expect(prepareIdentityFile(path, next, publicPart(after), other)).rejects.toThrow(
      'does not belong',
    );
    await expect(adoptIdentityFile(path, AT)).rejects.toThrow('prepared');
    expect((await readdir(home)).sort()).toEqual(['identity.pub', 'identity.txt']);
    expect(await content('identity.txt')).toEqual(old);
  });

  it('is prepared anew after a stop in the middle of preparing', async () => {
    await writeFile(join(home, 'identity-next.txt'), 'cut off');
    await writeFile(join(home, 'identity-next.pub'), 'cut off');
    expect(await preparedKeys(path)).toBeUndefined();
    expect(await readPublicKeys(path, neverUnlocked)).toEqual(publicPart(before));
    await prepare();
    expect(await preparedKeys(path)).toEqual(publicPart(after));
  });

  it('is adopted after a stop behind the copy, which is not made twice', async () => {
    await prepare();
    await writeFile(join(home, 'identity-before-2026-11-23.txt'), old);
    await adoptIdentityFile(path, AT);
    expect((await readdir(home)).sort()).toEqual([
      'identity-before-2026-11-23.txt',
      'identity.pub',
      'identity.txt',
    ]);
  });

  it.each([
    ['reading the public keys', async () => readPublicKeys(path, neverUnlocked)],
    ['opening the keys', async () => assertPublicKeys(path, publicPart(after))],
    ['writing them under a passphrase', async () => rewriteIdentityFile(path, next, publicPart(after))],
  ])('has its public keys after a stop between the two files, by %s', async (_how, start) => {
    await prepare();
    await rename(join(home, 'identity-next.txt'), path);
    await start();
    expect(await readPublicKeys(path, neverUnlocked)).toEqual(publicPart(after));
    expect((await readdir(home)).sort()).toEqual(['identity.pub', 'identity.txt']);
  });

  it('leaves alone what somebody else prepares at the same moment', async () => {
    await prepare();
    await Promise.all([1, 2, 3].map(() => readPublicKeys(path, neverUnlocked)));
    expect(await preparedKeys(path)).toEqual(publicPart(after));
    await Promise.all([adoptIdentityFile(path, AT), readPublicKeys(path, neverUnlocked)]);
    expect(await readPublicKeys(path, neverUnlocked)).toEqual(publicPart(after));
  });
});
