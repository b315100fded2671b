import { describe, expect, it } from 'vitest';
import { takeStep } from '../../src/desk/flow.ts';
import { answer, coc, FEW, git, json, type Place, report, show } from './run.ts';
import { seat } from './seat.ts';
import { done, due, PRIVATE, refused, step } from './steps.ts';
import { synced, teamOfThree } from './teams.ts';

const OF_TEAM = { 'hide-reporter': 'no', share: 'team', permission: 'Tell the whole team.' };
const MET = {
  present: ['ana'],
  'what-happened': 'It was looked at.',
  outcome: 'no-action',
  reason: 'Nothing to do.',
  alone: 'Nobody else is here.',
};
const MET_UNHEARD = { ...MET, told: 'cannot', cannot: 'They left.' };

const join = (place: Place, id: string, leads: string, more = {}) =>
  step(place, 'join-incidents', id, { leads, why: 'The same talk.', ...more });

/** All that coc prints to somebody who looks everywhere, and what it asks. */
async function allSaidTo(place: Place, id: string): Promise<string> {
  const commands = [
    ...[
      ['list'],
      ['list', '--json'],
      ['status'],
      ['status', '--json'],
      ['same', 'list'],
      ['doctor'],
      ['verify'],
    ],
    ...[
      ['show', id],
      ['show', id, '--json'],
      ['access', id],
      ['join-incidents', id, '--print-form'],
    ],
    ...[
      ['meeting', id, '--print-form'],
      ['access', '--exposure'],
    ],
  ];
  const ran = [];
  for (const argv of commands) ran.push(await coc(place, argv));
  ran.push(await coc(place, ['search', '--json'], { stdin: 'The same talk\n' }));
  ran.push(await step(place, 'join-incidents', id, { leads: 'ZZZZ-ZZZZ' }));
  ran.push(await step(place, 'meeting', id, {}));
  return ran.map(({ stdout, stderr }) => `${stdout}${stderr}`).join('\n');
}

const commands = async (place: Place, id: string): Promise<readonly string[]> =>
  (await due(place)).filter(({ incident }) => incident === id).map(({ command }) => command);

describe.concurrent('two incidents that turn out to be one matter', () => {
  it('are not to be joined once more, nor somebody of both to be told apart once that was said', async () => {
    const { ana } = await teamOfThree();
    const [led, leads] = [
      await report(ana, { ...FEW, who: 'Rolf Brandner' }),
      await report(ana, { ...FEW, who: 'Rolf Brandner, who gave the opening keynote' }),
    ];
    const saidBy = async (id: string): Promise<string> => {
      const [shown, noted] = [
        await coc(ana, ['show', id]),
        await answer(ana, ['note', id, '--yes'], { note: 'The slides are online.' }),
      ];
      return `${shown.stdout}${noted.stdout}`.replace(/\s+/g, ' ');
    };
    for (const id of [led, leads]) expect(await saidBy(id)).toContain(`coc join-incidents ${id}`);
    expect(await join(ana, led, leads)).toMatchObject({ code: 0 });
    for (const id of [led, leads]) {
      const said = await saidBy(id);
      expect(said).not.toContain('coc join-incidents');
      expect(said).toContain('one matter with');
      expect(said).toContain(`coc same ${id}`);
    }
    const same = await step(ana, 'same', led, { pair: `A1 ${leads} A1`, is: 'same' });
    expect(same).toMatchObject({ code: 0 });
    expect(same.stdout).not.toContain('stay two');
    for (const id of [led, leads]) {
      const said = await saidBy(id);
      expect(said).not.toContain('Whether it is one person');
      expect(said).not.toContain('Somebody in it');
    }
    // Whom both have can be named in each.
    expect(await answer(ana, ['note', leads, '--yes'], { note: 'R. Brandner left.' })).toMatchObject({
      code: 0,
    });
  });

  it('have somebody of both named in the one that leads, whoever is kept out of the other', async () => {
    const { ana, ben, cem } = await teamOfThree();
    const led = await report(ana, { ...FEW, ...OF_TEAM, readers: ['ben'], who: 'Rolf Brandner' });
    const leads = await report(ana, {
      ...{ ...FEW, ...OF_TEAM, readers: ['ben', 'cem'] },
      who: 'Rolf Brandner, gave the opening keynote',
    });
    json(await answer(ana, ['access', 'recuse', led, '--yes', '--json'], { member: 'cem' }));
    for (const place of [ben, cem]) await synced(place);
    expect(await join(ana, led, leads)).toMatchObject({ code: 0 });
    const noted = (note: string) => answer(ana, ['note', leads, '--yes'], { note });
    expect(await noted('It was the opening keynote by R. Brandner.')).toMatchObject({ code: 0 });
    expect(await noted('Rolf Brandner came back.')).toMatchObject({ code: 0 });
  });

  it('are shown once, and not after each save', async () => {
    const { ana } = await teamOfThree();
    await report(ana, { ...FEW, who: 'Rolf Brandner' });
    const id = await report(ana, FEW);
    const asked = async (note: string): Promise<number> => {
      let times = 0;
      const { app, prompter } = seat(ana, [['note', note], ['review']]);
      Object.assign(prompter, {
        confirm: async (message: string): Promise<boolean> => {
          if (message.startsWith('Show it now')) times += 1;
          return true;
        },
      });
      await takeStep(app, 'note', id, {});
      return times;
    };
    expect(await asked('Nothing new.')).toBe(0);
    expect(await asked('It was Rolf Brandner.')).toBe(1);
    expect(await asked('The slides are online.')).toBe(0);
  });

  it('say so to who can open both; whoever can open one learns no number, and keeps the clock', async () => {
    const { ana, ben, cem } = await teamOfThree();
    const led = await report(ana, { ...FEW, ...OF_TEAM, readers: ['ben', 'cem'] });
    const leads = await report(ana, { ...FEW, share: 'named', permission: 'Tell Ben.', readers: ['ben'] });
    for (const place of [ben, cem]) await synced(place);
    const before = await commands(cem, led);
    expect(before).toContain(`coc meeting ${led}`);

    const said = await join(ana, led, leads.toLowerCase());
    expect(said, said.stderr).toMatchObject({ code: 0 });
    // Two files that change together would tell everybody that they belong together.
    const changed = git(ana, 'show', '--name-only', '--format=', 'HEAD').trim();
    expect(changed).toBe(`incidents/${led.replace('-', '')}.md.age`);
    for (const place of [ben, cem]) await synced(place);

    for (const place of [ana, ben]) {
      expect(await commands(place, led)).toEqual([`coc show ${leads}`]);
      expect(await show(place, led)).toMatchObject({
        leader: leads,
        joined: [{ incident: leads, by: 'ana' }],
      });
      expect(await show(place, leads)).toMatchObject({ leads: [led] });
      const page = (await coc(place, ['show', led])).stdout;
      expect(page.indexOf('which leads')).toBeGreaterThan(-1);
      expect(page.indexOf('which leads')).toBeLessThan(page.indexOf(`Incident ${led}`));
      expect(page).toContain('The same talk.');
      expect((await coc(place, ['show', leads])).stdout.replace(/\s+/g, ' ')).toContain(`leads ${led}`);
      expect(json(await coc(place, ['list', '--json']))).toContainEqual(
        expect.objectContaining({
          id: led,
          respondBy: null,
          overdue: false,
          next: `coc show ${leads}`,
        }),
      );
    }

    expect(await commands(cem, led)).toEqual(before);
    const all = await allSaidTo(cem, led);
    expect(all.replace(/\s+/g, ' ')).toContain('whether it is one matter with another incident');
    expect(await allSaidTo(ben, led)).toContain(leads);
    for (const word of [leads, leads.replace('-', ''), 'The same talk']) expect(all).not.toContain(word);
    const met = await step(cem, 'meeting', led, { ...MET, present: ['cem'] });
    expect(met, met.stderr).toMatchObject({ code: 0 });

    // Whoever is kept out of the one that leads forgets it, and gets the clock back.
    json(await answer(ana, ['access', 'recuse', leads, '--yes', '--json'], { member: 'ben' }));
    await synced(ben);
    const rest = await allSaidTo(ben, led);
    for (const word of [leads, leads.replace('-', '')]) expect(rest).not.toContain(word);
  });

  it('are decided where it leads, and taken apart again', async () => {
    const { ana } = await teamOfThree();
    const [led, leads] = [await report(ana, FEW), await report(ana, FEW)];
    const unled = await commands(ana, led);
    expect(await join(ana, led, leads)).toMatchObject({ code: 0 });
    const rule = { gate: 'led', clause: 'The meeting' };
    expect(await refused(ana, 'meeting', led, MET, rule)).toContain(`coc show ${leads}`);
    await done(ana, 'meeting', leads, MET);

    const apart = await join(ana, led, leads, { is: 'apart', why: 'Another talk.' });
    expect(apart, apart.stderr).toMatchObject({ code: 0 });
    expect(await commands(ana, led)).toEqual(unled);
    expect(await show(ana, led)).not.toHaveProperty('leader');
    expect(await show(ana, leads)).not.toHaveProperty('leads');
    await done(ana, 'meeting', led, MET);
  });

  it('go on together no further than the strictest permission lets them, also one that is said later', async () => {
    const { ana } = await teamOfThree();
    const [led, leads] = [await report(ana, PRIVATE), await report(ana, PRIVATE)];
    expect(await join(ana, led, leads)).toMatchObject({ code: 0 });
    await done(ana, 'report add', led, { add: 'wish', account: 'Please stop it.', want: 'stop' });
    const rule = { gate: 'not-to-proceed', clause: 'Reports of more private harassment' };
    const refusal = await refused(ana, 'meeting', leads, MET_UNHEARD, rule);
    expect(refusal).toContain(`coc report add ${led}`);
    await done(ana, 'report add', led, { add: 'wish', account: 'Go on.', want: 'go-on' });
    await done(ana, 'meeting', leads, MET_UNHEARD);
  });

  it.each([
    ['itself', async (_place: Place, id: string) => id, 'leads'],
    [
      'one that is closed',
      async (place: Place) => {
        const id = await report(place, FEW);
        await done(place, 'meeting', id, MET);
        const closed = await step(place, 'close', id, {});
        expect(closed, closed.stderr).toMatchObject({ code: 0 });
        return id;
      },
      'leads',
    ],
    [
      'one that another one leads',
      async (place: Place) => {
        const [id, other] = [await report(place, FEW), await report(place, FEW)];
        expect(await join(place, id, other)).toMatchObject({ code: 0 });
        return id;
      },
      'leads',
    ],
    [
      'one that is for if it happens again',
      async (place: Place) => {
        const { share: _share, ...few } = FEW as Record<string, string>;
        return report(place, {
          ...few,
          consent: 'again',
          'again-words': 'Only then.',
          'hide-reporter': 'no',
        });
      },
      'leads',
    ],
  ])('are not joined to %s', async (_what, prepare, question) => {
    const { ana } = await teamOfThree();
    const [id] = [await report(ana, FEW), await report(ana, FEW)];
    const ran = await join(ana, id, await prepare(ana, id));
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(question);
  });

  it('are joined by nobody who may be the accused of one', async () => {
    const { ana, ben } = await teamOfThree();
    const terms = { ...FEW, ...OF_TEAM, readers: ['ben'], who: 'a tall man' };
    const [one, other] = [await report(ana, terms), await report(ana, terms)];
    await synced(ben);
    await done(ben, 'report add', other, { add: 'person', person: 'A1', 'person-name': '@ben' });
    expect(await join(ben, one, other)).toMatchObject({ code: 1, stdout: '' });
    expect(await join(ben, other, one)).toMatchObject({ code: 1, stdout: '' });
  });

  it('have the earlier clock of both where it leads, for who can open both', async () => {
    const { ana, ben } = await teamOfThree();
    const [first, second] = ['2026-11-23T14:15:00Z', '2026-11-23T14:20:00Z'];
    const [early, late] = ['2026-11-24T02:15:00.000Z', '2026-11-24T02:20:00.000Z'];
    const led = await report(ana, { ...FEW, 'received-at': first });
    const leads = await report(ana, { ...FEW, ...OF_TEAM, readers: ['ben'], 'received-at': second });
    const clockFor = async (place: Place) => {
      const row = json(await coc(place, ['list', '--json'])).find(({ id }: { id: string }) => id === leads);
      const meet = (await due(place)).find(({ command }) => command === `coc meeting ${leads}`);
      const shown = (await show(place, leads)) as { respondBy?: unknown };
      return { list: row.respondBy, status: meet?.at, show: shown.respondBy };
    };
    expect(await clockFor(ana)).toEqual({ list: late, status: late, show: late });
    expect(await join(ana, led, leads)).toMatchObject({ code: 0 });
    expect(await clockFor(ana)).toEqual({ list: early, status: early, show: early });
    const between = { now: new Date('2026-11-24T02:17:00Z') };
    expect((await coc(ana, ['list'], between)).stdout).toContain('OVERDUE');
    expect(json(await coc(ana, ['show', leads, '--json'], between))).toMatchObject({ overdue: true });
    const noted = await answer(ana, ['note', leads, '--yes'], { note: 'x' }, between);
    expect(noted.stdout).toMatch(/Overdue/i);
    // Ben cannot open the other one, and learns nothing of it.
    await synced(ben);
    expect(await clockFor(ben)).toEqual({ list: late, status: late, show: late });
    expect(json(await coc(ben, ['show', leads, '--json'], between))).toMatchObject({ overdue: false });
    const apart = await join(ana, led, leads, { is: 'apart', why: 'Another talk.' });
    expect(apart, apart.stderr).toMatchObject({ code: 0 });
    expect(await clockFor(ana)).toEqual({ list: late, status: late, show: late });
  });

  it('have one accused, whose name is typed in the one that leads, and that is proposed once', async () => {
    const { ana } = await teamOfThree();
    const led = await report(ana, { ...FEW, who: 'Dorian Vale' });
    const leads = await report(ana, { ...FEW, who: 'a tall man in a suit' });
    expect(await join(ana, led, leads)).toMatchObject({ code: 0 });
    const letter = { about: 'complaint', person: 'A1', way: 'letter', name: 'Dorian Vale', given: 'no' };
    const saved = await answer(ana, ['notify', leads, '--yes'], letter);
    expect(saved.code, saved.stderr).toBe(0);
    const said = `${saved.stdout}${saved.stderr}`.replace(/\s+/g, ' ');
    expect(said).toContain('Hello Dorian Vale');
    expect(said).toContain(
      `A1 of ${led}, which is one matter with this, is called the same. If that is A1: \`coc same ${leads}\` says so.`,
    );
    const noted = await answer(ana, ['note', leads, '--yes'], { note: 'Nothing new.' });
    expect(noted.stdout).not.toContain('is called the same');
    await done(ana, 'statement', leads, {
      ...{ person: 'A1', said: 'no', 'taken-at': '2026-11-23T15:00:00Z', 'taken-by': 'Ana' },
    });
    // Heard there, they were heard in both.
    await done(ana, 'meeting', leads, {
      ...{
        present: ['ana'],
        'what-happened': 'It was looked at.',
        outcome: 'action',
        alone: 'Only Ana is here.',
      },
      ...{ told: 'no', 'tell-who': 'Ana', 'tell-when': '2026-11-24T15:00:00Z' },
      ...{ 'action-1': 'Write to them', 'action-1-who': 'Ana', 'action-1-when': '2026-11-24T15:00:00Z' },
    });
  });

  it('go on by themselves where the one that leads does not', async () => {
    const { ana, ben } = await teamOfThree();
    const [kims, nadias] = [
      await report(ana, { ...FEW, ...OF_TEAM, readers: ['ben'] }),
      await report(ana, FEW),
    ];
    expect(await join(ana, kims, nadias)).toMatchObject({ code: 0 });
    const said = { add: 'wish', account: 'Please forget it.', want: 'stop' };
    const saved = await answer(ana, ['report', 'add', nadias, '--yes'], said);
    expect(saved.code, saved.stderr).toBe(0);
    const apart = `coc join-incidents ${kims}`;
    expect(saved.stdout.replace(/\s+/g, ' ')).toContain(`This one leads ${kims}, which stands still with it`);
    expect(saved.stdout).toContain(apart);
    expect(await commands(ana, kims)).toEqual([apart]);
    const [row] = json(await coc(ana, ['list', '--json'])).filter(({ id }: { id: string }) => id === kims);
    expect(row).toMatchObject({ next: apart, respondBy: expect.any(String) });
    for (const id of [kims, nadias]) {
      const shown = (await coc(ana, ['show', id])).stdout.replace(/\s+/g, ' ');
      expect(shown).toContain(apart);
      expect(shown).not.toContain('is decided here');
    }
    // Who cannot open the one that leads has the other as it is.
    await synced(ben);
    expect(await commands(ben, kims)).toEqual([`coc meeting ${kims}`]);
    expect((await coc(ben, ['show', kims])).stdout).not.toContain(nadias);
    expect(
      await step(ana, 'join-incidents', kims, { leads: nadias, is: 'apart', why: 'Hers goes on.' }),
    ).toMatchObject({ code: 0 });
    expect(await commands(ana, kims)).toEqual([`coc meeting ${kims}`]);
  });
});
