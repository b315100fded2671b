import { describe, expect, it } from 'vitest';
import { SshReader, sshString } from '../../../src/vault/keys/ssh-wire.ts';
import {
  armorSshsig,
  namespaceOf,
  readSshsigArmor,
  signerFromSeed,
  signSshsig,
  verifySshsig,
} from '../../../src/vault/keys/sshsig.ts';

const signer = signerFromSeed(new Uint8Array(32).fill(1));
const other = signerFromSeed(new Uint8Array(32).fill(2));
const message = new TextEncoder().encode('a message');

describe('SSHSIG', () => {
  it('verifies its own signature, with a comment behind the key or not', async () => {
    const signature = await signSshsig(signer, 'coc-entry', message);
    expect(signature).toHaveLength(64);
    expect(verifySshsig(signer.publicKey, 'coc-entry', message, signature)).toBe(true);
    expect(verifySshsig(`${signer.publicKey} ana@example.org`, 'coc-entry', message, signature)).toBe(true);
  });

  it('refuses another key, namespace, message or signature', async () => {
    const signature = await signSshsig(signer, 'coc-entry', message);
    const changed = signature.slice();
    changed[3] = (changed[3] ?? 0) ^ 1;
    expect(verifySshsig(other.publicKey, 'coc-entry', message, signature)).toBe(false);
    expect(verifySshsig(signer.publicKey, 'git', message, signature)).toBe(false);
    expect(verifySshsig(signer.publicKey, 'coc-entry', message.subarray(1), signature)).toBe(false);
    expect(verifySshsig(signer.publicKey, 'coc-entry', message, changed)).toBe(false);
    expect(verifySshsig(signer.publicKey, 'coc-entry', message, signature.subarray(1))).toBe(false);
    expect(verifySshsig(signer.publicKey, 'coc-entry', message, new Uint8Array())).toBe(false);
  });

  it.each([
    '',
    'ssh-ed25519',
    'ssh-ed25519 AAAA',
    'ssh-rsa AAAAB3NzaC1yc2E=',
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA==',
  ])('calls a signature by the key %j wrong, without an error', async (key) => {
    expect(verifySshsig(key, 'git', message, await signSshsig(signer, 'git', message))).toBe(false);
  });

  it('comes back from its armor, in lines of at most 70', async () => {
    const signature = await signSshsig(signer, 'git', message);
    const armored = armorSshsig(signer.publicKey, 'git', signature);
    expect(readSshsigArmor(armored)).toEqual(signature);
    expect(readSshsigArmor(armored.replaceAll('\n', '\r\n'))).toEqual(signature);
    expect(Math.max(...armored.split('\n').map((line) => line.length))).toBe(70);
  });

  it('reads nothing out of a damaged armor', async () => {
    const armored = armorSshsig(signer.publicKey, 'git', await signSshsig(signer, 'git', message));
    const [begin = '', first = '', ...rest] = armored.split('\n');
    for (const text of [
      '',
      'x',
      begin,
      armored.slice(0, -30),
      [begin, first.slice(4), ...rest].join('\n'),
      [begin, ...rest].join('\n'),
    ]) {
      expect(readSshsigArmor(text)).toBeUndefined();
    }
  });

  it('does not show its key', () => {
    expect(JSON.stringify(signer)).toBe(JSON.stringify({ publicKey: signer.publicKey }));
  });
});

describe('namespaceOf', () => {
  const blob = (...parts: readonly (string | Uint8Array)[]): Uint8Array =>
    Buffer.concat([Buffer.from('SSHSIG'), ...parts.map((part) => sshString(part))]);
  const digest = new Uint8Array(64);

  it.each([
    ['what git asks for', blob('git', '', 'sha512', digest), 'git'],
    ['another hash', blob('git', '', 'sha1', digest), undefined],
    ['a digest of another length', blob('git', '', 'sha512', digest.subarray(1)), undefined],
    ['something behind it', blob('git', '', 'sha512', digest, 'x'), undefined],
    ['something reserved', blob('git', 'x', 'sha512', digest), undefined],
    ['an SSH login', sshString('session'), undefined],
    ['nothing', new Uint8Array(), undefined],
  ])('of %s', (_, input, namespace) => {
    expect(namespaceOf(input)).toBe(namespace);
  });
});

describe('SshReader', () => {
  it('does not read beyond the end, whatever a length says', () => {
    expect(() => new SshReader(Buffer.of(255, 255, 255, 255, 1)).string()).toThrow(RangeError);
    expect(() => new SshReader(Buffer.of(0)).uint32()).toThrow(RangeError);
    expect(() => new SshReader(Buffer.of(0)).end()).toThrow(RangeError);
  });
});
