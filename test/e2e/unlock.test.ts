import { mkdir, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { Home } from './home.ts';
import { COC, KEY } from './terminal.ts';

const PASSPHRASE = 'correct horse battery';
const ANSWERS = 'threat: none\naccount: words\nvisibility: private\nconsent: no-objection\nshare: recorder\n';

/** Somebody whose keys have a passphrase, who unlocked them at a terminal that is still open. */
async function unlocked(length = '10m', command = 'coc unlock') {
  const home = await Home.ready({ COC_PASSPHRASE_COMMAND: `echo ${PASSPHRASE}` });
  const shell = home.shell({ XDG_RUNTIME_DIR: join(home.folder, 'tmp') });
  await shell.run(`${command} --for ${length}`);
  await shell.answer('Your passphrase', PASSPHRASE);
  await shell.see('are unlocked until');
  const env = { XDG_RUNTIME_DIR: join(home.folder, 'tmp') };
  return { home, shell, env };
}

/** The processes that hold keys of this HOME. */
async function agentsOf(home: Home): Promise<readonly string[]> {
  const agents: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const shown = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (shown.includes('key-agent') && shown.includes(home.folder)) agents.push(pid);
  }
  return agents;
}

describe.concurrent('coc unlock', () => {
  it('takes the passphrase on after Ctrl-Z and fg, and draws no letter of it', async () => {
    const home = await Home.ready({ COC_PASSPHRASE_COMMAND: `echo ${PASSPHRASE}` });
    const shell = home.shell({ XDG_RUNTIME_DIR: join(home.folder, 'tmp') });
    await shell.run('coc unlock --for 1m');
    await shell.see('Your passphrase');
    shell.type('correct horse');
    await shell.see('*');
    await shell.awayAndBack('Your passphrase');
    shell.type(' battery\r');
    await shell.see('are unlocked until');
    expect(shell.text).not.toMatch(/correct|horse|battery/);
  });

  it('is what comes before anything is typed of an incident, or of what only whoever can sign may save', async () => {
    const COC_PASSPHRASE_COMMAND = `echo ${PASSPHRASE}`;
    const home = await Home.ready({ COC_PASSPHRASE_COMMAND });
    const env = { COC_PASSPHRASE_COMMAND };
    await home.coc(['report', 'new', '--answers', '-', '--yes'], { stdin: ANSWERS, env });
    const [{ id }] = JSON.parse((await home.coc(['list', '--json'], { env })).stdout);
    for (const [argv, asks] of [
      [['note', id], 'Your note'],
      [['report', 'add', id], 'What do you add'],
      [['close', id], 'closed'],
      [['community', 'edit'], 'What is the community called'],
    ] as const) {
      const terminal = home.terminal([...argv]);
      await terminal.see('Your passphrase');
      expect(terminal.text).not.toContain(asks);
      terminal.type(`wrong\r`);
      await terminal.see('Your passphrase');
      terminal.kill('SIGKILL');
    }
    const noting = home.terminal(['note', id]);
    await noting.answer('Your passphrase', PASSPHRASE);
    await noting.see('Your note');
    noting.type('Called the venue.\r.\r');
    await noting.answer('Is it right');
    await noting.see('The note is saved');
    expect(noting.text.slice(noting.text.indexOf('Your note'))).not.toContain('passphrase');
  });

  it('asks once, and then every command reads and saves', async () => {
    const { home, env } = await unlocked();
    const saved = await home.coc(['report', 'new', '--answers', '-', '--yes'], { stdin: ANSWERS, env });
    expect(saved).toMatchObject({ code: 0, stderr: '' });
    const [{ id }] = JSON.parse((await home.coc(['list', '--json'], { env })).stdout);
    expect((await home.coc(['show', id], { env })).stdout).toContain('> words');
    expect((await home.git('verify-commit', 'HEAD')).code).toBe(0);
  });

  it('keeps the keys in memory alone, behind a socket of this user alone', async () => {
    const { home } = await unlocked();
    const agents: string[] = [];
    for (const pid of await agentsOf(home)) {
      const shown = await readFile(`/proc/${pid}/cmdline`, 'utf8');
      agents.push(shown + (await readFile(`/proc/${pid}/environ`, 'utf8')));
    }
    expect(agents).toHaveLength(1);
    expect(agents.join()).not.toMatch(/AGE-SECRET-KEY|correct horse/);
    for (const { path, bytes } of await home.everything())
      expect(bytes.includes('AGE-SECRET-KEY') || bytes.includes(PASSPHRASE), path).toBe(false);
    const folder = join(home.folder, 'tmp/coc');
    expect((await home.run('stat', ['-c', '%a', folder])).stdout.trim()).toBe('700');
  });

  it.each([
    [
      'coc lock',
      async ({ home, env }: Awaited<ReturnType<typeof unlocked>>) => {
        expect((await home.start(['lock'], { env })).stdout).toContain('are locked');
      },
    ],
    [
      'the end of the terminal',
      async ({ shell }: Awaited<ReturnType<typeof unlocked>>) => {
        shell.kill('SIGKILL');
        await shell.exited;
      },
    ],
  ] as const)('ends with %s', async (_how, end) => {
    const state = await unlocked();
    const { home, env } = state;
    expect((await home.coc(['list'], { env })).code).toBe(0);
    await end(state);
    await vi.waitFor(async () => expect((await home.coc(['list'], { env })).code).toBe(1), {
      timeout: 10_000,
      interval: 500,
    });
    expect((await home.coc(['list'], { env })).stderr).toContain('locked with a passphrase');
  });

  it('lasts as long as the terminal, however many shells stand between, as with `npm start -- unlock`', async () => {
    const between = `sh -c 'sh -c "\\"\\$@\\"; :" sh "$@"; :' sh ${process.execPath} ${COC} unlock`;
    const { home, shell, env } = await unlocked('10m', between);
    await shell.see('$');
    const [agent = ''] = await agentsOf(home);
    // It looks once a second whether it is wanted.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await agentsOf(home)).toEqual([agent]);
    expect((await home.coc(['list'], { env })).code).toBe(0);
    shell.type(`exit${KEY.enter}`);
    await shell.exited;
    await vi.waitFor(async () => expect(await agentsOf(home)).toEqual([]), {
      timeout: 10_000,
      interval: 200,
    });
  });

  it('is asked for again at a save where it ended meanwhile, and the save goes on', async () => {
    const { home, env } = await unlocked();
    await home.coc(['report', 'new', '--answers', '-', '--yes'], { stdin: ANSWERS, env });
    const [{ id }] = JSON.parse((await home.coc(['list', '--json'], { env })).stdout);
    const terminal = home.terminal(['note', id], { env, columns: 40 });
    await terminal.see('Your note');
    await home.coc(['lock'], { env });
    terminal.type('Called the venue.\r.\r');
    await terminal.answer('Is it right');
    await terminal.see('locked meanwhile');
    await terminal.answer('Your passphrase', PASSPHRASE);
    await terminal.see('The note is saved');
    expect(await terminal.exited).toBe(0);
    expect(terminal.text).not.toContain('resume');
  });

  it('ends when its time is over', async () => {
    const { home, env } = await unlocked('15s');
    expect((await home.coc(['list'], { env })).code).toBe(0);
    await vi.waitFor(async () => expect((await home.coc(['list'], { env })).code).toBe(1), {
      timeout: 60_000,
      interval: 500,
    });
    expect((await home.coc(['list'], { env })).stderr).toContain('locked with a passphrase');
  });

  it('trusts no folder that is not this user’s alone, and hinders nobody from working without it', async () => {
    const env = { COC_PASSPHRASE_COMMAND: `echo ${PASSPHRASE}` };
    const home = await Home.ready(env);
    const folder = join(home.folder, 'tmp', `coc-${process.getuid?.()}`);
    const elsewhere = join(home.folder, 'elsewhere');
    await mkdir(elsewhere, { mode: 0o755 });
    await symlink(elsewhere, folder);
    expect(await home.coc(['list', '--json'], { env })).toMatchObject({ code: 0, stdout: '[]\n' });
    const refused = await home.start(['unlock'], { env });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('not a folder of yours alone');
    expect(await readdir(elsewhere)).toEqual([]);
    expect((await stat(elsewhere)).mode & 0o777).toBe(0o755);
  });

  it('says what it cannot do', async () => {
    const home = await Home.ready();
    expect((await home.start(['unlock'])).stderr).toContain('no passphrase');
    expect((await home.start(['unlock', '--for', 'ever'])).code).toBe(2);
    expect((await home.start(['lock'])).stdout).toContain('locked already');
    const terminal = home.terminal(['status']);
    await terminal.see('Nothing waits');
    terminal.type(KEY.ctrlC);
  });
});
