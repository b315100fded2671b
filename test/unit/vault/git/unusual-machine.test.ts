import { execFileSync } from 'node:child_process';
import { chown, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cureOf, isSystemError } from '../../../../src/errors.ts';
import { readableByAnybody } from '../../../../src/vault/git/exposed.ts';
import { gitFailed } from '../../../../src/vault/git/failed.ts';
import { runGit } from '../../../../src/vault/git/process.ts';
import { temporaryFolder } from '../../../places/temporary-folder.ts';

const isRoot = process.getuid?.() === 0;

async function bareWith(setting: string) {
  const home = await temporaryFolder();
  await writeFile(join(home, '.gitconfig'), setting);
  const folder = join(home, 'server.git');
  execFileSync('git', ['init', '-q', '--bare', folder]);
  const env = { PATH: process.env.PATH, HOME: home };
  return { folder, look: () => runGit(folder, ['rev-parse', '--git-dir'], { env, timeLimit: 10_000 }) };
}

describe('git on a machine that is set up in its own way', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('works in a bare repository of the user’s own with safe.bareRepository=explicit', async () => {
    const { look } = await bareWith('[safe]\n\tbareRepository = explicit\n');
    expect(await look()).toMatchObject({ code: 0 });
  });

  it.runIf(isRoot)('does not pass over whose a repository is', async () => {
    const { folder, look } = await bareWith('');
    await chown(folder, 65_534, 65_534);
    const { code, stderr } = await look();
    expect(code).not.toBe(0);
    expect(gitFailed(stderr)).toMatchObject({
      message: expect.stringContaining('belongs to somebody else'),
      hints: expect.arrayContaining([expect.stringContaining('--add safe.directory')]),
    });
  });

  it('names what it is set to, with the cure', () => {
    const words = "fatal: cannot use bare repository '/srv/x.git' (safe.bareRepository is 'explicit')";
    expect(gitFailed(words).hints.join()).toContain('safe.bareRepository all');
  });

  it('names TMPDIR where nothing can be written there', async () => {
    const gone = join(await temporaryFolder(), 'gone');
    vi.stubEnv('TMPDIR', gone);
    const refused = await readableByAnybody('https://forge.invalid/x', process.env).catch((error) => error);
    expect(isSystemError(refused)).toBe(true);
    expect(cureOf(refused)).toMatch(/gone is where temporary files go.*Set TMPDIR/);
  });

  it('does not blame TMPDIR for another file that is not there', async () => {
    const folder = await temporaryFolder();
    vi.stubEnv('TMPDIR', folder);
    expect(cureOf(Object.assign(new Error('x'), { path: join(folder, 'request.txt') }))).not.toContain(
      'TMPDIR',
    );
  });
});
