import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askAsStranger, type Readable, readableByAnybody } from '../../../src/vault/git/exposed.ts';
import { emptyHome } from '../../places/empty-home.ts';
import { temporaryFolder } from '../../places/temporary-folder.ts';
import { makeBare } from '../../transports/bare.ts';
import { missing, serveOverHttp } from '../../transports/http.ts';
import { configure } from '../../transports/transport.ts';

let home: string;
let env: NodeJS.ProcessEnv;
beforeEach(async () => {
  home = await temporaryFolder();
  env = emptyHome(home);
});

if (missing !== undefined) process.stderr.write(`\nSKIPPED: ${missing}, so no stranger was tried.\n\n`);

describe.skipIf(missing !== undefined)(missing ? `SKIPPED: ${missing}` : 'a remote over http', () => {
  it('that strangers read is readable by anybody, also before its first commit', async () => {
    const { url, urlWithPassword } = await serveOverHttp(await makeBare(), { strangersRead: true });
    expect(await readableByAnybody(url, env)).toBe('yes');
    expect(await readableByAnybody(urlWithPassword, env)).toBe('yes');
  });

  it('that wants a password is not, whatever this person has to show', async () => {
    const served = await serveOverHttp(await makeBare(), { strangersRead: false });
    await served.setUp(home);
    const { username, password, host } = new URL(served.urlWithPassword);
    await writeFile(join(home, '.netrc'), `machine 127.0.0.1 login ${username} password ${password}\n`);
    await mkdir(join(home, '.config/git'), { recursive: true });
    await writeFile(join(home, '.config/git/credentials'), `http://${username}:${password}@${host}\n`);
    const askpass = join(home, 'askpass');
    await writeFile(askpass, `#!/bin/sh\ntouch ${join(home, 'asked')}\necho ${password}\n`, { mode: 0o700 });
    configure(home, 'http.extraHeader', `Authorization: Basic ${btoa(`${username}:${password}`)}`);
    configure(home, 'core.askPass', askpass);
    const known = {
      ...env,
      GIT_ASKPASS: askpass,
      SSH_ASKPASS: askpass,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'credential.helper',
      GIT_CONFIG_VALUE_0: `store --file=${join(home, '.git-credentials')}`,
      XDG_CONFIG_HOME: join(home, '.config'),
    };
    expect(await readableByAnybody(served.url, known)).toBe('no');
    expect(await readableByAnybody(served.urlWithPassword, known)).toBe('no');
    expect(await readdir(home)).not.toContain('asked');
  });

  it('that is not there is read by nobody, and one that is gone cannot be known', async () => {
    const { url, stop } = await serveOverHttp(await makeBare(), { strangersRead: true });
    expect(await readableByAnybody(url.replace('reports', 'other'), env)).toBe('no');
    await stop();
    expect(await readableByAnybody(url, env)).toBe('unknown');
  });

  it('leaves nothing behind', async () => {
    const { url } = await serveOverHttp(await makeBare(), { strangersRead: true });
    const temporary = await temporaryFolder();
    vi.stubEnv('TMPDIR', temporary);
    expect(await readableByAnybody(url, env)).toBe('yes');
    vi.unstubAllEnvs();
    expect([await readdir(home), await readdir(temporary)]).toEqual([[], []]);
  });
});

describe('a server that takes the call and says nothing', () => {
  let silent: Server;
  afterEach(() => silent.close());

  it('cannot be known', async () => {
    silent = createServer((socket) => socket.on('error', () => undefined));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    expect(await askAsStranger(`http://127.0.0.1:${port}/x`, env, 1_000)).toBe('unknown');
  });
});

describe('a remote over ssh', () => {
  const asking = (answers: Readonly<Record<string, Readable>>) => {
    const asked: string[] = [];
    const ask = async (at: string): Promise<Readable> => {
      asked.push(at);
      return answers[at] ?? 'no';
    };
    return { asked, ask };
  };
  const PLAIN = 'https://forge.example/team/reports';
  const ADDRESS = 'git@forge.example:team/reports.git';

  it.each<[Readable, Readable, Readable]>([
    ['yes', 'unknown', 'yes'],
    ['no', 'yes', 'yes'],
    ['unknown', 'no', 'unknown'],
    ['no', 'no', 'no'],
  ])('that the web answers with %s and %s', async (plain, dotGit, readable) => {
    const { ask } = asking({ [PLAIN]: plain, [`${PLAIN}.git`]: dotGit });
    expect(await readableByAnybody(ADDRESS, env, ask)).toBe(readable);
  });

  it('is asked for under the name that git itself uses', async () => {
    configure(home, 'url.git@forge.example:.insteadOf', 'forge:');
    const { ask, asked } = asking({});
    await readableByAnybody('forge:team/reports', env, ask);
    expect(asked).toEqual([PLAIN, `${PLAIN}.git`]);
  });

  it('asks nobody of a machine on this network, of a path, or where anybody reads', async () => {
    const { ask, asked } = asking({});
    expect(await readableByAnybody('ssh://a@192.168.0.2/srv/reports', env, ask)).toBe('no');
    expect(await readableByAnybody('/srv/reports.git', env, ask)).toBe('no');
    expect(await readableByAnybody('git://forge.example/reports', env, ask)).toBe('yes');
    expect(asked).toEqual([]);
  });
});
