import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { emptyHome } from '../places/empty-home.ts';
import { temporaryFolder } from '../places/temporary-folder.ts';
import { makeBare } from '../transports/bare.ts';
import * as daemon from '../transports/daemon.ts';
import * as http from '../transports/http.ts';
import * as sshd from '../transports/sshd.ts';
import type { Served } from '../transports/transport.ts';

const run = promisify(execFile);

interface Way {
  readonly name: string;
  readonly missing: string | undefined;
  readonly serve: (bare: string) => Promise<Served>;
}

const byPath = async (url: string): Promise<Served> => ({
  url,
  setUp: async () => undefined,
  stop: async () => undefined,
});
const WAYS: readonly Way[] = [
  { name: 'a path', missing: undefined, serve: byPath },
  { name: 'git daemon', missing: daemon.missing, serve: daemon.serveWithDaemon },
  { name: 'sshd', missing: sshd.missing, serve: sshd.serveOverSsh },
  {
    name: 'http that only members read',
    missing: http.missing,
    serve: (bare) => http.serveOverHttp(bare, { strangersRead: false }),
  },
  {
    name: 'http that anybody reads',
    missing: http.missing,
    serve: (bare) => http.serveOverHttp(bare, { strangersRead: true }),
  },
];

async function person(served?: Served): Promise<(...args: readonly string[]) => Promise<string>> {
  const home = await temporaryFolder();
  await served?.setUp(home);
  const env = { ...emptyHome(home), GIT_TERMINAL_PROMPT: '0' };
  return async (...args) => (await run('git', args, { cwd: home, env })).stdout;
}

for (const { name, missing, serve } of WAYS) {
  if (missing !== undefined) process.stderr.write(`\nSKIPPED: ${missing}, so nothing is shared over it.\n\n`);
  describe.skipIf(missing !== undefined)(missing ? `SKIPPED: ${missing}` : name, () => {
    it.concurrent('takes what stock git pushes, and gives it to who clones', async () => {
      const bare = await makeBare();
      const served = await serve(bare);
      const one = await person(served);
      await one('clone', '--quiet', served.url, 'mine');
      await one('-C', 'mine', 'config', 'user.name', 'Ana');
      await one('-C', 'mine', 'config', 'user.email', 'ana@example.org');
      // More than git sends in one piece over http.
      await one('-C', 'mine', 'config', 'http.postBuffer', '65536');
      const big = randomBytes(200_000);
      const top = (await one('-C', 'mine', 'rev-parse', '--show-toplevel')).trim();
      await mkdir(join(top, 'incidents'));
      await writeFile(join(top, 'incidents/one'), big);
      await one('-C', 'mine', 'add', '.');
      await one('-C', 'mine', 'commit', '--quiet', '-m', 'one');
      await one('-C', 'mine', 'push', '--quiet', 'origin', 'HEAD:main');

      const other = await person(served);
      await other('clone', '--quiet', served.url, 'theirs');
      const there = (await other('-C', 'theirs', 'rev-parse', '--show-toplevel')).trim();
      expect((await readFile(join(there, 'incidents/one'))).equals(big)).toBe(true);
      expect((await other('-C', 'theirs', 'branch', '--show-current')).trim()).toBe('main');

      await served.stop();
      await served.stop();
      if (served.url !== bare) await expect(other('ls-remote', served.url)).rejects.toThrow();
    });
  });
}

describe.skipIf(sshd.missing !== undefined)(sshd.missing ? `SKIPPED: ${sshd.missing}` : 'sshd', () => {
  it('lets in nobody without the key, and whoever has the environment', async () => {
    const served = await sshd.serveOverSsh(await makeBare());
    const home = await temporaryFolder();
    const env = { ...emptyHome(home), ...served.env };
    expect((await run('git', ['ls-remote', served.url], { env })).stdout).toBe('');
    const options = ['BatchMode=yes', 'IdentityAgent=none', 'StrictHostKeyChecking=no'];
    const keyless = [
      'ssh -F /dev/null',
      '-o UserKnownHostsFile=/dev/null',
      ...options.map((one) => `-o ${one}`),
    ];
    await expect(
      run('git', ['ls-remote', served.url], { env: { ...env, GIT_SSH_COMMAND: keyless.join(' ') } }),
    ).rejects.toThrow('Permission denied');
  });
});

describe.skipIf(http.missing !== undefined)(http.missing ? `SKIPPED: ${http.missing}` : 'http', () => {
  it.each([
    [false, false],
    [true, true],
  ])('that strangers read: %s', async (strangersRead, reads) => {
    const served = await http.serveOverHttp(await makeBare(), { strangersRead });
    const stranger = await person();
    const asked = stranger('ls-remote', served.url).then(
      () => true,
      () => false,
    );
    expect(await asked).toBe(reads);
    await stranger('init', '--quiet', 'mine');
    await stranger(
      ...['-C', 'mine', '-c', 'user.name=A', '-c', 'user.email=a@example.org'],
      ...['commit', '--quiet', '--allow-empty', '-m', 'one'],
    );
    await expect(stranger('-C', 'mine', 'push', served.url, 'HEAD:main')).rejects.toThrow('Username');
    await stranger('-C', 'mine', 'push', '--quiet', served.urlWithPassword, 'HEAD:main');
  });
});
