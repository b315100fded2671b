import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { App } from '../../src/app.ts';
import { waitingRequests } from '../../src/joining/requests.ts';
import { open } from '../../src/vault/age/age.ts';
import {
  formatIdentity,
  type Identity,
  makeIdentity,
  parseIdentity,
  publicPart,
} from '../../src/vault/keys/identity.ts';
import { writeIdentityFile } from '../../src/vault/keys/identity-file.ts';
import { wordsOfKeys } from '../../src/vault/team/fingerprint.ts';
import { formatRequest, parseRequest } from '../../src/vault/team/join-request.ts';
import { ioWithin } from '../places/in-process.ts';
import { temporaryFolder } from '../places/temporary-folder.ts';
import { Forge } from './attacker.ts';
import { answer, coc, emptyPlace, FEW, git, headOf, json, type Place, report, show } from './run.ts';
import {
  asks,
  firstWords,
  incidentFile,
  joined,
  letIn,
  newTeamOfOne,
  synced,
  teamOfOne,
  teamOfTwo,
} from './teams.ts';

const FOR_BEN = { ...FEW, share: 'named', permission: 'Ben may know.', readers: ['ben'] };

/** Whether the keys of a machine, as they are now, open the newest version of an incident in a clone. */
async function opens(keys: string, place: Place, id: string): Promise<boolean> {
  const identity = await parseIdentity(await readFile(keys, 'utf8'));
  return open(await readFile(incidentFile(place, id)), identity).then(
    () => true,
    () => false,
  );
}

const list = async (place: Place) => json(await coc(place, ['list', '--json']));

describe.concurrent('a team of two', () => {
  it('joins, and opens nothing that was not granted', async () => {
    const team = await teamOfOne();
    const id = await report(team.ana, FEW);
    const ben = await joined(team, 'Ben');
    expect(await list(ben)).toEqual([]);
    const shared = await report(team.ana, {
      ...FEW,
      share: 'named',
      permission: 'Ben may know.',
      readers: ['ben'],
    });
    await synced(ben);
    expect((await list(ben)).map((one: { id: string }) => one.id)).toEqual([shared]);
    expect(id).not.toBe(shared);
  });

  it('reminds of the recovery key and of the facts of the community who can do something about it', async () => {
    const top = await temporaryFolder('coc-reminders-');
    const team = await newTeamOfOne(top, ['--recovery-file', join(top, 'recovery.txt')]);
    const ben = await joined(team, 'Ben', { top });
    const reminders = async (place: Place) =>
      json(await coc(place, ['status', '--json'])).reminders.join('\n') as string;
    const ofAdmins = ['`coc recovery-key', '`coc community edit`'];
    const [anas, bens] = [await reminders(team.ana), await reminders(ben)];
    expect(ofAdmins.filter((one) => !anas.includes(one))).toEqual([]);
    expect(ofAdmins.filter((one) => bens.includes(one))).toEqual([]);
    expect(bens).toContain('`coc passphrase`');
  });

  it('works on one incident on both sides, and both end with everything', async () => {
    const team = await teamOfTwo();
    const { ana, ben, remote } = team;
    const id = await report(ana, FOR_BEN);
    await synced(ben);
    git(ana, 'remote', 'set-url', 'origin', '/nowhere');
    git(ben, 'remote', 'set-url', 'origin', '/nowhere');
    const alone = await answer(ana, ['note', id, '--yes'], { note: 'From Ana.' });
    expect(alone).toMatchObject({ code: 3, stderr: expect.stringContaining('Saved here, not yet shared') });
    expect((await answer(ben, ['note', id, '--yes'], { note: 'From Ben.' })).code).toBe(3);
    for (const place of [ana, ben]) git(place, 'remote', 'set-url', 'origin', remote);
    await synced(ana);
    await synced(ben);
    await synced(ana);
    expect(headOf(ana.repo)).toBe(headOf(remote));
    expect(headOf(ben.repo)).toBe(headOf(remote));
    for (const place of [ana, ben]) {
      expect((await show(place, id)).notes.map((note: { text: string }) => note.text).sort()).toEqual([
        'From Ana.',
        'From Ben.',
      ]);
    }
    expect(git(ana, 'log', '--merges', '--oneline')).toBe('');
  });
});

describe.concurrent('coc join', () => {
  it('takes nothing over where the words differ', async () => {
    const team = await teamOfOne();
    const place = await emptyPlace();
    const words = 'apple apple apple apple apple apple';
    const ran = await coc(place, [
      ...[
        'join',
        team.remote,
        '--name',
        'Ben',
        '--email',
        'ben@example.org',
        '--no-passphrase',
        '--words',
        words,
      ],
    ]);
    expect(ran).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('are not the same') });
    const left = await readdir(place.home, { recursive: true });
    expect(left.filter((name) => name.includes('code-of-conduct-reports'))).toEqual([]);
    expect((await coc(place, ['list'])).stderr).toContain('There is no reports repository yet');
  });

  it('brings over what somebody had taken alone', async () => {
    const team = await teamOfOne();
    const ben = await emptyPlace();
    const alone = await report(ben, { ...FEW, 'your-name': 'Ben Early', 'reporter-name': 'Mei Lindqvist' });
    await answer(ben, ['note', alone, '--yes'], { note: 'Before the team.' });
    const photo = join(ben.home, 'photo.bin');
    await writeFile(photo, randomBytes(50_000));
    json(await answer(ben, ['evidence', 'add', alone, '--yes', '--json'], { files: [photo] }));
    const before = await show(ben, alone);
    const { place, request } = await asks(team, 'Ben', ben);
    await letIn(team.ana, request);
    const late = await coc(place, ['sync']);
    expect(late.stdout).toContain('Brought 1 incident over');
    const after = await show(place, alone);
    expect(after).toMatchObject({
      // Who wrote something down is called otherwise on the team.
      reports: JSON.parse(JSON.stringify(before.reports, (key, value) => (key === 'by' ? undefined : value))),
    });
    expect(after.notes[0]).toMatchObject({ text: 'Before the team.', at: before.notes[0].at });
    expect(after.readers).toEqual(['ben']);
    expect(json(await coc(place, ['evidence', 'verify', '--json']))).toMatchObject({ looked: 1, wrong: [] });
    expect(after.written.every((one: { authorship: string }) => one.authorship === 'verified')).toBe(true);
    expect(headOf(place.repo)).toBe(headOf(team.remote));
    expect(await readdir(dirname(ben.repo))).toContain('code-of-conduct-reports-alone');
    const again = await coc(place, ['sync']);
    expect(again).toMatchObject({ code: 0, stdout: expect.not.stringContaining('Brought') });
  });

  it('keeps a report of somebody who is not on the team yet, and saves it once they are', async () => {
    const team = await teamOfOne();
    const { place: ben, request } = await asks(team, 'Ben');
    const early = await answer(ben, ['report', 'new', '--yes'], { ...FEW, 'your-name': 'Ben' });
    expect(early).toMatchObject({ code: 1, stderr: expect.stringContaining('not on the team') });
    expect(early.stderr).toContain('Your answers are kept');
    await letIn(team.ana, request);
    await synced(ben);
    const { id } = json(await coc(ben, ['report', 'resume', '--yes', '--json']));
    expect((await show(ben, id)).reports[0].account).toBe(FEW.account);
  });

  it.each<[string, (server: Forge) => string]>([
    ['no commit', (server) => server.blob('x')],
    ['a commit without a request', (server) => server.head()],
    [
      'a request that is a folder',
      (server) => {
        const folder = server.tree(undefined, { 'request/x': 'x' });
        return server.commit({ tree: folder, parents: [] });
      },
    ],
    [
      'no request',
      (server) => {
        const tree = server.tree(undefined, {
          request: '-----BEGIN COC REQUEST-----\nAAAA\n-----END COC REQUEST-----',
        });
        return server.commit({ tree, parents: [] });
      },
    ],
  ])('is seen by an admin where somebody left %s beside it on the server', async (_what, make) => {
    const team = await teamOfOne();
    await asks(team, 'Ben');
    const server = new Forge(team.remote);
    for (const name of ['0', 'f']) server.git(['update-ref', `refs/coc/requests/${name}`, make(server)]);
    const app = new App(ioWithin({ env: team.ana.env, cwd: team.ana.home }).io, undefined);
    const waiting = await waitingRequests(app, await app.desk());
    expect(waiting.map(({ name }) => name)).toEqual(['Ben']);
  });

  it('is welcomed with the words of the commit that let them in', async () => {
    const team = await teamOfOne();
    const { place, request } = await asks(team, 'Ben');
    await letIn(team.ana, request);
    const commit = git(team.ana, 'rev-parse', 'HEAD').trim();
    const { wordsOfCommit } = await import('../../src/vault/team/fingerprint.ts');
    expect((await coc(place, ['sync'])).stderr.replace(/\s+/g, ' ')).toContain(wordsOfCommit(commit));
  });
});

/** The request of somebody with these keys, who is called this, for the reports repository of a team. */
async function requestOf(
  place: Place,
  identity: Identity,
  called: { readonly name: string; readonly email: string },
  more: { readonly recipient?: string } = {},
): Promise<string> {
  const repository = git(place, 'rev-list', '--max-parents=0', 'HEAD').trim();
  const at = '2026-11-23T15:00:00Z';
  const request = { format: 1 as const, repository, ...called, ...publicPart(identity), at, ...more };
  return formatRequest(request, identity.signer);
}

/** The same keys but for one half. */
async function halved(place: Place, lost: 'age' | 'signing'): Promise<void> {
  const [own, other] = [await readFile(place.identity, 'utf8'), formatIdentity(await makeIdentity('x25519'))];
  const line = (text: string, start: string) =>
    text
      .split('\n')
      .filter((one) => one.startsWith(start))
      .join('\n');
  const [age, signing] = ['AGE-SECRET-KEY-', '# coc-signing'];
  const file =
    lost === 'age' ? [line(own, signing), line(other, age)] : [line(other, signing), line(own, age)];
  const identity = await parseIdentity(file.join('\n'));
  await rm(dirname(place.identity), { recursive: true });
  const text = new TextEncoder().encode(formatIdentity(identity));
  await writeIdentityFile(place.identity, text, publicPart(identity));
}

/** Ben types `coc join` once more. */
const asksAgain = (ben: Place, ana: Place, ...more: readonly string[]) =>
  coc(ben, [
    ...['join', ...more, '--words', firstWords(ana), '--no-passphrase'],
    ...['--name', 'Ben', '--email', 'ben@example.org'],
  ]);

const flat = (text: string): string => text.replace(/\s+/g, ' ');

describe.concurrent('somebody whom the team knows', () => {
  it('is let in again where one key is lost, and is not sent from one command to the other', async () => {
    const { ana, ben } = await teamOfTwo();
    const id = await report(ana, FOR_BEN);
    await synced(ben);
    await halved(ben, 'age');
    const stuck = await coc(ben, ['sync']);
    expect(stuck.code).toBe(1);
    expect(flat(stuck.stderr)).toContain('One of your two keys on this machine is that of Ben on the team');
    expect(flat(stuck.stderr)).toContain('`coc join` in this folder makes new keys');
    const asked = await asksAgain(ben, ana);
    expect(asked, asked.stderr).toMatchObject({ code: 0 });
    expect(flat(asked.stderr)).toContain('An admin is asked to put them in place of yours');
    expect(parseRequest(asked.stdout).replaces).toBe('ben');
    expect(flat((await coc(ben, ['sync'])).stderr)).toContain('an admin has to add you');
    await letIn(ana, asked.stdout, '--replaces', 'ben');
    await synced(ben);
    expect((await show(ben, id)).readers).toEqual(['ana', 'ben']);
    expect(flat((await asksAgain(ben, ana)).stdout)).toContain('You are on the team already');
  });

  it('is let in again after they had left, with the keys from before, and never told the contrary', async () => {
    const { ana, ben, remote } = await teamOfTwo();
    git(ben, 'remote', 'set-url', 'origin', '/nowhere');
    await report(ben, FEW).catch(() => undefined);
    git(ben, 'remote', 'set-url', 'origin', remote);
    expect((await coc(ana, ['team', 'remove', 'ben', '--yes'])).code).toBe(0);
    const out = flat((await coc(ben, ['sync'])).stderr);
    expect(out).toContain('You are not on the team of this reports repository any more');
    expect(out).toContain('`coc join` in this folder asks to be let in again');
    const asked = await asksAgain(ben, ana);
    expect(asked, asked.stderr).toMatchObject({ code: 0 });
    expect(flat(asked.stderr)).toContain('You were on the team as Ben, and are not any more');
    const words = wordsOfKeys(parseRequest(asked.stdout));
    const add = ['team', 'add', '--request', '-', '--words', words];
    expect(await coc(ana, add, { stdin: asked.stdout })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--replaces ben'),
    });
    await letIn(ana, asked.stdout, '--replaces', 'ben');
    await synced(ben);
    expect(headOf(ben.repo)).toBe(headOf(remote));
    const [, back] = json(await coc(ben, ['team', 'list', '--json']));
    expect(back).toMatchObject({ id: 'ben', left: null, admin: false, replacedKeys: 0 });
  });

  it('takes over a copy of their keys on a new machine, and no admin is needed', async () => {
    const { ana, ben, remote } = await teamOfTwo();
    const laptop = await emptyPlace();
    const ran = await coc(laptop, [
      ...['join', remote, '--words', firstWords(ana), '--identity', ben.identity, '--no-passphrase'],
    ]);
    expect(ran, ran.stderr).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('on the team already'),
    });
    await synced(laptop);
    expect(json(await coc(laptop, ['list', '--json']))).toEqual([]);
  });

  it('is told of a new copy where what is here cannot go on with the keys that they have now', async () => {
    const { ana, ben, remote } = await teamOfTwo();
    git(ben, 'remote', 'set-url', 'origin', '/nowhere');
    await report(ben, FEW).catch(() => undefined);
    git(ben, 'remote', 'set-url', 'origin', remote);
    await halved(ben, 'signing');
    const asked = await asksAgain(ben, ana);
    await letIn(ana, asked.stdout, '--replaces', 'ben');
    const stuck = await coc(ben, ['sync']);
    expect(flat(stuck.stderr)).toContain('cannot go on from here');
    const other = `${ben.repo}-new`;
    const again = await asksAgain(ben, ana, remote, '--dir', other);
    expect(again, again.stderr).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('on the team already'),
    });
    await synced({ ...ben, repo: other });
  });

  it.each<[string, { readonly name: string; readonly email: string }, string]>([
    ['a name that looks like theirs', { name: 'Веn', email: 'x@example.org' }, 'Cyrillic and Latin letters'],
    ['their name', { name: 'ben', email: 'x@example.org' }, 'There is a Ben on the team already'],
    ['their address', { name: 'Mallory', email: 'BEN@example.org' }, 'is the address of Ben'],
  ])('is not joined by somebody with %s', async (_what, called, why) => {
    const { ana } = await teamOfTwo();
    const before = headOf(ana.repo);
    const stdin = await requestOf(ana, await makeIdentity('x25519'), called);
    const words = wordsOfKeys(parseRequest(stdin));
    const ran = await coc(ana, ['team', 'add', '--request', '-', '--words', words], { stdin });
    expect(ran.code).toBe(2);
    expect(flat(ran.stderr)).toContain(why);
    expect(headOf(ana.repo)).toBe(before);
  });

  it('is named where somebody asks with a key of theirs', async () => {
    const { ana, ben } = await teamOfTwo();
    const bens = await parseIdentity(await readFile(ben.identity, 'utf8'));
    const mallory = { name: 'Mallory', email: 'mallory@example.org' };
    const own = await requestOf(ana, bens, mallory);
    const half = await requestOf(ana, await makeIdentity('x25519'), mallory, { recipient: bens.recipient });
    for (const [stdin, why] of [
      [own, 'Ben is on the team already, with these keys'],
      [half, 'One of the two keys in this request is Ben’s'],
    ] as const) {
      const words = wordsOfKeys(parseRequest(stdin));
      for (const more of [[], ['--replaces', 'ben'], ['--replaces', 'ana']]) {
        const ran = await coc(ana, ['team', 'add', '--request', '-', '--words', words, ...more], { stdin });
        expect(ran.code).toBe(1);
        expect(flat(ran.stderr)).toContain(why);
      }
    }
  });
});

describe.concurrent('coc team', () => {
  it('remove is in force at once, and what was shared is sealed again', async () => {
    const team = await teamOfTwo();
    const { ben } = team;
    const cem = await joined(team, 'Cem');
    const id = await report(team.ana, {
      ...FEW,
      share: 'team',
      permission: 'All of you.',
      readers: ['ben', 'cem'],
    });
    const own = await report(cem, FEW);
    await synced(ben);
    expect(await opens(ben.identity, ben, id)).toBe(true);
    const ran = await coc(team.ana, ['team', 'remove', 'Ben', '--yes']);
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('Sealed again: 1') });
    expect(await opens(ben.identity, team.ana, id)).toBe(false);
    expect(await synced(cem)).toMatchObject({ done: 1, failed: [] });
    expect(await opens(ben.identity, cem, own)).toBe(false);
    expect(await opens(cem.identity, cem, id)).toBe(true);
    const late = await coc(ben, ['sync']);
    expect(late).toMatchObject({ code: 1, stderr: expect.stringContaining('not on the team') });
    expect((await coc(team.ana, ['team', 'remove', 'ana', '--yes'])).stderr).toContain(
      'nobody would be left',
    );
    expect((await coc(cem, ['team', 'remove', 'ana', '--yes'])).stderr).toContain('Only an admin');
  });

  it('remove says before it what would be left without a reader, and asks who does what they were to do', async () => {
    const team = await teamOfTwo();
    const { ana, ben } = team;
    const shared = { share: 'team', permission: 'All of you.', readers: ['ben'] };
    const id = await report(ana, { ...FEW, ...shared });
    const meeting = await answer(ana, ['meeting', id, '--yes', '--json'], {
      ...{ present: ['ana'], 'what-happened': 'It happened.', outcome: 'action' },
      ...{ 'action-1': 'Call the hotel', 'action-1-who': 'Ben', 'action-1-when': '2026-12-24 12:00' },
    });
    expect(meeting, meeting.stderr).toMatchObject({ code: 0 });
    const own = await report(ben, FEW);
    await synced(ben);
    await synced(ana);
    const refused = await coc(ana, ['team', 'remove', 'ben', '--yes']);
    expect(refused.code).toBe(2);
    const said = flat(refused.stderr);
    expect(said).toContain(`In ${own}, which you cannot open, nobody but Ben ever wrote.`);
    expect(said).toContain(`${id} Call the hotel`);
    expect(said).toContain('--pass-to, with one of these: ana');
    expect(json(await coc(ana, ['team', 'list', '--json']))).toHaveLength(2);
    expect((await coc(ana, ['team', 'remove', 'ben', '--yes', '--pass-to', 'ana'])).code).toBe(0);
    const { actions } = json(await coc(ana, ['show', id, '--json']));
    expect(actions).toMatchObject([{ who: 'ana', passedFrom: 'ben' }]);
    expect((await coc(ana, ['show', id])).stdout.replace(/\s+/g, ' ')).toContain('Ana in place of Ben');
  });

  it.each(['with a server', 'without one'])(
    'remove takes oneself off it, where another admin stays, %s',
    async (where) => {
      const { ana, ben, remote } = await teamOfTwo();
      const id = await report(ana, FOR_BEN);
      expect((await coc(ana, ['team', 'admin', 'ben', '--yes'])).code).toBe(0);
      if (where === 'without one') git(ana, 'remote', 'remove', 'origin');
      const ran = await coc(ana, ['team', 'remove', 'ana', '--yes']);
      expect(ran, ran.stderr).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('Ana is off the team'),
      });
      const after = await coc(ana, ['list']);
      expect(after).toMatchObject({ code: 1, stderr: expect.stringContaining('not on the team') });
      if (where === 'without one') return;
      expect(headOf(ana.repo)).toBe(headOf(remote));
      await synced(ben);
      expect(await opens(ana.identity, ben, id)).toBe(false);
      expect(json(await coc(ben, ['team', 'list', '--json']))).toMatchObject([
        { id: 'ana' },
        { id: 'ben', admin: true },
      ]);
    },
  );

  it('rotate gives new keys to a member who is no admin; the old ones open nothing new', async () => {
    const team = await teamOfTwo();
    const { ben } = team;
    const id = await report(team.ana, FOR_BEN);
    await synced(ben);
    const old = await readFile(ben.identity, 'utf8');
    const ran = await coc(ben, ['team', 'rotate', '--yes']);
    expect(ran, ran.stderr).toMatchObject({ code: 0 });
    const oldIdentity = await parseIdentity(old);
    await expect(open(await readFile(incidentFile(ben, id)), oldIdentity)).rejects.toThrow();
    expect(await opens(ben.identity, ben, id)).toBe(true);
    await answer(ben, ['note', id, '--yes'], { note: 'With new keys.' });
    await synced(team.ana);
    const { written, notes } = await show(team.ana, id);
    expect(notes[0].text).toBe('With new keys.');
    expect(written.map((one: { authorship: string }) => one.authorship)).not.toContain('not-verified');
    expect(headOf(ben.repo)).toBe(headOf(team.ana.repo));
  });

  it('lets somebody in again whose keys are lost, as the same member', async () => {
    const team = await teamOfOne();
    await joined(team, 'Ben');
    const id = await report(team.ana, FOR_BEN);
    const { place, request } = await asks(team, 'Ben');
    await letIn(team.ana, request, '--replaces', 'ben');
    await synced(place);
    expect((await show(place, id)).readers).toEqual(['ana', 'ben']);
  });

  it('lists everybody with the words of their keys', async () => {
    const team = await teamOfOne();
    await joined(team, 'Ben', { flags: ['--admin'] });
    const rows = json(await coc(team.ana, ['team', 'list', '--json']));
    expect(rows).toMatchObject([
      { id: 'ana', admin: true, left: null },
      { id: 'ben', admin: true, words: expect.stringMatching(/^(\w+ ){5}\w+$/) },
    ]);
    expect((await coc(team.ana, ['team', 'admin', 'ben', '--revoke', '--yes'])).code).toBe(0);
    expect(json(await coc(team.ana, ['team', 'list', '--json']))[1].admin).toBe(false);
    expect(firstWords(team.ana)).toMatch(/^(\w+ ){5}\w+$/);
  });
});
