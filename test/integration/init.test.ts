import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ana,
  answer,
  coc,
  drafts,
  emptyPlace,
  FEW,
  fileOf,
  git,
  json,
  newAna,
  type Place,
  report,
} from './run.ts';
import { reportedPlace } from './steps.ts';

const hasAge = spawnSync('age', ['--version']).status === 0;
if (!hasAge)
  process.stderr.write('\nSKIPPED: no `age` program here, so no recovery file was tried with it.\n\n');

const WHO = ['--name', 'Ana', '--email', 'ana@example.org'];
const FAST = ['--key-type', 'x25519', '--no-passphrase', '--no-recovery', '--yes'];
const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

function verifyEveryCommit(place: Place): number {
  const commits = git(place, 'rev-list', 'HEAD').trim().split('\n');
  for (const commit of commits) git(place, 'verify-commit', commit);
  return commits.length;
}

describe.concurrent('coc init', () => {
  it('makes keys, a repository with one signed commit, and everything that belongs in it', async () => {
    const place = await emptyPlace();
    const ran = await coc(place, ['init', ...WHO, ...FAST, '--community', 'PyExample']);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain(place.repo);
    expect(ran.stdout).toContain(place.identity);
    expect(git(place, 'ls-files').trim().split('\n')).toEqual([
      '.gitattributes',
      'README.md',
      'coc.yaml',
      'policy/playbook.yaml',
      'team.yaml',
    ]);
    expect(await readFile(join(place.repo, '.gitattributes'), 'utf8')).toContain('*.age binary');
    expect(await readFile(join(place.repo, 'README.md'), 'utf8')).toContain('code of conduct of PyExample');
    expect(await readFile(join(place.repo, 'coc.yaml'), 'utf8')).toContain('community: PyExample');
    expect(await readFile(join(place.repo, 'policy/playbook.yaml'), 'utf8')).toBe(
      await readFile(new URL('../../templates/playbooks/imgix.yaml', import.meta.url), 'utf8'),
    );
    expect(verifyEveryCommit(place)).toBe(1);
    expect(git(place, 'log', '--format=%an <%ae>|%G?').trim()).toBe('Ana <ana@example.org>|G');
    expect(git(place, 'status', '--porcelain')).toBe('');
    expect(git(place, 'symbolic-ref', '--short', 'HEAD').trim()).toBe('main');
    expect(git(place, 'remote')).toBe('');
  });

  it.sequential('keeps keys and repository to their owner alone, whatever the umask', async () => {
    const before = process.umask(0);
    try {
      const place = await ana();
      expect(await modeOf(place.identity)).toBe(0o600);
      expect(await modeOf(join(place.home, '.config/coc'))).toBe(0o700);
      expect(await modeOf(place.repo)).toBe(0o700);
    } finally {
      process.umask(before);
    }
  });

  it('makes post-quantum keys where nothing else is said', async () => {
    const place = await emptyPlace();
    const ran = await coc(place, ['init', ...WHO, '--no-passphrase', '--no-recovery', '--yes']);
    expect(ran.code).toBe(0);
    const team = await readFile(join(place.repo, 'team.yaml'), 'utf8');
    expect(team).toContain('keyType: hybrid');
    expect(team).toContain('recipient: age1pq1');
    const id = await report(place, FEW);
    expect(json(await coc(place, ['list', '--json']))).toMatchObject([{ id, readers: ['ana'] }]);
    expect(verifyEveryCommit(place)).toBe(2);
  });

  it('lists everything that is not decided, at once, and makes nothing', async () => {
    const place = await emptyPlace();
    const ran = await coc(place, ['init']);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    for (const flag of ['--name', '--email', '--no-passphrase', '--recovery-file', '--no-recovery', '--yes'])
      expect(ran.stderr).toContain(flag);
    expect(ran.stderr).toContain('COC_PASSPHRASE_COMMAND');
    expect(await exists(place.repo)).toBe(false);
    expect(await exists(place.identity)).toBe(false);
  });

  it.each(['--name', '--email', '--no-passphrase', '--no-recovery', '--yes'])(
    'assumes nothing about %s',
    async (left) => {
      const place = await emptyPlace();
      const all = [...WHO, ...FAST];
      const at = all.indexOf(left);
      all.splice(at, WHO.includes(left) ? 2 : 1);
      const ran = await coc(place, ['init', ...all]);
      expect(ran.code).toBe(2);
      expect(ran.stderr).toContain(left);
      expect(ran.stderr.match(/--[a-z-]+/g)?.length).toBeLessThan(3);
      expect(await exists(place.identity)).toBe(false);
    },
  );

  it('says what is wrong with a flag, and hints at nothing that does not exist', async () => {
    const place = await emptyPlace();
    const ran = await coc(place, ['init', '--name', 'Ana', '--email', 'not an address', ...FAST]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('e-mail');
    expect(await exists(place.identity)).toBe(false);
    expect((await coc(place, ['init', '--key-type', 'rsa'])).code).toBe(2);
  });

  it('leaves alone what exists', async () => {
    const place = await emptyPlace();
    const dir = join(place.home, 'there');
    await mkdir(dir);
    await writeFile(join(dir, 'mine.txt'), 'mine');
    const ran = await coc(place, ['init', '--dir', dir, ...WHO, ...FAST]);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/something at .*there already.*\nhint: /);
    expect(await readFile(join(dir, 'mine.txt'), 'utf8')).toBe('mine');
    expect(await exists(place.identity)).toBe(false);
    const again = await ana();
    const head = git(again, 'rev-parse', 'HEAD');
    expect((await coc(again, ['init', ...WHO, ...FAST])).code).toBe(1);
    expect(git(again, 'rev-parse', 'HEAD')).toBe(head);
  });

  it('shows whoever has a reports repository already how it is shared, and that way works', async () => {
    const place = await newAna();
    const id = await report(place, FEW);
    const remote = join(place.home, 'server.git');
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', remote], { env: place.env });
    const { code, stderr } = await coc(place, ['init', ...WHO, ...FAST, '--remote', remote]);
    expect(code).toBe(1);
    expect(stderr).toContain('coc sync --remote URL');
    expect(stderr).not.toContain('--dir');
    json(await coc(place, ['sync', '--remote', remote, '--json']));
    const listed = execFileSync('git', ['ls-tree', '-r', '--name-only', 'main'], {
      cwd: remote,
      env: place.env,
    });
    expect(String(listed)).toContain(id.replace('-', ''));
  });

  it.each([
    [[], true],
    [['--community', 'PyExample'], false],
  ])(
    'reminds of the facts of another community where everything was taken as it is: %j',
    async (flags, reminds) => {
      const place = await emptyPlace();
      expect((await coc(place, ['init', ...WHO, ...FAST, ...flags])).code).toBe(0);
      const { stdout } = await coc(place, ['status']);
      expect(stdout.includes('coc community edit')).toBe(reminds);
      if (!reminds) return;
      const answers = { community: 'imgix' };
      expect((await answer(place, ['community', 'edit', '--yes'], answers)).code).toBe(0);
      expect((await coc(place, ['status'])).stdout).not.toContain('coc community edit');
    },
  );

  it('makes it elsewhere, and finds it from then on', async () => {
    const place = await emptyPlace();
    const ran = await coc(place, ['init', '--dir', 'work/reports', ...WHO, ...FAST]);
    expect(ran.code).toBe(0);
    const id = await report(place, FEW);
    const elsewhere = { ...place, repo: join(place.home, 'work/reports') };
    expect(await exists(fileOf(elsewhere, id))).toBe(true);
    expect(await exists(place.repo)).toBe(false);
    expect(json(await coc(place, ['list', '--json'], { cwd: join(elsewhere.repo, 'policy') }))).toHaveLength(
      1,
    );
    expect(json(await coc(place, ['--repo', 'work/reports', 'list', '--json']))).toHaveLength(1);
  });

  it('uses the keys that a report begun before made', async () => {
    const place = await emptyPlace();
    await answer(place, ['report', 'new', '--yes'], { threat: 'none' });
    const keys = await readFile(place.identity, 'utf8');
    const other = await coc(place, ['init', ...WHO, ...FAST]);
    expect(other).toMatchObject({ code: 1 });
    expect(other.stderr).toContain('--key-type');
    const ran = await coc(place, ['init', ...WHO, '--no-passphrase', '--no-recovery', '--yes']);
    expect(ran.code).toBe(0);
    expect(await readFile(place.identity, 'utf8')).toBe(keys);
  });

  it('takes a name with every sign that git or YAML would act on', async () => {
    const place = await emptyPlace();
    const name = 'Ana "the \\ great" #1; o\'Neil: [x] {y} é 安';
    expect((await coc(place, ['init', '--name', name, '--email', 'a@b.c', ...FAST])).code).toBe(0);
    expect(git(place, 'log', '--format=%an').trim()).toBe(name);
    expect(verifyEveryCommit(place)).toBe(1);
    await report(place, FEW);
    expect(verifyEveryCommit(place)).toBe(2);
  });

  it('takes a community whose name looks like a template', async () => {
    const place = await emptyPlace();
    const ran = await coc(place, ['init', ...WHO, ...FAST, '--community', "$& $' {{created}}"]);
    expect(ran.code).toBe(0);
    expect(await readFile(join(place.repo, 'README.md'), 'utf8')).toContain("conduct of $& $' {{created}}\n");
  });
});

describe.concurrent('the passphrase', () => {
  const COMMAND = { COC_PASSPHRASE_COMMAND: 'echo correct horse battery' };

  it('comes from COC_PASSPHRASE_COMMAND, and nothing opens without it', async () => {
    const place = await emptyPlace();
    const ran = await coc(
      place,
      ['init', ...WHO, '--key-type', 'x25519', '--no-recovery', '--yes', '--community', 'PyExample'],
      {
        env: COMMAND,
      },
    );
    expect(ran.code).toBe(0);
    expect(await readFile(place.identity, 'utf8')).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----/);
    expect(await modeOf(place.identity)).toBe(0o600);
    const id = await report(place, FEW, { env: COMMAND });
    expect((await coc(place, ['show', id], { env: COMMAND })).stdout).toContain('followed them around');
    const locked = await coc(place, ['show', id]);
    expect(locked).toMatchObject({ code: 1, stdout: '' });
    expect(locked.stderr).toMatch(/locked with a passphrase.*\nhint: .*COC_PASSPHRASE_COMMAND/);
    expect(json(await coc(place, ['status', '--json'], { env: COMMAND })).reminders).toEqual([]);
  });

  it.each([
    ['echo short', 'too short'],
    ['false', 'failed or printed nothing'],
    ['true', 'failed or printed nothing'],
    ['no-such-program-of-mine 2>/dev/null', 'failed or printed nothing'],
  ])('is not taken from `%s`', async (command, why) => {
    const place = await emptyPlace();
    const ran = await coc(place, ['init', ...WHO, '--key-type', 'x25519', '--no-recovery', '--yes'], {
      env: { COC_PASSPHRASE_COMMAND: command },
    });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain(why);
    expect(await exists(place.repo)).toBe(false);
    expect(await exists(place.identity)).toBe(false);
  });

  it('is set later with `coc passphrase`, on the same keys', async () => {
    const { place, id } = await reportedPlace(FEW);
    expect(json(await coc(place, ['status', '--json'])).reminders).toEqual([
      expect.stringContaining('`coc passphrase`'),
      expect.stringContaining('`coc community edit`'),
    ]);
    expect((await coc(place, ['passphrase'], { env: COMMAND })).code).toBe(0);
    expect(await readFile(place.identity, 'utf8')).toMatch(/^-----BEGIN AGE/);
    expect((await coc(place, ['show', id], { env: COMMAND })).code).toBe(0);
    expect((await coc(place, ['show', id])).code).toBe(1);
  });
});

describe.concurrent('the recovery key', () => {
  const opened = (file: string, place: Place, id: string): string =>
    execFileSync('age', ['-d', '-i', file, fileOf(place, id)], { encoding: 'utf8' });

  it.skipIf(!hasAge)('is written to a file of its owner, which opens incidents with stock age', async () => {
    const place = await emptyPlace();
    const file = join(place.home, 'recovery.txt');
    const ran = await coc(place, [
      ...['init', ...WHO, '--key-type', 'x25519', '--no-passphrase', '--yes'],
      ...['--recovery-file', file],
    ]);
    expect(ran.code).toBe(0);
    expect(await modeOf(file)).toBe(0o600);
    const id = await report(place, FEW);
    expect(opened(file, place, id)).toContain('> They told me that somebody followed them around all day.');
    expect(opened(place.identity, place, id)).toContain('# Incident');
    const secret = /AGE-SECRET-KEY-\S+/.exec(await readFile(file, 'utf8'))?.[0] ?? '';
    expect(ran.stdout + ran.stderr).not.toContain(secret);
  });

  it('goes into a new file only, and nothing is made where it cannot', async () => {
    const place = await emptyPlace();
    const file = join(place.home, 'recovery.txt');
    await writeFile(file, 'mine');
    const init = ['init', ...WHO, '--key-type', 'x25519', '--no-passphrase', '--yes', '--recovery-file'];
    const ran = await coc(place, [...init, file]);
    expect(ran.code).toBe(2);
    expect(await readFile(file, 'utf8')).toBe('mine');
    expect(await exists(place.repo)).toBe(false);
    const nowhere = await coc(place, [...init, join(place.home, 'no/such/folder/recovery.txt')]);
    expect(nowhere.stderr).not.toContain('inside coc itself');
    expect([1, 2]).toContain(nowhere.code);
    expect(nowhere.stderr).toMatch(/^coc: |^error: /);
    expect(await exists(place.repo)).toBe(false);
  });

  it.skipIf(!hasAge)('is made later, and then opens what was there before', async () => {
    const { place: team, id } = await reportedPlace(FEW);
    const file = join(team.home, 'recovery.txt');
    // It was declined at init, and is made after all.
    const ran = await coc(team, ['recovery-key', '--recovery-file', file]);
    expect(ran).toMatchObject({ code: 0 });
    expect(opened(file, team, id)).toContain('followed them around');
    const next = await report(team, FEW);
    expect(opened(file, team, next)).toContain('followed them around');
    verifyEveryCommit(team);
    expect((await coc(team, ['recovery-key', '--recovery-file', `${file}2`])).code).toBe(1);
  });

  it('is reminded of after a report on an empty machine, until it is declined', async () => {
    const place = await emptyPlace();
    await report(place, { ...FEW, 'your-name': 'Ana' });
    const reminders = async (): Promise<string[]> => json(await coc(place, ['status', '--json'])).reminders;
    expect(await reminders()).toContainEqual(expect.stringContaining('`coc recovery-key`'));
    const home = await coc(place, []);
    expect(home).toMatchObject({ code: 0 });
    expect(home.stdout).toContain('coc recovery-key');
    expect((await coc(place, ['recovery-key', '--decline'])).code).toBe(2);
    expect((await coc(place, ['recovery-key', '--decline', '--yes'])).code).toBe(0);
    expect(await reminders()).not.toContainEqual(expect.stringContaining('`coc recovery-key`'));
    verifyEveryCommit(place);
  });
});

describe.concurrent('a report on an empty machine', () => {
  it('makes the repository on the way, signed in the name that was given', async () => {
    const place = await emptyPlace();
    const id = await report(place, { ...FEW, 'your-name': 'Ana López' });
    expect(git(place, 'log', '--format=%s|%an|%G?').trim().split('\n')).toEqual([
      'Add to the reports|Ana López|G',
      'Begin the reports repository|Ana López|G',
    ]);
    expect(verifyEveryCommit(place)).toBe(2);
    expect(await drafts(place)).toEqual([]);
    expect(json(await coc(place, ['list', '--json']))).toMatchObject([{ id, readers: ['ana-lopez'] }]);
    expect(git(place, 'status', '--porcelain')).toBe('');
  });

  it('asks for the name in the same breath as all that is missing, and makes no repository yet', async () => {
    const place = await emptyPlace();
    const ran = await answer(place, ['report', 'new', '--yes'], {});
    expect(ran.code).toBe(2);
    for (const id of ['threat', 'your-name', 'account', 'visibility', 'share'])
      expect(ran.stderr).toContain(`  ${id} is missing`);
    expect(await exists(place.repo)).toBe(false);
  });

  it('takes the address from git, as it is', async () => {
    const place = await emptyPlace();
    await writeFile(join(place.home, '.gitconfig'), '[user]\n\tname = Other\n\temail = ana@corp.example\n');
    await report(place, { ...FEW, 'your-name': 'Ana' });
    expect(git(place, 'log', '-1', '--format=%an <%ae>').trim()).toBe('Ana <ana@corp.example>');
  });

  it.each(['ana', '*@example.org'])('is not spoilt by an address in git that is none: %s', async (email) => {
    const place = await emptyPlace();
    await writeFile(join(place.home, '.gitconfig'), `[user]\n\temail = "${email}"\n`);
    const id = await report(place, { ...FEW, 'your-name': 'Ana' });
    expect(json(await coc(place, ['list', '--json']))).toMatchObject([{ id }]);
    verifyEveryCommit(place);
  });

  it.each([
    ['<>', 'needs a letter or a digit'],
    ['...', 'needs a letter or a digit'],
    ['A\u001b[31mna', 'cannot be seen'],
    ['A\u202ena', 'cannot be seen'],
    ['A\u0000na', 'cannot be seen'],
    ['安', undefined],
  ])('takes any name of whoever took it, or says what is wrong with it: %j', async (name, wrong) => {
    const place = await emptyPlace();
    const ran = await answer(place, ['report', 'new', '--yes', '--json'], { ...FEW, 'your-name': name });
    expect(ran.stderr).not.toContain('inside coc itself');
    expect(ran.code, ran.stderr).toBe(wrong === undefined ? 0 : 2);
    if (wrong !== undefined) expect(ran.stderr).toMatch(new RegExp(`your-name .*${wrong}`));
    // A name that is refused must leave nothing behind that the next one trips over.
    if (wrong !== undefined) await report(place, { ...FEW, 'your-name': 'Ana' });
    verifyEveryCommit(place);
    expect(git(place, 'log', '--format=%an')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  it('says before anything is asked that something else stands where the reports would be', async () => {
    const place = await emptyPlace();
    await mkdir(place.repo, { recursive: true });
    await writeFile(join(place.repo, 'mine.txt'), 'mine');
    const answers = { ...FEW, 'your-name': 'Ana' };
    const ran = await answer(place, ['report', 'new', '--yes'], answers);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain(place.repo);
    await rename(place.repo, `${place.repo}.away`);
    expect((await answer(place, ['report', 'new', '--yes'], answers)).code).toBe(0);
    expect(json(await coc(place, ['list', '--json']))).toHaveLength(1);
    expect(await drafts(place)).toEqual([]);
  });

  it('stops where the folder for the keys cannot be made, with words', async () => {
    const place = await emptyPlace();
    await writeFile(join(place.home, '.config'), 'in the way');
    const ran = await answer(place, ['report', 'new', '--yes'], { ...FEW, 'your-name': 'Ana' });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('.config');
  });
});
