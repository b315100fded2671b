import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { digest } from '../../../src/incident/canonical.ts';
import type { Entry } from '../../../src/incident/entry.ts';
import { SeenEntries } from '../../../src/vault/record/seen.ts';
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
const [known, other] = [entry('A'), entry('B')];

async function clone(text?: string): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, '.git'));
  if (text !== undefined) await writeFile(join(folder, '.git/coc-seen.json'), text);
  return folder;
}

it('what an older coc had seen still counts, and is kept beside what is new', async () => {
  const folder = await clone(JSON.stringify({ K7F392QD: [digest(known)], 'K7F392QD, closed': [] }));
  const seen = new SeenEntries(folder);
  expect(await seen.areIn('K7F392QD', [known, other])).toBe(true);
  expect(await seen.areIn('K7F392QD', [other])).toBe(false);
  expect([await seen.checked(), await seen.closes('K7F392QD')]).toEqual([undefined, false]);
  await seen.checkedUpTo('c1');
  await seen.breaks('K7F392QD', { commit: 'c1', by: 'ben', why: 'gone' });
  await seen.keep();
  const again = new SeenEntries(folder);
  expect(await again.areIn('K7F392QD', [other])).toBe(false);
  expect(await again.checked()).toBe('c1');
  expect([...(await again.broken())]).toEqual([['K7F392QD', { commit: 'c1', by: 'ben', why: 'gone' }]]);
  await again.checkedUpTo('c2', 'c0');
  expect(await again.checked()).toBe('c1');
  await again.breaks('K7F392QD', undefined);
  await again.keep();
  expect((await new SeenEntries(folder).broken()).size).toBe(0);
});

it.each(['', '{', '[]', '{"heads": 1}', '{"K7F392QD": "x"}', 'null'])(
  'a file that says %j counts for nothing, and is written anew',
  async (text) => {
    const folder = await clone(text);
    const seen = new SeenEntries(folder);
    expect(await seen.areIn('K7F392QD', [])).toBe(true);
    await seen.note('K7F392QD', [known]);
    await seen.keep();
    expect(await readFile(join(folder, '.git/coc-seen.json'), 'utf8')).toContain(digest(known));
  },
);
