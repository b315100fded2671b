import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
  report,
} from './run.ts';
import { PRIVATE } from './steps.ts';

/** So late that the files of these tests are no longer new to the machine. */
const LATER = new Date('2100-01-01T00:00:00Z');
const MARKER = 'Zquarkhalter';
const TEAM = { share: 'team', permission: 'All of you may know.', 'hide-reporter': 'no' };

/** What somebody sees who looks over everything. */
async function seenBy(place: Place, now = LATER): Promise<unknown> {
  const looks = [['list'], ['status'], ['sanction', 'list']];
  return Promise.all(looks.map(async (argv) => json(await coc(place, [...argv, '--json'], { now }))));
}

async function bytesIn(folder: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  );
  const all = await Promise.all(names.map((one) => readFile(join(one.parentPath, one.name))));
  return [...names.map(({ name }) => name), ...all.map((one) => one.toString('latin1'))].join('\n');
}

describe.concurrent('what is remembered of incidents', () => {
  it('gives what opening them gives: again, deleted, damaged, cut off, or left by another coc', async () => {
    const place = await ana();
    await report(place, { ...PRIVATE, account: MARKER });
    await report(place, FEW);
    const first = await seenBy(place);
    const folder = await indexOf(place);
    expect(await seenBy(place)).toEqual(first);
    for (const change of [
      (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1),
      (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === bytes.length - 20 ? byte ^ 1 : byte))),
      () => Buffer.alloc(0),
      () => Buffer.from('coc-index 1\n'),
      () => Buffer.from('something of another coc'),
    ]) {
      for (const name of await readdir(folder)) {
        const path = join(folder, name);
        await writeFile(path, change(await readFile(path)));
      }
      expect(await seenBy(place)).toEqual(first);
    }
    await rm(folder, { recursive: true });
    expect(await seenBy(place)).toEqual(first);
  });

  it('follows every change of a file, and forgets what is gone', async () => {
    const place = await ana();
    const id = await report(place, PRIVATE);
    const other = await report(place, FEW);
    await seenBy(place);
    json(
      await answer(place, ['report', 'add', id, '--yes', '--json'], {
        add: 'answer',
        consent: 'asked-not-to-proceed',
      }),
    );
    const [rows] = (await seenBy(place)) as [{ id: string; status: string }[]];
    expect(rows.find((one) => one.id === id)?.status).toBe('not-to-proceed');
    await rm(fileOf(place, other));
    const ran = await coc(place, ['list', '--json'], { now: LATER });
    expect(ran.code).toBe(3);
    expect(json({ ...ran, code: 0 })).toHaveLength(1);
    await writeFile(fileOf(place, id), 'no incident');
    const broken = await coc(place, ['list', '--json'], { now: LATER });
    expect(broken.code).toBe(3);
    expect(json({ ...broken, code: 0 })).toEqual([]);
  });

  it('has a page of the list, for which no row is read until a file is another', async () => {
    const place = await ana();
    const id = await report(place, PRIVATE);
    const page = async (now = LATER) => {
      const { stdout } = await coc(place, ['list'], { now, screen: true });
      return stdout;
    };
    await page();
    const first = await page();
    const rows = join(await indexOf(place), 'rows');
    const unread = 'no row is read';
    await writeFile(rows, unread);
    expect(await page()).toBe(first);
    expect(await readFile(rows, 'utf8')).toBe(unread);
    await utimes(fileOf(place, id), new Date(0), new Date(0));
    expect(await page()).toBe(first);
    expect(await readFile(rows, 'utf8')).not.toBe(unread);
    const more = await report(place, FEW);
    expect(await page()).toContain(more);
    await rm(fileOf(place, more));
    expect(await page()).not.toContain(more);
  });

  it('is nothing that somebody without the keys can read, and tells no number of an incident', async () => {
    const place = await ana();
    const id = await report(place, { ...PRIVATE, account: `${MARKER} was there` });
    await seenBy(place);
    const stands = await bytesIn(join(place.home, '.local/state/coc'));
    expect(stands).toContain('rows');
    for (const word of [MARKER, 'Lindqvist', 'Marlon']) expect(stands, word).not.toContain(word);
    expect(await bytesIn(await indexOf(place))).not.toContain(id.replace('-', ''));
  });

  it.each([
    ['show', ['show']],
    ['status', ['status']],
    ['a list', ['list']],
  ])('ends for somebody who is kept out with their next command: %s', async (_name, argv) => {
    const { place, ben } = await anaAndBen();
    const id = await report(place, { ...PRIVATE, ...TEAM, account: MARKER, readers: ['ben'] });
    const other = await report(place, { ...PRIVATE, ...TEAM, readers: ['ben'] });
    // Of two that write at once, what one has remembered may be lost.
    await coc(ben, ['list', '--json'], { now: LATER });
    const alike = await coc(ben, ['show', other], { now: LATER });
    expect(alike.stdout).toContain(id);
    const words = [MARKER, `"incident":"${id.replace('-', '')}"`];
    const before = await remembered(ben, id);
    expect(words.filter((word) => before.includes(word))).toEqual(words);
    json(await answer(place, ['access', 'recuse', id, '--yes', '--json'], { member: 'ben' }));
    await coc(ben, argv[0] === 'show' ? [...argv, id] : argv);
    const after = await remembered(ben, id);
    expect(words.filter((word) => after.includes(word))).toEqual([]);
    expect(await seenBy(ben)).not.toContainEqual([expect.objectContaining({ id })]);
  });

  it('ends with the keys, and for somebody who left the team', async () => {
    const { place, ben } = await anaAndBen();
    const id = await report(place, { ...PRIVATE, ...TEAM, account: MARKER, readers: ['ben'] });
    await seenBy(ben);
    await coc(place, ['team', 'remove', 'ben', '--yes']);
    expect((await coc(ben, ['list'])).code).not.toBe(0);
    expect(await remembered(ben, id)).toBe('');
  });

  it('is no door: what was put back to an older version is told as before', async () => {
    const place = await ana();
    const id = await report(place, PRIVATE);
    const before = await readFile(fileOf(place, id));
    json(await answer(place, ['note', id, '--yes', '--json'], { note: 'more' }));
    await seenBy(place);
    await writeFile(fileOf(place, id), before);
    const ran = await coc(place, ['list', '--json'], { now: LATER });
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain('older');
  });
});

/** What somebody's coc remembers of an incident, opened with their keys; '' where it is nothing. */
async function remembered(place: Place, id: string): Promise<string> {
  const identity = await parseIdentity(await readFile(place.identity, 'utf8'));
  const { vault, me } = await deskOf(place).catch(() => ({ vault: undefined, me: undefined }));
  const folder = await indexOf(place).catch(() => undefined);
  if (vault === undefined || folder === undefined) return '';
  const key = await identity.indexKey(Buffer.from(`${vault.firstCommit}\n${me.id}`));
  const store = new SealedStore(dirname(folder), key, INDEX_FORMAT);
  const parts = await Promise.all((await store.parts()).map((part) => store.read(part)));
  const all = JSON.stringify(parts);
  return all.includes(id.replace('-', '')) ? all : '';
}
