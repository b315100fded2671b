import { describe, expect, it } from 'vitest';
import { Home } from './home.ts';
import { COC, KEY } from './terminal.ts';

describe.concurrent('what a person sees', () => {
  it.each([40, 80])('fits %i columns and breaks between words', async (columns) => {
    const home = await Home.make();
    const terminal = home.terminal([], { columns });
    await terminal.answer('What now');
    await terminal.see('choose one of these');
    terminal.type(`${KEY.down}${KEY.down}${KEY.down}${KEY.down}${KEY.enter}`);
    await terminal.answer('Have you read');
    await terminal.see('What has been done');
    await terminal.answer('submit');
    await terminal.answer('called, and');
    await terminal.answer('What is your name', 'Ana');
    await terminal.see(':clear');
    terminal.type(KEY.ctrlC);
    expect(await terminal.exited).toBe(130);
    const lines = await terminal.lines();
    const typed = lines.findIndex(({ text }) => text.startsWith('> Ana'));
    expect(typed).toBeGreaterThan(20);
    expect(lines.filter(({ broken }) => broken)).toEqual([]);
    const ends = lines.map(({ text }) => text.trimEnd().split(' ').at(-1) ?? '');
    for (const word of ['threatened', 'physically', 'somewhere']) {
      expect(
        lines.some(({ text }) => text.includes(word)),
        word,
      ).toBe(true);
      for (let cut = 1; cut < word.length; cut += 1) expect(ends).not.toContain(word.slice(0, cut));
    }
  });

  it('is asked for the server where there is none yet, and can pass that over', async () => {
    const home = await Home.ready();
    await home.run('git', ['init', '-q', '--bare', 'server.git']);
    const passed = home.terminal(['sync']);
    await passed.answer('Which address');
    await passed.see('on this machine alone');
    expect(await passed.exited).toBe(1);
    const terminal = home.terminal(['sync'], { columns: 40 });
    await terminal.see('Which address');
    await terminal.answer('Enter skips it', `${home.folder}/server.git`);
    await terminal.see('Everything of yours is on the server');
    expect(await terminal.exited).toBe(0);
    const again = home.terminal(['sync']);
    await again.see('Everything of yours');
    expect(again.text).not.toContain('Which address');
  });

  it('has no colour where nobody wants it', async () => {
    const home = await Home.ready();
    const terminal = home.terminal(['status'], { env: { NO_COLOR: '1' } });
    await terminal.exited;
    expect(terminal.text).toContain('Nothing waits for you');
    expect(terminal.raw).not.toMatch(/\u001b\[[0-9;]*m/);
  });

  it('asks by number on a terminal that cannot move its cursor', async () => {
    const home = await Home.ready();
    const terminal = home.terminal(['report', 'new', '--quick'], { env: { TERM: 'dumb' } });
    await terminal.see('4. Somebody was violent');
    await terminal.answer('Type a number', '7');
    await terminal.see('That is none of them');
    terminal.type(KEY.enter);
    await terminal.see('Please choose one');
    await terminal.see('Type a number');
    terminal.type(`1${KEY.enter}`);
    await terminal.see('What did they say');
    terminal.type('words\r.\r');
    await terminal.see('The report is saved');
    expect(await terminal.exited).toBe(0);
    expect(terminal.raw).not.toContain('\u001b');
    expect(terminal.raw).not.toContain('choose one of these');
  });

  it('takes nothing that is proposed where somebody ends it by Ctrl-D', async () => {
    const home = await Home.ready();
    const saved = await home.coc(['report', 'new', '--answers', '-', '--yes', '--json'], {
      stdin: 'threat: none\naccount: words\nvisibility: private\nconsent: not-said-yet\nshare: recorder\n',
    });
    const { id, commit } = JSON.parse(saved.stdout);
    const terminal = home.terminal(['note', id], { env: { TERM: 'dumb' } });
    await terminal.see('>');
    terminal.type('words\r.\r');
    await terminal.see('Type a number');
    terminal.type(KEY.ctrlD);
    expect(await terminal.exited).toBe(130);
    expect((await home.git('rev-parse', 'HEAD')).stdout.trim()).toBe(commit);
  });

  it('ends in words where its output goes nowhere', async () => {
    const home = await Home.ready();
    const ran = await home.run('sh', ['-c', `'${process.execPath}' '${COC}' guide >/dev/full`]);
    expect(ran).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'coc: What it prints could not be written: the disk is full.\nhint: All the rest is done: what it was to save is saved.\n',
    });
    const silent = await home.run('sh', ['-c', `'${process.execPath}' '${COC}' nosuch 2>/dev/full`]);
    expect(silent).toEqual({ code: 2, stdout: '', stderr: '' });
  });

  it('shows somebody else’s words inert', async () => {
    const home = await Home.ready();
    const hostile = '\\e[2J\\e]0;owned\\a\\u202Egnp';
    const saved = await home.coc(['report', 'new', '--answers', '-', '--yes'], {
      stdin: `threat: none\naccount: "${hostile}"\nreporter-name: "${hostile}"\nvisibility: private\nconsent: not-said-yet\nshare: recorder\n`,
    });
    expect(saved.stderr).toBe('');
    const terminal = home.terminal(['show']);
    expect(await terminal.exited).toBe(0);
    const shown = terminal.raw.slice(terminal.raw.lastIndexOf('Who is who'));
    expect(shown).toContain('\\u{1B}[2J');
    expect(shown).not.toContain('\u001b[2J');
    expect(shown).not.toContain('\u202e');
  });
});

describe.concurrent('what helps with an answer', () => {
  it.each([40, 100])('is none of the choices of a menu, at %i columns', async (columns) => {
    const home = await Home.ready();
    const terminal = home.terminal(['report', 'new'], { columns });
    await terminal.pick('Is anybody in danger', 2);
    await terminal.answer('Have you read this');
    await terminal.see('What has been done');
    await terminal.see('Leave out');
    await terminal.see('select');
    const lines = (await terminal.lines()).map(({ text }) => text);
    const at = lines.findIndex((text) => text.startsWith('Leave out what was not done.'));
    expect(at, lines.join('\n')).toBeGreaterThan(0);
    const first = lines.findIndex((text) => text.startsWith('❯'));
    expect(first).toBeGreaterThan(at);
    expect(lines[first - 1]).toBe('');
    for (const text of lines.slice(at, first - 1)) expect(text).toMatch(/^\S/);
  });
});

describe.concurrent('without a terminal', () => {
  it('nothing is assumed: what is missing is listed, and nothing is saved', async () => {
    const home = await Home.ready();
    const { code, stderr } = await home.start(['report', 'new']);
    expect(code).toBe(2);
    for (const key of ['threat', 'account', 'visibility', 'share'])
      expect(stderr).toContain(`${key} is missing`);
    expect(await home.drafts()).toEqual([]);
    expect((await home.start(['list', '--json'])).stdout).toBe('[]\n');
  });

  it('two at once are both saved', async () => {
    const home = await Home.ready();
    const stdin =
      'threat: none\naccount: words\nvisibility: private\nconsent: not-said-yet\nshare: recorder\n';
    const both = await Promise.all(
      [1, 2, 3].map(() => home.start(['report', 'new', '--answers', '-', '--yes', '--json'], { stdin })),
    );
    expect(both.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(JSON.parse((await home.start(['list', '--json'])).stdout)).toHaveLength(3);
    const commits = (await home.git('rev-list', 'HEAD')).stdout.trim().split('\n');
    expect(commits).toHaveLength(4);
    for (const commit of commits) expect((await home.git('verify-commit', commit)).code).toBe(0);
  });
});
