import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  access,
  chmod,
  copyFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeKeys, open, seal } from '../../src/vault/age/age.ts';
import { formatIdentity, makeIdentity, parseIdentity, publicPart } from '../../src/vault/keys/identity.ts';
import { writeIdentityFile } from '../../src/vault/keys/identity-file.ts';
import { temporaryFolder } from '../places/temporary-folder.ts';
import {
  ana,
  anaAndBen,
  answer,
  coc,
  commitAsMember,
  drafts,
  emptyPlace,
  FEW,
  fileOf,
  git,
  headOf,
  json,
  type Place,
  report,
  show,
} from './run.ts';
import { reportedPlace } from './steps.ts';

const NEW = ['report', 'new', '--yes', '--json'];
const INIT = '--name Ana --email a@b.c --key-type x25519 --no-passphrase --no-recovery'.split(' ');
const BUG = 'inside coc itself';

/** Where `program` is, as a folder of one symlink each, so that nothing else is on the PATH. */
async function pathOf(...programs: readonly string[]): Promise<string> {
  const bin = await temporaryFolder();
  for (const program of programs) {
    const found = spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim();
    await symlink(found, join(bin, program));
  }
  return bin;
}

describe.concurrent('damaged files among the incidents', () => {
  it('are named, the others list, and it ends with 3', async () => {
    const place = await ana();
    const good = [await report(place, FEW), await report(place, FEW)];
    const bad = Object.fromEntries(
      ['empty', 'cut', 'swapped', 'foreign', 'random', 'plain', 'crlf', 'crowded', 'armored'].map((kind) => [
        kind,
        `${kind
          .toUpperCase()
          .replace(/[ILOU]/g, 'X')
          .slice(0, 4)
          .padEnd(4, 'X')}-0000`,
      ]),
    );
    const put = (kind: string, bytes: string | Uint8Array) =>
      writeFile(fileOf(place, bad[kind] ?? ''), bytes);
    const whole = await readFile(fileOf(place, good[0] ?? ''));
    const stranger = await makeKeys('x25519');
    const text = new TextEncoder().encode('theirs');
    await put('foreign', await seal(text, [stranger.recipient], { keyType: 'x25519' }));
    git(place, 'add', 'incidents');
    await commitAsMember(place, 'for somebody else');
    await put('empty', '');
    await put('cut', whole);
    await truncate(fileOf(place, bad.cut ?? ''), 3000);
    await copyFile(fileOf(place, good[0] ?? ''), fileOf(place, bad.swapped ?? ''));
    await put('random', randomBytes(5000));
    await put('plain', '---\nformat: 1\n---\n# Incident\n');
    await put('crlf', Buffer.from(whole.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'));
    await put('crowded', `age-encryption.org/v1\n${'-> X25519 AAAA\nAAAA\n'.repeat(5000)}--- x\n`);
    await put('armored', '-----BEGIN AGE ENCRYPTED FILE-----\nAAAA\n-----END AGE ENCRYPTED FILE-----\n');
    await writeFile(join(place.repo, 'incidents/notes.txt'), 'hello');
    await writeFile(join(place.repo, 'incidents/\u001b[2J\u202e.md.age'), 'hello');
    const gone = await report(place, FEW);
    await rm(fileOf(place, gone));

    const ran = await coc(place, ['list', '--json']);
    expect(
      json(ran, 3)
        .map((one: { id: string }) => one.id)
        .sort(),
    ).toEqual([...good].sort());
    const lines = ran.stderr.split('\n').map((line) => line.trim());
    const said = ran.stderr.replace(/\s+/g, ' ');
    const why: Readonly<Record<string, RegExp>> = {
      empty: /empty/,
      cut: /damaged or cut off/,
      swapped: /another incident/,
      random: /not an age file/,
      plain: /not an age file/,
      crlf: /line endings/,
      crowded: /damaged|larger than coc accepts/,
      armored: /not an age file/,
    };
    for (const [kind, pattern] of Object.entries(why)) {
      const path = `incidents/${bad[kind]?.replace('-', '')}.md.age`;
      const [, after = ''] = said.split(`${path}: `);
      expect(after.split(' - incidents/')[0], kind).toMatch(pattern);
    }
    expect(said).toContain(`incidents/${gone.replace('-', '')}.md.age: it is missing here`);
    expect(said).toContain('incidents/notes.txt: it is not an incident file');
    expect(lines).toContain('1 more incident is not shared with you.');
    expect(said).not.toContain(bad.foreign?.replace('-', ''));
    expect(said).toContain('hint: ');
    expect(ran.stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);

    expect((await coc(place, ['status'])).code).toBe(3);
    expect((await coc(place, ['list'])).code).toBe(3);
    for (const kind of Object.keys(bad)) {
      const one = await coc(place, ['show', bad[kind] ?? '']);
      expect(one, kind).toMatchObject({ code: 1, stdout: '' });
      expect(one.stderr, kind).not.toContain(BUG);
    }
    expect((await coc(place, ['show', good[0] ?? ''])).code).toBe(0);
    // A report can be saved all the same.
    const after = await report(place, FEW);
    expect(json(await coc(place, ['list', '--json']), 3)).toHaveLength(good.length + 1);
    expect(git(place, 'show', '--name-only', '--format=', 'HEAD').trim()).toContain(after.replace('-', ''));
    // Nothing of the bad ones was changed or committed, but the one for somebody else.
    expect(git(place, 'ls-files', 'incidents').trim().split('\n')).toHaveLength(good.length + 3);
  });

  it('are named also where they are a folder, or a link to nothing or to a folder', async () => {
    const { place, id } = await reportedPlace(FEW);
    await mkdir(fileOf(place, 'DDDD-0000'));
    await symlink('nothing-here', fileOf(place, 'NNNN-0000'));
    await symlink('..', fileOf(place, 'PPPP-0000'));
    const ran = await coc(place, ['list', '--json']);
    expect(ran.stderr).not.toContain(BUG);
    expect(json(ran, 3)).toMatchObject([{ id }]);
    for (const name of ['DDDD0000', 'NNNN0000', 'PPPP0000']) expect(ran.stderr).toContain(name);
    expect((await coc(place, ['show', 'DDDD'])).code).toBe(1);
  });

  it('are not signed by whom they name, after somebody with a key wrote into one', async () => {
    const { place, id } = await reportedPlace(FEW);
    const identity = await parseIdentity(await readFile(place.identity, 'utf8'));
    const plaintext = new TextDecoder().decode(await open(await readFile(fileOf(place, id)), identity));
    const forged = new TextEncoder().encode(
      plaintext.replaceAll('followed them around', 'said hello to them'),
    );
    await writeFile(fileOf(place, id), await seal(forged, [identity.recipient], { keyType: 'x25519' }));
    const ran = await coc(place, ['list', '--json']);
    expect(json(ran, 3)).toEqual([]);
    expect(ran.stderr).toContain('is not signed by the member it names');
    const dropped = plaintext.replace(/ {2}- kind: consent\n(?: {4}.*\n)+/, '');
    expect(dropped).not.toBe(plaintext);
    const bytes = new TextEncoder().encode(dropped);
    await writeFile(fileOf(place, id), await seal(bytes, [identity.recipient], { keyType: 'x25519' }));
    const shown = await coc(place, ['show', id]);
    expect(shown).toMatchObject({ code: 1, stdout: '' });
    expect(shown.stderr).toContain('an entry was taken out');
  });

  it('of a newer format are read, and not written back', async () => {
    const { place, id } = await reportedPlace(FEW);
    const identity = await parseIdentity(await readFile(place.identity, 'utf8'));
    const plaintext = new TextDecoder().decode(await open(await readFile(fileOf(place, id)), identity));
    const newer = new TextEncoder().encode(plaintext.replace('\nformat: 1\n', '\nformat: 2\n'));
    await writeFile(fileOf(place, id), await seal(newer, [identity.recipient], { keyType: 'x25519' }));
    await commitAsMember(place, 'newer');
    expect((await coc(place, ['show', id])).stdout).toContain('followed them around');
    const bytes = await readFile(fileOf(place, id));
    const ran = await answer(place, ['note', id, '--yes'], { note: 'x' });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('format 2');
    expect(ran.stderr).toContain('hint: Install the newest coc');
    expect((await readFile(fileOf(place, id))).equals(bytes)).toBe(true);
  });

  it('name the file in `show`, as `list` does', async () => {
    const { place, id } = await reportedPlace(FEW);
    await copyFile(fileOf(place, id), fileOf(place, 'SWAP-0000'));
    const ran = await coc(place, ['show', 'SWAP']);
    expect(ran.stderr).toContain('SWAP');
    expect(ran.stderr).toContain('hint: ');
  });
});

describe.concurrent('keys that do not open', () => {
  it('have a message and a hint of their own each', async () => {
    const right = { COC_PASSPHRASE_COMMAND: 'echo correct horse battery' };
    const { place, id } = await reportedPlace(FEW);
    const said: Record<string, string> = {};
    const fails = async (name: string, env: NodeJS.ProcessEnv = {}): Promise<void> => {
      for (const command of [['list'], ['show', id]]) {
        const ran = await coc(place, command, { env });
        expect(ran, name).toMatchObject({ code: 1, stdout: '' });
        expect(ran.stderr, name).toMatch(/^coc: .*\nhint: /);
        said[name] = ran.stderr;
      }
    };
    const publicFile = join(dirname(place.identity), 'identity.pub');

    await chmod(place.identity, 0o644);
    await fails('world-readable');
    expect(said['world-readable']).toContain(`chmod 600 ${place.identity}`);
    await chmod(place.identity, 0o600);

    await rename(place.identity, `${place.identity}.away`);
    await fails('missing');
    await rename(publicFile, `${publicFile}.away`);
    await fails('both missing');
    const other = await makeIdentity('x25519');
    const bytes = new TextEncoder().encode(formatIdentity(other));
    await writeIdentityFile(place.identity, bytes, publicPart(other));
    await fails('wrong key');
    await rename(`${publicFile}.away`, publicFile);
    await fails('keys that do not belong together');
    await rename(`${place.identity}.away`, place.identity);

    await writeFile(place.identity, 'hello', { mode: 0o600 });
    await fails('no keys in it');
    await writeFile(place.identity, formatIdentity(other).replace(/AGE-SECRET-KEY-.*/, 'AGE-SECRET-KEY-1XX'));
    await fails('a key mistyped');
    expect(said['a key mistyped']).not.toContain('1XX');
    await rm(place.identity);
    await rm(publicFile);
    expect(
      (
        await coc(
          place,
          [
            'init',
            '--dir',
            'x',
            '--name',
            'Ana',
            '--email',
            'a@b.c',
            '--yes',
            '--key-type',
            'x25519',
            '--no-recovery',
          ],
          { env: right },
        )
      ).code,
    ).toBe(0);
    const wrong = await coc(place, ['list'], { env: { COC_PASSPHRASE_COMMAND: 'echo wrong wrong' } });
    expect(wrong).toMatchObject({ code: 1, stdout: '' });
    expect(wrong.stderr).toMatch(/passphrase does not open[\s\S]*hint: /);
    said['wrong passphrase'] = wrong.stderr;
    const cut = (await readFile(place.identity)).subarray(0, 300);
    await writeFile(place.identity, cut);
    const damaged = await coc(place, ['list'], { env: right });
    expect(damaged.code).toBe(1);
    said.damaged = damaged.stderr;

    const first = Object.values(said).map((text) => text.split('\n')[0]);
    expect(new Set(first).size).toBe(Object.keys(said).length);
    for (const text of Object.values(said)) {
      expect(text).not.toContain(BUG);
      expect(text).not.toMatch(/AGE-SECRET-KEY-1?[A-Z0-9]{5}/);
    }
  });

  it('are not replaced by hints that lead in a circle', async () => {
    const place = await ana();
    await rm(place.identity);
    const ran = await coc(place, ['list']);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('so there were keys. Put the file back from a copy.');
    // It would not work.
    expect(ran.stderr).not.toContain('coc init');
    const followed = await coc(place, ['init', '--dir', 'elsewhere', ...INIT, '--yes']);
    expect(followed.code).toBe(1);
  });

  it('of somebody who left the team', async () => {
    const { place, ben } = await anaAndBen();
    expect((await coc(place, ['team', 'remove', 'ben', '--yes'])).code).toBe(0);
    const ran = await coc(ben, ['list']);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/not on the team[\s\S]*hint: /);
  });
});

describe.concurrent('a folder that is not a reports repository', () => {
  it('is refused, however it was named', async () => {
    const place = await ana();
    await mkdir(join(place.home, 'plain'));
    await writeFile(join(place.home, 'file'), '');
    for (const name of ['plain', 'nowhere', 'file']) {
      const path = join(place.home, name);
      for (const ran of [
        await coc(place, ['--repo', path, 'list']),
        await coc(place, ['list', '--repo', path]),
        await coc(place, ['list'], { env: { COC_REPO: path } }),
        await answer(place, [...NEW, '--repo', path], FEW),
      ]) {
        expect(ran).toMatchObject({ code: 1, stdout: '' });
        expect(ran.stderr).toMatch(/is not a reports repository\.\nhint: /);
        expect(ran.stderr).toContain(path);
      }
    }
  });

  it('is refused where it is another git repository, or an emptied one', async () => {
    const place = await ana();
    const other = join(place.home, 'other');
    spawnSync('git', ['init', '-q', other], { env: place.env });
    expect((await coc(place, ['--repo', other, 'list'])).stderr).toContain('is not a reports repository');
    // Standing in another repository is nothing special: the default one is meant.
    expect((await coc(place, ['list'], { cwd: other })).code).toBe(0);
    await copyFile(join(place.repo, 'coc.yaml'), join(other, 'coc.yaml'));
    await copyFile(join(place.repo, 'team.yaml'), join(other, 'team.yaml'));
    await mkdir(join(other, 'policy'));
    await copyFile(join(place.repo, 'policy/playbook.yaml'), join(other, 'policy/playbook.yaml'));
    const ran = await coc(place, ['--repo', other, 'list']);
    expect(ran.code).toBe(1);
    expect(ran.stderr).not.toContain(BUG);
    expect(ran.stderr).toContain('hint: ');
  });

  it('is told of where the config file names one that is gone', async () => {
    const place = await emptyPlace();
    expect((await coc(place, ['init', '--dir', 'reports', ...INIT, '--yes'])).code).toBe(0);
    await rename(join(place.home, 'reports'), join(place.home, 'moved'));
    const ran = await coc(place, ['list']);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('is not a reports repository');
    expect(ran.stderr).toContain('config.yaml');
    expect((await coc(place, ['--repo', 'moved', 'list'])).code).toBe(0);
  });

  it.each([
    ['broken YAML', 'coc.yaml', 'format: 1', 'format: [', /coc\.yaml: line \d+, column \d+ is not/],
    [
      'a setting missing',
      'coc.yaml',
      /community:.*\n/,
      '',
      /coc\.yaml.*not as it should be:\ncommunity.*\nhint: /,
    ],
  ])('says what is wrong with %s', async (_name, path, from, to, says) => {
    const place = await ana();
    await report(place, FEW);
    const file = join(place.repo, path);
    const text = await readFile(file, 'utf8');
    expect(text.replace(from, to)).not.toBe(text);
    await writeFile(file, text.replace(from, to));
    expect((await coc(place, ['list'])).code).toBe(0);
    await commitAsMember(place, 'changed');
    // What is verified once is what everybody goes by.
    expect((await coc(place, ['list'])).code).toBe(1);
    for (const argv of [['list'], ['status'], [], ['guide']]) {
      const ran = await coc(place, argv);
      expect(ran).toMatchObject({ code: 1, stdout: '' });
      expect(ran.stderr).toMatch(says);
    }
    const head = headOf(place.repo);
    expect((await answer(place, NEW, FEW)).code).toBe(1);
    expect(headOf(place.repo)).toBe(head);
  });

  it.each<[string, string, (text: string) => string]>([
    ['coc.yaml', 'coc.yaml', (text) => text.replace('format: 1', 'format: 2\nmore: x')],
    ['the playbook', 'policy/playbook.yaml', (text) => text.replace('format: 1', 'format: 2\nmore: x')],
    [
      'of the playbook what this coc does not know',
      'policy/playbook.yaml',
      (text) => text.replace(/^edition: .*/m, 'edition: 99\nmore: x'),
    ],
    [
      'a playbook of which this coc can read nothing',
      'policy/playbook.yaml',
      () => 'format: 1\nedition: 99\nname: imgix\nversion: 2\nrules: []\n',
    ],
  ])(
    'says that a newer coc wrote %s, what to do and what goes on, and saves nothing',
    async (_what, path, newer) => {
      const { place, id } = await reportedPlace(FEW);
      const file = join(place.repo, path);
      const text = await readFile(file, 'utf8');
      expect(newer(text)).not.toBe(text);
      await writeFile(file, newer(text));
      await commitAsMember(place, 'newer');
      for (const argv of [['list'], ['show', id], ['status'], ['search', '--json'], ['guide'], ['sync']]) {
        const ran = await coc(place, argv, { stdin: 'followed' });
        if (argv[0] !== 'sync') expect(ran, argv.join(' ')).toMatchObject({ code: 0 });
        const said = ran.stderr.replace(/\s+/g, ' ');
        expect(said).toMatch(/written by a newer coc/);
        expect(said).toContain(path === 'coc.yaml' ? path : 'The playbook');
        expect(said).toContain('Install the newest coc');
        expect(said).toMatch(/`coc list`, `coc show`/);
        expect(said).not.toContain('not as it should be');
      }
      const head = headOf(place.repo);
      const ran = await answer(place, ['note', id, '--yes'], { note: 'kept for later' });
      expect(ran.code).toBe(1);
      expect(ran.stderr).toMatch(/newer coc[\s\S]*hint: Install the newest coc[\s\S]*report resume/);
      expect(headOf(place.repo)).toBe(head);
      expect(await drafts(place)).toHaveLength(1);
    },
  );

  it('says that a newer coc changed the team, and goes on reading', async () => {
    const { place, id } = await reportedPlace(FEW);
    const file = join(place.repo, 'team.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace('format: 1', 'format: 2'));
    await commitAsMember(place, 'newer');
    const ran = await coc(place, ['list']);
    expect(ran.stderr.replace(/\s+/g, ' ')).toMatch(/uses a newer coc.*Install the newest coc/);
    expect(ran.stdout).toContain(id);
    const head = headOf(place.repo);
    expect((await answer(place, NEW, FEW)).code).toBe(1);
    expect(headOf(place.repo)).toBe(head);
  });

  it.each(['coc.yaml', 'team.yaml', 'policy/playbook.yaml'])(
    'goes by what is committed where %s is missing in it',
    async (path) => {
      const { place, id } = await reportedPlace(FEW);
      await rm(join(place.repo, path));
      for (const ran of [await coc(place, ['--repo', place.repo, 'list']), await coc(place, ['list'])])
        expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining(id) });
      expect((await coc(place, ['doctor'])).stdout).toContain(path);
      await commitAsMember(place, 'without it');
      const ran = await coc(place, ['list']);
      expect(ran.stderr.replace(/\s+/g, ' ')).toMatch(new RegExp(`cannot be trusted.*${path}`));
      expect((await answer(place, NEW, FEW)).code).toBe(1);
    },
  );
});

describe.concurrent('locks', () => {
  const LONG_AGO = new Date('2001-01-01T00:00:00Z');

  it.each(['index.lock', 'HEAD.lock', 'packed-refs.lock', 'refs/heads/main.lock', 'refs/coc/verified.lock'])(
    'that git left when the machine went off hinder nobody: %s',
    async (name) => {
      const { place, id } = await reportedPlace(FEW);
      const lock = join(place.repo, '.git', name);
      await writeFile(lock, '');
      await utimes(lock, LONG_AGO, LONG_AGO);
      expect((await answer(place, ['note', id, '--yes'], { note: 'x' })).code).toBe(0);
      await expect(stat(lock)).rejects.toThrow('ENOENT');
    },
  );

  it('that keep coc from noting what it verified are told, and hinder nobody from reading', async () => {
    const { place, id } = await reportedPlace(FEW);
    await commitAsMember(place, 'nothing', ['--allow-empty']);
    await writeFile(join(place.repo, '.git/refs/coc/verified.lock'), '');
    const ran = await coc(place, ['list']);
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining(id) });
    expect(ran.stderr.replace(/\s+/g, ' ')).toContain('could not be noted how far the history is verified');
  });

  it('of a living git are left alone', async () => {
    const { place, id } = await reportedPlace(FEW);
    const lock = join(place.repo, '.git/index.lock');
    await writeFile(lock, '');
    const ran = await answer(place, ['note', id, '--yes'], { note: 'x' });
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('.lock') });
    await stat(lock);
  });

  it('of a coc of a time to come grow old from now on', async () => {
    const { place, id } = await reportedPlace(FEW);
    const lock = join(place.repo, '.git/coc.lock');
    await mkdir(lock);
    const ahead = new Date(Date.now() + 3_600_000);
    await utimes(lock, ahead, ahead);
    expect((await answer(place, ['note', id, '--yes'], { note: 'x' })).code).toBe(0);
  });
});

describe.concurrent('git', () => {
  const init = [
    'init',
    '--name',
    'Ana',
    '--email',
    'a@b.c',
    '--key-type',
    'x25519',
    '--no-passphrase',
    '--no-recovery',
    '--yes',
  ];
  const everything = async (env: NodeJS.ProcessEnv, says: RegExp): Promise<void> => {
    const place = await ana();
    const nobody = await emptyPlace();
    for (const ran of [
      await coc(place, ['list'], { env }),
      await answer(place, NEW, FEW, { env }),
      await coc(nobody, init, { env }),
      await answer(nobody, NEW, { ...FEW, 'your-name': 'Ana' }, { env }),
    ]) {
      expect(ran).toMatchObject({ code: 1, stdout: '' });
      expect(ran.stderr).toMatch(says);
    }
    await expect(access(nobody.repo)).rejects.toThrow();
  };

  it('is missed with words where it is not there', async () => {
    await everything({ PATH: '/nonexistent' }, /git is not installed.*\nhint: Install git/);
  });

  it.each([
    [
      'another branch',
      ['switch', '--quiet', '--create', 'mine'],
      'not on its branch `main`',
      ['switch', '--quiet', 'main'],
    ],
    [
      'no branch',
      ['checkout', '--quiet', '--detach'],
      'not on its branch `main`',
      ['switch', '--quiet', 'main'],
    ],
    ['a bisect', ['bisect', 'start', 'HEAD', 'HEAD~1'], 'in the middle of a bisect', ['bisect', 'reset']],
  ] as const)(
    'on %s: nothing is saved where nobody would find it, and there is a way back',
    async (_what, leave, why, back) => {
      const { place, id } = await reportedPlace(FEW);
      const before = headOf(place.repo);
      git(place, ...leave);
      const ran = await answer(place, ['note', id, '--yes'], { note: 'words' });
      expect(ran).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(why) });
      expect(ran.stderr).toContain('What you answered is kept');
      expect(headOf(place.repo)).toBe(before);
      git(place, ...back);
      json(await coc(place, ['report', 'resume', '--yes', '--json']));
      expect((await show(place, id)).notes).toMatchObject([{ text: 'words' }]);
      expect(git(place, 'status', '--porcelain')).toBe('');
    },
  );

  it('is refused with words where it is too old', async () => {
    const bin = await temporaryFolder();
    await writeFile(join(bin, 'git'), '#!/bin/sh\necho git version 2.20.0\n', { mode: 0o755 });
    await everything(
      { PATH: `${bin}:${process.env.PATH}` },
      /git is too old.*2\.34.*\nhint: Install a newer git/,
    );
  });

  it.each([
    'git version 2.34.1',
    'git version 2.39.5 (Apple Git-154)',
    'git version 2.47.1.windows.2',
    'git version 3.0.0',
  ])('is not refused where it says “%s”', async (version) => {
    const bin = await temporaryFolder();
    const real = join(await pathOf('git'), 'git');
    const script = `#!/bin/sh\nif [ "$1" = --version ]; then echo "${version}"; else exec ${real} "$@"; fi\n`;
    await writeFile(join(bin, 'git'), script, { mode: 0o755 });
    const ran = await coc(await ana(), ['list'], { env: { PATH: `${bin}:${process.env.PATH}` } });
    expect(ran.code).toBe(0);
  });

  it('is not needed to look up what to say', async () => {
    const place = await emptyPlace();
    const ran = await coc(place, ['guide'], { env: { PATH: '/nonexistent' } });
    expect(ran.code).toBe(0);
  });

  it('needs ssh-keygen to sign, and coc says so where it is not there', async () => {
    const env = { PATH: await pathOf('git', 'sh') };
    const place = await ana();
    const ran = await answer(place, NEW, FEW, { env });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('ssh-keygen');
    expect(ran.stderr).toContain('hint: ');
    expect((await answer(place, NEW, FEW)).code).toBe(0);
    expect(git(place, 'status', '--porcelain')).toBe('');
  });

  it('is not swayed by what its variables say, nor by the language', async () => {
    const place = await ana();
    const env = {
      GIT_DIR: '/nonexistent/.git',
      GIT_WORK_TREE: '/nonexistent',
      GIT_INDEX_FILE: '/nonexistent/index',
      GIT_AUTHOR_NAME: 'Mallory',
      GIT_COMMITTER_EMAIL: 'mallory@example.org',
      GIT_AUTHOR_DATE: '1970-01-01T00:00:00Z',
      GIT_SSH_COMMAND: 'false',
      GIT_PAGER: 'false',
      EDITOR: 'false',
      VISUAL: 'false',
      PAGER: 'false',
      LANG: 'de_DE.UTF-8',
      LC_ALL: 'de_DE.UTF-8',
      LANGUAGE: 'de',
      SSH_AUTH_SOCK: '/nonexistent/agent',
    };
    await report(place, FEW, { env });
    git(place, 'verify-commit', 'HEAD');
    expect(git(place, 'log', '-1', '--format=%an|%ae|%cn|%ce').trim()).toBe(
      'Ana|ana@example.org|Ana|ana@example.org',
    );
  });

  it('is not swayed by how somebody has set it up for themselves', async () => {
    const place = await emptyPlace();
    const hooks = join(place.home, 'hooks');
    await mkdir(hooks);
    for (const name of ['pre-commit', 'commit-msg', 'post-commit', 'prepare-commit-msg'])
      await writeFile(join(hooks, name), '#!/bin/sh\ntouch "$HOME/hook-ran"\nexit 1\n', { mode: 0o755 });
    await writeFile(join(place.home, 'template.txt'), 'Fill in: ...\n');
    await writeFile(
      join(place.home, '.gitconfig'),
      [
        '[user]\n name = Mallory\n email = mallory@example.org\n signingkey = ABCDEF\n useConfigOnly = true',
        '[gpg]\n format = openpgp\n program = false',
        '[commit]\n gpgsign = false\n template = ~/template.txt\n verbose = true\n cleanup = scissors',
        '[core]\n autocrlf = true\n safecrlf = true\n quotePath = true\n hooksPath = ~/hooks\n editor = false\n pager = false\n fsmonitor = true',
        '[color]\n ui = always',
        '[status]\n showUntrackedFiles = no\n relativePaths = false\n short = true\n branch = true',
        '[log]\n showSignature = true\n decorate = full',
        '[init]\n defaultBranch = trunk\n templateDir = ~/hooks',
        '[diff]\n external = false\n noprefix = true',
        '[advice]\n detachedHead = true',
        '[merge]\n ff = false',
        '',
      ].join('\n'),
    );
    expect((await coc(place, init)).code).toBe(0);
    const id = await report(place, FEW);
    expect((await answer(place, ['note', id, '--yes'], { note: 'x' })).code).toBe(0);
    expect(json(await coc(place, ['list', '--json']))).toMatchObject([{ id }]);
    const plain = { ...place, env: { ...place.env, HOME: '/nonexistent' } };
    for (const commit of git(plain, 'rev-list', 'HEAD').trim().split('\n'))
      git(plain, 'verify-commit', commit);
    expect(git(plain, 'log', '--format=%s|%an').trim().split('\n')).toEqual([
      'Add to the reports|Ana',
      'Add to the reports|Ana',
      'Begin the reports repository|Ana',
    ]);
    await expect(access(join(place.home, 'hook-ran'))).rejects.toThrow();
  });

  it('saves also where the person has git ignore such files everywhere', async () => {
    const place = await emptyPlace();
    await mkdir(join(place.home, '.config/git'), { recursive: true });
    await writeFile(join(place.home, '.config/git/ignore'), '*.age\n*.md\nincidents/\n.*\npolicy\n');
    expect((await coc(place, init)).code).toBe(0);
    expect(git(place, 'ls-files').split('\n')).toContain('README.md');
    const id = await report(place, FEW);
    expect(git(place, 'ls-files', 'incidents')).toContain(id.replace('-', ''));
  });

  it('keeps the answers where it cannot commit', async () => {
    const place = await ana();
    await writeFile(join(place.repo, '.git/index.lock'), '');
    const ran = await answer(place, NEW, { ...FEW, account: 'xyzzyMARKER' });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('index.lock');
    expect(ran.stderr).toContain('coc report resume');
    expect(ran.stderr).not.toContain('xyzzyMARKER');
    expect(await drafts(place)).toHaveLength(1);
    // A lock of somebody else's stays, also when it is tried again, and nothing half saved stands in the folder.
    expect((await coc(place, ['report', 'resume', '--yes'])).code).toBe(1);
    expect(await readFile(join(place.repo, '.git/index.lock'), 'utf8')).toBe('');
    expect(await readdir(join(place.repo, 'incidents')).catch(() => [])).toEqual([]);
    await rm(join(place.repo, '.git/index.lock'));
    expect((await coc(place, ['report', 'resume', '--yes'])).code).toBe(0);
    expect(json(await coc(place, ['list', '--json']))).toHaveLength(1);
    expect(await drafts(place)).toEqual([]);
  });

  it('has other changes of the person left alone', async () => {
    const place = await ana();
    await writeFile(join(place.repo, 'README.md'), 'mine');
    git(place, 'add', 'README.md');
    await writeFile(join(place.repo, 'todo.txt'), 'mine');
    await report(place, FEW);
    expect(git(place, 'status', '--porcelain').trim().split('\n')).toEqual(['M  README.md', '?? todo.txt']);
  });
});

describe('two coc at once on one repository', () => {
  it('save both, in one process', async () => {
    const place = await ana();
    const ids = await Promise.all(
      ['one', 'two', 'three'].map((account) => report(place, { ...FEW, account })),
    );
    const rows = json(await coc(place, ['list', '--json']));
    expect(rows.map((row: { id: string }) => row.id).sort()).toEqual([...ids].sort());
    const [id = ''] = ids;
    await Promise.all(['a', 'b', 'c'].map((note) => answer(place, ['note', id, '--yes'], { note })));
    const { notes } = json(await coc(place, ['show', id, '--json']));
    expect(notes.map((note: { text: string }) => note.text).sort()).toEqual(['a', 'b', 'c']);
    linear(place, 7);
  });

  it('save both, in processes of their own', async () => {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const built = await access(join(root, 'dist/coc.js')).then(
      () => true,
      () => false,
    );
    if (!built) spawnSync(process.execPath, ['tools/build.js'], { cwd: root });
    const { place, id } = await reportedPlace(FEW);
    const child = (argv: readonly string[], answers: object): Promise<number | null> =>
      new Promise((resolve) => {
        const process_ = spawn(
          process.execPath,
          [join(root, 'bin/coc.js'), ...argv, '--yes', '--answers', '-'],
          {
            cwd: place.home,
            env: place.env,
            stdio: ['pipe', 'ignore', 'ignore'],
          },
        );
        process_.on('close', resolve);
        process_.stdin.end(JSON.stringify(answers));
      });
    const codes = await Promise.all([
      child(['report', 'new'], { ...FEW, account: 'one' }),
      child(['report', 'new'], { ...FEW, account: 'two' }),
      child(['note', id], { note: 'a' }),
      child(['note', id], { note: 'b' }),
    ]);
    expect(codes).toEqual([0, 0, 0, 0]);
    expect(json(await coc(place, ['list', '--json']))).toHaveLength(3);
    expect(json(await coc(place, ['show', id, '--json'])).notes).toHaveLength(2);
    linear(place, 6);
  });

  function linear(place: Place, commits: number): void {
    expect(git(place, 'rev-list', '--count', 'HEAD').trim()).toBe(String(commits));
    expect(git(place, 'log', '--merges', '--oneline')).toBe('');
    expect(git(place, 'status', '--porcelain')).toBe('');
    for (const commit of git(place, 'rev-list', 'HEAD').trim().split('\n'))
      git(place, 'verify-commit', commit);
  }
});

describe('a place where nothing can be made', () => {
  it('is named, and not tried for ever', async () => {
    const place = await emptyPlace();
    const env = { HOME: '/proc/nothome', XDG_CONFIG_HOME: '', XDG_DATA_HOME: '', XDG_STATE_HOME: '' };
    const ran = await answer(place, ['report', 'new', '--yes'], { ...FEW, 'your-name': 'Ana' }, { env });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('/proc/nothome');
  });
});
