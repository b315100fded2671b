import { describe, expect, it } from 'vitest';
import { takeStep } from '../../src/desk/flow.ts';
import { ana as anaAlone, answer, coc, FEW, json, NOW, type Place, report, show } from './run.ts';
import { seat } from './seat.ts';
import { done, step } from './steps.ts';
import { synced, teamOfThree } from './teams.ts';

const TEAM = { 'hide-reporter': 'no', share: 'team', permission: 'Tell the whole team.' };
const MEETING = {
  present: ['ana'],
  told: 'no',
  'tell-who': 'ana',
  'tell-when': '2026-11-23 18:00',
  'what-happened': 'It was looked at.',
  outcome: 'sanction',
  alone: 'Nobody else is here.',
  unheard: 'They cannot be found.',
};
const WARNING = {
  person: 'A1',
  sanction: 'warning',
  behavior: 'following people around',
  term: 'indefinite',
  safety: 'They know what follows.',
  'decided-by': 'ana',
  alone: 'Nobody else is here.',
};

interface Known {
  readonly person: string | null;
  readonly named: string | null;
  readonly other: { readonly incident: string; readonly person: string };
  readonly is: string | null;
  readonly said?: { readonly is: string; readonly by: string };
  readonly sanctions: readonly { readonly sanction: string }[];
}

async function known(place: Place, id: string): Promise<readonly Known[]> {
  return ((await show(place, id)) as unknown as { known?: readonly Known[] }).known ?? [];
}

const say = (place: Place, id: string, pair: string, is: string) => step(place, 'same', id, { pair, is });

/** All that coc prints to somebody who looks everywhere. */
async function allSaidTo(place: Place, ids: readonly string[]): Promise<string> {
  const commands = [
    ...[
      ['list'],
      ['list', '--json'],
      ['status'],
      ['same', 'list'],
      ['same', 'list', '--json'],
      ['sanction', 'list'],
    ],
    ...ids.flatMap((id) => [
      ['show', id],
      ['show', id, '--json'],
      ['access', id],
      ['same', id, '--print-form'],
    ]),
  ];
  const ran = [];
  for (const argv of commands) ran.push(await coc(place, argv));
  ran.push(await coc(place, ['sanction', 'check'], { stdin: 'Marlon Vane\n' }));
  return ran.map(({ stdout, stderr }) => `${stdout}${stderr}`).join('\n');
}

describe.concurrent('somebody who was reported before', () => {
  it('is shown to who can open both, with the sanction that holds; who is kept out of one learns nothing', async () => {
    const { ana, ben, cem } = await teamOfThree();
    const first = await report(ana, {
      ...FEW,
      who: 'Marlon Vane',
      share: 'named',
      permission: 'Tell Ben.',
      readers: ['ben'],
    });
    await done(ana, 'meeting', first, MEETING);
    await done(ana, 'sanction', first, WARNING);
    for (const place of [ben, cem]) await synced(place);

    const ran = await answer(cem, ['report', 'new', '--yes'], {
      ...FEW,
      ...TEAM,
      who: 'Марлон Вэйн',
      readers: ['ana', 'ben'],
    });
    expect(ran.code, ran.stderr).toBe(0);
    expect(`${ran.stdout}${ran.stderr}`).not.toContain(first);
    const second = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(ran.stdout)?.[0] ?? '';
    await synced(ana);
    await synced(ben);

    const [found, ...more] = await known(ana, second);
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      person: 'A1',
      other: { incident: first, person: 'A1' },
      sanctions: [{ sanction: 'warning' }],
    });
    const shown = await coc(ana, ['show', second]);
    expect(shown.stdout.indexOf('In force')).toBeGreaterThan(0);
    expect(shown.stdout.indexOf('In force')).toBeLessThan(shown.stdout.indexOf('Speaks for it'));
    expect(await known(ana, first)).toMatchObject([{ other: { incident: second } }]);
    expect(await known(cem, second)).toEqual([]);

    // Said in the one that Cem can open, and not to Cem.
    expect(await say(ana, second, `A1 ${first} A1`, 'same')).toMatchObject({ code: 0 });
    for (const place of [ben, cem]) await synced(place);
    expect(await known(ben, second)).toMatchObject([{ said: { is: 'same', by: 'ana' } }]);
    expect(await known(ben, first)).toMatchObject([{ said: { is: 'same', by: 'ana' } }]);
    const all = await allSaidTo(cem, [second]);
    expect(all).toContain(second);
    for (const word of [first, first.replace('-', ''), 'Marlon', 'Vane', 'known from another', 'warning'])
      expect(all).not.toContain(word);
    expect(JSON.stringify((await show(cem, second)) as object)).not.toContain('"same":"A1"');

    // Whoever is kept out of the first one forgets it all.
    json(await answer(ana, ['access', 'recuse', first, '--yes', '--json'], { member: 'ben' }));
    await synced(ben);
    expect(await known(ben, second)).toEqual([]);
    const left = await allSaidTo(ben, [second]);
    for (const number of [first, first.replace('-', '')]) expect(left).not.toContain(number);
  });

  it('is found under a sanction by every name of either, by whoever can open both', async () => {
    const { ana, ben } = await teamOfThree();
    const named = { ...FEW, share: 'named', permission: 'Tell Ben.', readers: ['ben'] };
    const first = await report(ana, { ...named, who: 'Ottilie Krahn' });
    const second = await report(ana, { ...FEW, who: 'Dana Quill' });
    const alias = { add: 'person', person: 'A1', aliases: ['moth_wing'] };
    json(await answer(ana, ['report', 'add', second, '--yes', '--json'], alias));
    await done(ana, 'meeting', first, MEETING);
    await done(ana, 'sanction', first, WARNING);
    const check = async (place: Place, typed: string) =>
      (
        json(await coc(place, ['sanction', 'check', '--json'], { stdin: `${typed}\n` })) as {
          found: unknown[];
        }
      ).found;
    expect(await check(ana, 'Dana Quill')).toEqual([]);
    const pair = { pair: 'another', here: 'A1', there: `${first} A1` };
    expect(await step(ana, 'same', second, { ...pair, is: 'same' })).toMatchObject({ code: 0 });
    await synced(ben);

    const as = { incident: second, person: 'A1' };
    for (const typed of ['Dana Quill', 'quill, dana', 'Dana Quil', 'moth_wing'])
      expect(await check(ana, typed), typed).toMatchObject([{ incident: first, person: 'A1', as }]);
    expect(await check(ana, 'Ottilie Krahn')).toMatchObject([{ incident: first, as: null }]);
    const { stdout } = await coc(ana, ['sanction', 'check'], { stdin: 'Dana Quill\n' });
    const shown = stdout.replace(/\s+/g, ' ');
    expect(shown).toContain(`Dana Quill (A1 of ${second})`);
    expect(shown).toContain(`the same person as Ottilie Krahn (A1 of ${first})`);
    expect(await check(ben, 'Dana Quill')).toEqual([]);
    expect(await check(ben, 'Ottilie Krahn')).toMatchObject([{ incident: first, as: null }]);

    expect(await step(ana, 'same', second, { ...pair, is: 'other' })).toMatchObject({ code: 0 });
    expect(await check(ana, 'Dana Quill')).toEqual([]);
  });

  it('is shown at a meeting, with the names, where everybody who may be there can open both, and else not', async () => {
    const { ana, ben, cem } = await teamOfThree();
    const terms = { ...FEW, ...TEAM, who: 'Marlon Vane' };
    const [first, second] = [
      await report(ana, terms),
      await report(ana, { ...terms, readers: ['ben', 'cem'] }),
    ];
    const meetingOf = async (id: string): Promise<string> => {
      const { app, prompter } = seat(ana, []);
      await takeStep(app, 'meeting', id, {}).catch(() => undefined);
      return JSON.stringify(prompter.shown);
    };
    const here = await meetingOf(second);
    expect(here).toContain('Marlon Vane');
    expect(here).not.toContain(`coc same ${second}`);
    expect(here).not.toContain(first);
    for (const member of ['ben', 'cem'])
      await done(ana, 'access grant', first, { member, 'know-reporter': 'yes' });
    for (const place of [ben, cem]) await synced(place);
    expect((await coc(cem, ['show', first])).code).toBe(0);
    expect(await meetingOf(second)).toContain(first);
  });

  it('stays another person once that was said, until it is said otherwise', async () => {
    const { ana } = await teamOfThree();
    const [first, second] = [
      await report(ana, { ...FEW, who: 'Marlon Vane' }),
      await report(ana, { ...FEW, who: 'Marlon Vane' }),
    ];
    expect(await say(ana, second, `A1 ${first} A1`, 'other')).toMatchObject({ code: 0 });
    expect((await coc(ana, ['show', second])).stdout).not.toContain(first);
    expect(await known(ana, second)).toMatchObject([{ said: { is: 'other' } }]);
    const there = await say(ana, first, `A1 ${second} A1`, 'same');
    expect(there).toMatchObject({ code: 1 });
    expect(there.stderr).toContain('stands in the other incident');
    expect(await say(ana, second, `A1 ${first} A1`, 'open')).toMatchObject({ code: 0 });
    expect((await coc(ana, ['show', second])).stdout).toContain(first);
    expect(json(await coc(ana, ['same', 'list', '--json']))).toMatchObject([
      { of: expect.any(String), other: { incident: expect.any(String) }, is: 'likely' },
    ]);
  });

  it('can be named where coc did not find them, and nobody is who is no accused', async () => {
    const { ana } = await teamOfThree();
    const first = await report(ana, { ...FEW, who: 'Marlon Vane', 'reporter-name': 'Mei Zanzibar' });
    const second = await report(ana, { ...FEW, who: 'a tall man', 'reporter-name': 'Mei Zanzibar' });
    expect(await known(ana, second)).toEqual([]);
    const named = (there: string, here: string) =>
      step(ana, 'same', second, { pair: 'another', here, there, is: 'same' });
    expect(await named(`${first} R1`, 'R1')).toMatchObject({ code: 2 });
    expect(await named('ZZZZ-ZZZZ A1', 'A1')).toMatchObject({ code: 2 });
    expect(await named(`${first.toLowerCase()} a1`, 'A1')).toMatchObject({ code: 0 });
    expect(await known(ana, second)).toMatchObject([{ is: null, said: { is: 'same' } }]);
  });

  it('is found by what a report says of them before anybody wrote down who it is, and by a note', async () => {
    const { ana } = await teamOfThree();
    const first = await report(ana, { ...FEW, who: 'Katarzyna Wójcicka' });
    const second = await report(ana, { ...FEW, account: 'It was Kasia Wojcicka again, at the door.' });
    expect(await known(ana, second)).toMatchObject([{ person: null, named: 'Kasia Wojcicka' }]);
    const third = await report(ana, FEW);
    const ran = await answer(ana, ['note', third, '--yes'], { note: 'Somebody says it was Kasia Wojcicka.' });
    const said = ran.stdout.replace(/\s+/g, ' ');
    expect(said).toContain(`Somebody in it may be known from another incident: \`coc same ${third}\`.`);
    expect(said).not.toContain(first);
    expect(said).not.toContain('Wójcicka');
  });

  it('is found where the family name was written by ear, by a look and by a search', async () => {
    const { ana } = await teamOfThree();
    const first = await report(ana, { ...FEW, who: 'Aurélio Bianchi' });
    const second = await report(ana, { ...FEW, who: 'Aurelio Bianki' });
    expect(await known(ana, second)).toMatchObject([{ is: 'possible', other: { incident: first } }]);
    const shown = await coc(ana, ['show', second]);
    expect(shown.stdout.replace(/\s+/g, ' ')).toContain('one that may sound the same');
    const ran = await coc(ana, ['search', '--json'], { stdin: 'bianchi\n' });
    const { found } = JSON.parse(ran.stdout) as { found: readonly { incident: string }[] };
    expect(found.map(({ incident }) => incident).sort()).toEqual([first, second].sort());
  });

  it('says nothing where they are on the team and may be the accused', async () => {
    const { ana, ben } = await teamOfThree();
    const terms = { ...FEW, ...TEAM, readers: ['ben'], who: 'a tall man' };
    const [first, second] = [await report(ana, terms), await report(ana, terms)];
    await synced(ben);
    await done(ben, 'report add', second, {
      add: 'person',
      person: 'A1',
      'person-name': '@ben',
    });
    await synced(ben);
    const said = await step(ben, 'same', second, {
      pair: 'another',
      here: 'A1',
      there: `${first} A1`,
      is: 'other',
    });
    expect(said).toMatchObject({ code: 1, stdout: '' });
    expect(said.stderr).toContain('may be the one who is accused');
    const there = await step(ben, 'same', first, {
      pair: 'another',
      here: 'A1',
      there: `${second} A1`,
      is: 'other',
    });
    expect(there).toMatchObject({ code: 1, stdout: '' });
    expect(there.stderr).toContain('accused in the other incident');
  });
});

describe.concurrent('a report that is only for if it happens again', () => {
  const AGAIN = {
    ...FEW,
    consent: 'again',
    'hide-reporter': 'no',
    share: undefined,
    'again-words': 'Only if he does it to somebody else.',
  };
  const only = Object.fromEntries(Object.entries(AGAIN).filter(([, answer]) => answer !== undefined));

  it('stays out of lists, presses nobody, and is shown with what was wanted once it happens again', async () => {
    const { ana, ben } = await teamOfThree();
    const first = await report(ana, { ...only, who: 'Marlon Vane' });
    expect(json(await coc(ana, ['list', '--json']))).toEqual([]);
    expect(json(await coc(ana, ['list', '--kept', '--json']))).toMatchObject([{ id: first, next: null }]);
    const list = await coc(ana, ['list']);
    expect(list.stdout).toBe('No incident that you can open is being dealt with.\n');
    expect(list.stderr).toContain('coc list --kept');
    expect(json(await coc(ana, ['status', '--json'])).due).toEqual([]);
    expect(await step(ana, 'meeting', first, MEETING)).toMatchObject({ code: 1 });
    const page = (await coc(ana, ['show', first])).stdout.replace(/\s+/g, ' ');
    expect(page).toContain('if it happens again, as R1 wanted: “Only if he does it to somebody else.”');
    await synced(ben);
    expect((await coc(ben, ['show', first])).code).toBe(1);

    // Whoever reports may be looking on.
    const ran = await answer(ana, ['report', 'new', '--yes'], { ...FEW, who: 'marlon vane' });
    expect(ran.stdout).not.toContain(first);
    const [second = ''] = /\w{4}-\w{4}/.exec(ran.stdout) ?? [];
    expect((await coc(ana, ['show', second])).stdout).toContain('Only if he does it to somebody else.');

    await done(ana, 'report add', first, {
      add: 'wish',
      account: 'Now it goes on.',
      want: 'go-on',
    });
    expect(json(await coc(ana, ['list', '--json']))).toMatchObject([{}, {}]);
  });

  it('brings up the condition under which more may know, until that is noted as met', async () => {
    const { ana: place } = await teamOfThree();
    const who = { who: 'Rolf Kern', 'reporter-name': 'Mia Lang' };
    const words = 'only if it happens again may the others know';
    const first = await report(place, {
      ...FEW,
      ...who,
      share: 'if',
      'share-condition': words,
      'hide-reporter': 'no',
    });
    const again = await answer(place, ['report', 'new', '--yes'], { ...FEW, ...who });
    expect(again.stdout).not.toContain(first);
    const [second = ''] = /\w{4}-\w{4}/.exec(again.stdout) ?? [];
    const said = (await coc(place, ['show', second])).stdout.replace(/\s+/g, ' ');
    expect(said).toContain(`> ${words}`);
    expect(said).toContain(`coc access grant ${first}`);
    await done(place, 'access grant', first, {
      ...{ member: 'ben', 'condition-met': 'yes', met: 'Mia said today that it happened again.' },
      ...{ permitted: 'yes', permission: 'Ben may know all of it.', 'know-reporter': 'yes' },
    });
    expect((await coc(place, ['show', second])).stdout).not.toContain(words);
  });

  it('is at a meeting, whose screen others see, not shown in the words of whoever wanted it', async () => {
    const place = await anaAlone();
    const who = { who: 'Marlon Vane' };
    const words = ['Only if he does it to somebody else.', 'once he is back at work'];
    const { share: _share, ...few } = FEW;
    const again = { ...few, consent: 'again', 'again-words': words[0], 'hide-reporter': 'no' };
    const there = [
      await report(place, { ...again, ...who }),
      await report(place, { ...FEW, ...who, share: 'if', 'share-condition': words[1] }),
    ];
    const here = await report(place, { ...FEW, ...who });
    const page = (await coc(place, ['show', here])).stdout.replace(/\s+/g, ' ');
    const { app, prompter } = seat(place, []);
    await takeStep(app, 'meeting', here, {}).catch(() => undefined);
    const screen = JSON.stringify(prompter.shown);
    for (const id of there) expect(screen).toContain(id);
    for (const one of words) {
      expect(page).toContain(one);
      expect(screen).not.toContain(one);
    }
  });

  it('waits for who wanted that once it is said that it is the same person, until they say what they want now', async () => {
    const { ana, ben } = await teamOfThree();
    const { share: _share, ...few } = FEW;
    const first = await report(ana, {
      ...few,
      consent: 'again',
      'hide-reporter': 'no',
      'again-words': 'If he does it again.',
      who: 'Marlon Vane',
    });
    const second = await report(ana, { ...FEW, who: 'Marlon Vane' });
    const waits = async (place: Place) => (await coc(place, ['status'])).stdout.replace(/\s+/g, ' ');
    expect(await waits(ana)).toContain(`Say whether it is one person. \`coc same ${first}\``);
    const pair = (await known(ana, second)).map(
      ({ person, other }) => `${person} ${other.incident} ${other.person}`,
    );
    const { stdout } = await answer(ana, ['same', second, '--yes'], { pair: pair[0] ?? '', is: 'same' });
    const said = stdout.replace(/\s+/g, ' ');
    expect(said).toContain(`Ask R1 of ${first} what they want now. \`coc report add ${first}\``);
    expect(said).toMatch(/Who can read what you said:? you\b/);
    expect(said).not.toContain('Who can open this');
    for (const argv of [['status'], ['show', first], ['status', '--json'], ['show', first, '--json']])
      expect((await coc(ana, argv)).stdout.replace(/\s+/g, ' ')).toContain(
        `Ask R1 of ${first} what they want now`,
      );
    expect((await coc(ana, ['access', first])).stdout).toContain('If he does it again.');
    expect(await waits(ben)).not.toContain(first);
    const wish = { add: 'wish', account: 'Not this time.', want: 'again' };
    await done(ana, 'report add', first, wish, { now: new Date(NOW.getTime() + 60_000) });
    expect(await waits(ana)).not.toContain(first);
  });

  it('can be said later, and is not used where it was only said that it stops', async () => {
    const { ana } = await teamOfThree();
    const first = await report(ana, { ...FEW, consent: 'asked-not-to-proceed', who: 'Marlon Vane' });
    const second = await report(ana, { ...FEW, who: 'Marlon Vane' });
    expect(await known(ana, second)).toEqual([]);
    await done(ana, 'report add', first, {
      add: 'wish',
      account: 'If he does it again.',
      want: 'again',
    });
    expect(await known(ana, second)).toMatchObject([
      { other: { incident: first }, onlyAgain: { words: ['If he does it again.'], people: ['R1'] } },
    ]);
  });
});
