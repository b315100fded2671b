import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseIdentity } from '../../src/vault/keys/identity.ts';
import { withAgent } from '../stock-git/ssh-agent.ts';
import { type Ended, Home } from './home.ts';
import { COC } from './terminal.ts';

const ANSWERS = `threat: none
account: words of MARKER-hook
visibility: private
consent: no-objection
share: recorder
`;

/** Ana, whose server has the hook that coc prints, and a clone of it in which git alone makes commits. */
async function guarded() {
  const ana = await Home.make();
  const server = join(ana.folder, 'reports.git');
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', server]);
  const began = await ana.start([
    ...['init', '--name', 'Ana Example', '--email', 'ana@example.org', '--key-type', 'x25519', '--yes'],
    ...['--no-passphrase', '--no-recovery', '--remote', server],
  ]);
  expect(began.code, began.stderr).toBe(0);

  const hook = await ana.start(['verify', '--template', 'pre-receive']);
  await writeFile(join(server, 'hooks', 'pre-receive'), hook.stdout, { mode: 0o755 });
  const bin = join(ana.folder, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, 'coc'), `#!/bin/sh\nexec '${process.execPath}' '${COC}' "$@"\n`, { mode: 0o755 });
  const PATH = `${bin}:${ana.env.PATH}`;

  const clone = join(ana.folder, 'clone');
  const identity = await parseIdentity(await readFile(join(ana.folder, '.config/coc/identity.txt'), 'utf8'));
  const config = [
    ...['user.name=Ana Example', 'user.email=ana@example.org', 'commit.gpgsign=false', 'gc.auto=0'],
    ...['gpg.format=ssh', `user.signingkey=key::${identity.signer.publicKey}`],
  ].flatMap((one) => ['-c', one]);
  /** Stock git, which signs with Ana's key where it is asked to. */
  const git = (...argv: readonly string[]): Promise<Ended> =>
    withAgent(identity.signer, (socket) =>
      ana.run('git', ['-C', clone, ...config, ...argv], { env: { PATH, SSH_AUTH_SOCK: socket } }),
    );
  const main = () => execFileSync('git', ['-C', server, 'rev-parse', 'main'], { encoding: 'utf8' }).trim();
  const refs = () => execFileSync('git', ['-C', server, 'for-each-ref'], { encoding: 'utf8' });
  return { ana, server, clone, git, main, refs, env: { PATH } };
}

/** What the server says, as the one who pushes reads it: its lines, put back together. */
function said({ stderr }: Ended): string {
  return stderr
    .split('\n')
    .flatMap((line) => /^remote: (.*)$/.exec(line)?.[1]?.trim() ?? [])
    .join(' ');
}

it('a server with the hook takes what coc shares and requests to join, and nothing else', async () => {
  const { ana, server, clone, git, main, refs, env } = await guarded();
  const begun = main();
  const saved = await ana.start(['report', 'new', '--answers', '-', '--yes', '--json'], {
    stdin: ANSWERS,
    env,
  });
  expect(saved.code, saved.stderr).toBe(0);
  expect(JSON.parse(saved.stdout)).toMatchObject({ shared: true });
  const shared = main();
  expect(shared).not.toBe(begun);
  expect(shared).toBe((await ana.git('rev-parse', 'main')).stdout.trim());

  await ana.run('git', ['clone', '--quiet', server, clone]);
  const incident = (await git('ls-files', 'incidents')).stdout.trim();
  expect(incident).toMatch(/^incidents\/.+\.md\.age$/);
  const before = refs();

  const cases: readonly (readonly [string, () => Promise<Ended>, RegExp])[] = [
    [
      'an unsigned commit',
      async () => {
        await writeFile(join(clone, 'README.md'), 'changed on a web page\n');
        await git('commit', '--quiet', '--all', '--message', 'Update');
        return git('push', 'origin', 'main');
      },
      /main: commit [0-9a-f]{12} cannot be trusted: it carries no signature of a member/,
    ],
    [
      'a merge that its admin signed',
      async () => {
        const side = await git('commit-tree', '-S', '-p', begun, '-m', 'Side', `${begun}^{tree}`);
        await git('merge', '-S', '--no-ff', '--strategy', 'ours', '-m', 'Merge', side.stdout.trim());
        return git('push', 'origin', 'main');
      },
      /main: commit [0-9a-f]{12} cannot be trusted: it merges two histories/,
    ],
    [
      'the deletion of an incident that its admin signed',
      async () => {
        await git('rm', '--quiet', incident);
        await git('commit', '--quiet', '-S', '-m', 'Save');
        return git('push', 'origin', 'main');
      },
      /main: commit [0-9a-f]{12} cannot be trusted: it takes away a file that is never deleted \(incidents\//,
    ],
    [
      'a force push',
      () => git('push', '--force', 'origin', `${begun}:refs/heads/main`),
      /main: it only goes forward\. What is pushed would take away commits/,
    ],
    [
      'a tag',
      () => git('push', 'origin', `${shared}:refs/tags/v1`),
      /refs\/tags\/v1: there are no tags here/,
    ],
    [
      'another branch',
      () => git('push', 'origin', `${shared}:refs/heads/side`),
      /refs\/heads\/side: there are no other branches here/,
    ],
    ['the deletion of main', () => git('push', 'origin', ':refs/heads/main'), /main: it is never deleted/],
  ];
  for (const [what, push, why] of cases) {
    await git('reset', '--quiet', '--hard', shared);
    const ended = await push();
    expect(ended.code, what).toBe(1);
    expect(said(ended), what).toMatch(/Nothing of this push was taken\./);
    expect(said(ended), what).toMatch(why);
    expect(ended.stderr, what).not.toMatch(/^remote: +at |node:internal/m);
    expect(refs(), what).toBe(before);
  }

  const request = 'refs/coc/requests/0a1b2c3d4e5f6071';
  expect(await git('push', 'origin', `${begun}:${request}`)).toMatchObject({ code: 0 });
  expect(refs()).toBe(`${begun} commit\t${request}\n${before}`);
  expect(said(await git('push', 'origin', `:${request}`))).toContain('a request to join is not taken away');

  expect((await ana.start(['verify'], { env })).code).toBe(0);
  expect((await ana.start(['sync'], { env })).code).toBe(0);
  expect(main()).toBe(shared);
});
