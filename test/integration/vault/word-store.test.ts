import { randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { IncidentText } from '../../../src/incident/texts.ts';
import { Finder } from '../../../src/search/find.ts';
import { indexed, shelfOf } from '../../../src/search/word-index.ts';
import { SealedStore } from '../../../src/vault/index/sealed-store.ts';
import { type Indexable, WordStore } from '../../../src/vault/index/word-store.ts';
import { temporaryFolder } from '../../places/temporary-folder.ts';

type Texts = readonly IncidentText[];

const INDEXER = { version: '1', index: indexed, shelfOf };

function incident(number: number, text = `Everybody saw thing${number} at the desk.`): Indexable<Texts> {
  const id = `ID${String(number).padStart(6, '0')}`;
  const said: IncidentText = { entry: 'E', kind: 'note', by: 'ana', at: 'x', of: 'words', text };
  return { id, digest: `D${text.length}${text}`, texts: [said] };
}

/** A store with these incidents, and what finds them in it. */
async function filled(count: number) {
  const folder = await temporaryFolder();
  const store = new SealedStore(folder, randomBytes(32), 'test');
  const incidents = new Map(Array.from({ length: count }, (_, at) => [incident(at).id, incident(at)]));
  const take = async (some: readonly Indexable<Texts>[]): Promise<void> => {
    for (const one of some) incidents.set(one.id, one);
    await (await WordStore.of(store, INDEXER)).add(
      some,
      (one) => incidents.get(one.id)?.digest === one.digest,
      async ({ id }) => incidents.get(id)?.texts ?? [],
      () => undefined,
    );
  };
  const words = () => WordStore.of(store, INDEXER);
  const find = async (typed: string): Promise<readonly string[]> => {
    const own = await words();
    const ids = new Map(
      [...own.taken()].flatMap(([number, id, digest]) =>
        incidents.get(id)?.digest === digest ? [[number, id] as const] : [],
      ),
    );
    const finder = new Finder({
      terms: async (shelves) => ({
        remembered: (await own.read(shelves)) ?? [],
        others: [],
        idOf: (number) => ids.get(number),
      }),
      vocabulary: () => own.vocabulary(),
    });
    return (await finder.find(typed, { isIn: () => true })).incidents.map(({ id }) => id);
  };
  await take([...incidents.values()]);
  return { store, folder: join(folder, 'index'), take, words, find };
}

describe.concurrent('the words that are remembered of incidents', () => {
  it('are found from one part of the terms, whatever it is sorted under', async () => {
    const { find, words } = await filled(1100);
    for (const number of [0, 7, 1023, 1024, 1099])
      expect(await find(`thing${number}`), `${number}`).toContain(incident(number).id);
    expect((await find('everybody desk')).length).toBe(1100);
    expect(await find('veerybody thing7')).toContain(incident(7).id);
    expect([...(await words()).taken()].length).toBe(1100);
  });

  it('follow a change, and take small parts together', async () => {
    const { find, take, folder } = await filled(40);
    await take([incident(3, 'Nobody saw a kiosk.')]);
    expect(await find('kiosk')).toEqual([incident(3).id]);
    expect(await find('thing3')).not.toContain(incident(3).id);
    const before = (await readdir(folder)).length;
    for (let number = 40; number < 44; number += 1) await take([incident(number)]);
    expect(await find('thing43')).toContain(incident(43).id);
    expect((await readdir(folder)).length).toBe(before);
  });

  it('are none where a part of them is damaged, so that they are made anew', async () => {
    const { folder, words } = await filled(100);
    const [part = ''] = (await readdir(folder)).filter((name) => /^words-.*-\d+$/.test(name)).sort();
    await writeFile(join(folder, part), (await readFile(join(folder, part))).subarray(0, 100));
    const own = await words();
    const all = Array.from({ length: 26 * 26 }, (_, at) =>
      String.fromCharCode(97 + Math.floor(at / 26), 97 + (at % 26)),
    );
    expect(await own.read(all)).toBeUndefined();
    expect([...own.taken()].length).toBe(0);
    expect(await own.read(all)).toEqual([]);
  });

  it('go with an incident, and the rest is made anew', async () => {
    const { store, folder, words } = await filled(100);
    await WordStore.forget(store, new Set(['ID999999']));
    expect([...(await words()).taken()].length).toBe(100);
    await WordStore.forget(store, new Set([incident(5).id]));
    expect([...(await words()).taken()].length).toBe(0);
    expect(await readdir(folder)).toEqual(['words']);
  });
});
