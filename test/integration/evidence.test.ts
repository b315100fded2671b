import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { filesNamed } from '../../src/desk/files-named.ts';
import { temporaryFolder } from '../places/temporary-folder.ts';
import { ana, answer, coc, emptyPlace, FEW, git, json, NOW, type Place, report, show } from './run.ts';
import { seat } from './seat.ts';
import { hasAge } from './steps.ts';
import { synced, teamOfThree, teamOfTwo } from './teams.ts';

const ADD = ['evidence', 'add'];
const TEAM = { share: 'team', permission: 'All of you may know.', readers: ['ben'], 'hide-reporter': 'no' };
const NAME = 'Bildschirmfoto – Q7 “marker-name”.png';

interface File {
  readonly path: string;
  readonly bytes: Buffer;
}

/** A file outside of the repository, of random bytes with a marker in them. */
async function file(place: Place, name = NAME, size = 100_000): Promise<File> {
  const path = join(place.home, name);
  const bytes = Buffer.concat([Buffer.from('MARKER-in-the-file'), randomBytes(size)]);
  await writeFile(path, bytes);
  return { path, bytes };
}

async function attached(place: Place, id: string, paths: readonly string[], more = {}) {
  return json(await answer(place, [...ADD, id, '--yes', '--json'], { files: paths, ...more }));
}

async function listed(place: Place, id: string) {
  return json(await coc(place, ['evidence', 'list', id, '--json']));
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe.concurrent('coc evidence', () => {
  it('keeps files with an incident, sealed, and gives them back byte for byte', async () => {
    const place = await ana();
    const id = await report(place, FEW);
    const [one, other] = [await file(place), await file(place, 'b.bin', 200_000)];
    const { commit } = await attached(place, id, [one.path, other.path], {
      what: 'the chat',
      from: 'R1',
      'made-at': '2026-11-22T10:00+01:00',
    });
    expect(git(place, 'show', '--name-only', '--format=', commit).trim().split('\n').sort()).toEqual([
      expect.stringMatching(/^evidence\/[0-9A-Z]+\.age$/),
      expect.stringMatching(/^evidence\/[0-9A-Z]+\.age$/),
      `incidents/${id.replace('-', '')}.md.age`,
    ]);
    git(place, 'verify-commit', commit);
    expect(git(place, 'status', '--porcelain')).toBe('');
    expect(await listed(place, id)).toMatchObject([
      {
        number: 1,
        name: NAME,
        size: one.bytes.length,
        sha256: sha256(one.bytes),
        about: 'the chat',
        from: 'R1',
      },
      { number: 2, name: 'b.bin', sha256: sha256(other.bytes) },
    ]);
    const folder = await temporaryFolder();
    const { path } = json(await coc(place, ['evidence', 'save', id, '1', '--to', folder, '--json']));
    expect(sha256(await readFile(path))).toBe(sha256(one.bytes));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(json(await coc(place, ['evidence', 'verify', '--json']))).toEqual({
      looked: 2,
      wrong: [],
      forOthers: 0,
      unreferenced: [],
      notShared: 0,
    });
    expect((await coc(place, ['verify'])).code).toBe(0);
  });

  it('leaves neither names nor content anywhere in plain text', async () => {
    const place = await ana();
    const id = await report(place, FEW);
    const { path } = await file(place);
    await attached(place, id, [path]);
    for (const marker of ['MARKER-in-the-file', 'marker-name'])
      expect(
        spawnSync('grep', ['-rlaF', marker, place.home], { encoding: 'utf8' })
          .stdout.split('\n')
          .filter((found) => found !== '' && found !== path),
        marker,
      ).toEqual([]);
    expect(git(place, 'log', '--format=%B%an%ae')).not.toContain('marker');
  });

  it('writes over nothing, and nothing that is half there', async () => {
    const place = await ana();
    const id = await report(place, FEW);
    const { path, bytes } = await file(place);
    await attached(place, id, [path]);
    const save = (to: string) => coc(place, ['evidence', 'save', id, '--to', to]);
    expect((await save(path)).code).toBe(1);
    expect(sha256(await readFile(path))).toBe(sha256(bytes));
    const folder = await temporaryFolder();
    expect((await save(join(folder, 'no', 'such'))).stderr).toContain('not there');
    const [{ file: stored }] = await listed(place, id);
    await chmod(join(place.repo, stored), 0o600);
    const sealed = await readFile(join(place.repo, stored));
    sealed[sealed.length - 5] = (sealed[sealed.length - 5] ?? 0) ^ 1;
    await writeFile(join(place.repo, stored), sealed);
    expect((await save(join(folder, 'x'))).code).toBe(1);
    expect(await readdir(folder)).toEqual([]);
    const found = json(await coc(place, ['evidence', 'verify', id, '--json']), 3);
    expect(found.wrong).toMatchObject([{ incident: id, number: 1, why: expect.stringContaining('damaged') }]);
    git(place, 'checkout', '--', stored);
    await save(join(folder, 'x'));
    expect(sha256(await readFile(join(folder, 'x')))).toBe(sha256(bytes));
  });

  it('is shared with whoever can open the incident, before and after a grant, and rewrites nothing for it', async () => {
    const { ana: place, ben, cem } = await teamOfThree();
    const id = await report(place, { ...FEW, ...TEAM });
    const { path, bytes } = await file(place, 'c.bin', 70_000);
    await attached(place, id, [path]);
    await synced(ben);
    await synced(cem);
    const folder = await temporaryFolder();
    const [{ file: stored }] = await listed(ben, id);
    const before = git(place, 'rev-parse', `HEAD:${stored}`);
    const save = (who: Place, to: string) => coc(who, ['evidence', 'save', id, '--to', join(folder, to)]);
    expect((await save(ben, 'ben')).code).toBe(0);
    expect(sha256(await readFile(join(folder, 'ben')))).toBe(sha256(bytes));
    expect((await save(cem, 'cem')).code).toBe(1);
    json(
      await answer(place, ['access', 'grant', id, '--yes', '--json'], {
        member: 'cem',
        'know-reporter': 'yes',
      }),
    );
    await synced(cem);
    expect(git(cem, 'rev-parse', `HEAD:${stored}`)).toBe(before);
    expect((await save(cem, 'cem')).code).toBe(0);
    expect(sha256(await readFile(join(folder, 'cem')))).toBe(sha256(bytes));
    for (const who of [place, ben, cem]) expect((await coc(who, ['verify'])).code).toBe(0);
  });

  it('can be for few: the others see that there is something, and nothing of what', async () => {
    const { ana: place, ben } = await teamOfTwo();
    const id = await report(place, { ...FEW, ...TEAM });
    const { path, bytes } = await file(place);
    const few = { 'open-to': 'few', few: [], what: 'MARKER-what', from: 'R1' };
    await attached(place, id, [path], few);
    await synced(ben);
    expect(await listed(ben, id)).toEqual([]);
    const seen = (await coc(ben, ['evidence', 'list', id])).stdout + JSON.stringify(await show(ben, id));
    expect(seen).toContain('Only for some');
    expect(seen).toContain('number 1: only for Ana');
    for (const secret of ['MARKER', 'marker', sha256(bytes), 'AGE-SECRET'])
      expect(seen).not.toContain(secret);
    expect((await coc(ben, ['evidence', 'save', id, '--to', join(ben.home, 'x')])).code).toBe(1);
    expect(json(await coc(ben, ['evidence', 'verify', '--json'])).wrong).toEqual([]);
    const other = await file(place, 'for-all.png', 10);
    await attached(place, id, [other.path]);
    const exposure = json(await coc(place, ['access', '--exposure', 'ben', '--json']));
    expect(exposure.incidents).toMatchObject([{ incident: id, files: [2], filesNow: 2 }]);
    expect((await coc(place, ['access', '--exposure', 'ben'])).stdout.replace(/\s+/g, ' ')).toContain(
      'Of its 2 files number 2 was open to them.',
    );
    const [mine] = await listed(place, id);
    expect(mine).toMatchObject({ name: NAME, about: 'MARKER-what', from: 'R1', forFew: ['ana'] });
    json(await coc(place, ['evidence', 'save', id, '1', '--to', join(place.home, 'again'), '--json']));
    expect(sha256(await readFile(join(place.home, 'again')))).toBe(sha256(bytes));
  });

  it('has one number for everybody, and says whom the others are for in a line', async () => {
    const { ana: place, ben } = await teamOfTwo();
    const id = await report(place, { ...FEW, ...TEAM });
    const few = { 'open-to': 'few', few: [] };
    const names = ['a.bin', 'b.bin', 'c.bin', 'd.bin'];
    const paths = await Promise.all(names.map(async (name) => (await file(place, name, 50)).path));
    await attached(place, id, paths.slice(0, 3), few);
    const theirs = await file(place, 'for-all.bin', 60);
    await attached(place, id, [theirs.path]);
    await attached(place, id, paths.slice(3), few);
    await synced(ben);
    expect(await listed(ben, id)).toMatchObject([{ number: 4, name: 'for-all.bin' }]);
    expect((await listed(place, id)).map((one: { number: number }) => one.number)).toEqual([1, 2, 3, 4, 5]);
    for (const command of [['evidence', 'list'], ['show']]) {
      const { stdout } = await coc(ben, [...command, id]);
      expect(stdout.replace(/\s+/g, ' ')).toContain('numbers 1 to 3 and 5: only for Ana');
      expect(stdout).toContain('4. for-all.bin');
    }
    const refused = await coc(ben, ['evidence', 'save', id, '2', '--to', join(ben.home, 'x')]);
    expect(refused.stderr).toContain('Number 2 is only for Ana');
    json(await coc(ben, ['evidence', 'save', id, '4', '--to', join(ben.home, 'y'), '--json']));
    expect(sha256(await readFile(join(ben.home, 'y')))).toBe(sha256(theirs.bytes));
    const corrected = await file(ben, 'corrected.bin', 70);
    json(
      await answer(ben, ['evidence', 'replace', id, '--yes', '--json'], {
        replaces: '4',
        files: [corrected.path],
      }),
    );
    expect(await listed(ben, id)).toMatchObject([
      { number: 4, replacedBy: expect.anything() },
      { number: 6, name: 'corrected.bin' },
    ]);
  });

  it('is not added again where its bytes are there, and stays for whom it is', async () => {
    const { ana: place, ben } = await teamOfTwo();
    const id = await report(place, { ...FEW, ...TEAM });
    const [one, other] = [await file(place, 'a.bin', 50), await file(place, 'b.bin', 50)];
    await attached(place, id, [one.path], { 'open-to': 'few', few: [] });
    const copied = join(place.home, 'copied.bin');
    await writeFile(copied, one.bytes);
    const alone = await answer(place, [...ADD, id, '--yes', '--json'], { files: [copied] });
    expect(alone).toMatchObject({ code: 1, stdout: '' });
    expect(alone.stderr.replace(/\s+/g, ' ')).toMatch(
      /copied\.bin is there already, as number 1 \(a\.bin\)\. It is not added again, and stays only for Ana/,
    );
    const both = await answer(place, [...ADD, id, '--yes', '--json'], { files: [copied, other.path] });
    const { commit } = json(both);
    expect(both.stderr).toContain('is there already, as number 1');
    expect(await listed(place, id)).toMatchObject([{ number: 1, forFew: ['ana'] }, { name: 'b.bin' }]);
    expect(git(place, 'show', '--name-only', '--format=', commit).match(/^evidence\//gm)).toHaveLength(1);
    expect(json(await coc(place, ['evidence', 'verify', '--json']))).toMatchObject({
      looked: 2,
      unreferenced: [],
    });
    await synced(ben);
    // To whom it is closed it is new: nothing tells them that it is there.
    const theirs = join(ben.home, 'mine.bin');
    await writeFile(theirs, one.bytes);
    const added = await answer(ben, [...ADD, id, '--yes', '--json'], { files: [theirs] });
    json(added);
    expect(added.stderr).not.toContain('already');
    expect(await listed(ben, id)).toMatchObject([{ number: 2 }, { number: 3, name: 'mine.bin' }]);
  });

  it('replaces with a corrected one, and keeps the first', async () => {
    const place = await ana();
    const id = await report(place, FEW);
    const [first, second] = [await file(place, 'a.png'), await file(place, 'a2.png')];
    await attached(place, id, [first.path]);
    json(
      await answer(place, ['evidence', 'replace', id, '--yes', '--json'], {
        replaces: '1',
        files: [second.path],
      }),
    );
    const [old, now] = await listed(place, id);
    expect(old.replacedBy).toBe(now.entry);
    expect(now.replaces).toBe(old.entry);
    json(await coc(place, ['evidence', 'save', id, '1', '--to', join(place.home, 'old'), '--json']));
    expect(sha256(await readFile(join(place.home, 'old')))).toBe(sha256(first.bytes));
    const again = await answer(place, ['evidence', 'replace', id, '--yes'], {
      replaces: '1',
      files: [first.path],
    });
    expect(again.code).not.toBe(0);
  });

  it('puts one that is kept already in the place of another, and takes that back', async () => {
    const place = await ana();
    const id = await report(place, FEW);
    for (const name of ['a.png', 'b.png', 'c.png'])
      await attached(place, id, [(await file(place, name)).path]);
    const given = (answers: Readonly<Record<string, unknown>>) =>
      answer(place, ['evidence', 'replace', id, '--yes', '--json'], answers);
    const pairs = async () =>
      (await listed(place, id)).map(({ entry, replaces, replacedBy }: Record<string, string>) => ({
        entry,
        replaces,
        replacedBy,
      }));
    const [a, b, c] = await pairs();
    json(await given({ replaces: '1', with: '3' }));
    expect(await pairs()).toEqual([{ ...a, replacedBy: c?.entry }, b, { ...c, replaces: a?.entry }]);
    // One file is the corrected one of one file alone, and never of itself.
    for (const answers of [
      { replaces: '2', with: '3' },
      { replaces: '2', with: '2' },
      { replaces: '3', with: '1' },
      { replaces: '2', with: 'nothing' },
    ])
      expect((await given(answers)).code).toBe(2);
    const taken = await answer(place, ['evidence', 'replace', id, '--yes'], {
      replaces: '1',
      with: 'nothing',
    });
    expect(taken.stdout).toContain('It is saved, and both files are kept.');
    expect(await pairs()).toEqual([a, b, c]);
  });

  it('is told from a folder, also at a terminal and with a blank in its name', async () => {
    const place = await ana();
    await mkdir(join(place.home, 'two words'));
    await writeFile(join(place.home, 'a b.png'), 'x');
    const files = filesNamed(seat(place, []).app);
    for (const typed of ['two words', "'two words'", '~/two words', 'two words/'])
      expect(files.read(typed), typed).toEqual({ problem: 'is a folder; name the files in it' });
    expect(files.read('~/a b.png')).toEqual({ paths: [join(place.home, 'a b.png')] });
    expect(files.read('a b.jpg')).toEqual({ problem: expect.stringContaining('not there') });
  });

  it('takes no folder, pipe, empty or missing file, and says which; a link is what it leads to', async () => {
    const place = await ana();
    const id = await report(place, FEW);
    const { path } = await file(place, 'real.bin');
    const at = (name: string): string => join(place.home, name);
    await mkdir(at('folder'));
    await writeFile(at('empty'), '');
    spawnSync('mkfifo', [at('pipe')]);
    await symlink(path, at('link'));
    await symlink('/dev/zero', at('zero'));
    for (const name of ['folder', 'empty', 'pipe', 'zero', 'gone'])
      expect((await answer(place, [...ADD, id, '--yes'], { files: [at(name)] })).code, name).toBe(2);
    await attached(place, id, [at('link')]);
    expect(await listed(place, id)).toMatchObject([{ name: 'link' }]);
    expect(await readdir(join(place.repo, '.git/coc-arriving'))).toEqual([]);
  });

  it('keeps strange names as words, and uses none as a path', async () => {
    const place = await ana();
    const id = await report(place, FEW);
    const names = [
      '..x',
      'CON',
      '\u001b[31mred\u202e.png',
      `${'ä'.repeat(120)}.png`,
      'it\'s "a" $(b).txt',
      '-rf',
    ];
    const paths = await Promise.all(names.map(async (name) => (await file(place, name, 10)).path));
    await attached(place, id, paths);
    expect((await listed(place, id)).map(({ name }: { name: string }) => name)).toEqual(names);
    const shown = (await coc(place, ['evidence', 'list', id])).stdout;
    expect(shown).not.toMatch(/[\u001b\u202e]/);
    const folder = await temporaryFolder();
    for (const [index] of names.entries())
      json(await coc(place, ['evidence', 'save', id, String(index + 1), '--to', folder, '--json']));
    const written = await readdir(folder);
    expect(written).toHaveLength(names.length);
    for (const name of written) expect(name).not.toMatch(/^[.-]|[\u001b\u202e/\\"$]|^CON$/);
  });

  it.skipIf(!hasAge)('opens with stock age and the key in the incident', async () => {
    const place = await ana();
    const id = await report(place, FEW);
    const { path, bytes } = await file(place, 'd.bin', 300_000);
    await attached(place, id, [path]);
    const [{ file: stored, key }] = (await show(place, id)).evidence;
    const identity = join(place.home, 'key.txt');
    await writeFile(identity, `${key}\n`);
    const { stdout } = spawnSync('age', ['-d', '-i', identity, join(place.repo, stored)], { maxBuffer: 1e7 });
    expect(Buffer.compare(stdout, bytes)).toBe(0);
  });

  it('takes files behind the command, with the incident or without it', async () => {
    const place = await ana();
    const id = await report(place, FEW);
    await file(place, 'K7F3');
    await file(place, 'two.bin');
    const run = (...args: readonly string[]) =>
      coc(place, [...ADD, ...args, '--yes', '--json'], { cwd: place.home });
    json(await run(id, 'two.bin', 'K7F3'));
    expect((await listed(place, id)).map(({ name }: { name: string }) => name)).toEqual(['two.bin', 'K7F3']);
  });
});

/** The smallest picture there is, with words that nobody sees. */
function pictureWithWords(words: string): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(data.length);
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([head, body, sum]);
  };
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    chunk('tEXt', Buffer.from(`Author\0${words}`, 'latin1')),
    chunk('IDAT', deflateSync(Buffer.from([0, 0]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe.concurrent('what is hidden in a file', () => {
  it('is said where it is taken in, stays in it, and is not in a stripped copy', async () => {
    const place = await ana();
    const id = await report(place, FEW);
    const path = join(place.home, 'small.dat');
    const bytes = pictureWithWords('MARKER-author');
    await writeFile(path, bytes);
    const ran = await answer(place, [...ADD, id, '--yes', '--json'], { files: [path] });
    json(ran);
    expect(ran.stderr).toContain('small.dat is a picture (PNG)');
    expect(ran.stderr).not.toContain('MARKER');
    expect(await listed(place, id)).toMatchObject([{ type: 'image/png' }]);
    const folder = await temporaryFolder();
    const save = (to: string, ...flags: readonly string[]) =>
      coc(place, ['evidence', 'save', id, '--to', join(folder, to), '--json', ...flags]);
    json(await save('whole.png'));
    expect(sha256(await readFile(join(folder, 'whole.png')))).toBe(sha256(bytes));
    expect(json(await save('clean.png', '--stripped')).stillHidden).toEqual([]);
    const clean = await readFile(join(folder, 'clean.png'), 'latin1');
    expect(clean).not.toContain('MARKER');
    expect(clean).toContain('IDAT');
    expect((await readdir(folder)).sort()).toEqual(['clean.png', 'whole.png']);
  });
});

describe.concurrent('an attachment that is missing', () => {
  it('is said by verify and doctor, with what brings it back', async () => {
    const place = await ana();
    const id = await report(place, FEW);
    const { path } = await file(place);
    await attached(place, id, [path]);
    const [{ file: stored }] = await listed(place, id);
    await rm(join(place.repo, stored));
    expect(json(await coc(place, ['verify', '--json']), 3).incidents.damaged).toMatchObject([
      { path: stored },
    ]);
    const doctor = await coc(place, ['doctor']);
    expect(doctor.code).toBe(3);
    expect(doctor.stdout).toContain(stored);
    expect(json(await coc(place, ['evidence', 'verify', '--json']), 3).wrong).toMatchObject([{ number: 1 }]);
    git(place, 'checkout', '--', stored);
    expect((await coc(place, ['verify'])).code).toBe(0);
  });
});

describe.concurrent('a report with files', () => {
  it('has them in the commit that it begins with, from whoever made it', async () => {
    const place = await ana();
    const { path, bytes } = await file(place);
    const id = await report(place, { ...FEW, files: [path] });
    expect(await listed(place, id)).toMatchObject([{ name: NAME, sha256: sha256(bytes), from: 'R1' }]);
    expect(git(place, 'show', '--name-only', '--format=', 'HEAD').trim().split('\n')).toHaveLength(2);
    const more = await file(place, 'later.png');
    json(
      await answer(place, ['report', 'add', id, '--yes', '--json'], {
        ...{ add: 'follow-up', account: 'This came later.', from: 'R1', files: [more.path] },
      }),
    );
    expect(await listed(place, id)).toMatchObject([{}, { name: 'later.png', from: 'R1' }]);
  });

  it('keeps them with the recorder alone where who reported it is known to few', async () => {
    const { ana: place, ben } = await teamOfTwo();
    const { path } = await file(place);
    const hidden = { 'hide-reporter': 'yes', summary: 'Somebody was followed.', 'reporter-name': 'Mei' };
    const ran = await answer(place, ['report', 'new', '--yes'], {
      ...FEW,
      ...TEAM,
      ...hidden,
      files: [path],
    });
    expect(ran.stdout).toContain('their files stay with you alone');
    const [, id = ''] = /Its number is (\S+)\./.exec(ran.stdout) ?? [];
    const more = await file(place, 'later.png');
    json(
      await answer(place, ['report', 'add', id, '--yes', '--json'], {
        ...{ add: 'follow-up', account: 'This came later.', from: 'R1', files: [more.path] },
      }),
    );
    await synced(ben);
    expect(await listed(ben, id)).toEqual([]);
    const seen = JSON.stringify(await show(ben, id));
    for (const secret of ['marker', 'later.png', 'Mei']) expect(seen).not.toContain(secret);
    expect(await listed(place, id)).toMatchObject([{ forFew: ['ana'] }, { forFew: ['ana'] }]);
    const said = { members: ['ben'], permitted: 'yes', permission: 'Ben may know that it was me.' };
    const grant = ['access', 'grant', '--reporter', id, '--yes', '--json'];
    expect((await answer(place, grant, said)).stderr).toContain('with-files');
    json(await answer(place, grant, { ...said, 'with-files': 'yes' }));
    await synced(ben);
    expect(await listed(ben, id)).toMatchObject([
      { name: NAME, forFew: ['ana', 'ben'] },
      { name: 'later.png', forFew: ['ana', 'ben'] },
    ]);
    expect(json(await coc(ben, ['evidence', 'verify', '--json']))).toMatchObject({ looked: 2, wrong: [] });
  });

  it('can be the first of all, with nothing set up', async () => {
    const place = await emptyPlace();
    const { path, bytes } = await file(place);
    const id = await report(place, { ...FEW, 'your-name': 'Ana', files: [path] });
    expect(await listed(place, id)).toMatchObject([{ sha256: sha256(bytes) }]);
  });
});

/** A server that takes no push of more than so much. Bytes. */
async function limited(remote: string, most: number): Promise<void> {
  spawnSync('git', ['-C', remote, 'config', 'receive.maxInputSize', String(most)]);
}

describe.concurrent('a file that is large for the server', () => {
  const LARGE = 6_000_000;

  it('is refused before it is committed, nothing is left of it, and the next one is refused at once', async () => {
    const { remote, ana: place } = await teamOfTwo();
    const id = await report(place, FEW);
    await limited(remote, 3_000_000);
    const head = git(place, 'rev-parse', 'HEAD');
    const { path } = await file(place, 'large.bin', LARGE);
    const ran = await answer(place, [...ADD, id, '--yes'], { files: [path] });
    expect(ran.code).toBe(1);
    expect(ran.stderr.replace(/\s+/g, ' ')).toContain('takes no file of this size');
    expect(git(place, 'rev-parse', 'HEAD')).toBe(head);
    expect(git(place, 'status', '--porcelain')).toBe('');
    expect(await readdir(join(place.repo, '.git/coc-arriving'))).toEqual([]);
    await limited(remote, 0);
    // It is remembered what the server said.
    expect((await answer(place, [...ADD, id, '--yes'], { files: [path] })).code).toBe(1);
    const small = await file(place, 'small.bin', 1000);
    await attached(place, id, [small.path]);
    expect(json(await coc(place, ['sync', '--json'])).sent).toBe(0);
    // What it said does not stand for good.
    const later = { now: new Date(NOW.getTime() + 61 * 60 * 1000) };
    expect((await answer(place, [...ADD, id, '--yes'], { files: [path] }, later)).code).toBe(0);
  });

  it('is on the server before it is here, on top of what others saved meanwhile', async () => {
    const { ana: place, ben } = await teamOfTwo();
    const id = await report(place, { ...FEW, ...TEAM });
    await synced(ben);
    json(await answer(ben, ['note', id, '--yes', '--json'], { note: 'meanwhile' }));
    const { path, bytes } = await file(place, 'large.bin', LARGE);
    const { shared } = await attached(place, id, [path]);
    expect(shared).toBe(true);
    expect((await show(place, id)).notes).toHaveLength(1);
    await synced(ben);
    json(await coc(ben, ['evidence', 'save', id, '--to', join(ben.home, 'x'), '--json']));
    expect(sha256(await readFile(join(ben.home, 'x')))).toBe(sha256(bytes));
    for (const who of [place, ben]) expect((await coc(who, ['verify'])).code).toBe(0);
  });

  it('is kept here where the server cannot be reached, and shared later', async () => {
    const { remote, ana: place, ben } = await teamOfTwo();
    const id = await report(place, { ...FEW, ...TEAM });
    await rename(remote, `${remote}.away`);
    const { path, bytes } = await file(place, 'large.bin', LARGE);
    json(await answer(place, [...ADD, id, '--yes', '--json'], { files: [path] }), 3);
    await rename(`${remote}.away`, remote);
    await synced(place);
    await synced(ben);
    json(await coc(ben, ['evidence', 'save', id, '--to', join(ben.home, 'x'), '--json']));
    expect(sha256(await readFile(join(ben.home, 'x')))).toBe(sha256(bytes));
  });

  it('goes on top of what others shared, where both had added one without the server', async () => {
    const { remote, ana: place, ben } = await teamOfTwo();
    const id = await report(place, { ...FEW, ...TEAM });
    await synced(ben);
    await rename(remote, `${remote}.away`);
    const [mine, theirs] = [await file(place, 'mine.bin', 1000), await file(ben, 'theirs.bin', 2000)];
    for (const [who, { path }] of [
      [place, mine],
      [ben, theirs],
    ] as const)
      json(await answer(who, [...ADD, id, '--yes', '--json'], { files: [path] }), 3);
    await rename(`${remote}.away`, remote);
    for (const who of [place, ben, place]) await synced(who);
    for (const who of [place, ben]) {
      expect((await listed(who, id)).map(({ name }: { name: string }) => name).sort()).toEqual([
        'mine.bin',
        'theirs.bin',
      ]);
      expect(json(await coc(who, ['evidence', 'verify', '--json']))).toMatchObject({ looked: 2, wrong: [] });
      expect((await coc(who, ['verify'])).code).toBe(0);
    }
  });
});
