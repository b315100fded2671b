import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../places/temporary-folder.ts';
import { makeBare } from '../transports/bare.ts';
import { answer, coc, FEW, git, headOf, json, newAna, type Place, report, show } from './run.ts';
import { newTeamOfOne, synced, teamOfOne, teamOfTwo } from './teams.ts';

/** As somebody does it who can write to the server. */
function onServer(remote: string, ...args: readonly string[]): void {
  execFileSync('git', ['-C', remote, ...args], { stdio: 'pipe' });
}

const FOR_BEN = { ...FEW, share: 'named', permission: 'Ben may know.', readers: ['ben'] };
const notes = async (place: Place, id: string): Promise<readonly string[]> =>
  (await show(place, id)).notes.map(({ text }: { text: string }) => text).sort();

describe.concurrent('a server that was put back', () => {
  it('is noticed and named, and a copy puts everything on it again', async () => {
    const { ana, remote } = await teamOfOne();
    const before = headOf(remote);
    await report(ana, FEW);
    await report(ana, FEW);
    const whole = headOf(remote);
    onServer(remote, 'update-ref', 'refs/heads/main', before);
    const ran = await coc(ana, ['sync']);
    expect(ran).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('2 incidents would vanish, with 2 saved changes'),
    });
    const saved = await answer(ana, ['report', 'new', '--yes', '--json'], FEW);
    expect(saved.code).toBe(3);
    expect(saved.stderr).toMatch(/Saved here, not yet shared[\s\S]*2\s+incidents would vanish/);
    expect(headOf(remote)).toBe(before);
    expect((await coc(ana, ['sync', '--put-back'])).stderr).toContain('Nobody can confirm');
    json(await coc(ana, ['sync', '--put-back', '--yes', '--json']));
    expect(headOf(remote)).toBe(headOf(ana.repo));
    onServer(remote, 'merge-base', '--is-ancestor', whole, 'main');
    expect(json(await coc(ana, ['list', '--json']))).toHaveLength(3);
  });

  it('is noticed where its branch is gone', async () => {
    const { ana, remote } = await teamOfOne();
    await report(ana, FEW);
    onServer(remote, 'update-ref', '-d', 'refs/heads/main');
    expect((await coc(ana, ['sync'])).stderr).toContain('The server no longer has the reports: 1 incident');
    await synced(ana, '--put-back', '--yes');
    expect(headOf(remote)).toBe(headOf(ana.repo));
  });

  it('and went on from there: the others go along, and nothing of either side is lost', async () => {
    const team = await teamOfTwo();
    const { ana, ben, remote } = team;
    const id = await report(ana, FOR_BEN);
    await synced(ben);
    const old = headOf(remote);
    await answer(ana, ['note', id, '--yes'], { note: 'Lost on the server.' });
    onServer(remote, 'update-ref', 'refs/heads/main', old);
    await answer(ben, ['note', id, '--yes'], { note: 'After it was put back.' });
    const ran = await coc(ana, ['sync']);
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('no incident would vanish') });
    await synced(ana, '--accept');
    await synced(ben);
    const both = ['After it was put back.', 'Lost on the server.'];
    expect(await notes(ana, id)).toEqual(both);
    expect(await notes(ben, id)).toEqual(both);
    expect(headOf(ana.repo)).toBe(headOf(ben.repo));
  });
});

describe.concurrent('coc sync --remote', () => {
  it('shares what somebody has alone, and moves to another server', async () => {
    const { ana, remote } = await teamOfOne();
    const other = await makeBare();
    const id = await report(ana, FEW);
    expect(await synced(ana, '--remote', other)).toMatchObject({ received: 0 });
    expect(headOf(other)).toBe(headOf(ana.repo));
    await answer(ana, ['note', id, '--yes'], { note: 'On the new server.' });
    expect(headOf(other)).not.toBe(headOf(remote));
    await synced(ana, '--remote', remote);
    expect(headOf(remote)).toBe(headOf(other));
  });

  it('sends whoever began alone to `coc join`, where their team has one', async () => {
    const { remote } = await teamOfOne();
    const alone = await newAna(['--no-passphrase', '--no-recovery']);
    const id = await report(alone, FEW);
    const ran = await coc(alone, ['sync', '--remote', remote]);
    expect(ran).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('`coc join URL` takes part in it'),
    });
    expect(ran.stderr).not.toContain('--put-back');
    expect(git(alone, 'remote').trim()).toBe('');
    expect(await coc(alone, ['show', id])).toMatchObject({ code: 0 });
  });

  it('stays where it was if the other one is not ours', async () => {
    const { ana, remote } = await teamOfOne();
    const stranger = await newTeamOfOne(await temporaryFolder());
    const ran = await coc(ana, ['sync', '--remote', stranger.remote]);
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('another reports repository') });
    expect(git(ana, 'remote', 'get-url', 'origin').trim()).toBe(remote);
    expect(ran.stderr).not.toContain('--put-back');
    await report(ana, FEW);
    expect(headOf(remote)).toBe(headOf(ana.repo));
  });
});

it('a server that shows two histories to two members is heard by voice, and found once it shows one', async () => {
  const { remote, ana, ben } = await teamOfTwo();
  await synced(ana);
  const forked = join(await temporaryFolder(), 'forked');
  cpSync(remote, forked, { recursive: true });
  git(ben, 'remote', 'set-url', 'origin', forked);
  const heads = async () =>
    Promise.all([ana, ben].map(async (place) => json(await coc(place, ['verify', '--json'])).headWords));
  expect(new Set(await heads()).size).toBe(1);
  for (const place of [ana, ben]) await report(place, FEW);
  for (const place of [ana, ben]) expect(await synced(place)).toMatchObject({ received: 0 });
  expect(new Set(await heads()).size).toBe(2);
  const told = (await coc(ben, ['verify'])).stdout;
  expect(told).toContain((await heads())[1]);
  expect(told).toMatch(/Last from others +today/);
  git(ben, 'remote', 'set-url', 'origin', remote);
  expect(await coc(ben, ['sync'])).toMatchObject({ code: 1 });
});
