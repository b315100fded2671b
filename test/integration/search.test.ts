import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { search } from '../../src/commands/search.ts';
import { INDEX_FORMAT } from '../../src/vault/index/own-index.ts';
import { SealedStore } from '../../src/vault/index/sealed-store.ts';
import { parseIdentity } from '../../src/vault/keys/identity.ts';
import {
  ana,
  anaAndBen,
  answer,
  coc,
  deskOf,
  FEW,
  fileOf,
  indexOf,
  json,
  type Place,
  type RunOptions,
  report,
} from './run.ts';
import { seat } from './seat.ts';
import { done, PRIVATE } from './steps.ts';

const LATER = new Date('2100-01-01T00:00:00Z');
const TEAM = { share: 'team', permission: 'All of you may know.', 'hide-reporter': 'no' };
const MARKER = 'Zquarkhalter';

/** What is found, by the numbers of the incidents. */
async function found(
  place: Place,
  words: string,
  flags: readonly string[] = [],
  { code = 0, ...options }: RunOptions & { readonly code?: number } = {},
): Promise<readonly string[]> {
  const ran = await coc(place, ['search', '--json', ...flags], { now: LATER, stdin: words, ...options });
  return json(ran, code).found.map((one: { incident: string }) => one.incident);
}

/** Everything that somebody's coc remembers, opened with their keys; '' where it is nothing. */
async function remembered(place: Place): Promise<string> {
  const identity = await parseIdentity(await readFile(place.identity, 'utf8'));
  const { vault, me } = await deskOf(place);
  const folder = await indexOf(place);
  const key = await identity.indexKey(Buffer.from(`${vault.firstCommit}\n${me.id}`));
  const store = new SealedStore(dirname(folder), key, INDEX_FORMAT);
  const parts = await Promise.all((await store.parts()).map((part) => store.read(part)));
  return JSON.stringify(parts);
}

describe.concurrent('coc search', () => {
  it('finds words in other spellings, forms and scripts, and tells where', async () => {
    const place = await ana();
    const id = await report(place, {
      ...PRIVATE,
      account: 'He kept following me to the coffee corner, and said his name was Дмитрий Ковальчук.',
    });
    const other = await report(place, FEW);
    for (const words of [
      ...['following corner', 'cofee CORNER', 'corner following', 'Kovalchuk', 'dmitri'],
      ...['ковальчук', 'ocffee', 'cornér'],
    ])
      expect(await found(place, words), words).toEqual([id]);
    const ran = await coc(place, ['search', '--json'], { now: LATER, stdin: 'Kovalchuk\n' });
    expect(json(ran)).toMatchObject({
      has: 'all',
      all: 1,
      found: [{ incident: id, places: [{ kind: 'report', by: 'ana', words: ['Ковальчук'] }] }],
    });
    expect(await found(place, 'helicopter')).toEqual([]);
    // The form that was typed comes first.
    expect(await found(place, 'followed')).toEqual([other, id]);
    // None has all of them.
    const some = json(await coc(place, ['search', '--json'], { now: LATER, stdin: 'helicopter corner' }));
    expect(some).toMatchObject({ has: 'some', found: [{ incident: id }] });
  });

  it('looks in every entry, among names alone, and at what the flags say', async () => {
    const place = await ana();
    const id = await report(place, { ...PRIVATE, account: 'Loud words at the bar.' });
    const other = await report(place, { ...FEW, account: 'Marlon was mentioned in passing.' });
    await done(place, 'note', id, { note: 'The badge number was 4711-0815-99.' });
    expect(await found(place, '4711081599')).toEqual([id]);
    expect([...(await found(place, 'marlon'))].sort()).toEqual([id, other].sort());
    expect(await found(place, 'marlon', ['--person'])).toEqual([id]);
    expect(await found(place, 'merlin vayne', ['--person'])).toEqual([id]);
    expect(await found(place, 'badge', ['--taken-by', 'ana'])).toEqual([id]);
    expect(await found(place, 'badge', ['--status', 'closed'])).toEqual([]);
    expect(await found(place, 'badge', ['--since', '2026-11-01', '--until', '2026-11-30'])).toEqual([id]);
    expect(await found(place, 'badge', ['--since', '2026-12-01'])).toEqual([]);
    expect(await found(place, 'badge', ['--sanction', 'warning'])).toEqual([]);
    for (const [flag, value] of [
      ['--sanction', 'flogging'],
      ['--since', 'whenever'],
      ['--taken-by', 'Zoltan'],
    ] as const)
      expect((await coc(place, ['search', flag, value], { stdin: 'x' })).code, flag).not.toBe(0);
  });

  it('takes no words among the arguments, and says why without repeating them', async () => {
    const place = await ana();
    const ran = await coc(place, ['search', MARKER]);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('history');
    expect(ran.stderr).not.toContain(MARKER);
    expect((await coc(place, ['search'], { stdin: ' \n' })).code).toBe(2);
    const id = await report(place, { ...FEW, account: MARKER });
    const given = await answer(place, ['search', '--json'], { words: MARKER }, { now: LATER });
    expect(json(given).found).toMatchObject([{ incident: id }]);
    const stray = await answer(place, ['search'], { [MARKER]: 'x' });
    expect(stray.code).toBe(2);
    expect(stray.stderr).not.toContain(MARKER);
  });

  it.each([
    ['search', ['search', MARKER]],
    ['several words', ['search', MARKER, 'Vane']],
    ['behind --person', ['search', '--person', MARKER]],
    ['sanction check', ['sanction', 'check', MARKER, 'Vane']],
    ['--json', ['search', '--json', MARKER]],
  ])('says how what was typed is taken out of the history of each shell: %s', async (_name, argv) => {
    const { code, stderr, stdout } = await coc(await ana(), argv, { stdin: MARKER });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toContain(MARKER);
    for (const shell of ['bash', 'zsh', 'fish']) expect(stderr.split(`hint: ${shell}: `)).toHaveLength(2);
    expect(stderr).toMatch(/Type `coc (?:search|sanction check)` alone; it asks/);
  });

  it('asks then, where somebody is there', async () => {
    const place = await ana();
    const id = await report(place, { ...FEW, account: 'By the kiosk.' });
    const { app, prompter, told } = seat(place, [['words', 'kiosk']]);
    expect(await search(app, [[MARKER]], {})).toBe(0);
    expect(told()).toContain('history -d NUMBER');
    expect(told() + JSON.stringify(prompter.shown)).not.toContain(MARKER);
    expect(told()).toContain(id);
  });

  it('shows nothing that acts on a terminal', async () => {
    const place = await ana();
    await report(place, { ...FEW, account: '\u001b[2J\u202e kiosk\u0007 \u001b]0;x\u0007' });
    const ran = await coc(place, ['search'], { now: LATER, stdin: 'kiosk' });
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('«kiosk»');
    expect(stripVTControlCharacters(ran.stdout)).toBe(ran.stdout);
    expect(ran.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202e]/);
    const data = await coc(place, ['search', '--json'], { now: LATER, stdin: 'kiosk' });
    expect(data.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202e]/);
  });

  it('finds what is sealed to fewer for those alone', async () => {
    const { place, ben } = await anaAndBen();
    const id = await report(place, {
      ...PRIVATE,
      ...TEAM,
      readers: ['ben'],
      account: `${MARKER} by the stairs`,
      summary: 'Somebody was followed to the lift.',
      'hide-reporter': 'yes',
    });
    for (const words of [MARKER, 'Lindqvist']) {
      expect(await found(place, words), words).toEqual([id]);
      expect(await found(ben, words), words).toEqual([]);
    }
    expect(await found(ben, 'followed lift')).toEqual([id]);
    expect(await remembered(ben)).not.toMatch(new RegExp(`${MARKER}|Lindqvist`, 'i'));
  });

  it('gives the same however what is remembered was damaged', async () => {
    const place = await ana();
    const id = await report(place, { ...PRIVATE, account: MARKER });
    expect(await found(place, MARKER)).toEqual([id]);
    const folder = await indexOf(place);
    for (const name of await readdir(folder)) {
      const before = await readFile(join(folder, name));
      for (const after of [before.subarray(0, before.length >> 1), Buffer.from('another')]) {
        await writeFile(join(folder, name), after);
        expect(await found(place, MARKER), name).toEqual([id]);
      }
    }
    await rm(folder, { recursive: true });
    expect(await found(place, MARKER)).toEqual([id]);
  });

  it.each([
    ['show', ['show']],
    ['status', ['status']],
    ['a search', ['search']],
  ])('forgets the words of who is kept out with their next command: %s', async (_name, argv) => {
    const { place, ben } = await anaAndBen();
    const id = await report(place, { ...PRIVATE, ...TEAM, account: MARKER, readers: ['ben'] });
    expect(await found(ben, MARKER)).toEqual([id]);
    expect(await remembered(ben)).toContain(MARKER);
    json(await answer(place, ['access', 'recuse', id, '--yes', '--json'], { member: 'ben' }));
    await coc(ben, argv[0] === 'show' ? [...argv, id] : argv, { stdin: 'x' });
    expect(await remembered(ben)).not.toMatch(new RegExp(`${MARKER}|Lindqvist`, 'i'));
    expect(await found(ben, MARKER)).toEqual([]);
  });

  it.each([['list'], ['search'], ['sanction list']])(
    'forgets what is gone or damaged with %s',
    async (command) => {
      const place = await ana();
      const gone = await report(place, { ...FEW, account: `${MARKER} one` });
      const damaged = await report(place, { ...FEW, account: `${MARKER} other` });
      expect((await found(place, MARKER)).length).toBe(2);
      await rm(fileOf(place, gone));
      await writeFile(fileOf(place, damaged), 'no incident');
      expect((await coc(place, command.split(' '), { now: LATER, stdin: 'x' })).code).toBe(3);
      expect(await remembered(place)).not.toContain(MARKER);
      expect(await found(place, MARKER, [], { code: 3 })).toEqual([]);
    },
  );

  it('finds nothing in what is kept only for if it happens again', async () => {
    const place = await ana();
    const id = await report(place, { ...PRIVATE, account: MARKER, consent: 'again', share: '' });
    for (const words of [MARKER, 'Marlon']) expect(await found(place, words)).toEqual([]);
    json(
      await answer(place, ['report', 'add', id, '--yes', '--json'], {
        add: 'answer',
        consent: 'no-objection',
      }),
    );
    expect(await found(place, MARKER)).toEqual([id]);
  });
});
