import { spawn, spawnSync } from 'node:child_process';
import { access, chmod, cp, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { fitClone } from '../../src/vault/clone/fit-clone.ts';
import { openRepository } from '../../src/vault/clone/repository.ts';
import { unprotect } from '../../src/vault/keys/identity.ts';
import { agentSocket, forgetKeys, makeSocketFolder, serveKeys } from '../../src/vault/keys/key-agent.ts';
import { protectFast } from '../places/fast-passphrase.ts';
import { temporaryFolder } from '../places/temporary-folder.ts';
import { addMember, ana, answer, emptyPlace, FEW, fileOf, type Place, type Ran, report } from './run.ts';
import { reportedPlace } from './steps.ts';
import { teamOfTwo } from './teams.ts';

const MARK = 'xyzzyMARKER';
const PASSPHRASE = 'correct horse battery';
const BY_COMMAND = { COC_PASSPHRASE_COMMAND: `echo ${PASSPHRASE}` };
const SYNC = 'Both sides have something new: `coc sync` brings them together.';
const HOOKS = ['pre-commit', 'pre-merge-commit', 'reference-transaction'];

/** git starts the built coc. */
beforeAll(async () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  await access(join(root, 'dist/coc.js')).catch(() =>
    spawnSync(process.execPath, ['tools/build.js'], { cwd: root }),
  );
});

/** Stock git, as somebody types it in the reports repository. */
async function git(place: Place, ...argv: readonly string[]): Promise<Ran> {
  await mkdir(join(place.home, 'tmp'), { recursive: true });
  const env = { ...place.env, GIT_PAGER: 'cat', TMPDIR: join(place.home, 'tmp') };
  const child = spawn('git', argv, { cwd: place.repo, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
    });
  const code = await new Promise<number>((resolve) => child.on('close', (ended) => resolve(ended ?? -1)));
  return { code, ...said };
}

/** Ana with an incident, and the same Ana at a second clone; both share through a bare repository. */
async function twoClones() {
  const { place: here, id } = await reportedPlace(FEW);
  const remote = join(await temporaryFolder(), 'remote.git');
  await git(here, 'init', '--quiet', '--bare', '--initial-branch=main', remote);
  await git(here, 'remote', 'add', 'origin', remote);
  expect((await git(here, 'push', '--quiet', '--set-upstream', 'origin', 'main')).code).toBe(0);
  const there = { ...here, repo: join(here.home, 'there') };
  await cp(here.repo, there.repo, { recursive: true });
  /** Saved without a network, so that it is for stock git to share. */
  const note = async (place: Place, text: string): Promise<void> => {
    await git(place, 'remote', 'set-url', 'origin', join(remote, 'nowhere'));
    const ran = await answer(place, ['--repo', place.repo, 'note', id, '--yes'], { note: text });
    expect(ran.code).toBe(3);
    await git(place, 'remote', 'set-url', 'origin', remote);
  };
  return { here, there, note };
}

const head = async (place: Place): Promise<string> => (await git(place, 'rev-parse', 'HEAD')).stdout;
const status = async (place: Place): Promise<string> => (await git(place, 'status', '--porcelain')).stdout;

describe.concurrent('stock git', () => {
  it.each([
    ['incidents/new.md', 'words', 'does not belong there'],
    ['notes/0123.txt', 'age-encryption.org/v1\n', 'does not belong there'],
    ['incidents/K7F392QD.md.age', 'words', 'is not sealed'],
    ['evidence/deep/0123 4.age', 'words\nage-encryption.org/v1\n', 'does not belong there'],
    ['evidence/0123 4.age', 'words\nage-encryption.org/v1\n', 'is not sealed'],
    ['evidence/0123.age', 'age-encryption.org/v1\r\n', 'is not sealed'],
    ['evidence/0123.age', '', 'is not sealed'],
    ['notes/ä.txt', 'words', 'does not belong there'],
  ])('refuses to commit %s with %j', async (path, text, why) => {
    const place = await ana();
    const before = await head(place);
    await mkdir(join(place.repo, path, '..'), { recursive: true });
    await writeFile(join(place.repo, path), text);
    await git(place, 'add', '--', path);
    // What is staged counts, not what lies there.
    await writeFile(join(place.repo, path), 'age-encryption.org/v1\n');
    const refused = await git(place, 'commit', '-m', 'x');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(why);
    expect(refused.stderr).toContain('`coc report new`');
    expect(refused.stderr).not.toContain('words');
    expect(await head(place)).toBe(before);
  });

  it.each(['identity.txt', 'policy/keys.txt'])(
    'refuses to commit a secret key, wherever it is: %s',
    async (path) => {
      const place = await ana();
      const before = await head(place);
      await cp(place.identity, join(place.repo, path));
      await git(place, 'add', '--', path);
      const refused = await git(place, 'commit', '-m', 'x');
      expect(refused).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('A secret key is among the files'),
      });
      expect(refused.stderr).not.toContain('AGE-SECRET');
      expect(await head(place)).toBe(before);
    },
  );

  it('refuses to commit whatever is no file of a reports repository, wherever it is, and names each', async () => {
    const place = await ana();
    const before = await head(place);
    const sealed = 'age-encryption.org/v1\n';
    const none = {
      'todo.txt': 'words',
      'K7F392QD.md': 'words',
      'Incidents/K7F392QD.md.age': sealed,
      'incidents/0123.age': sealed,
      'old/K7F392QD.md.age': sealed,
      'old/team.yaml': 'words',
      '.github/workflows/other.yml': 'words',
      'coc.yaml/0123.txt': 'words',
    };
    await rm(join(place.repo, 'coc.yaml'));
    for (const [path, text] of Object.entries({ ...none, 'policy/0123.age': 'words' })) {
      await mkdir(join(place.repo, path, '..'), { recursive: true });
      await writeFile(join(place.repo, path), text);
    }
    await git(place, 'add', '--all');
    const refused = await git(place, 'commit', '-m', 'x');
    expect(refused.code).toBe(1);
    for (const path of Object.keys(none)) expect(refused.stderr).toContain(`${path} does not belong there`);
    expect(refused.stderr).toContain('policy/0123.age is not sealed');
    expect(refused.stderr).toContain('outside of this folder');
    expect(refused.stderr).not.toContain('words');
    expect(await head(place)).toBe(before);
  });

  it('refuses to commit a link in place of a file that belongs there', async () => {
    const place = await ana();
    const before = await head(place);
    await rm(join(place.repo, 'README.md'));
    await symlink('/dev/null', join(place.repo, 'README.md'));
    await git(place, 'add', 'README.md');
    const refused = await git(place, 'commit', '-m', 'x');
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('README.md is not an ordinary file'),
    });
    expect(await head(place)).toBe(before);
  });

  it('commits the files that coc lays down for everybody', async () => {
    const place = await ana();
    const all = [
      'README.md',
      'coc.yaml',
      'policy/policy.md',
      '.gitlab-ci.yml',
      '.github/workflows/coc-verify.yml',
    ];
    for (const path of all) {
      await mkdir(join(place.repo, path, '..'), { recursive: true });
      await writeFile(join(place.repo, path), 'x\n', { flag: 'a' });
    }
    await git(place, 'add', '.');
    const committed = await git(place, '-c', 'commit.gpgsign=false', 'commit', '-m', 'x');
    expect(committed).toMatchObject({ code: 0, stderr: '' });
  });

  it('commits what is sealed, what was there already, and what takes plain text away', async () => {
    const place = await ana();
    await mkdir(join(place.repo, 'notes'));
    await writeFile(join(place.repo, 'notes/0123 4.age'), 'age-encryption.org/v1\n-> \0\n');
    await writeFile(join(place.repo, 'todo.txt'), 'words');
    await writeFile(join(place.repo, 'notes/gone.txt'), 'words');
    await git(place, 'add', '.');
    const unsigned = ['-c', 'commit.gpgsign=false', 'commit', '-m', 'x'];
    expect((await git(place, ...unsigned, '--no-verify')).code).toBe(0);
    await git(place, 'rm', '-q', 'notes/gone.txt');
    await writeFile(join(place.repo, 'notes/0123 4.age'), 'age-encryption.org/v1\n-> \0\n\n');
    await git(place, 'add', '.');
    expect(await git(place, ...unsigned)).toMatchObject({ code: 0, stderr: '' });
  });

  it('refuses a merge, with or without a conflict', async () => {
    const place = await ana();
    await git(place, 'config', 'commit.gpgsign', 'false');
    const commit = async (text: string): Promise<void> => {
      await writeFile(join(place.repo, `policy/${text}.txt`), text);
      await git(place, 'add', '.');
      await git(place, 'commit', '-m', text);
    };
    await git(place, 'switch', '-q', '-c', 'other');
    await commit('one');
    await git(place, 'switch', '-q', 'main');
    await commit('two');
    const before = await head(place);
    expect((await git(place, 'merge', 'other')).code).not.toBe(0);
    const refused = await git(place, 'merge', '--no-ff', '--no-edit', 'other');
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain('`coc sync`');
    const again = await git(place, 'commit', '--no-edit');
    expect(again.code).not.toBe(0);
    expect(again.stderr).toContain('`git merge --abort` goes back; then `coc sync`');
    expect(await head(place)).toBe(before);
    expect((await git(place, 'merge', '--abort')).code).toBe(0);
    expect(await status(place)).toBe('');
  });

  it('pulls what is only new on the other side', async () => {
    const { here, there, note } = await twoClones();
    await note(there, 'theirs');
    expect((await git(there, 'push', '--quiet')).code).toBe(0);
    const pulled = await git(here, 'pull');
    expect(pulled.code).toBe(0);
    expect(pulled.stderr).not.toContain('coc sync');
    expect(await head(here)).toBe(await head(there));
  });

  it.each(['', '[pull]\n rebase = true\n[merge]\n ff = false\n'])(
    'pulls nothing, and names what helps, where both sides have something new (%j)',
    async (config) => {
      const { here, there, note } = await twoClones();
      await writeFile(join(here.home, '.gitconfig'), config);
      await note(there, 'theirs');
      await git(there, 'push', '--quiet');
      await note(here, 'ours');
      const before = [await head(here), await readdir(join(here.repo, 'incidents'))];
      const pulled = await git(here, 'pull');
      expect(pulled.code).not.toBe(0);
      expect(pulled.stderr.split('\n').filter((line) => line === SYNC)).toHaveLength(1);
      expect([await head(here), await readdir(join(here.repo, 'incidents'))]).toEqual(before);
      expect(await status(here)).toBe('');
    },
  );

  it('says nothing of it when only this side has something new', async () => {
    const { here, note } = await twoClones();
    await note(here, 'ours');
    for (const argv of [['fetch'], ['pull'], ['push']]) {
      const ran = await git(here, ...argv);
      expect(ran.code).toBe(0);
      expect(ran.stderr).not.toContain('coc sync');
    }
  });
});

describe('git diff, log -p and show', () => {
  const READING = [
    ['log', '-p'],
    ['show', 'HEAD~1'],
    ['diff', 'HEAD~2', 'HEAD', '--', 'incidents'],
  ] as const;

  it('read for a reader, from whatever folder, and leave nothing behind', async () => {
    const place = await ana();
    const id = await report(place, { ...FEW, account: `${MARK}\u202e and\u001b[31m more` });
    await answer(place, ['note', id, '--yes'], { note: `${MARK} later` });
    await writeFile(join(place.home, '.gitconfig'), '[diff "coc"]\n cachetextconv = true\n');
    for (const argv of READING) {
      const { code, stdout, stderr } = await git(place, ...argv);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain(`+> ${MARK}`);
      expect(stdout).not.toMatch(/[\u202e\u001b]/);
    }
    const last = await git(place, '-C', 'incidents', 'show');
    expect(last.stdout).toContain(`+> ${MARK} later`);
    expect(last.stdout).not.toMatch(/^[-+] +$/m);
    await writeFile(fileOf(place, id), await readFile(fileOf(place, id)));
    expect(await git(place, 'diff')).toMatchObject({ code: 0, stdout: '' });
    await expectNowhere(place);
  });

  it('show one line to whoever is no reader, and to whoever has no keys', async () => {
    const place = await ana();
    const id = await report(place, { ...FEW, account: MARK });
    await answer(place, ['note', id, '--yes'], { note: MARK });
    const other = await addMember(place, 'ben');
    for (const [who, line] of [
      [other, 'sealed: not shared with you'],
      [{ ...(await emptyPlace()), repo: place.repo }, 'sealed: your keys are not on this machine'],
    ] as const) {
      const { code, stdout } = await git(who, 'log', '-p', '--', 'incidents');
      expect(code).toBe(0);
      expect(stdout).not.toContain(MARK);
      // Both versions of it, and that they differ.
      const said = stdout.match(/^[-+][a-z].*$/gm) ?? [];
      expect(said).toHaveLength(3);
      for (const one of said) expect(one).toContain(line);
      expect(new Set(said.map((one) => one.slice(1))).size).toBe(2);
    }
  });

  it('show one line while the keys are locked, ask nobody, and read once they are not', async () => {
    const place = await ana();
    await report(place, { ...FEW, account: MARK });
    await protectFast(place.identity, PASSPHRASE);
    await rm(join(place.home, 'tmp'), { recursive: true, force: true });
    await mkdir(join(place.home, 'run'), { mode: 0o700 });
    const env = { ...place.env, XDG_RUNTIME_DIR: join(place.home, 'run') };
    const agent = { ...place, env };
    const locked = await git(agent, 'show');
    expect(locked.stdout).toMatch(
      /^\+sealed: your keys are locked; `coc unlock` opens them \([0-9a-f]{8}\)$/m,
    );
    expect(locked).toMatchObject({ code: 0, stderr: '' });
    expect((await git({ ...place, env: { ...env, ...BY_COMMAND } }, 'show')).stdout).toContain(`+> ${MARK}`);
    const failing = { ...place, env: { ...env, COC_PASSPHRASE_COMMAND: 'false' } };
    expect((await git(failing, 'show')).stdout).toContain('+sealed: your keys are locked');

    const identity = await unprotect(await readFile(place.identity), PASSPHRASE);
    const socket = await agentSocket(env, place.identity);
    await makeSocketFolder(socket);
    const facts = { until: 1, now: () => 0, wanted: () => true };
    const served = new Promise<void>((ready) => {
      void serveKeys(identity, socket, { ...facts, ready });
    });
    await served;
    expect((await git(agent, 'show')).stdout).toContain(`+> ${MARK}`);
    await forgetKeys(socket);
    expect((await git(agent, 'show')).stdout).toContain('+sealed: your keys are locked');
    await expectNowhere(place);
  });

  it('go on over what is damaged, and where coc has gone', async () => {
    const place = await ana();
    const id = await report(place, { ...FEW, account: MARK });
    const whole = await readFile(fileOf(place, id));
    for (const broken of [whole.subarray(0, whole.length - 9), Buffer.from('words'), Buffer.alloc(0)]) {
      await writeFile(fileOf(place, id), broken);
      const { code, stdout, stderr } = await git(place, 'diff');
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/^\+damaged: it cannot be opened \([0-9a-f]{8}\)$/m);
    }
    const { roster } = await openRepository(place.repo, place.env);
    const [member] = roster.members;
    if (member === undefined) throw new Error('no member');
    await fitClone(place.repo, roster, member, [join(place.home, 'gone'), 'coc.js']);
    const { code, stdout } = await git(place, 'show');
    expect(code).toBe(0);
    expect(stdout).toContain('+sealed: the coc that reads it is not where it was');
  });

  it('start coc wherever it is', async () => {
    const place = await ana();
    await report(place, FEW);
    const odd = join(place.home, `it's a "$HOME" \\ \`place\``);
    await mkdir(odd);
    await writeFile(join(odd, 'coc.js'), 'console.log(process.argv.slice(2, -1).join(), "was started")');
    const { roster } = await openRepository(place.repo, place.env);
    const [member] = roster.members;
    if (member === undefined) throw new Error('no member');
    await fitClone(place.repo, roster, member, [process.execPath, join(odd, 'coc.js')]);
    expect((await git(place, 'show')).stdout).toContain('+textconv was started');
  });
});

describe.concurrent('a clone', () => {
  it('gets its hooks back, and is written only where it differs', async () => {
    const place = await ana();
    const hook = (name: string): string => join(place.repo, '.git/hooks', name);
    for (const name of HOOKS) expect((await stat(hook(name))).mode & 0o777).toBe(0o755);
    await rm(hook('pre-commit'));
    await writeFile(hook('pre-merge-commit'), '#!/bin/sh\n# coc hook: of an older coc\nexit 0\n');
    await chmod(hook('reference-transaction'), 0o644);
    await report(place, FEW);
    for (const name of HOOKS) {
      expect((await stat(hook(name))).mode & 0o777).toBe(0o755);
      expect(await readFile(hook(name), 'utf8')).toBe(
        await readFile(new URL(`../../templates/hooks/${name}`, import.meta.url), 'utf8'),
      );
    }
    const files = [
      ...HOOKS.map(hook),
      join(place.repo, '.git/coc.gitconfig'),
      join(place.repo, '.git/config'),
    ];
    const written = () => Promise.all(files.map(async (path) => (await stat(path)).ino));
    const before = await written();
    await report(place, FEW);
    expect(await written()).toEqual(before);
  });

  it('pulls from the server that coc was told, and from one that an older coc was told', async () => {
    const { ana: place, ben } = await teamOfTwo();
    for (const one of [place, ben]) expect(await git(one, 'pull')).toMatchObject({ code: 0 });
    const config = join(ben.repo, '.git/config');
    await writeFile(config, (await readFile(config, 'utf8')).replace(/\[branch "main"\]\n(\t.*\n)+/, ''));
    expect((await git(ben, 'pull')).code).toBe(1);
    await report(ben, FEW);
    expect(await git(ben, 'pull')).toMatchObject({ code: 0 });
  });

  it('keeps a hook of somebody’s own, says which, and never runs it', async () => {
    const place = await ana();
    const own = join(place.repo, '.git/hooks/pre-commit');
    const text = '#!/bin/sh\ntouch "$HOME/own-hook-ran"\n';
    await writeFile(own, text, { mode: 0o700 });
    await report(place, FEW);
    expect(await readFile(own, 'utf8')).toBe(text);
    await expect(access(join(place.home, 'own-hook-ran'))).rejects.toThrow('ENOENT');
    const { roster } = await openRepository(place.repo, place.env);
    const [member] = roster.members;
    if (member === undefined) throw new Error('no member');
    expect(await fitClone(place.repo, roster, member, ['coc'])).toEqual(['pre-commit']);
  });
});

/** No plaintext in HOME, in git's objects, or where temporary files go; and nothing at all there. */
async function expectNowhere(place: Place): Promise<void> {
  expect(await readdir(join(place.home, 'tmp'))).toEqual([]);
  const files = (await readdir(place.home, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  );
  expect(files.length).toBeGreaterThan(20);
  for (const { parentPath, name } of files)
    expect((await readFile(join(parentPath, name))).includes(MARK), name).toBe(false);
  const objects = await git(place, 'cat-file', '--batch', '--batch-all-objects');
  expect(objects.stdout.length).toBeGreaterThan(4096);
  expect(objects.stdout).not.toContain(MARK);
  expect((await git(place, 'for-each-ref', '--format=%(refname)')).stdout).toBe(
    'refs/coc/first\nrefs/coc/verified\nrefs/heads/main\n',
  );
}
