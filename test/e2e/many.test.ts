import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fillRepository, SAID } from '../bench/fill.ts';
import { protectFast } from '../places/fast-passphrase.ts';
import { copyOf } from '../places/once.ts';
import { Home } from './home.ts';
import { KEY } from './terminal.ts';

/** So many that other threads open most of them. */
const MANY = 300;
const PASSPHRASE = 'correct horse battery';

/** A clone of many incidents in which nothing was looked at yet. */
async function manyIncidents(): Promise<Home> {
  const { folder } = await copyOf(`many: ${MANY}`, async (top) => {
    const home = await Home.make(join(top, 'home'));
    await fillRepository(home.folder, home.reports, { keyType: 'x25519', incidents: MANY, readers: 2 });
    return { folder: home.folder, facts: undefined };
  });
  return Home.make(folder);
}

/** The folder in which coc remembers what it opened. */
async function indexOf(home: Home): Promise<string> {
  const clones = join(home.folder, '.local/state/coc/clones');
  const [name = ''] = await readdir(clones);
  return join(clones, name, 'index');
}

const readIn = (text: string): number =>
  Math.max(0, ...[...text.matchAll(/(\d+) of \d+ incidents read/g)].map(([, count]) => Number(count)));

describe('a first list of many incidents', { timeout: 120_000 }, () => {
  it('gives what one thread alone gives, and leaves no word of them on the disk', async () => {
    const home = await manyIncidents();
    const first = await home.start(['list', '--json']);
    expect(first.code).toBe(0);
    expect(JSON.parse(first.stdout)).toHaveLength(MANY);
    expect((await home.start(['list', '--json'])).stdout).toBe(first.stdout);
    await rm(await indexOf(home), { recursive: true });
    // Within this process there are no other threads.
    expect((await home.coc(['list', '--json'])).stdout).toBe(first.stdout);
    for (const { path, bytes } of await home.everything())
      for (const word of [SAID, SAID.toLowerCase()]) expect(bytes.includes(word), path).toBe(false);
  });

  it('is stopped by Ctrl-C, and the next goes on from there', async () => {
    const home = await manyIncidents();
    const terminal = home.terminal(['list']);
    await terminal.see('of 300 incidents read');
    terminal.type(KEY.ctrlC);
    expect(await terminal.exited).toBe(130);
    await terminal.see('goes on from there');
    await terminal.see('Stopped.');
    expect(terminal.text).not.toContain('Incident  ');
    const kept = (await readdir(await indexOf(home))).filter((name) => name.startsWith('opened-'));
    expect(kept.length).toBeGreaterThan(0);
    const next = await home.start(['list', '--json']);
    expect(JSON.parse(next.stdout)).toHaveLength(MANY);
    await rm(await indexOf(home), { recursive: true });
    expect((await home.coc(['list', '--json'])).stdout).toBe(next.stdout);
  });

  it('opens them through the key agent, where that alone has the keys', async () => {
    const home = await manyIncidents();
    const expected = (await home.coc(['list', '--json'])).stdout;
    await rm(await indexOf(home), { recursive: true });
    await protectFast(join(home.folder, '.config/coc/identity.txt'), PASSPHRASE);
    const env = { XDG_RUNTIME_DIR: join(home.folder, 'tmp') };
    const shell = home.shell(env);
    await shell.run('coc unlock --for 10m');
    await shell.answer('Your passphrase', PASSPHRASE);
    await shell.see('are unlocked until');
    const listed = await home.start(['list', '--json'], { env });
    expect(readIn(listed.stderr)).toBe(MANY);
    expect(listed.stdout).toBe(expected);
    await shell.run('coc lock');
    shell.kill('SIGKILL');
  });
});
