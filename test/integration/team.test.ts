import { readdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { App } from '../../src/app.ts';
import { waitingRequests } from '../../src/setup/requests.ts';
import { open } from '../../src/vault/age/age.ts';
import { parseIdentity } from '../../src/vault/keys/identity.ts';
import { ioWithin } from '../places/in-process.ts';
import { Forge } from './attacker.ts';
import { answer, coc, emptyPlace, FEW, git, headOf, json, type Place, report, show } from './run.ts';
import { asks, firstWords, incidentFile, joined, letIn, synced, teamOfOne, teamOfTwo } from './teams.ts';

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
    const before = await show(ben, alone);
    const { place, request } = await asks(team, 'Ben', ben);
    await letIn(team.ana, request);
    const late = await coc(place, ['sync']);
    expect(late.stdout).toContain('Brought 1 incident over');
    const after = await show(place, alone);
    expect(after).toMatchObject({
      reports: before.reports.map(({ by: _by, ...rest }: { by: string }) => rest),
    });
    expect(after.notes[0]).toMatchObject({ text: 'Before the team.', at: before.notes[0].at });
    expect(after.readers).toEqual(['ben']);
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
