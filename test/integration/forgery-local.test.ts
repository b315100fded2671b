import { execFileSync } from 'node:child_process';
import { appendFile, cp, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type GitObject, looseObject, objectId, readTree, writeTree } from '../../src/vault/git/object.ts';
import { type Attacker, Forge, keepsOut, knownIn, LATER, said, stranger, withoutHooks } from './attacker.ts';
import { entryFor, type ForgeryTeam, forgeryTeam, teamWith } from './forgery-team.ts';
import { answer, coc, drafts, FEW, forgotten, git, headOf, json, type Place } from './run.ts';
import { firstWords, teamOfOne } from './teams.ts';

/** Something else than coc worked in the folder of the victim: a slip with git, or somebody at the machine. */
let team: ForgeryTeam;
let mallory: Attacker;
beforeAll(async () => {
  team = await forgeryTeam();
  mallory = await stranger();
}, 180_000);

type Tamper = (place: Place, server: Forge) => Promise<unknown> | unknown;

const unsigned = ['-c', 'commit.gpgsign=false', 'commit', '--quiet', '--no-verify', '--message', 'x'];

const TAMPERED: Readonly<Record<string, readonly [RegExp, Tamper]>> = {
  'moved back': [/moved back or changed/, (place) => git(place, 'reset', '--quiet', '--hard', 'HEAD^')],
  'moved back to its beginning': [
    /2 incidents would vanish/,
    (place) =>
      git(place, 'reset', '--quiet', '--hard', git(place, 'rev-list', '--max-parents=0', 'HEAD').trim()),
  ],
  amended: [/moved back or changed/, (place) => git(place, ...unsigned, '--amend', '--allow-empty')],
  'gone on in by hand': [
    /carries no signature/,
    async (place) => {
      await appendFile(join(place.repo, 'README.md'), 'x\n');
      git(place, ...unsigned, '--all');
    },
  ],
  'given another key by hand': [
    /carries no signature/,
    async (place, server) => {
      await writeFile(join(place.repo, 'team.yaml'), withMallory(server));
      git(place, ...unsigned, '--all');
    },
  ],
  'merged into': [
    /merges two histories|carries no signature/,
    (place) => {
      git(place, 'checkout', '--quiet', '-b', 'side', 'HEAD^');
      git(place, ...unsigned, '--allow-empty');
      git(place, 'checkout', '--quiet', 'main');
      git(
        place,
        '-c',
        'commit.gpgsign=false',
        '-c',
        'merge.ff=false',
        'merge',
        '--quiet',
        '--no-ff',
        '--no-verify',
        '--no-edit',
        'side',
      );
    },
  ],
  'given another key, not committed': [
    /team.yaml was changed and not by coc/,
    async (place, server) => writeFile(join(place.repo, 'team.yaml'), withMallory(server)),
  ],
};

function withMallory(server: Forge): string {
  return teamWith(server, 'members:\n', `members:\n${entryFor(mallory, { admin: true })}`);
}

/** The git command of the last hint that has one, as a person would type it. */
function commandIn(stderr: string): readonly string[] {
  const commands = [...stderr.matchAll(/`git ((?:reset --keep|checkout -- )[^`]*)`/g)];
  return (commands.at(-1)?.[1] ?? '').split(' ').filter(Boolean);
}

describe.concurrent('a clone that was', () => {
  it.each(Object.entries(TAMPERED))(
    '%s is named, seals nothing, and the hint puts it right',
    async (_, [says, tamper]) => {
      const { server, places } = await team.world();
      const { ana } = places;
      const clone = new Forge(join(ana.repo, '.git'));
      const honest = server.head();
      await tamper(ana, server);
      const known = await knownIn(server, clone);
      const synced = await coc(ana, ['sync', '--json']);
      expect(said(synced)).toMatch(says);
      expect(synced).toMatchObject({ code: 1, stdout: '' });
      expect((await coc(ana, ['list'])).stderr).not.toContain('inside coc itself');
      const saved = await answer(ana, ['report', 'new', '--yes', '--json'], { ...FEW, account: LATER });
      expect(said(saved)).toMatch(says);
      expect(saved).toMatchObject({ code: 1, stdout: '' });
      expect(await drafts(ana)).toHaveLength(1);
      expect(server.head()).toBe(honest);
      git(ana, ...commandIn(synced.stderr));
      json(await coc(ana, ['sync', '--json']));
      expect(clone.head()).toBe(honest);
      json(await coc(ana, ['report', 'resume', '--yes', '--json']));
      expect(server.head()).toBe(clone.head());
      expect(await drafts(ana)).toEqual([]);
      await keepsOut([mallory], [server, clone], known);
    },
  );

  it('robbed of its hooks gets them again with the next save', async () => {
    const { places } = await team.world();
    const { ana } = places;
    const before = await readFile(join(ana.repo, '.git/hooks/pre-commit'), 'utf8');
    await withoutHooks(ana);
    json(await answer(ana, ['note', team.shared, '--yes', '--json'], { note: LATER }));
    expect(await readFile(join(ana.repo, '.git/hooks/pre-commit'), 'utf8')).toBe(before);
  });

  it('robbed of what is known for sure of it has to be compared again, unless it is of the founder', async () => {
    const { server, places } = await team.world();
    for (const place of [places.ana, places.cleo]) await forgotten(place);
    json(await coc(places.ana, ['sync', '--json']));
    const ran = await coc(places.cleo, ['sync', '--json']);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('Nobody has compared this copy');
    expect(ran.stderr).toContain('coc join');
    expect(server.head()).toBe(headOf(places.cleo.repo));
    expect((await coc(places.cleo, ['join', '--words', firstWords(places.ana)])).code).toBe(0);
    json(await coc(places.cleo, ['sync', '--json']));
  });

  it('told by its own marks that what is forged is verified is looked at all the same', async () => {
    const { places } = await team.world();
    const { ana } = places;
    const marked = async (): Promise<void> => {
      await appendFile(join(ana.repo, 'README.md'), 'x\n');
      git(ana, ...unsigned, '--all');
      for (const name of ['verified', 'shared', 'moving']) git(ana, 'update-ref', `refs/coc/${name}`, 'main');
    };
    const good = headOf(ana.repo);
    await marked();
    expect(said(await coc(ana, ['sync', '--json']))).toMatch(/carries no signature/);
    // Also as a folder that came from elsewhere: known by its first commit, and all of it is verified.
    await forgotten(ana);
    expect(said(await coc(ana, ['sync', '--json']))).toMatch(/carries no signature/);
    git(ana, 'reset', '--keep', '-q', good);
    json(await coc(ana, ['sync', '--json']));
    json(await answer(ana, ['note', team.shared, '--yes', '--json'], { note: LATER }));
  });

  it.each(['team.yaml', ''])(
    'given other bytes under the name of an object (of /%s) uses none of them',
    async (path) => {
      const { server, places } = await team.world();
      const { ana } = places;
      const clone = new Forge(join(ana.repo, '.git'));
      const honest = server.head();
      const roster = { type: 'blob', content: Buffer.from(withMallory(server)) } as const;
      const rows = readTree(
        execFileSync('git', ['cat-file', 'tree', 'HEAD:'], { cwd: ana.repo, env: ana.env }),
      );
      const tree = writeTree(
        rows.map((row) => (row.name === 'team.yaml' ? { ...row, id: objectId(roster) } : row)),
      );
      const put = async (id: string, object: GitObject): Promise<void> => {
        const file = join(ana.repo, '.git/objects', id.slice(0, 2), id.slice(2));
        await mkdir(dirname(file), { recursive: true });
        await rm(file, { force: true });
        await writeFile(file, looseObject(object));
      };
      if (path === '') await put(objectId(roster), roster);
      const id = git(ana, 'rev-parse', `HEAD:${path}`).trim();
      await put(id, path === '' ? { type: 'tree', content: tree } : roster);
      await writeFile(join(ana.repo, 'team.yaml'), roster.content);
      for (const known of [true, false]) {
        if (!known) await forgotten(ana);
        const saved = await answer(ana, ['note', team.shared, '--yes', '--json'], { note: LATER });
        expect(saved).toMatchObject({ code: 1, stdout: '' });
        expect(said(saved)).toMatch(/other bytes than its name stands for|damaged/);
      }
      expect([server.head(), clone.head()]).toEqual([honest, honest]);
    },
  );

  it('copied goes its own way, and says where it lacks something', async () => {
    const { places } = await team.world();
    const { cleo } = places;
    const copy = { ...cleo, repo: `${cleo.repo}.copy` };
    await cp(cleo.repo, copy.repo, { recursive: true });
    json(await answer(cleo, ['note', team.shared, '--yes', '--json'], { note: LATER }));
    const listed = await coc(copy, ['--repo', copy.repo, 'list']);
    expect(listed).toMatchObject({ code: 0, stdout: expect.stringContaining(team.shared) });
    expect(said(listed)).toContain('has changes that this one lacks');
    json(await answer(copy, ['--repo', copy.repo, 'note', team.shared, '--yes', '--json'], { note: 'Two.' }));
    expect((await coc(cleo, ['list'])).stderr).not.toContain('copy');
    json(await coc(cleo, ['sync', '--json']));
    expect(headOf(cleo.repo)).toBe(headOf(copy.repo));
  });

  it('put back whole, marks and all, is older than it was', async () => {
    const { places } = await team.world();
    const { ana } = places;
    const before = `${ana.repo}.before`;
    await cp(ana.repo, before, { recursive: true });
    json(await answer(ana, ['note', team.shared, '--yes', '--json'], { note: LATER }));
    const newest = headOf(ana.repo);
    await rename(ana.repo, `${ana.repo}.newer`);
    await rename(before, ana.repo);
    await rm(join(ana.repo, '.git/coc-clone'));
    const ran = await coc(ana, ['sync', '--json']);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(said(ran)).toMatch(/older than it was when you last used it/);
    expect(await coc(ana, ['list'])).toMatchObject({ code: 0, stdout: expect.stringContaining(team.shared) });
    git(ana, 'pull', '-q');
    json(await coc(ana, ['sync', '--json']));
    expect(headOf(ana.repo)).toBe(newest);
  });
});

describe.concurrent('settings that came with the folder', () => {
  /** Each would start a program when git heeds it. */
  const PROGRAMS = [
    ...['core.fsmonitor', 'core.sshCommand', 'core.gitProxy', 'core.askPass', 'core.editor', 'core.pager'],
    ...['core.alternateRefsCommand', 'credential.helper', 'diff.external', 'diff.coc.textconv'],
    ...['filter.x.clean', 'filter.x.smudge', 'filter.x.process', 'gpg.program', 'gpg.ssh.program'],
    ...['remote.origin.uploadpack', 'remote.origin.receivepack', 'uploadpack.packObjectsHook'],
    ...['gc.recentObjectsHook', 'merge.x.driver', 'sequence.editor', 'alias.status'],
  ] as const;

  /** What a stranger puts into a file of settings. */
  function planted(place: Place): string {
    const settings: readonly (readonly [string, string])[] = [
      ...PROGRAMS.map((key) => [key, join(place.home, 'program')] as const),
      ['log.showSignature', 'true'],
      ['core.hooksPath', place.home],
      ['url.ext::sh.insteadOf', '/'],
      ['protocol.ext.allow', 'always'],
      ['remote.origin.pushurl', join(place.home, 'elsewhere.git')],
      ['remote.origin.fetch', '+refs/heads/*:refs/coc/*'],
      ['extensions.worktreeConfig', 'true'],
    ];
    const lines = settings.map(([key, value]) => {
      const [, section = '', within, name = ''] = /^([^.]+)(?:\.(.+))?\.([^.]+)$/.exec(key) ?? [];
      return `[${section}${within === undefined ? '' : ` "${within}"`}]\n\t${name} = "${value}"\n`;
    });
    return lines.join('');
  }

  it('start nothing and turn nothing aside, and are named', async () => {
    const { ana, remote } = await teamOfOne();
    const ran = join(ana.home, 'ran');
    await writeFile(join(ana.home, 'program'), `#!/bin/sh\necho "$*" >> '${ran}'\nexit 1\n`, { mode: 0o755 });
    const inGit = (name: string): string => join(ana.repo, '.git', name);
    await mkdir(inGit('info'), { recursive: true });
    await mkdir(inGit('coc-git/info'), { recursive: true });
    await rm(inGit('coc-git/config'), { force: true });
    for (const name of ['config', 'config.worktree', 'coc.gitconfig', 'coc-git/config', 'included'])
      await appendFile(inGit(name), planted(ana));
    await appendFile(inGit('config'), '[include]\n\tpath = included\n');
    for (const name of ['info/attributes', 'coc-git/info/attributes'])
      await writeFile(inGit(name), '* filter=x merge=x\n');
    const doctor = await coc(ana, ['doctor']);
    expect(doctor.code).toBe(3);
    expect(doctor.stdout).toMatch(/settings of git that could start a program.*core\.fsmonitor/s);
    json(await answer(ana, ['report', 'new', '--yes', '--json'], FEW));
    json(await coc(ana, ['sync', '--json']));
    expect((await coc(ana, ['verify', '--all'])).code).toBe(0);
    await expect(readFile(ran, 'utf8')).rejects.toThrow('ENOENT');
    expect(headOf(remote)).toBe(headOf(ana.repo));
  });

  it('for reaching a server are said to be left out where it cannot be reached', async () => {
    const { ana, remote } = await teamOfOne();
    git(ana, 'config', 'core.sshCommand', 'ssh -i mine');
    await rename(remote, `${remote}.away`);
    const ran = await coc(ana, ['sync', '--json']);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(said(ran)).toMatch(/not by those of this repository alone: core\.sshcommand/);
    await rename(`${remote}.away`, remote);
    json(await coc(ana, ['sync', '--json']));
  });

  it('that make another folder its beginning are refused, and no hook is written through a link', async () => {
    const { ana } = await teamOfOne();
    const hooks = join(ana.repo, '.git/hooks');
    const elsewhere = join(ana.home, 'elsewhere');
    await mkdir(elsewhere);
    await rm(hooks, { recursive: true });
    await symlink(elsewhere, hooks);
    json(await answer(ana, ['report', 'new', '--yes', '--json'], FEW));
    expect(await readdir(elsewhere)).toEqual([]);
    expect((await coc(ana, ['doctor'])).stdout).toContain('pre-commit');
    await writeFile(join(ana.repo, '.git/commondir'), '/elsewhere\n');
    const synced = await coc(ana, ['sync']);
    expect(synced).toMatchObject({ code: 1, stdout: '' });
    expect(said(synced)).toMatch(/second place/);
  });

  it('lie elsewhere, behind a link or a file in place of .git: git is not started there', async () => {
    const { ana } = await teamOfOne();
    const ran = join(ana.home, 'ran');
    await writeFile(join(ana.home, 'program'), `#!/bin/sh\necho "$*" >> '${ran}'\nexit 1\n`, { mode: 0o755 });
    await appendFile(join(ana.repo, '.git/config'), planted(ana));
    const elsewhere = join(ana.home, 'elsewhere');
    await rename(join(ana.repo, '.git'), elsewhere);
    const lies = [
      () => symlink(elsewhere, join(ana.repo, '.git')),
      () => writeFile(join(ana.repo, '.git'), `gitdir: ${elsewhere}\n`),
    ];
    for (const lay of lies) {
      await rm(join(ana.repo, '.git'), { force: true });
      await lay();
      const looked = await coc(ana, ['verify', '--all', '--repo', ana.repo]);
      expect(looked).toMatchObject({ code: 1, stdout: '' });
      expect(said(looked)).toMatch(/second place/);
    }
    await expect(readFile(ran, 'utf8')).rejects.toThrow('ENOENT');
  });
});
