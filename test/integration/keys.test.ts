import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { saveDraft } from '../../src/desk/workplace.ts';
import { Keys } from '../../src/keys/keys.ts';
import { open, seal } from '../../src/vault/age/age.ts';
import {
  type HeldIdentity,
  isProtected,
  makeIdentity,
  protect,
  publicPart,
  unprotect,
} from '../../src/vault/keys/identity.ts';
import { writeIdentityFile } from '../../src/vault/keys/identity-file.ts';
import { forgetKeys, KeysGone, makeSocketFolder, serveKeys } from '../../src/vault/keys/key-agent.ts';
import { signSshsig } from '../../src/vault/keys/sshsig.ts';
import { temporaryFolder } from '../places/temporary-folder.ts';
import { ScriptedPrompter } from '../unit/interview/scripted-prompter.ts';

const AT = '2026-11-23T15:00:00Z';

/** Keys on a machine of their own, where somebody types a passphrase as often as they are asked. */
async function keysAt(home: string, passphrase?: string) {
  let times = 0;
  const secret = async (): Promise<string> => {
    times += 1;
    return passphrase ?? '';
  };
  const prompter = Object.assign(new ScriptedPrompter([]), { secret });
  const env = { XDG_RUNTIME_DIR: home };
  const there = async () => (passphrase === undefined ? undefined : prompter);
  return {
    keys: new Keys(join(home, 'identity.txt'), env, there),
    asked: () => times,
    shown: () => JSON.stringify(prompter.shown),
  };
}

/** Keys under the passphrase `four words`, which opens fast. */
async function protectedKeys(home: string): Promise<HeldIdentity> {
  const identity = await makeIdentity('x25519');
  const file = await protect(identity, 'four words', 10);
  await writeIdentityFile(join(home, 'identity.txt'), file, publicPart(identity));
  return identity;
}

describe.concurrent('Keys that take the place of others', () => {
  it('stand under the same passphrase, typed once', async () => {
    const home = await temporaryFolder();
    const made = await protectedKeys(home);
    const { keys, asked } = await keysAt(home, 'four words');
    const after = await (await keys.hold()).rotated();
    await keys.replace(after, AT);
    expect(asked()).toBe(1);
    expect((await keys.unlock()).recipient).toBe(after.recipient);
    await keys.replace(await after.rotated(), AT);
    expect(asked()).toBe(1);
    const later = await keysAt(home, 'four words');
    expect(await later.keys.isProtected()).toBe(true);
    const sealed = await seal(new Uint8Array(1), [made.recipient], { keyType: 'x25519' });
    expect(await open(sealed, await later.keys.hold())).toEqual(new Uint8Array(1));
    expect(await later.keys.public()).toEqual(publicPart(await later.keys.hold()));
  });

  it('stay without a passphrase where there was none', async () => {
    const home = await temporaryFolder();
    const { keys, asked } = await keysAt(home);
    const made = await keys.make('x25519', undefined);
    await keys.replace(await made.rotated(), AT);
    expect(isProtected(await readFile(keys.path))).toBe(false);
    expect(asked()).toBe(0);
  });

  it('take the passphrase that another run has set meanwhile', async () => {
    const home = await temporaryFolder();
    const { keys, asked } = await keysAt(home, 'set since then');
    const made = await keys.make('x25519', undefined);
    await writeFile(keys.path, await protect(made, 'set since then', 10));
    const after = await made.rotated();
    await keys.replace(after, AT);
    expect(asked()).toBe(1);
    expect((await (await keysAt(home, 'set since then')).keys.hold()).recipient).toBe(after.recipient);
  });

  it('are refused where they open less', async () => {
    const { keys } = await keysAt(await temporaryFolder());
    const made = await keys.make('x25519', undefined);
    await expect(keys.replace(await makeIdentity('x25519'), AT)).rejects.toThrow('open less');
    expect(await keys.public()).toEqual(publicPart(made));
    expect(await keys.prepared()).toBeUndefined();
  });

  it('wait until they are adopted, also by another run', async () => {
    const home = await temporaryFolder();
    const { keys } = await keysAt(home);
    const made = await keys.make('x25519', undefined);
    const after = await made.rotated();
    await keys.prepare(after);
    expect((await keys.unlock()).recipient).toBe(made.recipient);
    const later = (await keysAt(home)).keys;
    expect(await later.public()).toEqual(publicPart(made));
    expect(await later.prepared()).toEqual(publicPart(after));
    await later.adopt(AT);
    expect(await later.public()).toEqual(publicPart(after));
    expect((await later.hold()).recipient).toBe(after.recipient);
  });

  it('are not what the agent holds, which forgets', async () => {
    const home = await temporaryFolder();
    const made = await protectedKeys(home);
    const { keys, asked } = await keysAt(home, 'four words');
    const socket = await keys.socket();
    await makeSocketFolder(socket);
    let serving: Promise<void> = Promise.resolve();
    await new Promise<void>((ready) => {
      serving = serveKeys(made, socket, { until: 1, now: () => 0, wanted: () => true, ready });
    });
    const other = await keysAt(home, 'four words');
    expect(await other.keys.unlocksByItself()).toBe(true);
    await keys.replace(await made.rotated(), AT);
    await serving;
    expect(await other.keys.unlocksByItself()).toBe(false);
    expect([asked(), other.asked()]).toEqual([1, 0]);
  });

  it('do not leave the earlier ones lying open when a passphrase is set', async () => {
    const home = await temporaryFolder();
    const identity = await makeIdentity('x25519');
    const { keys } = await keysAt(home);
    await keys.bring(identity, undefined);
    await keys.replace(await identity.rotated(), AT);
    const earlier = join(home, 'identity-before-2026-11-23.txt');
    expect(await keys.openEarlier()).toEqual([earlier]);
    await keys.protect('four words in row');
    expect(await keys.openEarlier()).toEqual([]);
    const file = await readFile(earlier);
    expect(file.toString('latin1')).not.toContain('AGE-SECRET-KEY');
    expect(publicPart(await unprotect(file, 'four words in row'))).toEqual(publicPart(identity));
  });
});

describe.concurrent('Keys whose agent goes in the middle of a run', () => {
  async function throughAgent(passphrase?: string) {
    const home = await temporaryFolder();
    const made = await protectedKeys(home);
    const { keys, asked, shown } = await keysAt(home, passphrase);
    const socket = await keys.socket();
    await makeSocketFolder(socket);
    let serving: Promise<void> = Promise.resolve();
    await new Promise<void>((ready) => {
      serving = serveKeys(made, socket, { until: 1, now: () => 0, wanted: () => true, ready });
    });
    const identity = await keys.unlock();
    const sealed = await seal(new Uint8Array(1), [made.recipient], { keyType: 'x25519' });
    expect(await open(sealed, identity)).toEqual(new Uint8Array(1));
    expect(asked()).toBe(0);
    await forgetKeys(socket);
    await serving;
    return { keys, asked, shown, identity, sealed, made };
  }

  it('are asked for once, whatever needs them and however much at once, and it goes on', async () => {
    const { asked, shown, identity, sealed, made, keys } = await throughAgent('four words');
    const opened = await Promise.all([1, 2, 3].map(() => open(sealed, identity)));
    expect(opened).toEqual(opened.map(() => new Uint8Array(1)));
    const [signed, expected] = await Promise.all(
      [identity, made].map(({ signer }) => signSshsig(signer, 'coc-entry', Buffer.from('x'))),
    );
    expect(signed).toEqual(expected);
    await keys.stayUnlocked();
    expect(asked()).toBe(1);
    expect(shown()).toMatch(/locked meanwhile.*goes on/);
    expect(shown().match(/locked meanwhile/g)).toHaveLength(1);
  });

  it('are asked for before the work, where that is to wait for nobody', async () => {
    const { asked, identity, sealed, keys } = await throughAgent('four words');
    await keys.stayUnlocked();
    expect(asked()).toBe(1);
    expect(await open(sealed, identity)).toEqual(new Uint8Array(1));
    expect(asked()).toBe(1);
  });

  it('are gone where nobody can be asked, with the two commands in one line where something was answered', async () => {
    const { identity, sealed, keys } = await throughAgent();
    await expect(open(sealed, identity)).rejects.toThrow(KeysGone);
    await expect(keys.stayUnlocked()).rejects.toThrow(KeysGone);
    const kept: string[] = [];
    const drafts = { remove: async () => kept.push('removed'), release: async () => kept.push('kept') };
    const saving = saveDraft(drafts as never, { id: 'x' } as never, () => keys.stayUnlocked());
    await expect(saving).rejects.toMatchObject({
      message: 'Your keys were locked meanwhile.',
      hints: ['What you answered is kept, encrypted: `coc unlock`, then `coc report resume`.'],
    });
    expect(kept).toEqual(['kept']);
  });

  it('are nothing to wait for where none was there', async () => {
    const home = await temporaryFolder();
    await protectedKeys(home);
    const { keys, asked } = await keysAt(home, 'four words');
    await keys.stayUnlocked();
    expect(asked()).toBe(0);
    await keys.unlock();
    await keys.stayUnlocked();
    expect(asked()).toBe(1);
  });
});
