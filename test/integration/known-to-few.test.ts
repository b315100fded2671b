import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyOf } from '../places/once.ts';
import { Forge, openWith, sealTo, turned } from './attacker.ts';
import { type Answers, answer, coc, FEW, json, type Place, report, show } from './run.ts';
import { joined, newTeamOfOne, synced, teamOfThree } from './teams.ts';

/** What stands in each sealed block of a report whose reporter is known to Ana alone. */
const FEWS = {
  name: 'Mei Zanzibar',
  contact: 'mei@zanzibar.example',
  account: 'MARKER-account he stood in my doorway.',
  permission: 'MARKER-permission you may tell Ben and Cem.',
} as const;
const HIDDEN = {
  ...FEW,
  account: FEWS.account,
  'reporter-name': FEWS.name,
  'reporter-contact': FEWS.contact,
  'hide-reporter': 'yes',
  summary: 'Somebody was bothered at their door.',
  share: 'named',
  permission: FEWS.permission,
  readers: ['ben', 'cem'],
};

/** Every version of an incident that the history has, as somebody opens it with their keys and stock age. */
async function opened(repository: string, id: string, who: Place): Promise<readonly string[]> {
  const forge = new Forge(repository);
  const path = `incidents/${id.replace('-', '')}.md.age`;
  const commits = forge.git(['rev-list', 'refs/heads/main', '--', path]).split('\n');
  const key = await turned(who.identity, 'Reader');
  const texts = await Promise.all(commits.map((commit) => openWith(key, forge.file(path, commit))));
  return texts.filter((text) => text !== undefined);
}

function expectUnknown(texts: readonly string[]): void {
  for (const text of texts) {
    expect(text).toContain('known only to whoever took the report');
    for (const word of Object.values(FEWS)) expect(text).not.toContain(word);
  }
}

const note = (place: Place, id: string, text: string) => answer(place, ['note', id, '--yes'], { note: text });

describe.concurrent('a reporter who is known to whoever took the report', () => {
  it('is known to nobody else by any version of the file, whatever is done with it', async () => {
    const { remote, ana, ben, cem } = await teamOfThree();
    const id = await report(ana, HIDDEN);
    for (const place of [ben, cem]) await synced(place);
    expect(await show(ana, id)).toMatchObject({ reports: [{ account: FEWS.account }] });
    const seen: number[] = [];
    const look = async (): Promise<void> => {
      const texts = await opened(remote, id, ben);
      seen.push(texts.length);
      expectUnknown(texts);
    };
    await look();

    expect((await note(ana, id, 'Saved by who knows.')).code).toBe(0);
    await look();

    const offline = (place: Place, away: boolean): void =>
      void new Forge(place.repo).git(['remote', 'set-url', 'origin', away ? '/nowhere' : remote]);
    offline(ana, true);
    expect((await note(ana, id, 'Beside another one.')).code).toBe(3);
    await synced(ben);
    expect((await note(ben, id, 'From Ben.')).code).toBe(0);
    offline(ana, false);
    await synced(ana);
    await look();

    offline(cem, true);
    expect((await note(cem, id, 'For a sealed note.')).code).toBe(3);
    json(await answer(ana, ['access', 'recuse', id, '--yes', '--json'], { member: 'cem' }));
    offline(cem, false);
    await synced(cem);
    await synced(ana);
    expect(await show(ana, id)).toMatchObject({ notes: { length: 3 }, kept: { length: 1 } });
    await look();

    expect((await coc(ben, ['team', 'rotate', '--yes'])).code).toBe(0);
    await synced(ana);
    await look();

    expect((await coc(ana, ['team', 'remove', 'cem', '--yes'])).code).toBe(0);
    await look();
    expect(seen).toEqual([1, 2, 4, 6, 1, 2]);
    expect(await show(ana, id)).toMatchObject({
      reports: [{ account: FEWS.account }],
      people: expect.arrayContaining([expect.objectContaining({ name: FEWS.name })]),
    });
  });

  it('is found where an older coc told all readers, and sealed again by who knows', async () => {
    const { remote, ana, ben } = await teamOfThree();
    const id = await report(ana, HIDDEN);
    const server = new Forge(remote);
    const path = `incidents/${id.replace('-', '')}.md.age`;
    const [anas, bens] = [await turned(ana.identity, 'Ana'), await turned(ben.identity, 'Ben')];
    const text = (await openWith(anas, server.file(path))) ?? '';
    const told = `- R1: ${FEWS.name}; ${FEWS.contact}\n\n> ${FEWS.account}\n`;
    const wide = text.replace(/\n# Incident [^\n]*\n/, (title) => `${title}\n${told}`);
    server.push({ key: anas, files: { [path]: await sealTo([anas.recipient, bens.recipient], wide) } });
    await synced(ana);
    const checked = await coc(ana, ['doctor']);
    expect(checked.code).toBe(3);
    expect(checked.stdout.replace(/[\s!]+/g, ' ')).toContain('what only few may read');
    const ran = await coc(ana, ['verify', '--put-back', '--yes', '--json']);
    expect(json(ran)).toEqual({ putBack: [id], waiting: [], shared: true });
    expectUnknown([(await openWith(bens, server.file(path))) ?? '']);
    expect((await coc(ana, ['verify', '--put-back', '--yes', '--json'])).stdout).toContain('"putBack": []');
  });

  it('stays so where the recovery key opens it to its taker again', async () => {
    const { ana, ben, remote, key } = await copyOf('team with a key, two', async (top) => {
      const key = join(top, 'recovery.txt');
      const team = await newTeamOfOne(top, ['--recovery-file', key]);
      return { ...team, key, ben: await joined(team, 'Ben', { top }) };
    });
    const id = await report(ana, { ...HIDDEN, permission: FEWS.permission, readers: ['ben'] });
    await synced(ben);
    const ran = await coc(ana, [
      'recover',
      '--recovery-file',
      key,
      '--no-admin-left',
      '--no-passphrase',
      '--as',
      'ana',
    ]);
    expect(ran.code, ran.stderr).toBe(0);
    await synced(ben);
    const texts = await opened(remote, id, ben);
    expect(texts.length).toBeGreaterThan(0);
    expectUnknown(texts);
  });

  it('is known to nobody else by what another one told who reported it as well', async () => {
    const { ana, ben } = await teamOfThree();
    const id = await report(ana, HIDDEN);
    const theirs = {
      ...{
        add: 'report',
        threat: 'none',
        account: 'Hello, Mei Zanzibar gave me your address. He did not let her pass at the stairs.',
      },
      ...{
        'received-at': '2026-11-23T14:30:00+01:00',
        'reporter-name': 'Jonas Quill',
        'reporter-is-affected': 'no',
      },
      ...{
        share: 'team',
        permission: 'The team may know it.',
        readers: ['ben', 'cem'],
        consent: 'no-objection',
      },
    };
    const add = (more: object) => answer(ana, ['report', 'add', id, '--yes'], { ...theirs, ...more });
    const refused = async (more: object, says: string): Promise<void> => {
      const ran = await add(more);
      expect(ran.code, ran.stdout).toBeGreaterThan(0);
      expect(ran.stderr.replace(/\s+/g, ' ')).toContain(says);
    };
    await refused({ 'hide-reporter': 'no' }, 'hide-reporter must be one of yes');
    const hidden = { 'hide-reporter': 'yes', summary: 'Somebody saw it as well.' };
    await refused(
      { ...hidden, summary: 'A friend of Mei saw it.' },
      'summary names who reported it, and the others read this',
    );
    await refused(
      { ...hidden, summary: 'He did not let her pass at the stairs.' },
      'summary says again word for word what they said',
    );
    expect((await add(hidden)).code).toBe(0);
    const permitted = { add: 'permission', what: 'announce', permitted: 'yes', 'permitted-by': ['R2'] };
    const words = (said: string) =>
      answer(ana, ['report', 'add', id, '--yes'], { ...permitted, 'permitted-words': said });
    expect((await words('Yes, and Mei Zanzibar thinks so as well.')).code).toBe(0);
    await synced(ana);
    await synced(ben);
    const seen = JSON.stringify([await show(ben, id), (await coc(ben, ['access', id])).stdout]);
    expect(seen).toContain('Somebody saw it as well.');
    expect(seen).not.toMatch(/Mei|Zanzibar|stairs|Jonas|Quill/);

    // Whoever comes to know R2 would learn from R2's words who R1 is: R1's own permission comes first.
    const known = (report: string) =>
      answer(ana, ['access', 'grant', id, '--reporter', '--yes'], {
        ...{ report, members: ['ben'], permitted: 'yes', permission: 'Ben may know it was me.' },
      });
    const barred = await known('2');
    expect(barred.code).toBe(1);
    expect(barred.stderr.replace(/\s+/g, ' ')).toContain('tell who somebody else is');
    expect((await known('1')).code).toBe(0);
    expect((await known('2')).code).toBe(0);
    await synced(ben);
    expect(JSON.stringify(await show(ben, id))).toContain('gave me your address');
  });

  it('has her words asked about where another report says them again', async () => {
    const { ana, ben } = await teamOfThree();
    const id = await report(ana, HIDDEN);
    const again = {
      ...{ add: 'report', threat: 'none', 'received-at': '2026-11-23T14:30:00+01:00' },
      ...{ account: 'I heard it from her: he stood in my doorway. It was late.' },
      ...{ 'reporter-name': 'Jonas Quill', 'reporter-is-affected': 'no' },
      ...{ share: 'team', permission: 'The team may know it.', readers: ['ben', 'cem'] },
      consent: 'no-objection',
    };
    const add = (more: object) => answer(ana, ['report', 'add', id, '--yes'], { ...again, ...more });
    const unsaid = await add({});
    expect(unsaid.code, unsaid.stdout).toBe(2);
    expect(unsaid.stderr).toContain('hide-reporter');
    const open = await add({ 'hide-reporter': 'no' });
    expect(open.code, open.stdout).toBe(2);
    expect(open.stderr.replace(/\s+/g, ' ')).toContain(
      'hide-reporter is no, and some of these words stand in',
    );
    expect(open.stderr).toContain('sure: [hide-reporter]');
    expect(open.stderr).not.toMatch(/doorway|Jonas|Mei/);
    expect((await add({ 'hide-reporter': 'yes', summary: 'Somebody heard of it.' })).code).toBe(0);
    await synced(ben);
    expect(JSON.stringify(await show(ben, id))).not.toMatch(/doorway|Jonas/);
    const another = { 'reporter-name': 'Pia Finch', 'hide-reporter': 'no', sure: ['hide-reporter'] };
    expect((await add(another)).code).toBe(0);
  });

  it('is named in no words with which somebody is let in, where they stand open', async () => {
    const { ana } = await teamOfThree();
    const id = await report(ana, { ...HIDDEN, readers: ['ben'] });
    const open = {
      ...{ ...FEW, visibility: undefined, add: 'report', account: 'I saw it from the stairs.' },
      ...{ 'reporter-name': 'Jonas Quill', 'hide-reporter': 'no', consent: 'no-objection' },
      ...{ share: 'named', readers: ['ben'], permission: 'Ben may know it.' },
    };
    expect((await answer(ana, ['report', 'add', id, '--yes'], open)).code).toBe(0);
    const grant = (words: string) =>
      answer(ana, ['access', 'grant', id, '--yes'], {
        ...{ member: 'cem', reports: ['1', '2'], permitted: 'yes', 'permitted-by': ['R2'], share: 'named' },
        ...{ permission: words, 'know-reporter': 'yes' },
      });
    const ran = await grant('Mei Zanzibar and I agree that Cem may know.');
    expect(ran.code).toBe(1);
    expect(ran.stderr.replace(/\s+/g, ' ')).toContain('This names somebody whom not everybody knows');
    expect((await grant('We both agree that Cem may know.')).code).toBe(0);
  });

  it('is named in no words of a permission that stand open', async () => {
    const { ana } = await teamOfThree();
    const id = await report(ana, HIDDEN);
    const open = {
      ...FEW,
      visibility: undefined,
      add: 'report',
      account: 'I saw it from the stairs.',
      'reporter-name': 'Jonas Quill',
    };
    const more = { 'hide-reporter': 'no', share: 'team', readers: ['ben', 'cem'], consent: 'no-objection' };
    const add = (permission: string) =>
      answer(ana, ['report', 'add', id, '--yes'], { ...open, ...more, permission });
    const ran = await add('Mei Zanzibar said on the phone that the team may know it.');
    expect(ran.code).toBeGreaterThan(0);
    expect(ran.stderr.replace(/\s+/g, ' ')).toContain('This names somebody whom not everybody knows');
    expect((await add('The team may know it.')).code).toBe(0);
    const permitted = { add: 'permission', what: 'announce', permitted: 'yes', 'permitted-by': ['R2'] };
    const said = await answer(ana, ['report', 'add', id, '--yes'], {
      ...permitted,
      'permitted-words': 'Mei agrees.',
    });
    expect(said.code).toBeGreaterThan(0);
    expect(said.stderr.replace(/\s+/g, ' ')).toContain('This names somebody whom not everybody knows');
  });
});

/** What she says later, with her name under it, and what the others read in its place. */
const LATER = {
  words: 'MARKER-later: the zquarkhalter was of the wrong day. Mei Zanzibar, mei@zanzibar.example',
  summary: 'They put the day right.',
} as const;
const laterOf = (account: string, more: Answers = {}): Answers => ({
  ...{ add: 'follow-up', from: 'R1', account, 'received-at': '2026-11-23T14:00:00Z' },
  ...more,
});
const added = (place: Place, id: string, answers: Answers) =>
  answer(place, ['report', 'add', id, '--yes', '--json'], answers);

describe.concurrent('what such a reporter says later', () => {
  it('is kept as hidden as what she said first, whoever writes it down', async () => {
    const { remote, ana, ben, cem } = await teamOfThree();
    const id = await report(ana, HIDDEN);
    json(await answer(ana, ['access', 'recuse', id, '--yes', '--json'], { member: 'cem' }));
    for (const place of [ben, cem]) await synced(place);
    const picture = join(ana.home, 'MARKER-mei.png');
    await writeFile(picture, 'MARKER-picture');
    json(await added(ana, id, laterOf(LATER.words, { summary: LATER.summary, files: [picture] })));
    json(await added(ana, id, laterOf('MARKER-more, with no word for the others.')));
    expect((await show(ana, id)).followUps).toMatchObject([
      { from: 'R1', text: LATER.words, summary: LATER.summary, knownTo: ['ana'] },
      { from: 'R1', text: 'MARKER-more, with no word for the others.' },
    ]);
    await synced(ben);
    const seen = (await show(ben, id)).followUps;
    expect(seen).toMatchObject([
      { from: 'R1', by: 'ana', summary: LATER.summary, knownTo: ['ana'] },
      { from: 'R1', summary: 'They said more, which is known to fewer.' },
    ]);
    for (const one of seen) expect(one).not.toHaveProperty('text');
    const screen = (await coc(ben, ['show', id])).stdout.replace(/\s+/g, ' ');
    expect(screen).toContain(LATER.summary);
    expect(screen).toContain('by R1');
    expect((await coc(ana, ['show', id])).stdout).toContain('MARKER-later');
    expect(json(await coc(ben, ['evidence', 'list', id, '--json']))).toEqual([]);
    expect(json(await coc(ana, ['evidence', 'list', id, '--json']))).toMatchObject([{ forFew: ['ana'] }]);

    // Ben hears from R1 without knowing who that is: he has his own words, and nobody else who does not know her.
    json(await added(ben, id, laterOf('MARKER-phone: it goes on.')));
    await synced(ana);
    expect((await show(ana, id)).followUps[2]).toMatchObject({
      by: 'ben',
      text: 'MARKER-phone: it goes on.',
      knownTo: ['ben', 'ana'],
    });
    expect((await show(ben, id)).followUps[2].text).toBe('MARKER-phone: it goes on.');
    for (const text of await opened(remote, id, ben))
      expect(text).not.toMatch(/MARKER-(later|more|phone|mei)/);
    expect(await opened(remote, id, cem)).toHaveLength(1);

    const grep = (word: string) =>
      spawnSync('grep', ['-rlaF', word, ana.home, ben.home, cem.home, remote], { encoding: 'utf8' });
    expect(grep('MARKER-later').stdout + grep('MARKER-more').stdout + grep('MARKER-phone').stdout).toBe('');
    expect(grep('MARKER-picture').stdout.trim().split('\n')).toEqual([picture]);

    const found = async (place: Place): Promise<string> =>
      (await coc(place, ['search', '--json'], { stdin: 'zquarkhalter' })).stdout;
    expect(await found(ana)).toContain(id);
    expect(await found(ben)).not.toContain(id);
  });

  it('comes to whom she permits to know her, with the rest', async () => {
    const { ana, ben, cem } = await teamOfThree();
    const id = await report(ana, HIDDEN);
    for (const place of [ben, cem]) await synced(place);
    json(await added(ana, id, laterOf(LATER.words, { summary: LATER.summary })));
    await synced(ben);
    json(await added(ben, id, laterOf('MARKER-phone: it goes on.')));
    await synced(ana);
    const known = { members: ['cem'], permitted: 'yes', permission: 'Cem may know.' };
    json(await answer(ana, ['access', 'grant', id, '--reporter', '--yes', '--json'], known));
    await synced(cem);
    expect((await show(cem, id)).followUps).toMatchObject([
      { text: LATER.words, knownTo: ['ana', 'cem'] },
      { text: 'MARKER-phone: it goes on.', knownTo: ['ben', 'ana', 'cem'] },
    ]);
    // What comes from now on is for both who know her.
    json(await added(cem, id, laterOf('MARKER-last.')));
    await synced(ana);
    expect((await show(ana, id)).followUps[2]).toMatchObject({
      text: 'MARKER-last.',
      knownTo: ['cem', 'ana'],
    });
    await synced(ben);
    expect((await show(ben, id)).followUps[2]).not.toHaveProperty('text');
    expect((await show(ben, id)).followUps[0]).not.toHaveProperty('text');
  });

  it('is open as ever where everybody knows who said it', async () => {
    const { ana, ben } = await teamOfThree();
    const shared = { share: 'team', permission: 'All may know.', readers: ['ben'] };
    const id = await report(ana, { ...FEW, 'reporter-name': FEWS.name, ...shared });
    json(await added(ana, id, laterOf('It goes on.')));
    await synced(ben);
    const [one] = (await show(ben, id)).followUps;
    expect(one).toMatchObject({ text: 'It goes on.', from: 'R1' });
    for (const key of ['sealed', 'to', 'summary', 'knownTo']) expect(one).not.toHaveProperty(key);
  });

  it('may not be told in the words for the others, or copied into what all read', async () => {
    const { ana } = await teamOfThree();
    const id = await report(ana, HIDDEN);
    const named = await added(ana, id, laterOf(LATER.words, { summary: 'Mei Zanzibar put the day right.' }));
    expect(named).toMatchObject({ code: 1, stdout: '' });
    json(await added(ana, id, laterOf('He waited for me by the green umbrella stand again.')));
    const copied = await note(ana, id, 'He waited for me by the green umbrella stand again.');
    expect(copied).toMatchObject({ code: 1, stdout: '' });
    const unsaid = await added(ana, id, { ...laterOf(LATER.words), from: undefined });
    expect(unsaid.code).toBe(1);
    expect(unsaid.stderr.replace(/\s+/g, ' ')).toContain('`from: R1`');
  });

  it('is read by nobody who is let in where something that stands open says who she is', async () => {
    const { ana, ben } = await teamOfThree();
    const id = await report(ana, { ...HIDDEN, share: 'recorder', permission: undefined, readers: undefined });
    const detail = { add: 'detail', 'affected-name': 'her, mei', sure: ['affected-name'] };
    const refused = await answer(ana, ['report', 'add', id, '--yes'], detail);
    expect(refused.code).toBeGreaterThan(0);
    expect(refused.stderr.replace(/\s+/g, ' ')).toContain('This names somebody whom not everybody knows');
    // As an older coc let it through.
    const reason = { 'override-known-to-few': 'Nobody else can open it.' };
    const add = ['report', 'add', id, '--yes', '--override', 'known-to-few'];
    expect((await answer(ana, add, { ...detail, ...reason })).code).toBe(0);
    const grant = (more: object, ...flags: string[]) =>
      answer(ana, ['access', 'grant', id, '--yes', ...flags], {
        ...{ member: 'ben', permitted: 'yes', share: 'named', permission: 'Ben may know.', ...more },
      });
    const ran = await grant({ 'know-reporter': 'no' });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/P1: the (?:name|contact) of R1/);
    expect(ran.stderr.replace(/\s+/g, ' ')).toContain('This stands open there already');
    expect(ran.stderr).not.toMatch(/\bmei\b/i);
    expect(await show(ana, id)).toMatchObject({ readers: ['ana'] });
    expect((await grant({ 'know-reporter': 'yes', 'reporter-words': 'Ben may know me.' })).code).toBe(0);
    await synced(ben);
    expect((await coc(ben, ['show', id])).stdout).toContain(FEWS.name);
  });

  it.each([
    ['R1', 'P1'],
    ['P1', 'R1'],
  ])(
    'is one person with whom it happened to, said of %s and %s where nobody learns it',
    async (one, other) => {
      const { ana, ben } = await teamOfThree();
      const alone = { ...HIDDEN, share: 'recorder', permission: undefined, readers: undefined };
      const id = await report(ana, { ...alone, 'affected-name': 'a woman at the booth' });
      const wish = { add: 'wish', from: 'P1', want: 'stop', account: 'Please stop.' };
      expect((await answer(ana, ['report', 'add', id, '--yes'], wish)).code).toBe(0);
      const same = { add: 'person', person: one, 'same-as': other };
      const ran = await answer(ana, ['report', 'add', id, '--yes'], same);
      expect(ran.code, ran.stderr).toBe(0);
      expect(ran.stdout.replace(/\s+/g, ' ')).toContain(`${one} and ${other} are one person from now on`);
      expect(await show(ana, id)).toMatchObject({
        status: 'not-to-proceed',
        people: [{ ref: 'R1', name: FEWS.name, affected: 'yes' }],
      });
      // She says otherwise, under her one mark.
      const goesOn = { add: 'wish', want: 'go-on', account: 'It may go on.' };
      expect((await answer(ana, ['report', 'add', id, '--yes'], goesOn)).code).toBe(0);
      expect(await show(ana, id)).toMatchObject({ status: 'open' });
      const grant = { member: 'ben', permitted: 'yes', share: 'named', permission: 'Ben may know.' };
      const refused = await answer(ana, ['access', 'grant', id, '--yes'], {
        ...grant,
        'know-reporter': 'no',
      });
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain('P1: who it is that reported it');
      await synced(ben);
      expect((await coc(ben, ['show', id])).code).not.toBe(0);
    },
  );

  it('is not said to be one whom others know', async () => {
    const { ana } = await teamOfThree();
    const id = await report(ana, { ...HIDDEN, 'affected-name': 'Lea Ostrow' });
    for (const [one, other] of [
      ['R1', 'P1'],
      ['P1', 'R1'],
    ] as const) {
      const same = { add: 'person', person: one, 'same-as': other };
      expect((await answer(ana, ['report', 'add', id, '--yes'], same)).code).not.toBe(0);
    }
  });
});
