import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { protectFast } from '../places/fast-passphrase.ts';
import {
  addMember,
  ana,
  anaAndBen,
  answer,
  coc,
  drafts,
  emptyPlace,
  FEW,
  fileOf,
  git,
  headOf,
  json,
  NOW,
  report,
  show,
} from './run.ts';

const NEW = ['report', 'new', '--yes', '--json'];
const later = (hours: number): Date => new Date(NOW.getTime() + hours * 3_600_000);

const EVERYTHING = {
  threat: 'person',
  'threat-actions': ['summoned', 'friend'],
  'law-enforcement': 'victim-request',
  account: 'He said he would wait for me outside.\n\nTwice.',
  channel: 'verbal',
  'heard-by': 'Vera, a volunteer',
  'received-at': '2026-11-23T10:30:00+01:00',
  'reporter-name': 'Rosa',
  'reporter-contact': 'rosa@example.org',
  'reporter-is-affected': 'no',
  'affected-name': 'Paula',
  who: 'A tall man, badge 0123',
  behavior: 'threatened her',
  when: '2026-01-02',
  circumstances: null,
  others: ['Wim', 'a woman in red'],
  visibility: 'private',
  consent: 'no-objection',
  share: 'recorder',
};

describe.concurrent('coc report new --answers', () => {
  it('makes nobody of people whom nobody could count, and loses no word of it', async () => {
    const place = await ana();
    const said = {
      'affected-name': 'everybody in the room',
      who: 'several people at the booth',
      others: ['Wim', 'the whole audience'],
    };
    const saved = json(await answer(place, NEW, { ...EVERYTHING, ...said }));
    const { people, reports } = await show(place, saved.id);
    expect(people.map(({ ref }: { ref: string }) => ref)).toEqual(['R1', 'H1', 'W1']);
    expect(reports[0].details).toMatchObject({
      manyAffected: 'everybody in the room',
      manyWho: 'several people at the booth',
      manyOthers: 'the whole audience',
      others: ['W1'],
    });
    const shown = await coc(place, ['show', saved.id]);
    for (const words of ['everybody in the room', 'several people at the booth', 'Wim', 'the whole audience'])
      expect(shown.stdout).toContain(words);
    const heard = await answer(place, NEW, { ...EVERYTHING, 'heard-by': 'the whole audience' });
    expect(heard.stderr).toContain('heard-by means many people: write a name, or who of them it is');
  });

  it('saves everything that was answered, and says ID, commit and when an answer is due', async () => {
    const place = await ana();
    const saved = json(await answer(place, NEW, EVERYTHING));
    expect(Object.keys(saved)).toEqual(['id', 'commit', 'respondBy']);
    expect(saved.id).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(saved.commit).toBe(headOf(place.repo).trim());
    expect(saved.respondBy).toBe('2026-11-23T21:30:00.000Z');
    expect(await show(place, saved.id)).toMatchObject({
      id: saved.id,
      status: 'open',
      threat: 'person',
      threats: [{ actions: ['summoned', 'friend'], lawEnforcement: 'victim-request' }],
      visibility: 'private',
      consent: 'no-objection',
      readers: ['ana'],
      keptOut: [],
      reports: [
        {
          number: 1,
          account: EVERYTHING.account,
          channel: 'verbal',
          receivedAt: '2026-11-23T10:30:00+01:00',
          reporter: 'R1',
          heardBy: 'H1',
          share: 'recorder',
          details: {
            who: 'A1',
            behavior: 'threatened her',
            when: '2026-01-02',
            circumstances: null,
            others: ['W1', 'W2'],
          },
        },
      ],
      people: [
        { ref: 'R1', role: 'reporter', name: 'Rosa', contact: 'rosa@example.org', affected: 'no' },
        { ref: 'H1', role: 'hearer', name: 'Vera, a volunteer' },
        { ref: 'P1', role: 'affected', name: 'Paula' },
        { ref: 'A1', role: 'accused', description: 'A tall man, badge 0123' },
        { ref: 'W1', role: 'witness', description: 'Wim' },
        { ref: 'W2', role: 'witness', description: 'a woman in red' },
      ],
    });
    const shown = (await coc(place, ['show', saved.id])).stdout;
    for (const text of ['Rosa', 'Paula', 'badge 0123', 'Twice.', 'asked, not given', 'Wim'])
      expect(shown).toContain(text);
  });

  it('tells nothing in the commit but the ID', async () => {
    const place = await ana();
    const id = await report(place, EVERYTHING);
    expect(git(place, 'log', '-1', '--format=%B').trim()).toBe('Add to the reports');
    expect(git(place, 'show', '--name-only', '--format=').trim()).toBe(
      `incidents/${id.replace('-', '')}.md.age`,
    );
    git(place, 'verify-commit', 'HEAD');
  });

  it('needs --yes, and saves nothing without it', async () => {
    const place = await ana();
    const ran = await answer(place, ['report', 'new'], FEW);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(/hint: .*--yes/);
    expect(json(await coc(place, ['list', '--json']))).toEqual([]);
    expect(git(place, 'status', '--porcelain')).toBe('');
    expect(await drafts(place)).toEqual([]);
  });

  it('refuses a date in numbers that can be two days among the words for when, and says how to write it', async () => {
    const place = await ana();
    for (const when of ['03/04', 'on 03/04 in the evening']) {
      const ran = await answer(place, ['report', 'new', '--yes'], { ...FEW, when });
      expect(ran.code, when).toBe(2);
      expect(ran.stderr.replace(/\s+/g, ' ')).toContain(
        'read in two ways, day first or month first; write it as 2027',
      );
    }
    const free = await answer(place, ['report', 'new', '--yes'], {
      ...FEW,
      when: '1/2 an hour before lunch',
    });
    expect(free.code, free.stderr).toBe(0);
  });

  it('says in words what is saved, who can open it, and what comes next', async () => {
    const place = await ana();
    const { code, stdout } = await answer(place, ['report', 'new', '--yes'], FEW);
    expect(code).toBe(0);
    expect(stdout).toMatch(/saved and encrypted\. Its number is [0-9A-Z]{4}-[0-9A-Z]{4}/);
    expect(stdout).toMatch(/Who can open this +you/);
    expect(stdout).toContain('coc report add');
    expect(stdout).toContain('By tomorrow 03:00');
  });

  it('says what a mark stands for that what comes next speaks of, and no name', async () => {
    const place = await ana();
    const named = { ...FEW, 'reporter-name': 'Mei Zanzibar', consent: 'not-said-yet' };
    const { stdout } = await answer(place, ['report', 'new', '--yes'], named);
    expect(stdout).toContain('to R1');
    expect(stdout).toContain('R1 is who reported it.');
    expect(stdout).not.toContain('Mei');
    expect(stdout).not.toContain('A1 is');
  });

  it('takes the answers from a file as well', async () => {
    const place = await ana();
    await writeFile(
      join(place.home, 'a.yaml'),
      'threat: none\naccount: |\n  One.\n  Two.\nvisibility: private\nconsent: not-said-yet\nshare: recorder\nwho: 0123\nbehavior: yes\nsure: [behavior]\nwhen: 2026-01-02\n',
    );
    const { id } = json(await coc(place, [...NEW, '--answers', 'a.yaml']));
    expect(await show(place, id)).toMatchObject({
      consent: 'not-said-yet',
      reports: [{ account: 'One.\nTwo.\n', details: { behavior: 'yes', when: '2026-01-02' } }],
      people: [{}, { description: '0123' }],
    });
  });

  it('takes now as the moment of receipt, and moments as people type them', async () => {
    const place = await ana();
    const respondBy = async (receivedAt: string | undefined): Promise<string> =>
      json(await answer(place, NEW, { ...FEW, ...(receivedAt && { 'received-at': receivedAt }) })).respondBy;
    expect(await respondBy(undefined)).toBe('2026-11-24T03:00:00.000Z');
    expect(await respondBy('yesterday 3pm')).toBe('2026-11-23T03:00:00.000Z');
    expect(await respondBy('22:40')).toBe('2026-11-23T10:40:00.000Z');
  });

  it('keeps what was asked and not given apart from what was not asked', async () => {
    const place = await ana();
    const nobody = { 'reporter-name': null, who: null, others: null, behavior: '', circumstances: null };
    const id = await report(place, { ...FEW, ...nobody });
    const [first] = (await show(place, id)).reports;
    expect(first.details).toEqual({ who: null, others: null, circumstances: null });
    expect((await coc(place, ['show', id])).stdout).toMatch(/Who did it +asked, not given/);
    const other = await report(place, FEW);
    expect((await show(place, other)).reports[0].details).toEqual({});
    expect(await coc(place, ['show', other])).toMatchObject({
      code: 0,
      stdout: expect.not.stringContaining('asked, not given'),
    });
  });

  it('keeps that somebody was asked for their name or contact and did not give it', async () => {
    const place = await ana();
    const id = await report(place, { ...FEW, 'reporter-name': null, 'reporter-contact': null });
    const asked = JSON.stringify((await show(place, id)).people);
    expect(asked).not.toBe(JSON.stringify((await show(place, await report(place, FEW))).people));
  });

  it('records that nobody was in danger, and that there was violence', async () => {
    const place = await ana();
    expect(await show(place, await report(place, FEW))).toMatchObject({ threat: 'none' });
    for (const threat of ['general', 'violence'])
      expect(await show(place, await report(place, { ...FEW, threat }))).toMatchObject({ threat });
    const called = await report(place, { ...FEW, 'law-enforcement': 'safety-in-doubt' });
    expect(await show(place, called)).toMatchObject({ threats: [{ lawEnforcement: 'safety-in-doubt' }] });
  });

  it('prints a form that can be filled in and given back', async () => {
    const place = await ana();
    const form = await coc(place, ['report', 'new', '--print-form']);
    expect(form).toMatchObject({ code: 0, stderr: '' });
    const untouched = await coc(place, [...NEW, '--answers', '-'], { stdin: form.stdout });
    expect(untouched.code).toBe(2);
    for (const id of ['threat', 'account', 'visibility', 'share'])
      expect(untouched.stderr).toContain(`${id} is missing`);
    expect(untouched.stderr).not.toMatch(/not a question|must be|not asked/);
    const filled = Object.entries({ ...EVERYTHING, others: ['Wim'] }).reduce(
      (text, [key, value]) => text.replace(`\n${key}: ""`, `\n${key}: ${JSON.stringify(value)}`),
      form.stdout,
    );
    const { id } = json(await coc(place, [...NEW, '--answers', '-'], { stdin: filled }));
    expect(await show(place, id)).toMatchObject({ reports: [{ account: EVERYTHING.account }] });
  });

  it('prints the form where nothing is set up, and sets nothing up', async () => {
    const place = await emptyPlace();
    const form = await coc(place, ['report', 'new', '--print-form']);
    expect(form.code).toBe(0);
    expect(form.stdout).toContain('\nyour-name: ""');
    const filled = Object.entries({ ...FEW, 'your-name': 'Ana' }).reduce(
      (text, [key, value]) => text.replace(`\n${key}: ""`, `\n${key}: ${JSON.stringify(value)}`),
      form.stdout,
    );
    expect((await coc(place, [...NEW, '--answers', '-'], { stdin: filled })).code).toBe(0);
  });
});

describe.concurrent('--account', () => {
  const TEXTS: readonly (readonly [string, string | Uint8Array])[] = [
    ['CRLF', 'One.\r\nTwo.\r\n\r\nThree.\r'],
    ['a byte order mark', '\ufeffHello'],
    ['no final newline', 'One.\nTwo.'],
    ['many final newlines', 'One.\n\n\n'],
    ['blanks around and in empty lines', '  \n\t One. \n   \nTwo.  \n '],
    ['any language', '彼は「殺す」と言った。\nקראו לי בשמות\nनमस्ते 👩🏽‍🚀 Ünï\u0301\n'],
    ['YAML in it', '---\nkey: [a, *b]\n...\n# no comment\n| > - ? : @ ` % & ! "\'\n'],
    ['a megabyte', `${'Er sagte: „Größe“ 漢 '.repeat(40_000)}\n`],
  ];

  it.each(TEXTS)('is kept byte for byte: %s', async (_name, text) => {
    const place = await ana();
    await writeFile(join(place.home, 'account.txt'), text);
    const { account: _, ...rest } = FEW;
    const { id } = json(await answer(place, [...NEW, '--account', 'account.txt'], rest));
    const [{ account }] = (await show(place, id)).reports;
    expect(account === text).toBe(true);
  });

  it('comes from stdin, and only one thing does', async () => {
    const place = await ana();
    const { account: _, ...rest } = FEW;
    await writeFile(join(place.home, 'a.yaml'), JSON.stringify(rest));
    const stdin = 'From a pipe.\r\n';
    const { id } = json(await coc(place, [...NEW, '--answers', 'a.yaml', '--account', '-'], { stdin }));
    expect((await show(place, id)).reports[0].account).toBe(stdin);
    expect(await coc(place, [...NEW, '--answers', '-', '--account', '-'])).toMatchObject({ code: 2 });
  });

  it.each([
    ['that is not there', 'nowhere.txt', undefined, 'not there'],
    ['that is a folder', '.', undefined, 'not there, or may not be read'],
    ['that is empty', 'a.txt', '', 'account'],
    ['that is blank', 'a.txt', ' \n\t\n', 'account'],
    ['in another encoding', 'a.txt', Buffer.from('M\xfcller', 'latin1'), 'UTF-8'],
    ['in UTF-16', 'a.txt', Buffer.from('\ufeffHello', 'utf16le'), 'UTF-8'],
    ['with lone surrogates', 'a.txt', Buffer.from([0x61, 0xed, 0xa0, 0x80]), 'UTF-8'],
  ])('is refused from a file %s', async (_name, path, content, why) => {
    const place = await ana();
    if (content !== undefined) await writeFile(join(place.home, path), content);
    const { account: _, ...rest } = FEW;
    const ran = await answer(place, [...NEW, '--account', path], rest);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(why);
  });

  it('does not silently take the place of an account in the answers', async () => {
    const place = await ana();
    await writeFile(join(place.home, 'a.txt'), 'one');
    const ran = await answer(place, [...NEW, '--account', 'a.txt'], { ...FEW, account: 'another' });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('account');
  });
});

describe.concurrent('who can open it', () => {
  it('is the recorder alone, and nobody else on the team', async () => {
    const { place, ben } = await anaAndBen();
    const id = await report(place, FEW);
    expect((await show(place, id)).readers).toEqual(['ana']);
    const list = await coc(ben, ['list', '--json']);
    expect(json(list)).toEqual([]);
    expect(list.stderr).toBe('1 incident is not shared with you.\n');
    const shown = await coc(ben, ['show', id]);
    expect(shown).toMatchObject({ code: 1, stdout: '' });
    expect(shown.stderr).toContain('not shared with you');
  });

  it('widens to whom the affected person named, and to the team', async () => {
    const place = await ana();
    const [ben, cleo] = [await addMember(place, 'ben'), await addMember(place, 'cleo')];
    const named = { ...FEW, share: 'named', permission: 'Rosa: Ben may know all', readers: ['ben'] };
    const id = await report(place, named);
    expect(await show(ben, id)).toMatchObject({
      readers: ['ana', 'ben'],
      reports: [{ sharedWith: ['ben'] }],
    });
    expect((await coc(cleo, ['show', id])).code).toBe(1);
    const team = await report(place, { ...named, share: 'team', readers: ['ben', 'cleo'] });
    expect((await show(cleo, team)).reports[0].account).toBe(FEW.account);
  });

  it('is nobody by a file that speaks of somebody on the team, unless it is sure of that', async () => {
    const { place, ben } = await anaAndBen();
    const told = {
      ...FEW,
      share: 'team',
      permission: 'Rosa: the team',
      readers: ['ben'],
      'hide-reporter': 'no',
    };
    for (const said of [
      { who: 'Jonny from your team' },
      { account: 'One of your own people would not leave me alone.' },
    ]) {
      const refused = await answer(place, NEW, { ...told, ...said });
      expect(refused).toMatchObject({ code: 2, stdout: '' });
      expect(refused.stderr.replace(/\s+/g, ' ')).toContain('readers lets others in');
      expect(refused.stderr).toContain('sure: [readers]');
      expect(refused.stderr).not.toContain('Jonny');
      const alone = await report(place, { ...told, ...said, readers: [] });
      expect((await coc(ben, ['show', alone])).code).toBe(1);
      const sure = await report(place, { ...told, ...said, sure: ['readers'] });
      expect((await show(ben, sure)).readers).toEqual(['ana', 'ben']);
    }
    expect(await drafts(place)).toEqual([]);
  });

  it('is nobody who is kept out, and not nobody at all', async () => {
    const { place, ben } = await anaAndBen();
    const team = { ...FEW, share: 'team', permission: 'Rosa: the team', conflicts: ['ben'] };
    const id = await report(place, team);
    expect(await show(place, id)).toMatchObject({ readers: ['ana'], keptOut: ['ben'] });
    expect((await coc(ben, ['show', id])).code).toBe(1);
    const both = await answer(place, NEW, { ...team, readers: ['ben'] });
    expect(both).toMatchObject({ code: 2 });
    expect(both.stderr).toContain('readers');
    for (const who of ['Ben from your team', 'ben on the team', 'your Ben, the one with the beard']) {
      const accused = await answer(place, NEW, {
        ...FEW,
        ...{ who, share: 'team', permission: 'Rosa: all' },
        readers: ['ben'],
      });
      expect(accused.code, who).toBe(2);
      expect(accused.stderr.replace(/\s+/g, ' ')).toMatch(/conflicts|may be the person accused/);
    }
    const nobody = await answer(place, NEW, { ...FEW, conflicts: ['ana', 'ben'] });
    expect(nobody.code).toBe(2);
    expect(nobody.stderr).toContain('conflicts leaves nobody who could open the incident');
  });

  it('is a team for what many saw, but who reported it stays sealed to the recorder', async () => {
    const { place, ben } = await anaAndBen();
    const seen = {
      ...FEW,
      consent: undefined,
      visibility: 'witnessed',
      readers: ['ben'],
      'reporter-name': 'Rosa Reporter',
      'reporter-contact': 'rosa@example.org',
    };
    const bare = await answer(place, NEW, seen);
    expect(bare.code).toBe(2);
    expect(bare.stderr).toContain('summary is missing');
    const no = await answer(place, NEW, { ...seen, 'hide-reporter': 'no' });
    expect(no.code).toBe(2);
    expect(no.stderr).toContain('hide-reporter must be one of yes');
    const id = await report(place, {
      ...seen,
      'hide-reporter': 'yes',
      summary: 'Somebody shouted at the talk.',
    });

    const theirs = await coc(ben, ['show', id, '--json']);
    expect(json(theirs)).toMatchObject({
      readers: ['ana', 'ben'],
      reports: [{ restricted: true, summary: 'Somebody shouted at the talk.' }],
      people: [{ ref: 'R1', hidden: true }],
    });
    const page = await coc(ben, ['show', id]);
    expect(page.stdout).toContain('Somebody shouted at the talk.');
    expect(page.stdout).toContain('known only to whoever took the report');
    for (const text of [theirs.stdout, page.stdout]) {
      expect(text).not.toContain('Rosa Reporter');
      expect(text).not.toContain('rosa@example.org');
      expect(text).not.toContain('followed them around');
    }

    expect(await show(place, id)).toMatchObject({
      reports: [{ account: FEW.account, restricted: true }],
      people: [{ name: 'Rosa Reporter', contact: 'rosa@example.org', hidden: false }],
    });
    const mine = (await coc(place, ['show', id])).stdout;
    expect(mine).toContain('Rosa Reporter; rosa@example.org');
    expect(mine).toContain('followed them around');
    expect(mine).toContain('Somebody shouted at the talk.');
  });

  it('can keep the reporter to the recorder also where the team may know', async () => {
    const { place, ben } = await anaAndBen();
    const id = await report(place, {
      ...FEW,
      share: 'named',
      permission: 'Rosa Reporter said Ben may know what happened',
      readers: ['ben'],
      'reporter-name': 'Rosa Reporter',
      'hide-reporter': 'yes',
      summary: 'Followed around.',
    });
    const theirs = await coc(ben, ['show', id, '--json']);
    expect(json(theirs)).toMatchObject({ reports: [{ summary: 'Followed around.' }] });
    expect(theirs.stdout).not.toContain('Rosa Reporter');
    expect((await coc(place, ['show', id])).stdout).toContain('Rosa Reporter said Ben may know');
  });
});

describe.concurrent('asked not to go on', () => {
  it('is never overdue, and nothing waits', async () => {
    const place = await ana();
    const stopped = await report(place, { ...FEW, consent: 'asked-not-to-proceed' });
    const open = await report(place, FEW);
    const rows = json(await coc(place, ['list', '--json'], { now: later(48) }));
    const row = (id: string) => rows.find((one: { id: string }) => one.id === id);
    expect(row(stopped)).toMatchObject({ status: 'not-to-proceed', overdue: false, next: null });
    expect(row(open)).toMatchObject({ status: 'open', overdue: true });
    const { due } = json(await coc(place, ['status', '--json'], { now: later(48) }));
    expect(due).toMatchObject([{ incident: open, overdue: true, clause: 'half-day' }]);
    expect(due).toHaveLength(1);
    const shown = await coc(place, ['show', stopped], { now: later(48) });
    expect(shown.stdout).toContain('asked that it does not go on');
    expect(shown.stdout).not.toMatch(/overdue/i);
    expect((await coc(place, ['list'], { now: later(48) })).stdout).toContain('OVERDUE');
  });
});

describe.concurrent('a locked identity at the moment of saving', () => {
  it('loses nothing: the answers are kept sealed, and `report resume` saves them', async () => {
    const right = { COC_PASSPHRASE_COMMAND: 'echo correct horse battery' };
    const place = await ana();
    await protectFast(place.identity, 'correct horse battery');
    const ran = await answer(place, NEW, EVERYTHING, { env: { COC_PASSPHRASE_COMMAND: 'echo wrong wrong' } });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(/does not open your keys[\s\S]*coc report resume/);
    expect(await drafts(place)).toHaveLength(1);
    const saved = json(
      await coc(place, ['report', 'resume', '--yes', '--json'], { env: right, now: later(1) }),
    );
    expect(Object.keys(saved)).toEqual(['id', 'commit', 'respondBy']);
    expect(await drafts(place)).toEqual([]);
    const shown = json(await coc(place, ['show', saved.id, '--json'], { env: right }));
    expect(shown.reports).toMatchObject([{ account: EVERYTHING.account }]);
    expect(fileOf(place, saved.id)).toContain('incidents');
  });
});
