import { copyFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { addMember, ana, answer, coc, FEW, fileOf, json, NOW, type Place, report } from './run.ts';
import { reportedPlace } from './steps.ts';
import { teamOfTwo } from './teams.ts';

const later = (hours: number): Date => new Date(NOW.getTime() + hours * 3_600_000);

describe.concurrent('coc list, show and status', () => {
  let place: Place;
  let ben: Place;
  let first: string;
  let second: string;
  beforeAll(async () => {
    place = await ana();
    ben = await addMember(place, 'ben');
    first = await report(place, FEW);
    const quick = { threat: 'violence', account: 'Hall 3, quickly.' };
    second = json(
      await answer(place, ['report', 'new', '--quick', '--yes', '--json'], quick, { now: later(1) }),
    ).id;
  });

  it('lists with the fields that --help names, the newest first', async () => {
    const rows = json(await coc(place, ['list', '--json']));
    const { stdout } = await coc(place, ['list', '--help']);
    const [, named = ''] = /\[\{([^}]*)\}\]/.exec(stdout.replace(/\s+/g, ' ')) ?? [];
    expect(Object.keys(rows[0])).toEqual(named.split(',').map((name) => name.trim()));
    expect(rows).toEqual([
      {
        id: second,
        status: 'unfinished',
        receivedAt: '2026-11-23T16:00:00+00:00',
        respondBy: '2026-11-24T04:00:00.000Z',
        overdue: false,
        reports: 1,
        readers: ['ana'],
        next: expect.stringContaining(second),
      },
      expect.objectContaining({ id: first, status: 'open', respondBy: '2026-11-24T03:00:00.000Z' }),
    ]);
  });

  it('tells what waits with the fields that --help names, the most urgent first', async () => {
    const status = json(await coc(place, ['status', '--json'], { now: later(12.5) }));
    const help = (await coc(place, ['status', '--help'])).stdout.replace(/\s+/g, ' ');
    const [, named = ''] = /due: \[\{([^}]*)\}\], reminders, lastShared/.exec(help) ?? [];
    expect(Object.keys(status)).toEqual(['due', 'reminders', 'lastShared']);
    expect(Object.keys(status.due[0])).toEqual(named.split(',').map((name) => name.trim()));
    expect(
      status.due.map((one: { incident: string; overdue: boolean }) => [one.incident, one.overdue]),
    ).toEqual([
      [second, false],
      [first, true],
      [second, false],
    ]);
    const page = (await coc(place, ['status'], { now: later(12.5) })).stdout;
    expect(page).toMatch(new RegExp(`${first} +OVERDUE since`));
  });

  it('shows an incident with everything known as data', async () => {
    const shown = json(await coc(place, ['show', first, '--json']));
    expect(Object.keys(shown)).toEqual(
      expect.arrayContaining([
        ...['id', 'status', 'respondBy', 'overdue', 'due', 'openedAt', 'reports', 'people', 'threat'],
        ...['visibility', 'consent', 'readers', 'keptOut', 'followUps', 'notes'],
      ]),
    );
    expect(shown).not.toHaveProperty('entries');
  });

  it('names the fields of `show --json` in --help', async () => {
    const { stdout } = await coc(place, ['show', '--help']);
    for (const field of ['id', 'status', 'respondBy', 'reports', 'people', 'readers'])
      expect(stdout).toContain(field);
  });

  it('finds an incident by its ID as people type it', async () => {
    const plain = first.replace('-', '');
    const lookalike = first.replaceAll('1', 'l').replaceAll('0', 'o');
    for (const typed of [first, plain, first.toLowerCase(), ` ${plain} `, first.replace('-', ' '), lookalike])
      expect(json(await coc(place, ['show', typed, '--json'])).id).toBe(first);
    if (plain.slice(0, 4) !== second.slice(0, 4))
      for (const length of [4, 5, 7])
        expect(json(await coc(place, ['show', plain.slice(0, length), '--json'])).id).toBe(first);
  });

  it('says of what has not come to this clone that it can be fetched, where there is a server', async () => {
    const { ana: saver, ben } = await teamOfTwo();
    const id = await report(saver, FEW);
    const unknown = await coc(ben, ['show', id]);
    expect(unknown).toMatchObject({ code: 1 });
    expect(unknown.stderr).toContain('no incident with that ID');
    expect(unknown.stderr).toContain('hint: `coc sync` fetches what others have saved.');
    expect((await coc(place, ['show', '0000-0000'])).stderr).not.toContain('coc sync');
    expect((await coc(ben, ['show', 'AB'])).stderr).not.toContain('coc sync');
  });

  it.each([
    ['AB', 'too short'],
    ['U!!!', 'not an incident ID'],
    ['', 'not an incident ID'],
    ['../../etc/passwd', 'not an incident ID'],
    ['0000-0000', 'no incident with that ID'],
    ['K7F3-92QD-1', 'not an incident ID'],
  ])('says why %j names no incident', async (typed, why) => {
    for (const argv of [
      ['show', typed],
      ['note', typed, '--yes', '--answers', '-'],
      ['report', 'add', typed],
    ]) {
      const ran = await coc(place, argv, { stdin: 'note: x' });
      expect(ran.code).toBe(1);
      expect(ran.stderr).toContain(why);
      expect(ran.stderr).toContain('hint: `coc list`');
    }
  });

  it('wants to know which, without a terminal', async () => {
    for (const command of [['show'], ['note'], ['report', 'add']]) {
      const ran = await coc(place, command);
      expect(ran).toMatchObject({ code: 2, stdout: '' });
      expect(ran.stderr).toContain('Which incident?');
    }
  });

  it('says that none is kept, where those that one can open are not', async () => {
    const list = await coc(place, ['list', '--kept']);
    expect(list.stdout).toBe('No incident that you can open is kept only for if it happens again.\n');
  });

  it('tells somebody who may open none how many there are, in a line, and nothing about them', async () => {
    const list = await coc(ben, ['list']);
    expect(list).toMatchObject({ code: 0, stderr: '2 incidents are not shared with you.\n' });
    expect(list.stdout).toBe('There is no incident that you can open.\n');
    expect(json(await coc(ben, ['status', '--json'])).due).toEqual([]);
    const shown = await coc(ben, ['show', first]);
    expect(shown).toMatchObject({ code: 1, stdout: '' });
  });

  it('has usage errors that end with 2 and say where to look', async () => {
    for (const argv of [
      ['frobnicate'],
      ['list', '--frob'],
      ['report'],
      ['show', 'a', 'b'],
      ['init', '--dir'],
    ]) {
      const ran = await coc(place, argv);
      expect(ran.code).toBe(2);
      expect(ran.stderr).toMatch(/hint: `coc --help`|Usage:/);
    }
    expect((await coc(place, ['frobnicate'])).stderr).toContain('frobnicate');
    for (const argv of [['--help'], ['--version'], ['help'], ['report', 'new', '--help']])
      expect((await coc(place, argv)).code).toBe(0);
  });

  it('needs no keys for the guide', async () => {
    const nobody = { ...place, env: { ...place.env, XDG_CONFIG_HOME: '/nonexistent' } };
    const all = await coc(nobody, ['guide']);
    expect(all).toMatchObject({ code: 0, stderr: '' });
    const unknown = await coc(nobody, ['guide', 'nothing']);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('hint: Topics:');
    const topics = /Topics: (.*)\./.exec(unknown.stderr)?.[1]?.split(', ') ?? [];
    expect(topics.length).toBeGreaterThan(10);
    for (const topic of topics) expect((await coc(nobody, ['guide', topic])).code).toBe(0);
  });
});

describe('an ambiguous beginning', () => {
  it('is refused, and more of it is not', async () => {
    const { place, id } = await reportedPlace(FEW);
    const twin = `${id.slice(0, 4)}-${id.endsWith('ZZZZ') ? 'YYYY' : 'ZZZZ'}`;
    await copyFile(fileOf(place, id), fileOf(place, twin));
    const ran = await coc(place, ['show', id.slice(0, 4)]);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('More than one incident begins like that');
    expect((await coc(place, ['show', id])).code).toBe(0);
  });
});
