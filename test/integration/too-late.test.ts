import { describe, expect, it } from 'vitest';
import { draftOptions } from '../../src/desk/draft-options.ts';
import { takeStep } from '../../src/desk/flow.ts';
import type { UserError } from '../../src/errors.ts';
import { answer, coc, drafts, FEW, git, json, type Place, report, show } from './run.ts';
import { seat } from './seat.ts';
import { synced, teamOfTwo } from './teams.ts';

const flat = (text: string): string => text.replace(/\s+/g, ' ');
const BEN = {
  ...FEW,
  share: 'named',
  permission: 'Ben may know.',
  readers: ['ben'],
  'hide-reporter': 'no',
};

/** Ben could open it, and has a copy of that; Ana keeps him out, and his copy does not know it yet. */
async function keptOutMeanwhile() {
  const team = await teamOfTwo();
  const { ana, ben } = team;
  const id = await report(ana, BEN);
  await synced(ben);
  json(await answer(ana, ['access', 'recuse', id, '--yes', '--json'], { member: 'ben' }));
  return { ...team, id };
}

const noteOf = (place: Place, id: string) => answer(place, ['note', id, '--yes'], { note: 'Too late.' });

describe('what somebody saves who is kept out by then', () => {
  it('is told to count for nothing at the save, and is kept for them', async () => {
    const { ana, ben, id } = await keptOutMeanwhile();
    const late = await noteOf(ben, id);
    expect(late).toMatchObject({ code: 1, stdout: '' });
    expect(flat(late.stderr)).toContain(`counts for nothing in ${id}: by then it was closed to you`);
    expect(flat(late.stderr)).toContain('can read there what you wrote, word for word');
    expect(flat(late.stderr)).toContain('You keep a copy of it, encrypted. If it is opened to you again');
    expect(late.stderr).not.toMatch(/for\s+you\s+alone/);
    expect(late.stderr).not.toContain('goes on with saving');
    expect(await drafts(ben)).toHaveLength(1);
    await synced(ana);
    expect((await show(ana, id)).notes).toEqual([]);
    expect((await coc(ana, ['show', id])).stdout).toContain('Too late.');
  });

  it('is not told to be private when it is looked for again', async () => {
    const { ben, id } = await keptOutMeanwhile();
    expect((await noteOf(ben, id)).code).toBe(1);
    const resumed = await coc(ben, ['report', 'resume', '--yes']);
    expect(resumed.code).toBe(1);
    expect(flat(resumed.stderr)).toContain('can read there what you wrote, word for word');
    expect(resumed.stderr).not.toMatch(/for\s+you\s+alone/);
  });

  it('is said in what waits to be closed to them, and that it can be thrown away', async () => {
    const { ben, id } = await keptOutMeanwhile();
    expect((await noteOf(ben, id)).code).toBe(1);
    const { reminders } = json(await coc(ben, ['status', '--json']));
    const told = (reminders as string[]).filter((one) => one.startsWith('What you began'));
    expect(told).toEqual([
      expect.stringMatching(
        /\(a note on .*\), is for an incident that is closed to you by now\. You can throw it away: `coc report resume`$/,
      ),
    ]);
    const at = seat(ben, []);
    const desk = await at.app.desk();
    const place = { desk, drafts: desk.drafts, folder: ben.repo };
    const [option] = await draftOptions(at.app, place, await desk.drafts.list(), 'words');
    expect(option?.label).toMatch(/: a note on .*, closed to you by now$/);
  });

  it('is saved where it is opened to them again', async () => {
    const { ana, ben, id } = await keptOutMeanwhile();
    expect((await noteOf(ben, id)).code).toBe(1);
    await synced(ana);
    const again = { member: 'ben', 'know-reporter': 'yes', reason: 'It was another Ben.' };
    json(await answer(ana, ['access', 'readmit', id, '--yes', '--json'], again));
    await synced(ben);
    expect(await coc(ben, ['report', 'resume', '--yes'])).toMatchObject({ code: 0 });
    await synced(ana);
    expect((await show(ana, id)).notes).toMatchObject([{ text: 'Too late.', by: 'ben' }]);
    expect(await drafts(ben)).toEqual([]);
  });

  it('is told to count for nothing once it is shared, where it could not be shared at once', async () => {
    const { remote, ben, id } = await keptOutMeanwhile();
    git(ben, 'remote', 'set-url', 'origin', '/nowhere');
    expect((await noteOf(ben, id)).code).toBe(3);
    git(ben, 'remote', 'set-url', 'origin', remote);
    const shared = await coc(ben, ['sync']);
    expect(flat(shared.stderr)).toContain(`What you had saved in ${id} and not shared came too late.`);
    expect(flat((await coc(ben, ['sync'])).stderr)).not.toContain('came too late');
  });

  it('says who closed it, and when, where that came while they wrote', async () => {
    const { ben, id } = await keptOutMeanwhile();
    const at = seat(ben, [
      [
        'note',
        async () => {
          await synced(ben);
          return 'Too late.';
        },
      ],
      ['review'],
    ]);
    const error = await takeStep(at.app, 'note', id, {}).catch((one: unknown) => one);
    expect((error as UserError).hints.join(' ')).toMatch(
      /saved in it (?:today|on \w{3} \d+ \w{3}), .*you are kept out/,
    );
    expect((error as UserError).hints.at(-1)).toContain(
      'went to nobody. It is kept, encrypted, for you alone',
    );
    expect((error as UserError).hints.at(-1)).toContain('If it is opened to you again');
    expect(await drafts(ben)).toHaveLength(1);
  });
});
