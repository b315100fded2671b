import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ana, answer, coc, FEW, fileOf, git, json, type Place, report } from '../integration/run.ts';
import { PRIVATE } from '../integration/steps.ts';

const RUNS = Number(process.env.COC_PROPERTY_RUNS ?? 2);
/** So late that the files of these tests are no longer new to the machine. */
const LATER = new Date('2100-01-01T00:00:00Z');

type Change = (place: Place, ids: readonly string[], at: number) => Promise<void>;

const idAt = (ids: readonly string[], at: number): string => ids[at % ids.length] ?? '';

/** What can happen to incidents, and to what is remembered of them. */
const CHANGES: Readonly<Record<string, Change>> = {
  'somebody notes more': async (place, ids, at) => {
    // Refused where the file was changed by something else.
    await answer(place, ['note', idAt(ids, at), '--yes', '--json'], { note: `more ${at}` });
  },
  'a file is damaged': async (place, ids, at) => {
    const path = fileOf(place, idAt(ids, at));
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    await writeFile(path, bytes.subarray(0, at % (bytes.length + 1)));
  },
  'a bit of a file is another': async (place, ids, at) => {
    const path = fileOf(place, idAt(ids, at));
    const bytes = Uint8Array.from(await readFile(path).catch(() => Buffer.alloc(1)));
    const place0 = at % Math.max(1, bytes.length);
    bytes[place0] = (bytes[place0] ?? 0) ^ 1;
    await writeFile(path, bytes);
  },
  'a file is gone': (place, ids, at) => rm(fileOf(place, idAt(ids, at)), { force: true }),
  'a file stands for another': async (place, ids, at) => {
    const bytes = await readFile(fileOf(place, idAt(ids, at))).catch(() => Buffer.alloc(0));
    await writeFile(fileOf(place, idAt(ids, at + 1)), bytes);
  },
  'a file is written once more': async (place, ids, at) => {
    const path = fileOf(place, idAt(ids, at));
    const bytes = await readFile(path).catch(() => undefined);
    if (bytes !== undefined) await writeFile(path, bytes);
  },
  'all is as it was committed': async (place) => {
    git(place, 'checkout', '-q', '--', 'incidents');
  },
  'what is remembered is damaged': async (place, _ids, at) => {
    const folder = await indexOf(place);
    const names = (await readdir(folder).catch(() => [])).sort();
    const path = join(folder, names[at % Math.max(1, names.length)] ?? '');
    const bytes = await readFile(path).catch(() => undefined);
    if (bytes !== undefined) await writeFile(path, bytes.subarray(0, at % bytes.length));
  },
  'what is remembered is what it was before': async (place) => {
    const before = join(place.home, 'index-before');
    const folder = await indexOf(place);
    const now = join(place.home, 'index-now');
    await cp(folder, now, { recursive: true }).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
    await cp(before, folder, { recursive: true }).catch(() => undefined);
    await rm(before, { recursive: true, force: true });
    await cp(now, before, { recursive: true }).catch(() => undefined);
    await rm(now, { recursive: true, force: true });
  },
};

async function indexOf({ home }: Place): Promise<string> {
  const clones = join(home, '.local/state/coc/clones');
  const [name = ''] = await readdir(clones);
  return join(clones, name, 'index');
}

async function listed(place: Place) {
  return [
    await coc(place, ['list'], { now: LATER, screen: true }),
    await coc(place, ['list', '--json'], { now: LATER }),
  ];
}

describe('what is remembered of incidents', () => {
  it('gives what opening them gives, whatever happens to them and to it', { timeout: 240_000 }, async () => {
    // Each happens, in any order.
    const names = Object.keys(CHANGES);
    const order = fc.shuffledSubarray(names, { minLength: names.length });
    const places = fc.array(fc.nat(20_000), { minLength: names.length, maxLength: names.length });
    await fc.assert(
      fc.asyncProperty(order, places, async (changes, at) => {
        const { place, ids } = await three();
        await listed(place);
        for (const [index, name] of changes.entries()) {
          await CHANGES[name]?.(place, ids, at[index] ?? 0);
          const remembered = [await listed(place), await listed(place)];
          const kept = join(place.home, 'kept');
          await cp(await indexOf(place), kept, { recursive: true });
          await rm(await indexOf(place), { recursive: true });
          const anew = await listed(place);
          expect(remembered, name).toEqual([anew, anew]);
          await rm(await indexOf(place), { recursive: true, force: true });
          await cp(kept, await indexOf(place), { recursive: true });
          await rm(kept, { recursive: true });
        }
      }),
      { numRuns: RUNS },
    );
  });
});

/** Ana with three incidents. */
async function three(): Promise<{ readonly place: Place; readonly ids: readonly string[] }> {
  const place = await ana();
  const ids = [
    await report(place, PRIVATE),
    await report(place, FEW),
    await report(place, { ...PRIVATE, account: 'other words' }),
  ];
  json(await coc(place, ['list', '--json']));
  return { place, ids };
}
