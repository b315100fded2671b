import { describe, expect, it } from 'vitest';
import { reportResume } from '../../src/commands/report-resume.ts';
import type { Step } from '../unit/interview/scripted-prompter.ts';
import { ana, answer, deskOf, drafts, json, type Place } from './run.ts';
import { seat } from './seat.ts';

const STOP: Step = [
  'channel',
  () => {
    throw new Error('stopped');
  },
];
const quick = async (place: Place): Promise<string> => {
  const given = { threat: 'none', account: 'MARKER-account' };
  return json(await answer(place, ['report', 'new', '--quick', '--yes', '--json'], given)).id;
};
const begin = async (place: Place, command = 'note', incident = 'RJBB63AB', id = '0123456789') =>
  (await deskOf(place)).drafts.keep({
    ...{ id, entry: 'ABCDEFGHJK', incident, command, passed: [] },
    ...{ answers: command === 'note' ? { note: 'x' } : { add: 'detail' }, startedAt: '2026-11-23T14:00:00Z' },
  });

/** Resumes at a terminal: what was offered, and how it ended. */
async function resumed(place: Place, chosen: string) {
  const at = seat(place, [STOP], [chosen]);
  const offered: string[] = [];
  const { choose } = at.prompter as unknown as { choose: (...given: unknown[]) => Promise<unknown> };
  Object.assign(at.prompter, {
    choose: async (message: string, options: readonly { readonly label: string }[]) => {
      offered.push(...options.map(({ label }) => label));
      return choose(message, options);
    },
  });
  const ended = await reportResume(at.app, [], {}).catch((error: Error) => error.message);
  return { offered, ended };
}

describe.concurrent('coc report resume', () => {
  it('lists what was saved in a hurry beside what was begun, and completes it', async () => {
    const place = await ana();
    const [one, other] = [await quick(place), await quick(place)];
    await begin(place);
    const { offered, ended } = await resumed(place, other);
    expect(offered).toHaveLength(4);
    for (const id of [one, other])
      expect(offered).toContain(`${id}, received today 15:00: saved, still to be completed`);
    expect(offered.join('\n')).not.toContain('MARKER');
    expect(ended).toBe('stopped');
    const kept = await drafts(place);
    expect(kept).toHaveLength(2);
  });

  it('lists once what is being completed already', async () => {
    const place = await ana();
    const id = await quick(place);
    await begin(place, 'report add', id.replace('-', ''));
    const { offered } = await resumed(place, 'Not now');
    expect(offered.filter((label) => label.includes(id))).toHaveLength(1);
    expect(offered.join('\n')).not.toContain('still to be completed');
  });

  it('goes on with the only thing there is, without a choice', async () => {
    const place = await ana();
    await quick(place);
    expect(await resumed(place, '')).toEqual({ offered: [], ended: 'stopped' });
  });
});
