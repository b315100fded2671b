import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { canOthersChange } from '../../../src/disk/owned.ts';
import { writableByOthers } from '../../../src/disk/writable.ts';

const [ME, SYSTEM, SOMEBODY] = [1000, 0, 1001];

it.each([
  ['one’s own', { uid: ME, gid: 100, mode: 0o755 }, false, false],
  ['of the system', { uid: SYSTEM, gid: 0, mode: 0o755 }, true, false],
  ['of somebody else', { uid: SOMEBODY, gid: 100, mode: 0o755 }, false, true],
  ['below what is of somebody else', { uid: SOMEBODY, gid: 100, mode: 0o1755 }, true, true],
  ['open to a group', { uid: ME, gid: 100, mode: 0o775 }, false, true],
  ['open to a group of one’s own', { uid: ME, gid: ME, mode: 0o775 }, false, false],
  ['open to all', { uid: ME, gid: ME, mode: 0o777 }, false, true],
  ['below a folder for temporary files', { uid: SYSTEM, gid: 0, mode: 0o1777 }, true, false],
  ['itself a folder for temporary files', { uid: SYSTEM, gid: 0, mode: 0o1777 }, false, true],
])('a folder %s', (_, owned, isAbove, changed) => {
  expect(canOthersChange(owned, ME, isAbove)).toBe(changed);
});

it('names the uppermost, through a link, and not what nobody can get to', async () => {
  // Not in a folder of one's own, which nobody else gets into.
  const top = await mkdtemp('/tmp/coc-test-');
  onTestFinished(() => rm(top, { recursive: true }));
  const [open, closed, link] = [join(top, 'open'), join(top, 'closed'), join(top, 'link')];
  for (const folder of [open, closed]) await mkdir(join(folder, 'in'), { recursive: true });
  await writeFile(join(closed, 'in/file'), '');
  await chmod(open, 0o777);
  await chmod(closed, 0o700);
  await chmod(join(closed, 'in/file'), 0o666);
  await symlink(join(open, 'in'), link);
  await chmod(top, 0o755);
  expect(await writableByOthers([join(open, 'in')])).toEqual([open]);
  expect(await writableByOthers([link])).toEqual([open]);
  expect(await writableByOthers([join(closed, 'in/file'), join(top, 'gone')])).toEqual([]);
});
