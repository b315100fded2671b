import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { digest } from '../../../src/incident/canonical.ts';
import type { Entry } from '../../../src/incident/entry.ts';
import { makeOwnPlace } from '../../../src/vault/disk/own-place.ts';
import { SeenEntries } from '../../../src/vault/record/seen.ts';
import { emptyHome } from '../../places/empty-home.ts';
import { temporaryFolder } from '../../places/temporary-folder.ts';

const entry = (id: string): Entry =>
  ({
    kind: 'note',
    text: 'x',
    id,
    at: '2026-11-23T14:00:00Z',
    by: 'ana',
    after: [],
    seq: 1,
    sig: 's',
  }) as Entry;
const [C0, C1, C2] = ['0', '1', '2'].map((digit) => digit.repeat(40)) as [string, string, string];
const [known, other] = [entry('A'), entry('B')];

/** A clone that is known here, and what was seen of it. */
async function clone(text?: string) {
  const folder = await temporaryFolder();
  const env = emptyHome(folder);
  await mkdir(join(folder, '.git'));
  const place = await makeOwnPlace(folder, env);
  await mkdir(place, { recursive: true });
  const file = join(place, 'seen.json');
  if (text !== undefined) await writeFile(file, text);
  return { folder, file, seen: () => new SeenEntries(folder, env) };
}

it('what an older coc had seen still counts, and is kept beside what is new', async () => {
  const at = await clone(JSON.stringify({ K7F392QD: [digest(known)], 'K7F392QD, closed': [] }));
  const seen = at.seen();
  expect(await seen.areIn('K7F392QD', [known, other])).toBe(true);
  expect(await seen.areIn('K7F392QD', [other])).toBe(false);
  expect([await seen.checked(), await seen.closes('K7F392QD')]).toEqual([undefined, false]);
  await seen.checkedUpTo(C1);
  await seen.breaks('K7F392QD', { commit: C1, by: 'ben', why: 'gone' });
  await seen.keep();
  const again = at.seen();
  expect(await again.areIn('K7F392QD', [other])).toBe(false);
  expect(await again.checked()).toBe(C1);
  expect([...(await again.broken())]).toEqual([['K7F392QD', { commit: C1, by: 'ben', why: 'gone' }]]);
  await again.checkedUpTo(C2, C0);
  expect(await again.checked()).toBe(C1);
  await again.breaks('K7F392QD', undefined);
  await again.keep();
  expect((await at.seen().broken()).size).toBe(0);
});

it.each(['', '{', '[]', '{"heads": 1}', '{"K7F392QD": "x"}', 'null'])(
  'a file that says %j counts for nothing, and is written anew',
  async (text) => {
    const at = await clone(text);
    const seen = at.seen();
    expect(await seen.areIn('K7F392QD', [])).toBe(true);
    await seen.note('K7F392QD', [known]);
    await seen.keep();
    expect(await readFile(at.file, 'utf8')).toContain(digest(known));
  },
);

it('what lies in the clone itself does not count', async () => {
  const at = await clone();
  await writeFile(
    join(at.folder, '.git/coc-seen.json'),
    JSON.stringify({ checked: 'c1', heads: {}, broken: {} }),
  );
  expect(await at.seen().checked()).toBeUndefined();
});

it('a commit that is none counts for nothing, since git would take it for something else; the rest stays', async () => {
  const text = {
    checked: '--all',
    sealed: { since: 1, head: '--all' },
    heads: { K7F392QD: [digest(known)] },
    broken: {},
  };
  const seen = (await clone(JSON.stringify(text))).seen();
  expect([await seen.checked(), await seen.nothingWaits()]).toEqual([undefined, undefined]);
  expect(await seen.areIn('K7F392QD', [other])).toBe(false);
});
