import { describe, expect, it } from 'vitest';
import { handover } from '../../src/commands/handover.ts';
import { type Answers, answer, coc, FEW, headOf, json, type Place, report, show } from './run.ts';
import { seat } from './seat.ts';
import { done, HEARD } from './steps.ts';
import { synced, teamOfThree } from './teams.ts';

const HIDDEN: Answers = { 'hide-reporter': 'yes', summary: 'Somebody was bothered.' };
const TEAM: Answers = {
  ...{
    ...FEW,
    ...HIDDEN,
    who: 'Otto Quist',
    'reporter-name': 'Mei Lindqvist',
    'reporter-is-affected': 'yes',
  },
  ...{ share: 'team', permission: 'All of you may know, but not who I am.' },
};
const MEETING: Answers = {
  present: ['ana'],
  'what-happened': 'x',
  outcome: 'action',
  alone: 'Nobody else could come.',
  'action-1': 'Ask the person affected how they are',
  'action-1-who': 'ana',
  'action-1-when': '2026-11-27T15:00+00:00',
};

const handed = async (place: Place, ...argv: readonly string[]) =>
  json(await coc(place, ['handover', ...argv, '--json']));
const idsOf = ({ incidents }: { incidents: readonly { id: string }[] }): readonly string[] =>
  incidents.map(({ id }) => id).sort();

describe('what is handed to a new member', () => {
  it('is what they may be given by what was permitted, and nothing tells that there is more', async () => {
    const { ana, ben, cem } = await teamOfThree();
    const mine = await report(ana, TEAM);
    await done(ana, 'statement', mine, HEARD);
    await done(ana, 'meeting', mine, { ...MEETING, told: 'cannot', cannot: 'They are gone.' });
    const alone = await report(ana, FEW);
    const bens = await report(ana, { ...TEAM, share: 'named', readers: ['ben'], permission: 'Ben may.' });
    const out = await report(ana, TEAM);
    json(await answer(ana, ['access', 'recuse', out, '--yes', '--json'], { member: 'cem' }));
    const accused = await report(ana, { ...TEAM, who: 'Cem', conflicts: [] });
    const same = await report(ana, TEAM);
    await done(ana, 'join-incidents', same, { leads: out, why: 'The same talk.' });
    await synced(ana);

    const head = headOf(ana.repo);
    const list = await handed(ana, 'cem');
    expect(idsOf(list)).toEqual([mine]);
    expect(list).toMatchObject({ member: 'cem', incidents: [{ status: 'decided' }] });
    expect(list.incidents[0].promised).toEqual([
      { what: 'Ask the person affected how they are', who: 'ana', at: expect.stringContaining('2026-11-27') },
    ]);
    const { stdout, stderr } = await coc(ana, ['handover', 'Cem']);
    expect(stdout).toContain('1 incident');
    expect(stdout).toContain('Ask the person affected how they are, Ana, by');
    for (const id of [alone, bens, out, accused, same]) expect(stdout + stderr).not.toContain(id);
    // To look lets nobody in.
    expect(headOf(ana.repo)).toBe(head);
    expect(idsOf(await handed(ana, 'ben'))).toEqual([mine, out, accused, same].sort());
    expect(idsOf(await handed(cem))).toEqual([]);
    expect((await coc(cem, ['handover', 'ben'])).stdout).toContain(
      'there is nothing that you could hand to Ben',
    );
    expect(await coc(ana, ['handover', 'ana'])).toMatchObject({ code: 1 });

    const { app, prompter } = seat(ana, [
      ['know-reporter', 'no'],
      ['review', undefined],
    ]);
    await handover(app, ['cem'], {});
    prompter.assertDone();
    expect(JSON.stringify(prompter.shown)).toContain('This is for you alone');
    for (const id of [alone, bens, out, accused, same])
      expect(JSON.stringify(prompter.shown)).not.toContain(id);
    await synced(cem);
    await synced(ben);
    const view = await show(cem, mine);
    expect(view).toMatchObject({ readers: ['ana', 'cem'] });
    expect(JSON.stringify(view)).not.toContain('Lindqvist');
    const got = await handed(cem);
    expect(idsOf(got)).toEqual([mine]);
    expect(got.incidents[0].promised).toHaveLength(1);
    expect((await coc(cem, ['handover'])).stdout).toContain('What was promised');
    expect(idsOf(await handed(ana, 'cem'))).toEqual([]);
    expect(idsOf(await handed(ben))).toEqual([bens]);
    expect((await coc(ana, ['handover', 'cem'])).stdout).toContain(
      'there is nothing that you could hand to Cem',
    );
  });

  it('is nothing that was promised and is done, and an appeal that waits', async () => {
    const { ana } = await teamOfThree();
    const id = await report(ana, TEAM);
    await done(ana, 'statement', id, HEARD);
    await done(ana, 'meeting', id, {
      ...{ ...MEETING, outcome: 'sanction', told: 'cannot', cannot: 'They are gone.' },
    });
    await done(ana, 'meeting --done', id, { done: ['1'] });
    const sanction = {
      sanction: 'warning',
      behavior: 'following people',
      safety: 'They hear what is not allowed here.',
      alone: 'Nobody else could come.',
    };
    await done(ana, 'sanction', id, sanction);
    expect((await handed(ana, 'ben')).incidents[0].promised).toEqual([]);
    await done(ana, 'sanction appeal', id, { sanction: '1', state: 'received', words: 'Look again.' });
    expect((await handed(ana, 'ben')).incidents[0].promised).toEqual([
      { to: 'A1', what: 'An answer to their appeal' },
    ]);
  });
});
