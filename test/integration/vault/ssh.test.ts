import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sshString } from '../../../src/vault/keys/ssh-wire.ts';
import {
  armorSshsig,
  keyBlob,
  readSshsigArmor,
  signerFromSeed,
  signSshsig,
  verifySshsig,
} from '../../../src/vault/keys/sshsig.ts';
import { withAgent } from '../../stock-git/ssh-agent.ts';

const run = promisify(execFile);
let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'coc-test-'));
});
afterEach(() => rm(home, { recursive: true }));

const signer = signerFromSeed(randomBytes(32));
const message = new TextEncoder().encode('a message\n');

describe('stock ssh-keygen', () => {
  it('verifies what we sign', async () => {
    await writeFile(join(home, 'allowed'), `ana@example.org namespaces="coc-entry" ${signer.publicKey}\n`);
    const signature = await signSshsig(signer, 'coc-entry', message);
    await writeFile(join(home, 'sig'), armorSshsig(signer.publicKey, 'coc-entry', signature));
    const verify = (input: Uint8Array): number | null =>
      spawnSync(
        'ssh-keygen',
        [
          '-Y',
          'verify',
          '-f',
          join(home, 'allowed'),
          '-I',
          'ana@example.org',
          '-n',
          'coc-entry',
          '-s',
          join(home, 'sig'),
        ],
        { input },
      ).status;
    expect(verify(message)).toBe(0);
    expect(verify(message.subarray(1))).not.toBe(0);
  });

  it('signs what we verify', async () => {
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'ana', '-f', join(home, 'key')]);
    await writeFile(join(home, 'text'), message);
    await run('ssh-keygen', ['-q', '-Y', 'sign', '-f', join(home, 'key'), '-n', 'git', join(home, 'text')]);
    const { stdout: armored } = await run('cat', [join(home, 'text.sig')]);
    const { stdout: key } = await run('cat', [join(home, 'key.pub')]);
    expect(verifySshsig(key.trim(), 'git', message, readSshsigArmor(armored) ?? new Uint8Array())).toBe(true);
    expect(verifySshsig(signer.publicKey, 'git', message, readSshsigArmor(armored) ?? new Uint8Array())).toBe(
      false,
    );
  });
});

describe('the agent', () => {
  const git = (args: readonly string[], socket = '/nonexistent') =>
    run('git', ['-C', home, ...args], {
      env: {
        PATH: process.env.PATH,
        HOME: home,
        LC_ALL: 'C',
        GIT_CONFIG_NOSYSTEM: '1',
        SSH_AUTH_SOCK: socket,
      },
    });

  it('signs a commit that git verifies, with no key file anywhere', async () => {
    await git(['init', '-q', '-b', 'main']);
    await writeFile(join(home, '.git', 'allowed'), `ana@example.org namespaces="git" ${signer.publicKey}\n`);
    const config = {
      'gc.auto': '0',
      'user.name': 'Ana',
      'user.email': 'ana@example.org',
      'gpg.format': 'ssh',
      'gpg.ssh.program': 'ssh-keygen',
      'gpg.ssh.allowedSignersFile': join(home, '.git', 'allowed'),
      'user.signingkey': `key::${signer.publicKey}`,
    };
    for (const [key, value] of Object.entries(config)) await git(['config', key, value]);
    let used = '';
    await withAgent(signer, async (socket) => {
      used = socket;
      expect((await stat(dirname(socket))).mode & 0o777).toBe(0o700);
      await git(['commit', '-q', '-S', '--allow-empty', '-m', 'one'], socket);
      await git(['commit', '-q', '-S', '--allow-empty', '-m', 'two'], socket);
    });
    await git(['verify-commit', 'HEAD']);
    expect((await git(['log', '--format=%G?%GS'])).stdout).toBe('Gana@example.org\nGana@example.org\n');
    expect(existsSync(dirname(used))).toBe(false);
    await expect(git(['commit', '-q', '-S', '--allow-empty', '-m', 'three'], used)).rejects.toThrow();
  });

  it('is listed by ssh-add, and refuses to sign for a login or another namespace', async () => {
    await withAgent(signer, async (socket) => {
      const { stdout } = await run('ssh-add', ['-L'], {
        env: { PATH: process.env.PATH, SSH_AUTH_SOCK: socket },
      });
      expect(stdout).toBe(`${signer.publicKey} coc\n`);
      expect(await signInChild(socket, 'git')).toBe(0);
      expect(await signInChild(socket, 'file')).not.toBe(0);
      const key = Buffer.from(keyBlob(signer.publicKey) ?? []);
      const login = Buffer.concat([
        Buffer.of(13),
        sshString(key),
        sshString('session and user'),
        Buffer.alloc(4),
      ]);
      expect(await ask(socket, sshString(login))).toEqual(Buffer.of(0, 0, 0, 1, 5));
      for (const request of [Buffer.of(13), Buffer.of(17, 1, 2), Buffer.of(27), Buffer.of(13, 0, 0, 0, 9)]) {
        expect(await ask(socket, sshString(request))).toEqual(Buffer.of(0, 0, 0, 1, 5));
      }
      expect(await ask(socket, Buffer.of(255, 255, 255, 255))).toEqual(Buffer.alloc(0));
      expect(await ask(socket, Buffer.of(0, 0, 0, 0))).toEqual(Buffer.alloc(0));
    });
  });

  async function signInChild(socket: string, namespace: string): Promise<number> {
    await writeFile(join(home, 'key.pub'), `${signer.publicKey}\n`);
    await writeFile(join(home, 'text'), message);
    await rm(join(home, 'text.sig'), { force: true });
    return run(
      'ssh-keygen',
      ['-Y', 'sign', '-f', join(home, 'key.pub'), '-n', namespace, join(home, 'text')],
      {
        env: { PATH: process.env.PATH, SSH_AUTH_SOCK: socket },
      },
    ).then(
      () => 0,
      () => 1,
    );
  }

  it('answers a request that comes in pieces, and two at once in order', async () => {
    await withAgent(signer, async (socket) => {
      const list = sshString(Buffer.of(11));
      const both = await ask(
        socket,
        ...Buffer.concat([list, sshString(Buffer.of(99))])
          .toString('latin1')
          .split('')
          .map((byte) => Buffer.from(byte, 'latin1')),
      );
      expect(both.subarray(-5)).toEqual(Buffer.of(0, 0, 0, 1, 5));
      expect(both[4]).toBe(12);
    });
  });

  it('is gone when the work fails, even with a connection open', async () => {
    let used = '';
    const work = withAgent(signer, async (socket) => {
      used = socket;
      const open = connect(socket);
      open.on('error', () => open.destroy());
      await new Promise((resolve) => open.once('connect', resolve));
      throw new Error('git failed');
    });
    await expect(work).rejects.toThrow('git failed');
    expect(existsSync(dirname(used))).toBe(false);
  });

  it('sweeps what a killed coc left, and nothing of one that runs', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const [stale, alive] = [
      join(tmpdir(), `coc-agent-${dead}-abcdef`),
      join(tmpdir(), `coc-agent-${process.ppid}-abcdef`),
    ];
    await mkdir(stale, { recursive: true });
    await mkdir(alive, { recursive: true });
    await writeFile(join(stale, 's'), '');
    try {
      await withAgent(signer, async () => undefined);
      expect(existsSync(stale)).toBe(false);
      expect(existsSync(alive)).toBe(true);
      expect(
        (await readdir(tmpdir())).filter((name) => name.startsWith(`coc-agent-${process.pid}-`)),
      ).toEqual([]);
    } finally {
      await rm(alive, { recursive: true });
    }
  });

  it('finds a shorter place where the temporary folder has a long name', async () => {
    const long = join(home, 'x'.repeat(90));
    await mkdir(long);
    const before = process.env.TMPDIR;
    process.env.TMPDIR = long;
    try {
      await withAgent(signer, async (socket) => expect(Buffer.byteLength(socket)).toBeLessThan(104));
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
  });
});

/** Sends these pieces, one at a time, and gives what came back until the line is quiet or closed. */
function ask(socket: string, ...pieces: readonly Uint8Array[]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const connection = connect(socket);
    connection.setNoDelay(true);
    const chunks: Buffer[] = [];
    connection.on('data', (chunk) => chunks.push(chunk));
    connection.on('error', reject);
    connection.on('close', () => resolve(Buffer.concat(chunks)));
    connection.setTimeout(200, () => connection.destroy());
    for (const piece of pieces) connection.write(piece);
  });
}
