import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EditFolder, sweepEdits } from '../../src/interview/terminal/edit-folder.ts';
import { sweptBlocks } from '../../src/interview/terminal/swept.ts';
import { hasEnded, stampOf } from '../../src/processes.ts';
import { render } from '../../src/screen/render.ts';
import { atEnd } from '../places/at-end.ts';
import { emptyHome } from '../places/empty-home.ts';
import { runWithin } from '../places/in-process.ts';
import { temporaryFolder } from '../places/temporary-folder.ts';

const MARK = 'xyzzyMARKER';
const MINE = stampOf(process.pid) ?? '';

/** Storage in memory of its own: other tests have their texts in the one of the machine. */
async function memory() {
  const folder = await mkdtemp('/dev/shm/coc-test-');
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return { folder, env: { XDG_RUNTIME_DIR: folder } };
}

/** The stamp of a process that has ended. */
async function ended(): Promise<string> {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  const stamp = stampOf(child.pid ?? 0) ?? '';
  child.kill('SIGKILL');
  await once(child, 'exit');
  return stamp;
}

/** What a coc with this stamp left. */
async function left(folder: string, stamp: string, { kept = MARK, editor = '' } = {}): Promise<string> {
  const path = await mkdtemp(join(folder, `coc-edit-${stamp}-`));
  await writeFile(join(path, 'text.txt'), `${MARK}\n`);
  await writeFile(join(path, 'kept'), kept);
  await writeFile(join(path, 'editor'), editor);
  return path;
}

describe('what a coc that was killed leaves in memory', () => {
  it('is removed by the next, with a word, and no content of it', async () => {
    const { folder, env } = await memory();
    await left(folder, await ended());
    const ran = await runWithin(['guide'], {
      env: { ...emptyHome(await temporaryFolder()), ...env },
      cwd: '/',
    });
    expect(ran.code).toBe(0);
    expect(ran.stderr).toContain('The copy in memory is removed now.');
    expect(ran.stderr).not.toContain(MARK);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is its own alone: of a coc, or an editor, that is there still, nothing is touched', async () => {
    const { folder, env } = await memory();
    await EditFolder.make(env, MARK);
    await left(folder, await ended(), { editor: MINE });
    await left(folder, String(process.pid));
    const before = await readdir(folder, { recursive: true });
    expect(await sweepEdits(env)).toEqual({ removed: 0, left: [] });
    expect(await readdir(folder, { recursive: true })).toEqual(before);
  });

  it('is told from that of a process which has its number now, and from that before the machine was started', async () => {
    const [pid, start, boot, namespace] = MINE.split('-');
    expect(hasEnded(MINE)).toBe(false);
    expect(hasEnded([pid, Number(start) - 1, boot, namespace].join('-'))).toBe(true);
    expect(hasEnded([pid, start, '0123456789ab', namespace].join('-'))).toBe(true);
    expect(hasEnded([pid, Number(start) - 1, boot, '1'].join('-'))).toBe(false);
    const { folder, env } = await memory();
    await left(folder, [pid, Number(start) - 1, boot, namespace].join('-'));
    expect(await sweepEdits(env)).toEqual({ removed: 1, left: [] });
  });

  it('is swept without following a link', async () => {
    const { folder, env } = await memory();
    const elsewhere = await temporaryFolder();
    await writeFile(join(elsewhere, 'canary'), '');
    const stamp = await ended();
    await symlink(elsewhere, join(folder, `coc-edit-${stamp}-abcdef`));
    const path = await left(folder, stamp);
    await symlink(elsewhere, join(path, 'link'));
    await mkdir(join(path, 'closed'));
    await chmod(join(path, 'closed'), 0o500);
    expect(await sweepEdits(env)).toEqual({ removed: 1, left: [] });
    expect(await readdir(folder)).toEqual([`coc-edit-${stamp}-abcdef`]);
    expect(await readdir(elsewhere)).toEqual(['canary']);
  });

  it('stays where it is kept nowhere else, and it is said where it is', async () => {
    const { folder, env } = await memory();
    const path = await left(folder, await ended(), { kept: 'before' });
    const swept = await sweepEdits(env);
    expect(swept).toEqual({ removed: 0, left: [join(path, 'text.txt')] });
    expect(await readFile(join(path, 'text.txt'), 'utf8')).toContain(MARK);
    const said = render(sweptBlocks({ ...swept, removed: 1 }), { width: 40, color: false });
    expect(said).toContain(`:file ${path}/text.txt`);
    for (const line of said.split('\n').filter((one) => !one.includes(path)))
      expect(line.length, line).toBeLessThanOrEqual(40);
  });
});
