import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stampOf } from '../../../src/processes.ts';
import { Drafts } from '../../../src/vault/drafts.ts';
import { temporaryFolder } from '../../places/temporary-folder.ts';

const [, start, boot, namespace] = (stampOf(process.pid) ?? '').split('-');
const parent = process.ppid;

/** Drafts of which one is held by whoever wrote this. */
async function heldBy(holder: string) {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'early'));
  await writeFile(join(folder, 'early/D1.pid'), holder);
  return { drafts: new Drafts(folder, undefined, ''), folder };
}

describe('a draft', () => {
  it.each([
    ['of which an older coc wrote the number', String(parent)],
    ['of which this coc wrote the stamp', stampOf(parent) ?? ''],
    ['in another container, where nobody can look', `${parent}-${start}-${boot}-1`],
  ])('is not taken from a process that runs, %s', async (_how, holder) => {
    const { drafts } = await heldBy(holder);
    await expect(drafts.claim('D1')).rejects.toThrow('open in another window');
  });

  it.each([
    ['nobody', ''],
    ['something else', 'x'],
    ['a process that had the number of one that runs', `${parent}-1-${boot}-${namespace}`],
    ['a process of before the machine was started', `${parent}-${start}-0123456789ab-${namespace}`],
    ['this process', stampOf(process.pid) ?? ''],
  ])('is taken from %s, and let go', async (_whom, holder) => {
    const { drafts, folder } = await heldBy(holder);
    await drafts.claim('D1');
    await drafts.claim('D1');
    await drafts.release('D1');
    expect(await readdir(join(folder, 'early'))).toEqual([]);
  });
});
