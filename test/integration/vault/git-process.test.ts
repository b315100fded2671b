import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { isRunning } from '../../../src/processes.ts';
import { Batch } from '../../../src/vault/git/batch.ts';
import { FOR_NETWORK } from '../../../src/vault/git/environment.ts';
import { runGit } from '../../../src/vault/git/process.ts';
import { type GitRun, startGit } from '../../../src/vault/git/start-git.ts';
import { emptyHome } from '../../places/empty-home.ts';
import { temporaryFolder } from '../../places/temporary-folder.ts';

/** Milliseconds; long enough for git on a busy machine. */
const ENOUGH = 30_000;

let folder: string;
let env: NodeJS.ProcessEnv;
beforeEach(async () => {
  folder = await temporaryFolder();
  env = emptyHome(folder);
  await git(['init', '--quiet']);
});

const git = (args: readonly string[], options: Partial<GitRun> = {}) =>
  runGit(folder, args, { env, timeLimit: ENOUGH, ...options });
const shell = (script: string, options: Partial<GitRun> = {}) =>
  git(['-c', `alias.run=!${script}`, 'run'], options);
const pidIn = async (name: string): Promise<number> => Number(await readFile(join(folder, name), 'utf8'));

/** Whether the process whose number is in this file has ended; one that nobody has buried yet counts as ended. */
async function hasEnded(name: string): Promise<boolean> {
  const pid = await pidIn(name);
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.includes(') Z ') || !isRunning(pid);
}

const noPs = spawnSync('ps', ['-A']).status !== 0;
if (noPs)
  process.stderr.write(
    '\nSKIPPED: no `ps` here, so ending what git started in the foreground is not checked.\n\n',
  );
/** Where git runs, and whether it is in the foreground. */
const WHERE = [
  ['in a session of its own', false],
  [noPs ? 'SKIPPED: no ps here' : 'in the foreground', true],
] as const;

describe('a git command', () => {
  it('ends with its own exit code, with words or without', async () => {
    expect(await git(['rev-parse', '--verify', '--quiet', 'HEAD'])).toMatchObject({ code: 1, stderr: '' });
    const usage = await git(['config', '--no-such-option']);
    expect(usage).toMatchObject({ code: 129, timedOut: false });
    expect(usage.stderr).toContain('usage');
    expect(await shell('kill -9 $PPID')).toMatchObject({ code: -1, timedOut: false });
  });

  it('takes bytes and gives bytes', async () => {
    const input = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 256));
    const { stdout } = await git(['hash-object', '-w', '--stdin'], { input });
    const id = stdout.toString().trim();
    expect(id).toBe(createHash('sha1').update(`blob ${input.length}\0`).update(input).digest('hex'));
    expect((await git(['cat-file', 'blob', id])).stdout.equals(input)).toBe(true);
  });

  it('has an empty stdin unless there is something to read, and need not read all of it', async () => {
    expect((await git(['hash-object', '--stdin'])).stdout.toString()).toMatch(/^e69de29b/);
    expect(await git(['--version'], { input: Buffer.alloc(1_000_000) })).toMatchObject({ code: 0 });
  });

  it('is not turned to another repository, and reaches remotes in the way that people set', async () => {
    const turned = { ...env, GIT_DIR: '/nowhere', GIT_SSH_COMMAND: 'echo reached >&2; false' };
    expect((await git(['rev-parse', '--git-dir'], { env: turned })).stdout.toString()).toBe(
      `${join(folder, '.git')}\n`,
    );
    const asked = await git(['ls-remote', 'ssh://host.invalid/x'], { env: turned, passes: FOR_NETWORK });
    expect(asked.code).toBe(128);
    expect(asked.stderr).toContain('reached');
  });

  it('asks nobody unless there may be somebody', async () => {
    const show = 'echo "<$GIT_TERMINAL_PROMPT>"';
    expect((await shell(show)).stdout.toString()).toBe('<0>\n');
    expect((await shell(show, { inheritTerminal: true })).stdout.toString()).toBe('<>\n');
  });
});

/** A git that a Ctrl-C at the terminal hits once, before it has a session of its own: it ends without having done anything. */
async function hitAtFirst(times: number): Promise<NodeJS.ProcessEnv> {
  const bin = join(folder, 'bin');
  await mkdir(bin);
  const real = spawnSync('sh', ['-c', 'command -v git'], { env, encoding: 'utf8' }).stdout.trim();
  const script = `#!/bin/sh
echo x >>'${folder}/begun'
[ "$(wc -l <'${folder}/begun')" -gt ${times} ] || kill -INT $$
exec '${real}' "$@"
`;
  await writeFile(join(bin, 'git'), script, { mode: 0o755 });
  return { ...env, PATH: `${bin}:${env.PATH}` };
}

describe('a Ctrl-C that hits git before it has a session of its own', () => {
  it('has it started once more', async () => {
    const args = ['hash-object', '-w', '--stdin'];
    const ended = await startGit(folder, args, {
      ...{ env: await hitAtFirst(1), timeLimit: ENOUGH, input: Buffer.from('some words\n') },
    });
    expect(ended).toMatchObject({ code: 0 });
    expect(await readFile(join(folder, 'begun'), 'utf8')).toBe('x\nx\n');
  });

  it('ends it where whoever is at the terminal may have meant it', async () => {
    const options = { env: await hitAtFirst(1), timeLimit: ENOUGH, inheritTerminal: true };
    expect(await startGit(folder, ['--version'], options)).toMatchObject({ code: -1 });
  });

  it('is a failure where it comes again and again', async () => {
    const options = { env: await hitAtFirst(9), timeLimit: ENOUGH };
    expect(await startGit(folder, ['--version'], options)).toMatchObject({ code: -1 });
  });

  it('loses no question of those that are asked one after the other', async () => {
    const id = (await git(['hash-object', '-w', '--stdin'], { input: Buffer.from('some words\n') })).stdout;
    const name = id.toString().trim();
    const batch = new Batch(folder, await hitAtFirst(1));
    batch.askGit();
    const found = await batch.ask([name, 'refs/heads/none']);
    expect(found.map((one) => one?.content.toString())).toEqual(['some words\n', undefined]);
  });
});

describe('a git command that does not end', () => {
  describe.each(WHERE)('%s', (_where, inheritTerminal) => {
    it.skipIf(inheritTerminal && noPs)('is ended with all that it started', async () => {
      const ended = await shell('sleep 1000 & echo $! >one; sleep 1000 & echo $! >two; wait', {
        timeLimit: 2_000,
        inheritTerminal,
      });
      expect(ended).toMatchObject({ timedOut: true });
      await vi.waitFor(async () =>
        expect([await hasEnded('one'), await hasEnded('two')]).toEqual([true, true]),
      );
    });

    it.skipIf(inheritTerminal && noPs)('is killed where it does not listen', async () => {
      const ended = await shell(`trap '' TERM; echo $$ >one; while :; do sleep 1000; done`, {
        timeLimit: 2_000,
        inheritTerminal,
      });
      expect(ended).toMatchObject({ timedOut: true });
      await vi.waitFor(async () => expect(await hasEnded('one')).toBe(true));
    });
  });

  it('is not waited for where only something that it left running holds its stderr', async () => {
    const ended = await shell('sleep 1000 >/dev/null & echo $! >one; echo done');
    expect(ended).toMatchObject({ code: 0, timedOut: false });
    expect(ended.stdout.toString()).toBe('done\n');
    process.kill(await pidIn('one'));
  });

  it('leaves nothing to wait for where something of it still speaks once it has ended', async () => {
    const late = '(sleep 0.2; echo late >&2) & sleep 1000 >/dev/null 2>&1 & echo $! >one; echo done >&2';
    const ended = await shell(late, { silence: 400 });
    expect(ended).toMatchObject({ code: 0, timedOut: false });
    // As long as a limit would run on for what is over: it would end what git has left running.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await hasEnded('one')).toBe(false);
    process.kill(await pidIn('one'));
  });
});

describe('where git cannot start', () => {
  it('a missing git is said', async () => {
    await mkdir(join(folder, 'empty'));
    const failed = git(['--version'], { env: { PATH: join(folder, 'empty') } });
    await expect(failed).rejects.toBeInstanceOf(UserError);
    await expect(failed).rejects.toThrow('git is not installed');
  });

  it('a missing folder is not taken for a missing git', async () => {
    const failed = runGit(join(folder, 'none'), ['status'], { env, timeLimit: ENOUGH });
    await expect(failed).rejects.toMatchObject({ code: 'ENOENT', path: join(folder, 'none') });
  });
});
