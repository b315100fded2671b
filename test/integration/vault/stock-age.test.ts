import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn as spawnPty } from '@lydell/node-pty';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  keyHolder,
  makeKeys,
  open,
  passphraseHolder,
  seal,
  sealArmored,
  sealWithPassphrase,
} from '../../../src/vault/age/age.ts';
import { formatIdentity, makeIdentity, protect, unprotect } from '../../../src/vault/keys/identity.ts';
import { importIdentity } from '../../../src/vault/keys/import-identity.ts';

const installed = spawnSync('age', ['--version']).status === 0;
if (!installed)
  process.stderr.write('\nSKIPPED: no `age` program here, so nothing was checked against stock age.\n\n');

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'coc-test-'));
});
afterEach(() => rm(home, { recursive: true }));

const at = (name: string): string => join(home, name);
const plaintext = new TextEncoder().encode('said on the floor\r\n\ufeffé');

/** Runs age with something typed at its passphrase prompts; throws unless it ends well. */
function ageTyping(args: readonly string[], passphrase: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const pty = spawnPty('age', [...args], {
      cwd: home,
      env: { PATH: process.env.PATH ?? '', TERM: 'dumb' },
    });
    let seen = '';
    pty.onData((data) => {
      seen += data;
      if (!/passphrase.*: ?$/i.test(seen.trimEnd())) return;
      seen = '';
      pty.write(`${passphrase}\r`);
    });
    pty.onExit(({ exitCode }) => (exitCode === 0 ? resolve() : reject(new Error(`age failed: ${seen}`))));
  });
}

describe.skipIf(!installed)('stock age', () => {
  it('opens what we seal with x25519 keys, binary and armored, as any of the readers', async () => {
    const keys = await Promise.all([1, 2, 3].map(() => makeKeys('x25519')));
    const recipients = keys.map(({ recipient }) => recipient);
    await writeFile(at('binary.age'), await seal(plaintext, recipients, { keyType: 'x25519' }));
    await writeFile(at('armored.age'), await sealArmored(plaintext, recipients, { keyType: 'x25519' }));
    for (const { secret } of keys) {
      await writeFile(at('key'), `${secret}\n`, { mode: 0o600 });
      for (const file of ['binary.age', 'armored.age']) {
        expect(new Uint8Array(spawnSync('age', ['-d', '-i', at('key'), at(file)]).stdout)).toEqual(plaintext);
      }
    }
  });

  it('seals what we open', async () => {
    const { secret, recipient } = await makeKeys('x25519');
    const { recipient: other } = await makeKeys('x25519');
    const sealed = spawnSync('age', ['-r', other, '-r', recipient], { input: plaintext }).stdout;
    expect(new Uint8Array(await open(sealed, keyHolder([secret])))).toEqual(plaintext);
  });

  it('uses an identity file of ours', async () => {
    const identity = await makeIdentity('x25519');
    await writeFile(at('identity.txt'), formatIdentity(identity), { mode: 0o600 });
    await writeFile(at('x.age'), await seal(plaintext, [identity.recipient], { keyType: 'x25519' }));
    const { stdout } = spawnSync('age', ['-d', '-i', at('identity.txt'), at('x.age')]);
    expect(new Uint8Array(stdout)).toEqual(plaintext);
  });

  it('opens with the new identity file what was sealed before a rotation and after it', async () => {
    const before = await makeIdentity('x25519');
    const after = await before.rotated();
    await writeFile(at('identity.txt'), formatIdentity(after), { mode: 0o600 });
    for (const { recipient } of [before, after]) {
      await writeFile(at('x.age'), await seal(plaintext, [recipient], { keyType: 'x25519' }));
      const { stdout } = spawnSync('age', ['-d', '-i', at('identity.txt'), at('x.age')]);
      expect(new Uint8Array(stdout)).toEqual(plaintext);
    }
    await writeFile(at('before.txt'), formatIdentity(before), { mode: 0o600 });
    expect(spawnSync('age', ['-d', '-i', at('before.txt'), at('x.age')]).status).not.toBe(0);
  });

  it('makes keys that we take along', async () => {
    const { recipient, secret } = await makeKeys('x25519');
    await writeFile(at('theirs.txt'), `# mine\r\n${secret}\r\n`);
    await ageTyping(['-p', '-o', at('theirs.age'), at('theirs.txt')], 'vier Wörter');
    const taken = await importIdentity(await readFile(at('theirs.age')), 'x25519', async () => 'vier Wörter');
    expect(taken.recipient).toBe(recipient);
    await writeFile(at('identity.txt'), formatIdentity(taken), { mode: 0o600 });
    const sealed = spawnSync('age', ['-r', recipient], { input: plaintext }).stdout;
    const { stdout } = spawnSync('age', ['-d', '-i', at('identity.txt')], { input: sealed });
    expect(new Uint8Array(stdout)).toEqual(plaintext);
  });

  it('uses an identity file that is protected by a passphrase', async () => {
    const identity = await makeIdentity('x25519');
    await writeFile(at('identity.txt'), await protect(identity, 'vier Wörter am Stück', 16), { mode: 0o600 });
    await writeFile(at('x.age'), await seal(plaintext, [identity.recipient], { keyType: 'x25519' }));
    await ageTyping(['-d', '-i', at('identity.txt'), '-o', at('out'), at('x.age')], 'vier Wörter am Stück');
    expect(new Uint8Array(await readFile(at('out')))).toEqual(plaintext);
  });

  it('opens what we seal with a passphrase, at full strength, and seals what we open', async () => {
    await writeFile(at('x.age'), await sealWithPassphrase(plaintext, 'vier Wörter'));
    await ageTyping(['-d', '-o', at('out'), at('x.age')], 'vier Wörter');
    expect(new Uint8Array(await readFile(at('out')))).toEqual(plaintext);
    await writeFile(at('identity.txt'), formatIdentity(await makeIdentity('x25519')));
    await ageTyping(['-p', '-a', '-o', at('theirs'), at('identity.txt')], 'vier Wörter');
    const opened = await unprotect(await readFile(at('theirs')), 'vier Wörter');
    expect(formatIdentity(opened)).toBe(await readFile(at('identity.txt'), 'utf8'));
    await ageTyping(['-p', '-o', at('binary'), at('out')], 'vier Wörter');
    expect(new Uint8Array(await open(await readFile(at('binary')), passphraseHolder('vier Wörter')))).toEqual(
      plaintext,
    );
  });
});
