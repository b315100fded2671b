import { describe, expect, it } from 'vitest';
import { type Answers, ana, anaAndBen, coc, FEW, json, type Place, report } from './run.ts';
import { done, MEETING, PRIVATE, WARNING } from './steps.ts';

const LATER = new Date('2100-01-01T00:00:00Z');
const NAMES = /Vane|Marlon|Lindqvist|Quist|Sunita|mei@/;

async function like(place: Place, id: string) {
  return json(await coc(place, ['show', '--like', id, '--json'], { now: LATER }));
}

/** An incident with an outcome and a warning. */
async function warned(place: Place, answers: Answers, behavior = 'following people'): Promise<string> {
  const id = await report(place, { ...PRIVATE, ...answers });
  await done(place, 'meeting', id, MEETING);
  await done(place, 'sanction', id, { ...WARNING, behavior });
  return id;
}

describe.concurrent('coc show --like', () => {
  it('tells what was decided about alike behaviour, the most alike first, and names nobody', async () => {
    const place = await ana();
    const followed = await warned(place, { account: 'Marlon kept following her to the lift, knocking.' });
    const drawn = await warned(
      place,
      {
        account: 'Rude drawings were pinned to the wall of the hall, for everybody to see.',
        visibility: 'witnessed',
        consent: '',
        who: 'Otto Quist',
      },
      'rude drawings',
    );
    const id = await report(place, {
      ...FEW,
      account: 'Somebody followed me and knocked at my door.',
      'reporter-name': 'Sunita Rao',
    });
    const told = await like(place, id);
    expect(told.precedents.map((one: { incident: string }) => one.incident)).toEqual([followed]);
    expect(told.precedents[0]).toMatchObject({
      alike: { words: 1, seen: true, danger: false },
      seen: 'private',
      danger: 'none',
      outcomes: ['sanction'],
      sanctions: [{ sanction: 'warning', term: 'indefinite', ended: null, appeals: [], changes: 0 }],
    });
    expect(
      (await like(place, drawn)).precedents.map((one: { incident: string }) => one.incident),
    ).not.toContain(drawn);
    const shown = await coc(place, ['show', '--like', id], { now: LATER });
    expect(shown.code).toBe(0);
    expect(shown.stdout).toContain('each is decided for itself');
    expect(shown.stdout).toContain(followed);
    for (const text of [JSON.stringify(told), shown.stdout]) {
      expect(text).not.toMatch(NAMES);
      expect(text).not.toMatch(/knock|following|\bA1\b|\bR1\b/);
    }
  });

  it('leaves out what nothing was decided about, and what is not to go on', async () => {
    const place = await ana();
    await report(place, { ...PRIVATE, account: 'He followed me.' });
    const stopped = await warned(place, { account: 'She followed me.' });
    json(
      await coc(place, ['report', 'add', stopped, '--yes', '--json', '--answers', '-'], {
        stdin: JSON.stringify({ add: 'answer', consent: 'asked-not-to-proceed' }),
      }),
    );
    const id = await report(place, { ...FEW, account: 'They followed me.' });
    expect((await like(place, id)).precedents).toEqual([]);
    expect((await coc(place, ['show', '--like', id], { now: LATER })).stdout).toContain('nothing like');
  });

  it('leaves out what is one matter with it: that was not before', async () => {
    const place = await ana();
    const leader = await warned(place, { account: 'He followed me to the lift.' });
    const led = await report(place, { ...FEW, account: 'He followed somebody to the lift.' });
    const other = await warned(place, { account: 'She followed me to the lift.' });
    const ids = async (id: string) =>
      (await like(place, id)).precedents.map(({ incident }: { incident: string }) => incident);
    expect(await ids(led)).toContain(leader);
    await done(place, 'join-incidents', led, { leads: leader, why: 'The same evening.' });
    expect(await ids(led)).toEqual([other]);
    expect(await ids(leader)).toEqual([other]);
  });

  it('goes by what is open to every reader: not by what is sealed to fewer', async () => {
    const { place, ben } = await anaAndBen();
    const hidden = await report(place, {
      ...PRIVATE,
      ...{ share: 'team', permission: 'All of you may know.', readers: ['ben'], 'hide-reporter': 'yes' },
      account: 'He dangled spiders over me.',
      summary: 'Somebody was frightened.',
      visibility: 'witnessed',
      consent: '',
    });
    await done(place, 'meeting', hidden, MEETING);
    const id = await report(place, {
      ...FEW,
      account: 'Spiders dangled.',
      share: 'team',
      permission: 'All of you may know.',
      readers: ['ben'],
    });
    for (const who of [place, ben]) expect((await like(who, id)).precedents).toEqual([]);
    const same = await report(place, { ...FEW, account: 'I was frightened.' });
    expect((await like(place, same)).precedents).toHaveLength(1);
  });
});
