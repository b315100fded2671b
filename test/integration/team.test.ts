import { describe, expect, it } from 'vitest';
import { answer, coc, FEW, git, json, report, show } from './run.ts';
import { headOf, joined, synced, teamOfOne } from './teams.ts';

const list = async (place: Parameters<typeof coc>[0]) => json(await coc(place, ['list', '--json']));

describe('a team of two', () => {
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
    const team = await teamOfOne();
    const { ana, remote } = team;
    const ben = await joined(team, 'Ben');
    const id = await report(ana, { ...FEW, share: 'named', permission: 'Ben may know.', readers: ['ben'] });
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
