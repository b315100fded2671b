import { execFileSync } from 'node:child_process';
import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wordsOfCommit } from '../../src/vault/team/fingerprint.ts';
import { temporaryFolder } from '../places/temporary-folder.ts';
import { makeBare } from '../transports/bare.ts';
import {
  addMember,
  answer,
  coc,
  emptyPlace,
  FEW,
  fileOf,
  git,
  json,
  type Place,
  pinned,
  prepared,
  report,
} from './run.ts';

const note = (place: Place, id: string, text: string) => answer(place, ['note', id, '--yes'], { note: text });
const firstOf = (place: Place): string => git(place, 'rev-list', '--max-parents=0', 'main').trim();
const headOf = (place: Place): string => git(place, 'rev-parse', 'main').trim();
const verify = (place: Place, ...flags: readonly string[]) =>
  coc(place, ['--repo', place.repo, 'verify', ...flags]);

/** Ana with an incident, shared through a bare repository. */
function shared() {
  return prepared('ana, shared', async (place) => {
    const top = join(place.home, '..');
    const remote = await makeBare(join(top, 'server'));
    git(place, 'remote', 'add', 'origin', remote);
    const id = await report(place, { ...FEW, share: 'team', permission: 'They said so.' });
    return { place, remote, id, server: { ...(await emptyPlace(join(top, 'admin'))), repo: remote } };
  });
}

/** A clone of somebody who has no keys. */
async function cloned(remote: string, ...flags: readonly string[]): Promise<Place> {
  const place = await emptyPlace();
  const repo = join(await temporaryFolder(), 'clone');
  execFileSync('git', ['clone', '--quiet', ...flags, remote, repo], { env: place.env, stdio: 'pipe' });
  const stranger = { ...place, repo };
  git(stranger, 'config', 'user.name', 'Ana');
  git(stranger, 'config', 'user.email', 'ana@example.org');
  return stranger;
}

/** Ben, who is no admin, at a clone of his own that is pinned. */
async function ben(team: {
  readonly place: Place;
  readonly remote: string;
  readonly id: string;
}): Promise<Place> {
  const member = await addMember(team.place, 'ben');
  const clone = await cloned(team.remote);
  const own = { ...member, repo: clone.repo, env: { ...member.env, COC_REPO: clone.repo } };
  await pinned(own);
  return own;
}

/** What the web page of a host does: a commit without a signature. */
async function editOnTheWeb(remote: string): Promise<string> {
  const web = await cloned(remote);
  await appendFile(join(web.repo, 'README.md'), '\nA word more.\n');
  git(web, 'commit', '--quiet', '--all', '--message', 'Update README.md');
  git(web, 'push', '--quiet', 'origin', 'main');
  return headOf(web);
}

describe.concurrent('coc verify', () => {
  it('checks the history without any key, in a clone and on a server, and only what is new the next time', async () => {
    const { place, remote, id, server } = await shared();
    const clone = await cloned(remote);
    const first = firstOf(place);
    const whole = json(await verify(clone, '--json'));
    expect(whole).toEqual({
      ...{ first, words: wordsOfCommit(first), head: headOf(place), verified: headOf(place) },
      ...{ headWords: wordsOfCommit(headOf(place)), ofOthers: null },
      ...{ commits: 2, looked: 2, problem: null, recoveries: [], restores: [], incidents: null },
    });
    // Nobody has said that this is the right first commit, so nothing is written down.
    expect(git(clone, 'for-each-ref', 'refs/coc')).toBe('');
    expect(json(await verify(server, '--json'))).toMatchObject({ commits: 2, looked: 2 });
    expect(json(await verify(server, '--json'))).toMatchObject({ commits: 2, looked: 0 });
    await note(place, id, 'one more');
    expect(json(await verify(server, '--json'))).toMatchObject({ commits: 3, looked: 1 });
    expect(json(await verify(server, '--all', '--json'))).toMatchObject({ commits: 3, looked: 3 });
    expect(git(server, 'for-each-ref', 'refs/coc')).toBe('');
    expect(await readdir(server.home)).toEqual([]);
    const words = await coc(server, ['verify'], { cwd: remote });
    expect(words.code).toBe(0);
    expect(words.stdout).toContain(wordsOfCommit(first));
    expect(words.stdout).toContain('Ana <ana@example.org>, admin');
  });

  it('insists on the first commit that somebody names, by ID or by words', async () => {
    const { place, remote } = await shared();
    const clone = await cloned(remote);
    const other = wordsOfCommit('0'.repeat(40));
    expect((await verify(clone, '--first', firstOf(place))).code).toBe(0);
    expect((await verify(clone, '--first', wordsOfCommit(firstOf(place)).toUpperCase())).code).toBe(0);
    for (const wrong of ['a'.repeat(40), headOf(place), other]) {
      const ran = json(await verify(clone, '--first', wrong, '--json'), 1);
      expect(ran).toMatchObject({ verified: null, problem: { harm: 'another-first', path: null } });
    }
    expect((await verify(place, '--first', other)).code).toBe(1);
    expect((await verify(clone, '--first', 'abc')).code).toBe(2);
  });

  it('opens what a member can open, and names what is damaged', async () => {
    const { place, id } = await shared();
    expect(json(await verify(place, '--json')).incidents).toEqual({ opened: 1, notShared: 0, damaged: [] });
    expect(git(place, 'rev-parse', 'refs/coc/verified').trim()).toBe(headOf(place));
    const trusted = async (...flags: readonly string[]) =>
      /The history can be trusted.*?\./s
        .exec((await verify(place, ...flags)).stdout)?.[0]
        .replace(/\s+/g, ' ');
    expect(await trusted()).toBe('The history can be trusted, as far as it can be checked with your keys.');
    const WITHOUT = 'The history can be trusted, as far as it can be checked without keys.';
    expect(await trusted('--no-incidents')).toBe(WITHOUT);
    await writeFile(fileOf(place, id), 'age-encryption.org/v1\nno more\n');
    const ran = await verify(place);
    expect(ran.code).toBe(3);
    expect(await trusted()).toBe(
      'The history can be trusted, but not all that is in it: what is damaged is named below.',
    );
    expect(ran.stdout).toContain(`incidents/${id.replace('-', '')}.md.age: `);
    expect(json(await verify(place, '--no-incidents', '--json')).incidents).toBe(null);
  });

  it.each([
    ['unsigned', 'README.md', ['commit', '--quiet', '--all', '--message', 'x']],
    ['merge', undefined, ['merge', '--quiet', '--no-ff', '--message', 'x', 'side']],
    [
      'second-beginning',
      undefined,
      ['merge', '--quiet', '--allow-unrelated-histories', '--message', 'x', 'other'],
    ],
  ])('names what is wrong: %s', async (harm, path, argv) => {
    const { place, remote, server } = await shared();
    const web = await cloned(remote);
    git(web, 'checkout', '--quiet', '-b', 'side', 'HEAD~1');
    git(web, 'commit', '--quiet', '--allow-empty', '--message', 'side');
    git(web, 'checkout', '--quiet', '--orphan', 'other');
    git(web, 'rm', '-r', '-f', '--quiet', '.');
    git(web, 'commit', '--quiet', '--allow-empty', '--message', 'another beginning');
    git(web, 'checkout', '--quiet', '-f', 'main');
    if (path !== undefined) await appendFile(join(web.repo, path), 'more');
    git(web, ...argv);
    git(web, 'push', '--quiet', 'origin', 'main');
    const known = ['--first', firstOf(place), '--json'];
    const found = json(await verify(server, ...known), 1);
    expect(found.problem.harm).toBe(harm);
    expect(found).toMatchObject({ commits: 2, verified: headOf(place), incidents: null });
    expect(await readdir(remote)).not.toContain('coc-verified');
    git(place, 'fetch', '--quiet');
    git(place, 'update-ref', 'refs/heads/main', headOf(web));
    const ran = await verify(place);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('The history cannot be trusted.');
    expect(ran.stdout).toContain('`coc verify --restore`');
    expect(git(place, 'rev-parse', 'refs/coc/verified')).not.toBe(git(place, 'rev-parse', 'main'));
  });

  it('notices that commits are gone, in a clone and on a server', async () => {
    const { place, id, remote, server } = await shared();
    const before = headOf(place);
    await verify(server);
    execFileSync('git', ['-C', remote, 'update-ref', 'refs/heads/main', firstOf(place)]);
    git(place, 'reset', '--quiet', '--hard', firstOf(place));
    for (const where of [server, place]) {
      const { problem } = json(await verify(where, '--json'), 1);
      expect(problem).toMatchObject({ commit: before, harm: 'rewound' });
      expect(problem.meaning).toContain('1 incident would vanish');
    }
    expect(id).not.toBe('');
    expect((await verify(server, '--all')).code).toBe(1);
  });

  it('says when only a part of the history is here, or git cannot read all of it', async () => {
    const { place, remote } = await shared();
    const shallow = await cloned(`file://${remote}`, '--depth', '1');
    const ran = await verify(shallow);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('--unshallow');
    const clone = await cloned(remote, '--no-hardlinks');
    const [, , blob = ''] = git(clone, 'ls-tree', '-r', 'HEAD', '--', 'incidents').split(/[ \t]/);
    await rm(join(clone.repo, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    expect(json(await verify(clone, '--json'), 1).problem).toMatchObject({
      commit: headOf(place),
      harm: 'damaged',
    });
  });

  it('verifies what a CI job has checked out, without a branch', async () => {
    const { remote } = await shared();
    const job = await cloned(remote);
    git(job, 'checkout', '--quiet', '--detach');
    git(job, 'branch', '--quiet', '-D', 'main');
    expect((await verify(job, '--all')).code).toBe(0);
  });
});

describe.concurrent('coc verify --template', () => {
  it('prints what has every push verified, and commits it for an admin', async () => {
    const { place, remote, id } = await shared();
    for (const host of ['github', 'gitlab', 'pre-receive']) {
      const { code, stdout } = await verify(place, '--template', host);
      expect(code).toBe(0);
      expect(stdout).toContain(`--first ${firstOf(place)}`);
      expect(stdout).toContain('COC_PACKAGE');
      expect(stdout).not.toMatch(/\{\{(?! vars\.)/);
    }
    const github = '.github/workflows/coc-verify.yml';
    expect((await verify(place, '--template', 'github', '--save')).code).toBe(0);
    expect(await readFile(join(place.repo, github), 'utf8')).toContain('{{ vars.COC_PACKAGE }}');
    expect(git(place, 'show', '--stat', '--format=%s%n%G?', 'HEAD')).toContain(`Verify every push\nG\n`);
    expect(git(place, 'status', '--porcelain')).toBe('');
    expect((await verify({ ...place, repo: remote })).code).toBe(0);
    expect((await verify(place, '--template', 'github', '--save')).stderr).toContain('is there already');
    await writeFile(join(place.repo, '.gitlab-ci.yml'), 'own: {}\n');
    const refused = await verify(place, '--template', 'gitlab', '--save');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('of your own');
    expect(await readFile(join(place.repo, '.gitlab-ci.yml'), 'utf8')).toBe('own: {}\n');
    expect((await verify(place, '--template', 'pre-receive', '--save')).code).toBe(2);
    const member = await ben({ place, remote, id });
    const before = headOf(member);
    const notAdmin = await verify(member, '--template', 'gitlab', '--save');
    expect(notAdmin.code).toBe(1);
    expect(notAdmin.stderr).toContain('Ask Ana <ana@example.org>');
    expect(headOf(member)).toBe(before);
    expect(await readdir(member.repo)).not.toContain('.gitlab-ci.yml');
  });
});

describe.concurrent('coc verify --restore', () => {
  it('ends an edit on the web page of the host; everybody goes on from there', async () => {
    const team = await shared();
    const { place, remote, server } = team;
    const member = await ben(team);
    const permission = { share: 'named', permission: 'Ben may know.', readers: ['ben'] };
    const id = await report(place, { ...FEW, ...permission });
    expect((await coc(member, ['sync'])).code).toBe(0);
    const good = headOf(place);
    const bad = await editOnTheWeb(remote);
    for (const one of [place, member]) {
      const kept = await note(one, id, 'meanwhile');
      expect(kept.code).toBe(3);
      expect(kept.stderr).toContain('coc verify --restore');
    }
    const unasked = await verify(place, '--restore');
    expect(unasked.code).toBe(2);
    const refused = await verify(member, '--restore', '--yes');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('Ask Ana <ana@example.org>');
    expect(headOf(server)).toBe(bad);
    const ran = await verify(place, '--restore', '--yes', '--json');
    const { restored, bad: named } = json(ran);
    expect(named).toMatchObject([{ commit: bad, harm: 'unsigned' }]);
    expect(ran.stderr).toContain(`${bad.slice(0, 12)}: it carries no signature`);
    expect(git(server, 'diff', '--stat', good, restored)).toBe('');
    expect(git(server, 'rev-parse', `${restored}^`).trim()).toBe(bad);
    expect(git(place, 'verify-commit', '--raw', restored)).toBe('');
    expect(headOf(server)).toBe(headOf(place));
    expect((await note(member, id, 'after')).code).toBe(0);
    expect((await note(place, id, 'and again')).code).toBe(0);
    const all = json(await coc(place, ['show', id, '--json'])).notes.map(
      ({ text }: { text: string }) => text,
    );
    expect(all).toEqual(expect.arrayContaining(['meanwhile', 'meanwhile', 'after', 'and again']));
    const verified = json(await verify(server, '--json'));
    expect(verified).toMatchObject({ problem: null, restores: [restored], head: headOf(place) });
    expect(json(await verify(place, '--restore', '--json'))).toEqual({ restored: null, good: null, bad: [] });
  });

  it('names every bad commit, also those of a merge, and takes a clone back that had pulled them', async () => {
    const { place, remote, id } = await shared();
    const good = headOf(place);
    const web = await cloned(remote);
    git(web, 'checkout', '--quiet', '-b', 'side');
    await writeFile(join(web.repo, 'todo.txt'), 'words');
    git(web, 'add', '.');
    git(web, 'commit', '--quiet', '--message', 'side');
    git(web, 'checkout', '--quiet', 'main');
    git(web, 'rm', '--quiet', '-r', 'incidents');
    git(web, 'commit', '--quiet', '--message', 'tidy');
    git(web, 'merge', '--quiet', '--no-ff', '--message', 'Merge', 'side');
    git(web, 'push', '--quiet', 'origin', 'main');
    git(place, 'pull', '--quiet', 'origin', 'main');
    const bad = headOf(web);
    expect(headOf(place)).toBe(bad);
    expect((await note(place, id, 'no')).code).toBe(1);
    const { restored, bad: named } = json(await verify(place, '--restore', '--yes', '--json'));
    const between = git(web, 'rev-list', `${good}..${bad}`).split('\n').filter(Boolean);
    expect(named.map(({ commit }: { commit: string }) => commit).sort()).toEqual([...between].sort());
    expect(named.map(({ harm }: { harm: string }) => harm).sort()).toEqual(['merge', 'unsigned', 'unsigned']);
    expect(git(place, 'rev-parse', `refs/coc/set-aside/${bad.slice(0, 12)}`).trim()).toBe(bad);
    expect(headOf(place)).toBe(restored);
    expect(git(place, 'status', '--porcelain')).toBe('');
    expect((await note(place, id, 'It goes on.')).code).toBe(0);
    expect((await verify(await cloned(remote), '--all')).code).toBe(0);
  });

  it('needs no server and no admin for a commit that nobody else has', async () => {
    const { place, remote, id } = await shared();
    const member = await ben({ place, remote, id });
    const good = headOf(member);
    git(member, 'commit', '--quiet', '--allow-empty', '--no-verify', '--no-gpg-sign', '--message', 'mine');
    const bad = headOf(member);
    const { restored } = json(await verify(member, '--restore', '--yes', '--json'));
    expect(restored).toBe(null);
    expect(headOf(member)).toBe(good);
    expect(git(member, 'rev-parse', `refs/coc/set-aside/${bad.slice(0, 12)}`).trim()).toBe(bad);
    expect((await verify(member)).code).toBe(0);
  });

  it('leaves a history that was rewound or replaced to `coc sync --put-back`', async () => {
    const { place, remote } = await shared();
    execFileSync('git', ['-C', remote, 'update-ref', 'refs/heads/main', firstOf(place)]);
    const before = headOf(place);
    const ran = await verify(place, '--restore', '--yes');
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('coc sync --put-back');
    expect(headOf(place)).toBe(before);
    expect(headOf({ ...place, repo: remote })).toBe(firstOf(place));
  });
});
