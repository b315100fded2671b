import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readHeader } from '../../src/vault/age/age-header.ts';
import { temporaryFolder } from '../places/temporary-folder.ts';
import { Forge, said } from './attacker.ts';
import {
  addMember,
  ana,
  answer,
  coc,
  FEW,
  fileOf,
  forgotten,
  git,
  json,
  type Place,
  pinned,
  report,
} from './run.ts';
import { reportedPlace } from './steps.ts';
import { asks, joined, letIn, newTeamOfOne, synced, teamOfOne, teamOfTwo } from './teams.ts';

/** What stands where an incident should, by the command that puts it there. */
const INSTEAD: Readonly<Record<string, (path: string) => void>> = {
  'a pipe': (path) => void execFileSync('mkfifo', [path]),
  'a link to a device': (path) => void execFileSync('ln', ['-s', '/dev/zero', path]),
  'a link to another file': (path) => void execFileSync('ln', ['-s', '/etc/hostname', path]),
  'a folder': (path) => void execFileSync('mkdir', [path]),
};

describe.concurrent('in place of a file', () => {
  it.each(Object.entries(INSTEAD))('%s is named, and neither waited for nor followed', async (_, put) => {
    const { place, id } = await reportedPlace(FEW);
    const other = await report(place, FEW);
    await rm(fileOf(place, id));
    put(fileOf(place, id));
    const listed = await coc(place, ['list']);
    expect(listed).toMatchObject({ code: 3, stdout: expect.stringContaining(other) });
    expect(listed.stderr).toContain(id.replace('-', ''));
    expect((await answer(place, ['note', other, '--yes'], { note: 'x' })).code).toBe(0);
  });

  it('of the team, a pipe is no team to save with, and hinders nobody from reading', async () => {
    const { place, id } = await reportedPlace(FEW);
    await rm(join(place.repo, 'team.yaml'));
    execFileSync('mkfifo', [join(place.repo, 'team.yaml')]);
    expect((await coc(place, ['list'])).code).toBe(0);
    const ran = await answer(place, ['note', id, '--yes'], { note: 'x' });
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('team.yaml was changed') });
  });

  it('of the folder of incidents, a link is refused, and nothing is cleared away behind it', async () => {
    const { place, id } = await reportedPlace(FEW);
    const elsewhere = await temporaryFolder();
    await writeFile(join(elsewhere, '.x.0123456789ab.coc-tmp'), 'not ours');
    await rename(join(place.repo, 'incidents'), join(place.home, 'moved'));
    await symlink(elsewhere, join(place.repo, 'incidents'));
    await writeFile(join(place.repo, '.git/coc-committing'), '');
    const ran = await coc(place, ['list']);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(said(ran)).toContain('no folder of its own');
    await answer(place, ['note', id, '--yes'], { note: 'x' });
    expect(await readdir(elsewhere)).toEqual(['.x.0123456789ab.coc-tmp']);
  });

  it('nothing is written from a version that only lies in the folder, however well it is signed', async () => {
    const { place, id } = await reportedPlace(FEW);
    json(await answer(place, ['note', id, '--yes', '--json'], { note: 'Never committed.' }));
    const put = await readFile(fileOf(place, id));
    git(place, 'reset', '-q', '--hard', 'HEAD~1');
    await forgotten(place);
    await pinned(place);
    await writeFile(fileOf(place, id), put);
    const head = git(place, 'rev-parse', 'HEAD');
    const ran = await answer(place, ['note', id, '--yes'], { note: 'x' });
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('was changed here') });
    expect(git(place, 'rev-parse', 'HEAD')).toBe(head);
    git(place, 'checkout', '-q', '--', 'incidents');
    expect((await answer(place, ['note', id, '--yes'], { note: 'x' })).code).toBe(0);
  });

  it('bytes that were changed here are not simply for others', async () => {
    const place = await ana();
    const ben = await addMember(place, 'ben');
    const id = await report(place, FEW);
    expect((await coc(ben, ['list'])).code).toBe(0);
    await writeFile(fileOf(place, id), 'x', { flag: 'a' });
    const ran = await coc(ben, ['list']);
    expect(ran).toMatchObject({ code: 3, stderr: expect.stringContaining('is not what was saved last') });
  });
});

describe.concurrent('a copy of the reports repository', () => {
  it('that is a linked worktree says where to go', async () => {
    const { place } = await reportedPlace(FEW);
    const second = join(place.home, 'second');
    git(place, 'worktree', 'add', '-q', '-b', 'second', second);
    const ran = await coc(place, ['list'], { cwd: second });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(said(ran)).toMatch(/only a second place.*git worktree list/);
  });

  it('that has only the newest part of the history is not taken for the whole', async () => {
    const { place, id } = await reportedPlace(FEW);
    json(await answer(place, ['note', id, '--yes', '--json'], { note: 'x' }));
    const shallow = join(place.home, 'shallow');
    git(place, 'clone', '-q', '--depth', '1', `file://${place.repo}`, shallow);
    const ran = await coc(place, ['--repo', shallow, 'list']);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(said(ran)).toContain('git fetch --unshallow');
    git({ ...place, repo: shallow }, 'fetch', '-q', '--unshallow');
    expect((await coc(place, ['--repo', shallow, 'list'])).stdout).toContain(id);
  });

  it('is what was committed where git is set up to change the ends of lines', async () => {
    const team = await teamOfOne();
    const { place, request } = await asks(team, 'Ben');
    await writeFile(join(place.home, '.gitconfig'), '[core]\n\tautocrlf = true\n\teol = crlf\n');
    await letIn(team.ana, request);
    await synced(place);
    json(await answer(team.ana, ['report', 'new', '--yes', '--json'], FEW));
    await synced(place);
    expect(git(place, 'status', '--porcelain')).toBe('');
    expect((await answer(place, ['report', 'new', '--yes'], FEW)).code).toBe(0);
  });
});

describe.concurrent('what a commit shows', () => {
  it('is no smaller number of keys when somebody is kept out', async () => {
    const place = await ana();
    const others = ['ben', 'cem', 'dan', 'eve'];
    for (const name of others) await addMember(place, name);
    const id = await report(place, { ...FEW, share: 'team', permission: 'All may.', readers: others });
    const stanzas = () =>
      readHeader(new Forge(join(place.repo, '.git')).file(`incidents/${id.replace('-', '')}.md.age`)).stanzas
        .length;
    expect(stanzas()).toBe(8);
    json(await answer(place, ['access', 'recuse', id, '--yes', '--json'], { member: 'ben' }));
    expect((await coc(place, ['show', id, '--json'])).stdout).toContain('"everReaders"');
    expect(stanzas()).toBe(8);
  });
});

describe.concurrent('a secret key', () => {
  it('that stands among the arguments is not used, not kept and not said again', async () => {
    const { place, id } = await reportedPlace(FEW);
    const secret = `AGE-SECRET-KEY-1${'Q'.repeat(58)}`;
    for (const argv of [['show', secret], ['--repo', secret, 'list'], ['init', '--name', secret], [secret]]) {
      const ran = await coc(place, argv);
      expect(ran).toMatchObject({ code: 2, stdout: '' });
      expect(ran.stderr).not.toContain('QQQ');
    }
    expect((await coc(place, ['list'])).stdout).toContain(id);
  });
});

describe.concurrent('a change of the team', () => {
  it('is told by name, by whom, and with the words of new keys', async () => {
    const { remote, ana: admin, ben } = await teamOfTwo();
    await joined({ remote, ana: admin }, 'Cem');
    const added = said(await coc(ben, ['sync']));
    expect(added).toMatch(/Ana changed the team: Cem was added\. The words of the keys: “(?:\w+ ){5}\w+”\./);
    expect((await coc(admin, ['team', 'remove', 'cem', '--yes'])).code).toBe(0);
    expect(said(await coc(ben, ['sync']))).toContain('Ana changed the team: Cem was removed.');
    expect((await coc(admin, ['team', 'rotate', '--yes'])).code).toBe(0);
    const rotated = said(await coc(ben, ['sync']));
    expect(rotated).toMatch(/Ana changed the team: Ana has new keys\. The words of the keys: “[^”]*”\./);
    expect(rotated).not.toContain('Compare');
    expect(said(await coc(ben, ['sync']))).not.toContain('changed the team');
  });

  it('of the recovery key by an admin is told to all', async () => {
    const team = await newTeamOfOne(await temporaryFolder());
    const ben = await joined(team, 'Ben');
    const made = await coc(team.ana, ['recovery-key', '--recovery-file', join(team.ana.home, 'r')]);
    expect(made.code).toBe(0);
    expect(said(await coc(ben, ['sync']))).toContain('Ana changed the team: the recovery key.');
  });
});

/** What ssh says, and what somebody is told. */
const SAID: Readonly<Record<string, readonly [string, RegExp]>> = {
  'another key': [
    '@@@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @@@\nHost key verification failed.',
    /shows another key than before/,
  ],
  'a key that is not known': ['Host key verification failed.', /does not know the key of the server yet/],
  'a key of ours that it refuses': ['git@x: Permission denied (publickey).', /does not let you in/],
  'no name': ['ssh: Could not resolve hostname x: Name or service not known', /cannot be reached/],
  'a login page': ['fatal: protocol error: bad line length character: <htm', /no git server/],
  'another place': [
    "fatal: '/x' does not appear to be a git repository",
    /no git repository at that address/,
  ],
};

describe.concurrent('a server that does not answer', () => {
  it.each(Object.entries(SAID))('is told by what it is: %s', async (_, [words, told]) => {
    const { place, id } = await reportedPlace(FEW);
    const ssh = await fakeSsh(place, words);
    git(place, 'remote', 'add', 'origin', 'git@example.org:x');
    const env = { ...place.env, GIT_SSH_COMMAND: ssh };
    const ran = await answer({ ...place, env }, ['note', id, '--yes'], { note: 'x' });
    expect(ran.code).toBe(3);
    expect(said(ran)).toMatch(told);
  });
});

describe.concurrent('a server that takes its time', () => {
  it('is waited for with a word on what is safe and how to go on without it', async () => {
    const { place, id } = await reportedPlace(FEW);
    const ssh = await fakeSsh(place, 'Connection timed out', 'sleep 3');
    git(place, 'remote', 'add', 'origin', 'git@example.org:x');
    const env = { ...place.env, GIT_SSH_COMMAND: ssh };
    const ran = await answer({ ...place, env }, ['note', id, '--yes'], { note: 'x' });
    expect(ran.code).toBe(3);
    expect(said(ran)).toMatch(/It is saved on this machine.*Ctrl-C leaves the sharing for later/s);
  });
});

async function fakeSsh(place: Place, words: string, before = ':'): Promise<string> {
  const folder = join(place.home, 'ssh');
  await mkdir(folder);
  await writeFile(join(folder, 'words'), `${words}\n`);
  await writeFile(join(folder, 'ssh'), `#!/bin/sh\n${before}\ncat '${folder}/words' >&2\nexit 255\n`);
  await chmod(join(folder, 'ssh'), 0o755);
  return join(folder, 'ssh');
}
