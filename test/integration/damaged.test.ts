import { randomBytes } from 'node:crypto';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Objects } from '../../src/vault/git/objects.ts';
import { copyOf } from '../places/once.ts';
import { makeBare } from '../transports/bare.ts';
import { said } from './attacker.ts';
import { answer, coc, FEW, fileOf, git, headOf, json, type Place, report, show } from './run.ts';
import { reportedPlace } from './steps.ts';
import { newTeamOfOne, synced, teamOfTwo } from './teams.ts';

const REPAIR = ['verify', '--repair', '--yes', '--json'];
const FOR_BEN = { ...FEW, share: 'named', permission: 'Ben may know.', readers: ['ben'] };
const notes = async (place: Place, id: string): Promise<readonly string[]> =>
  (await show(place, id)).notes.map(({ text }: { text: string }) => text).sort();
const note = async (place: Place, id: string, text: string): Promise<number> =>
  (await answer(place, ['note', id, '--yes'], { note: text })).code;

/** The files of git's own in which objects are, each in one of its own. */
async function objectsOf({ repo }: Place): Promise<readonly string[]> {
  const top = join(repo, '.git/objects');
  return (await readdir(top, { recursive: true }))
    .filter((name) => /^[0-9a-f]{2}\/[0-9a-f]{38}$/.test(name))
    .map((name) => join(top, name));
}

/** As a power loss leaves files whose content had not reached the disk. */
async function empty(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const before = await readFile(path);
    await rm(path);
    await writeFile(path, before.subarray(0, 0));
  }
}

/** Ana, whose last note is not on the server, with the objects of that save. */
function unshared() {
  return copyOf('unshared', async (top) => {
    const team = await newTeamOfOne(top);
    const id = await report(team.ana, FEW);
    const before = new Set(await objectsOf(team.ana));
    git(team.ana, 'remote', 'set-url', 'origin', '/nowhere');
    expect(await note(team.ana, id, 'Not shared.')).toBe(3);
    git(team.ana, 'remote', 'set-url', 'origin', team.remote);
    const newest = (await objectsOf(team.ana)).filter((path) => !before.has(path));
    return { ...team, id, newest };
  });
}

async function isInOrder(place: Place): Promise<void> {
  git(place, 'fsck', '--strict', '--no-dangling', '--no-reflogs');
  expect(git(place, 'status', '--porcelain')).toBe('');
  const verified = json(await coc(place, ['verify', '--all', '--json']));
  expect(verified).toMatchObject({ problem: null, incidents: { damaged: [] } });
  expect(json(await coc(place, REPAIR))).toEqual({ repaired: false });
}

/** What is damaged, by how. `newest` are the objects of a save that is not on the server. */
const DAMAGE: Readonly<Record<string, (place: Place, newest: readonly string[]) => Promise<void>>> = {
  'the newest objects are empty': (_, newest) => empty(newest),
  'all objects are empty': async (place) => empty(await objectsOf(place)),
  'the branch names what is not there': ({ repo }) =>
    writeFile(join(repo, '.git/refs/heads/main'), `${'1'.repeat(40)}\n`),
  'the branch and the marks are empty': ({ repo }) =>
    empty(['heads/main', 'coc/first', 'coc/verified'].map((name) => join(repo, '.git/refs', name))),
  'HEAD is empty': ({ repo }) => empty([join(repo, '.git/HEAD')]),
  'the index is zeros': ({ repo }) => writeFile(join(repo, '.git/index'), Buffer.alloc(300)),
};

describe.concurrent('after a power loss', () => {
  it.each(Object.entries(DAMAGE))('where %s, it is said in words, and all comes back', async (_, damage) => {
    const { ana, remote, id, newest } = await unshared();
    await damage(ana, newest);
    const refused = await answer(ana, ['note', id, '--yes'], { note: 'x' });
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(said(refused)).toMatch(/as after a power loss.*`coc verify --repair`/);
    expect(json(await coc(ana, REPAIR))).toMatchObject({ repaired: true, lost: [], shared: true });
    expect(await notes(ana, id)).toEqual(['Not shared.']);
    expect(git(ana, 'status', '--porcelain')).toBe('');
    expect(headOf(remote)).toBe(headOf(ana.repo));
  });

  it('a report can be taken all the same, with what to say, and is saved once it is repaired', async () => {
    const { ana, newest } = await unshared();
    await empty(newest);
    const kept = await answer(ana, ['report', 'new', '--yes'], { ...FEW, 'your-name': 'Ana' });
    expect(kept).toMatchObject({ code: 1, stdout: '' });
    expect(said(kept)).toMatch(/`coc verify --repair`.*Your answers are kept/);
    expect((await coc(ana, ['guide'])).code).toBe(0);
    json(await coc(ana, REPAIR));
    await isInOrder(ana);
    json(await coc(ana, ['report', 'resume', '--yes', '--json']));
    expect(json(await coc(ana, ['list', '--json']))).toHaveLength(2);
  });

  it('what is damaged is moved aside, and not deleted; and doctor says what to do', async () => {
    const { ana, newest } = await unshared();
    await empty(newest);
    await writeFile(join(ana.repo, '.git/index'), Buffer.alloc(300));
    const checked = await coc(ana, ['doctor']);
    expect(checked).toMatchObject({ code: 1, stdout: expect.stringMatching(/`coc\s+verify\s+--repair`/) });
    const { aside } = json(await coc(ana, REPAIR));
    const kept = await readdir(join(aside, 'objects'), { recursive: true });
    expect(kept.filter((name) => name.includes('/'))).toHaveLength(newest.length);
  });

  it('what others did meanwhile and what is in the folder alone come together', async () => {
    const { ana, ben, remote } = await teamOfTwo();
    const id = await report(ana, FOR_BEN);
    await synced(ben);
    git(ana, 'remote', 'set-url', 'origin', '/nowhere');
    expect(await note(ana, id, 'Of Ana.')).toBe(3);
    const other = await answer(ana, ['report', 'new', '--yes', '--json'], FEW);
    git(ana, 'remote', 'set-url', 'origin', remote);
    expect(await note(ben, id, 'Of Ben.')).toBe(0);
    await empty(await objectsOf(ana));
    const { saved } = json(await coc(ana, REPAIR));
    expect([...saved].sort()).toEqual([id, JSON.parse(other.stdout).id].sort());
    expect(await notes(ana, id)).toEqual(['Of Ana.', 'Of Ben.']);
    await isInOrder(ana);
    await synced(ben);
    expect(await notes(ben, id)).toEqual(['Of Ana.', 'Of Ben.']);
  });

  it('nothing of a server is taken over that does not verify', async () => {
    const { ana, remote, id, newest } = await unshared();
    const stranger = { ...ana, repo: join(ana.home, 'stranger') };
    await cp(ana.repo, stranger.repo, { recursive: true });
    git(stranger, 'reset', '-q', '--hard', 'HEAD~1');
    await writeFile(join(stranger.repo, 'team.yaml'), 'members: []\n');
    git(stranger, '-c', 'commit.gpgsign=false', 'commit', '-qam', 'x', '--no-verify');
    git(stranger, 'push', '-q', '--no-verify', remote, 'main');
    await empty(newest);
    const ran = await coc(ana, REPAIR);
    expect(ran.code).toBe(3);
    expect(said(ran)).toContain('The server has a change that cannot be trusted');
    expect(await notes(ana, id)).toEqual(['Not shared.']);
    expect(git(ana, 'log', '--format=%s')).not.toContain('x\n');
  });

  it('a server that lost what it had is no place to take an old history from', async () => {
    const { ana, remote } = await unshared();
    git({ ...ana, repo: remote }, 'update-ref', 'refs/heads/main', 'main~1');
    await empty(await objectsOf(ana));
    const ran = await coc(ana, REPAIR);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(said(ran)).toMatch(/does not have what it had.*--from/);
  });

  it('without a server, what is whole and what is in the folder is all there is, and is saved', async () => {
    const { place, id } = await reportedPlace(FEW);
    const before = new Set(await objectsOf(place));
    expect(await note(place, id, 'words')).toBe(0);
    await empty((await objectsOf(place)).filter((path) => !before.has(path)));
    expect(json(await coc(place, REPAIR))).toMatchObject({ saved: [id], lost: [] });
    expect(await notes(place, id)).toEqual(['words']);
    await isInOrder(place);
  });

  it.each([10_000, 5_000_000])(
    'an attachment of %i bytes that git lost comes back with the incident that names it',
    async (size) => {
      const { place, id } = await reportedPlace(FEW);
      const path = join(place.home, 'photo.bin');
      await writeFile(path, randomBytes(size));
      const folder = join(place.repo, '.git/objects');
      const before = new Set(await objectsOf(place));
      const add = ['evidence', 'add', id, '--yes', '--json'];
      json(await answer(place, add, { files: [path] }));
      await empty((await objectsOf(place)).filter((one) => !before.has(one)));
      for (const name of await readdir(join(folder, 'pack'))) await empty([join(folder, 'pack', name)]);
      expect(json(await coc(place, REPAIR))).toMatchObject({ saved: [id], lost: [], replaced: [] });
      expect(json(await coc(place, ['evidence', 'verify', '--json']))).toMatchObject({
        looked: 1,
        wrong: [],
      });
      await isInOrder(place);
    },
  );

  it('without a server and without a whole history it is said, and a backup brings it back', async () => {
    const { place, id } = await reportedPlace(FEW);
    const backup = await makeBare();
    git(place, 'push', '-q', backup, 'main');
    expect(await note(place, id, 'after the backup')).toBe(0);
    await empty(await objectsOf(place));
    const ran = await coc(place, REPAIR);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(said(ran)).toMatch(/no server that has it.*--from FOLDER-OR-URL.*age -d/);
    expect(said(await coc(place, ['list']))).toContain('begun here and is not finished');
    expect(json(await coc(place, [...REPAIR, '--from', backup]))).toMatchObject({ saved: [id] });
    expect(await notes(place, id)).toEqual(['after the backup']);
    await isInOrder(place);
  });

  it('what is neither in git nor in the folder is named as lost, once', async () => {
    const { ana, id, newest } = await unshared();
    await empty([...newest, fileOf(ana, id)]);
    expect(json(await coc(ana, REPAIR), 3)).toMatchObject({ saved: [], lost: [id] });
    expect(await notes(ana, id)).toEqual([]);
    await isInOrder(ana);
  });

  it('an object that is there and empty is written again by the next save', async () => {
    const { place, id } = await reportedPlace(FEW);
    const bytes = await readFile(fileOf(place, id));
    const blob = git(place, 'hash-object', fileOf(place, id)).trim();
    const path = join(place.repo, '.git/objects', blob.slice(0, 2), blob.slice(2));
    await empty([path]);
    await new Objects(place.repo, place.env).store([{ type: 'blob', content: bytes }]);
    expect(git(place, 'cat-file', '-t', blob).trim()).toBe('blob');
  });
});
