import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeIdentity } from '../../../src/vault/keys/identity.ts';
import {
  agentIdentity,
  agentSocket,
  forgetKeys,
  makeSocketFolder,
  serveKeys,
} from '../../../src/vault/keys/key-agent.ts';
import { signSshsig, verifySshsig } from '../../../src/vault/keys/sshsig.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'coc-test-'));
});
afterEach(() => rm(home, { recursive: true }));

describe('the agent of `coc unlock`', () => {
  it('signs commits, entries and requests to join, and nothing else', async () => {
    const identity = await makeIdentity('x25519');
    const socket = await agentSocket({ XDG_RUNTIME_DIR: home }, '/some/identity.txt');
    await makeSocketFolder(socket);
    let serving: Promise<void> = Promise.resolve();
    await new Promise<void>((ready) => {
      serving = serveKeys(identity, socket, { until: 1, now: () => 0, wanted: () => true, ready });
    });
    const signer = (await agentIdentity(socket))?.signer;
    if (signer === undefined) throw new Error('no agent answers');
    const message = new TextEncoder().encode('a message');
    for (const namespace of ['git', 'coc-entry', 'coc-join']) {
      const signature = await signSshsig(signer, namespace, message);
      expect(verifySshsig(identity.signer.publicKey, namespace, message, signature)).toBe(true);
    }
    for (const namespace of ['', 'file', 'coc', 'coc-joined'])
      await expect(signSshsig(signer, namespace, message)).rejects.toThrow('locked meanwhile');
    await expect(signer.sign(message)).rejects.toThrow('locked meanwhile');
    const salt = new TextEncoder().encode('a clone');
    const own = Buffer.from((await identity.indexKey(salt)) ?? []);
    expect(own).toHaveLength(32);
    expect(Buffer.from((await (await agentIdentity(socket))?.indexKey(salt)) ?? [])).toEqual(own);
    const other = await identity.indexKey(new TextEncoder().encode('another clone'));
    expect(Buffer.from(other ?? [])).not.toEqual(own);
    expect(await forgetKeys(socket)).toBe(true);
    await serving;
    expect(await readdir(dirname(socket))).toEqual([]);
  });
});
