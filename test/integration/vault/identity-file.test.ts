import { execFile } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensurePrivateFolder, isTemporary, writeAtomically } from '../../../src/disk/private-file.ts';
import { UserError } from '../../../src/errors.ts';
import { formatIdentity, makeIdentity, publicPart } from '../../../src/vault/keys/identity.ts';
import {
  assertPublicKeys,
  readIdentityFile,
  readPublicKeys,
  rewriteIdentityFile,
  writeIdentityFile,
} from '../../../src/vault/keys/identity-file.ts';
import { openEarlierFiles, preparedKeys } from '../../../src/vault/keys/replace-identity.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'coc-test-'));
});
afterEach(() => rm(home, { recursive: true }));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;
const listen = async (path: string): Promise<void> => {
  const server = createServer().listen(path);
  await once(server, 'listening');
  server.unref();
};
const neverUnlocked = (): Promise<never> => Promise.reject(new Error('unlocked'));

describe('the identity file', () => {
  it('is private, with the public keys beside it', async () => {
    const path = join(home, 'config', 'coc', 'identity.txt');
    const identity = await makeIdentity('x25519');
    await writeIdentityFile(path, bytes(formatIdentity(identity)), publicPart(identity));
    expect(await modeOf(path)).toBe(0o600);
    expect(await modeOf(join(home, 'config', 'coc'))).toBe(0o700);
    expect((await readdir(join(home, 'config', 'coc'))).sort()).toEqual(['identity.pub', 'identity.txt']);
    expect(new TextDecoder().decode(await readIdentityFile(path))).toBe(formatIdentity(identity));
    expect(await readPublicKeys(path, neverUnlocked)).toEqual(publicPart(identity));
    expect(await readFile(join(home, 'config', 'coc', 'identity.pub'), 'utf8')).not.toContain('SECRET');
  });

  it('is never replaced by other keys', async () => {
    const path = join(home, 'identity.txt');
    const [first, second] = [await makeIdentity('x25519'), await makeIdentity('x25519')];
    await writeIdentityFile(path, bytes('first'), publicPart(first));
    await expect(writeIdentityFile(path, bytes('second'), publicPart(second))).rejects.toThrow(
      'keys on this machine already',
    );
    await expect(rewriteIdentityFile(path, bytes('second'), publicPart(second))).rejects.toThrow(
      'does not belong',
    );
    await rewriteIdentityFile(path, bytes('protected'), publicPart(first));
    expect(await readFile(path, 'utf8')).toBe('protected');
    expect(await modeOf(path)).toBe(0o600);
    expect(await readPublicKeys(path, neverUnlocked)).toEqual(publicPart(first));
    expect(await readdir(home)).toHaveLength(2);
  });

  it('says where it is missing or readable by others', async () => {
    const path = join(home, 'identity.txt');
    await expect(readIdentityFile(path)).rejects.toMatchObject({
      hints: [expect.stringContaining('coc init')],
    });
    await writeFile(path, 'x');
    for (const mode of [0o640, 0o604, 0o644]) {
      await chmod(path, mode);
      await expect(readIdentityFile(path)).rejects.toMatchObject({
        hints: [expect.stringContaining(`chmod 600 ${path}`)],
      });
    }
  });

  it.each([
    ['a folder', (path: string) => mkdir(path)],
    ['a pipe', (path: string) => promisify(execFile)('mkfifo', [path])],
    ['a device', (path: string) => symlink('/dev/zero', path)],
    ['a socket', (path: string) => listen(path)],
    [
      'larger than any file of keys',
      async (path: string) => {
        await writeFile(path, '', { mode: 0o600 });
        await truncate(path, 2 ** 31);
      },
    ],
  ])('is named for what it is where it is %s, and nothing waits for it', async (what, put) => {
    const path = join(home, 'identity.txt');
    const identity = await makeIdentity('x25519');
    await put(path);
    const error = await readIdentityFile(path).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toContain(`What is there is ${what}.`);
    await expect(
      writeIdentityFile(path, bytes(formatIdentity(identity)), publicPart(identity)),
    ).rejects.toThrow(/What is there is|keys on this machine already/);
    await rename(path, join(home, 'x.pub'));
    await expect(readPublicKeys(join(home, 'x.txt'), neverUnlocked)).rejects.toThrow(
      `What is there is ${what}.`,
    );
    await rename(join(home, 'x.pub'), join(home, 'x-next.txt'));
    await expect(preparedKeys(join(home, 'x.txt'))).rejects.toThrow(`What is there is ${what}.`);
    await rename(join(home, 'x-next.txt'), join(home, 'x-before-2026-11-23.txt'));
    expect(await openEarlierFiles(join(home, 'x.txt'))).toEqual([]);
  });

  it('may be a link to one, as those who keep their settings elsewhere have it', async () => {
    const identity = await makeIdentity('x25519');
    await writeFile(join(home, 'elsewhere'), formatIdentity(identity), { mode: 0o600 });
    await symlink(join(home, 'elsewhere'), join(home, 'identity.txt'));
    expect(new TextDecoder().decode(await readIdentityFile(join(home, 'identity.txt')))).toBe(
      formatIdentity(identity),
    );
  });

  it('gets its public keys back when only those are missing', async () => {
    const path = join(home, 'identity.txt');
    const identity = await makeIdentity('x25519');
    expect(await readPublicKeys(path, neverUnlocked)).toBeUndefined();
    await writeIdentityFile(path, bytes(formatIdentity(identity)), publicPart(identity));
    await rm(join(home, 'identity.pub'));
    expect(await readPublicKeys(path, async () => identity)).toEqual(publicPart(identity));
    expect(await readPublicKeys(path, neverUnlocked)).toEqual(publicPart(identity));
    await assertPublicKeys(path, publicPart(identity));
    await writeFile(join(home, 'identity.pub'), 'age1x\n');
    await expect(readPublicKeys(path, neverUnlocked)).rejects.toBeInstanceOf(UserError);
  });
});

describe('writeAtomically', () => {
  it('leaves the old file and nothing else behind when it fails', async () => {
    await mkdir(join(home, 'folder', 'inside'), { recursive: true });
    await expect(writeAtomically(join(home, 'folder'), bytes('x'), { mode: 0o600 })).rejects.toThrow();
    await writeFile(join(home, 'file'), 'old');
    await expect(
      writeAtomically(join(home, 'file'), bytes('x'), { mode: 0o600, exclusive: true }),
    ).rejects.toThrow('EEXIST');
    expect(await readFile(join(home, 'file'), 'utf8')).toBe('old');
    expect((await readdir(home)).sort()).toEqual(['file', 'folder']);
  });

  it('replaces a symlink rather than write through it', async () => {
    await writeFile(join(home, 'canary'), 'untouched');
    await symlink(join(home, 'canary'), join(home, 'file'));
    await writeAtomically(join(home, 'file'), bytes('new'), { mode: 0o600 });
    expect(await readFile(join(home, 'canary'), 'utf8')).toBe('untouched');
    expect(await readFile(join(home, 'file'), 'utf8')).toBe('new');
  });

  it('gives the mode that was asked for, whatever the umask', async () => {
    await writeAtomically(join(home, 'file'), bytes('x'), { mode: 0o666 });
    expect(await modeOf(join(home, 'file'))).toBe(0o666);
  });

  it('knows its own temporary names', () => {
    expect(isTemporary('.K7F392QD.md.age.0123456789ab.coc-tmp')).toBe(true);
    expect(isTemporary('K7F392QD.md.age')).toBe(false);
  });
});

describe('ensurePrivateFolder', () => {
  it('closes a folder that was open to others', async () => {
    await mkdir(join(home, 'open'));
    await chmod(join(home, 'open'), 0o755);
    await ensurePrivateFolder(join(home, 'open'));
    expect(await modeOf(join(home, 'open'))).toBe(0o700);
  });
});
