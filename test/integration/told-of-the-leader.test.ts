import { describe, expect, it } from 'vitest';
import { type Answers, ana, coc, FEW, json, type Place, report, show } from './run.ts';
import { done, due, HEARD, MEETING, PRIVATE, step, WARNING } from './steps.ts';
import { synced, teamOfThree } from './teams.ts';

/** Somebody who reported on their own what another report is about as well. */
const LED: Answers = {
  ...FEW,
  account: 'The same man stood too close to me at the coat rack and laughed.',
  'reporter-name': 'Iris Okafor',
  'reporter-is-affected': 'yes',
};
const LEADS: Answers = { ...PRIVATE, circumstances: 'beside the rose garden' };
const NO_CONTACT: Answers = {
  ...{ sanction: 'no-contact', whom: 'R1', term: 'until', until: '2026-12-31' },
  safety: 'They are left alone.',
};
const BAN: Answers = {
  ...{ sanction: 'ban', scope: 'the spring meetup at the mill', term: 'indefinite' },
  safety: 'They meet nobody there.',
};
const OF_LEADER = ['Mei', 'Lindqvist', 'Vane', 'rose garden', 'knocking', 'mill', 'No contact'];
const TELL: Answers = { about: 'outcome', person: 'R1', way: 'letter' };

async function joined(place: Place, led: string, leads: string, more: Answers = {}): Promise<void> {
  await done(place, 'join-incidents', led, { leads, why: 'The same man.', ...more });
}

async function decidedOn(place: Place, id: string, ...sanctions: readonly Answers[]): Promise<void> {
  await done(place, 'statement', id, HEARD);
  await done(place, 'meeting', id, MEETING);
  for (const one of sanctions) await done(place, 'sanction', id, one);
}

/** What waits in one incident, as everything says that says it: the first of it is next. */
async function waits(place: Place, id: string): Promise<readonly (readonly [string, string])[]> {
  const all = (await due(place)).filter(({ incident }) => incident === id);
  const pairs = all.map(({ what, command }) => [what, command] as const);
  const shown = (await show(place, id)).due as readonly { what: string; command: string }[];
  expect(shown.map(({ what, command }) => [what, command])).toEqual(pairs);
  const rows: readonly { id: string; next: string | null }[] = json(await coc(place, ['list', '--json']));
  expect(rows.find((one) => one.id === id)?.next).toBe(pairs[0]?.[1] ?? null);
  return pairs;
}

describe.concurrent('that another incident leads', () => {
  it('is nothing that waits to be done, on any screen, and is said apart', async () => {
    const place = await ana();
    const [led, leads] = [await report(place, LED), await report(place, LEADS)];
    await joined(place, led, leads);
    for (const command of [['status'], []]) {
      const { stdout } = await coc(place, command);
      const [waits = '', apart = ''] = stdout.split('Decided in another incident, which leads');
      expect(waits).toContain(`${leads}  `);
      expect(waits).not.toContain(led);
      expect(apart.trim()).toBe(`- ${led}  in ${leads}`);
    }
    const { stdout: listed } = await coc(place, ['list']);
    expect(listed).toContain(`${leads} leads`);
    expect(listed).not.toContain(`coc show ${leads}`);
  });
});

describe.concurrent('those who reported in an incident that another one leads', () => {
  it('are told what was decided there, without a word of its people', async () => {
    const place = await ana();
    const [led, leads] = [await report(place, LED), await report(place, LEADS)];
    await joined(place, led, leads);
    const there = [`It belongs to ${leads}, which leads: see there`, `coc show ${leads}`] as const;
    const tell = [`Tell R1 what was decided in ${leads}; they need not answer`, `coc notify ${led}`] as const;
    expect(await waits(place, led)).toEqual([there]);
    const early = await step(place, 'notify', led, TELL);
    expect(early, early.stderr).toMatchObject({ code: 2, stdout: '' });
    expect(early.stderr).toContain('--override undecided');
    expect(early.stderr).toContain(`coc meeting ${leads}`);

    await decidedOn(place, leads);
    expect(await waits(place, led)).toEqual([there]);
    const unwritten = await step(place, 'notify', led, TELL);
    expect(unwritten, unwritten.stderr).toMatchObject({ code: 1, stdout: '' });
    expect(unwritten.stderr).toContain(`coc sanction ${leads}`);

    await done(place, 'sanction', leads, NO_CONTACT);
    expect(await waits(place, led)).toEqual([tell, there]);
    const little = (await done(place, 'notify', led, TELL)).letter ?? '';
    expect(little).toContain('Hello Iris Okafor');
    expect(little).toContain('have taken action');
    await done(place, 'sanction', leads, BAN);
    const { letter = '' } = await done(place, 'notify', led, TELL);
    expect(letter).toContain('No attendance at future events. This holds with no end date.');
    for (const words of OF_LEADER) expect(`${little}${letter}`).not.toContain(words);

    expect(await waits(place, led)).toEqual([
      [expect.stringMatching(/^Send the letter that is drafted for R1/), `coc notify ${led}`],
      there,
    ]);
    await done(place, 'notify', led, { ...TELL, way: 'sent', how: 'by mail' });
    expect(await waits(place, led)).toEqual([there]);
    expect((await show(place, led)).told).toContainEqual(
      expect.objectContaining({ person: 'R1', about: 'response', decidedElsewhere: true }),
    );
    await done(place, 'close', leads, { unfinished: 'The rest is not needed.' });
    expect(await waits(place, led)).toEqual([
      [`It belongs to ${leads}, which is closed: close this one too`, `coc close ${led}`],
    ]);
  });

  it.each([
    ['who reported there', 'Say hello to Mei Lindqvist.'],
    ['where it was', 'It was beside the rose garden.'],
    ['what they said', 'He would not stop knocking for twenty minutes.'],
    ['who is accused', 'Marlon Vane may not come back.'],
  ])('get no letter that tells %s', async (_what, words) => {
    const place = await ana();
    const [led, leads] = [await report(place, LED), await report(place, LEADS)];
    await joined(place, led, leads);
    await decidedOn(place, leads, WARNING);
    const said = { ...TELL, letter: `Hello Iris Okafor,\n\n${words}\n\nYou need not answer this.` };
    const ran = await step(place, 'notify', led, said);
    expect(ran, ran.stderr).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('--override leak');
    expect(ran.stderr).toContain(`(in ${leads})`);
    // The mark is somebody else's there: whom the letter is for may have their own name alone.
    const there = { ...TELL, letter: 'Hello Mei Lindqvist,\n\nSay hello to Iris Okafor.' };
    const other = await step(place, 'notify', leads, there);
    expect(other, other.stderr).toMatchObject({ code: 1, stdout: '' });
    expect(other.stderr).toContain(`(in ${led})`);
  });

  it('are told, and the one that leads is closed, before this one is; also where it is closed already', async () => {
    const place = await ana();
    const [led, leads] = [await report(place, LED), await report(place, LEADS)];
    const other = await report(place, LED);
    for (const one of [led, other]) await joined(place, one, leads);
    await done(place, 'close', other, { unfinished: 'The rest is done there.' });
    expect(await waits(place, other)).not.toContainEqual(expect.arrayContaining([`coc notify ${other}`]));
    await decidedOn(place, leads, WARNING);
    await done(place, 'close', leads, { unfinished: 'The rest is not needed.' });
    const tell = (id: string) => [
      `Tell R1 what was decided in ${leads}; they need not answer`,
      `coc notify ${id}`,
    ];
    expect((await waits(place, led)).map(([what]) => what)).toEqual([
      tell(led)[0],
      `It belongs to ${leads}, which is closed: close this one too`,
    ]);
    expect(await waits(place, other)).toContainEqual(tell(other));

    const form = await step(place, 'close', led, {});
    expect(form.code).not.toBe(0);
    await done(place, 'close', led, {
      ...{ unfinished: 'It is done.', 'stays-due': [], 'not-needed': 'They did not want to hear of it.' },
    });
    expect((await waits(place, led)).map(([what]) => what)).not.toContain(tell(led)[0]);
    await done(place, 'reopen', led, { reason: 'They ask.' });
    expect(await waits(place, led)).toContainEqual(tell(led));
    await done(place, 'notify', led, { ...TELL, way: 'cannot', cannot: 'The address is gone.' });
    expect((await waits(place, led)).map(([what]) => what)).not.toContain(tell(led)[0]);
  });

  it('are told nothing of it once the two are taken apart, and what was drafted is held back', async () => {
    const place = await ana();
    const [led, leads] = [await report(place, LED), await report(place, LEADS)];
    const before = await waits(place, led);
    await joined(place, led, leads);
    await decidedOn(place, leads, WARNING);
    await done(place, 'notify', led, TELL);
    await joined(place, led, leads, { is: 'apart' });
    const held = expect.stringMatching(/^Note that this does not go out.* R1 .*not one matter any more/);
    expect(await waits(place, led)).toEqual(expect.arrayContaining([...before, [held, `coc notify ${led}`]]));
    const again = await step(place, 'notify', led, TELL);
    expect(again, again.stderr).toMatchObject({ code: 1, stdout: '' });
    await done(place, 'notify', led, { ...TELL, way: 'not-sent' });
    expect(await waits(place, led)).toEqual(before);
  });

  it('are told by nobody who cannot open the one that leads, and nothing of it is shown to them', async () => {
    const { ana: place, ben, cem } = await teamOfThree();
    const of = { 'hide-reporter': 'no', permission: 'Tell them.' };
    const led = await report(place, { ...LED, ...of, share: 'team', readers: ['ben', 'cem'] });
    const leads = await report(place, { ...LEADS, ...of, share: 'named', readers: ['ben'] });
    await joined(place, led, leads);
    await decidedOn(place, leads, BAN);
    for (const one of [ben, cem]) await synced(one);
    const before = await waits(cem, led);
    expect(before.map(([what]) => what).join()).not.toContain('Tell R1');
    expect((await waits(ben, led))[0]?.[1]).toBe(`coc notify ${led}`);
    const refusal = await step(cem, 'notify', led, TELL);
    expect(refusal).toMatchObject({ code: 2, stdout: '' });
    expect(refusal.stderr).toContain(`coc meeting ${led}`);

    const { letter = '' } = await done(place, 'notify', led, TELL);
    expect(letter).toContain('No attendance at future events');
    for (const one of [ben, cem]) await synced(one);
    expect((await coc(ben, ['show', led])).stdout).toContain('No attendance at future events');
    expect(await waits(cem, led)).toEqual(before);
    const saidTo = async (one: Place): Promise<string> => {
      const ran = [
        await coc(one, ['show', led]),
        await coc(one, ['show', led, '--json']),
        await coc(one, ['status', '--json']),
        await coc(one, ['list', '--json']),
        await coc(one, ['search', '--json'], { stdin: 'attendance at future events\n' }),
        await step(one, 'notify', led, TELL),
      ];
      return [...ran.map(({ stdout, stderr }) => `${stdout}${stderr}`)].join('\n');
    };
    const hidden = [leads, leads.replace('-', ''), 'attendance at', ...OF_LEADER];
    const toCem = await saidTo(cem);
    for (const words of hidden) expect(toCem).not.toContain(words);

    json(await step(place, 'access recuse', leads, { member: 'ben' }));
    await synced(ben);
    const toBen = await saidTo(ben);
    for (const words of hidden) expect(toBen).not.toContain(words);
    expect((await waits(ben, led)).map(([what]) => what)).toEqual(before.map(([what]) => what));
  });
});
