import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { said } from './attacker.ts';
import { anaAndBen, answer, coc, emptyPlace, FEW, git, headOf, json, report } from './run.ts';
import { synced, teamOfTwo } from './teams.ts';

const OURS = {
  community: 'PyExample',
  contact: 'safety@example.org',
  feedback: ['a form at https://example.org/feedback'],
  appeals: 'the board',
};
const edit = (place: Parameters<typeof answer>[0], answers: object) =>
  answer(place, ['community', 'edit', '--yes'], { ...answers });
const shown = async (place: Parameters<typeof coc>[0]) =>
  json(await coc(place, ['community', 'show', '--json']));

describe.concurrent('what the community says about itself', () => {
  it('is asked for where somebody began with a report, and stands in the letters then', async () => {
    const place = await emptyPlace();
    const flags = { ...FEW, 'your-name': 'Ana', who: 'Marlon Vane' };
    const id = await report(place, flags);
    expect((await coc(place, ['status'])).stdout.replace(/\s+/g, ' ')).toContain('coc community edit');
    const letter = {
      about: 'complaint',
      person: 'A1',
      way: 'letter',
      permitted: 'yes',
      permission: 'Tell him.',
    };
    const speaks = 'This would speak for imgix';
    const drafted = await answer(place, ['notify', id, '--yes'], letter);
    expect(drafted.stderr.replace(/\s+/g, ' ')).toContain(speaks);
    expect(drafted.stdout).not.toContain(speaks);
    expect((await edit(place, OURS)).code).toBe(0);
    expect((await coc(place, ['status'])).stdout.replace(/\s+/g, ' ')).toContain(
      'is of imgix, whose policy coc brings along, and not of PyExample.',
    );
    expect((await edit(place, { ...OURS, policy: 'https://example.org/conduct' })).code).toBe(0);
    expect((await coc(place, ['status'])).stdout).not.toContain('coc community edit');
    expect(git(place, 'log', '-1', '--format=%s').trim()).toBe('Change what the community says about itself');
    expect((await coc(place, ['verify', '--all'])).code).toBe(0);
    expect((await answer(place, ['notify', id, '--yes'], letter)).stderr.replace(/\s+/g, ' ')).not.toContain(
      speaks,
    );
    const form = await coc(place, ['notify', id, '--print-form']);
    expect(form.code).toBe(0);
    expect(await shown(place)).toMatchObject(OURS);
  });

  it('stays where nothing is said of it, and is taken out where it is "not given"', async () => {
    const { place } = await anaAndBen();
    expect(
      (await edit(place, { ...OURS, policy: 'https://example.org/conduct', systems: ['badges'] })).code,
    ).toBe(0);
    expect((await edit(place, { contact: 'the desk at the door', appeals: null, systems: null })).code).toBe(
      0,
    );
    expect(await shown(place)).toMatchObject({
      ...{ ...OURS, contact: 'the desk at the door', appeals: null },
      ...{ policy: 'https://example.org/conduct', systems: [] },
    });
    expect((await edit(place, { community: null })).code).toBe(2);
  });

  it('has no word for nothing in it, which letters would repeat', async () => {
    const { place } = await anaAndBen();
    const refused = await edit(place, {
      policy: 'None',
      appeals: 'nowhere',
      systems: ['none'],
      outside: ['n/a'],
    });
    expect(refused.code).toBe(2);
    for (const id of ['policy', 'appeals', 'systems', 'outside'])
      expect(refused.stderr).toContain(`${id} says that there is nothing; leave it out`);
  });

  it('is left as it is where nothing is new, with nothing unfinished behind it', async () => {
    const { place } = await anaAndBen();
    expect((await edit(place, OURS)).code).toBe(0);
    const head = headOf(place.repo);
    const again = await edit(place, OURS);
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing was changed') });
    expect(headOf(place.repo)).toBe(head);
    expect(said(await coc(place, ['report', 'resume', '--yes']))).toContain('Nothing is unfinished');
  });

  it('is changed by an admin alone', async () => {
    const { ben } = await anaAndBen();
    const ran = await edit(ben, OURS);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(said(ran)).toContain('Only an admin');
    expect((await coc(ben, ['community', 'show'])).code).toBe(0);
  });

  it('comes to the others with the next sync, and is kept where it cannot be saved', async () => {
    const { ana, ben } = await teamOfTwo();
    const lock = join(ana.repo, '.git/index.lock');
    await writeFile(lock, '');
    const failed = await edit(ana, OURS);
    expect(failed.code).toBe(1);
    expect(said(failed)).toContain('Your answers are kept');
    await rm(lock);
    expect((await coc(ana, ['report', 'resume', '--yes'])).code).toBe(0);
    await synced(ben);
    expect(await shown(ben)).toMatchObject(OURS);
    expect((await coc(ben, ['verify', '--all'])).code).toBe(0);
  });
});
