import { describe, expect, it } from 'vitest';
import { addMemberBeside, answer, coc, FEW, json, prepared, report, show } from './run.ts';

const team = () =>
  prepared('ana, ben and cem', async (place) => {
    const [ben, cem] = [await addMemberBeside(place, 'ben'), await addMemberBeside(place, 'cem')];
    return { place, ben, cem };
  });

const OWN = { ...FEW, 'reporter-name': 'Ana', 'hide-reporter': 'no' };
const SHARED = { ...OWN, share: 'named', permission: 'Ben may know.', readers: ['ben'] };
const flat = (text: string): string => text.replace(/\s+/g, ' ');
const saved = async (place: Parameters<typeof answer>[0], answers: object) => {
  const { code, stdout } = await answer(place, ['report', 'new', '--yes'], { ...answers });
  expect(code).toBe(0);
  return flat(stdout);
};

describe.concurrent('a member who reported it herself', () => {
  it('reads after saving, and in show and status, who decides in her place', async () => {
    const { place, ben } = await team();
    const words = 'You reported it, so you take no part in deciding it. ben can.';
    const page = await saved(place, SHARED);
    expect(page).toContain(words);
    const [, id = ''] = /([0-9A-Z]{4}-[0-9A-Z]{4})/.exec(page) ?? [];
    expect(flat((await coc(place, ['show', id])).stdout)).toContain(words);
    const status = flat((await coc(place, ['status'])).stdout);
    expect(status).toContain(`${id} You take no part in deciding this. ben can.`);
    // What somebody reported is not said where lists of all incidents are shown.
    expect(status).not.toContain('You reported it');
    for (const command of [['show', id], ['status']])
      expect(flat((await coc(ben, command)).stdout)).not.toContain('take no part in deciding');
    const further = await answer(place, ['note', id, '--yes'], { text: 'A note.' });
    expect(flat(further.stdout)).not.toContain('take no part');
  });

  it('reads that it waits until it is shared with somebody', async () => {
    const { place } = await team();
    const page = await saved(place, OWN);
    expect(page).toContain(
      'You reported it, so you take no part in deciding it. It waits until it is shared with somebody who may.',
    );
    const status = flat((await coc(place, ['status'])).stdout);
    expect(status).toContain('You take no part in deciding this. It waits until it is shared with somebody');
    expect(status.match(/take no part in deciding/g)).toHaveLength(1);
  });

  it('reads nothing of it in an incident that she did not report, nor in one that is decided', async () => {
    const { place, ben } = await team();
    expect(await saved(place, { ...FEW, 'reporter-name': 'Zoe Park' })).not.toContain('take no part');
    const id = await report(place, SHARED);
    const decided = { 'held-at': 'now', present: ['ben'], alone: 'Few.' };
    const reason = { outcome: 'no-action', reason: 'Nothing to do.', 'what-happened': 'Talked.' };
    const present = { present: ['ana', 'ben'] };
    const refused = await answer(ben, ['meeting', id, '--yes'], { ...decided, ...reason, ...present });
    expect(refused.code).not.toBe(0);
    expect(flat(refused.stderr)).toContain(
      'Whoever reported it, whoever it happened to, and the accused do not',
    );
    json(await answer(ben, ['meeting', id, '--yes', '--json'], { ...decided, ...reason }));
    expect((await show(place, id)).status).toBe('decided');
    expect(flat((await coc(place, ['show', id])).stdout)).not.toContain('take no part in deciding');
    expect(flat((await coc(place, ['status'])).stdout)).not.toContain(`${id} You take no part`);
  });

  it('reads it once a report of hers is added', async () => {
    const { place } = await team();
    const all = { share: 'team', permission: 'All may know.', readers: ['ben', 'cem'] };
    const id = await report(place, { ...FEW, 'reporter-name': 'Zoe Park', ...all });
    const again = { add: 'report', ...OWN, ...all, visibility: undefined };
    const { stdout, stderr, code } = await answer(place, ['report', 'add', id, '--yes'], again);
    expect([code, stderr]).toEqual([0, expect.anything()]);
    expect(flat(stdout)).toContain('You reported it, so you take no part in deciding it. ben and cem can.');
  });
});
